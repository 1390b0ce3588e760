"""How dates and numbers are written in messages."""

import datetime as dt
from collections.abc import Callable
from typing import Protocol
from zoneinfo import ZoneInfo

from vietnamese.text import shorten
from vietnamese.writing import day, day_month, number

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def weekday(value: dt.date) -> str:
    return WEEKDAYS[value.weekday()]


def clock(value: dt.datetime, zone: ZoneInfo) -> str:
    return value.astimezone(zone).strftime("%H:%M")


def moment(value: dt.datetime, zone: ZoneInfo) -> str:
    return f"{clock(value, zone)} ngày {day(value.astimezone(zone).date())}"


class Figured(Protocol):
    """A reported number, whether understood or stored."""

    @property
    def indicator(self) -> str: ...
    @property
    def value(self) -> float: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def target(self) -> float | None: ...
    @property
    def approximate(self) -> bool: ...
    @property
    def adds(self) -> bool: ...


def figure(value: Figured) -> str:
    """ "thêm khoảng 150 lượt người", "3/5 hội nghị", "96% khai sinh đúng hạn", "2.500.000 đồng (kinh phí)"."""
    amount = number(value.value) + (f"/{number(value.target)}" if value.target is not None else "")
    about = ("thêm " if value.adds else "") + ("khoảng " if value.approximate else "")
    match value.unit:
        case "%":
            return f"{about}{amount}% {value.indicator}"
        case None:
            return f"{about}{amount} {value.indicator}"
    return f"{about}{amount} {value.unit} ({value.indicator})"


FILTERS: dict[str, Callable[..., str]] = {
    "day": day,
    "day_month": day_month,
    "weekday": weekday,
    "clock": clock,
    "moment": moment,
    "figure": figure,
    "number": number,
    "shorten": shorten,
}
