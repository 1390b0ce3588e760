"""Days as people type them in a reply: mai, thứ sáu, 18/6, cuối tuần, cuối tháng 6, 3 ngày nữa, quý III.

Conventions where people are vague: a week ends on Friday; đầu tháng is day 5, giữa tháng day 15, cuối tháng
(and the bare month) its last day; a quarter ends with its last day. Weekdays are the next to come.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from vietnamese.numbers import find_numbers
from vietnamese.phrases import Phrase
from vietnamese.text import fold

Resolve = Callable[[re.Match[str], date], date | None]

_COUNT = r"(?P<count>\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_MONTHS = ["mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai"]
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|mười hai|mười một|mười|một|hai|ba|tư|năm|sáu|bảy|tám|chín)"
_WEEKDAYS = {"2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5, "hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_PART = r"(?:(?P<part>đầu|giữa|cuối|hết|trong|sang) )?"


@dataclass(frozen=True)
class Day:
    """A day named at `start:end` of a text. `fraction`: "2/3" could as well be two thirds."""

    day: date
    start: int
    end: int
    fraction: bool = False


def find_days(text: str, today: date, *, plain: bool = False) -> list[Day]:
    """Every day that a lower-case text names, left to right; the earlier rule keeps the words it took."""
    if not _CUE.search(text):
        return []
    found: list[Day] = []
    taken = text
    for phrase, resolve in _RULES:
        for match in phrase.on(plain=plain).finditer(taken):
            day = resolve(match, today)
            if day:
                fraction = resolve is _day_month and _may_be_fraction(match)
                # "xin thêm 3 ngày": the asking words stay for the rules that read them
                start = match.start("count") if resolve is _from_now else match.start()
                found.append(Day(day, start, match.end(), fraction))
                taken = taken[: match.start()] + "·" * (match.end() - match.start()) + taken[match.end() :]
    return sorted(found, key=lambda d: d.start)


def _may_be_fraction(match: re.Match[str]) -> bool:
    return not _group(match, "cue") and int(match.group("day")) <= int(match.group("month"))


def _group(match: re.Match[str], name: str) -> str:
    """The folded words of a group that only some rules have, or ""."""
    return fold(match.groupdict().get(name) or "")


def _make(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def _full(match: re.Match[str], _today: date) -> date | None:
    year = int(match.group("year"))
    return _make(year + 2000 if year < 100 else year, _month_number(match), int(match.group("day")))


def _day_month(match: re.Match[str], today: date) -> date | None:
    return _make(today.year, _month_number(match), int(match.group("day")))


def _month_number(match: re.Match[str]) -> int:
    word = fold(match.group("month"))
    return int(word) if word.isdigit() else _MONTHS.index(word) + 1


def _day_of_month(match: re.Match[str], today: date) -> date | None:
    return _make(today.year, today.month, int(match.group("day")))


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _in_month(match: re.Match[str], first: date) -> date:
    days = {"dau": 5, "giua": 15}
    part = _group(match, "part")
    return first.replace(day=days[part]) if part in days else _month_end(first)


def _named_month(match: re.Match[str], today: date) -> date | None:
    return _in_month(match, date(today.year, _month_number(match), 1))


def _next_month(match: re.Match[str], today: date) -> date | None:
    return _in_month(match, _month_end(today) + timedelta(days=1))


def _this_month(match: re.Match[str], today: date) -> date | None:
    day = _in_month(match, today.replace(day=1))
    passed = day < today and _group(match, "part") != ""
    return _next_month(match, today) if passed else day


def _week(match: re.Match[str], today: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    which = _group(match, "which")
    part = _group(match, "part")
    if which == "sau nua":
        monday += timedelta(days=14)
    elif which in ("sau", "toi", "ke", "kia", "ke tiep") or part == "sang" or (not which and part == "dau"):
        monday += timedelta(days=7)
    return monday + timedelta(days={"dau": 0, "giua": 2}.get(part, 4))


def _weekday(match: re.Match[str], today: date) -> date | None:
    word = _group(match, "weekday")
    number = _WEEKDAYS.get(word, 6)
    which = _group(match, "which")
    if which in ("sau", "toi"):
        return today - timedelta(days=today.weekday()) + timedelta(days=7 + number)
    if which == "truoc":
        return today - timedelta(days=today.weekday()) + timedelta(days=number - 7)
    if which == "nay":
        return today - timedelta(days=today.weekday()) + timedelta(days=number)
    if _group(match, "past"):
        return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _from_now(match: re.Match[str], today: date) -> date | None:
    numbers = find_numbers(match.group("count"))
    count = int(numbers[0].value) if numbers else _MONTHS.index(fold(match.group("count"))) + 1
    unit = fold(match.group("unit"))
    if unit == "thang":
        month = today.month - 1 + count
        year = today.year + month // 12
        return date(year, month % 12 + 1, min(today.day, monthrange(year, month % 12 + 1)[1]))
    return today + timedelta(days=count * (7 if unit == "tuan" else 1))


def _quarter(match: re.Match[str], today: date) -> date | None:
    number = _QUARTERS.get(_group(match, "quarter"), (today.month + 2) // 3)
    return _month_end(date(today.year, number * 3, 1))


def _in_days(days: int) -> Resolve:
    return lambda _match, today: today + timedelta(days=days)


def _year_end(_match: re.Match[str], today: date) -> date | None:
    return date(today.year, 12, 31)


def _half_year(_match: re.Match[str], today: date) -> date | None:
    return date(today.year, 6, 30) if today.month <= 6 else date(today.year, 12, 31)


# Without one of these no rule finds a day.
_CUE = re.compile(
    r"\d|mai|m[oố]t|nay|qua|h[oô]m|ng[aà]y|b[uữ]a|tu[aầ]n|th[aá]ng|qu[yý]|n[aă]m|th[uứ] |\bt |cn|nh[aậ]t|gi[oờ]|chi|"
    r"tr[uư]a|m[uồùo]ng"
)
_DATE_WORD = r"(?:(?P<cue>ngày|hôm|mùng|mồng) ?)?"
_HOUR = r"(?:(?:cuối giờ )?(?:sáng|trưa|chiều|tối|đêm) )?"

_RULES: tuple[tuple[Phrase, Resolve], ...] = (
    (Phrase(_DATE_WORD + r"(?P<day>\d{1,2}) ?[/.-] ?(?P<month>\d{1,2}) ?[/.-] ?(?P<year>\d{4}|\d{2})"), _full),
    (Phrase(_DATE_WORD + rf"(?P<day>\d{{1,2}}) tháng {_MONTH} năm (?P<year>\d{{4}})"), _full),
    (Phrase(_DATE_WORD + rf"(?P<day>\d{{1,2}}) tháng {_MONTH}"), _day_month),
    (Phrase(_DATE_WORD + r"(?P<day>\d{1,2}) ?/ ?(?P<month>\d{1,2})(?!\s?%|/)"), _day_month),
    (
        Phrase(
            r"(?P<cue>ngày|hôm|đến|tới|trước|hạn|sang|từ) (?P<day>\d{1,2}) ?[.-] ?(?P<month>\d{1,2})"
            r"(?! ?(?:%|tuổi|tháng|em|cháu|người|xã))",
        ),
        _day_month,
    ),
    (
        # Without a word before it, what is done on the day tells "20-6" from a range and "20.6" from a task's number.
        Phrase(
            r"(?P<day>\d{1,2})(?:-|(?<=1[3-9])\.|(?<=2\d)\.|(?<=3[01])\.)(?P<month>\d{1,2})(?= (?:em |tôi |phòng |sẽ |"
            r"là |thì |mới )*(?:xong|hoàn thành|hoàn tất|nộp|gửi|trình|tổ chức|kết thúc|ban hành|bàn giao)(?!\w))",
        ),
        _day_month,
    ),
    (
        Phrase(
            r"(?P<past>hôm )?(?<!lần )(?<!người )(?<!vụ )(?<!đợt )(?<!hội nghị )(?<!lớp )(?<!buổi )(?<!cuộc )(?<!khóa )"
            r"(?:thứ|t) (?P<weekday>[2-7]|hai|ba|tư|năm|sáu|bảy)(?: (?:tuần )?(?P<which>này|sau|tới|trước))?"
            r"(?! ?%| (?:của|nhà|tỷ|tỉ|triệu|tr|nghìn|đồng)(?!\w))",
        ),
        _weekday,
    ),
    (Phrase(r"(?:chủ nhật|cn)(?: (?:tuần )?(?P<which>này|sau|tới|trước))?"), _weekday),
    (
        Phrase(_PART + r"tháng (?:sau|tới)|(?:sang|qua) tháng(?! (?:\d|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))"),
        _next_month,
    ),
    (Phrase(_PART + rf"tháng {_MONTH}(?! (?:ngày|tuần|hội|buổi))"), _named_month),
    (Phrase(r"(?P<part>đầu|giữa|cuối|hết|trong) tháng(?: này)?|tháng này"), _this_month),
    (Phrase(r"tuần trước"), _in_days(-7)),
    (Phrase(_PART + r"tuần (?P<which>này|sau nữa|sau|tới|kế tiếp|kế|kia)"), _week),
    (Phrase(r"(?P<part>đầu|giữa|cuối|hết|trong|sang) tuần"), _week),
    (
        Phrase(
            rf"(?:thêm|lùi|gia hạn|dời|chậm|muộn|trễ|xin|trong|trong vòng|khoảng|sau) {_COUNT} "
            r"(?P<unit>ngày|hôm|tuần|tháng)(?: (?:nữa|tới))?",
        ),
        _from_now,
    ),
    (Phrase(rf"(?:\d{{1,2}} ?- ?)?{_COUNT} (?P<unit>ngày|hôm|bữa|tuần|tháng) (?:nữa|tới|sau)"), _from_now),
    (Phrase(r"(?:cuối |hết |trong |sang )?quý (?P<quarter>iii|iv|ii|i|[1-4])"), _quarter),
    (Phrase(r"(?:cuối|hết|trong) quý(?: này)?"), _quarter),
    (Phrase(r"(?:cuối|hết|trong) năm(?: nay)?"), _year_end),
    (Phrase(r"(?:sang )?năm (?:sau|tới)"), lambda _match, today: date(today.year + 1, 12, 31)),
    (Phrase(r"(?:6|sáu) tháng đầu năm"), _half_year),
    (Phrase(r"nửa tháng (?:nữa|tới)"), _in_days(15)),
    (Phrase(r"(?<=thêm )tuần(?: nữa)?(?! lễ)"), _in_days(7)),
    (
        Phrase(
            _HOUR + r"(?:ngày )?(?:hôm qua|hôm kia|hôm trước|hôm nọ|hôm rồi)|đêm qua|tối qua|chiều qua|sáng qua|hnqua"
        ),
        _in_days(-1),
    ),
    (
        Phrase(
            _HOUR + r"(?:ngày (?:kia|mốt)|mai (?:kia|mốt)|(?<!mươi )mốt)",
            plain=(r"(?:(?:sang|trua|chieu|toi) )?(?:ngay|mai) (?:kia|mot)",),
        ),
        _in_days(2),
    ),
    (Phrase(_HOUR + r"(?:ngày |hôm )?(?<!chị )(?<!cô )(?<!anh )(?<!em )mai"), _in_days(1)),
    (
        Phrase(
            r"hôm nay|(?:cuối )?(?:sáng|trưa|chiều|tối|đêm|bữa) nay|(?:trong|cuối) ngày(?: hôm nay)?",
            r"cuối giờ(?: chiều)?",
            r"(?:đến |tới |cuối )?(?:trưa|chiều)(?= (?:là |em |tôi |mình |sẽ |thì )*(?:xong|nộp|gửi|trình|chuyển))",
            r"nay(?= (?:em|tôi|mình|phòng|bên em) (?:sẽ )?(?:nộp|gửi|trình|xong|hoàn thành))",
        ),
        _in_days(0),
    ),
    (Phrase(r"(?P<cue>ngày|hôm|mùng|mồng) (?P<day>\d{1,2})(?!\s?[%/.]\d)"), _day_of_month),
    (Phrase(r"(?<=đến )(?P<day>\d{1,2})(?= (?:ạ|nhé|này|được)|$)"), _day_of_month),
)
