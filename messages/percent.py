"""How far the task itself is, as stated: 60%, tiến độ 60, một nửa, 2/3, 9 phần 10; and rates of something else."""

import re
from dataclasses import dataclass

from messages.indicators import any_of
from messages.nouns import NOUNS
from messages.understood import Figure
from messages.wording import NEAR, Span, Wording
from vietnamese.numbers import Number, find_numbers
from vietnamese.phrases import Phrase, Signs
from vietnamese.text import fold

_SIGN = re.compile(r"\s?(?:(?:[-~]|đến|den|tới)\s?\d+\s?)?(?:%|phần trăm|phan tram)")
_RANGE = re.compile(r"\s?(?:[-~]|đến|den|tới)\s?")  # "60%-70%": the lower end is sure
_PROGRESS_WORD = Phrase(
    (
        r"tiến độ(?: chung| hiện tại| nay| hiện| công việc| nv| việc này| ·+)?(?: là| đạt| được| khoảng| tầm| mới|"
        r" đang| ở| mức| cỡ| chừng| gần| hơn| trên| lên| tới| đến| cũng| chỉ| nay| hiện| đúng| đúng ra| phải|"
        r" thật ra| thực ra| chính xác| thực tế|:)*[\s·]*$"
    ),
)
# "tiến độ 60 rồi", not "tiến độ 3/4", "tiến độ: 5 hội nghị"
_STANDS_ALONE = Phrase(
    r"\s?(?:[,;!)\n·]|\.(?!\d)|$|(?:rồi|ạ|a|nhé|thôi|anh|chị|em|sếp|và|còn|nhưng|do|vì|chờ|đợi|là|so|"
    r"dự kiến|vướng|tại|nên|đang|mai|chưa|điểm)(?!\w))"
)
_HALF = Phrase(
    r"(?:một |1 |hơn |quá |gần |được |phân |già |non |cỡ |tầm )nửa(?! (?:tháng|ngày|buổi|năm|tuần|số|đầu|còn|tin|xã))",
    r"nửa (?:chặng|việc|công việc|khối lượng)|50 ?[-/] ?50",
)
_FRACTION = Signs(r"(?<![\d/])(\d{1,3}) ?(?:/|phần|phan) ?(\d{1,3})(?![\d/%])")
FRACTION_WORDS = Phrase(
    r"(?P<top>một|hai|ba|bốn|năm|bảy|tám|chín|\d+) phần (?P<bottom>hai|ba|tư|bốn|năm|sáu|mười|\d+)",
)
_SHARE_OF_NOUN = Phrase(r"\s?(?:số|tổng số) ")
_COUNTED = Phrase(any_of(set(NOUNS)))  # "4/7 doanh nghiệp" are no share of the work
_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_NOT_PROGRESS = Phrase(
    (
        r"(?:còn(?: lại)?|thiếu|chứ không phải|không phải|chứ chưa|không phải là|báo nhầm|nhầm|từ|tăng|"
        r"thêm|giảm|hơn trước|còn khoảng|tăng thêm|giảm thêm|vượt|mục tiêu|chỉ tiêu|kế hoạch|sẽ đạt|phấn đấu|yêu cầu|"
        r"so với|so|hôm qua|hôm trước|"
        r"tuần trước|tháng trước|lần trước|trước đó|trước)(?: đạt| là| mới| được| mức| báo| có| tới)*\s?$"
    ),
)
# "100% trẻ em được ...": the rate belongs to what is named behind it, or before it.
_RATE_OF = Phrase(
    (
        r"(?:số |các |tổng số )?(?P<name>(?:trẻ em|trẻ|cháu|học sinh|trường|xã|phường|thôn|hồ sơ|vụ việc|"
        r"vụ|văn bản|khai sinh|cán bộ|công chức|người|phụ huynh|giáo viên|hộ|kinh phí|yêu cầu|cơ sở|"
        r"đảng viên|đoàn viên|lớp|đại biểu|đơn vị|trường hợp|phòng|tổ hòa giải|báo cáo|hội nghị|thôn bản|"
        r"đăng ký|trợ giúp|hộ gia đình|chi đoàn|cử tri|doanh nghiệp|đoàn viên|hội viên|đảng viên|sinh viên|học viên|"
        r"thanh niên|phụ nữ|cơ quan|gia đình|khu dân cư|dân số|dân|diện tích|đàn|đối tượng|bệnh nhân|thai phụ|"
        r"thanh toán|đơn thư|đơn|lao động|công nhân|công đoàn|chi hội|chi bộ|tổ|trạm|chợ|"
        r"công trình|tiêu chí|dịch vụ công|thủ tục)(?! (?:này|rồi|khối lượng|công việc))[^,.;:\n()]{0,80}"
        r"|(?:tổng )?số (?!việc|công việc|nhiệm vụ|nội dung|lượng|đầu việc|phần)[^,.;:\n()%\d]{2,60}"
        r"|(?!(?:rồi|còn|vẫn|đang|và|nhưng|do|vì|chưa|công việc|"
        r"nhiệm vụ|việc|số việc|nội dung|phần|thôi|nhé|mới|khối lượng|kế hoạch|tiến độ|xong|là|nữa|ạ)(?!\w))"
        r"[^,.;:\n()%\d][^,.;:\n()%]{1,60}? (?:đúng hạn|trước hạn|quá hạn|đầy đủ|hài lòng|chuyên cần|"
        r"được (?!giao|phân công|duyệt)[^,.;:\n()]{2,40}))"
    ),
)
_RATE_BEFORE = Phrase(
    (
        r"(?:tỷ lệ|tỉ lệ)\s(?P<name>[^,.;:\n()]+?)(?: trong kỳ)?(?: giảm còn| tăng lên| hiện| đã| mới| được| đạt| là|"
        r" ước| khoảng| trên| hơn| gần|:)*\s?:?\s?$"
    ),
)
_PAST = re.compile(
    r"(?:(?:hom|tuan|thang|lan|ky) (?:qua|truoc|kia|no|roi)|hqua|hom qua)(?: la| dat| duoc| moi| bao| co| o)*\W*$"
)
_IS_RIGHT = Phrase(r"^ (?:thì |là )?mới (?:là )?(?:đúng|phải|chuẩn|chính xác)")  # "ghi nhầm, 15% mới đúng"
_STILL_PROGRESS = Phrase(r"(?:từ|tiến độ (?:chỉ |hiện )?còn) $")
_OF_ALL = Phrase(r"^(?:tổng )?số ")
_CHANGE = Phrase(r"(?:tăng|giảm)(?: thêm| được| khoảng| hơn| gần)*\s?$")  # against last year: no rate of its own
_RATE_NOUN_BEFORE = Phrase(
    (
        r"(?P<name>(?:[^\s,.;:\n()·§\d]+ ){1,6}?(?:đúng hạn|trước hạn|chuyên cần|hài lòng)|hòa giải thành|"
        r"giải ngân(?: vốn| kinh phí| ngân sách| đầu tư công| quý| tháng| năm| nay| này| chung)*|"
        r"(?:trợ giúp pháp lý|hồ sơ|trẻ em|trẻ|bé|cháu|người dân|hộ|học sinh|phụ nữ|phụ huynh|người cao tuổi)"
        r"[^,.;:\n()]*?(?: được [^,.;:\n()]+?| (?:đi học|tham gia|đến lớp|có thẻ|có bảo hiểm|sinh sống|biết bơi)"
        r"(?: [^,.;:\n()]+?)??))(?: đã| đạt| là| được| khoảng| trên|"
        r" hơn| gần| mới| chỉ| cũng| hiện| tới| đến|:)*\s?:?\s?$"
    ),
)
_TRIM = Phrase(
    r"(?P<keep>.+?)(?: (?:rồi|ạ|nhé|nha|đã xong|xong|thôi|anh|chị|a|em|nhưng .*|công việc .*|mà .*))+$",
)


@dataclass(frozen=True)
class Progress:
    """`percent` of the task; `rates` of other things; `spans` of the words read."""

    percent: int | None
    rates: tuple[Figure, ...]
    spans: tuple[Span, ...]


def read_percent(wording: Wording) -> Progress:
    """The progress stated last, but "nay 60%, tuần trước 45%" is 60; and rates that belong to an indicator."""
    percents: list[tuple[bool, int, int]] = []
    rates: list[Figure] = []
    spans: list[Span] = []
    last: Number | None = None
    for number in find_numbers(wording.text, plain=wording.plain):
        before_it, last = last, number
        sign = _SIGN.match(wording.text, number.end)
        if not sign and not _is_progress(wording, number):
            continue
        if spans and (number.start < spans[-1][1] or _RANGE.fullmatch(wording.text, spans[-1][1], number.start)):
            continue
        end = sign.end() if sign else number.end
        rate = _rate(wording, number, end) if sign else None
        if rate:
            rates.append(rate[0])
            spans.append(rate[1])
            continue
        lower = _lower(wording, before_it, number)
        spans.append((lower.start, end))
        before = wording.before(lower.start, NEAR)
        if not before.has(_NOT_PROGRESS) or before.has(_STILL_PROGRESS) or wording.after(end).has(_IS_RIGHT):
            percents.append((not _is_past(wording, lower), lower.start, _whole_percent(lower.value)))
    percent = max(percents)[2] if percents else None
    return Progress(percent, tuple(rates), tuple(spans))


def _lower(wording: Wording, before: Number | None, number: Number) -> Number:
    """The lower end of "15 16 phần trăm", which alone is sure."""
    beside = before is not None and wording.text[before.end : number.start] == " "
    return before if before and beside and before.value < number.value else number


def _is_past(wording: Wording, number: Number) -> bool:
    """Whether a day gone by stands right before the number; such days are hidden by now, so as typed."""
    at = wording.origin[number.start][0]
    return _PAST.search(fold(wording.raw[max(0, at - NEAR) : at])) is not None


def _whole_percent(value: float) -> int:
    """Rounded, but 99,9 % are not all."""
    return min(round(value), 99) if value < 100 else round(value)


def _is_progress(wording: Wording, number: Number) -> bool:
    """Whether a number without a sign is the progress: "tiến độ 60"."""
    alone = _STANDS_ALONE.on(plain=wording.plain).match(wording.text, number.end) is not None
    return alone and wording.before(number.start, NEAR).has(_PROGRESS_WORD)


def _rate(wording: Wording, number: Number, end: int) -> tuple[Figure, Span] | None:
    after = _RATE_OF.on(plain=wording.plain).match(wording.text, end + 1)
    if wording.before(number.start, NEAR).has(_CHANGE):
        return None
    if after and wording.text[end : end + 1] == " ":
        name, span = after.group("name"), (number.start, after.end("name"))
    else:
        before = wording.before(number.start)
        match = before.find(_RATE_BEFORE) or before.find(_RATE_NOUN_BEFORE)
        if not match:
            return None
        name, span = match.group("name"), (number.start - len(before.text) + match.start("name"), end)
    trimmed = _TRIM.on(plain=wording.plain).fullmatch(name)
    name = trimmed.group("keep") if trimmed else name
    name = _OF_ALL.on(plain=wording.plain).sub("", name.strip())
    return Figure(name, number.value, "%", words=wording.typed(*span)), span


_PLACE = Phrase(
    r"(?:hạng|nhà|số|ngõ|hẻm|kiệt|ngách|tổ|lớp|đường|thứ)\s?$", r"\d ?-\s?$|·\s?-\s?$"
)  # "số nhà 5/18", "30/4 - 1/5"
MOST_PARTS = 4  # nobody speaks of fifths of the work after the noun that is counted


def read_share(wording: Wording) -> int | None:
    """A share of the work in percent; one of some other number ("một nửa số xã") says nothing of the task."""
    found = [(match.start(), 50) for match in wording.all(_HALF)]
    for match in [*wording.all(_FRACTION), *wording.all(FRACTION_WORDS)]:
        top, bottom = (whole(g) for g in match.groups()[:2])
        if wording.before(match.start(), NEAR).has(_PLACE):
            continue
        if bottom < 2 or top > bottom or _SHARE_OF_NOUN.on(plain=wording.plain).match(wording.text, match.end() + 1):
            continue
        if _COUNTED.on(plain=wording.plain).match(wording.text, match.end() + 1):
            continue
        found.append((match.start(), round(100 * top / bottom)))
    return max(found)[1] if found else None


def whole(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[fold(word)]
