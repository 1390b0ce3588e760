"""Dates and times as documents write them: a kind, the words, and days only where the words state them."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from vietnamese.periods import Found, Stated, stated_in
from vietnamese.text import nfc, squash
from vietnamese.time_words import mended, plain_time, without_brackets

__all__ = ["Stop", "TimeKind", "Timing", "mended", "read_timing"]


class TimeKind(StrEnum):
    DATE = "date"  # one stated end
    SPAN = "span"  # a closed period, or one that only has a beginning
    RECURRING = "recurring"
    EVENT = "event"  # relative to something else: "sau khi Nghị định ban hành"
    NONE = "none"


@dataclass(frozen=True)
class Stop:
    """One of several ends that words state, with its own words."""

    words: str
    due: date


@dataclass(frozen=True)
class Timing:
    """When something is to be done. `due` is the last day of a stated end; `start` and `end` bound a closed span.

    `stops` are the single ends where several are stated; `vague` words were read by a convention of periods.py, and
    `impossible` ones name days that no calendar has.
    """

    words: str
    kind: TimeKind
    start: date | None = None
    end: date | None = None
    due: date | None = None
    stops: tuple[Stop, ...] = ()
    has_year: bool = True
    vague: bool = False
    impossible: tuple[str, ...] = ()


_RECURRING = re.compile(
    r"thường xuyên|thường kỳ|(?:hằng|hàng|mỗi|từng)\s+(?:năm|tháng|quý|tuần|ngày)|định kỳ|liên tục|quanh năm"
    r"|(?:những|các)\s+năm\s+(?:tiếp theo|sau)|suốt\s+(?:năm|cả năm|quá trình)|trong quá trình|theo\s+quý\b"
    r"|\d+\s+lần\s*/|(?:tháng|năm|tuần|quý)\s*/\s*lần|lần\s*/\s*(?:tháng|năm|tuần|quý)"
    r"|(?:tháng|năm|tuần|quý)\s+(?:một|\d+)\s+lần|(?:các|những)\s+(?:tháng|quý)\s+trong\s+năm"
    r"|ngày\s+\d{1,2}\s+(?:của\s+)?(?:mỗi\s+)?tháng(?!\s*\d)"
)
_EVENT = re.compile(
    r"\b(?:ngay )?(?:sau khi|khi)\b|kể từ|\btheo\b|trước khi|đột xuất|\bsau (?:hội nghị|khi|cuộc|đợt|lễ|buổi|lớp)"
    r"|ngày (?:làm việc )?(?:trước|sau|từ|kể)\b"
    r"|(?:trong|nhân|dịp|suốt) (?:dịp )?tháng (?:hành động|cao điểm|thanh niên|công nhân)"
)
# "theo Kế hoạch năm 2026", "Tháng hành động ... năm 2026": the year belongs to a name.
_NAMED_BY_YEAR = re.compile(r"(?<!tiếp )\btheo\b|tháng (?:hành động|cao điểm|thanh niên|công nhân)|tuần lễ")
_IS_YEAR = re.compile(r"năm\s+20\d\d")
_OPEN_END = re.compile(r"trở đi|trở về sau|(?:và|các năm|thời gian) tiếp theo")
_BLANK_DAY = re.compile(r"ngày\s*(?:[.…_]+\s*)?(?:/\s*\d|tháng)|[.…_]{2,}\s*(?:/|tháng)")
_LEFT_OVER = re.compile(r"(?<![\d/])\d{1,2}\s*/\s*\d{1,5}(?:\s*/\s*\d+)?(?!\s*(?:%|số|tổng))")
_JOIN = re.compile(
    r"[\s,;]*(?:và\s+)?(?:cho\s+)?(?:đến|tới|->?|kết thúc(?:\s+vào)?)>?\s*(?:trước\s+|hết\s+|cuối\s+)?(?:ngày\s+)?"
)
_OPENED = re.compile(r"\s*(?:bắt đầu\s+|giai đoạn\s+)?(?:(?:kể\s+|tính\s+)?từ\b|sau\s+(?:ngày\b|(?=tết\b)))")
_DEADLINE = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|không quá|không muộn hơn|hạn(?: cuối| chót)?|đến hết|xong|hoàn thành)\b"
    r"[^;,\d]{0,20}$"
)
_COUNTED = re.compile(
    r"(\d{1,3})\s+(ngày làm việc|ngày|tuần)\b,?\s+(?:(?:kể|tính)\s+từ(?:\s+sau)?|từ|sau)\s+(?:ngày\s+)?$"
)
_LINK = re.compile(r"[;,]|\bvà\b")
_BESIDE = re.compile(r"\s*(?:,|và)\s*(?:ngày|tháng|quý|năm)?\s*")


_MOST_STATED = 60  # periods; a longer list comes from a damaged file


@lru_cache(maxsize=4096)  # the same words are read again for a task's doubts, and stand in many rows
def read_timing(words: str, year: int | None = None) -> Timing:
    """The time that a label's value or a table cell states; `year` completes "1/6" and "tháng 6".

    Recurring times, open years, times relative to an event and mixed ones give no days, nor do words of which one
    day does not exist.
    """
    words = squash(nfc(words)).strip(" .;:,-")
    typed = mended(words)
    whole = plain_time(typed)
    plain = without_brackets(whole)
    if _BLANK_DAY.search(plain):
        return Timing(words, _kind_without_days(plain))
    stated = stated_in(plain, year)
    if not stated.found and plain != whole:
        plain = whole
        stated = stated_in(plain, year)
    impossible = stated.impossible or _unread(plain, stated, year)
    kind = _kind_without_days(whole)
    if not stated.found or impossible:
        return Timing(words, kind, impossible=impossible)
    if _NAMED_BY_YEAR.search(plain) and all(_IS_YEAR.fullmatch(plain[one.at : one.to]) for one in stated.found):
        return Timing(words, TimeKind.EVENT)
    opened = _OPENED.match(plain)
    if _OPEN_END.search(plain):
        day = stated.found[0].first if opened and "giai đoạn" not in plain else None
        return Timing(words, TimeKind.SPAN if day else TimeKind.RECURRING, start=day)
    if _RECURRING.search(whole) or re.search(r"sau khi|ngay khi|trước khi", plain):
        return Timing(words, TimeKind.RECURRING if _RECURRING.search(whole) else TimeKind.EVENT)
    groups = _groups(plain, stated.found)
    timing = _closed(words, plain, groups, opened=bool(opened))
    return replace(
        timing,
        stops=_stops(typed, plain, groups),
        has_year=any(group.found.has_year for group in groups),
        vague=any(group.found.vague for group in groups),
    )


def _kind_without_days(plain: str) -> TimeKind:
    if _RECURRING.search(plain):
        return TimeKind.RECURRING
    return TimeKind.EVENT if _EVENT.search(plain) else TimeKind.NONE


def _unread(plain: str, stated: Stated, year: int | None) -> tuple[str, ...]:
    """Figures that look like a day and are none ("15/06/20226"): beside them no other day is sure."""
    if year is None:
        return ()
    read = bytearray(len(plain))
    for one in stated.found:
        read[one.at : one.to] = b"\1" * (one.to - one.at)
    return tuple(left[0] for left in _LEFT_OVER.finditer(plain) if not any(read[left.start() : left.end()]))


@dataclass(frozen=True)
class _Group:
    """Periods that are one end: a single one, or the two bounds of a span."""

    first: date
    last: date
    at: int
    to: int
    found: Found
    is_span: bool = False


def _groups(plain: str, found: tuple[Found, ...]) -> list[_Group]:
    """The stated ends; of a wide and a narrow one, or a subject and its deadline, the narrow or the deadline stays."""
    groups: list[_Group] = []
    for one in found[:_MOST_STATED]:
        before = groups[-1] if groups else None
        if before and _JOIN.fullmatch(plain[before.to : one.at]) and before.first <= one.last:
            groups[-1] = _Group(before.first, one.last, before.at, one.to, before.found, is_span=True)
        elif (counted := _COUNTED.search(plain[: one.at])) and not _is_joined(plain, one, found):
            day = _after(one.last, int(counted[1]), counted[2])
            groups.append(_Group(day, day, one.at, one.to, one))
        else:
            groups.append(_Group(one.first, one.last, one.at, one.to, one, is_span=one.is_range))
    return [group for group in groups if not any(_yields(group, other, plain) for other in groups)]


def _is_joined(plain: str, one: Found, found: tuple[Found, ...]) -> bool:
    """True in "10 ngày, từ 20/02 đến 01/3", where the days are counted and stated."""
    return any(one.to <= other.at and _JOIN.fullmatch(plain[one.to : other.at]) for other in found)


def _after(day: date, count: int, unit: str) -> date:
    if "làm việc" not in unit:
        return day + timedelta(days=count * (7 if unit == "tuần" else 1))
    from vietnamese.calendar import NATIONAL  # holidays take 0.1 s to load

    return NATIONAL.add_working_days(day, count)


def _yields(group: _Group, other: _Group, plain: str) -> bool:
    if group is other:
        return False
    if other.is_span and other.first <= group.first and group.last <= other.last:
        return not group.is_span or other.at < group.at
    wider = (
        group.first <= other.first
        and other.last <= group.last
        and (group.first, group.last)
        != (
            other.first,
            other.last,
        )
    )
    if not group.is_span and wider:
        return True
    # "báo cáo năm 2026: trước ngày 15/12": the year is what is reported on, the named feast what the day is called
    same_clause = group.to <= other.at and not re.search(r"[;,]", plain[group.to : other.at])
    deadline = other.found.is_day and not group.found.is_day and _DEADLINE.search(plain[group.to : other.at])
    named = other.found.is_day and not plain[group.at : group.to].strip()[-1:].isdigit() and group.found.is_day
    return same_clause and bool(
        deadline or (named and other.at - group.to < 12 and " và " not in plain[group.to : other.at])
    )


def _closed(words: str, plain: str, groups: list[_Group], *, opened: bool) -> Timing:
    """A span where two periods are joined by "đến" or a dash, else the last stated end."""
    if len(groups) == 1:
        only = groups[0]
        if only.is_span:
            return Timing(words, TimeKind.SPAN, start=only.first, end=only.last)
        if opened and not re.search(r"\b(?:đến|tới)\b|-", plain[: only.at]):
            return Timing(words, TimeKind.SPAN, start=only.first)
    return Timing(words, TimeKind.DATE, due=max(group.last for group in groups))


def _stops(typed: str, plain: str, groups: list[_Group]) -> tuple[Stop, ...]:
    """The ends with the clause of each; days or months side by side ("ngày 5 và 6/6") are one."""
    stops: list[Stop] = []
    begin = 0
    for at, group in enumerate(groups):
        after = groups[at + 1] if at + 1 < len(groups) else None
        listed = after is not None and after.at < group.to  # both in "tháng 3, 6 và 9"
        beside = after is not None and (listed or _BESIDE.fullmatch(plain[group.to : after.at]))
        if after and beside and after.first <= group.last + timedelta(days=1):
            continue
        links = list(_LINK.finditer(plain, group.to, after.at)) if after and not listed else []
        cut = group.to if after else len(typed)
        stops.append(Stop(typed[begin : links[-1].start() if links else cut].strip(" ,;:.-"), group.last))
        begin = begin if listed else links[-1].end() if links else cut
    return tuple(stops) if len({stop.due for stop in stops}) > 1 else ()
