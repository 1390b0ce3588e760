"""A message without what tells of one child: the clauses that hold such words become "[…]"."""

import re
from dataclasses import dataclass
from datetime import date

from messages.children import Kind, has_child_data, kinds_of
from messages.details import names_beside, strangers
from messages.mentions import HARM, is_counted, singles
from messages.names import full_names, is_capital, is_given, may_be_name, name_length, words_at
from messages.pointers import pointers
from messages.understand import LIMIT, understand
from messages.understood import Status, Understood
from messages.wording import Span, Wording, wording
from vietnamese.phrases import Phrase
from vietnamese.text import fold

MARK = "[…]"

_CLAUSE = re.compile(r"(?:[^,;.!?\n]|(?<=\d)[.,](?=\d)|(?<=[^\W\d_])\.(?=[^\W\d_]))+")
_WORD = re.compile(r"[^\W\d_]+")
# All that might belong to the child once a message tells of one, whoever else it might belong to.
_TELLING = Phrase(
    r"lớp ?\d|lớp (?:lá|chồi|mầm)|mẫu giáo|trường|học (?:tại|ở)|sinh (?:năm|ngày)|ngày sinh|năm sinh|sn ?\d|\d+ ?tuổi|"
    r"tuổi|tên (?:là )?\w|quê|địa chỉ|trú tại|thường trú|số nhà|thôn|xóm|bản (?!tin|dự|báo|kế|in|sao)|"
    r"tổ \d|ấp|khối \d|ngõ|bố|mẹ|cha (?!ngựa)|phụ huynh|giám hộ|ông bà|ông nội|bà nội|ông ngoại|bà ngoại|người thân|"
    r"người nhà|gia đình|con (?:anh|chị|ông|bà|của|nhà|gái|trai)|nhà (?:anh|chị|ông|bà|cô|chú|bác)|bệnh|ốm|hiv|"
    r"sđt|điện thoại|cccd|căn cước|định danh|bhyt|giấy khai sinh|zalo|facebook|vụ án|khởi tố|bị can|bản án",
    plain=(
        r"lop ?\d|mau giao|truong|hoc (?:tai|o)|sinh (?:nam|ngay)|ngay sinh|nam sinh|sn ?\d|\d+ ?tuoi|tuoi|"
        r"ten (?:la )?\w|que|dia chi|tru tai|thuong tru|so nha|thon|xom|to \d|ap|khoi \d|ngo|bo|me|phu huynh|giam ho|"
        r"ong ba|ong noi|ba noi|ong ngoai|ba ngoai|nguoi than|nguoi nha|gia dinh|"
        r"con (?:anh|chi|ong|ba|cua|nha|gai|trai)|nha (?:anh|chi|ong|ba|co|chu|bac)|benh|om|hiv|"
        r"sdt|dien thoai|cccd|can cuoc|dinh danh|bhyt|giay khai sinh|zalo|facebook|vu an|khoi to|bi can|ban an",
    ),
)
_NUMBER = re.compile(r"(?:\d[ .-]?){8,}|https?:|www|\S@\S")
_CALLER = r"(?:cháu|bé|con|em|trẻ|học sinh|nạn nhân|anh|chị|ông|bà|cô|chú|bác|bố|mẹ|tên|là|gái|trai)"
_CALLED = Phrase(rf"{_CALLER}(?: (?:tên|là))* ?:? ?")
# A name that is in no list, by what stands around it: "cháu xoan 7 tuổi".
_BARE_NAME = Phrase(
    r"(?:cháu|bé|em|trẻ|học sinh)(?: (?:gái|trai|bé|tên|là))* ?:? ?(?P<name>[^\W\d_]+(?: [^\W\d_]+){0,3}?)"
    r"(?= ?[,(:-]? ?(?:\d|lớp|ở |học|sinh|con |bị|đã|được|thôn|xã|nhà|mồ|số|tại|$|\n|[.;]))"
)
_COMMON = Phrase(
    r"bị|được|đã|đang|học|ở|lớp|có|này|nhà|con|là|tên|gái|trai|bé|mồ|côi|khuyết|tật|sinh|nhận|và|trong|tại|mới|về|đi|"
    r"vào|em|cháu|hoàn|cảnh|khó|khăn|nghèo|các|đủ|dưới|trên|từ|độ|lứa|nhỏ|hết|gần|hơn|khoảng|cho|của|với|một|hai|tổng|"
    r"gửi|làm|xong|báo|cáo|tổ|chức|trao|phát|tặng|hỗ|trợ|mở|xin|tư|vấn|thêm|còn|thì|để|ra|lên|học|sinh|quà|suất|nv|mục|việc"
)
# A file of one child is called after it; "tre em", "hoc sinh ngheo" are many.
_FILE_OF = Phrase(
    r"(?:cháu|bé|khai sinh) (?!cho|của|em|trẻ|nghèo|ngoan|học|lưu|gái|trai|các|\d)[^\W\d_]{2,}|"
    r"[^\W\d_]{2,} lớp ?\d ?[a-h]",
    plain=(
        r"(?:chau|be|khai sinh) (?!cho|cua|em|tre|ngheo|ngoan|hoc|luu|gai|trai|cac|\d)[^\W\d_]{2,}|"
        r"[^\W\d_]{2,} lop ?\d ?[a-h]",
    ),
)
_FILLER = frozenset(("thi", "van"))  # half of a name; alone and in small letters another word
_DENIES = Phrase(r"chưa|không|chẳng|chờ|đợi|còn|trừ|vướng|đang|mới|thiếu|hoãn|dừng")


@dataclass(frozen=True)
class Scrubbed:
    """What may be kept of a message, and what kind of words were taken out of it."""

    text: str
    kinds: tuple[Kind, ...]


def seen(text: str) -> tuple[Kind, ...]:
    """What kinds of words about one child a text holds, never the words themselves."""
    return kinds_of(wording(text))


def seen_in_name(name: str) -> tuple[Kind, ...]:
    """The same of a file's name, whose words may be joined: "be_Xoan_7tuoi.jpg", "ChauXoan.pdf"."""
    parted = re.sub(r"[\W_]+", " ", name.rpartition(".")[0] or name)
    parted = re.sub(r"(?<=[a-zà-ỹ])(?=[A-ZĐ])|(?<=\d)(?=[A-Za-zÀ-ỹ]{2})", " ", parted)
    words = wording(parted)
    return kinds_of(words) or ((Kind.NAME,) if any(full_names(words)) or words.has(_FILE_OF) else ())


def scrubbed(text: str, today: date) -> Scrubbed | None:
    """The text with every clause cut that might tell of the child; None where too little, or too much, would be left.

    The sender sees it before it is recorded, so it rather loses a clause than keeps a word.
    """
    words = wording(text)
    kinds = kinds_of(words)
    if not kinds or len(text) > LIMIT:
        return None
    said, names = understand(text, today), _named(words)
    left = _joined(words, names, today, corrects=said.status is Status.CORRECTION)
    rest = wording(left)
    if has_child_data(rest) or _tells_name(rest, names) or strangers(rest):
        return None
    return Scrubbed(left, kinds) if _is_worth_it(understand(left, today), said) else None


def _is_worth_it(left: Understood, said: Understood) -> bool:
    """Something is reported still, and nothing is done that was not: "xong, trừ cháu …" must not become "xong"."""
    if not any(_says_something(part) for part in left.parts or (left,)):
        return False
    before, after = _done(said), _done(left)
    return after <= before and not (after and _undone(said) and not _undone(left))


def _says_something(said: Understood) -> bool:
    """More than that somebody "was given a present", which is what is left of a sentence about a child."""
    if said.status is Status.IN_PROGRESS:
        return bool(said.figures or said.task_ref or said.percent is not None or said.new_deadline)
    return said.status is not Status.UNCLEAR


def _done(said: Understood) -> int:
    return sum(part.status is Status.DONE for part in said.parts or (said,))


def _undone(said: Understood) -> bool:
    return any(part.status is not Status.DONE for part in said.parts or (said,))


def _joined(words: Wording, names: frozenset[str], today: date, *, corrects: bool) -> str:
    """The clauses that stay, as typed, each run of others as one mark; a correction is read as a whole."""
    text, telling = "", _telling(words, names)
    for match in _CLAUSE.finditer(words.text):
        kept = _kept(words, match.span(), telling, None if corrects else today)
        typed = _typed(words, kept)
        if typed:
            text += typed if kept == match.span() else f"{typed} {MARK}"
        elif match.group().strip() and not text.rstrip(" ,;.!?").endswith(MARK):
            text += MARK
        else:
            continue
        text = text.rstrip() + _stop(words, match.end())
    return text.strip(" ,;\n")


def _stop(words: Wording, end: int) -> str:
    stop = words.text[end : end + 1]
    return {"\n": "\n", "": ""}.get(stop, f"{stop} ")


def _typed(words: Wording, span: Span) -> str:
    spans = words.origin[span[0] : span[1]]
    return words.raw[spans[0][0] : spans[-1][1]].strip(" ,;:(-\n") if spans else ""


def _kept(words: Wording, span: Span, telling: list[int], today: date | None) -> Span:
    """What of a clause may stay: all of it, its beginning up to what tells, its pointer, or nothing.

    With `today` only a clause that reports something stays.
    """
    start, end = span
    first = min((at for at in telling if start <= at < end), default=end)
    clause, tail = words.cut(start, first), words.cut(first, end)
    found = pointers(clause)
    if first < end and (tail.has(_DENIES) or not clause.text.strip()):
        return (start, start + found[-1].end) if found else (start, start)
    reports = today is None or understand(_typed(words, (start, first)), today).status is not Status.UNCLEAR
    return (start, first) if found or reports else (start, start)


def _telling(words: Wording, names: frozenset[str]) -> list[int]:
    """Where words begin that might tell of the child."""
    places = [child.start() for child in singles(words) if child.group() != "con"]
    places += [m.start() for phrase in (_TELLING, HARM) for m in words.all(phrase)]
    places += [m.start() for m in _NUMBER.finditer(words.text)]
    callers = [(m.start(), m.end()) for m in words.all(_CALLED)]
    places += [start for start, _ in (*full_names(words), *names_beside(words))]
    for match in _WORD.finditer(words.text):
        if _is_name(words, match, names):
            behind = [start for start, end in callers if end == match.start()]
            called = [at for at in behind if not is_counted(words, at)]  # "3 cháu: …" stays three
            places.append(min([match.start(), *called]))
    return places


def _named(words: Wording) -> frozenset[str]:
    """The words of people's names, folded, that stand by themselves or behind a child or its kin."""
    spans = (*full_names(words), *names_beside(words))
    found = [word for start, end in spans for word in _WORD.findall(words.text, start, end)]
    for match in words.all(_CALLED):
        found += _name_behind(words, match.end())
    for match in words.all(_BARE_NAME):
        name = match.group("name").split()
        found += [] if any(_COMMON.on(plain=words.plain).fullmatch(word) for word in name) else name
    return frozenset(fold(word) for word in found)


def _name_behind(words: Wording, at: int) -> list[str]:
    behind = words_at(words, at, 5)
    length = name_length(words, behind)
    while length < len(behind) and is_capital(words, behind[length].start()) and may_be_name(behind[length].group()):
        length += 1
    if not length and behind and is_given(words, behind[0].group()):
        length = 1
    return [word.group() for word in behind[:length]]


def _is_name(words: Wording, word: re.Match[str], names: frozenset[str]) -> bool:
    folded = fold(word.group())
    return folded in names and (folded not in _FILLER or is_capital(words, word.start()))


def _tells_name(words: Wording, names: frozenset[str]) -> bool:
    return any(_is_name(words, word, names) for word in _WORD.finditer(words.text))
