"""Annex II: what was reported under each indicator by each unit, the sums, and the plan's targets."""

from collections.abc import Iterable, Sequence

from reports.aimed import share_reached, wanted
from reports.figures import Goal, Tally
from reports.ooxml import Cell, Column, cells, paragraph, ruled, unparted
from reports.report import Report, TaskResult
from reports.wording import DUTY, quantity

NO_FIGURES = "Chưa có số liệu được báo cáo."
_TOGETHER = 7  # rows that surely fit on a page lying across
FIGURES = (
    Column("NV", 12.0, "cell_centred"),
    Column("Chỉ tiêu", 36.0),
    Column("Đơn vị", 50.0),
    Column("Số báo cáo", 29.0, "cell_centred"),  # wide enough for "1.200.000.000": a sum of money is never broken
    Column("Cộng", 29.0, "cell_centred"),
    Column("Kế hoạch", 29.0, "cell_centred"),
    Column("Tỷ lệ đạt", 19.0, "cell_centred"),
    Column("Ghi chú", 48.0),
)
GOALS = (
    Column("Chỉ tiêu của kế hoạch", 98.0),
    Column("Kế hoạch", 29.0, "cell_centred"),
    Column("Kết quả", 29.0, "cell_centred"),
    Column("Tỷ lệ đạt", 19.0, "cell_centred"),
    Column("Ghi chú", 77.0),
)


def figures(report: Report) -> str:
    """The table of what was reported and, where the plan has any, that of its targets."""
    rows = [row for task in report.tasks for row in _task_rows(task)]
    goals = ruled(GOALS, (cells(GOALS, against_goal(goal)) for goal in report.goals)) if report.goals else ""
    if not rows:
        return paragraph(NO_FIGURES, "body") + goals
    return ruled(FIGURES, rows) + (paragraph("", "gap") + goals if goals else "")


def _task_rows(task: TaskResult) -> Iterable[Sequence[Cell]]:
    """Rows of one indicator stay together where they are few; each begins with the task's number."""
    for tally in task.tallies:
        rows = _figure_rows(task, tally)
        yield from unparted(rows) if len(tally.shares) <= _TOGETHER else rows


def _figure_rows(task: TaskResult, tally: Tally) -> Iterable[list[Cell]]:
    """A row for each unit; what all have in common, the sum and the target, stands beside the first."""
    first = cells((*FIGURES[:2], *FIGURES[4:]), in_common(task, tally))
    for place, share in enumerate(shares(tally)):
        merge = ("continue" if place else "restart") if len(tally.shares) > 1 else ""
        beside = [cell._replace(text="" if place else cell.text, merge=merge) for cell in first]
        yield [*beside[:2], *cells(FIGURES[2:4], share), *beside[2:]]


def in_common(task: TaskResult, tally: Tally) -> tuple[str, ...]:
    """What annex II says of a figure: the task's number, the indicator, the sum, the target, its part, and notes."""
    added = "không cộng" if tally.value is None else quantity(tally.value, tally.measure, approximate=tally.approximate)
    target = wanted(tally.target, tally.measure, (*task.targets, task.text)) if tally.target is not None else ""
    return str(task.position), tally.indicator, added, target, share_reached(tally), "; ".join(tally.notes)


def shares(tally: Tally) -> list[tuple[str, str]]:
    """The units with their parts, and what each reported."""
    return [
        (
            f"{share.unit} ({DUTY[share.duty].lower()})",
            quantity(share.value, tally.measure, approximate=share.approximate),
        )
        for share in tally.shares
    ]


def against_goal(goal: Goal) -> tuple[str, ...]:
    """A target of the plan: its words, its number, what was reached, its part, and notes."""
    value = "-" if goal.value is None else quantity(goal.value, goal.measure, approximate=goal.approximate)
    target = wanted(goal.target, goal.measure, [goal.words])
    return goal.words, target, value, share_reached(goal), "; ".join(goal.notes)
