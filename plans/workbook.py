"""Spreadsheets into blocks: .xlsx through openpyxl, .xls and .ods through calamine, .csv; only what is shown."""

import csv
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any
from xml.etree.ElementTree import ParseError

from plans.archive import parse_part, read_part
from plans.blocks import Block
from plans.draft import UnreadableError
from plans.secrecy import refuse_secret
from plans.sheets import MAX_COLUMNS, MAX_ROWS, Range, Sheet, sheet_blocks, written

_LARGEST_PART = 16 * 1024 * 1024
_MERGED = re.compile(
    rb"mergeCell\s[^>]{0,200}?\bref\s?=\s?[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"
)
_MOST_MERGED = 300_000  # openpyxl makes a cell for each place in a merged area
_BROKEN = "Tệp bảng tính bị hỏng, không mở được; hãy mở bằng Excel, lưu lại rồi gửi."
# What openpyxl lets through from malformed parts.
_MALFORMED = (
    zipfile.BadZipFile, zlib.error, ParseError, SyntaxError, KeyError, ValueError, TypeError, IndexError,
    AttributeError, OverflowError, EOFError, NotImplementedError, RuntimeError, OSError,
)  # fmt: skip
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WORDS_BESIDE = re.compile(r"xl/(?:\w+/)?(?:drawing|comments|threadedComment)\w*\.xml")
Book = Any


def xlsx_blocks(data: bytes, archive: zipfile.ZipFile) -> list[Block]:
    """The shown sheets of an .xlsx whose package was checked. Raises UnreadableError for damage and secrecy stamps."""
    from openpyxl import load_workbook

    _check_parts(archive)
    refuse_secret((), _drawn_words(archive))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of every Excel extension it leaves out
            book = load_workbook(BytesIO(data), data_only=True, keep_links=False)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            refuse_secret((), (words for sheet in sheets for words in _page_frames(sheet)))
            return [block for sheet in sheets for block in sheet_blocks(_xlsx_sheet(sheet))]
    except _MALFORMED:
        raise UnreadableError(_BROKEN) from None


def _check_parts(archive: zipfile.ZipFile) -> None:
    """No DTD anywhere, for openpyxl would follow one, and no sheet that would fill the memory."""
    for entry in archive.infolist():
        if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            if entry.file_size > _LARGEST_PART:
                raise UnreadableError("Bảng tính quá lớn để đọc; hãy gửi riêng phần kế hoạch.")
            part = read_part(archive, entry.filename).replace(b"\0", b"")
            if b"<!DOCTYPE" in part:
                raise UnreadableError("Tệp chứa khai báo XML không an toàn, không mở.")
            if sum(map(_cells, _MERGED.finditer(part))) > _MOST_MERGED:
                raise UnreadableError("Bảng tính có vùng ô gộp quá lớn để đọc; hãy bỏ gộp ô rồi gửi lại.")


def _cells(area: re.Match[bytes]) -> int:
    from openpyxl.utils import column_index_from_string

    left, top, right, bottom = area.groups()
    columns: int = column_index_from_string(right.decode()) - column_index_from_string(left.decode()) + 1
    return abs(columns * (int(bottom) - int(top) + 1))


def _drawn_words(archive: zipfile.ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        if _WORDS_BESIDE.fullmatch(name):
            part = parse_part(archive, name)
            for lines in [*part.iter(f"{_DRAWN}p"), *part.iter("{*}comment"), *part.iter("{*}threadedComment")]:
                yield from "".join(lines.itertext()).splitlines()


def _page_frames(sheet: Book) -> Iterator[str]:
    """The words of headers and footers, without the codes of their fonts."""
    heads = (sheet.oddHeader, sheet.firstHeader, sheet.evenHeader)
    for frame in (*heads, sheet.oddFooter, sheet.firstFooter, sheet.evenFooter):
        for part in (frame.left, frame.center, frame.right):
            yield part.text or ""


def _xlsx_sheet(sheet: Book) -> Sheet:
    columns = {
        at - 1
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for at in range(dimension.min or 1, min(dimension.max or 0, MAX_COLUMNS) + 1)
    }
    # What `iter_rows` gives would make a cell for each empty place before a far one.
    cells = [
        cell
        for (line, at), cell in sheet._cells.items()
        if line <= MAX_ROWS and at <= MAX_COLUMNS and at - 1 not in columns
    ]
    width = max((cell.column for cell in cells), default=0)
    rows = [[""] * width for _ in range(max((cell.row for cell in cells), default=0))]
    for cell in cells:
        rows[cell.row - 1][cell.column - 1] = written(cell.value, cell.number_format)
    merged = [(area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1) for area in sheet.merged_cells]
    hidden = {at - 1 for at, dimension in sheet.row_dimensions.items() if dimension.hidden}
    return Sheet(rows, [area for area in merged if area[1] not in columns], frozenset(hidden))


def calamine_blocks(data: bytes) -> list[Block]:
    """The shown sheets of an .xls, .xlsb or .ods; it does not tell which rows are hidden."""
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        return [block for name in shown for block in sheet_blocks(_calamine_sheet(book.get_sheet_by_name(name)))]
    except PasswordError:
        raise UnreadableError("Tệp có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.") from None
    except (CalamineError, OSError, ValueError, OverflowError, MemoryError):
        raise UnreadableError(_BROKEN) from None
    except BaseException as error:
        # A damaged file can make the library panic, which derives from nothing narrower and cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableError(_BROKEN) from None


def _calamine_sheet(sheet: Any) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS)
    ranges = sheet.merged_cell_ranges or []
    merged: list[Range] = [(top, left, bottom, right) for (top, left), (bottom, right) in ranges]
    return Sheet([[written(value) for value in cells[:MAX_COLUMNS]] for cells in rows], merged)


def csv_blocks(text: str) -> list[Block]:
    """A sheet saved as text, parted by whichever of tab, semicolon and comma its first lines hold most."""
    head = text[:4000]
    mark = max("\t;,", key=head.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=mark))
    except csv.Error:
        raise UnreadableError(_BROKEN) from None
    return sheet_blocks(Sheet([cells[:MAX_COLUMNS] for cells in rows[:MAX_ROWS]]))
