"""How days and numbers are written, in messages and in documents (Nghị định 30/2020/NĐ-CP)."""

import datetime as dt


def day(value: dt.date) -> str:
    """05/6/2026: a leading zero before days below 10 and before months 1 and 2 only."""
    return f"{value.day:02}/{month(value.month)}/{value.year}"


def day_month(value: dt.date) -> str:
    """05/6, in messages and notes."""
    return f"{value.day:02}/{month(value.month)}"


def month(number: int) -> str:
    return f"{number:02}" if number < 3 else str(number)


def number(value: float) -> str:
    """1250 -> 1.250 and 2.5 -> 2,5, at most two decimals; counts below ten take a leading zero only in documents."""
    whole = f"{value:,.2f}".rstrip("0").rstrip(".")
    return whole.translate(str.maketrans(",.", ".,"))
