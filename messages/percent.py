"""How far the task itself is, as stated: 60%, tiến độ 60, một nửa, 2/3, 9 phần 10; and rates of something else."""

import re
from dataclasses import dataclass

from messages.understood import Figure
from messages.wording import NEAR, Span, Wording
from vietnamese.numbers import Number, find_numbers
from vietnamese.phrases import Phrase
from vietnamese.text import fold

_SIGN = re.compile(r"\s?(?:(?:-|đến|den|tới)\s?\d+\s?)?(?:%|phần trăm|phan tram)")
_PROGRESS_WORD = Phrase(
    (
        r"tiến độ(?: chung| hiện tại| nay| hiện| công việc| nv)?(?: là| đạt| được| khoảng| tầm| mới| đang|"
        r" ở| mức|:)*\s?$"
    ),
)
_HALF = Phrase(
    r"(?:một |1 |hơn |quá |gần |được |phân |già )nửa(?! (?:tháng|ngày|buổi|năm|tuần|số|đầu|còn|tin|xã))",
    r"nửa (?:chặng|việc|công việc|khối lượng)|50 ?[-/] ?50",
)
_FRACTION = re.compile(r"(?<![\d/])(\d{1,3}) ?(?:/|phần|phan) ?(\d{1,3})(?![\d/%])")
_FRACTION_WORDS = Phrase(
    r"(?P<top>một|hai|ba|bốn|năm|bảy|tám|chín|\d+) phần (?P<bottom>hai|ba|tư|bốn|năm|sáu|mười|\d+)",
)
_SHARE_OF_NOUN = Phrase(r"\s?(?:số|tổng số) ")
_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_NOT_PROGRESS = Phrase(
    (
        r"(?:còn(?: lại)?|thiếu|chứ không phải|không phải|chứ chưa|không phải là|báo nhầm|nhầm|từ|tăng|"
        r"thêm|giảm|hơn trước|còn khoảng|mục tiêu|chỉ tiêu|kế hoạch|sẽ đạt|phấn đấu|yêu cầu)(?: đạt| là|"
        r" tới)?\s?$"
    ),
)
# "100% trẻ em được ...": the rate belongs to what is named behind it, or before it.
_RATE_OF = Phrase(
    (
        r"(?P<name>(?:số |các |tổng số )?(?:trẻ em|trẻ|cháu|học sinh|trường|xã|phường|thôn|hồ sơ|vụ việc|"
        r"vụ|văn bản|khai sinh|cán bộ|công chức|người|phụ huynh|giáo viên|hộ|kinh phí|yêu cầu|cơ sở|"
        r"đảng viên|đoàn viên|lớp|đại biểu|đơn vị|trường hợp|phòng|tổ hòa giải|báo cáo|hội nghị|thôn bản|"
        r"đăng ký|trợ giúp|hộ gia đình|chi đoàn|chỉ tiêu)(?! (?:này|rồi))[^,.;:\n()]{0,80})"
    ),
)
_RATE_BEFORE = Phrase(
    (
        r"(?:tỷ lệ|tỉ lệ)\s(?P<name>[^,.;:\n()]+?)(?: trong kỳ)?(?: hiện| đã| mới| được| đạt| là| ước|"
        r" khoảng| trên| hơn| gần|:)*\s?:?\s?$"
    ),
)
_RATE_NOUN_BEFORE = Phrase(
    (
        r"(?P<name>(?:khai sinh|đăng ký khai sinh|giải quyết hồ sơ|trợ giúp pháp lý|hồ sơ|trẻ em|"
        r"trẻ)[^,.;:\n()]*?(?:đúng hạn|được [^,.;:\n()]+?|trước hạn))(?: đã| đạt| là| được| khoảng| trên|"
        r" hơn| gần|:)*\s?:?\s?$"
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
    """The progress stated last ("hôm qua 40%, nay 60%"), and rates that belong to an indicator."""
    percents: list[tuple[int, int]] = []
    rates: list[Figure] = []
    spans: list[Span] = []
    for number in find_numbers(wording.text, plain=wording.plain):
        sign = _SIGN.match(wording.text, number.end)
        if not sign and not wording.before(number.start, NEAR).has(_PROGRESS_WORD):
            continue
        if spans and number.start < spans[-1][1]:
            continue
        end = sign.end() if sign else number.end
        rate = _rate(wording, number, end) if sign else None
        if rate:
            rates.append(rate[0])
            spans.append(rate[1])
            continue
        spans.append((number.start, end))
        before = wording.before(number.start, NEAR)
        if not before.has(_NOT_PROGRESS) or before.text.endswith("từ "):
            percents.append((number.start, round(number.value)))
    percent = max(percents)[1] if percents else None
    return Progress(percent, tuple(rates), tuple(spans))


def _rate(wording: Wording, number: Number, end: int) -> tuple[Figure, Span] | None:
    after = _RATE_OF.on(plain=wording.plain).match(wording.text, end + 1)
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
    return Figure(name.strip(), number.value, "%", words=wording.typed(*span)), span


def read_share(wording: Wording) -> int | None:
    """A share of the work in percent; one of some other number ("một nửa số xã") says nothing of the task."""
    found = [(match.start(), 50) for match in wording.all(_HALF)]
    for match in [*_FRACTION.finditer(wording.text), *wording.all(_FRACTION_WORDS)]:
        top, bottom = (_whole(g) for g in match.groups()[:2])
        if bottom < 2 or top > bottom or _SHARE_OF_NOUN.on(plain=wording.plain).match(wording.text, match.end() + 1):
            continue
        found.append((match.start(), round(100 * top / bottom)))
    return max(found)[1] if found else None


def _whole(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[fold(word)]
