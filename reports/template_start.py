"""The form that an office begins from: our own layout of Nghị định 30/2020/NĐ-CP, to be edited in Word.

Its last page lists every name that a form may print, in marks that vanish when it is filled.
"""

from collections.abc import Iterable, Sequence

from reports.annex_figures import FIGURES, GOALS, NO_FIGURES
from reports.annex_files import FILES
from reports.annexes import GAPS, MISSING, STANDINGS, TITLES, annex_heading, sent_with
from reports.document import CLASSES
from reports.layout import HEAD_COLUMNS, LANDSCAPE, PORTRAIT, SIGNATURE_COLUMNS, STYLES, Page, text_width
from reports.ooxml import Cell, Column, cells, grid, paragraph, rule, ruled, section
from reports.outline import HINDRANCES
from reports.package import package
from reports.template_rows import Variable
from reports.template_values import VARIABLES

KIND = "form"
_MADE = "2026-01-01T00:00:00Z"
_OF = sent_with("{{ ky_hieu }}", "{{ nam }}", "{{ co_quan }}")
_UNDER_OFFICE, _UNDER_SUBJECT = 25.0, 66.0  # mm


def write(_nothing: object = None) -> bytes:
    """A .docx whose fields are Jinja2 names; always the same bytes."""
    body = [*_head(), *_results(), *_assessment(), *_end(), *_annexes(), *_names()]
    return package("".join(body), "Mẫu báo cáo kết quả thực hiện kế hoạch", "Đôn Đốc", _MADE, "{{ chan_trang }}")


def _head() -> Iterable[str]:
    left, right = HEAD_COLUMNS
    issuer = _when("co_quan_chu_quan", paragraph("{{ co_quan_chu_quan|upper }}", "parent"))
    issuer += paragraph("{{ co_quan|upper }}", "office") + rule(_UNDER_OFFICE, left)
    motto = "Độc lập - Tự do - Hạnh phúc"
    nation = paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "nation") + paragraph(motto, "motto")
    nation += rule(text_width(motto, STYLES["motto"].size), right)
    below = (paragraph("{{ so_ky_hieu }}", "number"), paragraph("{{ dia_danh_ngay }}", "place_date"))
    yield grid(HEAD_COLUMNS, [(issuer, nation), below])
    yield paragraph("BÁO CÁO", "kind")
    yield paragraph("{{ trich_yeu }}", "subject")
    yield rule(_UNDER_SUBJECT, PORTRAIT.text_width)
    yield _when("kinh_gui", paragraph("{{ kinh_gui }}", "addressee"))
    yield paragraph("{{ mo_dau }}", "body")


def _when(name: str, content: str) -> str:
    """Nothing at all, not even an empty line, where the report has none of it."""
    return paragraph(f"{{%p if {name} %}}", "note") + content + paragraph("{%p endif %}", "note")


def _each(names: str, name: str, *content: str) -> Iterable[str]:
    yield paragraph(f"{{%p for {name} in {names} %}}", "note")
    yield from content
    yield paragraph("{%p endfor %}", "note")


def _results() -> Iterable[str]:
    yield paragraph("I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI", "part")
    yield paragraph("{{ chi_dao }}", "body")
    yield _when("thay_doi", paragraph("{{ thay_doi }}", "body"))
    yield paragraph("II. KẾT QUẢ THỰC HIỆN", "part")
    yield paragraph("{{ dan_chieu }}", "body")
    yield from _each(
        "nhiem_vu",
        "viec",
        paragraph("{{ viec.tt }}. {{ viec.tieu_de }}", "clause"),
        paragraph("{{ viec.giao }}", "body", keep=True),
        _when("viec.ket_qua", paragraph("{{ viec.ket_qua }}", "body")),
        _when("viec.ghi_chu", paragraph("{{ viec.ghi_chu }}", "note")),
    )


def _assessment() -> Iterable[str]:
    yield paragraph("III. ĐÁNH GIÁ CHUNG", "part")
    yield paragraph("1. Mức độ hoàn thành", "clause")
    yield paragraph("{{ tong_hop }}", "body", keep=True)
    yield _rows(CLASSES, "d.ten d.so d.ty_le", "d in muc_do")
    yield paragraph("", "gap")
    yield _when("ghi_chu", paragraph("{{ ghi_chu }}", "note"))
    yield paragraph("{{ ty_le }}", "body")
    yield _when("chua_bao_cao", paragraph(MISSING, "body"))
    parts = (("Ưu điểm", "uu_diem"), (HINDRANCES, "kho_khan"), ("Nguyên nhân", "nguyen_nhan"))
    for number, (heading, name) in enumerate(parts, 2):
        yield paragraph(f"{number}. {heading}", "clause")
        yield paragraph(f"{{{{ {name} }}}}", "body")
    yield paragraph("IV. ĐỀ XUẤT, KIẾN NGHỊ", "part")
    yield paragraph("{{ de_xuat }}", "body")


def _end() -> Iterable[str]:
    yield paragraph("{{ ket_thuc }}", "body", keep=True)
    recipients = paragraph("Nơi nhận:", "recipients") + paragraph("{{ noi_nhan }}", "recipient")
    signer = paragraph("{{ chuc_vu }}", "signer_title") + paragraph("{{ nguoi_ky }}", "signer")
    yield grid(SIGNATURE_COLUMNS, [(recipients, signer)], together=True)
    yield paragraph("", "rule", section=section(PORTRAIT))


def _annexes() -> Iterable[str]:
    headings = [annex_heading(place, title, _OF) for place, title in enumerate(TITLES)]
    work = "v.tt v.tieu_de d.don_vi d.vai_tro d.thoi_han d.muc_do d.ngay_bao_cao d.ghi_chu"
    yield headings[0] + _rows(STANDINGS, work, "v in nhiem_vu", "d in v.don_vi") + _close(LANDSCAPE)
    of_figures = "s.tt s.chi_tieu d.ten d.so s.cong s.ke_hoach s.ty_le s.ghi_chu"
    figures = _rows(FIGURES, of_figures, "s in so_lieu", "d in s.don_vi")
    goals = _rows(GOALS, "d.chi_tieu d.ke_hoach d.ket_qua d.ty_le d.ghi_chu", "d in chi_tieu")
    yield headings[1] + _or_else("so_lieu", figures, NO_FIGURES)
    yield _when("chi_tieu", paragraph("", "gap") + goals) + _close(LANDSCAPE)
    gaps = _rows(GAPS, "d.tt d.don_vi d.thieu d.tinh_trang", "d in chua_bao_cao")
    yield headings[2] + _or_else("chua_bao_cao", gaps, "{{ da_bao_cao }}")
    files = _rows(FILES, "d.tt d.nhiem_vu d.don_vi d.tep d.ngay_gui d.nguoi_gui", "d in tep_kem_theo")
    yield _when("tep_kem_theo", _close(PORTRAIT) + headings[3] + files)


def _close(page: Page) -> str:
    return paragraph("", "rule", section=section(page))


def _or_else(name: str, content: str, otherwise: str) -> str:
    told = paragraph("{%p else %}", "note") + paragraph(otherwise, "body")
    return paragraph(f"{{%p if {name} %}}", "note") + content + told + paragraph("{%p endif %}", "note")


def _rows(columns: Sequence[Column], names: str, *loops: str) -> str:
    """A table with one row for each `d`, of the names in the columns' order; the rows around it hold the loops and
    vanish.

    Cells of an outer loop's row are one cell beside all its inner rows ({% vm %}).
    """
    widest = max(range(len(columns)), key=lambda place: columns[place].width)

    def alone(words: str) -> tuple[Cell, ...]:
        return tuple(Cell(words if place == widest else "") for place in range(len(columns)))

    told = cells(columns, (f"{'' if name.startswith('d.') else '{% vm %}'}{{{{{name}}}}}" for name in names.split()))
    around = [alone(f"{{%tr for {loop} %}}") for loop in loops], [alone("{%tr endfor %}")] * len(loops)
    rows = (*around[0], told, *around[1])
    return ruled(columns, rows)


def _names() -> Iterable[str]:
    yield paragraph("{#p CÁC TÊN DÙNG ĐƯỢC TRONG MẪU (phần này không in ra báo cáo) #}", "note")
    yield from (paragraph(f"{{#p {line} #}}", "note") for line in listing())
    yield paragraph("", "rule") + section(PORTRAIT)


def listing() -> list[str]:
    """Every name that a form may use and what it prints, one a line."""
    return [line for variable in VARIABLES for line in _lines(variable)]


def _lines(variable: Variable, depth: int = 0) -> Iterable[str]:
    kind = " (danh sách dòng)" if variable.rows else " (nhiều đoạn)" if variable.lines else ""
    yield f"{'   ' * depth}{'.' if depth else ''}{variable.name}: {variable.says}{kind}"
    for column in variable.rows:
        yield from _lines(column, depth + 1)
