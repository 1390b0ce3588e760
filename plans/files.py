"""From the bytes that someone sent to blocks: the type is decided by content, and what is unsafe is refused."""

import re
import zipfile
import zlib
from io import BytesIO

from plans.blocks import Block, Paragraph
from plans.draft import UnreadableError
from plans.encodings import decode
from plans.secrecy import refuse_secret
from plans.text import text_blocks

MAX_BYTES = 20 * 1024 * 1024
# About a thousand pages: what is longer is no plan, and reading it would keep others waiting.
_MAX_LINES = 30_000
_MAX_CHARACTERS = 3_000_000
_MAX_ENTRIES = 2_000
_MAX_UNPACKED = 200 * 1024 * 1024
_MAX_RATIO = 200  # a document's XML packs 10 to 30 times; a bomb a thousand times
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEND_DOCX = "hãy gửi tệp .docx"
_OTHER_MAGIC = (
    (b"%PDF", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG", "ảnh"),
    (b"\xff\xd8\xff", "ảnh"),
    (b"GIF8", "ảnh"),
    (b"II*\x00", "ảnh"),
    (b"MM\x00*", "ảnh"),
    (b"Rar!", ".rar"),
    (b"7z\xbc\xaf", ".7z"),
    (b"\x1f\x8b", ".gz"),
)


def blocks_of(name: str, data: bytes) -> list[Block]:
    """Paragraphs and rows of a file. `name` only helps to tell text formats apart; it is never used as a path.

    Raises UnreadableError for what is empty, too large, encrypted, of another type, unsafe or marked as secret.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableError(f"Tệp trống, không có nội dung để đọc; {_SEND_DOCX}.")
    if len(data) > MAX_BYTES:
        raise UnreadableError("Tệp lớn hơn 20 MB; hãy gửi bản nhỏ hơn hoặc chỉ gửi phần kế hoạch.")
    blocks = _docx(data) if data[:2] == b"PK" else _text(name, data)
    if not any(not isinstance(block, Paragraph) or block.text for block in blocks):
        raise UnreadableError(f"Không tìm thấy chữ nào trong tệp; nếu là bản quét, {_SEND_DOCX}.")
    lines = [len(line) for block in blocks for line in _lines(block)]
    if len(lines) > _MAX_LINES or sum(lines) > _MAX_CHARACTERS:
        raise UnreadableError("Văn bản quá dài để đọc; hãy gửi riêng phần kế hoạch.")
    refuse_secret(line for block in blocks[:30] for line in _lines(block))
    return blocks


def _lines(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Paragraph) else "\n".join(block.cells).splitlines()


def _text(name: str, data: bytes) -> list[Block]:
    # An encrypted .docx is an OLE container as well, like .doc and .xls.
    if data.startswith(_OLE):
        raise UnreadableError(_ole_reason(data))
    other = next((kind for magic, kind in _OTHER_MAGIC if data.startswith(magic)), None)
    if other:
        raise UnreadableError(f"Chưa đọc được định dạng {other}, {_SEND_DOCX}.")
    text = decode(data)
    if text is None:
        raise UnreadableError(f"Tệp không phải là văn bản đọc được, {_SEND_DOCX}.")
    is_page = name.lower().endswith((".html", ".htm", ".xhtml")) or re.match(
        r"\s*<(?:!doctype html"
        r"|html)\b",
        text[:500],
        re.I,
    )
    if not is_page:
        refuse_secret(text[:3000].splitlines())  # before wrapped lines are joined
        return text_blocks(text)
    from plans.page import page_blocks

    return page_blocks(text)


def _ole_reason(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
        return "Tệp có mật khẩu; hãy bỏ mật khẩu rồi gửi lại."
    if "Workbook".encode("utf-16-le") in data:
        return f"Chưa đọc được định dạng .xls, {_SEND_DOCX}."
    return f"Chưa đọc được định dạng .doc, {_SEND_DOCX}."


def _says_macros(archive: zipfile.ZipFile) -> bool:
    """True for a package that declares macros, whatever its name says."""
    if "[Content_Types].xml" not in archive.namelist():
        return False
    with archive.open("[Content_Types].xml") as part:
        return b"macroenabled" in part.read(1_000_000).lower()


def _docx(data: bytes) -> list[Block]:
    from plans.docx import docx_blocks, docx_marks

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_archive(archive)
            refuse_secret((), docx_marks(archive))
            return docx_blocks(archive)
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
        raise UnreadableError("Tệp bị hỏng, không mở được; hãy lưu lại bằng Word rồi gửi lại.") from None


def _check_archive(archive: zipfile.ZipFile) -> None:
    """Refuses bombs, macros and other packages from the directory alone, before anything is unpacked."""
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > _MAX_ENTRIES or unpacked > _MAX_UNPACKED or unpacked > _MAX_RATIO * max(packed, 1024):
        raise UnreadableError("Tệp nén bất thường (giải nén ra quá lớn), không mở để bảo đảm an toàn.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError("Tệp có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
    if any(name.lower().endswith("vbaproject.bin") for name in names) or _says_macros(archive):
        raise UnreadableError("Tệp có macro, không mở để bảo đảm an toàn; hãy lưu thành .docx rồi gửi lại.")
    if "word/document.xml" not in names:
        kind = ".xlsx" if "xl/workbook.xml" in names else ".pptx" if "ppt/presentation.xml" in names else "này"
        raise UnreadableError(f"Chưa đọc được định dạng {kind}, {_SEND_DOCX}.")
