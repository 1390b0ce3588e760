"""One plan of an invented office, written in every format that people send."""

import atexit
import io
import subprocess
from functools import cache
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from PIL import Image

HEAD = (
    ("UBND TỈNH HÀ MINH\nSỞ XÂY DỰNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
    ("Số: 58/KH-SXD", "Hà Minh, ngày 14 tháng 4 năm 2026"),
)
TITLE = "Triển khai Tháng an toàn, vệ sinh lao động năm 2026"
# A level in front of each line: 0 section, 1 number, 2 letter, 3 dash, "" words without a marker.
BODY: tuple[tuple[int | str, str], ...] = (
    ("", "Căn cứ Kế hoạch số 31/KH-UBND ngày 05/3/2026 của UBND tỉnh Hà Minh, Sở Xây dựng ban hành Kế hoạch như sau:"),
    (0, "MỤC ĐÍCH, YÊU CẦU"),
    (1, "Nâng cao ý thức của người lao động về an toàn trên công trường."),
    (1, "Việc tổ chức phải thiết thực, tiết kiệm, tránh hình thức."),
    (0, "NỘI DUNG THỰC HIỆN"),
    (1, "Tổ chức Lễ phát động Tháng an toàn, vệ sinh lao động tại trụ sở Sở Xây dựng."),
    ("", "- Đơn vị chủ trì: Văn phòng Sở."),
    ("", "- Đơn vị phối hợp: Phòng Quản lý hoạt động xây dựng; Công đoàn Sở."),
    ("", "- Thời gian: Trước ngày 05/5/2026."),
    (1, "Kiểm tra công tác an toàn tại các công trình nhà ở cao tầng."),
    ("", "- Đơn vị chủ trì: Thanh tra Sở."),
    ("", "- Đơn vị phối hợp: Phòng Quản lý nhà và thị trường bất động sản."),
    ("", "- Thời gian: Từ ngày 06/5/2026 đến ngày 25/5/2026."),
    (1, "Công tác tuyên truyền"),
    (2, "Thanh tra Sở biên soạn 500 tờ rơi về phòng, chống ngã cao, hoàn thành trước ngày 28/4/2026."),
    (
        2,
        "Trung tâm Kiểm định chất lượng chủ trì, phối hợp với Văn phòng Sở mở chuyên mục hỏi đáp trên trang thông tin.",
    ),
    (2, "Công đoàn Sở vận động đoàn viên tham gia cuộc thi tìm hiểu pháp luật trong tháng 5/2026."),
    (0, "TỔ CHỨC THỰC HIỆN"),
    (1, "Các phòng, đơn vị thuộc Sở gửi kết quả thực hiện về Văn phòng Sở trước ngày 05/6/2026."),
    (1, "Văn phòng Sở theo dõi, đôn đốc các đơn vị, tổng hợp báo cáo Giám đốc Sở trước ngày 10/6/2026."),
)
COLUMNS = ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành")
ROWS = (
    ("1", "Rà soát hồ sơ kiểm định thiết bị nâng", "Trung tâm Kiểm định chất lượng", "Thanh tra Sở", "15/5/2026"),
    ("2", "Tập huấn kỹ năng sơ cứu cho cán bộ kỹ thuật", "Công đoàn Sở", "Văn phòng Sở", "22/5/2026"),
    ("3", "Thăm hỏi gia đình nạn nhân tai nạn lao động", "Công đoàn Sở", "", "30/5/2026"),
)
FOOT = "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT."
_LETTERS = "abcdđeghik"


def lines() -> list[str]:
    """The body with its markers written out."""
    counts, written = [0, 0, 0], []
    for level, words in BODY:
        marker = ""
        if isinstance(level, int):
            counts[level] += 1
            counts[level + 1 :] = [0] * (2 - level)
            marker = (f"{'I' * counts[0]}. ", f"{counts[1]}. ", f"{_LETTERS[counts[2] - 1]}) ")[level]
        written.append(marker + words)
    return written


def as_text(*, table: bool = False) -> str:
    head = "\n".join(cell for row in HEAD for cell in row)
    rows = "\n".join("|" + "|".join(row) + "|" for row in (COLUMNS, *ROWS))
    body = "\n\n".join(lines())
    appendix = f"PHỤ LỤC\n\n{rows}\n" if table else ""
    return f"{head}\n\nKẾ HOẠCH\n\n{TITLE}\n\n{body}\n\n{FOOT}\n\n{appendix}"


def as_word(*, automatic: bool = False, table: bool = False, font: str = "Times New Roman", write: Any = str) -> bytes:
    """A .docx; `automatic` leaves every marker to Word, `write` puts the words in the code of `font`."""
    document = Document()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = font, Pt(14)
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:hAnsi"), font)
    _add_rows(document, HEAD, write)
    document.add_paragraph(write("KẾ HOẠCH"))
    document.add_paragraph(write(TITLE))
    if automatic:
        _add_list(document)
    for (level, words), written in zip(BODY, lines(), strict=True):
        style = "Heading 1" if level == 0 and font == "Times New Roman" else None
        paragraph = document.add_paragraph(write(words if automatic else written), style=style)
        if automatic and isinstance(level, int):
            paragraph._p.get_or_add_pPr().append(_number(level))
    for line in FOOT.splitlines():
        document.add_paragraph(write(line))
    if table:
        document.add_paragraph(write("PHỤ LỤC"))
        _add_rows(document, (COLUMNS, *ROWS), write)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_rows(document: Any, rows: tuple[tuple[str, ...], ...], write: Any) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    if len(rows) > 2:
        table.style = "Table Grid"
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            first, *more = words.split("\n")
            cell.paragraphs[0].add_run(write(first))
            for line in more:
                cell.add_paragraph(write(line))


def _add_list(document: Any) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (kind, pattern) in enumerate((("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")))
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))


def _number(level: int) -> Any:
    properties = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", level), ("w:numId", 90)):
        child = OxmlElement(name)
        child.set(qn("w:val"), str(value))
        properties.append(child)
    return properties


def as_page() -> str:
    """The page of a portal: menu, the plan, related news."""
    body = "".join(f"<p>{line}</p>" for line in as_text().splitlines() if line)
    menu = "<ul class='menu'><li><a href='/'>Trang chủ</a></li><li><a href='/van-ban'>Văn bản</a></li></ul>"
    news = "<div class='tin-lien-quan'><h3>Tin liên quan</h3><ul><li><a>Khai mạc hội thao ngành</a></li></ul></div>"
    return f"<html><head><title>Văn bản</title></head><body>{menu}<div id='noi-dung'>{body}</div>{news}</body></html>"


def as_sheet() -> bytes:
    """The appendix alone, with a title merged over its columns and a hidden row."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Phụ lục")
    sheet.merge_range(0, 0, 0, 4, "PHỤ LỤC DANH MỤC NHIỆM VỤ")
    sheet.merge_range(1, 0, 1, 4, "(Kèm theo Kế hoạch số 58/KH-SXD ngày 14/4/2026 của Sở Xây dựng)")
    for at, cells in enumerate((COLUMNS, *ROWS, ("9", "Việc đã bỏ khỏi kế hoạch", "Văn phòng Sở", "", "01/5/2026")), 3):
        sheet.write_row(at, 0, cells)
    sheet.set_row(7, None, None, {"hidden": True})
    book.close()
    return file.getvalue()


@cache
def _profile() -> str:
    """One for all conversions of a test run, one after the other: a new one costs as much as the conversion."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return f"-env:UserInstallation={Path(folder.name, 'profile').as_uri()}"


@cache
def converted(data: bytes, *kinds: str) -> bytes:
    """The same file as LibreOffice writes it, by way of each kind: "docx", "odt", "doc"."""
    program = which("soffice")
    assert program
    with TemporaryDirectory() as folder:
        file = Path(folder, f"tep.{kinds[0]}")
        file.write_bytes(data)
        for kind in kinds[1:]:
            command = [program, _profile(), "--headless", "--convert-to", kind, "--outdir", folder, str(file)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            file = file.with_suffix(f".{kind}")
        return file.read_bytes()


def as_scan(pdf: bytes) -> bytes:
    """The pages of a PDF as pictures in a PDF, at 200 dpi, a little turned as scanners do."""
    import pypdfium2

    pages = [page.render(scale=200 / 72).to_pil().convert("L") for page in pypdfium2.PdfDocument(pdf)]
    turned = [page.rotate(0.5, Image.Resampling.BICUBIC, fillcolor=255) for page in pages]
    file = io.BytesIO()
    turned[0].save(file, "PDF", resolution=200, save_all=True, append_images=turned[1:])
    return file.getvalue()
