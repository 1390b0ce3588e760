"""Figures that do not fit what was reported before: asked about, never recorded unasked. Pure, over ledger lines."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.terms import Aim, aim_of
from reports.figures import Number
from reports.report import Line
from reports.running import key_of, stands

TEN = 10
SAME_EVENT = dt.timedelta(days=14)  # as long as lead and cooperator may take to report one event
NEARLY = 0.05  # of the larger: two people count one crowd differently
MANY = 10  # each of several leads may well hold two meetings; hardly each with 215 people
ROUGH = 0.1  # a total said as "khoảng" may fall by so much


class Kind(StrEnum):
    TENFOLD = "tenfold"  # ten times the last total, or a tenth of it
    FALLS = "falls"  # a total below the last one
    TARGET = "target"  # more than ten times what the task wants
    SAME = "same"  # what the lead or a cooperator has reported too


@dataclass(frozen=True)
class Other:
    """Another unit's journal of the same task, where one of both leads and the other cooperates, or both lead."""

    unit: str
    lines: Sequence[Line]
    both_lead: bool = False


@dataclass(frozen=True)
class Doubt:
    """`before`: for each number what it does not fit; `meant`: the number without a zero too many or too few."""

    kind: Kind
    numbers: tuple[Number, ...]
    before: tuple[Number, ...]
    meant: float | None = None
    unit: str = ""
    day: dt.date | None = None


@dataclass(frozen=True)
class Past:
    """What a report is held against."""

    mine: Sequence[Line]
    others: Sequence[Other] = ()
    aims: Sequence[Aim] = ()


def doubts(said: Sequence[Number], past: Past, today: dt.date) -> Iterator[Doubt]:
    """What to ask of a report's numbers, one after another, the worst first."""
    numbers = [number for number in said if number.measure != "%" and _is_largest(number, said)]
    yield from (found for number in numbers if (found := _tenfold(number, _last(number, past))))
    falling = [(number, last) for number in numbers if (last := _last(number, past)) and _falls(number, last)]
    if falling:
        yield Doubt(Kind.FALLS, tuple(number for number, _ in falling), tuple(last for _, last in falling))
    yield from (found for number in numbers if (found := _beyond(number, past)))
    yield from _same(numbers, past, today)


def _is_largest(number: Number, said: Sequence[Number]) -> bool:
    """Of several figures of one indicator the others are part of the largest."""
    same = [each for each in said if key_of(each) == key_of(number)]
    return number is max(same, key=lambda each: each.value)


def _last(number: Number, past: Past) -> Number | None:
    found = stands(key_of(number), past.mine)
    return Number(number.indicator, found.value, number.measure, None, found.approximate) if found else None


def _tenfold(number: Number, last: Number | None) -> Doubt | None:
    if last is None or last.value <= 0 or number.value <= 0:
        return None
    if number.value >= TEN * last.value:
        return Doubt(Kind.TENFOLD, (number,), (last,), _tenth(number))
    if number.value * TEN <= last.value and not number.adds:
        return Doubt(Kind.TENFOLD, (number,), (last,), number.value * TEN)
    return None


def _tenth(number: Number) -> float | None:
    """Without its last zero, where it has one."""
    return number.value / TEN if number.value % TEN == 0 else None


def _falls(number: Number, last: Number) -> bool:
    if number.adds or number.value >= last.value or (number.value > 0 and number.value * TEN <= last.value):
        return False
    rough = number.approximate or last.approximate
    return not (rough and last.value - number.value <= ROUGH * last.value)


def _beyond(number: Number, past: Past) -> Doubt | None:
    aim = aim_of(number.indicator, number.measure, past.aims)
    if aim is None or aim.value <= 0:
        return None
    last = _last(number, past)
    reached = last.value if last else 0
    total = reached + number.value if number.adds else number.value
    if total <= TEN * aim.value or reached > TEN * aim.value:
        return None
    return Doubt(Kind.TARGET, (number,), (Number(number.indicator, aim.value, number.measure),), _tenth(number))


def _same(numbers: Sequence[Number], past: Past, today: dt.date) -> Iterator[Doubt]:
    """One question for each line of another unit that tells the same, with all the figures that agree."""
    new = [number for number in numbers if number.value > 0 and not _repeats(number, past)]
    asked: set[int] = set()
    for other in past.others:
        for line in sorted(other.lines, key=lambda line: line.at, reverse=True):
            if not line.counts or not dt.timedelta() <= today - line.day <= SAME_EVENT:
                continue
            pairs = [(n, m) for n in new if id(n) not in asked for m in line.numbers if _agree(n, m)]
            if pairs and (not other.both_lead or any(n.value == m.value >= MANY for n, m in pairs)):
                asked |= {id(n) for n, _ in pairs}
                ours, theirs = tuple(n for n, _ in pairs), tuple(m for _, m in pairs)
                yield Doubt(Kind.SAME, ours, theirs, unit=other.unit, day=line.day)


def _repeats(number: Number, past: Past) -> bool:
    """A total that only says again what stands is no new event."""
    last = _last(number, past)
    return last is not None and not number.adds and last.value == number.value


def _agree(one: Number, other: Number) -> bool:
    near = abs(one.value - other.value) <= NEARLY * max(one.value, other.value)
    return key_of(one) == key_of(other) and near
