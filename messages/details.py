"""The words right before what tells of one child: its name, whatever its letters, for it may be in no list of names."""

import re
from bisect import bisect_right

from messages.names import is_capital, is_titled
from messages.wording import Span, Wording
from vietnamese.phrases import Phrase

# An age, class, birth or kin: what stands directly before it is whom it is of.
DETAIL = Phrase(
    r"\d{1,2} ?tuổi|lớp ?\d|học lớp|(?:sn|sinh(?: năm| ngày)?|năm sinh|ngày sinh) ?:? ?\d|"
    r"(?:con|cháu) (?:của |nhà |gái |trai |út |cả )*(?:anh|chị|ông|bà|cô|chú|bác) |(?:bố|mẹ|cha|ba|má) (?:là|tên) |"
    r"nhà (?:anh|chị|ông|bà|cô|chú|bác) |học sinh (?:lớp|trường)|mồ côi|bị "
)
_BETWEEN = re.compile(r"[ ,:(–-]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONGEST = 4  # words of a name in small letters
_NO_NAME = Phrase(
    r"bị|được|đã|đang|học|ở|lớp|có|này|nhà|con|là|tên|gái|trai|bé|mồ|côi|khuyết|tật|sinh|nhận|và|trong|tại|mới|về|đi|"
    r"vào|em|cháu|hoàn|cảnh|khó|khăn|nghèo|các|đủ|dưới|trên|từ|độ|lứa|nhỏ|hết|gần|hơn|khoảng|cho|của|với|một|hai|tổng|"
    r"gửi|làm|xong|báo|cáo|tổ|chức|trao|phát|tặng|hỗ|trợ|mở|xin|tư|vấn|thêm|còn|thì|để|ra|lên|quà|suất|nv|mục|việc|"
    r"thăm|giúp|đón|đưa|gặp|khám|cấp|xe|đạp|áo|sách|vở|sữa|bổng|tiền|đạt|hồ|sơ|bạn|trẻ|nạn|nhân|số|năm|tháng|gồm|ngày|"
    r"bố|mẹ|anh|chị|ông|bà|cô|chú|bác|triển|khai|thực|hiện|thành|trường|hợp|đợt|chưa|không|do|vì|vụ|nên|mà|nhưng|rồi|ạ"
)


def names_beside(wording: Wording) -> list[Span]:
    """Where the words stand that a detail is of: "[Linh] 7 tuổi", "[khánh ngọc], lớp 3A"."""
    words = list(_WORD.finditer(wording.text))
    found: list[Span] = []
    for detail in wording.all(DETAIL):
        before = bisect_right(words, detail.start(), key=lambda word: word.end())
        found += _name(wording, words[max(0, before - _LONGEST) : before], detail.start())
    return found


def _name(wording: Wording, before: list[re.Match[str]], at: int) -> list[Span]:
    name: list[Span] = []
    for word in reversed(before):
        gap = wording.text[word.end() : at]
        if not _BETWEEN.fullmatch(gap) or (name and "," in gap) or _is_common(wording, word):
            break
        name.append(word.span())
        at = word.start()
    return name


def _is_common(wording: Wording, word: re.Match[str]) -> bool:
    """ "trao quà cho": no name; with a capital inside a sentence it may be one yet."""
    known = _NO_NAME.on(plain=wording.plain).fullmatch(word.group()) is not None
    return known and not (word.start() and is_capital(wording, word.start()) and wording.text[word.start() - 1] == " ")


def strangers(wording: Wording) -> bool:
    """Whether a word with a capital is left inside a sentence that may name somebody: the last check of a cut text."""
    for word in _WORD.finditer(wording.text):
        raw = wording.typed(*word.span())
        inside = re.search(r"[^\W\d_][ ,:(-]*$", wording.text[: word.start()]) is not None
        if inside and is_capital(wording, word.start()) and raw[1:].islower() and not _is_known(wording, word):
            return True
    return False


def _is_known(wording: Wording, word: re.Match[str]) -> bool:
    return (
        _NO_NAME.on(plain=wording.plain).fullmatch(word.group()) is not None
        or _OFFICE.on(plain=wording.plain).fullmatch(word.group()) is not None
    )


_OFFICE = Phrase(
    r"sở|phòng|ban|đoàn|hội|ubnd|huyện|xã|phường|tỉnh|trường|thôn|bản|nv|dạ|kính|thưa|riêng|nghị|quyết|luật|chỉ|thị|"
    r"đảng|ủy|công|an|tòa|án|y|tế|giáo|dục|bộ|nhiệm|việc|đội|liên|phụ|nữ|đề"
)


_TOLD = Phrase(
    r"(?:cho|tặng|thăm|gồm|là|đón|giúp|hỗ trợ|khám)(?P<name>(?:,? (?:và )?[^\W\d_]+){1,5}?),? ?(?:học sinh |hs )?"
    r"(?:lớp ?\d{1,2}(?: ?[a-hđ])?(?!\w)|(?:sn|sinh năm|năm sinh|sinh) ?:? ?(?:\d{1,2}[/.-]){0,2}20(?:0[89]|1\d|2\d))",
    r"(?:đứa(?: nhỏ| bé| trẻ)?|thằng nhỏ|con nhỏ|nhỏ) tên(?: là)? (?P<called>[^\W\d_]+)",
    r"(?:1|một) (?:cháu|em|bé|học sinh) (?:là|tên) (?P<one>[^\W\d_]+)",
    r"(?:bé|cháu|trẻ|nạn nhân)(?!\w)[^.;\n]{0,70}(?:, tên(?: là)?|"
    r"(?:đuối nước|bỏng|xâm hại|bạo hành|bỏ rơi|tai nạn) là) (?P<found>[^\W\d_]+)",
    r"(?:thiếu nhi|đội viên|con nuôi|học bổng|xe đạp|cặp sách)(?: (?:tiêu biểu|xuất sắc|của|cho|tặng|em|là))* "
    r"(?P<given>[^\W\d_]+ [^\W\d_]+ [^\W\d_]+)",
)


def is_told_beside(wording: Wording) -> bool:
    """A child by a name that is in no list, beside what only a child has: "cho Tún và Dính, học sinh lớp 5"."""
    for told in wording.all(_TOLD):
        group = next(name for name, words in told.groupdict().items() if words)
        words = list(_WORD.finditer(wording.text, *told.span(group)))
        capitals = [word for word in words if is_capital(wording, word.start()) and not _is_known(wording, word)]
        small = group in ("name", "called", "one") and not any(_is_known(wording, word) for word in words)
        if small and group == "name":
            small = told.end() - told.start() < 60 and len(words) < 4
        if small or (len(capitals) == len(words) and capitals) or (group == "name" and capitals):
            return not is_titled(wording, words[0].start())
    return False
