"""Label lines of a task ("- Chủ trì thực hiện: Văn phòng Sở"), in the spellings that offices use."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from rapidfuzz.distance import OSA

from plans.markers import Level, marker_of
from vietnamese.telex import telex
from vietnamese.text import fold, squash
from vietnamese.words import listed


class LabelKind(Enum):
    """What a label's value is."""

    LEAD = auto()
    DOER = auto()  # "Thực hiện": the lead, or a cooperator where a lead label stands beside it
    COOPERATOR = auto()
    LEAD_AND_COOPERATOR = auto()
    TIME = auto()
    OUTPUT = auto()
    CONTENT = auto()  # the task's own words follow
    OTHER = auto()  # money, place, audience: neither task text nor a field


_BODY = (
    r"(?:(?:các|những) )?(?:cơ quan|đơn vị|phòng|bộ phận|tổ chức|cá nhân|người|lãnh đạo|cán bộ|công chức|địa phương"
    r"|ban|ngành|đồng chí|đ/c|tổ)"
)
_BODIES = rf"(?:{_BODY}(?:\s*(?:,|/|và|hoặc)\s*{_BODY})*)"
_DOING = r"(?:thực hiện|tham mưu|triển khai|tổ chức|thực hiện chính|chính|giúp việc)"
_MORE = rf"(?:\s*(?:,|và|/|-)?\s*{_DOING})*"
_TIME_OF = (
    r"(?:thực hiện|hoàn thành|triển khai|tổ chức|dự kiến|xong|báo cáo|tiến hành|bắt đầu|kết thúc|trình|gửi|áp dụng"
    r"|và lộ trình|và tiến độ|và địa điểm|, địa điểm|phải hoàn thành)"
)
_KINDS = (
    (
        LabelKind.LEAD_AND_COOPERATOR,
        rf"(?:{_BODIES} )?(?:chủ trì|thực hiện)\s*(?:,|và|/|-|;)\s*(?:{_BODIES} )?phối hợp(?: thực hiện"
        rf"| triển khai)?",
    ),
    (
        LabelKind.LEAD,
        rf"(?:giao |phân công )?(?:{_BODIES} )?(?:được giao |được phân công |làm )?"
        rf"(?:chủ trì|đầu mối|phụ trách|chịu trách nhiệm|tham mưu|thường trực|chủ quản){_MORE}"
        rf"|trách nhiệm(?: chủ trì| thực hiện| chính)?|(?:{_BODIES}|phân công) (?:được giao"
        rf"|được phân công)(?: chủ trì)?"
        r"|phân công(?: thực hiện| nhiệm vụ| trách nhiệm)?|giao nhiệm vụ|giao",
    ),
    (LabelKind.DOER, rf"(?:{_BODIES} (?:tổ chức )?|lực lượng |chủ thể )?(?:thực hiện|triển khai)(?: thực hiện)?"),
    (
        LabelKind.COOPERATOR,
        rf"(?:{_BODIES} )?(?:cùng )?(?:tham gia )?phối hợp(?:\s*(?:,|và|/)?\s*(?:thực hiện|triển khai|tham gia"
        rf"|tổ chức|cùng|với|chính))*"
        rf"|(?:{_BODIES} )?(?:tham gia|hỗ trợ)(?: thực hiện)?",
    ),
    (LabelKind.TIME, rf"(?:thời gian|thời hạn|tiến độ|hạn|lộ trình|thời điểm|kỳ hạn)(?:\s*{_TIME_OF})*|hoàn thành"),
    (
        LabelKind.OUTPUT,
        r"(?:dự kiến )?(?:sản phẩm|kết quả|đầu ra)(?: ?[,/]? ?(?:và )?(?:đầu ra|dự kiến|đạt được|cần đạt|hoàn thành"
        r"|thực hiện"
        r"|chủ yếu|sản phẩm))*",
    ),
    (
        LabelKind.CONTENT,
        r"(?:nội dung|nhiệm vụ|hình thức|biện pháp|giải pháp|hoạt động|công việc|cách thức|phương thức|cách làm)"
        r"(?:\s*(?:,|và|-|/)?\s*(?:nội dung|thực hiện|công việc|hoạt động|biện pháp|hình thức|nhiệm vụ|giải pháp"
        r"|cụ thể"
        r"|chủ yếu|triển khai|tổ chức|tuyên truyền|truyền thông|tiến hành))*"
        r"(?:\s+(?:thứ\s+)?\d{1,2})?",
    ),
    (
        LabelKind.OTHER,
        r"(?:nguồn )?kinh phí(?: thực hiện| dự kiến)?|dự toán|địa điểm(?: (?:thực hiện|tổ chức|dự kiến))*"
        r"|địa bàn(?: thực hiện)?"
        r"|đối tượng(?: (?:thực hiện|tham gia|áp dụng|tuyên truyền|thụ hưởng))*|thành phần(?: (?:tham dự|tham gia"
        r"|dự))*"
        r"|số lượng|quy mô|phạm vi(?: thực hiện)?|ghi chú|giám sát|thời lượng|chỉ đạo|lãnh đạo chỉ đạo"
        rf"|{_BODIES} (?:theo dõi|đôn đốc|giám sát|kiểm tra|hướng dẫn|chỉ đạo)(?:,? (?:và )?(?:theo dõi|đôn đốc"
        rf"|giám sát))*",
    ),
)
_NAMES = tuple((kind, re.compile(names)) for kind, names in _KINDS)
_NAMED_BODY = re.compile(rf"{_BODIES} (?:chủ trì|phối hợp)", re.I)
UNIT_KINDS = frozenset({LabelKind.LEAD, LabelKind.DOER, LabelKind.COOPERATOR, LabelKind.LEAD_AND_COOPERATOR})
_INLINE_NAMES = "|".join(names for kind, names in _KINDS if kind not in (LabelKind.CONTENT, LabelKind.DOER))
_INLINE = re.compile(
    rf"(?:(?<=[.;,(\[])\s*|\s[-–+]\s*|^)(?:(?P<name>{_INLINE_NAMES}|{_BODIES} thực hiện))\s*:\s*", re.I
)


CLOSING_KINDS = UNIT_KINDS | {LabelKind.TIME}
_USUAL = {
    fold(name): kind
    for kind, names in (
        (LabelKind.LEAD, "chủ trì, đơn vị chủ trì, cơ quan chủ trì, đơn vị chủ trì thực hiện, người phụ trách"),
        (LabelKind.DOER, "đơn vị thực hiện, người thực hiện, bộ phận thực hiện"),
        (
            LabelKind.COOPERATOR,
            "phối hợp, đơn vị phối hợp, cơ quan phối hợp, người phối hợp, đơn vị phối hợp thực hiện",
        ),
        (
            LabelKind.TIME,
            "thời gian, thời hạn, thời gian thực hiện, thời gian hoàn thành, thời hạn hoàn thành, tiến độ",
        ),
    )
    for name in listed(names)
}


@dataclass(frozen=True)
class Label:
    """One label and the words after it, which may be empty where they follow on lines of their own."""

    kind: LabelKind
    value: str


def label_of(text: str) -> Label | None:
    """The label that a paragraph opens with, after its marker; None for any other paragraph."""
    marker = marker_of(text)
    words = text[marker.end :] if marker else text
    name, colon, value = words[:110].partition(":")
    kind = _kind_of(name) or (_mistyped(name) if colon else None)
    if kind is None or not (colon or (kind in UNIT_KINDS and _NAMED_BODY.match(name))):
        return None
    if kind is LabelKind.DOER and not value.strip() and re.match(r"các|những|tổ chức", name, re.I):
        return None  # "Các phòng thực hiện:" opens a list of work
    if marker and marker.level <= Level.DECIMAL and (kind not in UNIT_KINDS or not value.strip()):
        return None  # "3. Thời gian thực hiện" is a heading of its own
    return Label(kind, words.partition(":")[2].strip() if colon else "")


def _kind_of(name: str) -> LabelKind | None:
    name = squash(re.sub(r"\([^()]*\)", "", name)).casefold()
    return next((kind for kind, names in _NAMES if names.fullmatch(name)), None)


def _mistyped(name: str) -> LabelKind | None:
    """The kind of a usual label with a wrong accent or one wrong letter: "Đơn vị chủ tri", "Thời gain"."""
    typed = squash(fold(" ".join(telex(word) or word for word in name.split())))
    if typed in _USUAL or not 8 <= len(typed) <= 40:
        return _USUAL.get(typed)
    return next((kind for usual, kind in _USUAL.items() if OSA.distance(typed, usual, score_cutoff=1) == 1), None)


def split_inline(text: str) -> tuple[str, list[Label]]:
    """Own words of a paragraph, and the labels that stand inside it: "... (Chủ trì: A; phối hợp: B)"."""
    found = [match for match in _INLINE.finditer(text) if _kind_of(match["name"])]
    if not found or not any(_kind_of(match["name"]) in CLOSING_KINDS for match in found):
        return text, []
    ends = [match.start() for match in found[1:]] + [len(text)]
    labels = []
    for match, end in zip(found, ends, strict=True):
        kind = _kind_of(match["name"])
        if kind:
            labels.append(Label(kind, text[match.end() : end].strip(" .;,()[]")))
    return text[: found[0].start()].rstrip(" (["), labels
