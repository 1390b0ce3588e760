"""Sums of reported figures that reconcile, or say why they are not added."""

import math
from collections.abc import Iterable, Sequence

from models.assignment import Duty
from reports.report import Line, Number, Part, Share, Tally
from reports.wording import quantity
from vietnamese.text import nfc, squash

Key = tuple[str, str | None]


def tally(parts: Sequence[Part]) -> tuple[Tally, ...]:
    """One tally an indicator of one task, in the order in which indicators were first reported."""
    return tuple(_add(key, name, parts) for key, name in _indicators(parts).items())


def counted(lines: Iterable[Line]) -> list[tuple[Line, Number]]:
    """The figures that stand: those of lines that no later line corrects."""
    return [(line, number) for line in lines if line.counts for number in line.numbers]


def _key(number: Number) -> Key:
    return squash(nfc(number.indicator)).casefold(), number.measure


def _indicators(parts: Sequence[Part]) -> dict[Key, str]:
    """Each indicator in the words of whoever named it first."""
    found: dict[Key, str] = {}
    for part in parts:
        for _, number in counted(part.lines):
            found.setdefault(_key(number), number.indicator)
    return found


def _add(key: Key, name: str, parts: Sequence[Part]) -> Tally:
    """The leads' shares added; cooperators' only where no lead reports, since one event counts once."""
    notes: list[str] = []
    shares = tuple(share for part in parts if (share := _share(key, part, notes)))
    leads = [share for share in shares if share.duty is Duty.LEAD]
    added = leads or list(shares)
    rate = key[1] == "%" and len(added) > 1
    notes += _warnings(key, leads, [share for share in shares if share.duty is not Duty.LEAD])
    if rate:
        notes.append("tỷ lệ của các đơn vị không cộng")
    targets = [share.target for share in added if share.target is not None]
    return Tally(
        indicator=name,
        measure=key[1],
        value=None if rate else _sum(share.value for share in added),
        approximate=any(share.approximate for share in added),
        target=_sum(targets) if targets and len(targets) == len(added) and not rate else None,
        shares=shares,
        notes=tuple(notes),
    )


def _share(key: Key, part: Part, notes: list[str]) -> Share | None:
    """What one unit reported, its reports added; a rate, or a count against its target ("3/5"), is where it stands."""
    found = [(line, number) for line, number in counted(part.lines) if _key(number) == key]
    if not found:
        return None
    running = [pair for pair in found if pair[1].target is not None] or (found if key[1] == "%" else [])
    if running:
        found = running[-1:]
    values = [number.value for _, number in found]
    if len(set(values)) < len(values):
        notes.append(f"{part.unit} báo {len(values)} lần, có số trùng nhau; đã cộng, cần đối chiếu")
    return Share(
        unit=part.unit,
        duty=part.duty,
        value=_sum(values),
        approximate=any(number.approximate for _, number in found),
        target=found[-1][1].target,
        lines=tuple(dict.fromkeys(line.id for line, _ in found)),
    )


def _warnings(key: Key, leads: list[Share], cooperators: list[Share]) -> list[str]:
    if leads and cooperators:
        told = "; ".join(f"{s.unit}: {quantity(s.value, key[1], approximate=s.approximate)}" for s in cooperators)
        return [f"đơn vị phối hợp cũng báo ({told}); không cộng, cần đối chiếu"]
    added = leads or cooperators
    if len(added) > 1 and key[1] != "%" and len({share.value for share in added}) < len(added):
        return ["nhiều đơn vị báo cùng một số; đã cộng, cần đối chiếu"]
    return []


def _sum(values: Iterable[float]) -> float:
    return round(math.fsum(values), 6)  # 0.1 + 0.2 must not print as 0,30000000000000004
