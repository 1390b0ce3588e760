"""Days as people type them in a reply: mai, thứ sáu, 18/6, cuối tuần, cuối tháng 6, 3 ngày nữa, quý III.

Conventions where people are vague: a week ends on Friday; đầu tháng is day 5, giữa tháng day 15, cuối tháng
(and the bare month) its last day; a quarter ends with its last day. Weekdays are the next to come.
"""

import re
from dataclasses import dataclass
from datetime import date

from vietnamese.day_rules import (
    Resolve,
    day_month,
    day_of_month,
    from_now,
    full,
    group,
    half_year,
    in_days,
    named_month,
    next_month,
    quarter,
    this_month,
    week,
    weekday,
    year_end,
)
from vietnamese.heard import HIDDEN, Heard, Span, Table, blanked, letters_of
from vietnamese.phrases import Phrase

_COUNT = r"(?P<count>\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|mười hai|mười một|mười|một|hai|ba|tư|năm|sáu|bảy|tám|chín)"
_PART = r"(?:(?P<part>đầu|giữa|cuối|hết|trong|sang) )?"


@dataclass(frozen=True)
class Day:
    """A day named at `start:end` of a text. `fraction`: "2/3" could as well be two thirds; `vague`: "mai mốt"."""

    day: date
    start: int
    end: int
    fraction: bool = False
    vague: bool = False


def find_days(text: str, today: date, *, plain: bool = False) -> list[Day]:
    """Every day that a lower-case text names, left to right; the earlier rule keeps the words it took."""
    if not _CUE.search(text):
        return []
    found: list[Day] = []
    letters = letters_of(text)
    left = Heard(text, plain, letters)
    for resolve, phrase in _TABLE.let_in(left):
        spans: list[Span] = []
        for match in left.all(phrase):
            day = resolve(match, today)
            if day:
                fraction = resolve is day_month and _may_be_fraction(match)
                # "xin thêm 3 ngày": the asking words stay for the rules that read them
                start = match.start("count") if resolve is from_now else match.start()
                found.append(Day(day, start, match.end(), fraction, vague=resolve is _SOME_DAY))
                spans.append(match.span())
        if spans:
            left = Heard(blanked(left.text, spans, HIDDEN), plain, letters)
    return sorted(found, key=lambda d: d.start)


def _may_be_fraction(match: re.Match[str]) -> bool:
    return not group(match, "cue") and int(match.group("day")) <= int(match.group("month"))


# Without one of these no rule finds a day.
_CUE = re.compile(
    r"\d|mai|m[oố]t|nay|qua|h[oô]m|ng[aà]y|b[uữ]a|tu[aầ]n|th[aá]ng|qu[yý]|n[aă]m|th[uứ] |\bt |cn|nh[aậ]t|gi[oờ]|chi|"
    r"tr[uư]a|m[uồùo]ng"
)
_SOME_DAY = in_days(2)  # to come, but nobody can say when
_DATE_WORD = r"(?:(?P<cue>ngày|hôm|mùng|mồng) ?)?"
_HOUR = r"(?:(?:cuối giờ )?(?:sáng|trưa|chiều|tối|đêm) )?"

_RULES: tuple[tuple[Phrase, Resolve], ...] = (
    (Phrase(_DATE_WORD + r"(?P<day>\d{1,2}) ?[/.-] ?(?P<month>\d{1,2}) ?[/.-] ?(?P<year>\d{4}|\d{2})"), full),
    (Phrase(_DATE_WORD + rf"(?P<day>\d{{1,2}}) tháng {_MONTH} năm (?P<year>\d{{4}})"), full),
    (Phrase(_DATE_WORD + rf"(?P<day>\d{{1,2}}) tháng {_MONTH}"), day_month),
    (Phrase(_DATE_WORD + r"(?P<day>\d{1,2}) ?/ ?(?P<month>\d{1,2})(?!\s?%|/)"), day_month),
    (
        Phrase(
            r"(?P<cue>ngày|hôm|đến|tới|trước|hạn|sang|từ) (?P<day>\d{1,2}) ?[.-] ?(?P<month>\d{1,2})"
            r"(?! ?(?:%|tuổi|tháng|em|cháu|người|xã))",
        ),
        day_month,
    ),
    (
        # Without a word before it, what is done on the day tells "20-6" from a range and "20.6" from a task's number.
        Phrase(
            r"(?P<day>\d{1,2})(?:-|(?<=1[3-9])\.|(?<=2\d)\.|(?<=3[01])\.)(?P<month>\d{1,2})(?= (?:em |tôi |phòng |sẽ |"
            r"là |thì |mới )*(?:xong|hoàn thành|hoàn tất|nộp|gửi|trình|tổ chức|kết thúc|ban hành|bàn giao)(?!\w))",
        ),
        day_month,
    ),
    (
        Phrase(
            r"(?P<past>hôm )?(?<!lần )(?<!người )(?<!vụ )(?<!đợt )(?<!hội nghị )(?<!lớp )(?<!buổi )(?<!cuộc )(?<!khóa )"
            r"(?:thứ|t) (?P<weekday>[2-7]|hai|ba|tư|năm|sáu|bảy)(?: (?:tuần )?(?P<which>này|sau|tới|trước))?"
            r"(?! ?%| (?:của|nhà|tỷ|tỉ|triệu|tr|nghìn|đồng)(?!\w))",
        ),
        weekday,
    ),
    (Phrase(r"(?:chủ nhật|cn)(?: (?:tuần )?(?P<which>này|sau|tới|trước))?"), weekday),
    (
        Phrase(
            _PART + r"tháng (?:sau|tới)",
            r"(?:sang|qua|ra) tháng(?! (?:\d|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|giêng|chạp|trước|rồi))",
        ),
        next_month,
    ),
    (Phrase(_PART + rf"tháng {_MONTH}(?! (?:ngày|tuần|hội|buổi))"), named_month),
    (Phrase(r"(?P<part>đầu|giữa|cuối|hết|trong) tháng(?: này)?|tháng này"), this_month),
    (Phrase(r"tuần trước"), in_days(-7)),
    (Phrase(_PART + r"tuần (?P<which>này|sau nữa|sau|tới|kế tiếp|kế|kia)"), week),
    (Phrase(r"(?P<part>đầu|giữa|cuối|hết|trong|sang|qua) tuần"), week),
    (
        Phrase(
            rf"(?:thêm|lùi|gia hạn|dời|chậm|muộn|trễ|xin|trong|trong vòng|khoảng|sau) {_COUNT} "
            r"(?P<unit>ngày|hôm|tuần|tháng)(?: (?:nữa|tới))?",
        ),
        from_now,
    ),
    (Phrase(rf"(?:\d{{1,2}} ?- ?)?{_COUNT} (?P<unit>ngày|hôm|bữa|tuần|tháng) (?:nữa|tới|sau)"), from_now),
    (Phrase(r"(?:cuối |hết |trong |sang )?quý (?P<quarter>iii|iv|ii|i|[1-4])"), quarter),
    (Phrase(r"(?:cuối|hết|trong) quý(?: này)?"), quarter),
    (Phrase(r"(?:cuối|hết|trong) năm(?: nay)?"), year_end),
    (Phrase(r"(?:sang )?năm (?:sau|tới)"), lambda _match, today: date(today.year + 1, 12, 31)),
    (Phrase(r"(?:6|sáu) tháng đầu năm"), half_year),
    (Phrase(r"nửa tháng (?:nữa|tới)"), in_days(15)),
    (Phrase(r"(?<=thêm )tuần(?: nữa)?(?! lễ)"), in_days(7)),
    (
        Phrase(
            _HOUR + r"(?:ngày )?(?:hôm qua|hôm kia|hôm trước|hôm nọ|hôm rồi)|đêm qua|tối qua|chiều qua|sáng qua|hnqua"
        ),
        in_days(-1),
    ),
    (Phrase(r"mai (?:mốt|này|sau)"), _SOME_DAY),
    (
        Phrase(
            _HOUR + r"(?:ngày (?:kia|mốt)|mai kia|(?<!mươi )mốt)",  # "mai mốt" is some day
            plain=(r"(?:(?:sang|trua|chieu|toi) )?(?:ngay (?:kia|mot)|mai kia)",),
        ),
        in_days(2),
    ),
    (Phrase(_HOUR + r"(?:ngày |hôm )?(?<!chị )(?<!cô )(?<!anh )(?<!em )mai"), in_days(1)),
    (
        Phrase(
            r"hôm nay|(?:cuối )?(?:sáng|trưa|chiều|tối|đêm|bữa) nay|(?:trong|cuối) ngày(?: hôm nay)?",
            r"cuối giờ(?: chiều)?",
            r"(?:đến |tới |cuối )?(?:trưa|chiều)(?= (?:là |em |tôi |mình |sẽ |thì )*(?:xong|nộp|gửi|trình|chuyển))",
            r"nay(?= (?:em|tôi|mình|phòng|bên em) (?:sẽ )?(?:nộp|gửi|trình|xong|hoàn thành))",
        ),
        in_days(0),
    ),
    (Phrase(r"(?P<cue>ngày|hôm|mùng|mồng) (?P<day>\d{1,2})(?!\s?[%/.]\d)"), day_of_month),
    (Phrase(r"(?<=đến )(?P<day>\d{1,2})(?= (?:ạ|nhé|này|được)|$)"), day_of_month),
    # "25 này nộp", "bữa 25": a day of this month
    (Phrase(r"(?P<cue>bữa) (?P<day>\d{1,2})(?!\s?[%/.]\d)"), day_of_month),
    (Phrase(r"(?<![^\s,.;] )(?P<day>[12]\d|3[01])(?: tháng)? này(?= |$|[,.;])"), day_of_month),
)
_TABLE = Table(*((resolve, phrase) for phrase, resolve in _RULES))
