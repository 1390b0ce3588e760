"""The rows of the annexes as a form names their cells."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from models.assignment import Duty
from reports.aimed import share_reached, wanted
from reports.annex_files import sent
from reports.annexes import NOBODY, gap_state, is_nobody_s, remark, status_words
from reports.figures import Tally
from reports.report import Part, Report, TaskResult
from reports.wording import DUTY, numbers_of, quantity
from vietnamese.writing import day

Rows = Iterable[SimpleNamespace]


@dataclass(frozen=True)
class Variable:
    """A name of a form, what it prints, and how it is read of a report (of a row, in `rows`).

    A list of sentences (`lines`) is printed as paragraphs or gone through; `rows` are gone through only.
    """

    name: str
    says: str
    read: Callable[[Any], Any]
    lines: bool = False
    rows: tuple["Variable", ...] = ()


def _cells(**says: str) -> tuple[Variable, ...]:
    return tuple(Variable(name, words, attrgetter(name)) for name, words in says.items())


def standings(task: TaskResult) -> Rows:
    """What is common to a task's units stands beside the first."""
    if is_nobody_s(task):
        yield SimpleNamespace(
            tt=str(task.position),
            nhiem_vu=task.heading,
            don_vi="; ".join(task.leads) or "chưa giao",
            vai_tro=DUTY[Duty.LEAD],
            thoi_han=day(task.due) if task.due else task.timing or "",
            muc_do=NOBODY,
            ngay_bao_cao="-",
            ghi_chu="",
        )
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
    return (_figure(task, tally) for task in report.tasks for tally in task.tallies)


def _figure(task: TaskResult, tally: Tally) -> SimpleNamespace:
    added = "không cộng" if tally.value is None else quantity(tally.value, tally.measure, approximate=tally.approximate)
    return SimpleNamespace(
        tt=str(task.position),
        chi_tieu=tally.indicator,
        cong=added,
        ke_hoach=wanted(tally.target, tally.measure, (*task.targets, task.text)) if tally.target is not None else "",
        ty_le=share_reached(tally),
        ghi_chu="; ".join(tally.notes),
        don_vi=[
            SimpleNamespace(
                ten=f"{share.unit} ({DUTY[share.duty].lower()})",
                so=quantity(share.value, tally.measure, approximate=share.approximate),
            )
            for share in tally.shares
        ],
    )


def _goals(report: Report) -> Rows:
    for goal in report.goals:
        value = "-" if goal.value is None else quantity(goal.value, goal.measure, approximate=goal.approximate)
        yield SimpleNamespace(
            chi_tieu=goal.words,
            ke_hoach=wanted(goal.target, goal.measure, [goal.words]),
            ket_qua=value,
            ty_le=share_reached(goal),
            ghi_chu="; ".join(goal.notes),
        )


def _gaps(report: Report) -> Rows:
    for number, gap in enumerate(report.gaps, 1):
        yield SimpleNamespace(
            tt=str(number), don_vi=gap.unit, thieu=numbers_of(gap.tasks) or "-", tinh_trang=gap_state(gap)
        )


def _files(report: Report) -> Rows:
    for number, task, unit, came, when, person in sent(report):
        yield SimpleNamespace(tt=number, nhiem_vu=task, don_vi=unit, tep=came, ngay_gui=when, nguoi_gui=person)


STANDING = _cells(
    tt="số nhiệm vụ, ở dòng đầu của nhiệm vụ",
    nhiem_vu="tên nhiệm vụ, ở dòng đầu",
    don_vi="đơn vị",
    vai_tro="chủ trì hay phối hợp",
    thoi_han="thời hạn",
    muc_do="mức độ hoàn thành",
    ngay_bao_cao="ngày báo cáo",
    ghi_chu="vướng mắc, xin gia hạn, tệp kèm theo",
)
_FIGURE = (
    *_cells(tt="số nhiệm vụ", chi_tieu="chỉ tiêu", cong="số cộng của nhiệm vụ", ke_hoach="số kế hoạch giao"),
    *_cells(ty_le="tỷ lệ đạt", ghi_chu="vì sao số chưa khớp"),
    Variable("don_vi", "từng đơn vị báo số", attrgetter("don_vi"), rows=_cells(ten="đơn vị", so="số đơn vị báo")),
)
_GOAL = (
    *_cells(chi_tieu="chỉ tiêu theo lời kế hoạch", ke_hoach="số kế hoạch", ket_qua="số đạt được"),
    *_cells(ty_le="tỷ lệ đạt", ghi_chu="ghi chú"),
)
_GAP = _cells(tt="số thứ tự", don_vi="đơn vị", thieu="các nhiệm vụ chưa có báo cáo", tinh_trang="tình trạng")
_FILE = (
    *_cells(tt="số thứ tự", nhiem_vu="nhiệm vụ", don_vi="đơn vị", tep="số ảnh, tên tệp khác"),
    *_cells(ngay_gui="ngày gửi", nguoi_gui="người gửi"),
)
ANNEXES = (
    Variable(
        "tinh_hinh",
        "phụ lục I: từng nhiệm vụ và đơn vị",
        lambda report: chain.from_iterable(map(standings, report.tasks)),
        rows=STANDING,
    ),
    Variable("so_lieu", "phụ lục II: số liệu từng nhiệm vụ, chỉ tiêu", _figures, rows=_FIGURE),
    Variable("chi_tieu", "chỉ tiêu của kế hoạch và kết quả", _goals, rows=_GOAL),
    Variable("chua_bao_cao", "phụ lục III: đơn vị chưa báo cáo, chưa liên hệ được", _gaps, rows=_GAP),
    Variable("tep_kem_theo", "phụ lục IV: tài liệu, hình ảnh minh chứng", _files, rows=_FILE),
)
