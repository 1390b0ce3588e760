"""What a noun of several things counts, by the verb of its clause: "tư vấn 30 lượt", "tập huấn 2 buổi"."""

import re

from messages.indicators import indicator
from messages.wording import Wording
from vietnamese.phrases import Phrase
from vietnamese.text import fold

_BY_VERB = (
    ("luot", Phrase(r"tư vấn"), "lượt tư vấn"),
    ("luot", Phrase(r"phát(?! sinh)|loa"), "lượt phát thanh"),
    ("buoi", Phrase(r"tập huấn"), "lớp tập huấn"),
    ("bai", Phrase(r"dự thi|cuộc thi"), "bài dự thi"),
    (
        "to",
        Phrase(r"in|phát(?! động)|giao|dán"),
        "tờ rơi",
    ),
)
_LEAFLETS = Phrase(r"tờ rơi|tờ gấp")


def in_context(wording: Wording, start: int, noun: re.Match[str]) -> str:
    """The indicator; "tư vấn 30 lượt" are lượt tư vấn, "tập huấn 2 buổi" lớp tập huấn."""
    clause = wording.cut(clause_start(wording, start), start)
    if fold(noun.group()) == "to" and wording.before(start).has(_LEAFLETS):
        return "tờ rơi"
    for word, cue, name in _BY_VERB:
        if fold(noun.group()) == word and clause.has(cue):
            return name
    return indicator(noun.group())


def clause_start(wording: Wording, start: int) -> int:
    before = wording.before(start)
    return start - len(before.text) + max(before.text.rfind(c) for c in ",.;\n(") + 1
