"""The directory of an OLE container (.doc, .xls before 2007): what it holds, and what must not be opened."""

import re
from dataclasses import dataclass
from struct import error as StructError  # noqa: N812
from struct import unpack_from

from plans.draft import UnreadableError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_HEADER = 109  # sectors of the allocation table that the header names
_SMALL_STREAM = 4096
_MACROS = re.compile(r"macros|vba|_vba_project\w*|_vba_project_cur", re.I)
_OBJECTS = re.compile(r"\x01ole10native|package|mbd[\da-f]{8}|_\d{6,}", re.I)
_BROKEN = "Tệp bị hỏng, không mở được; hãy lưu thành .docx rồi gửi lại."
_LOCKED = "Tệp có mật khẩu; hãy bỏ mật khẩu rồi gửi lại."


@dataclass(frozen=True)
class Entry:
    """A storage or a stream: its name, its first sector and its size in bytes."""

    name: str
    first: int
    size: int


def refuse_unsafe(data: bytes) -> list[Entry]:
    """The directory of a safe container. UnreadableError for macros, embedded objects, passwords and damage."""
    found = entries(data)
    names = {entry.name for entry in found}
    if names & {"EncryptedPackage", "EncryptionInfo"}:
        raise UnreadableError(_LOCKED)
    if any(map(_MACROS.fullmatch, names)):
        raise UnreadableError("Tệp có macro, không mở để bảo đảm an toàn; hãy lưu thành .docx rồi gửi lại.")
    if any(map(_OBJECTS.fullmatch, names)):
        raise UnreadableError(
            "Tệp có đối tượng nhúng (OLE), không mở để bảo đảm an toàn; hãy xóa đối tượng rồi gửi lại."
        )
    for entry in found:
        if entry.name == "WordDocument" and _is_locked(data, entry):
            raise UnreadableError(_LOCKED)
    return found


def entries(data: bytes) -> list[Entry]:
    """Every storage and stream of a container. Raises UnreadableError for a damaged directory."""
    try:
        size = _sector_size(data)
        table = _table(data, size)
        found = [entry for at in _chain(unpack_from("<I", data, 48)[0], table) for entry in _entries(data, at, size)]
    except StructError:
        raise UnreadableError(_BROKEN) from None
    if not found:
        raise UnreadableError(_BROKEN)
    return found


def _sector_size(data: bytes) -> int:
    """512 or 4096 bytes."""
    power = unpack_from("<H", data, 30)[0]
    if power not in (9, 12):
        raise StructError
    return 1 << int(power)


def _table(data: bytes, size: int) -> dict[int, int]:
    """Which sector follows which."""
    listed = list(unpack_from(f"<{_IN_HEADER}I", data, 76))
    more, seen = unpack_from("<I", data, 68)[0], 0
    while more < len(data) // size and seen * size < len(data):
        *sectors, more = unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        listed += sectors
        seen += 1
    follows: dict[int, int] = {}
    for sector in listed:
        if sector < len(data) // size:
            row = data[(sector + 1) * size : (sector + 2) * size]
            follows.update(enumerate(unpack_from(f"<{len(row) // 4}I", row), len(follows)))
    return follows


def _chain(first: int, table: dict[int, int]) -> list[int]:
    chain: list[int] = []
    while first in table and len(chain) <= len(table):
        chain.append(first)
        first = table[first]
    return chain


def _entries(data: bytes, sector: int, size: int) -> list[Entry]:
    found = []
    for at in range((sector + 1) * size, min((sector + 2) * size, len(data) - 127), 128):
        length, kind = unpack_from("<HB", data, at + 64)
        first, stored = unpack_from("<II", data, at + 116)
        if kind in (1, 2, 5):
            name = data[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            found.append(Entry(name, first, stored))
    return found


def _is_locked(data: bytes, document: Entry) -> bool:
    """True for a Word file with a password, by the flag in its first bytes."""
    size = _sector_size(data)
    start = (document.first + 1) * size
    return document.size >= _SMALL_STREAM and len(data) > start + 12 and bool(data[start + 11] & 1)
