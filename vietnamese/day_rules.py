"""The day that the words of a time mean, each kind by its own rule; the conventions are those of `days`."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from vietnamese.numbers import find_numbers
from vietnamese.text import fold

Resolve = Callable[[re.Match[str], date], date | None]

_MONTHS = ["mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai"]
_WEEKDAYS = {"2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5, "hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_AHEAD = timedelta(days=62)
_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}


def group(match: re.Match[str], name: str) -> str:
    """The folded words of a group that only some rules have, or ""."""
    return fold(match.groupdict().get(name) or "")


def make(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def full(match: re.Match[str], _today: date) -> date | None:
    year = int(match.group("year"))
    return make(year + 2000 if year < 100 else year, month_number(match), int(match.group("day")))


def day_month(match: re.Match[str], today: date) -> date | None:
    return nearest(today, month_number(match), int(match.group("day")))


def nearest(today: date, month: int, day: int) -> date | None:
    """A day without its year: of this year, but what the next two months hold of the next year is meant of that."""
    later = make(today.year + 1, month, day)
    return later if later and later <= today + _AHEAD else make(today.year, month, day)


def month_number(match: re.Match[str]) -> int:
    word = fold(match.group("month"))
    return int(word) if word.isdigit() else _MONTHS.index(word) + 1


def day_of_month(match: re.Match[str], today: date) -> date | None:
    return make(today.year, today.month, int(match.group("day")))


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def in_month(match: re.Match[str], first: date) -> date:
    days = {"dau": 5, "giua": 15}
    part = group(match, "part")
    return first.replace(day=days[part]) if part in days else month_end(first)


def named_month(match: re.Match[str], today: date) -> date | None:
    return in_month(match, nearest(today, month_number(match), 1) or today)


def next_month(match: re.Match[str], today: date) -> date | None:
    return in_month(match, month_end(today) + timedelta(days=1))


def this_month(match: re.Match[str], today: date) -> date | None:
    day = in_month(match, today.replace(day=1))
    passed = day < today and group(match, "part") != ""
    return next_month(match, today) if passed else day


def week(match: re.Match[str], today: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    which = group(match, "which")
    part = group(match, "part")
    if which == "sau nua":
        monday += timedelta(days=14)
    elif which in ("sau", "toi", "ke", "kia", "ke tiep") or part in ("sang", "qua") or (not which and part == "dau"):
        monday += timedelta(days=7)
    return monday + timedelta(days={"dau": 0, "giua": 2}.get(part, 4))


def weekday(match: re.Match[str], today: date) -> date | None:
    word = group(match, "weekday")
    number = _WEEKDAYS.get(word, 6)
    which = group(match, "which")
    if which in ("sau", "toi"):
        return today - timedelta(days=today.weekday()) + timedelta(days=7 + number)
    if which == "truoc":
        return today - timedelta(days=today.weekday()) + timedelta(days=number - 7)
    if which == "nay":
        return today - timedelta(days=today.weekday()) + timedelta(days=number)
    if group(match, "past"):
        return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def from_now(match: re.Match[str], today: date) -> date | None:
    numbers = find_numbers(match.group("count"))
    count = int(numbers[0].value) if numbers else _MONTHS.index(fold(match.group("count"))) + 1
    unit = fold(match.group("unit"))
    if unit == "thang":
        month = today.month - 1 + count
        year = today.year + month // 12
        return date(year, month % 12 + 1, min(today.day, monthrange(year, month % 12 + 1)[1]))
    return today + timedelta(days=count * (7 if unit == "tuan" else 1))


def quarter(match: re.Match[str], today: date) -> date | None:
    number = _QUARTERS.get(group(match, "quarter"), (today.month + 2) // 3)
    return month_end(date(today.year, number * 3, 1))


def in_days(days: int) -> Resolve:
    return lambda _match, today: today + timedelta(days=days)


def year_end(_match: re.Match[str], today: date) -> date | None:
    return date(today.year, 12, 31)


def half_year(_match: re.Match[str], today: date) -> date | None:
    return date(today.year, 6, 30) if today.month <= 6 else date(today.year, 12, 31)
