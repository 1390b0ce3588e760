"""A decision on a wish for more time: "đồng ý đến 18/6", "không được, tỉnh cần ngày 15", "đồng ý gia hạn NV10"."""

import re
from dataclasses import dataclass
from datetime import date

from messages.deadlines import days_in
from messages.wording import Wording, wording
from vietnamese.phrases import Phrase

_LEAD = r"^\W*(?:(?:ok|oke|vâng|ừ|được|dạ|thôi|anh|chị|tôi|em|phòng|sở)[ ,.]+)*"
_NO = Phrase(
    rf"{_LEAD}(?:không|chưa|ko|k)(?: thể)? (?:đồng ý|nhất trí|được|gia hạn|lùi|cho|duyệt|chấp nhận)",
    rf"{_LEAD}(?:giữ nguyên|vẫn giữ|giữ đúng|từ chối)",
)
_YES = Phrase(rf"{_LEAD}(?:đồng ý|nhất trí|duyệt|chấp nhận|cho (?:gia hạn|lùi|đến)|gia hạn|lùi (?:đến|sang|tới))")
_YES_ALONE = re.compile(r"^\W*(?:ok|oke|ừ|được|vâng)(?: (?:em|nhé|chị|anh|rồi))*\W*$")

_TASK = r"(?:nv|nhiệm vụ|việc)(?: số)? ?\d+(?:\.\d+)*"
_NOT = r"(?:(?:không|chưa|ko|k)(?: thể)? )?"
_CONSENT = r"(?:đồng ý|nhất trí|duyệt|chấp nhận|từ chối)"
_MOVE = r"(?:(?:cho|việc|đề nghị|yêu cầu|xin) )*(?:gia hạn|lùi)"
_ABOUT_MOVING = Phrase(r"gia hạn|lùi|giữ (?:nguyên|đúng)")
_FIRST_TASK = Phrase(rf"^\W*{_TASK}\W+(?={_NOT}{_CONSENT} {_MOVE})")
_DECIDES = Phrase(
    rf"{_LEAD}{_NOT}{_CONSENT}(?=\W*$| ?[,.;:–-]| (?:vì|do|đến|nhé|em|anh|chị|ạ|cho {_TASK}|{_TASK}|{_MOVE})(?!\w))",
    rf"{_LEAD}{_NOT}(?:cho )?(?:gia hạn|lùi)",
    rf"{_LEAD}(?:giữ nguyên|vẫn giữ|giữ đúng)(?: nguyên| đúng)?(?: thời)? hạn",
)
_REFUSES_ONLY = Phrase(rf"^\W*{_NOT}{_CONSENT}(?: {_MOVE})?(?: (?:cho )?{_TASK})?(?: (?:nhé|em|ạ))*\W*$")
_SAYS_SO = Phrase(_CONSENT, r"(?:không|chưa|ko|k)(?: thể)?(?: cho)? (?:gia hạn|lùi)", r"giữ (?:nguyên|đúng)")


@dataclass(frozen=True)
class Verdict:
    """`day`: another one than was asked for, where it is named."""

    granted: bool
    day: date | None = None


def verdict(text: str, today: date) -> Verdict | None:
    """None for words that decide nothing: a question back, or a remark."""
    words = wording(text)
    if "?" in text:
        return None
    if words.has(_NO):
        return Verdict(granted=False)
    if words.has(_YES) or _YES_ALONE.match(words.text):
        days = _days(words, today)
        return Verdict(granted=True, day=days.pop() if days else None) if len(days) < 2 else None
    return None


def volunteered(text: str, today: date) -> Verdict | None:
    """The verdict of words that answer no note, so that they must say themselves that they decide."""
    words = wording(text)
    first = words.find(_FIRST_TASK)
    if first:
        text = words.typed(first.end(), len(words.text))
        words = wording(text)
    return verdict(text, today) if words.has(_DECIDES) else None


def is_about_moving(text: str) -> bool:
    """True where the words decide on more time and on nothing else: "không đồng ý gia hạn"; no wish of the writer's."""
    words = wording(text)
    return words.has(_ABOUT_MOVING) and words.has(_SAYS_SO)


def gives_reason(text: str) -> bool:
    """False for a refusal that says no more than that."""
    return not wording(text).has(_REFUSES_ONLY)


def day_named(text: str, today: date) -> date | None:
    """The one day that the words name."""
    days = _days(wording(text), today)
    return days.pop() if len(days) == 1 else None


def _days(words: Wording, today: date) -> set[date]:
    return {day.day for day in days_in(words, today)}
