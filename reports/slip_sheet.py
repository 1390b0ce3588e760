"""The sheet of slips as a .docx to print and cut apart, each slip with its QR code and its code."""

import io
import zipfile

import segno
from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from reports.frozen import freeze
from reports.slips import Slip, Slips
from reports.wording import printable

COLUMNS, _HEIGHT, _QR = 2, Mm(66), Mm(27)  # four rows of two on an A4 page


def write(sheet: Slips) -> bytes:
    """The .docx, A4; a slip is never torn by a page's end."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(14)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11)
    normal.paragraph_format.space_after = Pt(2)
    table = document.add_table(-(-len(sheet.slips) // COLUMNS), COLUMNS, style="Table Grid")
    for row in table.rows:
        row.height, row.height_rule = _HEIGHT, WD_ROW_HEIGHT_RULE.EXACTLY
    cells = [cell for row in table.rows for cell in row.cells]
    for cell, slip in zip(cells, sheet.slips, strict=False):
        _fill(cell, slip, sheet)
    file = io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as archive:
        return freeze({name: archive.read(name) for name in archive.namelist()})


def _fill(cell: _Cell, slip: Slip, sheet: Slips) -> None:
    head = cell.paragraphs[0]
    head.paragraph_format.space_before = Pt(4)
    head.add_run(printable(slip.name)).bold = True
    head.add_run(f"\n{printable(slip.unit)}").italic = True
    _line(cell, f"Mời tham gia Đôn Đốc, trợ lý nhắc việc của {printable(sheet.office)}.")
    picture = _line(cell, "")
    picture.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture.add_run().add_picture(_qr(slip.scanned), width=_QR)
    typing = f"mở chat với {printable(sheet.chat)} và gửi mã:"
    how = f"Quét bằng máy ảnh, hoặc {typing}" if sheet.linked else f"M{typing[1:]}"
    _line(cell, how)
    _line(cell, slip.code).runs[0].bold = True
    _line(cell, f"Chỉ dành cho người có tên, dùng một lần, đến {sheet.until}.").runs[0].font.size = Pt(9)


def _line(cell: _Cell, words: str) -> Paragraph:
    paragraph: Paragraph = cell.add_paragraph(words)
    for run in paragraph.runs:
        run.font.size = Pt(10)
    return paragraph


def _qr(scanned: str) -> io.BytesIO:
    file = io.BytesIO()
    segno.make(scanned, error="m", micro=False).save(file, kind="png", scale=6, border=2)
    file.seek(0)
    return file
