"""Annex II: what was reported under each indicator by each unit, the sums, and the plan's targets."""

from collections.abc import Iterable, Sequence

from reports.aimed import share_reached, wanted
from reports.figures import Goal, Tally
from reports.ooxml import Cell, paragraph, ruled, unparted
from reports.report import Report, TaskResult
from reports.wording import DUTY, quantity

_TOGETHER = 7  # rows that surely fit on a page lying across
_FIGURES = (
    ("NV", 12.0),
    ("Chỉ tiêu", 36.0),
    ("Đơn vị", 50.0),
    ("Số báo cáo", 29.0),  # wide enough for "1.200.000.000": a sum of money is never broken
    ("Cộng", 29.0),
    ("Kế hoạch", 29.0),
    ("Tỷ lệ đạt", 19.0),
    ("Ghi chú", 48.0),
)
_GOALS = (
    ("Chỉ tiêu của kế hoạch", 98.0),
    ("Kế hoạch", 29.0),
    ("Kết quả", 29.0),
    ("Tỷ lệ đạt", 19.0),
    ("Ghi chú", 77.0),
)


def figures(report: Report) -> str:
    """The table of what was reported and, where the plan has any, that of its targets."""
    rows = [row for task in report.tasks for row in _task_rows(task)]
    goals = ruled(_GOALS, map(_goal_row, report.goals)) if report.goals else ""
    if not rows:
        return paragraph("Chưa có số liệu được báo cáo.", "body") + goals
    return ruled(_FIGURES, rows) + (paragraph("", "gap") + goals if goals else "")


def _task_rows(task: TaskResult) -> Iterable[Sequence[Cell]]:
    """Rows of one indicator stay together where they are few; each begins with the task's number."""
    for tally in task.tallies:
        rows = _figure_rows(task, tally)
        yield from unparted(rows) if len(tally.shares) <= _TOGETHER else rows


def _figure_rows(task: TaskResult, tally: Tally) -> Iterable[tuple[Cell, ...]]:
    """A row for each unit; what all have in common, the sum and the target, stands beside the first."""
    added = "không cộng" if tally.value is None else quantity(tally.value, tally.measure, approximate=tally.approximate)
    target = wanted(tally.target, tally.measure, (*task.targets, task.text)) if tally.target is not None else ""
    for place, share in enumerate(tally.shares):
        merge = ("continue" if place else "restart") if len(tally.shares) > 1 else ""
        common = ("", "", "", "") if place else (added, target, share_reached(tally), "; ".join(tally.notes))
        yield (
            Cell("" if place else str(task.position), "cell_centred", merge),
            Cell("" if place else tally.indicator, "cell", merge),
            Cell(f"{share.unit} ({DUTY[share.duty].lower()})"),
            Cell(quantity(share.value, tally.measure, approximate=share.approximate), "cell_centred"),
            *(Cell(text, "cell_centred", merge) for text in common[:3]),
            Cell(common[3], "cell", merge),
        )


def _goal_row(goal: Goal) -> tuple[Cell, ...]:
    value = "-" if goal.value is None else quantity(goal.value, goal.measure, approximate=goal.approximate)
    return (
        Cell(goal.words),
        Cell(wanted(goal.target, goal.measure, [goal.words]), "cell_centred"),
        Cell(value, "cell_centred"),
        Cell(share_reached(goal), "cell_centred"),
        Cell("; ".join(goal.notes)),
    )
