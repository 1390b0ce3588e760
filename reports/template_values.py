"""What the office's own report form may name: one table, from which forms are checked, filled and explained."""

from collections.abc import Callable
from operator import attrgetter, itemgetter
from typing import Any

from reports import outline, since
from reports.annexes import references
from reports.letterhead import BLANK_CODE, addressed_to, ended, kept_as, signer_title
from reports.report import Head, Report, TaskResult
from reports.template_rows import ANNEXES, STANDING, Variable, standings
from vietnamese.writing import day

_BLANK = "\u00a0" * 6  # left for the clerk's pen


def _head(name: str, says: str, read: Callable[[Head], object], *, lines: bool = False) -> Variable:
    return Variable(name, says, lambda report: read(report.head) or "", lines=lines)


def _told(task: TaskResult) -> list[str]:
    return [words for words in (*outline.what_was_done(task), outline.results(task), outline.evidence(task)) if words]


def _assessed(place: int, name: str, says: str) -> Variable:
    return Variable(
        name, f"mục III: {says}", lambda report: outline.listed(outline.assessment(report)[place][1]), lines=True
    )


_HEAD = (
    _head("co_quan", "tên cơ quan ban hành", attrgetter("office")),
    _head("co_quan_chu_quan", "cơ quan chủ quản, viết tắt như ở đầu văn bản", lambda head: head.parent),
    _head("ky_hieu", "ký hiệu báo cáo: BC-STP", lambda head: f"BC-{head.code or BLANK_CODE}"),
    _head("so_ky_hieu", "số để trống và ký hiệu", lambda head: f"Số:{_BLANK * 2}/BC-{head.code or BLANK_CODE}"),
    _head("dia_danh", "địa danh", lambda head: head.place or BLANK_CODE),
    _head(
        "dia_danh_ngay",
        "địa danh, ngày tháng để trống, năm",
        lambda head: f"{head.place or BLANK_CODE}, ngày{_BLANK}tháng{_BLANK}năm {head.day.year}",
    ),
    _head("nam", "năm của báo cáo", lambda head: str(head.day.year)),
    _head("ngay_tinh_den", "ngày cuối được tính", lambda head: day(head.day)),
    _head("trich_yeu", "trích yếu, mỗi dòng một đoạn", lambda head: outline.subject(head).split("\n"), lines=True),
    _head("kinh_gui", "Kính gửi, mỗi nơi một đoạn", lambda head: addressed_to(outline.addressees(head)), lines=True),
    _head("noi_gui_den", "tên các nơi kính gửi", outline.addressees, lines=True),
    _head("ke_hoach", "kế hoạch, viện dẫn đầy đủ", outline.plan_reference),
    _head("so_ke_hoach", "số, ký hiệu kế hoạch", attrgetter("plan_number")),
    _head("ten_ke_hoach", "tên kế hoạch", lambda head: head.plan_title or head.plan),
    _head("chu_de", "chủ đề của kế hoạch", attrgetter("theme")),
    _head("don_vi", "đơn vị báo cáo, nếu báo cáo chỉ về một đơn vị", attrgetter("unit")),
    _head("ban_luu", "số bản lưu: gõ /baocao kèm số này thì bot gửi lại đúng báo cáo đó", attrgetter("snapshot")),
    _head("chan_trang", "dòng chân trang: bản lưu số nào, số liệu đến lúc nào", kept_as),
    _head("mo_dau", "câu mở đầu", outline.opening),
    _head("ket_thuc", "câu kết, có ./.", outline.closing),
    _head(
        "chuc_vu",
        "chức vụ người ký, mỗi dòng một đoạn",
        lambda head: signer_title(head.signer_title or "[CHỨC VỤ NGƯỜI KÝ]").split("\n"),
        lines=True,
    ),
    _head("nguoi_ky", "họ tên người ký", lambda head: head.signer or "[Họ và tên]"),
    _head("noi_nhan", "các dòng nơi nhận", lambda head: ended(outline.recipients(head)), lines=True),
)
_TASK = (
    Variable("tt", "số thứ tự", lambda task: str(task.position)),
    Variable("tieu_de", "tên nhiệm vụ theo kế hoạch", lambda task: task.heading.rstrip(".")),
    Variable("noi_dung", "nội dung theo kế hoạch", attrgetter("text")),
    Variable("giao", "câu chủ trì, phối hợp, thời gian", outline.assigned_to),
    Variable("chu_tri", "các đơn vị chủ trì", lambda task: "; ".join(task.leads)),
    Variable("phoi_hop", "các đơn vị phối hợp", lambda task: "; ".join(task.cooperators)),
    Variable("thoi_gian", "thời gian theo kế hoạch", lambda task: task.timing or (day(task.due) if task.due else "")),
    Variable("ket_qua", "kết quả: từng đơn vị, số liệu, tài liệu kèm theo", _told, lines=True),
    Variable("tung_don_vi", "kết quả của từng đơn vị", outline.what_was_done, lines=True),
    Variable("so_lieu", "câu số liệu", outline.results),
    Variable("tai_lieu", "câu tài liệu kèm theo", outline.evidence),
    Variable("ghi_chu", "ghi chú số liệu", outline.notes),
    Variable("don_vi", "từng đơn vị, như các dòng phụ lục I", standings, rows=STANDING),
)
_CLASS = tuple(
    Variable(name, says, itemgetter(place))
    for place, (name, says) in enumerate((("ten", "mức độ"), ("so", "số lượt nhiệm vụ"), ("ty_le", "tỷ lệ")))
)
VARIABLES: tuple[Variable, ...] = (
    *_HEAD,
    Variable("chi_dao", "mục I: công tác chỉ đạo, triển khai", outline.direction, lines=True),
    Variable("thay_doi", "thay đổi so với báo cáo trước", lambda report: since.told(report.changes), lines=True),
    Variable("dan_chieu", "câu dẫn mục II: chi tiết ở các phụ lục, cách đánh số nhiệm vụ", references),
    Variable("nhiem_vu", "mục II: từng nhiệm vụ", attrgetter("tasks"), rows=_TASK),
    Variable("tong_hop", "câu dẫn bảng mức độ hoàn thành", outline.totals),
    Variable("muc_do", "bảng mức độ hoàn thành", outline.total_rows, rows=_CLASS),
    Variable("ghi_chu", "ghi chú dưới bảng", outline.remarks, lines=True),
    Variable("ty_le", "các tỷ lệ và cách tính", outline.rate_lines, lines=True),
    _assessed(0, "uu_diem", "ưu điểm"),
    _assessed(1, "kho_khan", "khó khăn, vướng mắc"),
    _assessed(2, "nguyen_nhan", "nguyên nhân"),
    Variable(
        "de_xuat", "mục IV: đề xuất, kiến nghị", lambda found: outline.listed(outline.proposals(found)), lines=True
    ),
    *ANNEXES,
)
"""Names that forms in use rely on: they may be added to, never renamed."""


def values(report: Report) -> dict[str, Any]:
    """Everything that a form may print, in plain JSON values: texts, lists of texts, lists of rows."""
    return {variable.name: _value(variable, report) for variable in VARIABLES}


def _value(variable: Variable, of: object) -> Any:
    found = variable.read(of)
    if variable.rows:
        return [{field.name: _value(field, row) for field in variable.rows} for row in found]
    return list(found) if variable.lines else str(found)


def example() -> dict[str, Any]:
    """Every name with a value of its kind, for trying a form."""
    return {variable.name: _example(variable) for variable in VARIABLES}


def _example(variable: Variable) -> Any:
    if variable.rows:
        return [{field.name: _example(field) for field in variable.rows}] * 2
    return [variable.says] * 2 if variable.lines else variable.says
