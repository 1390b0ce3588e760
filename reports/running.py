"""What stands of one unit's successive figures: people report the total so far, so the latest counts, not the sum."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from reports.figures import Number
from reports.report import Line
from reports.wording import quantity
from vietnamese.text import nfc, squash
from vietnamese.writing import day_month

Key = tuple[str, str | None]


class Measured(Protocol):
    """A number as reported, a task's figure, or a sum over tasks."""

    @property
    def indicator(self) -> str: ...
    @property
    def measure(self) -> str | None: ...


@dataclass(frozen=True)
class Standing:
    """One unit's figure of one indicator; `lines` are the journal ids that it is made of."""

    value: float
    approximate: bool
    target: float | None
    lines: tuple[int, ...]
    notes: tuple[str, ...] = ()
    shared: float = 0  # of it, the same event as another unit's
    apart: bool = False  # said to be another event than the other units'


@dataclass(frozen=True)
class _Said:
    """What one message says of the indicator: the largest of its figures, since the others are part of it."""

    line: int
    day: dt.date
    number: Number
    all_values: tuple[float, ...]


@dataclass(frozen=True)
class _Total:
    value: float
    approximate: bool
    said: tuple[_Said, ...]
    shared: float


def key_of(number: Measured) -> Key:
    """By what figures belong together: the indicator however it is spelled, and its measure."""
    return _plain(number.indicator), number.measure


@lru_cache(maxsize=4096)
def _plain(indicator: str) -> str:
    return squash(nfc(indicator)).casefold()


def in_order(lines: Sequence[Line]) -> list[Line]:
    """The lines that count, oldest first; a correction stands where the line it corrects stood."""
    by_id = {line.id: line for line in lines}
    return sorted((line for line in lines if line.counts), key=lambda line: _place(line, by_id))


def corrected(line: Line, by_id: Mapping[int, Line]) -> Iterator[Line]:
    """The lines that `line` corrects, the newest first."""
    # Only older ids: rows that correct each other in a circle end too.
    while line.corrects is not None and line.corrects < line.id and line.corrects in by_id:
        line = by_id[line.corrects]
        yield line


def _place(line: Line, by_id: Mapping[int, Line]) -> tuple[dt.datetime, int]:
    *_, first = (line, *corrected(line, by_id))
    return first.at, first.id


def stands(key: Key, lines: Sequence[Line]) -> Standing | None:
    """The figure that stands after all lines, and what is to be checked about it; None where none was reported."""
    said = [found for line in in_order(lines) if (found := _of(key, line))]
    if not said:
        return None
    totals: list[_Total] = []
    for each in said:
        totals.append(_after(totals[-1] if totals else None, each))
    last = totals[-1]
    targets = [each.number.target for each in said if each.number.target is not None]
    return Standing(
        last.value,
        last.approximate,
        targets[-1] if targets else None,
        tuple(each.line for each in last.said),
        tuple(_notes(key[1], totals)),
        last.shared,
        any(each.number.apart for each in said),
    )


def agrees(key: Key, line: Line, lines: Sequence[Line]) -> bool:
    """Whether what `line` says of the indicator is part of what stands after all lines, or the same."""
    said, standing = _of(key, line), stands(key, lines)
    if said is None or standing is None:
        return False
    return line.id in standing.lines or said.number.value == standing.value


def _of(key: Key, line: Line) -> _Said | None:
    found = [number for number in line.numbers if key_of(number) == key]
    if not found:
        return None
    largest = max(found, key=lambda number: number.value)
    # "Có 14 tin bài (thêm 5)": next to a total, what was added is part of it.
    adds = all(number.adds for number in found)
    meant = largest if largest.adds is adds else replace(largest, adds=adds)
    return _Said(line.id, line.day, meant, tuple(dict.fromkeys(n.value for n in found)))


def _after(total: _Total | None, said: _Said) -> _Total:
    number = said.number
    if total is None or not number.adds:
        shared = number.value if number.shared else min(number.value, total.shared if total else 0)
        return _Total(number.value, number.approximate, (said,), shared)
    value = round(total.value + number.value, 6)
    shared = total.shared + (number.value if number.shared else 0)
    return _Total(value, total.approximate or number.approximate, (*total.said, said), shared)


def _notes(measure: str | None, totals: Sequence[_Total]) -> Iterator[str]:
    last = totals[-1]
    for said in last.said:
        if len(said.all_values) > 1:
            told = " và ".join(quantity(value, measure) for value in said.all_values)
            taken = quantity(said.number.value, measure)
            yield f"nêu {told} trong một báo cáo ngày {day_month(said.day)}; lấy {taken}, cần đối chiếu"
    added = [said.number.value for said in last.said if said.number.adds]
    if len(set(added)) < len(added):
        yield "báo thêm nhiều lần cùng một số; đã cộng, cần đối chiếu"
    highest = max(totals, key=lambda total: total.value)
    # A rate may well fall; a count of what was done cannot.
    if measure != "%" and highest.value > last.value:
        earlier = quantity(highest.value, measure, approximate=highest.approximate)
        now = quantity(last.value, measure, approximate=last.approximate)
        yield f"đã báo {earlier} ngày {day_month(highest.said[-1].day)}, nay {now}; lấy số mới nhất, cần đối chiếu"
