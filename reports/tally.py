"""Sums of reported figures that reconcile, or say why they are not added."""

import math
from collections.abc import Iterable, Sequence

from models.assignment import Duty
from reports.report import Part, Share, Tally
from reports.running import Key, in_order, key_of, stands
from reports.wording import quantity


def tally(parts: Sequence[Part]) -> tuple[Tally, ...]:
    """One tally an indicator of one task, in the order in which indicators were first reported."""
    return tuple(_add(key, name, parts) for key, name in _indicators(parts).items())


def _indicators(parts: Sequence[Part]) -> dict[Key, str]:
    """Each indicator in the words of whoever named it first."""
    found: dict[Key, str] = {}
    for part in parts:
        for line in in_order(part.lines):
            for number in line.numbers:
                found.setdefault(key_of(number), number.indicator)
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
    """What one unit reported, and into `notes` what is to be checked about it."""
    found = stands(key, part.lines)
    if found is None:
        return None
    notes += [f"{part.unit} {note}" for note in found.notes]
    return Share(part.unit, part.duty, found.value, found.approximate, found.target, found.lines)


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
