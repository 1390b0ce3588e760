"""How days are written for those who read English: the month by its name, so that no reader takes the day for it."""

import datetime as dt

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def day(value: dt.date) -> str:
    """5 June 2026."""
    return f"{day_month(value)} {value.year}"


def day_month(value: dt.date) -> str:
    return f"{value.day} {_MONTHS[value.month - 1]}"


def short_day(value: dt.date) -> str:
    """5 Jun, where there is little room."""
    return f"{value.day} {_MONTHS[value.month - 1][:3]}"
