"""What stands right behind a number: the noun it counts, or the number that is its target ("3/5", "3 trên 5")."""

import re

from messages.indicators import counted, indicator
from messages.wording import HIDDEN, Wording
from vietnamese.numbers import Number
from vietnamese.phrases import Phrase

_FILLER = Phrase(r"(?:số |cái |chiếc |cuộc |đầu |lượt (?=cháu|em|học sinh|trẻ))")
_LINK = Phrase(r"(?:/|trên tổng số|trên tổng|trên|trong tổng số|trong tổng|trong số|trong)")
_NOT_DONG = r"(?! (?:chí|bào|nghiệp|hồ|phục|ý|tình|bộ|đều|thời|loạt|phạm|chủ|thuận|nai|tháp|hành|đội|diễn))"
MONEY = Phrase(rf"(?:đồng{_NOT_DONG}|đ|vnđ|vnd)")


def match_at(wording: Wording, phrase: Phrase, at: int) -> re.Match[str] | None:
    """`phrase` at this place, a blank skipped."""
    while wording.text[at : at + 1] in (" ", HIDDEN):
        at += 1
    return phrase.on(plain=wording.plain).match(wording.text, at)


def linked(wording: Wording, first: Number, second: Number) -> bool:
    """Whether the second number is the target of the first: "3/5", "3 trên 5", "20 tin bài/30"."""
    noun, other = noun_at(wording, first.end), noun_at(wording, second.end)
    if noun and other and indicator(noun.group()) != indicator(other.group()):
        return False
    starts = [first.end, noun.end()] if noun else [first.end]
    for start in starts:
        money = match_at(wording, MONEY, start)
        for at in (start, money.end()) if money else (start,):
            link = _link_at(wording, at)
            if link is not None and wording.text[link : second.start].strip() == "":
                return True
    return False


def _link_at(wording: Wording, at: int) -> int | None:
    at += wording.text[at : at + 1] == " "
    if wording.text[at : at + 1] == "/":
        return at + 1
    match = _LINK.on(plain=wording.plain).match(wording.text, at)
    return match.end() if match else None


def noun_at(wording: Wording, at: int) -> re.Match[str] | None:
    filler = match_at(wording, _FILLER, at)
    noun = counted(wording.nouns)
    return (match_at(wording, noun, filler.end() - 1) if filler else None) or match_at(wording, noun, at)
