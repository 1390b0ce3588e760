"""How a reply points at a task by number ("NV2", "mục II.1", "nv 1, 3 và 4"), and numbers that only look like that."""

import re
from dataclasses import dataclass

from messages.indicators import COUNTED_THINGS
from messages.wording import Wording
from vietnamese.phrases import Phrase

_ITEM = r"(?:\d{1,2}(?:\.\d{1,2})*|(?:x?(?:ix|iv|v?i{1,3}|v)|x)(?!\w)(?:\.\d{1,2})*)"
_NOT_A_COUNT = rf"(?![\d%/]|\.\d| ?%| ?/ ?\d| (?:phần trăm|k|tr|triệu|nghìn|tháng|{COUNTED_THINGS})(?!\w))"
_JOIN = r" ?(?:,|và|&|\+|/|-|đến|với) ?(?:cả )?(?:số )?"
_LIST = rf"(?P<items>{_ITEM}(?![\d%/]|\.\d| ?%)(?:{_JOIN}{_ITEM}{_NOT_A_COUNT})*)"
_NOT_P = "".join(rf"(?<!(?<!\w)p{stop})" for stop in ("", " ", r"\.", r"\. "))  # "P. NV2"; "tờ gấp. NV2" ends in p too
POINTER = Phrase(
    (
        rf"(?<!phòng ){_NOT_P}(?<!chờ )(?<!đợi )(?<!(?<!\w)ban )(?:nv|nhiệm vụ|đầu việc|"
        rf"(?:công việc|việc|mục|task)(?=(?: số| thứ)? ?{_ITEM}{_NOT_A_COUNT}))(?: số|"
        rf" thứ)?[ .:]?\s?{_LIST}"
    ),
)
# A unit is never a task: "phòng NV 2", "P. NV II", "PNV1".
UNIT = Phrase(
    r"(?:phòng|p|ban|đội|khối)(?: ?\. ?| )?(?:nv|nghiệp vụ|số)(?: số)? ?(?:\d+|i{1,3}|iv)|pnv ?\d",
    r"phòng \d+|p \d{3}",
)
_RANGE = re.compile(r"(\d{1,2}) ?(?:-|den|đến) ?(?:nv ?)?(\d{1,2})")
_ONE = re.compile(rf"(?<!\w){_ITEM}")


@dataclass(frozen=True)
class Pointer:
    """One or more tasks named together at `start:end`; refs like "NV 2", "NV II.1"."""

    refs: tuple[str, ...]
    start: int
    end: int


def pointers(wording: Wording) -> list[Pointer]:
    """The numbered pointers of a message, left to right."""
    hidden = wording.hide(m.span() for m in wording.all(UNIT))
    return [Pointer(_refs(m.group("items")), *m.span()) for m in hidden.all(POINTER)]


def _refs(items: str) -> tuple[str, ...]:
    spread = _RANGE.sub(lambda m: ",".join(str(i) for i in range(int(m[1]), min(int(m[2]), int(m[1]) + 30) + 1)), items)
    names = [m.group().upper() for m in _ONE.finditer(spread.replace("nv", " "))]
    return tuple(dict.fromkeys(f"NV {n.lstrip('0') or n}" for n in names))
