"""What stands right behind a number: the noun it counts, or the number that is its target ("3/5", "3 trên 5")."""

import re
from collections.abc import Iterator

from messages.indicators import counted, indicator
from messages.percent import FRACTION_WORDS, whole
from messages.results import Reading
from messages.understood import Figure
from messages.wording import HIDDEN, Wording
from vietnamese.numbers import Number
from vietnamese.phrases import Phrase
from vietnamese.text import fold

_FILLER = Phrase(r"(?:số |cái |chiếc |cuộc |đầu |lượt (?=cháu|em|học sinh|trẻ))")
_LINK = Phrase(r"(?:/|trên tổng số|trên tổng|trên|trong tổng số|trong tổng|trong số|trong)")
_NOT_DONG = r"(?! (?:chí|bào|nghiệp|hồ|phục|ý|tình|bộ|đều|thời|loạt|phạm|chủ|thuận|nai|tháp|hành|đội|diễn))"
MONEY = Phrase(rf"(?:đồng{_NOT_DONG}|đ|vnđ|vnd)")


def match_at(wording: Wording, phrase: Phrase, at: int) -> re.Match[str] | None:
    """`phrase` at this place, a blank skipped."""
    while wording.text[at : at + 1] in (" ", HIDDEN):
        at += 1
    return phrase.on(plain=wording.plain).match(wording.text, at)


def spoken_shares(wording: Wording) -> Iterator[Reading]:
    """Shares of a number in words: "chín phần mười số hồ sơ" are 9 of 10 hồ sơ; of a plan they are its progress."""
    for match in wording.all(FRACTION_WORDS):
        noun = noun_at(wording, match.end())
        if noun and fold(noun.group()) != "ke hoach":
            top, bottom = (whole(group) for group in match.groups()[:2])
            words = wording.typed(match.start(), noun.end())
            yield Figure(indicator(noun.group()), top, None, bottom, words=words), (match.start(), noun.end())


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
