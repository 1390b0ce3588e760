"""How a clerk stops a task: "dừng NV5, lý do: ...", "NV5 không thực hiện, lý do ...", "dừng NV5 Phòng A do ..."."""

import re
from typing import NamedTuple

from vietnamese.text import nfc, squash


class Stop(NamedTuple):
    """Of the task `position`; `unit` as typed, empty for all of its units; `reason` is empty where none is given."""

    position: int
    unit: str = ""
    reason: str = ""


_TASK = r"(?:nv|nhiệm vụ|nhiem vu|việc|viec) ?(\d{1,3})\b"
# Without accents "dung" is also "đúng" and "dùng", so only the word itself, or all of it unaccented, is an order.
_VERB = (
    r"(?:(?:tạm |tam )?(?:dừng|dung|ngừng|ngung)(?: thực hiện| thuc hien)?"
    r"|(?:không|khong) (?:thực hiện|thuc hien)(?: nữa| nua)?)"
)
_ORDER = re.compile(rf"{_VERB} {_TASK}", re.I)
_SAID = re.compile(rf"{_TASK}[ :,]+{_VERB}(?=[ ,;:.–-]*(?:$|(?:lý do|ly do|do|vì|bởi)\b))", re.I)
_WHY = re.compile(r"(?:^|[\s,;:.(–-])(?:lý do|ly do|do|vì|bởi vì|bởi)(?: là| la)?\b[\s:,–-]*", re.I)
_RESUME = re.compile(rf"(?:tiếp tục|tiep tuc)(?: thực hiện| thuc hien)? {_TASK}[.!]?", re.I)
_EDGES = " ,;:.–-()"


def parse_stop(text: str) -> Stop | None:
    """The order to stop, or None where the sentence is something else."""
    text = squash(nfc(text))
    if said := _SAID.match(text):
        return Stop(int(said[1]), reason=_reason(text[said.end() :]))
    order = _ORDER.match(text)
    if order is None:
        return None
    rest = text[order.end() :]
    why = _WHY.search(rest)
    if why is None and rest[:1] in (",", ":", ";"):
        return Stop(int(order[1]), reason=rest.strip(_EDGES))
    unit = rest[: why.start()] if why else rest
    return Stop(int(order[1]), unit.strip(_EDGES), _reason(rest))


def parse_resume(text: str) -> int | None:
    """The number of the task that goes on: "tiếp tục NV5"."""
    found = _RESUME.fullmatch(squash(nfc(text)))
    return int(found[1]) if found else None


def _reason(rest: str) -> str:
    why = _WHY.search(rest)
    return rest[why.end() :].strip(_EDGES) if why else ""
