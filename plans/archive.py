"""Zip packages (.docx, .xlsx, .odt): opened only after their directory and their links were checked."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree

from plans.draft import UnreadableError

_MAX_ENTRIES = 2_000
_MAX_UNPACKED = 200 * 1024 * 1024
_MAX_RATIO = 200  # a document's XML packs 10 to 30 times; a bomb a thousand times
_PART_LIMIT = 32 * 1024 * 1024
_BROKEN = "Tệp bị hỏng, không mở được; hãy lưu lại bằng Word rồi gửi lại."
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", "wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", "spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", "officeDocument/2006/relationships"),
)
# A target elsewhere that is only shown or clicked; the reader follows none.
_HARMLESS = ("/hyperlink", "/image", "/video", "/audio")
_REMOTE = re.compile(r"(?!file:)[a-z][a-z\d+.-]+:|(?:file:)?[\\/]*\\\\|(?:file:)?//(?!/)|file:////", re.I)
Element = Any  # lxml ships no types


@contextmanager
def open_package(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The package after its checks. UnreadableError for bombs, passwords, macros, OLE, remote links and damage."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_directory(archive)
            _check_links(archive)
            yield archive
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        OSError,
        KeyError,
        ValueError,
        RuntimeError,
    ) as error:
        if isinstance(error, RuntimeError) and "password" in str(error):
            raise UnreadableError("Tệp có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.") from None
        raise UnreadableError(_BROKEN) from None


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One member's bytes; its true size is bounded, whatever the directory says."""
    with archive.open(name) as part:
        data = part.read(_PART_LIMIT + 1)
    if len(data) > _PART_LIMIT:
        raise UnreadableError("Văn bản quá dài để đọc; hãy gửi riêng phần kế hoạch.")
    return data


def parse_part(archive: zipfile.ZipFile, name: str) -> Element:
    """One XML part, in the namespaces that Word writes; entities and network are off and any DTD is refused."""
    data = read_part(archive, name)
    if _STRICT in data:
        for strict, usual in _TRANSITIONAL:
            data = data.replace(strict, b"http://schemas.openxmlformats.org/" + usual.encode())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise UnreadableError(_BROKEN) from None
    if root.getroottree().docinfo.doctype:
        raise UnreadableError("Tệp chứa khai báo XML không an toàn, không mở.")
    return root


def related(archive: zipfile.ZipFile, part: str, kind: str) -> str | None:
    """The member that `part` ("" for the package) names as its `kind`: "officeDocument", "styles", "numbering"."""
    return next(iter(all_related(archive, part, (kind,))), None)


def all_related(archive: zipfile.ZipFile, part: str, kinds: Sequence[str]) -> list[str]:
    """The members that `part` names as one of these kinds, in the order in which it does."""
    links = join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")
    names = set(archive.namelist())
    if links not in names:
        return []
    found = [
        (link.get("Type", "").rpartition("/")[2], normpath(join(dirname(part), link.get("Target", "")).lstrip("/")))
        for link in parse_part(archive, links)
        if isinstance(link.tag, str)
    ]
    return [target for kind, target in found if kind in kinds and target in names]


def _check_directory(archive: zipfile.ZipFile) -> None:
    """Refuses bombs, macros and embedded programs from the directory alone, before anything is unpacked."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > _MAX_ENTRIES or unpacked > _MAX_UNPACKED or unpacked > _MAX_RATIO * max(packed, 1024):
        raise UnreadableError("Tệp nén bất thường (giải nén ra quá lớn), không mở để bảo đảm an toàn.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError("Tệp có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
    names = [entry.filename.lower() for entry in entries]
    if any(re.search(r"vbaproject\.bin$|^basic/|^scripts/", name) for name in names) or _says_macros(archive):
        raise UnreadableError("Tệp có macro, không mở để bảo đảm an toàn; hãy lưu thành .docx rồi gửi lại.")
    if any(re.search(r"/activex/|/embeddings/.*\.(?:bin|exe|vbs|js)$|^object \d", name) for name in names):
        raise UnreadableError(
            "Tệp có đối tượng nhúng (OLE), không mở để bảo đảm an toàn; hãy xóa đối tượng rồi gửi lại."
        )


def _says_macros(archive: zipfile.ZipFile) -> bool:
    """True for a package that declares macros, whatever its name says."""
    if "[Content_Types].xml" not in archive.namelist():
        return False
    with archive.open("[Content_Types].xml") as part:
        return b"macroenabled" in part.read(1_000_000).lower()


def _check_links(archive: zipfile.ZipFile) -> None:
    """Refuses templates, objects and parts that would be fetched from elsewhere."""
    for name in archive.namelist():
        if not name.lower().endswith(".rels"):
            continue
        for link in parse_part(archive, name):
            kind = link.get("Type", "") if isinstance(link.tag, str) else ""
            if kind.endswith("/aFChunk"):
                raise UnreadableError("Tệp nhúng một văn bản khác; hãy mở bằng Word, lưu lại thành .docx rồi gửi lại.")
            if link.get("TargetMode", "").lower() == "external" and not kind.endswith(_HARMLESS):
                _check_target(kind, link.get("Target", ""))


def _check_target(kind: str, target: str) -> None:
    # Word notes the path of every local template it was given; only what lies in the network is fetched unasked.
    if kind.endswith(("/oleObject", "/package", "/subDocument", "/frame")) or _REMOTE.match(target):
        raise UnreadableError("Tệp liên kết tới mẫu hoặc tệp ở nơi khác, không mở để bảo đảm an toàn; hãy gỡ liên kết.")
