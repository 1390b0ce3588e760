"""The form that an office begins from: our own layout of Nghị định 30/2020/NĐ-CP, to be edited in Word.

Its last page lists every name that a form may print, in marks that vanish when it is filled.
"""

from collections.abc import Iterable, Sequence

from reports.annexes import MISSING
from reports.layout import HEAD_COLUMNS, LANDSCAPE, PORTRAIT, SIGNATURE_COLUMNS, STYLES, Page, text_width
from reports.ooxml import Cell, grid, paragraph, rule, section, table
from reports.outline import HINDRANCES
from reports.package import package
from reports.template_rows import Variable
from reports.template_values import VARIABLES

KIND = "form"
_MADE = "2026-01-01T00:00:00Z"
_UNDER_OFFICE, _UNDER_SUBJECT = 25.0, 66.0  # mm
_CENTRED = {
    *("tt", "vai_tro", "thoi_han", "ngay_bao_cao", "ngay_gui", "so", "cong", "ke_hoach", "ket_qua", "ty_le", "thieu"),
}
_TOTALS = (95.0, 35.0, 35.0)
_STATUS = (
    ("TT", 10.0, "v.tt"),
    ("Nhiệm vụ", 50.0, "v.tieu_de"),
    ("Đơn vị", 46.0, "d.don_vi"),
    ("Vai trò", 20.0, "d.vai_tro"),
    ("Thời hạn", 28.0, "d.thoi_han"),
    ("Mức độ", 48.0, "d.muc_do"),
    ("Ngày báo cáo", 22.0, "d.ngay_bao_cao"),
    ("Ghi chú", 28.0, "d.ghi_chu"),
)
_FIGURES = (
    ("NV", 12.0, "s.tt"),
    ("Chỉ tiêu", 36.0, "s.chi_tieu"),
    ("Đơn vị", 50.0, "d.ten"),
    ("Số báo cáo", 29.0, "d.so"),
    ("Cộng", 29.0, "s.cong"),
    ("Kế hoạch", 29.0, "s.ke_hoach"),
    ("Tỷ lệ đạt", 19.0, "s.ty_le"),
    ("Ghi chú", 48.0, "s.ghi_chu"),
)
_GOALS = (
    ("Chỉ tiêu của kế hoạch", 98.0, "d.chi_tieu"),
    ("Kế hoạch", 29.0, "d.ke_hoach"),
    ("Kết quả", 29.0, "d.ket_qua"),
    ("Tỷ lệ đạt", 19.0, "d.ty_le"),
    ("Ghi chú", 77.0, "d.ghi_chu"),
)
_FILES = (
    ("TT", 10.0, "d.tt"),
    ("Nhiệm vụ", 45.0, "d.nhiem_vu"),
    ("Đơn vị", 34.0, "d.don_vi"),
    ("Tài liệu, hình ảnh", 32.0, "d.tep"),
    ("Ngày gửi", 22.0, "d.ngay_gui"),
    ("Người gửi", 22.0, "d.nguoi_gui"),
)
_GAPS = (
    ("TT", 12.0, "d.tt"),
    ("Đơn vị", 68.0, "d.don_vi"),
    ("Nhiệm vụ chưa có báo cáo", 40.0, "d.thieu"),
    ("Tình trạng", 45.0, "d.tinh_trang"),
)


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
    columns = (
        ("Mức độ", _TOTALS[0], "d.ten"),
        ("Số lượt nhiệm vụ", _TOTALS[1], "d.so"),
        ("Tỷ lệ", _TOTALS[2], "d.ty_le"),
    )
    yield _rows(columns, "d in muc_do")
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
    yield from _annex("I", "Tình hình thực hiện theo nhiệm vụ và đơn vị")
    yield _rows(_STATUS, "v in nhiem_vu", "d in v.don_vi")
    yield _close(LANDSCAPE)
    yield from _annex("II", "Số liệu theo chỉ tiêu và đơn vị")
    yield _or_else("so_lieu", _rows(_FIGURES, "s in so_lieu", "d in s.don_vi"), "Chưa có số liệu được báo cáo.")
    yield _when("chi_tieu", paragraph("", "gap") + _rows(_GOALS, "d in chi_tieu"))
    yield _close(LANDSCAPE)
    yield from _annex("III", "Đơn vị chưa báo cáo, chưa liên hệ được")
    yield _or_else(
        "chua_bao_cao", _rows(_GAPS, "d in chua_bao_cao"), "Tất cả các đơn vị được giao nhiệm vụ đã báo cáo."
    )
    evidence = [*_annex("IV", "Danh mục tài liệu, hình ảnh minh chứng"), _rows(_FILES, "d in tep_kem_theo")]
    yield _when("tep_kem_theo", _close(PORTRAIT) + "".join(evidence))


def _annex(number: str, title: str) -> Iterable[str]:
    blank = "\u00a0" * 5
    of = f"/{{{{ ky_hieu }}}} ngày{blank}tháng{blank}năm {{{{ nam }}}} của {{{{ co_quan }}}}"
    yield paragraph(f"Phụ lục {number}", "annex")
    yield paragraph(title.upper(), "annex_title")
    yield paragraph(f"(Kèm theo Báo cáo số{blank}{of})", "annex_of")
    yield paragraph("", "gap")


def _close(page: Page) -> str:
    return paragraph("", "rule", section=section(page))


def _or_else(name: str, content: str, otherwise: str) -> str:
    told = paragraph("{%p else %}", "note") + paragraph(otherwise, "body")
    return paragraph(f"{{%p if {name} %}}", "note") + content + told + paragraph("{%p endif %}", "note")


def _rows(columns: Sequence[tuple[str, float, str]], *loops: str) -> str:
    """A table with one row for each `d`; the rows around it hold the loops and vanish.

    Cells of an outer loop's row are one cell beside all its inner rows ({% vm %}).
    """
    widest = max(range(len(columns)), key=lambda place: columns[place][1])

    def alone(words: str) -> tuple[Cell, ...]:
        return tuple(Cell(words if place == widest else "") for place in range(len(columns)))

    told = tuple(
        Cell(
            f"{'' if name.startswith('d.') else '{% vm %}'}{{{{{name}}}}}",
            "cell_centred" if name[2:] in _CENTRED else "cell",
        )
        for _, _, name in columns
    )
    around = [alone(f"{{%tr for {loop} %}}") for loop in loops], [alone("{%tr endfor %}")] * len(loops)
    rows = (*around[0], told, *around[1])
    return table([width for _, width, _ in columns], [title for title, _, _ in columns], rows)


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
