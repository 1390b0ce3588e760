"""Progress over time as a picture: the classes at the end of each day."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from models.assignment import Status
from reports.by_day import Counts, by_day
from reports.chart_looks import BOX, LOOKS, blank, legend, png, title
from reports.chart_words import VIETNAMESE, Words
from reports.report import Report

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BARS = 35  # more cannot be told apart on a telephone: then one a week
_FIRST = (
    *(Status.DONE_ON_TIME, Status.DONE_LATE, Status.WAITING, Status.ON_TRACK),
    *(Status.NOT_STARTED, Status.STOPPED, Status.OVERDUE),
)
"""From the ground up: what is done grows, what is late stands on top."""
_HIGH = 0.08  # of the whole: a piece in which a number has room


def draw(report: Report, words: Words = VIETNAMESE) -> bytes:
    """A PNG: one bar a day, of plans longer than a month one a week, the last of them the report's own day."""
    return png(picture(report, words))


def picture(report: Report, words: Words = VIETNAMESE) -> "Figure":
    shown = _thinned(by_day(report))
    figure = blank(5.2)
    _bars(figure.add_subplot(), shown, words)
    title(figure, report, words.progress.format(words.day(report.head.day)))
    of = {status: f"{words.classes[status]}: {report.counts[status]}" for status in LOOKS if status in report.classes}
    legend(figure, of)
    return figure


def _thinned(days: Sequence[tuple[dt.date, Counts]]) -> list[tuple[dt.date, Counts]]:
    """Every day, or so many days apart that the bars can be told apart; the last one always."""
    step = 1 if len(days) <= _BARS else 7 * -(-len(days) // (7 * _BARS))
    return list(days[::-1][::step][::-1])


def _bars(axes: Any, shown: Sequence[tuple[dt.date, Counts]], words: Words) -> None:
    places, bottom = range(len(shown)), [0] * len(shown)
    whole = sum(shown[-1][1].values())
    for status in _FIRST:
        colour, hatch = LOOKS[status]
        heights = [counts[status] for _, counts in shown]
        found = [place for place in places if heights[place]]
        low = [bottom[place] for place in found]
        high = [heights[place] for place in found]
        axes.bar(found, high, bottom=low, color=colour, hatch=hatch, edgecolor="white", width=0.82)
        _numbers(axes, heights, bottom, whole)
        bottom = [below + height for below, height in zip(bottom, heights, strict=True)]
    step = -(-len(shown) // 12)
    marked = [place for place in places if (len(shown) - 1 - place) % step == 0]
    axes.set_xticks(marked, [words.day_month(shown[place][0]) for place in marked], fontsize=9)
    axes.set_xlim(-0.6, max(len(shown), 6) - 0.4)
    axes.set_ylim(0, max(1, whole))
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_ylabel(words.each_day, fontsize=9)
    axes.tick_params(labelsize=9)
    axes.spines[["top", "right"]].set_visible(False)


def _numbers(axes: Any, heights: Sequence[int], bottom: Sequence[int], whole: int) -> None:
    """In the first bar, the last, and wherever a class changed since the number before."""
    told: int | None = None
    last_place = -3
    for place, (height, low) in enumerate(zip(heights, bottom, strict=True)):
        last = place == len(heights) - 1
        room = height >= _HIGH * whole and (last or len(heights) - 1 - place >= 2) and place - last_place >= 2
        if room and (last or height != told):
            axes.text(place, low + height / 2, str(height), ha="center", va="center", fontsize=8, bbox=BOX)
            told, last_place = height, place
