"""From the bytes that someone sent to blocks: the type is decided by content, and what is unsafe is refused."""

import re
import zipfile
from collections.abc import Callable, Sequence

from plans.archive import open_package, related
from plans.blocks import Block, Paragraph
from plans.draft import Tell, UnreadableError, silent
from plans.encodings import decode
from plans.secrecy import refuse_secret
from plans.text import text_blocks

Reader = Callable[[bytes], list[Block]]

MAX_BYTES = 20 * 1024 * 1024
# About five hundred pages: what is longer is no plan, and reading it would keep others waiting.
_MAX_LINES = 15_000
_MAX_CHARACTERS = 3_000_000
_TOO_LONG = "Văn bản quá dài để đọc; hãy gửi riêng phần kế hoạch."
_SEND_DOCX = "hãy gửi tệp .docx"
_PAGE = re.compile(
    r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype html|html|head|body|meta|table|div|style)\b", re.I | re.S
)


def blocks_of(name: str, data: bytes, tell: Tell = silent) -> list[Block]:
    """Paragraphs and rows of a file. `name` only helps to tell text formats apart; it is never used as a path.

    Raises UnreadableError for what is empty, too large, encrypted, of another type, unsafe or marked as secret.
    """
    _refuse_size(data)
    reader = next((read for magic, read in _FORMATS if data.startswith(magic)), None)
    paged = next((read for magic, read in _PAGED if data.startswith(magic)), None)
    return _checked(paged(data, tell) if paged else reader(data) if reader else _text(name, data))


def blocks_of_photos(photos: Sequence[bytes], tell: Tell = silent) -> list[Block]:
    """The same for pictures that are the pages of one document, in their order."""
    from plans.scanned import photo_blocks

    for data in photos:
        _refuse_size(data)
    return _checked(photo_blocks(photos, tell))


def is_picture(data: bytes) -> bool:
    return data.startswith(_PICTURES)


def _refuse_size(data: bytes) -> None:
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableError(f"Tệp trống, không có nội dung để đọc; {_SEND_DOCX}.")
    if len(data) > MAX_BYTES:
        raise UnreadableError("Tệp lớn hơn 20 MB; hãy gửi bản nhỏ hơn hoặc chỉ gửi phần kế hoạch.")


def _checked(blocks: list[Block]) -> list[Block]:
    if not any(not isinstance(block, Paragraph) or block.text for block in blocks):
        raise UnreadableError(f"Không tìm thấy chữ nào trong tệp; nếu là bản quét, {_SEND_DOCX}.")
    lines = [len(line) for block in blocks for line in _lines(block)]
    if len(lines) > _MAX_LINES or sum(lines) > _MAX_CHARACTERS:
        raise UnreadableError(_TOO_LONG)
    refuse_secret(line for block in blocks for line in _lines(block) if not _is_of_list(block))
    return blocks


def _is_of_list(block: Block) -> bool:
    """True for a row wider than a letterhead: its cells may name degrees of secrecy."""
    return not isinstance(block, Paragraph) and sum(map(bool, block.cells)) > 3


def _lines(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Paragraph) else "\n".join(block.cells).splitlines()


def _text(name: str, data: bytes) -> list[Block]:
    text = decode(data)
    if text is None:
        raise UnreadableError(f"Tệp không phải là văn bản đọc được, {_SEND_DOCX}.")
    if len(text) > 2 * _MAX_CHARACTERS:
        raise UnreadableError(_TOO_LONG)
    if name.lower().endswith((".html", ".htm", ".xhtml")) or _PAGE.match(text[:2000]):
        from plans.page import page_blocks

        return page_blocks(text)
    if name.lower().endswith((".csv", ".tsv")):
        from plans.workbook import csv_blocks

        return csv_blocks(text)
    refuse_secret(text.splitlines())  # before wrapped lines are joined
    return text_blocks(text)


def _package(data: bytes) -> list[Block]:
    """.docx, .xlsx, .odt, .ods: by the main part that the package names, or by its "mimetype"."""
    with open_package(data) as archive:
        names = archive.namelist()
        main = related(archive, "", "officeDocument")
        main = main or next((each for each in ("word/document.xml", "xl/workbook.xml") if each in names), "")
        if main.startswith("word/"):
            return _word(archive, main)
        if main.startswith("xl/"):
            return _workbook(archive, data, main)
        open_document = archive.read("mimetype")[:80] if "mimetype" in names else b""
    if open_document == b"application/vnd.oasis.opendocument.text":
        return _odt(data)
    if open_document == b"application/vnd.oasis.opendocument.spreadsheet":
        return _sheets(data)
    kind = ".pptx" if main.startswith("ppt/") else "này"
    raise UnreadableError(f"Chưa đọc được định dạng {kind}, {_SEND_DOCX}.")


def _archived_page(data: bytes) -> list[Block]:
    from plans.page import archived_page, page_blocks

    text = archived_page(data)
    if text is None:
        raise UnreadableError(f"Trang web lưu lại không có nội dung đọc được, {_SEND_DOCX}.")
    return page_blocks(text)


def _word(archive: zipfile.ZipFile, main: str) -> list[Block]:
    from plans.docx import docx_blocks

    return docx_blocks(archive, main)


def _workbook(archive: zipfile.ZipFile, data: bytes, main: str) -> list[Block]:
    from plans.workbook import xlsx_blocks

    return _sheets(data) if main.endswith(".bin") else xlsx_blocks(data, archive)


def _ole(data: bytes) -> list[Block]:
    from plans.ole import refuse_unsafe

    # An encrypted .docx is an OLE container as well, like .doc and .xls.
    names = {entry.name for entry in refuse_unsafe(data)}
    if names & {"Workbook", "Book"}:
        return _sheets(data)
    return _doc(data) if "WordDocument" in names else _unread("này")(data)


def _sheets(data: bytes) -> list[Block]:
    from plans.workbook import calamine_blocks

    return calamine_blocks(data)


def _doc(data: bytes) -> list[Block]:
    from plans.word_doc import doc_blocks

    return doc_blocks(data)


def _rtf(data: bytes) -> list[Block]:
    from plans.word_doc import rtf_blocks

    return rtf_blocks(data)


def _odt(data: bytes) -> list[Block]:
    from plans.word_doc import odt_blocks

    return odt_blocks(data)


def _pdf(data: bytes, tell: Tell) -> list[Block]:
    from plans.scanned import pdf_blocks

    return pdf_blocks(data, tell)


def _photo(data: bytes, tell: Tell) -> list[Block]:
    from plans.scanned import photo_blocks

    return photo_blocks([data], tell)


def _unread(kind: str) -> Reader:
    def refuse(_data: bytes) -> list[Block]:
        raise UnreadableError(f"Chưa đọc được định dạng {kind}, {_SEND_DOCX}.")

    return refuse


# First bytes and what reads such a file; libraries are imported inside, so that each format costs only itself.
_FORMATS: tuple[tuple[bytes, Reader], ...] = (
    (b"PK", _package),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _ole),
    (b"{\\rtf", _rtf),
    (b"MIME-Version:", _archived_page),
    (b"From: <Saved by", _archived_page),
    (b'From: "Saved by', _archived_page),
    (b"GIF8", _unread("ảnh")),
    (b"Rar!", _unread(".rar")),
    (b"7z\xbc\xaf", _unread(".7z")),
    (b"\x1f\x8b", _unread(".gz")),
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"RIFF")
# The same for what is read page by page and may take its time.
_PAGED: tuple[tuple[bytes, Callable[[bytes, Tell], list[Block]]], ...] = (
    (b"%PDF", _pdf),
    *((magic, _photo) for magic in _PICTURES),
)
