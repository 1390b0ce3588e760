"""The reader against plain libraries: a document of 20 pages with tables, as .docx and as PDF."""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import docx
import pdfplumber
import pypdfium2
from docx.shared import Cm, Pt

PAGES = 20
HEAD = (
    "UBND TỈNH MẪU",
    "SỞ KẾ HOẠCH MẪU",
    "Số: 01/KH-SKHM",
    "KẾ HOẠCH",
    "Công tác năm 2026",
    "II. NỘI DUNG THỰC HIỆN",
)
SENTENCE = (
    "Phòng Tổng hợp chủ trì, phối hợp với các đơn vị có liên quan rà soát, hoàn thiện hồ sơ, tham mưu lãnh đạo Sở xem"
    " xét, báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện trước ngày 15/{month}/2026."
)
COLUMNS = ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian")


def plan_docx(pages: int = PAGES) -> bytes:
    """A plan of about so many pages: half of each is numbered items, half a table."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    for line in HEAD:
        document.add_paragraph(line)
    for page in range(pages):
        for item in range(5):
            number = page * 5 + item + 1
            document.add_paragraph(f"{number % 90 + 1}. {SENTENCE.format(month=number % 12 + 1)}")
        _table(document, page)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _table(document: docx.document.Document, page: int) -> None:
    table = document.add_table(rows=0, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    rows = [COLUMNS] + [
        (str(at + 1), f"Tập huấn nghiệp vụ đợt {page}.{at}", "Phòng Tổng hợp", "Văn phòng Sở", f"Tháng {at + 1}/2026")
        for at in range(6)
    ]
    for row in rows:
        for cell, words, width in zip(table.add_row().cells, row, (1.5, 5, 3, 3, 2.5), strict=True):
            cell.text, cell.width = words, Cm(width)
    document.add_paragraph("")


def as_pdf(data: bytes) -> bytes | None:
    """The same as a PDF with a text layer; None where LibreOffice is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plan.docx"
        source.write_bytes(data)
        command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, source], check=True, capture_output=True, timeout=120)
        return (Path(folder) / "plan.pdf").read_bytes()


def plumber_pass(data: bytes) -> int:
    """Text and tables as pdfplumber gives them."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        return sum(len(page.extract_text()) + len(page.extract_tables()) for page in document.pages)


def plain_text_pass(data: bytes) -> int:
    """The bare text of a PDF, without a place for any word."""
    document = pypdfium2.PdfDocument(data)
    count = 0
    for page in document:
        text = page.get_textpage()
        count += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return count
