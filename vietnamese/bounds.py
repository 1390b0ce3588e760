"""First and last days of what periods.py finds: one function a form, each raising ValueError for a day there is not.

Conventions where offices are vague: đầu tháng ends on day 5, giữa tháng is day 15, cuối tháng its last week (from 25);
week N of a month ends on day 7N, the last week with the month; đầu quý is its first month; đầu năm the first quarter;
hè is June to August; a school year runs from 5 September to 31 May.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from vietnamese.feasts import feast_day

Bounds = tuple[date, date]


@dataclass(frozen=True)
class Place:
    """What the words around a match say: its year, and the month of the day that follows ("từ 01 đến 30/6")."""

    year: int
    month: int = 0


def month_end(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, monthrange(year, month)[1])


def of_day(found: re.Match[str], place: Place) -> list[Bounds]:
    part = found.groupdict()
    day = date(place.year, int(part.get("m") or place.month), int(found["d"]))
    return [(day, day)]


def of_feast(found: re.Match[str], place: Place) -> list[Bounds]:
    day = feast_day(found, place.year)
    return [(day, day)]


def of_weeks(found: re.Match[str], place: Place) -> list[Bounds]:
    month = int(found["m"])
    return _listed(found, int, lambda week: _week(place.year, month, week))


def _week(year: int, month: int, week: int) -> Bounds:
    end = month_end(year, month)
    if not 1 <= week <= 5:
        raise ValueError(week)
    return date(year, month, min(7 * week - 6, 29 if end.day > 28 else 22)), end if week == 5 else end.replace(
        day=7 * week
    )


def of_months(found: re.Match[str], place: Place) -> list[Bounds]:
    part = (found.groupdict().get("part") or "").split()
    if not part:
        return _listed(found, int, lambda month: (date(place.year, month, 1), month_end(place.year, month)))
    year, end = place.year, month_end(place.year, int(found["m"]))
    if part[0] == "trước":
        before = (place.year, end.month - 1) if end.month > 1 else (place.year - 1, 12)
        return [(date(*before, 1), month_end(*before))]
    days = {"đầu": (1, 5), "giữa": (15, 15), "cuối": (25, 31), "nửa đầu": (1, 15), "nửa cuối": (16, 31)}
    days |= {"thượng tuần": (1, 10), "trung tuần": (11, 20), "hạ tuần": (21, 31)}
    first, last = days.get(" ".join(part), (1, int(part[0]) if part[0].isdigit() else 31))
    return [(date(year, end.month, first), end.replace(day=min(last, end.day)))]


def of_quarters(found: re.Match[str], place: Place) -> list[Bounds]:
    part = " ".join((found["part"] or "").split())
    if part == "trước":
        quarter = _quarter_number(found["n"]) - 1
        return [_quarter(place.year, quarter) if quarter else _quarter(place.year - 1, 4)]
    bounds = _listed(found, _quarter_number, lambda quarter: _quarter(place.year, quarter))
    month = {"đầu": 0, "giữa": 1, "tháng đầu": 0, "tháng cuối": 2}.get(part)
    if month is None:
        return bounds
    first = bounds[0][0].replace(month=bounds[0][0].month + month)
    return [(first, month_end(first.year, first.month))]


def _quarter_number(written: str) -> int:
    return {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(written) or int(written)


def _quarter(year: int, quarter: int) -> Bounds:
    return date(year, 3 * quarter - 2, 1), month_end(year, 3 * quarter)


def of_half(found: re.Match[str], place: Place) -> list[Bounds]:
    months = {"3": 3, "ba": 3, "9": 9, "chín": 9}.get(found["n"] or "", 6)
    if found["side"] == "đầu":
        return [(date(place.year, 1, 1), month_end(place.year, months))]
    return [(date(place.year, 13 - months, 1), date(place.year, 12, 31))]


def of_years(found: re.Match[str], place: Place) -> list[Bounds]:
    last = {"đầu": 3, "giữa": 6}.get(found.groupdict().get("part") or "", 12)
    if "n" not in found.groupdict():
        return [(date(place.year, 1, 1), month_end(place.year, last))]
    return _listed(found, int, lambda year: (date(year, 1, 1), month_end(year, last)))


def of_school_year(_found: re.Match[str], place: Place) -> list[Bounds]:
    return [(date(place.year, 9, 5), date(place.year + 1, 5, 31))]


def of_summer(_found: re.Match[str], place: Place) -> list[Bounds]:
    return [(date(place.year, 6, 1), date(place.year, 8, 31))]


def _listed(found: re.Match[str], number: Callable[[str], int], bounds: Callable[[int], Bounds]) -> list[Bounds]:
    """The periods of "tháng 3, 6 và 9"; a dash or "đến" widens the one before it."""
    result = [bounds(number(found["n"]))]
    for link, written in re.findall(r"(,|-|và|đến|tới)[^\divx]*(\d+|[ivx]+)", found["more"] or ""):
        first, last = bounds(number(written))
        if link in (",", "và"):
            result.append((first, last))
        elif result[-1][0] > last:  # "tháng 11-2/2027" begins in the year before the one written
            result[-1] = (result[-1][0].replace(year=first.year - 1), last)
        else:
            result[-1] = (result[-1][0], last)
    return result
