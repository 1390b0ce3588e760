"""Writes ke-hoach.docx and can-bo.xlsx beside itself: `python -m examples.build`. The same bytes every time."""

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import xlsxwriter
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from examples.office import OFFICE, PEOPLE, UNITS
from examples.plan_text import BODY, HEAD, RECIPIENTS, SIGNED, TITLE

HERE = Path(__file__).parent
WRITTEN = dt.datetime(2026, 5, 20, 8, 0)  # noqa: DTZ001  both formats keep a bare time
CENTRE, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT


def main() -> None:
    (HERE / "ke-hoach.docx").write_bytes(plan())
    (HERE / "can-bo.xlsx").write_bytes(roster())


def plan() -> bytes:
    """The sample plan in the layout of Nghị định 30/2020."""
    document = Document()
    _set_page(document)
    _add_head(document)
    _write(document.add_paragraph(), "KẾ HOẠCH", bold=True, align=CENTRE)
    _write(document.add_paragraph(), TITLE, bold=True, align=CENTRE)
    for line in BODY.splitlines():
        _add_line(document, line)
    _add_foot(document)
    properties = document.core_properties
    properties.created = properties.modified = WRITTEN
    properties.author = properties.last_modified_by = HEAD[1]
    properties.title, properties.comments = TITLE, ""
    file = io.BytesIO()
    document.save(file)
    return _restamped(file.getvalue())


def _set_page(document: Any) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.paragraph_format.space_after = Pt(6)


def _add_head(document: Any) -> None:
    """Issuer and number on the left, the national name, place and date on the right."""
    parent, issuer, number, date = HEAD
    table = document.add_table(rows=2, cols=2)
    names, motto = table.rows[0].cells
    _write(names.paragraphs[0], parent, size=12, align=CENTRE)
    _write(names.add_paragraph(), issuer, bold=True, size=12, align=CENTRE)
    _write(motto.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12, align=CENTRE)
    _write(motto.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", bold=True, size=13, align=CENTRE)
    sign, place = table.rows[1].cells
    _write(sign.paragraphs[0], number, size=13, align=CENTRE)
    _write(place.paragraphs[0], date, italic=True, size=13, align=CENTRE)
    _set_widths(table, (Mm(62), Mm(103)))


def _set_widths(table: Any, widths: tuple[Any, ...]) -> None:
    # Word takes the widths from the cells, LibreOffice from the columns.
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(2)


def _add_line(document: Any, line: str) -> None:
    marks, _, words = line.partition(" ") if line.startswith("#") else ("", "", line)
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.paragraph_format.keep_with_next = bool(marks)
    _write(paragraph, words, bold=bool(marks), align=LEFT if marks else WD_ALIGN_PARAGRAPH.JUSTIFY)


def _add_foot(document: Any) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    _write(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12, align=LEFT)
    for line in RECIPIENTS:
        _write(left.add_paragraph(), line, size=11, align=LEFT)
    _write(right.paragraphs[0], f"{SIGNED[0]}\n\n\n", bold=True, align=CENTRE)
    _write(right.add_paragraph(), SIGNED[1], bold=True, align=CENTRE)
    _set_widths(table, (Mm(80), Mm(85)))


def _write(paragraph: Any, words: str, *, bold: bool = False, italic: bool = False, size: int = 14, align: Any) -> None:
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.alignment = align


def _restamped(data: bytes) -> bytes:
    """The same package with the time of every entry fixed, which python-docx sets to the moment of writing."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), old.read(entry), zipfile.ZIP_DEFLATED)
    return file.getvalue()


def roster() -> bytes:
    """The sample office in the format of `dondoc people template`."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": "Danh sách cán bộ", "created": WRITTEN})
    bold = book.add_format({"bold": True})
    sheets = (
        ("Cơ quan", ("Mục", "Nội dung"), tuple(OFFICE.items())),
        ("Đơn vị", ("Tên đơn vị", "Nhóm", "Tên gọi khác"), UNITS),
        ("Cán bộ", ("Họ và tên", "Đơn vị", "Vai trò"), PEOPLE),
    )
    for name, columns, rows in sheets:
        sheet = book.add_worksheet(name)
        sheet.set_column(0, 2, 36)
        sheet.write_row(0, 0, columns, bold)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


if __name__ == "__main__":
    main()
