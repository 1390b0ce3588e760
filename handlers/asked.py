"""What the words behind /baocao ask for: a day, a week, a month, a unit, a kept report, a PDF. Pure."""

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.kept import read_id
from models.people import Unit
from vietnamese.calendar import ONE_DAY
from vietnamese.text import fold, squash
from vietnamese.units import match_unit

_DAY = re.compile(r"(?:den )?(?:het )?(?:ngay )?(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_DAY_WITHIN = re.compile(rf"(?<!\S){_DAY.pattern}(?!\S)")
_PERIOD = re.compile(r"(?<!\S)(?:trong )?(?:thang (\d{1,2})(?:/(\d{4}))?|(tuan|thang)(?: nay| (truoc|qua|roi))?)(?!\S)")
_PDF = re.compile(r"(?<!\S)(?:ban |tep |file )?\.?pdf(?!\S)")
PLAN = re.compile(r"(?<!\S)(?:ke hoach|kh)(?: so)? ?(\d{1,9})(?!\S)")
_SOON = 92 * ONE_DAY  # a day so near is one of this year that has not come, not one of last year
_NO_UNIT = ("", "ngay", "tong hop", "chung", "tat ca", "toan so", "bao cao")


@dataclass(frozen=True)
class Asked:
    """`day`: the last one counted; `since`: the last one before the period whose changes are told."""

    day: dt.date
    since: dt.date | None = None
    unit: Unit | None = None
    plan: int | None = None
    kept: tuple[int, str | None] | None = None
    pdf: bool = False


def read_asked(text: str, today: dt.date, units: Sequence[Unit]) -> Asked | None:
    """None where some word means nothing here; the day may still be to come."""
    words = squash(fold(text))
    found, rest = taken(_PDF, words)
    asked = Asked(today, pdf=bool(found))
    if kept := read_id(rest):
        return replace(asked, kept=kept)
    found, rest = taken(PLAN, rest)
    asked = replace(asked, plan=int(found[1]) if found else None)
    # A unit's name may hold words of time: "Đội Tuần tra".
    named = _unit(rest, units, sure=True)
    if named is None:
        until = _until(rest, today)
        if until is None:
            return None
        day, since, rest = until
        asked, named = replace(asked, day=day, since=since), _unit(rest, units)
    if named is None:
        return None if rest not in _NO_UNIT else asked
    return replace(asked, unit=named)


def taken(pattern: re.Pattern[str], words: str) -> tuple[re.Match[str] | None, str]:
    """Where the pattern stands, and the words without it."""
    found = pattern.search(words)
    return found, squash(f"{words[: found.start()]} {words[found.end() :]}") if found else words


def _unit(words: str, units: Sequence[Unit], *, sure: bool = False) -> Unit | None:
    """The one unit meant; `sure`: only by its very name or alias."""
    if words in _NO_UNIT:
        return None
    found = match_unit(words, {unit.id: [unit.name, *unit.aliases] for unit in units})
    return next((unit for unit in units if unit.id == found.sure and (found.score == 100 or not sure)), None)


def _until(words: str, today: dt.date) -> tuple[dt.date, dt.date | None, str] | None:
    """The last day counted, the last one before the period, and the words that say neither; None for no day."""
    found, rest = taken(_DAY_WITHIN, words)
    if found:
        day = parse_day(found[0], today)
        return (day, None, rest) if day else None
    found, rest = taken(_PERIOD, words)
    if found:
        period = _period(found, today)
        return (*period, rest) if period else None
    return today, None, words


def _period(found: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date] | None:
    """The last day of a week or month, or today within it, and the last day before it."""
    number, year, kind, earlier = found.groups()
    if kind == "tuan":
        before = today - ONE_DAY * (today.weekday() + 1)
        return (before, before - 7 * ONE_DAY) if earlier else (today, before)
    if kind:
        before = today.replace(day=1) - ONE_DAY
        return (before, before.replace(day=1) - ONE_DAY) if earlier else (today, before)
    first = parse_day(f"1/{number}/{year}" if year else f"1/{number}", today)
    if first is None or first == dt.date.min:
        return None
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return (today if first <= today <= last else last), first - ONE_DAY


def parse_day(text: str, today: dt.date) -> dt.date | None:
    """ "14/6", "ngày 14/6/2026"; without a year the last such day, or one soon to come. None for no day."""
    found = _DAY.fullmatch(fold(text).strip())
    if found is None:
        return None
    day, month, year = (int(part) if part else None for part in found.groups())
    try:
        if year:
            return dt.date(year, month or 0, day or 0)
        this_year = dt.date(today.year, month or 0, day or 0)
        return this_year if this_year <= today + _SOON else this_year.replace(year=today.year - 1)
    except ValueError:
        return None
