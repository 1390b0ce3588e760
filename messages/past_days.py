"""Days behind "đã tổ chức", typed without their year or month: looked for in the past, never ahead."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from messages.wording import Wording
from vietnamese.day_rules import make
from vietnamese.days import Day
from vietnamese.phrases import Phrase

_HELD = r"tổ chức|diễn ra|khai mạc|bế mạc|tiến hành|mở|họp|làm|ra quân|tập huấn|tuyên truyền"
_SENT = r"xong|hoàn thành|hoàn tất|nộp|gửi|trình|ký|ban hành|phát hành|báo cáo|bàn giao|kết thúc"
# "đã tổ chức họp chốt lịch 20/6" names what is to come
_AHEAD = (
    r"chốt|lịch|kế hoạch|kh|mời|bàn|đến|tới|trước|sau|hạn|và|sẽ|để|cho|chuẩn bị|từ|về|việc|dự kiến|còn|nhưng|thì|"
    r"đăng ký"
)
_ON = r"(?: (?:vào|hôm|hồi|trong|từ|sáng|trưa|chiều|tối|ngày)){0,3}"
_DONE_BEFORE = Phrase(
    rf"(?:đã|vừa)(?: được)? (?:{_HELD})(?: (?!(?:{_AHEAD})[ ,.;])[^\s,.;\n]+){{0,6}}?{_ON}\s?$",
    rf"(?:đã|vừa)(?: được)? (?:{_SENT})(?: (?:xong|rồi|báo cáo|đủ|hết)){{0,2}}{_ON}\s?$",
)
_DONE_BEHIND = Phrase(
    rf"^ (?:(?:em|tôi|mình|phòng|đơn vị|bên em|chúng em) )?(?:đã|vừa)(?: được)? (?:{_HELD}|{_SENT})",
    rf"^ (?:(?:em|tôi|mình|phòng|đơn vị|bên em|chúng em) )?(?:{_HELD}|{_SENT}) (?:xong )?rồi",
)
_OF_A_PLAN = Phrase(rf"(?:{_AHEAD})(?: (?:là|chót|giao))?{_ON}\s?$")
_TYPED = re.compile(
    r"(?:(?:ngày|hôm|mùng|mồng|ngay|hom|mung|mong) ?)?\d{1,2}(?P<month> ?[/.-] ?\d{1,2}| tháng.+| thang.+)?"
)
_YEAR = re.compile(r"\d{4}|\d ?[/.-] ?\d{1,2} ?[/.-] ?\d")


def found_behind(words: Wording, days: Iterable[Day], today: date) -> list[Day]:
    """The days, those ahead that words of done work name moved to the last year, or month, that had them."""
    return [_earlier(day, words, today) if day.day > today and _is_done(words, day) else day for day in days]


def _is_done(words: Wording, day: Day) -> bool:
    before = words.before(day.start)
    if before.has(_DONE_BEFORE):
        return True
    return words.after(day.end).has(_DONE_BEHIND) and not before.has(_OF_A_PLAN)


def _earlier(day: Day, words: Wording, today: date) -> Day:
    named = words.text[day.start : day.end]
    typed = _TYPED.fullmatch(named)
    if typed is None or _YEAR.search(named):
        return day
    if typed["month"]:
        passed = make(day.day.year - 1, day.day.month, day.day.day)
    else:
        last = today.replace(day=1) - timedelta(days=1)
        passed = make(last.year, last.month, day.day.day)
    return replace(day, day=passed) if passed else day
