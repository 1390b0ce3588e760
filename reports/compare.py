"""An earlier plan's or day's report beside this one: units by their names, indicators by theirs. Pure."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from models.assignment import Duty, Status
from reports.changes import DONE, origin
from reports.difference import Amount, Comparison, FigureBeside, UnitBeside, Work
from reports.figures import Tally
from reports.report import Part, Report
from vietnamese.text import fold, squash

Key = TypeVar("Key")
Found = TypeVar("Found")
_Figure = tuple[str, str | None]


def compare(before: Report, now: Report) -> Comparison:
    """What is in one of the two only stands there with nothing beside it."""
    old, new = _units(before), _units(now)
    units = (UnitBeside((new.get(key) or old[key])[0], *_both(key, old, new)) for key in _keys(new, old))
    was, stands = _figures(before), _figures(now)
    figures = (
        FigureBeside((stands.get(key) or was[key])[0], key[1], *_both(key, was, stands)) for key in _keys(stands, was)
    )
    return Comparison(origin(before), tuple(units), tuple(figures))


def _keys(now: Mapping[Key, Found], before: Mapping[Key, Found]) -> Iterable[Key]:
    return [*now, *(key for key in before if key not in now)]


def _both(
    key: Key, before: Mapping[Key, tuple[str, Found]], now: Mapping[Key, tuple[str, Found]]
) -> tuple[Found | None, Found | None]:
    return before[key][1] if key in before else None, now[key][1] if key in now else None


def _units(report: Report) -> dict[str, tuple[str, Work]]:
    """What each unit leads, under its name folded."""
    led: dict[str, list[Part]] = defaultdict(list)
    for task in report.tasks:
        for part in task.parts:
            if part.duty is Duty.LEAD:
                led[squash(fold(part.unit))].append(part)
    return {key: (parts[0].unit, _work(parts)) for key, parts in led.items()}


def _work(parts: list[Part]) -> Work:
    done = [part.status for part in parts if part.status in DONE]
    return Work(len(parts), len(done), done.count(Status.DONE_ON_TIME))


def _figures(report: Report) -> dict[_Figure, tuple[str, Amount]]:
    found: dict[_Figure, list[Tally]] = defaultdict(list)
    for task in report.tasks:
        for tally in task.tallies:
            found[squash(fold(tally.indicator)), tally.measure].append(tally)
    return {key: (tallies[0].indicator, _amount(tallies)) for key, tallies in found.items()}


def _amount(tallies: list[Tally]) -> Amount:
    """Counts are added over the tasks; a rate of several tasks is none of the whole."""
    approximate = any(tally.approximate for tally in tallies)
    if len(tallies) == 1:
        return Amount(tallies[0].value, approximate, tallies[0].target)
    if tallies[0].measure == "%":
        return Amount(None, approximate)
    return Amount(_sum(tally.value for tally in tallies), approximate, _sum(tally.target for tally in tallies))


def _sum(values: Iterable[float | None]) -> float | None:
    """None where one of them is unknown: half a sum compares with nothing."""
    known = list(values)
    told = [value for value in known if value is not None]
    return round(math.fsum(told), 6) if len(told) == len(known) else None
