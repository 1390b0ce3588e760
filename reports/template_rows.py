"""The rows of the annexes as a form names their cells."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Any

from reports import annexes
from reports.annex_figures import against_goal, in_common, shares
from reports.annex_files import sent
from reports.report import Report, TaskResult

Rows = Iterable[tuple[object, ...]]


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
    """The texts of a row by their places."""
    return tuple(Variable(name, words, itemgetter(place)) for place, (name, words) in enumerate(says.items()))


def standings(task: TaskResult) -> Rows:
    """What is common to a task's units stands beside the first."""
    for place, row in enumerate(annexes.standings(task)):
        yield ("" if place else str(task.position), "" if place else task.heading, *row)


def _figures(report: Report) -> Rows:
    return ((*in_common(task, tally), shares(tally)) for task in report.tasks for tally in task.tallies)


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
    *_cells(
        tt="số nhiệm vụ",
        chi_tieu="chỉ tiêu",
        cong="số cộng của nhiệm vụ",
        ke_hoach="số kế hoạch giao",
        ty_le="tỷ lệ đạt",
        ghi_chu="vì sao số chưa khớp",
    ),
    Variable("don_vi", "từng đơn vị báo số", itemgetter(-1), rows=_cells(ten="đơn vị", so="số đơn vị báo")),
)
_GOAL = _cells(
    chi_tieu="chỉ tiêu theo lời kế hoạch",
    ke_hoach="số kế hoạch",
    ket_qua="số đạt được",
    ty_le="tỷ lệ đạt",
    ghi_chu="ghi chú",
)
_GAP = _cells(tt="số thứ tự", don_vi="đơn vị", thieu="các nhiệm vụ chưa có báo cáo", tinh_trang="tình trạng")
_FILE = _cells(
    tt="số thứ tự",
    nhiem_vu="nhiệm vụ",
    don_vi="đơn vị",
    tep="số ảnh, tên tệp khác",
    ngay_gui="ngày gửi",
    nguoi_gui="người gửi",
)
ANNEXES = (
    Variable(
        "tinh_hinh",
        "phụ lục I: từng nhiệm vụ và đơn vị",
        lambda report: chain.from_iterable(map(standings, report.tasks)),
        rows=STANDING,
    ),
    Variable("so_lieu", "phụ lục II: số liệu từng nhiệm vụ, chỉ tiêu", _figures, rows=_FIGURE),
    Variable(
        "chi_tieu", "chỉ tiêu của kế hoạch và kết quả", lambda report: map(against_goal, report.goals), rows=_GOAL
    ),
    Variable("chua_bao_cao", "phụ lục III: đơn vị chưa báo cáo, chưa liên hệ được", annexes.gap_rows, rows=_GAP),
    Variable("da_bao_cao", "phụ lục III khi không còn đơn vị nào như vậy: một câu", annexes.none_missing),
    Variable("tep_kem_theo", "phụ lục IV: tài liệu, hình ảnh minh chứng", sent, rows=_FILE),
)
