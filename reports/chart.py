"""The status of a plan's tasks as a picture that can be read on a telephone and printed grey."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from models.assignment import Duty, Status
from reports.chart_looks import BOX, LOOKS, blank, fitting, legend, png, title
from reports.chart_words import VIETNAMESE, Words
from reports.report import Report, TaskResult

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ROOM = 22  # percent of a bar in which a word fits
_ROWS = 24  # more bars than these cannot be read on a telephone: the totals alone are drawn
_NAME = 3.6  # inches for a task's name


def draw(report: Report, words: Words = VIETNAMESE) -> bytes:
    """A PNG: one bar a task, its lead units by status; for long plans one bar of the totals."""
    return png(picture(report, words))


def picture(report: Report, words: Words = VIETNAMESE) -> "Figure":
    led = [task for task in report.tasks if any(part.duty is Duty.LEAD for part in task.parts)]
    bars = [(words.whole_plan, report.counts)] if len(led) > _ROWS else [_bar(task) for task in led]
    figure = blank(2.1 + 0.42 * max(1, len(bars)))
    _stack(figure.add_subplot(), bars, words)
    title(figure, report, words.situation.format(words.day(report.head.day)))
    legend(figure, {status: _total(report, status, words) for status in LOOKS if status in report.classes})
    return figure


def _bar(task: TaskResult) -> tuple[str, dict[Status, int]]:
    found = Counter(part.status for part in task.parts if part.duty is Duty.LEAD)
    return fitting(f"{task.position}. {task.heading}", _NAME, 9), {status: found[status] for status in Status}


def _stack(axes: Any, bars: list[tuple[str, dict[Status, int]]], words: Words) -> None:
    """Bars of equal length, so that a task of one unit is as visible as one of ten; the number stands in each piece."""
    places = range(len(bars))
    left = [0.0] * len(bars)
    for status, (colour, hatch) in LOOKS.items():
        lengths = [100 * counts[status] / max(1, sum(counts.values())) for _, counts in bars]
        axes.barh(places, lengths, left=left, color=colour, hatch=hatch, edgecolor="white", height=0.72)
        for place, (_, counts) in enumerate(bars):
            if counts[status]:
                middle, told = left[place] + lengths[place] / 2, str(counts[status])
                told += f" {words.short[status]}" if lengths[place] >= _ROOM else ""
                axes.text(middle, place, told, ha="center", va="center", fontsize=9, bbox=BOX)
        left = [start + length for start, length in zip(left, lengths, strict=True)]
    axes.set_yticks(list(places), [name for name, _ in bars], fontsize=9)
    axes.invert_yaxis()
    axes.set_xlim(0, 100)
    axes.set_xticks([])
    if not bars:
        axes.text(50, 0, words.no_task, ha="center", va="center", fontsize=11)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)


def _total(report: Report, status: Status, words: Words) -> str:
    untold = len(report.untold) if status is Status.NOT_STARTED else 0
    return f"{words.classes[status]}: {report.counts[status]}{f' ({words.not_reached}: {untold})' if untold else ''}"
