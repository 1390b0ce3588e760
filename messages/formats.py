"""How dates and numbers are written in messages."""

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from vietnamese.text import shorten

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def day(value: dt.date) -> str:
    """05/6/2026: a leading zero before days below 10 and before months 1 and 2 only (Nghị định 30/2020)."""
    return f"{value.day:02}/{month(value.month)}/{value.year}"


def day_month(value: dt.date) -> str:
    return f"{value.day:02}/{month(value.month)}"


def month(number: int) -> str:
    return f"{number:02}" if number < 3 else str(number)


def weekday(value: dt.date) -> str:
    return WEEKDAYS[value.weekday()]


def clock(value: dt.datetime, zone: ZoneInfo) -> str:
    return value.astimezone(zone).strftime("%H:%M")


def number(value: float) -> str:
    """1250 -> 1.250 and 2.5 -> 2,5; counts below ten take a leading zero only in documents."""
    whole = f"{value:,.2f}".rstrip("0").rstrip(".")
    return whole.translate(str.maketrans(",.", ".,"))


FILTERS: dict[str, Callable[..., str]] = {
    "day": day,
    "day_month": day_month,
    "weekday": weekday,
    "clock": clock,
    "number": number,
    "shorten": shorten,
}
