"""The calendar of reminders as a picture for a telephone: persons by days, or units by days where they are many."""

import datetime as dt
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.calendar import ASSUMED, LOOKS, OFF, WEEKDAYS, Calendar
from reports.chart_looks import drawable
from vietnamese.text import shorten
from vietnamese.writing import day, day_month

_ROWS, _COLUMNS = 30, 31  # more than these cannot be read on a telephone
_LEFT, _HEAD, _FOOT, _CELL = 3.1, 0.95, 0.75, 0.33  # inches, of 110 dots each
_MANY = "#9FC3EA"


@dataclass(frozen=True)
class Row:
    """One line of the picture: what stands beside it, and on each day a mark and its colour."""

    label: str
    cells: Mapping[dt.date, tuple[str, str]]


def draw(calendar: Calendar) -> bytes:
    """A PNG of the first month; up to 30 persons by name, more by their units."""
    # A Figure of one's own, not pyplot: several may be drawn at once in worker threads.
    from matplotlib.figure import Figure

    days = calendar.days[:_COLUMNS]
    rows = _by_person(calendar) if len(calendar.people) <= _ROWS else _by_unit(calendar)
    width, height = _LEFT + _CELL * max(12, len(days)) + 0.15, _HEAD + _CELL * (len(rows) + 1) + _FOOT
    figure = Figure(figsize=(width, height), dpi=110)
    axes = figure.add_axes(
        (_LEFT / width, _FOOT / height, 1 - (_LEFT + 0.15) / width, _CELL * (len(rows) + 1) / height)
    )
    _grid(axes, calendar, days, rows)
    _explain(figure, calendar, days)
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def _by_person(calendar: Calendar) -> list[Row]:
    found: dict[int, dict[dt.date, tuple[str, str]]] = {person.id: {} for person in calendar.people}
    for call in calendar.calls:
        found[call.person][call.day] = call.mark, LOOKS[call.matters[0].why].colour
    return [Row(f"{person.label}, {person.unit}", found[person.id]) for person in calendar.people]


def _by_unit(calendar: Calendar) -> list[Row]:
    """How many persons of each unit; the units below the last line together."""
    units = {person.id: person.unit for person in calendar.people}
    names = list(dict.fromkeys(units.values()))
    shown = names if len(names) <= _ROWS else names[: _ROWS - 1]
    rest = f"{len(names) - len(shown)} đơn vị khác"
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
    labels = [drawable(shorten(row.label, 44)) for row in rows]
    axes.set_yticks([line + 0.5 for line in range(len(rows) + 1)], [*labels, "Cộng (người)"], fontsize=8)
    axes.set_xticks(
        [column + 0.5 for column in range(len(days))],
        [f"{WEEKDAYS[each.weekday()]}\n{_head(each, first=not column)}" for column, each in enumerate(days)],
        fontsize=7.5,
    )
    axes.xaxis.tick_top()
    axes.set_xlim(0, max(12, len(days)))
    axes.set_ylim(len(rows) + 1, 0)
    axes.tick_params(length=0)
    axes.hlines(range(len(rows) + 2), 0, len(days), color="#CCCCCC", linewidth=0.5, zorder=0)
    axes.spines[:].set_visible(False)


def _head(each: dt.date, *, first: bool) -> str:
    return day_month(each) if first or each.day == 1 else str(each.day)


def _explain(figure: Any, calendar: Calendar, days: Sequence[dt.date]) -> None:
    height = figure.get_figheight()
    plan = drawable(shorten(calendar.head.plan, 90))
    figure.text(
        0.01,
        1 - 0.1 / height,
        f"{calendar.title}, lập ngày {day(calendar.head.day)}",
        fontsize=11,
        va="top",
        weight="bold",
    )
    figure.text(0.01, 1 - 0.33 / height, plan, fontsize=9, va="top")
    words = [ASSUMED]
    if len(calendar.people) <= _ROWS:
        letters = "; ".join(f"{look.letter} {look.words}" for look in calendar.used)
        words.append(f"{letters}; số: số nhiệm vụ trong tin nhắc; ô xám: ngày nghỉ.")
    else:
        words.append("Số trong ô: số người của đơn vị được nhắc trong ngày; ô xám: ngày nghỉ.")
    later = sum(call.day > days[-1] for call in calendar.calls) if days else 0
    if later:
        words.append(f"Sau ngày {day(days[-1])} còn {later} lượt nhắc: xem tệp Excel.")
    figure.text(0.01, 0.62 / height, "\n".join(words), fontsize=8, va="top", linespacing=1.5)
