"""What a clerk writes behind /chitieu: "thêm tổ hòa giải: tổ hg, to hoa giai", "đổi tên A thành B", "bỏ A"."""

import re
from dataclasses import dataclass
from enum import StrEnum

from vietnamese.text import clean, fold, squash


class Change(StrEnum):
    SHOW = "show"
    ADD = "add"  # to the synonyms there are
    SET = "set"  # these synonyms and no others
    RENAME = "rename"
    REMOVE = "remove"


@dataclass(frozen=True)
class Order:
    """One change of the office's list; `synonyms` as typed, `new_name` of a rename."""

    change: Change
    name: str = ""
    unit: str | None = None
    synonyms: tuple[str, ...] = ()
    new_name: str = ""


_VERBS = {
    "them": Change.ADD,
    "bo sung": Change.ADD,
    "sua": Change.SET,
    "doi ten": Change.RENAME,
    "doi": Change.RENAME,
    "bo": Change.REMOVE,
    "xoa": Change.REMOVE,
    "xem": Change.SHOW,
}
_VERB = re.compile(r"(them|bo sung|sua|doi ten|doi|bo|xoa|xem)(?: (?:chi tieu|moi))*(?=[ :]|$)[ :]*")
_ARROW = re.compile(r" ?(?:->|=>|→) ?| thanh (?!.* thanh )")
_COLON = re.compile(r" ?[:=] ?")
_UNIT = re.compile(r" ?\((?:tinh bang |don vi(?: tinh)?:? )?(%|phan tram|d|dong|vnd)\)$")
_EDGES = " .;,\"'“”<>[]"


def parse_listing(text: str) -> Order:
    """The change that the words order; words without a verb name an indicator, with a colon they set its synonyms."""
    text = squash(clean(text))
    folded = _folded(text)
    verb = _VERB.match(folded)
    change = _VERBS[verb[1]] if verb else None
    rest = text[verb.end() :] if verb else text
    arrow = _ARROW.search(_folded(rest))
    if arrow and (change in (Change.RENAME, Change.SET) or (change is None and arrow[0].strip() != "thanh")):
        return Order(Change.RENAME, rest[: arrow.start()].strip(_EDGES), new_name=rest[arrow.end() :].strip(_EDGES))
    colon = _COLON.search(rest)
    name, said = (rest[: colon.start()], rest[colon.end() :]) if colon else (rest, "")
    name, unit = _unit(name.strip(_EDGES))
    synonyms = tuple(word.strip(_EDGES) for word in re.split(r"[,;]", said) if word.strip(_EDGES))
    if change is Change.RENAME and colon:
        return Order(change, name, new_name=said.strip(_EDGES))
    return Order(change or (Change.SET if colon else Change.SHOW), name, unit, synonyms)


def _unit(name: str) -> tuple[str, str | None]:
    """A unit in brackets behind the name: "tiền ủng hộ Quỹ (đồng)", "khai sinh đúng hạn (%)"."""
    found = _UNIT.search(_folded(name))
    if found is None:
        return name, None
    return name[: found.start()], "%" if found[1] in ("%", "phan tram") else "đồng"


def _folded(text: str) -> str:
    """Letter by letter, so that places agree."""
    return "".join(folded if len(folded := fold(letter)) == 1 else letter for letter in text)
