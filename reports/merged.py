"""Two units with one task that became one: what both reported counts, until the new unit says how much it is."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from reports.report import Line, Part
from reports.running import Key, key_of


def counted_once(former: Part, goes_on: Part, at: dt.datetime) -> Part:
    """The part that ended with the merger at a moment, without the figures that a later total has in it."""
    told = _totals(line for line in goes_on.lines if line.counts and line.at > at)
    return replace(former, lines=tuple(_without(line, told) for line in former.lines)) if told else former


def _totals(lines: Iterable[Line]) -> set[Key]:
    """The indicators of which a unit said how much there is so far, and not only how much more."""
    return {key_of(number) for line in lines for number in line.numbers if not number.adds}


def _without(line: Line, told: set[Key]) -> Line:
    return replace(line, numbers=tuple(number for number in line.numbers if key_of(number) not in told))
