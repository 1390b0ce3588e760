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
    "noi dung": Field.TEXT,
}
_CHANGE = re.compile(r"(?:sua )?(?:nv|nhiem vu|viec) ?(\d{1,3})[ :,]+(?:sua )?([a-z ]+?) ?[:=] ?(?=\S)")
_DROP = re.compile(r"(bo|xoa|khoi phuc|lay lai) (?:nv|nhiem vu|viec) ?(\d{1,3})[.!]?")
_ADD = re.compile(r"them(?: (?:nv|nhiem vu|viec))?(?: moi)? ?: ?(?=\S)")
_APPROVE = re.compile(r"(?:dong y )?phe duyet(?: ke hoach)?[.!]?")


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
    changed = _CHANGE.match(folded)
    if changed is None or changed[2].strip() not in _WORDS:
        return None
    return Edit(_WORDS[changed[2].strip()], int(changed[1]), text[changed.end() :])
