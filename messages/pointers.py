"""How a reply points at a task by number ("NV2", "mục II.1", "nv 1, 3 và 4"), and numbers that only look like that."""

import re
from dataclasses import dataclass
from functools import lru_cache

from messages.indicators import COUNTED_THINGS
from messages.wording import Wording
from vietnamese.heard import letters_of
from vietnamese.phrases import Phrase, Signs
from vietnamese.text import fold

_SMALL = r"(?:\d{1,2}(?:\.\d{1,2})*|(?:x?(?:ix|iv|v?i{1,3}|v)|x)(?!\w)(?:\.\d{1,2})*)"
_NOT_A_COUNT = rf"(?![\d%/]|\.\d| ?%| ?/ ?\d| (?:phần trăm|k|tr|triệu|nghìn|tháng|{COUNTED_THINGS})(?!\w))"
# Three digits are a count or a document as often as a task, so they take more care: "NV 120 tổ chức xong" is a task.
_NOT_BIG = (
    r"(?!\d|\.\d{3}| ?%| ?/| ?-(?! ?nv) ?[a-zđ]| ?- ?\d+ (?:em|cháu|người|lượt)(?!\w)| "
    r"(?:phần trăm|k|tr|triệu|nghìn|ngàn|tỷ|đồng|bạn|lần|trang|phút|ngày(?! \d)|"
    r"(?:em|cháu|bé) (?:học sinh|được|nhận|thiếu nhi|tham gia|mồ côi|nhỏ|khó khăn|đã được)|"
    rf"(?!tổ chức|báo cáo|kế hoạch|(?:phòng|đơn vị|tổ|đội) (?:em|tôi|mình))(?:{COUNTED_THINGS}))(?!\w))"
)
_BIG = rf"(?:[1-9]\d\d(?!\d)(?:\.\d{{1,2}}(?!\d))*{_NOT_BIG})"
_STATED = (
    r"(?=\W*$| ?[,;.:\n–-]| (?:và|đến|với|xong|đã|đang|chưa|hoàn|đạt|cơ bản|gần|sắp|vướng|chờ|ok|rồi|done|thì|đều|"
    r"không|bị|em|bên em|phòng em|ạ|nhé|là|của|được|còn|hết|kết thúc|triển khai|làm|tạm|mới|\d+ ?%)(?!\w))"
)
_JOIN = r" ?(?:,|và|&|\+|/|-|–|đến|với) ?(?:cả )?(?:số )?"
# "nv 2 3 4 xong": only a state behind the last one tells that they are tasks
_ROW = r"(?: \d{1,2}(?=(?: \d{1,2})* (?:đều |đã |thì )*(?:xong|hoàn thành|chưa|đang|ok|chờ|vướng|done)(?!\w)))"
_MORE = rf"(?:(?<=\d\d){_JOIN}{_BIG}{_STATED}|{_JOIN}{_SMALL}{_NOT_A_COUNT}|{_ROW})"
_LIST = rf"(?P<items>(?:(?<!:)(?<!: ){_BIG}|{_SMALL}(?![\d%]|/(?! ?(?:nv|nhiệm))|\.\d| ?%)){_MORE}*)"
_NOT_P = "".join(rf"(?<!(?<!\w)p{stop})" for stop in ("", " ", r"\.", r"\. "))  # "P. NV2"; "tờ gấp. NV2" ends in p too
POINTER = Phrase(
    (
        rf"(?<!phòng ){_NOT_P}(?<!chờ )(?<!đợi )(?<!(?<!\w)ban )(?:nv|n ?/ ?v|nhiệm vụ|đầu việc|"
        rf"(?:công việc|việc|mục|task)(?=(?: số| thứ)? ?(?:{_BIG}{_STATED}|{_SMALL}{_NOT_A_COUNT})))(?: số|"
        rf" thứ)?[ .:]?\s?{_LIST}"
    ),
)
_SPELLED = Phrase(
    rf"(?:nhiệm vụ(?! năm)|(?:nhiệm vụ|nv|đầu việc|việc|mục)(?= (?:số|thứ) ))(?: số| thứ)? "
    rf"(?P<number>một|nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười){_STATED}",
)
# "mục 1.3 xong, 1.4 chưa"
_BARE = Phrase(
    r"(?:[,;\n]|và) ?(?P<number>\d{1,2}\.\d{1,2})(?= (?:thì |đã |vẫn )*(?:xong|chưa|đang|hoàn thành|chờ|vướng)(?!\w))"
)
_NUMBERS = {"mot": 1, "nhat": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
            "chin": 9, "muoi": 10}  # fmt: skip
# A unit is never a task: "phòng NV 2", "P. NV II", "PNV1".
UNIT = Phrase(
    r"(?:phòng|p|ban|đội|khối)(?: ?\. ?| )?(?:nv|nghiệp vụ|số)(?: số)? ?(?:\d+|i{1,3}|iv)|pnv ?\d",
    r"phòng \d+|p \d{3}",
)
_RANGE = re.compile(r"(?<!\.)\b(\d{1,3}) ?(?:-|–|den|đến) ?(?:nv ?)?(\d{1,3})\b(?!\.)")
_TOLD = Signs(r"nv|n ?/ ?v|nhi[ệe]m|vi[ệe]c|m[ụu]c|task|\d\.\d")
_ONE = re.compile(rf"(?<!\w)(?:\d{{3}}(?:\.\d{{1,2}})*|{_SMALL})")


@dataclass(frozen=True)
class Pointer:
    """One or more tasks named together at `start:end`; refs like "NV 2", "NV II.1"."""

    refs: tuple[str, ...]
    start: int
    end: int


def pointers(wording: Wording) -> list[Pointer]:
    """The numbered pointers of a message, left to right."""
    return list(_pointers(wording.text, plain=wording.plain)) if wording.has(_TOLD) else []


@lru_cache(maxsize=64)
def _pointers(text: str, *, plain: bool) -> tuple[Pointer, ...]:
    wording = Wording(text, plain, letters_of(text), text, ())  # where the words stand is all that counts here
    hidden = wording.hide(m.span() for m in wording.all(UNIT))
    found = [Pointer(_refs(m.group("items")), *m.span()) for m in hidden.all(POINTER)]
    found += [Pointer((f"NV {_NUMBERS[fold(m.group('number'))]}",), *m.span()) for m in hidden.all(_SPELLED)]
    if found:
        taken = hidden.hide((p.start, p.end) for p in found)
        found += [Pointer((f"NV {m.group('number')}",), *m.span("number")) for m in taken.all(_BARE)]
    return tuple(sorted(found, key=lambda pointer: pointer.start))


def _refs(items: str) -> tuple[str, ...]:
    spread = _RANGE.sub(lambda m: ",".join(str(i) for i in range(int(m[1]), min(int(m[2]), int(m[1]) + 30) + 1)), items)
    names = [m.group().upper() for m in _ONE.finditer(spread.replace("nv", " "))]
    return tuple(dict.fromkeys(f"NV {n.lstrip('0') or n}" for n in names))
