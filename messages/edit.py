"""What a clerk writes to change a draft: "NV3 chủ trì: Phòng A", "bỏ NV5", "thêm: ...", "phê duyệt"."""

import re
from dataclasses import dataclass
from enum import StrEnum

from vietnamese.text import fold, nfc, squash


class Field(StrEnum):
    LEADS = "leads"
    COOPERATORS = "cooperators"
    TIME = "time"
    TEXT = "text"
    DROP = "drop"
    RESTORE = "restore"
    ADD = "add"
    APPROVE = "approve"


@dataclass(frozen=True)
class Edit:
    """One change. `position` is the N of NVN; `value` the words after the colon, as typed."""

    field: Field
    position: int | None = None
    value: str = ""


_WORDS = {
    "chu tri": Field.LEADS,
    "don vi chu tri": Field.LEADS,
    "phoi hop": Field.COOPERATORS,
    "don vi phoi hop": Field.COOPERATORS,
    "thoi gian": Field.TIME,
    "thoi han": Field.TIME,
    "han": Field.TIME,
    "han moi": Field.TIME,
    "gia han": Field.TIME,
    "noi dung": Field.TEXT,
}
_CHANGE = re.compile(r"(?:sua )?(?:nv|nhiem vu|viec) ?(\d{1,3})[ :,]+(?:sua )?([a-z ]+?) ?[:=] ?(?=\S)")
_DROP = re.compile(r"(bo|xoa|khoi phuc|lay lai) (?:nv|nhiem vu|viec) ?(\d{1,3})[.!]?")
_ADD = re.compile(r"them(?: (?:nv|nhiem vu|viec))?(?: moi)? ?: ?(?=\S)")
_DAY = r"(?:ngay )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?"
_UNTIL = rf"(?:(?:moi|la|den|toi|sang|thanh|het|truoc) )*(?P<day>{_DAY})[.!]?"
# A day alone needs no colon, where nothing but it follows.
_DUE = (
    re.compile(
        rf"(?:sua )?(?:nv|nhiem vu|viec) ?(?P<at>\d{{1,3}})[ :,]+(?:doi |sua |lui |doi lai )?(?:thoi )?han:? {_UNTIL}"
    ),
    re.compile(rf"(?:gia han|doi han|sua han|lui han)(?: cho)? (?:nv|nhiem vu|viec) ?(?P<at>\d{{1,3}})[ :,]+{_UNTIL}"),
)
_APPROVE = re.compile(r"(?:dong y )?phe duyet(?: luon)?(?: ke hoach)?[.!]?")


def parse_edit(text: str) -> Edit | None:
    """The change that a sentence orders, or None where it is something else."""
    text = squash(nfc(text))
    folded = fold(text)
    if len(folded) != len(text):
        return None  # letters that no Vietnamese keyboard gives; places would not agree
    if _APPROVE.fullmatch(folded):
        return Edit(Field.APPROVE)
    if dropped := _DROP.fullmatch(folded):
        field = Field.DROP if dropped[1] in ("bo", "xoa") else Field.RESTORE
        return Edit(field, int(dropped[2]))
    if added := _ADD.match(folded):
        return Edit(Field.ADD, value=text[added.end() :])
    return _due(text, folded) or _changed(text, folded)


def _due(text: str, folded: str) -> Edit | None:
    found = next((found for each in _DUE if (found := each.fullmatch(folded))), None)
    return Edit(Field.TIME, int(found["at"]), text[found.start("day") : found.end("day")]) if found else None


def _changed(text: str, folded: str) -> Edit | None:
    changed = _CHANGE.match(folded)
    if changed is None or changed[2].strip() not in _WORDS:
        return None
    return Edit(_WORDS[changed[2].strip()], int(changed[1]), text[changed.end() :])
