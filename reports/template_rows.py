"""The rows of the annexes as a form names their cells."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import SimpleNamespace

from reports.annexes import gap_state, remark, status_words
from reports.figures import Goal, Tally
from reports.report import Part, Report
from reports.wording import DUTY, numbers_of, percent, quantity
from vietnamese.writing import day

Field = tuple[str, str]  # a cell's name, and what stands in it
Rows = Iterable[SimpleNamespace]


@dataclass(frozen=True)
class Annex:
    name: str
    says: str
    rows: Callable[[Report], Rows]
    fields: tuple[Field, ...]


def _standings(report: Report) -> Rows:
    for task in report.tasks:
        for number, part in enumerate(task.parts):
            yield SimpleNamespace(
                tt="" if number else str(task.position),
                nhiem_vu="" if number else task.heading,
                don_vi=part.unit,
                vai_tro=DUTY[part.duty],
                thoi_han=_deadline(part) or task.timing or "",
                muc_do=status_words(part) + (f" ({part.percent}%)" if part.percent is not None else ""),
                ngay_bao_cao=day(part.heard_on) if part.heard_on else "-",
                ghi_chu=remark(part),
            )


def _deadline(part: Part) -> str:
    if part.due is None:
        return ""
    moved = part.original_due is not None and part.original_due != part.due
    return f"{day(part.due)} (hạn gốc {day(part.original_due)})" if moved and part.original_due else day(part.due)


def _figures(report: Report) -> Rows:
    for task in report.tasks:
        for tally in task.tallies:
            yield from _shares(task.position, tally)


def _shares(position: int, tally: Tally) -> Rows:
    """What all units have in common stands beside the first."""
    added = "không cộng" if tally.value is None else quantity(tally.value, tally.measure, approximate=tally.approximate)
    target = quantity(tally.target, tally.measure) if tally.target is not None else ""
    for place, share in enumerate(tally.shares):
        yield SimpleNamespace(
            tt="" if place else str(position),
            chi_tieu="" if place else tally.indicator,
            don_vi=f"{share.unit} ({DUTY[share.duty].lower()})",
            so_bao_cao=quantity(share.value, tally.measure, approximate=share.approximate),
            cong="" if place else added,
            ke_hoach="" if place else target,
            ty_le="" if place else _reached(tally),
            ghi_chu="" if place else "; ".join(tally.notes),
        )


def _goals(report: Report) -> Rows:
    for goal in report.goals:
        value = "-" if goal.value is None else quantity(goal.value, goal.measure, approximate=goal.approximate)
        yield SimpleNamespace(
            chi_tieu=goal.words,
            ke_hoach=quantity(goal.target, goal.measure),
            ket_qua=value,
            ty_le=_reached(goal),
            ghi_chu="; ".join(goal.notes),
        )


def _reached(result: Tally | Goal) -> str:
    if result.reached is None:
        return ""
    return f"{'khoảng ' if result.approximate else ''}{percent(result.reached)}"


def _gaps(report: Report) -> Rows:
    for number, gap in enumerate(report.gaps, 1):
        yield SimpleNamespace(
            tt=str(number), don_vi=gap.unit, nhiem_vu=numbers_of(gap.tasks) or "-", tinh_trang=gap_state(gap)
        )


ANNEXES = (
    Annex(
        "tinh_hinh",
        "phụ lục I: từng nhiệm vụ và đơn vị",
        _standings,
        (
            ("tt", "số nhiệm vụ, ở dòng đầu của nhiệm vụ"),
            ("nhiem_vu", "tên nhiệm vụ, ở dòng đầu"),
            ("don_vi", "đơn vị"),
            ("vai_tro", "chủ trì hay phối hợp"),
            ("thoi_han", "thời hạn"),
            ("muc_do", "mức độ hoàn thành"),
            ("ngay_bao_cao", "ngày báo cáo"),
            ("ghi_chu", "vướng mắc, xin gia hạn, tệp kèm theo"),
        ),
    ),
    Annex(
        "so_lieu",
        "phụ lục II: số liệu theo chỉ tiêu và đơn vị",
        _figures,
        (
            ("tt", "số nhiệm vụ"),
            ("chi_tieu", "chỉ tiêu"),
            ("don_vi", "đơn vị báo số"),
            ("so_bao_cao", "số đơn vị báo"),
            ("cong", "số cộng của nhiệm vụ"),
            ("ke_hoach", "số kế hoạch giao"),
            ("ty_le", "tỷ lệ đạt"),
            ("ghi_chu", "vì sao số chưa khớp"),
        ),
    ),
    Annex(
        "chi_tieu",
        "chỉ tiêu của kế hoạch và kết quả",
        _goals,
        (
            ("chi_tieu", "chỉ tiêu theo lời kế hoạch"),
            ("ke_hoach", "số kế hoạch"),
            ("ket_qua", "số đạt được"),
            ("ty_le", "tỷ lệ đạt"),
            ("ghi_chu", "ghi chú"),
        ),
    ),
    Annex(
        "chua_bao_cao",
        "phụ lục III: đơn vị chưa báo cáo, chưa liên hệ được",
        _gaps,
        (
            ("tt", "số thứ tự"),
            ("don_vi", "đơn vị"),
            ("nhiem_vu", "các nhiệm vụ chưa có báo cáo"),
            ("tinh_trang", "tình trạng"),
        ),
    ),
)
