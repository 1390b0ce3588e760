"""How days, numbers and figures are written in English messages; the units' own words stay Vietnamese, as reported."""

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from messages.english_reader import english
from messages.formats import Figured, clock
from vietnamese.english import day, day_month

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday(value: dt.date) -> str:
    return _WEEKDAYS[value.weekday()]


def moment(value: dt.datetime, zone: ZoneInfo) -> str:
    return f"{clock(value, zone)} on {day(value.astimezone(zone).date())}"


def number(value: float) -> str:
    """1,250 and 2.5, at most two decimals."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def figure(value: Figured) -> str:
    """ "about 150 more lượt người", "3/5 hội nghị", "96% khai sinh đúng hạn", "2,500,000 đồng (kinh phí)"."""
    amount = number(value.value) + (f"/{number(value.target)}" if value.target is not None else "")
    about, more = "about " if value.approximate else "", " more" if value.adds else ""
    match value.unit:
        case "%":
            return f"{about}{amount}%{more} {value.indicator}"
        case None:
            return f"{about}{amount}{more} {value.indicator}"
    return f"{about}{amount} {value.unit}{more} ({value.indicator})"


FILTERS: dict[str, Callable[..., str]] = {
    "day": day,
    "day_month": day_month,
    "weekday": weekday,
    "moment": moment,
    "figure": figure,
    "number": number,
    "english": english,
}
