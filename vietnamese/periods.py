"""Every day and period that plain words of time state, in order; each has a year of its own or its neighbour's."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from vietnamese.bounds import (
    Bounds,
    Place,
    of_day,
    of_feast,
    of_half,
    of_months,
    of_quarters,
    of_school_year,
    of_summer,
    of_weeks,
    of_years,
)
from vietnamese.feasts import FEASTS

Resolve = Callable[[re.Match[str], Place], list[Bounds]]


@dataclass(frozen=True)
class Found:
    """One stated day or period: [first, last], and where its words stand. `vague`: by a convention of this module."""

    first: date
    last: date
    at: int
    to: int
    is_range: bool = False  # "tháng 6-8": a span in itself
    has_year: bool = True
    is_day: bool = False
    vague: bool = False


@dataclass(frozen=True)
class Stated:
    """What a text states: the periods, and the words of days that no calendar has."""

    found: tuple[Found, ...] = ()
    impossible: tuple[str, ...] = ()


def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s+"))


_Y = r"(?:\s*(?:[/.-]|,?\s*năm)\s*(?P<y>20\d\d)(?!\d))?"
_LINK = r"\s*(?:,|-|và|đến|tới)\s*(?:hết\s+)?"
_NOT_COUNTED = "".join(f"(?<!{word}\\s)" for word in ("đợt", "lần", "kỳ", "vòng", "bước", "thứ", "đoạn", "tuần", "lớp"))
_QUARTER = r"(?:iv|i{1,3}|[1-4])\b"
_PART = r"đầu|giữa|cuối|trước|nửa đầu|nửa cuối|\d{1,2} ngày đầu|thượng tuần|trung tuần|hạ tuần"


def _more(item: str, again: str = "") -> str:
    return rf"(?P<more>(?:{_LINK}(?:{again}\s*)?{item})*)"


_DAY_END = r"(?!\d|[/.-]\s*\d|\s*(?:%|(?:số|tổng)\b))"
_TO_DAY = rf"(?={_LINK}(?:ngày )?(?:\d{{1,2}}{_LINK}(?:ngày )?){{0,9}}\d{{1,2}}(?:\s*[/.]\s*\d{{1,2}}(?!\d)| tháng \d))"
_CUED = r"(?:(?:^|ngày|trước|hạn:?|đến|từ|hết|là|vào)\s*)"
_MORE_WEEKS = _more(r"\d", "tuần")
_MORE_MONTHS = _more(r"\d{1,2}(?!\d|\s*[/.]\s*\d{1,2}(?!\d)|\s*tháng)", "tháng")
_MORE_QUARTERS = _more(_QUARTER, "quý")
_MORE_YEARS = _more(r"20\d\d", "năm")
_RULES: tuple[tuple[re.Pattern[str], Resolve], ...] = (
    *((pattern, of_feast) for pattern in FEASTS),
    (_re(r"năm học (?P<y>20\d\d)\s*-\s*20\d\d"), of_school_year),
    (_re(rf"tuần (?:lễ )?(?P<n>\d){_MORE_WEEKS}(?: của)? tháng (?P<m>\d{{1,2}}){_Y}(?!\d)"), of_weeks),
    (_re(rf"(?P<part>{_PART}) (?:của )?tháng (?P<m>\d{{1,2}}){_Y}(?!\d|\s*[,-]\s*\d)"), of_months),
    (_re(rf"{_NOT_COUNTED}(?<!\d)(?P<d>\d{{1,2}})\s*tháng (?P<m>\d{{1,2}}){_Y}(?!\d)"), of_day),
    (_re(rf"tháng (?P<n>\d{{1,2}}){_MORE_MONTHS}{_Y}(?!\d)"), of_months),
    (
        _re(
            rf"(?:(?P<part>đầu|giữa|cuối|trước|tháng đầu|tháng cuối)(?: của)? )?quý (?P<n>{_QUARTER})"
            rf"{_MORE_QUARTERS}{_Y}"
        ),
        of_quarters,
    ),
    (_re(r"(?:(?<!\d)0?(?P<n>[369]|ba|sáu|chín) tháng|nửa) (?P<side>đầu|cuối) năm(?: (?P<y>20\d\d))?"), of_half),
    (
        _re(
            r"(?<![\d/.,])(?P<d>\d{1,2})\s*(?P<sep>[/.-])\s*(?P<m>\d{1,2})\s*(?P=sep)\s*(?P<y>20\d\d|\d\d)(?!\d|[/.]\s*\d)"
        ),
        of_day,
    ),
    (_re(rf"(?<![\d/.,-])(?P<d>\d{{1,2}})\s*/\s*(?P<m>\d{{1,2}})(?: năm (?P<y>20\d\d))?{_DAY_END}"), of_day),
    (_re(rf"(?<=-)(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}}){_DAY_END}"), of_day),
    (_re(rf"{_CUED}(?P<d>\d{{1,2}})[.-](?P<m>\d{{1,2}}){_DAY_END}"), of_day),
    (_re(rf"{_NOT_COUNTED}(?<![\d/.,-])(?P<d>\d{{1,2}}){_TO_DAY}"), of_day),
    (_re(r"(?<![\d/.,])(?P<n>\d{1,2})(?P<more>\s*-\s*\d{1,2})\s*/\s*(?P<y>20\d\d)(?![\d/])"), of_months),
    (_re(r"(?<![\d/.,])(?:\bt\.?\s?)?(?P<n>\d{1,2})\s*[/.]\s*(?P<y>20\d\d)(?P<more>)(?![\d/])"), of_months),
    (_re(r"(?:dịp |trong |mùa )*(?<!\w)hè(?! phố)(?: (?:năm )?(?P<y>20\d\d))?(?!\w)"), of_summer),
    (_re(r"(?P<part>đầu|giữa) năm(?: (?P<y>20\d\d)|(?! \d| học))"), of_years),
    (_re(rf"(?:(?:năm|giai đoạn|thời kỳ|từ|đến)(?: năm)? |^\s*)(?P<n>20\d\d){_MORE_YEARS}(?!\d|/)"), of_years),
    (_re(r"(?:cuối|hết|trong|cả) năm(?: nay)?(?! (?:\d|học|sau|tiếp|trước|tới))"), of_years),
)


def stated_in(plain: str, year: int | None) -> Stated:
    """What a text from `plain_time` states, left to right; `year` completes what has none, nor a neighbour that has."""
    matches: list[tuple[re.Match[str], Resolve]] = []
    taken = bytearray(len(plain))
    for rule, resolve in _RULES:
        for found in rule.finditer(plain):
            if not any(taken[found.start() : found.end()]):
                matches.append((found, resolve))
                taken[found.start() : found.end()] = b"\1" * len(found[0])
    matches.sort(key=lambda item: item[0].start())
    years = _inherited([_year_of(found, year) for found, _ in matches], year)
    periods: list[Found] = []
    impossible: list[str] = []
    month = 0
    for (found, resolve), in_year in zip(reversed(matches), reversed(years), strict=True):
        if in_year is None:
            continue
        try:
            bounds = resolve(found, Place(in_year, month))
        except ValueError:
            impossible.append(found[0])
            continue
        month = bounds[0][0].month
        periods = [_found(found, one, resolve, bounds) for one in bounds] + periods
    return Stated(tuple(_wrapped(periods)), tuple(reversed(impossible)))


def _year_of(found: re.Match[str], year: int | None) -> int | None:
    part = found.groupdict()
    written = part.get("y") or (part["n"] if re.fullmatch(r"20\d\d", part.get("n") or "") else None)
    return _full_year(written, year or 0) if written else None


def _full_year(written: str | None, year: int) -> int:
    return year if not written else int(written) + 2000 * (len(written) == 2)


def _inherited(years: list[int | None], year: int | None) -> list[int | None]:
    """Each one's year: its own, else that of what follows ("từ 01 đến 30/6/2026"), else of what stands before."""
    for at in reversed(range(len(years) - 1)):
        years[at] = years[at] or years[at + 1]
    for at in range(1, len(years)):
        years[at] = years[at] or years[at - 1]
    return [stated or year for stated in years]


def _found(
    found: re.Match[str],
    one: Bounds,
    resolve: Resolve,
    bounds: list[Bounds],
) -> Found:
    part = found.groupdict()
    vague = resolve in (of_weeks, of_school_year, of_summer) or (part.get("part") or "").split()[:1] in (
        ["đầu"],
        ["giữa"],
    )
    is_range = resolve in (of_school_year, of_summer) or (len(bounds) == 1 and bool((part.get("more") or "").strip()))
    return Found(
        *one,
        found.start(),
        found.end(),
        is_range=is_range,
        has_year=bool(part.get("y")) or resolve is of_years,
        is_day=resolve in (of_day, of_feast),
        vague=vague,
    )


def _wrapped(periods: list[Found]) -> list[Found]:
    """A span over New Year whose other bound alone has a year: "từ 20/12 đến 10/01/2027"."""
    for at, (one, two) in enumerate(pairwise(periods)):
        backwards = one.first > two.last and one.first.month > two.last.month
        if backwards and one.first.year == two.last.year and not one.has_year and two.has_year:
            periods[at] = replace(one, first=_moved(one.first, -1), last=_moved(one.last, -1))
        elif backwards and one.first.year == two.last.year and not two.has_year:
            periods[at + 1] = replace(two, first=_moved(two.first, 1), last=_moved(two.last, 1))
    return periods


def _moved(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, monthrange(day.year + years, day.month)[1]))
