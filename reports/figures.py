"""Figures of a report: as they were said, as one unit's share, as a task's sum, and against the plan's goals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.assignment import Duty, Figure
from models.terms import Term, in_office_terms
from vietnamese.text import clean, squash


@dataclass(frozen=True)
class Number:
    """A figure as reported. `measure` is None for counts, "%" or "đồng"."""

    indicator: str
    value: float
    measure: str | None = None
    target: float | None = None
    approximate: bool = False
    adds: bool = False  # to what was reported before; otherwise it is the total so far
    shared: bool = False  # the same event as another unit's
    apart: bool = False  # another event than the other units', as was asked


def number_of(figure: Figure, terms: Sequence[Term] = ()) -> Number:
    """A row of the ledger in the office's terms."""
    indicator = squash(clean(figure.indicator))
    name, unit = in_office_terms(indicator, figure.unit, terms, figure.words)
    shared, apart = not figure.counts, figure.apart
    return Number(name, figure.value, unit, figure.target, figure.approximate, figure.adds, shared, apart)


def numbers_of(figures: Iterable[Figure], terms: Sequence[Term] = ()) -> dict[int | None, list[Number]]:
    """The numbers of each journal line, in the order in which they were said."""
    numbers: dict[int | None, list[Number]] = defaultdict(list)
    for row in sorted(figures, key=lambda row: row.id or 0):
        numbers[row.progress_id].append(number_of(row, terms))
    return numbers


@dataclass(frozen=True)
class Share:
    """What one unit reported of an indicator; `lines` are the journal ids it was read from.

    `shared` of its value is the same event as another unit's; `apart`: it was said to be another event.
    """

    unit: str
    duty: Duty
    value: float
    approximate: bool
    target: float | None
    lines: tuple[int, ...]
    shared: float = 0
    apart: bool = False


@dataclass(frozen=True)
class Tally:
    """One indicator of one task. `value` is None where the shares must not be added; `notes` say why."""

    indicator: str
    measure: str | None
    value: float | None
    approximate: bool
    target: float | None
    shares: tuple[Share, ...]
    notes: tuple[str, ...] = ()

    @property
    def reached(self) -> float | None:
        """The part of the target, in percent; None where there is nothing to divide."""
        return reached(self.value, self.target)


@dataclass(frozen=True)
class Goal:
    """A target of the whole plan in its own words; `value` is what all tasks together report, None where unknown."""

    words: str
    target: float
    measure: str | None
    value: float | None
    approximate: bool = False
    notes: tuple[str, ...] = ()

    @property
    def reached(self) -> float | None:
        """As in `Tally`."""
        return reached(self.value, self.target)


def reached(value: float | None, target: float | None) -> float | None:
    """The part of the target, in percent; None where there is nothing to divide."""
    return None if value is None or not target else 100 * value / target
