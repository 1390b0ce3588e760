"""The time that a heading sets for all that stands below it."""

import re

from vietnamese.dates import Timing, read_timing
from vietnamese.prose_dates import find_timing

_STAGE = re.compile(r"(?:đợt|giai đoạn|tuần|bước|vòng)\b", re.I)
_IN_BRACKETS = re.compile(
    r"\(((?:từ|trong|trước|xong|hoàn thành|thời gian|tháng|quý|đến hết)\b[^()]{4,80})\)\W*$", re.I
)
_CALENDAR = re.compile(r"(?:trong )?(?:tháng \d{1,2}|quý (?:I{1,3}|IV|[1-4]))(?:(?:/| năm )20\d\d)?", re.I)


# "Thứ 2 (8/6)", "Thứ năm, ngày 11/6/2026", "Chủ nhật 14/6"
_WEEKDAY = re.compile(
    r"(?:thứ (?:[2-7]|hai|ba|tư|năm|sáu|bảy)|chủ nhật)[\s,(-]+"
    r"((?:ngày )?\d{1,2}[/-]\d{1,2}(?:[/-]20\d\d)?)\)?",
    re.I,
)


def heading_timing(heading: str, year: int | None) -> Timing | None:
    """The time of a stage ("Đợt 1: từ ngày ..."), of brackets at the end, or of a calendar's month; other dates in
    headings are of documents.
    """
    words = heading.rstrip(" :.")
    if _CALENDAR.fullmatch(words):
        return read_timing(words, year)
    if day := weekday_timing(words, year):
        return day
    if _STAGE.match(words):
        return find_timing(words, year) or _stated(words.partition(":")[2], year)
    brackets = _IN_BRACKETS.search(words)
    return _stated(re.sub(r"^thời gian:?\s*", "", brackets[1], flags=re.I), year) if brackets else None


def weekday_timing(words: str, year: int | None) -> Timing | None:
    """The day of a calendar's line: "Thứ 2 (8/6)"."""
    day = _WEEKDAY.fullmatch(words.strip(" .:"))
    return _stated(day[1], year) if day else None


def _stated(words: str, year: int | None) -> Timing | None:
    timing = read_timing(words, year)
    return timing if timing.start or timing.due else None
