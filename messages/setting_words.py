"""An office's settings in words: "giờ nhắc 8h30", "nhắc trước 5, 2, 1 ngày", "báo lãnh đạo sau 8 ngày"."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from vietnamese.text import fold, squash

Value = dt.time | tuple[dt.time, dt.time] | tuple[int, ...] | int | bool


class Setting(StrEnum):
    """What a clerk can change in chat; the words are those of the buttons, and of Office where it has one column."""

    REMIND_AT = "remind_at"
    HOURS = "hours"  # opens and closes
    BEFORE = "remind_before"
    WEEKLY_ON = "weekly_on"
    HEAD_AFTER = "head_after"
    CLERK_AFTER = "clerk_after"
    LEADER_AFTER = "leader_after"
    SNOOZE = "snooze_days"
    DIGEST_AT = "digest_at"
    DIGEST_ON = "digest_on"
    REPORT_ON = "report_on"
    REPORT_AT = "report_at"
    REPORT_END = "report_at_end"
    CONFIRM = "confirm"


OFF = -1
"""Instead of a weekday: on none."""


@dataclass(frozen=True)
class Wanted:
    """A setting and its new value; None: the words after its name are no such value."""

    setting: Setting
    value: Value | None


_AFTER = r"(?: (?:sau|qua han|khi))*"
_WEEKLY = r"(?:hang )?tuan(?: vao)?(?: ngay)?"
_CLOSING = r"(?:cuoi|ket thuc|khi (?:ket thuc|het)) (?:ke hoach|dot|ky)"
_NAMES = {
    Setting.HOURS: r"gio (?:lam viec|hanh chinh|mo cua)",
    Setting.REMIND_AT: r"(?:gio nhac(?: viec)?|nhac(?: viec)? (?:luc|vao luc))",
    Setting.BEFORE: r"(?:nhac truoc(?: han)?|so ngay nhac truoc)",
    Setting.WEEKLY_ON: r"(?:ngay )?hoi (?:hang |hằng )?tuan(?: vao)?",
    Setting.HEAD_AFTER: rf"bao (?:cho )?truong (?:don vi|phong){_AFTER}",
    Setting.CLERK_AFTER: rf"bao (?:cho )?van thu{_AFTER}",
    Setting.LEADER_AFTER: rf"bao (?:cho )?lanh dao{_AFTER}",
    Setting.SNOOZE: r"(?:hoan nhac|nhac lai sau)(?: toi da)?",
    Setting.DIGEST_ON: r"(?:ban tin|tong hop) (?:hang )?tuan(?: vao)?",
    Setting.DIGEST_AT: r"(?:gio (?:gui )?(?:ban tin|tong hop)|(?:ban tin|tong hop) luc)",
    Setting.REPORT_AT: r"(?:gio (?:lap |gui )?bao cao|lap bao cao luc|bao cao (?:(?:hang )?tuan|dinh ky|tu dong) luc)",
    Setting.REPORT_END: rf"(?:lap )?bao cao {_CLOSING}",
    Setting.REPORT_ON: rf"(?:ngay )?(?:lap )?bao cao {_WEEKLY}",
    Setting.CONFIRM: r"truong (?:don vi|phong) xac nhan(?: hoan thanh)?",
}
_NAMED = {setting: re.compile(rf"{name}(?: la)?(?: ?:)? ?(?P<value>.*)") for setting, name in _NAMES.items()}
_WITHOUT = r"(?:khong|bo|tat|dung|ngung)(?: can| tu)?(?: lap| lam)?"
_SWITCHED_OFF = {
    Wanted(Setting.REPORT_ON, OFF): re.compile(rf"{_WITHOUT} bao cao {_WEEKLY}(?: nua)?"),
    Wanted(Setting.REPORT_END, value=False): re.compile(rf"{_WITHOUT} bao cao {_CLOSING}(?: nua)?"),
}
_CLOCK = r"(\d{1,2})(?: ?(?:h|:|g|gio|\.) ?(\d{2})?)?"
_DAYS = ("hai", "ba", "tu", "nam", "sau", "bay")
_MOST_BEFORE = 5


def setting_of(text: str) -> Wanted | None:
    """The setting that a message names first; None where it names none."""
    plain = squash(fold(text)).strip(" .!")
    for wanted, words in _SWITCHED_OFF.items():
        if words.fullmatch(plain):
            return wanted
    for setting, named in _NAMED.items():
        if match := named.fullmatch(plain):
            return Wanted(setting, value_of(setting, match["value"]))
    return None


def value_of(setting: Setting, text: str) -> Value | None:
    """The value that words give a setting; None where they give none that it could have."""
    read: Callable[[str], Value | None] = _READ[setting]
    return read(squash(fold(text)).strip(" .!:"))


def _time(text: str) -> dt.time | None:
    match = re.fullmatch(rf"(?:luc )?{_CLOCK}(?: sang| (?P<late>chieu))?", text)
    if match is None:
        return None
    found = _clock(match[1], match[2])
    return found.replace(hour=found.hour + 12) if found and match["late"] and found.hour < 12 else found


def _clock(hour: str, minute: str | None) -> dt.time | None:
    try:
        return dt.time(int(hour), int(minute or 0))
    except ValueError:
        return None


def _span(text: str) -> tuple[dt.time, dt.time] | None:
    match = re.fullmatch(rf"(?:tu )?{_CLOCK} ?(?:-|–|den) ?{_CLOCK}", text)
    opens, closes = (_clock(match[1], match[2]), _clock(match[3], match[4])) if match else (None, None)
    return (opens, closes) if opens and closes and opens < closes else None


def _before(text: str) -> tuple[int, ...] | None:
    words = re.sub(r" ?ngay(?: lam viec)?$", "", text)
    if not re.fullmatch(r"\d{1,2}(?:(?: ?(?:,|;|va) ?| )\d{1,2})*", words):
        return None
    days = tuple(sorted({int(number) for number in re.findall(r"\d+", words)}, reverse=True))
    return days if days[-1] >= 1 and days[0] <= 20 and len(days) <= _MOST_BEFORE else None


def _weekday(text: str) -> int | None:
    match = re.fullmatch(r"(?:thu|t)? ?([2-7]|hai|ba|tu|nam|sau|bay)|(chu nhat|cn)(?: hang tuan)?", text)
    if match is None:
        return None
    if match[2]:
        return 6
    return int(match[1]) - 2 if match[1].isdigit() else _DAYS.index(match[1])


def _weekday_or_none(text: str) -> int | None:
    return OFF if text in ("khong", "tat", "bo", "khong lap") else _weekday(text)


def _days(text: str) -> int | None:
    match = re.fullmatch(r"(\d{1,2})(?: ngay)?(?: lam viec)?(?: qua han)?", text)
    return int(match[1]) if match and 1 <= int(match[1]) <= 60 else None


def _snooze(text: str) -> int | None:
    if text in ("khong", "khong cho", "tat", "0", "0 ngay"):
        return 0
    days = _days(text)
    return days if days and days <= 10 else None


def _yes(text: str) -> bool | None:
    return {"co": True, "can": True, "1": True, "khong": False, "khong can": False, "0": False}.get(text)


_READ: dict[Setting, Callable[[str], Value | None]] = {
    Setting.REMIND_AT: _time,
    Setting.HOURS: _span,
    Setting.BEFORE: _before,
    Setting.WEEKLY_ON: _weekday,
    Setting.HEAD_AFTER: _days,
    Setting.CLERK_AFTER: _days,
    Setting.LEADER_AFTER: _days,
    Setting.SNOOZE: _snooze,
    Setting.DIGEST_AT: _time,
    Setting.DIGEST_ON: _weekday,
    Setting.REPORT_ON: _weekday_or_none,
    Setting.REPORT_AT: _time,
    Setting.REPORT_END: _yes,
    Setting.CONFIRM: _yes,
}
