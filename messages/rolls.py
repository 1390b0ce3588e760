"""Children told in a row: "3 cháu: Hoa, Lý và Minh", "tran van loc lop 2a, ksor lan lop 3b"."""

import re

from messages.mentions import CHILD
from messages.names import is_family, is_given, may_be_small_name
from messages.wording import Wording
from vietnamese.phrases import Phrase

_SEVERAL = Phrase(
    rf"(?:\d{{1,2}}|hai|ba|bốn|năm|sáu|các) (?:{CHILD}|em)(?: thôi| này| đó| ấy)?,?(?: là| gồm| gồm có| tên(?: là)?)?"
    r" ?[:(]? ?(?=[^\W\d])"
)
_NEXT = re.compile(r",| (?:và|va) |/|;")
_STOP = re.compile(r"[.\n·)]|\d")
_ENTRY_WORDS = 4
_CLASS = re.compile(r"(?:l[ớo]p|tu[ổo]i)(?!\w)")
_CLASSED = Phrase(
    r"(?P<name>[^\W\d_]+(?: [^\W\d_]+){1,3}),? ?\(?(?:học )?(?:lớp ?\d{1,2} ?[a-hđ]\d?(?!\w)|(?:\d|1[0-7]) tuổi)"
)


def is_roll(wording: Wording) -> bool:
    """Whether names stand in a row behind several children, in capitals or not, or each before its class or age."""
    in_row = _NEXT.search(wording.text) and any(_names_follow(wording, m.end()) for m in wording.all(_SEVERAL))
    return bool(in_row) or bool(
        _CLASS.search(wording.text) and any(_is_small_full_name(wording, m["name"]) for m in wording.all(_CLASSED))
    )


def _names_follow(wording: Wording, start: int) -> bool:
    stop = _STOP.search(wording.text, start)
    entries = _NEXT.split(wording.text[start : stop.start() if stop else len(wording.text)])
    named = [_is_name(wording, entry.split()) for entry in entries[:-1]]
    if all(named[:2]) and len(named) > 1:  # whatever follows: "là Khôi và Nụ, em đếm nhầm"
        return True
    last = entries[-1].split()
    return bool(named) and all(named) and any(_is_name(wording, last[:length]) for length in range(1, _ENTRY_WORDS + 1))


def _is_name(wording: Wording, words: list[str]) -> bool:
    """One given name, or a family name with one; a lone family name is a given name in a row of them ("Lý")."""
    if not 0 < len(words) <= _ENTRY_WORDS:
        return False
    if len(words) == 1:
        return is_given(wording, words[0]) or is_family(words[0])
    if len(words) == 2 and is_given(wording, words[0]) and words[1].title() in wording.raw:
        return True  # "Linh Đan", "Bảo Ngọc"
    return is_family(words[0]) and (len(words) > 2 or is_given(wording, words[1]))


def _is_small_full_name(wording: Wording, words: str) -> bool:
    """Whether the last two to four words before a class are a name: "danh sách nguyễn an [lớp 2a]"."""
    found = words.split()
    return any(may_be_small_name(wording, found[-length:]) for length in range(2, len(found) + 1))
