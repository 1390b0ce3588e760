"""The units by classes as a picture: whoever has work overdue stands first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.assignment import Duty, Status
from reports.chart_looks import BOX, LOOKS, WIDTH, blank, fitting, legend, png, title
from reports.chart_words import VIETNAMESE, Words
from reports.report import Gap, Report

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_WORST_FIRST = (
    *(Status.OVERDUE, Status.NOT_STARTED, Status.ON_TRACK),
    *(Status.WAITING, Status.DONE_LATE, Status.DONE_ON_TIME, Status.STOPPED),
)
_ROWS = 30  # more units than these cannot be read on a telephone
_NAME, _ROW, _TOP, _FOOT = 3.7, 0.34, 1.25, 0.85  # inches


@dataclass(frozen=True)
class Row:
    """One unit's lead assignments by class; `mark`: why nothing of it stands there."""

    unit: str
    counts: dict[Status, int]
    mark: str = ""

    @property
    def need(self) -> tuple[int, ...]:
        """The more it needs somebody's attention, the smaller."""
        return (-self.counts[Status.OVERDUE], -bool(self.mark), *(-self.counts[each] for each in _WORST_FIRST[1:4]))


def rows_of(report: Report, words: Words = VIETNAMESE) -> list[Row]:
    """Units that lead something, exceptions first; those alike as the plan names them."""
    found: dict[str, Counter[Status]] = {}
    for part in (part for task in report.tasks for part in task.parts if part.duty is Duty.LEAD):
        found.setdefault(part.unit, Counter())[part.status] += 1
    marks = {gap.unit: mark for gap in report.gaps if (mark := _mark(gap, words))}
    rows = [Row(unit, {each: counts[each] for each in Status}, marks.get(unit, "")) for unit, counts in found.items()]
    return sorted(rows, key=lambda row: row.need)


def _mark(gap: Gap, words: Words) -> str:
    return words.not_reached if not gap.reached else words.no_report if gap.silent else ""


def draw(report: Report, words: Words = VIETNAMESE) -> bytes:
    """A PNG: units by classes, the first 30 of them, and how many more there are."""
    return png(picture(report, words))


def picture(report: Report, words: Words = VIETNAMESE) -> "Figure":
    rows = rows_of(report, words)
    shown = rows if len(rows) <= _ROWS else rows[:_ROWS]
    columns = [status for status in _WORST_FIRST if status in report.classes]
    figure = blank(_TOP + _ROW * (len(shown) + 2) + _FOOT)
    axes = figure.add_subplot()
    _grid(axes, shown, columns, len(rows) - len(shown), words)
    _sums(axes, len(shown) + (len(rows) > len(shown)), report, columns, words)
    title(figure, report, words.units.format(words.day(report.head.day)))
    legend(figure, {status: words.classes[status] for status in columns})
    return figure


def _grid(axes: Any, rows: Sequence[Row], columns: Sequence[Status], more: int, words: Words) -> None:
    """A cell of a class a unit has is in its colour and hatch; the number stands in every one that is not nought."""
    cell = (WIDTH - _NAME - 0.3) / (len(columns) + 1)  # inches
    for line, row in enumerate(rows):
        name = fitting(f"{row.unit} ({row.mark})" if row.mark else row.unit, _NAME - 0.1, 9)
        axes.text(-_NAME / cell, line, name, ha="left", va="center", fontsize=9)
        for column, status in enumerate(columns):
            _cell(axes, (column, line), row.counts[status], status)
        axes.text(len(columns) + 0.5, line, str(sum(row.counts.values())), ha="center", va="center", fontsize=9)
    if more:
        axes.text(-_NAME / cell, len(rows), words.more_units.format(more), ha="left", va="center", fontsize=9)
    for column, status in enumerate(columns):
        word = words.short[status].replace(", ", ",\n").replace("chờ ", "chờ\n").replace("to be ", "to be\n")
        axes.text(column + 0.5, -1, word, ha="center", va="center", fontsize=8.5)
    axes.text(len(columns) + 0.5, -1, words.total, ha="center", va="center", fontsize=8.5)
    bottom = len(rows) + bool(more)
    axes.set_xlim(-_NAME / cell, len(columns) + 1)
    axes.set_ylim(bottom + 0.6, -1.7)
    axes.hlines(
        [-0.5, *(line + 0.5 for line in range(bottom))], -_NAME / cell, len(columns) + 1, color="#BBBBBB", linewidth=0.6
    )
    axes.axis("off")


def _cell(axes: Any, at: tuple[int, int], count: int, status: Status) -> None:
    from matplotlib.patches import Rectangle

    if count:
        look, (column, line) = LOOKS[status], at
        axes.add_patch(
            Rectangle(
                (column + 0.04, line - 0.42), 0.92, 0.84, facecolor=look.colour, hatch=look.hatch, edgecolor="white"
            )
        )
        axes.text(column + 0.5, line, str(count), ha="center", va="center", fontsize=9, bbox=BOX)


def _sums(axes: Any, line: int, report: Report, columns: Sequence[Status], words: Words) -> None:
    left, _ = axes.get_xlim()
    axes.text(left, line, words.all_units, ha="left", va="center", fontsize=9, weight="bold")
    for column, found in enumerate([*(report.counts[status] for status in columns), sum(report.counts.values())]):
        axes.text(column + 0.5, line, str(found), ha="center", va="center", fontsize=9, weight="bold")
