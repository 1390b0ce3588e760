"""A decision typed in answer to a wish for more time: "đồng ý đến 18/6", "không được, tỉnh cần ngày 15"."""

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


def day_named(text: str, today: date) -> date | None:
    """The one day that the words name."""
    days = _days(wording(text), today)
    return days.pop() if len(days) == 1 else None


def _days(words: Wording, today: date) -> set[date]:
    return {day.day for day in days_in(words, today)}
