"""Dates and times as documents write them: a kind, the words, and days only where the words state them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from vietnamese.telex import telex
from vietnamese.text import fold, nfc, squash


class TimeKind(StrEnum):
    DATE = "date"  # one stated end
    SPAN = "span"  # a closed period, or one that only has a beginning
    RECURRING = "recurring"
    EVENT = "event"  # relative to something else: "sau khi Nghị định ban hành"
    NONE = "none"


@dataclass(frozen=True)
class Timing:
    """When something is to be done. `due` is the last day of a stated end; `start` and `end` bound a closed span."""

    words: str
    kind: TimeKind
    start: date | None = None
    end: date | None = None
    due: date | None = None


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:\s*(?:/|năm|-)\s*(?P<{0}>(?:19|20)\d\d))"
_DAY = (
    r"(?P<d>\d{1,2})\s*(?:(?P<sep>[/.-])\s*(?P<m>\d{1,2})(?:\s*(?P=sep)\s*(?P<y>(?:19|20)\d\d))?(?!\d|[/.-]\s*\d"
    r"|\s*%)"
    r"|\s*tháng\s+(?P<m2>\d{1,2})" + _YEAR.format("y2") + r"?)"
)
_PERIOD = re.compile(
    rf"(?P<months>tháng\s+(?P<m1>\d{{1,2}})(?:\s*,\s*\d{{1,2}})*\s*(?:[-–,]|và"
    rf"|đến)\s*(?P<m9>\d{{1,2}}){_YEAR.format('msy')}?(?![\d/]))"
    rf"|(?P<day>(?<![\d/.,])(?<!tuần )(?:ngày\s+)?{_DAY})"
    r"|(?P<month>(?:(?P<part>đầu|giữa|cuối|tuần \d|tuần đầu|tuần cuối)\s+(?:của\s+)?)?tháng\s+(?P<mm>\d{1,2})"
    + _YEAR.format("my")
    + r"?)(?!\d|\s*tháng)"
    r"|(?P<quarters>quý\s+(?P<q1>IV|I{1,3}|[1-4])(?:\s*,\s*(?:IV|I{1,3}|[1-4]))*\s*(?:[-–,]|và"
    r"|đến)\s*(?:quý\s+)?(?P<q9>IV|I{1,3}|[1-4])\b" + _YEAR.format("qsy") + r"?)"
    r"|(?P<quarter>quý\s+(?P<q>IV|I{1,3}|[1-4])\b" + _YEAR.format("qy") + r"?)"
    r"|(?P<half>(?:6|sáu)\s+tháng\s+(?P<side>đầu|cuối)\s+năm(?:\s+(?P<hy>20\d\d))?)"
    r"|(?P<year>(?:cuối\s+|hết\s+)?năm\s+(?P<yy>20\d\d))"
    r"|(?P<only>(?<=từ ngày )(?P<od>\d{1,2})|(?<=từ )(?P<od2>\d{1,2})(?=\s*(?:-|–|đến)))",
    re.I,
)
_RECURRING = re.compile(
    r"thường xuyên|(?:hằng|hàng) (?:năm|tháng|quý|tuần|ngày)|định kỳ|liên tục|mỗi (?:năm|tháng|quý|tuần)"
    r"|(?:những|các) năm (?:tiếp theo|sau)|suốt (?:năm|quá trình)|trong quá trình",
    re.I,
)
_EVENT = re.compile(
    r"ngay (?:sau )?khi|sau khi|khi (?:cần|có|được)|kể từ|theo (?:yêu cầu|kế hoạch|lộ trình|hướng dẫn|quy định"
    r"|tiến độ)"
    r"|trước khi|(?:trong|nhân|dịp|suốt) (?:dịp )?tháng (?:hành động|cao điểm|thanh niên|công nhân)",
    re.I,
)
_OPEN_END = re.compile(r"trở đi|(?:và|các năm|thời gian) tiếp theo", re.I)
_BLANK_DAY = re.compile(r"ngày\s+(?:[.…_]+\s*)?tháng", re.I)
_JOIN = re.compile(r"\s*(?:đến|tới|-|–|—)\s*(?:hết\s+)?(?:ngày\s+)?", re.I)
# Days with a fixed date that plans name without writing it.
_FIXED_DAYS = (
    (re.compile(r"quốc tế thiếu nhi", re.I), (6, 1)),
    (re.compile(r"gia đình việt nam", re.I), (6, 28)),
    (re.compile(r"thương binh[ ,-]+liệt sĩ|thương binh[ ,-]+liệt sỹ", re.I), (7, 27)),
    (re.compile(r"ngày pháp luật", re.I), (11, 9)),
    (re.compile(r"quốc tế phụ nữ", re.I), (3, 8)),
    (re.compile(r"phụ nữ việt nam", re.I), (10, 20)),
    (re.compile(r"nhà giáo việt nam", re.I), (11, 20)),
    (re.compile(r"quốc khánh", re.I), (9, 2)),
)


@dataclass(frozen=True)
class _Found:
    """One stated day or period in a text: [first, last] and where its words stand."""

    first: date
    last: date
    at: int
    to: int
    is_several: bool = False  # "tháng 6-8", "quý I, II": a span in itself


def read_timing(words: str, year: int | None = None) -> Timing:
    """The time that a label's value or a table cell states; `year` completes "1/6" and "tháng 6".

    Recurring times, open years, times relative to an event and mixed ones give no days.
    """
    words = squash(nfc(words)).strip(" .;:,-")
    plain = mended(squash(re.sub(r"\([^()]*\)", " ", words)) or words)
    found = [] if _BLANK_DAY.search(plain) else _periods(plain, year)
    if not found:
        return Timing(words, _kind_without_days(plain))
    opened = re.match(r"(?:bắt đầu )?(?:kể )?từ\b", plain, re.I)
    if _OPEN_END.search(plain):
        day = found[0].first if opened and "giai đoạn" not in plain.casefold() else None
        return Timing(words, TimeKind.SPAN if day else TimeKind.RECURRING, start=day)
    if _RECURRING.search(plain) or re.search(r"sau khi|ngay khi", plain, re.I):
        return Timing(words, TimeKind.RECURRING if _RECURRING.search(plain) else TimeKind.EVENT)
    return _closed(words, plain, found, opened=bool(opened))


def mended(text: str) -> str:
    """The text with its words of time as they were meant: "thang 3", "nawm 2025"."""
    return re.sub(r"(?<!Việt )\b(?!Nam\b)[A-Za-z][a-z]{2,6}(?=\s+(?:\d|[IV]+\b))", _time_word, text)


def _time_word(typed: re.Match[str]) -> str:
    word = telex(typed[0]) or typed[0]
    return {"nam": "năm", "thang": "tháng", "ngay": "ngày", "quy": "quý"}.get(fold(word), typed[0])


def _kind_without_days(plain: str) -> TimeKind:
    if _RECURRING.search(plain):
        return TimeKind.RECURRING
    return TimeKind.EVENT if _EVENT.search(plain) else TimeKind.NONE


def _closed(words: str, plain: str, found: list[_Found], *, opened: bool) -> Timing:
    """A span where two periods are joined by "đến" or a dash, else the last stated end."""
    for one, two in pairwise(found):
        if _JOIN.fullmatch(plain[one.to : two.at]) and one.first <= two.last:
            return Timing(words, TimeKind.SPAN, start=one.first, end=two.last)
    if opened and len(found) == 1 and not re.search(r"\b(?:đến|tới)\b", plain, re.I):
        return Timing(words, TimeKind.SPAN, start=found[0].first)
    if len(found) == 1 and found[0].is_several:
        return Timing(words, TimeKind.SPAN, start=found[0].first, end=found[0].last)
    return Timing(words, TimeKind.DATE, due=max(one.last for one in found))


def _periods(text: str, year: int | None) -> list[_Found]:
    """Every stated day or period, in order; a year written later in a span holds for what stands before it."""
    matches = list(_PERIOD.finditer(text))
    found: list[_Found] = []
    later: tuple[int | None, int | None] = (None, None)  # month and year of what follows, reading backwards
    # Backwards, because "từ 01 đến 30/6/2026" states month and year only at its end.
    for match in reversed(matches):
        period = _period(match, later, year)
        if period:
            several = bool(match["months"] or match["quarters"])
            found.append(_Found(*period, match.start(), match.end(), several))
            later = (period[0].month, period[0].year)
    found.reverse()
    return found or named_days(text, year) or _stages(text)


def _period(match: re.Match[str], later: tuple[int | None, int | None], year: int | None) -> tuple[date, date] | None:
    part = match.groupdict()
    stated = next((part[key] for key in ("y", "y2", "my", "qy", "hy", "msy", "qsy", "yy") if part[key]), None)
    in_year = int(stated) if stated else later[1] or year
    if in_year is None:
        return None
    try:
        return _days(part, in_year, later[0])
    except ValueError:
        return None


def _days(part: dict[str, str | None], year: int, later_month: int | None) -> tuple[date, date] | None:
    """First and last day of one match; raises ValueError for a day that does not exist."""
    if part["day"] or part["only"]:
        month = part["m"] or part["m2"] or later_month
        day = date(year, int(month or 0), int(part["d"] or part["od"] or part["od2"] or 0))
        return day, day
    if part["months"]:
        return date(year, int(part["m1"] or 0), 1), _month_end(year, int(part["m9"] or 0))
    if part["month"]:
        return _month(year, int(part["mm"] or 0), part["part"])
    if part["quarter"] or part["quarters"]:
        one, two = _quarter(part["q"] or part["q1"]), _quarter(part["q"] or part["q9"])
        return date(year, 3 * one - 2, 1), _month_end(year, 3 * two)
    first, last = {"đầu": (1, 6), "cuối": (7, 12)}.get(part["side"] or "", (1, 12))
    return date(year, first, 1), _month_end(year, last)


def _quarter(figure: str | None) -> int:
    return _ROMAN.get((figure or "").casefold()) or int(figure or 0)


def _month(year: int, month: int, part: str | None) -> tuple[date, date]:
    part = (part or "").casefold()
    week = re.fullmatch(r"tuần (\d)", part)
    last = min(7 * int(week[1]), 28) if week else {"đầu": 5, "giữa": 15, "tuần đầu": 7}.get(part)
    return date(year, month, 1), date(year, month, last) if last else _month_end(year, month)


def _month_end(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, monthrange(year, month)[1])


def named_days(text: str, year: int | None) -> list[_Found]:
    """The days with a fixed date that a text names ("nhân ngày Quốc tế thiếu nhi")."""
    if year is None or not re.search(r"\b(?:nhân|dịp|ngày)\b", text, re.I):
        return []
    return [
        _Found(date(year, *day), date(year, *day), named.start(), named.end())
        for pattern, day in _FIXED_DAYS
        for named in pattern.finditer(text)
    ]


def _stages(text: str) -> list[_Found]:
    """ "giai đoạn 2026 - 2030" without the word năm."""
    return [
        _Found(
            date(int(stage[1]), 1, 1),
            date(int(stage[2] or stage[1]), 12, 31),
            stage.start(),
            stage.end(),
            is_several=bool(stage[2]),
        )
        for stage in re.finditer(r"(?:(?:giai đoạn|thời kỳ)\s+|^)(20\d\d)(?:\s*[-–]\s*(20\d\d))?", text, re.I)
    ]
