"""Label lines of a task ("- Chủ trì thực hiện: Văn phòng Sở"), in the spellings that offices use."""

import re
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import lru_cache

from plans.markers import Level, marker_of
from plans.verbs import VERB
from plans.why import Clue, Way
from vietnamese.dates import TimeKind, read_timing
from vietnamese.telex import telex
from vietnamese.text import fold, squash
from vietnamese.unit_lists import UPPER, is_unit_head
from vietnamese.words import any_of, listed


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


_BODY_WORDS = """
cơ quan, đơn vị, phòng, bộ phận, tổ chức, cá nhân, người, lãnh đạo, cán bộ, công chức, địa phương, ban, ngành,
đồng chí, đ/c, tổ, khoa
"""
_LEADING = (
    "chủ trì, đầu mối, phụ trách, đảm nhận, đảm nhiệm, đảm trách, chịu trách nhiệm, tham mưu, thường trực, chủ quản"
)
_DOING = "thực hiện, tham mưu, triển khai, tổ chức, thực hiện chính, chính, giúp việc"
_JOINING = "thực hiện, triển khai, tham gia, tổ chức, cùng, với, chính"
_TIMES = "giai đoạn(?= thực hiện| triển khai), thời gian, thời hạn, tiến độ, hạn, lộ trình, thời điểm, kỳ hạn"
_TIME_OF = """
thực hiện, hoàn thành, triển khai, tổ chức, dự kiến, xong, báo cáo, tiến hành, bắt đầu, kết thúc, trình, gửi, áp dụng,
và lộ trình, và tiến độ, và địa điểm, phải hoàn thành
"""
# "Thời gian trình Chính phủ", "Thời hạn gửi hồ sơ về Sở": the time of what has to be done by then.
_TIME_TO = """
trình, gửi, ban hành, nộp, kiểm tra, giám sát, đăng ký, phát động, diễn ra, khai mạc, tổng kết, sơ kết, họp, lấy ý kiến,
thẩm định, báo cáo, hoàn thành, tổ chức, tiến hành, nghiệm thu, công bố, tập huấn, tuyên truyền, ra quân
"""
_OUTPUT_OF = "đầu ra, dự kiến, đạt được, cần đạt, hoàn thành, thực hiện, chủ yếu, sản phẩm"
_CONTENTS = """
nội dung, nhiệm vụ, hình thức, biện pháp, giải pháp, hoạt động, công việc, cách thức, phương thức, cách làm
"""
_CONTENT_OF = """
nội dung, thực hiện, công việc, hoạt động, biện pháp, hình thức, nhiệm vụ, giải pháp, cụ thể, chủ yếu, triển khai,
tổ chức, tuyên truyền, truyền thông, tiến hành
"""
_PLACE_OF = "thực hiện, tổ chức, dự kiến"
_AUDIENCE_OF = "thực hiện, tham gia, áp dụng, tuyên truyền, thụ hưởng"
_WATCHING = "theo dõi, đôn đốc, giám sát, kiểm tra, hướng dẫn, chỉ đạo"
_OTHERS = """
kinh phí, kinh phí thực hiện, kinh phí dự kiến, nguồn kinh phí, nguồn kinh phí thực hiện, nguồn kinh phí dự kiến,
dự toán, địa bàn, địa bàn thực hiện, số lượng, quy mô, phạm vi, phạm vi thực hiện, ghi chú, giám sát, thời lượng,
chỉ đạo, lãnh đạo chỉ đạo
"""
_ASSIGNING = """
trách nhiệm, trách nhiệm chủ trì, trách nhiệm thực hiện, trách nhiệm chính, phân công, phân công thực hiện,
phân công nhiệm vụ, phân công trách nhiệm, giao nhiệm vụ, giao
"""

_BODY = rf"(?:(?:các|những) )?{any_of(_BODY_WORDS)}"
_BODIES = rf"(?:{_BODY}(?:\s*(?:,|/|và|hoặc)\s*{_BODY})*)"
_KINDS = (
    (
        LabelKind.LEAD_AND_COOPERATOR,
        rf"(?:{_BODIES} )?(?:chủ trì|thực hiện)\s*(?:,|và|/|-|;)\s*(?:{_BODIES} )?phối hợp(?: thực hiện| triển khai)?",
    ),
    (
        LabelKind.LEAD,
        rf"(?:giao |phân công )?(?:{_BODIES} )?(?:được giao |được phân công |làm )?"
        rf"{any_of(_LEADING)}(?:\s*(?:,|và|/|-)?\s*{any_of(_DOING)})*"
        rf"|(?:{_BODIES}|phân công) (?:được giao|được phân công)(?: chủ trì)?|{any_of(_ASSIGNING)}",
    ),
    (LabelKind.DOER, rf"(?:{_BODIES} (?:tổ chức )?|lực lượng |chủ thể )?(?:thực hiện|triển khai)(?: thực hiện)?"),
    (
        LabelKind.COOPERATOR,
        rf"(?:{_BODIES} )?(?:cùng )?(?:tham gia )?phối hợp(?:\s*(?:,|và|/)?\s*{any_of(_JOINING)})*"
        rf"|(?:{_BODIES} )?(?:tham gia|hỗ trợ)(?: thực hiện)?",
    ),
    (
        LabelKind.TIME,
        rf"{any_of(_TIMES)}(?:\s*{any_of(_TIME_OF, ', địa điểm')})*|hoàn thành"
        rf"|thời (?:gian|hạn) {any_of(_TIME_TO)}(?: \w+){{0,5}}",
    ),
    (
        LabelKind.OUTPUT,
        rf"(?:dự kiến )?(?:sản phẩm|kết quả|đầu ra)(?: ?[,/]? ?(?:và )?{any_of(_OUTPUT_OF)})*",
    ),
    (
        LabelKind.CONTENT,
        rf"{any_of(_CONTENTS)}(?:\s*(?:,|và|-|/)?\s*{any_of(_CONTENT_OF)})*(?:\s+(?:thứ\s+)?\d{{1,2}})?",
    ),
    (
        LabelKind.OTHER,
        rf"{any_of(_OTHERS)}|địa điểm(?: {any_of(_PLACE_OF)})*|đối tượng(?: {any_of(_AUDIENCE_OF)})*"
        r"|thành phần(?: (?:tham dự|tham gia|dự))*|lực lượng (?:tham gia|huy động)"
        rf"|{_BODIES} {any_of(_WATCHING)}(?:,? (?:và )?(?:theo dõi|đôn đốc|giám sát))*",
    ),
)
_NAMES = tuple((kind, re.compile(names)) for kind, names in _KINDS)
_NAMED_BODY = re.compile(rf"{_BODIES} (?:chủ trì|phối hợp)", re.I)
UNIT_KINDS = frozenset({LabelKind.LEAD, LabelKind.DOER, LabelKind.COOPERATOR, LabelKind.LEAD_AND_COOPERATOR})
_INLINE_NAMES = "|".join(names for kind, names in _KINDS if kind not in (LabelKind.CONTENT, LabelKind.DOER))
_INLINE = re.compile(
    r"(?:(?<=[.;,(\[])\s*|\s[-–+]\s*|^)"
    rf"(?:(?P<name>{_INLINE_NAMES}|{_BODIES} thực hiện|(?<=[.;] )(?-i:Thực hiện)))\s*:\s*",
    re.I,
)


# "- Chủ trì - Phòng A", "+ Phối hợp; các đội": a wrong sign where the colon belongs.
_OTHER_SIGN = re.compile(r"(?P<name>(?:[^\W\d_]+ ){0,4}[^\W\d_]{2,})\s*(?:;|\s[-–])\s+(?=\S)")
# A capital letter shows that the label has ended.
_BARE_NAME = re.compile(
    r"(?:(?:Đơn vị|Cơ quan|Bộ phận|Người|Cán bộ) (?:chủ trì|thực hiện|phối hợp|phụ trách)|Chủ trì|Phối hợp|Thời gian"
    rf"|Thời hạn|Thời gian (?:thực hiện|hoàn thành))\s+(?=[{UPPER}\d]|từ |trước )"
)
_ROLE = re.compile(r"(?P<unit>[^,.;:]{4,80}?) làm (?:trưởng đoàn|tổ trưởng|trưởng ban|nhóm trưởng|đầu mối)[.;]?", re.I)
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
    clue: Clue = field(default=Clue(Way.LABEL), compare=False)

    def at(self, start: int, end: int) -> "Label":
        """The label with the place where its words stand."""
        return replace(self, clue=replace(self.clue, place=(start, end)))

    def shared(self) -> "Label":
        """The label as one that speaks for several items."""
        return replace(self, clue=replace(self.clue, way=Way.SHARED))


@lru_cache(maxsize=2048)  # an outline looks at the lines around each line too
def label_of(text: str) -> Label | None:
    """The label that a paragraph opens with, after its marker; None for any other paragraph."""
    marker = marker_of(text)
    words = text[marker.end :] if marker else text
    if ":" not in words[:110] and (bare := _without_colon(words)):
        return None if marker and marker.level <= Level.DECIMAL else bare
    name, colon, value = words[:110].partition(":")
    if not colon and (other := _OTHER_SIGN.match(words)) and _kind_of(other["name"]) in CLOSING_KINDS:
        name, colon, value = other["name"], ":", words[other.end() :]
        words = f"{name}: {value}"
    kind = _kind_of(name) or (_mistyped(name) if colon else None)
    if kind is None or not (colon or (kind in UNIT_KINDS and _NAMED_BODY.match(name))):
        return None
    if kind is LabelKind.DOER and not value.strip() and re.match(r"các|những|tổ chức", name, re.I):
        return None  # "Các phòng thực hiện:" opens a list of work
    if marker and marker.level <= Level.DECIMAL and (kind not in UNIT_KINDS or not value.strip()):
        return None  # "3. Thời gian thực hiện" is a heading of its own
    return Label(kind, words.partition(":")[2].strip() if colon else "")


def _without_colon(words: str) -> Label | None:
    """A label whose colon was left out: "Đơn vị thực hiện Trạm Y tế xã", "Thời gian Tháng 5/2026"; or a role behind
    its unit: "Đồng chí Phó Bí thư làm Trưởng đoàn".
    """
    if role := _ROLE.fullmatch(words):
        return Label(LabelKind.LEAD, role["unit"]) if is_unit_head(role["unit"]) else None
    named = _BARE_NAME.match(words)
    if named is None:
        return None
    kind, value = _kind_of(named[0]), words[named.end() :].strip()
    timing = read_timing(value, 2000)  # any year will do to see that it is a time
    is_time = timing.kind not in (TimeKind.NONE, TimeKind.EVENT)
    is_value = is_time if kind is LabelKind.TIME else is_unit_head(value) and not VERB.search(value)
    return Label(kind, value) if kind in CLOSING_KINDS and is_value else None


def _kind_of(name: str) -> LabelKind | None:
    name = squash(re.sub(r"\([^()]*\)", "", name)).casefold()
    return next((kind for kind, names in _NAMES if names.fullmatch(name)), None)


def _mistyped(name: str) -> LabelKind | None:
    """The kind of a usual label with a wrong accent or one wrong letter: "Đơn vị chủ tri", "Thời gain"."""
    typed = squash(fold(" ".join(telex(word) or word for word in name.split())))
    if typed in _USUAL or not 8 <= len(typed) <= 40:
        return _USUAL.get(typed)
    from rapidfuzz.distance import OSA

    return next((kind for usual, kind in _USUAL.items() if OSA.distance(typed, usual, score_cutoff=1) == 1), None)


def split_inline(text: str) -> tuple[str, list[Label]]:
    """Own words of a paragraph, and the labels that stand inside it: "... (Chủ trì: A; phối hợp: B)"."""
    if ":" not in text:
        return text, []
    found = [match for match in _INLINE.finditer(text) if _kind_of(match["name"])]
    if not found or not any(_kind_of(match["name"]) in CLOSING_KINDS for match in found):
        return text, []
    ends = [match.start() for match in found[1:]] + [len(text)]
    labels = []
    for match, end in zip(found, ends, strict=True):
        kind = _kind_of(match["name"])
        if kind:
            words = text[match.start("name") : end].strip(" .;,()[]")
            labels.append(Label(kind, text[match.end() : end].strip(" .;,()[]"), Clue(Way.INLINE, words=(words,))))
    return text[: found[0].start()].rstrip(" (["), labels
