"""The calendar of reminders as a picture for a telephone: persons by days, or units by days where they are many."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reports.calendar import LOOKS, OFF, Calendar
from reports.calendar_words import VIETNAMESE, Words
from reports.chart_looks import drawable, png
from vietnamese.text import shorten

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ROWS, _COLUMNS = 30, 31  # more than these cannot be read on a telephone
_LEFT, _HEAD, _FOOT, _CELL = 3.1, 0.95, 0.75, 0.33  # inches, of 110 dots each
_MANY = "#9FC3EA"


@dataclass(frozen=True)
class Row:
    """One line of the picture: what stands beside it, and on each day a mark and its colour."""

    label: str
    cells: Mapping[dt.date, tuple[str, str]]


def draw(calendar: Calendar, words: Words = VIETNAMESE) -> bytes:
    """A PNG of the first month; up to 30 persons by name, more by their units."""
    return png(picture(calendar, words))


def picture(calendar: Calendar, words: Words = VIETNAMESE) -> "Figure":
    # A Figure of one's own, not pyplot: several may be drawn at once in worker threads.
    from matplotlib.figure import Figure

    days = calendar.days[:_COLUMNS]
    rows = _by_person(calendar, words) if len(calendar.people) <= _ROWS else _by_unit(calendar, words)
    width, height = _LEFT + _CELL * max(12, len(days)) + 0.15, _HEAD + _CELL * (len(rows) + 1) + _FOOT
    figure = Figure(figsize=(width, height), dpi=110)
    axes = figure.add_axes(
        (_LEFT / width, _FOOT / height, 1 - (_LEFT + 0.15) / width, _CELL * (len(rows) + 1) / height)
    )
    _grid(axes, calendar, days, rows)
    _heads(axes, days, rows, words)
    _explain(figure, calendar, days, words)
    return figure


def _by_person(calendar: Calendar, words: Words) -> list[Row]:
    found: dict[int, dict[dt.date, tuple[str, str]]] = {person.id: {} for person in calendar.people}
    for call in calendar.calls:
        found[call.person][call.day] = words.mark(call), LOOKS[call.matters[0].why].colour
    return [Row(f"{words.label(person)}, {person.unit}", found[person.id]) for person in calendar.people]


def _by_unit(calendar: Calendar, words: Words) -> list[Row]:
    """How many persons of each unit; the units below the last line together."""
    units = {person.id: person.unit for person in calendar.people}
    names = list(dict.fromkeys(units.values()))
    shown = names if len(names) <= _ROWS else names[: _ROWS - 1]
    rest = words.other_units.format(len(names) - len(shown))
    counts = Counter((units[call.person] if units[call.person] in shown else rest, call.day) for call in calendar.calls)
    found: dict[str, dict[dt.date, tuple[str, str]]] = {}
    for (name, each), count in counts.items():
        found.setdefault(name, {})[each] = str(count), _MANY
    return [Row(name, found[name]) for name in [*shown, rest] if name in found]


def _grid(axes: Any, calendar: Calendar, days: Sequence[dt.date], rows: Sequence[Row]) -> None:
    from matplotlib.patches import Rectangle

    totals = Counter(call.day for call in calendar.calls)
    for column, each in enumerate(days):
        if each in calendar.off:
            axes.add_patch(Rectangle((column, 0), 1, len(rows) + 1, facecolor=OFF, edgecolor="none"))
        if totals[each]:
            axes.text(
                column + 0.5, len(rows) + 0.5, str(totals[each]), ha="center", va="center", fontsize=8, weight="bold"
            )
        for line, row in enumerate(rows):
            mark, colour = row.cells.get(each, ("", ""))
            if mark:
                axes.add_patch(
                    Rectangle((column + 0.05, line + 0.08), 0.9, 0.84, facecolor=colour, edgecolor="#777777")
                )
                axes.text(column + 0.5, line + 0.52, mark, ha="center", va="center", fontsize=8)
    axes.xaxis.tick_top()
    axes.set_xlim(0, max(12, len(days)))
    axes.set_ylim(len(rows) + 1, 0)
    axes.tick_params(length=0)
    axes.hlines(range(len(rows) + 2), 0, len(days), color="#CCCCCC", linewidth=0.5, zorder=0)
    axes.spines[:].set_visible(False)


def _heads(axes: Any, days: Sequence[dt.date], rows: Sequence[Row], words: Words) -> None:
    labels = [drawable(shorten(row.label, 44)) for row in rows]
    axes.set_yticks([line + 0.5 for line in range(len(rows) + 1)], [*labels, words.all_people], fontsize=8)
    heads = [words.day_month(each) if not column or each.day == 1 else each.day for column, each in enumerate(days)]
    axes.set_xticks(
        [column + 0.5 for column in range(len(days))],
        [f"{words.weekdays[each.weekday()]}\n{head}" for each, head in zip(days, heads, strict=True)],
        fontsize=7.5,
    )


def _explain(figure: Any, calendar: Calendar, days: Sequence[dt.date], words: Words) -> None:
    height = figure.get_figheight()
    plan = drawable(shorten(calendar.head.plan, 90))
    figure.text(0.01, 1 - 0.1 / height, words.title(calendar), fontsize=11, va="top", weight="bold")
    figure.text(0.01, 1 - 0.33 / height, plan, fontsize=9, va="top")
    told = [words.assumed]
    if len(calendar.people) <= _ROWS:
        told.append(words.by_person.format("; ".join(" ".join(words.reasons[why]) for why in calendar.reasons)))
    else:
        told.append(words.by_unit)
    later = sum(call.day > days[-1] for call in calendar.calls) if days else 0
    if later:
        told.append(words.later.format(words.day(days[-1]), later))
    figure.text(0.01, 0.62 / height, "\n".join(told), fontsize=8, va="top", linespacing=1.5)
