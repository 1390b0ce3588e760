"""The status of a plan's tasks as a picture that can be read on a telephone and printed grey."""

import io
import re
from collections import Counter
from typing import Any

from models.assignment import Duty, Status
from reports.report import Report, TaskResult
from reports.wording import STATUS
from vietnamese.text import clean, shorten
from vietnamese.writing import day

# The colours in use for the Government's classes; a hatch beside each, since grey printing loses colours.
_LOOKS = {
    Status.DONE_ON_TIME: ("#2E8B57", "", "đúng hạn"),
    Status.DONE_LATE: ("#F2A33A", "//", "xong, quá hạn"),
    Status.WAITING: ("#9B7FC4", "++", "chờ xác nhận"),
    Status.ON_TRACK: ("#5B8FD9", "..", "đang làm"),
    Status.OVERDUE: ("#C8382E", "xx", "quá hạn"),
    Status.NOT_STARTED: ("#BDBDBD", "", "chưa làm"),
}
_NOT_DRAWN = re.compile("[^\x20-\u024f\u1e00-\u1eff\u2010-\u2026]")
_ROOM = 22  # percent of a bar in which a word fits
_ROWS = 24  # more bars than these cannot be read on a telephone: the totals alone are drawn


def draw(report: Report) -> bytes:
    """A PNG: one bar a task, its lead units by status; for long plans one bar of the totals."""
    # A Figure of one's own, not pyplot: several reports may be drawn at once in worker threads.
    from matplotlib.figure import Figure

    led = [task for task in report.tasks if any(part.duty is Duty.LEAD for part in task.parts)]
    bars = [("Cả kế hoạch", report.counts)] if len(led) > _ROWS else [_bar(task) for task in led]
    figure = Figure(figsize=(9, 2.1 + 0.42 * max(1, len(bars))), dpi=110, layout="constrained")
    _stack(figure.add_subplot(), bars)
    _explain(figure, report)
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def _bar(task: TaskResult) -> tuple[str, dict[Status, int]]:
    found = Counter(part.status for part in task.parts if part.duty is Duty.LEAD)
    return f"{task.position}. {drawable(shorten(task.heading, 46))}", {status: found[status] for status in Status}


def _stack(axes: Any, bars: list[tuple[str, dict[Status, int]]]) -> None:
    """Bars of equal length, so that a task of one unit is as visible as one of ten; the number stands in each piece."""
    places = range(len(bars))
    left = [0.0] * len(bars)
    for status, (colour, hatch, word) in _LOOKS.items():
        lengths = [100 * counts[status] / max(1, sum(counts.values())) for _, counts in bars]
        axes.barh(places, lengths, left=left, color=colour, hatch=hatch, edgecolor="white", height=0.72)
        for place, (_, counts) in enumerate(bars):
            if counts[status]:
                box = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "none"}
                middle, told = left[place] + lengths[place] / 2, str(counts[status])
                told += f" {word}" if lengths[place] >= _ROOM else ""
                axes.text(middle, place, told, ha="center", va="center", fontsize=9, bbox=box)
        left = [start + length for start, length in zip(left, lengths, strict=True)]
    axes.set_yticks(list(places), [name for name, _ in bars], fontsize=9)
    axes.invert_yaxis()
    axes.set_xlim(0, 100)
    axes.set_xticks([])
    if not bars:
        axes.text(50, 0, "Chưa có nhiệm vụ nào được giao", ha="center", va="center", fontsize=11)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)


def _explain(figure: Any, report: Report) -> None:
    from matplotlib.patches import Patch

    whole = drawable(shorten(report.head.office, 60))
    plan = drawable(shorten(report.head.plan, 90))
    figure.suptitle(f"{whole}: tình hình thực hiện đến ngày {day(report.head.day)}\n{plan}", fontsize=11)
    patches = [
        Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=_total(report, status))
        for status, (colour, hatch, _) in _LOOKS.items()
        if status in report.classes
    ]
    figure.legend(
        handles=patches,
        loc="outside lower center",
        ncols=3,
        fontsize=9,
        frameon=False,
        handlelength=3,
        handleheight=1.2,
    )


def _total(report: Report, status: Status) -> str:
    untold = len(report.untold) if status is Status.NOT_STARTED else 0
    return f"{STATUS[status]}: {report.counts[status]}{f' (chưa liên hệ được: {untold})' if untold else ''}"


def drawable(text: str) -> str:
    """Letters that the chart's font has, and no dollar sign, between two of which matplotlib reads mathematics."""
    return _NOT_DRAWN.sub("", clean(text)).replace("$", "\\$")
