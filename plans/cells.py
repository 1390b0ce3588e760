"""Untrusted .xlsx bytes to tables of text, found by the names of sheets and columns; no macros, no DTD, no bombs."""

import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, TypeVar
from xml.etree.ElementTree import ParseError

from vietnamese.text import clean, fold, squash

MAX_SIZE, MAX_UNZIPPED, MAX_ENTRIES, MAX_RATIO = 5 << 20, 20 << 20, 500, 100
MAX_ROWS, MAX_COLUMNS = 5_000, 40
HEADER_WITHIN = 15  # rows; offices put their letterhead above a table
MISTAKES = 20  # told at once

Found = TypeVar("Found")
Instead = TypeVar("Instead")

# What openpyxl lets through from malformed parts, beside its own error.
_MALFORMED = (
    zipfile.BadZipFile, zlib.error, ParseError, SyntaxError, KeyError, ValueError, TypeError, IndexError,
    AttributeError, OverflowError, EOFError, NotImplementedError, RuntimeError, OSError,
)  # fmt: skip


class UnreadableRosterError(Exception):
    """The file cannot be taken as a roster; the message is one Vietnamese line that says what and where.

    Several mistakes of one file are a line each.
    """


@dataclass(frozen=True)
class Mistakes:
    """What is wrong in one file, so that whoever filled it in mends all of it in one round."""

    lines: list[str] = field(default_factory=list)

    def read(self, read: Callable[[], Found], instead: Instead) -> Found | Instead:
        """What `read` gives; `instead`, and its mistake noted, where it cannot."""
        try:
            return read()
        except UnreadableRosterError as mistake:
            self.lines.extend(str(mistake).splitlines())
            return instead

    def refuse(self) -> None:
        if self.lines:
            more = len(self.lines) - MISTAKES
            told = [*self.lines[:MISTAKES], *([f"… và {more} lỗi nữa."] if more > 0 else [])]
            raise UnreadableRosterError("\n".join(told))


@dataclass(frozen=True)
class Row:
    """One row of text by column name; columns that the file leaves out or blank are ""."""

    sheet: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def need(self, column: str) -> str:
        if not self[column]:
            raise self.error(f"chưa ghi {column}")
        return self[column]

    def error(self, what: str) -> UnreadableRosterError:
        return UnreadableRosterError(f"Sheet {self.sheet}, dòng {self.number}: {what}.")


@dataclass(frozen=True)
class Table:
    sheet: str
    rows: tuple[Row, ...]

    def error(self, what: str) -> UnreadableRosterError:
        return UnreadableRosterError(f"Sheet {self.sheet}: {what}.")


@dataclass(frozen=True)
class Book:
    """The rows of each sheet that say something, with their number in Excel."""

    sheets: Mapping[str, Sequence[tuple[int, list[str]]]]

    def table(self, name: str, needed: Sequence[str], optional: Sequence[str] = ()) -> Table:
        """The sheet's rows below its header row. Sheets and columns are found without accents and case."""
        rows = self._sheet(name)
        at, places = _header(rows, name, (needed, optional))
        found = [Row(name, number, {c: texts[i] for c, i in places.items()}) for number, texts in rows[at + 1 :]]
        return _without_formulas(name, [row for row in found if any(row.cells.values())])

    def pairs(self, name: str, columns: tuple[str, str]) -> Table:
        """A sheet of labels and values side by side; `columns` names both, and stands above them or does not."""
        found = [Row(name, number, dict(zip(columns, texts, strict=False))) for number, texts in self._sheet(name)]
        return _without_formulas(name, [row for row in found if fold(row[columns[0]]) != fold(columns[0])])

    def _sheet(self, name: str) -> Sequence[tuple[int, list[str]]]:
        if fold(name) not in self.sheets:
            raise UnreadableRosterError(f"Không thấy sheet “{name}”; hãy dùng tệp mẫu.")
        return self.sheets[fold(name)]


def open_book(data: bytes) -> Book:
    """Raises UnreadableRosterError for anything but an ordinary .xlsx."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    check_archive(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of every Excel extension it leaves out
            book = load_workbook(BytesIO(data), read_only=True, data_only=True)
            return Book({fold(squash(sheet.title)): list(_rows(sheet)) for sheet in book.worksheets})
    except (*_MALFORMED, InvalidFileException):
        raise UnreadableRosterError("Tệp bị hỏng, không đọc được; hãy mở bằng Excel và lưu lại dạng .xlsx.") from None


def check_archive(data: bytes) -> None:
    """Refuse by content, before anything is unzipped, what cannot be a plain workbook of reasonable size."""
    if not data:
        raise UnreadableRosterError("Tệp trống.")
    if len(data) > MAX_SIZE:
        raise UnreadableRosterError(f"Tệp lớn hơn {MAX_SIZE >> 20} MB.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableRosterError("Tệp là .xls cũ hoặc có mật khẩu; hãy lưu lại dạng .xlsx, không đặt mật khẩu.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_entries(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise UnreadableRosterError("Tệp không phải bảng tính .xlsx.") from None


def _check_entries(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or size > MAX_UNZIPPED or size > MAX_RATIO * max(packed, 1):
        raise UnreadableRosterError("Tệp nén bất thường, không được mở.")
    if "xl/workbook.xml" not in names:
        raise UnreadableRosterError("Tệp không phải bảng tính .xlsx.")
    if any("vbaproject" in name.casefold() for name in names):
        raise UnreadableRosterError("Tệp có macro; hãy lưu lại dạng .xlsx không có macro.")
    for entry in entries:
        if b"<!DOCTYPE" in archive.read(entry).replace(b"\0", b""):  # UTF-16 too
            raise UnreadableRosterError("Tệp không phải bảng tính .xlsx thông thường.")


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows that say something, with their number in Excel. The size that the file claims for itself is not believed."""
    rows = sheet.iter_rows(min_row=1, max_row=MAX_ROWS, min_col=1, max_col=MAX_COLUMNS, values_only=True)
    for number, values in enumerate(rows, 1):
        texts = [_text(value) for value in values]
        if any(texts):
            yield number, texts


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else squash(clean(str(value)))


def _without_formulas(name: str, rows: Sequence[Row]) -> Table:
    mistakes = Mistakes()
    for row in rows:
        for column, text in row.cells.items():
            if text.startswith(("=", "#")):
                what = f"cột {column} là công thức hoặc lỗi ({text[:20]}); hãy ghi giá trị"
                mistakes.lines.append(str(row.error(what)))
    mistakes.refuse()
    return Table(name, tuple(rows))


def _header(
    rows: Sequence[tuple[int, list[str]]], name: str, columns: tuple[Sequence[str], Sequence[str]]
) -> tuple[int, dict[str, int]]:
    """Where the header row is in `rows`, and the place of each column; notes in brackets are left out."""
    needed, optional = columns
    best: tuple[int, dict[str, int]] = (0, {})
    for at, (_, texts) in enumerate(rows[:HEADER_WITHIN]):
        folded = [fold(text).partition("(")[0].strip(" *:") for text in texts]
        places = {c: folded.index(fold(c)) for c in (*needed, *optional) if fold(c) in folded}
        if len(places) > len(best[1]):
            best = at, places
    missing = [column for column in needed if column not in best[1]]
    if missing:
        raise UnreadableRosterError(f"Sheet {name}: thiếu cột {', '.join(missing)}; hãy dùng tệp mẫu.")
    return best
