"""Sums of reported figures that reconcile, or say why they are not added."""

import math
from collections.abc import Iterable, Sequence

from models.assignment import ENDED, Duty
from models.terms import Aim, aim_of
from reports.figures import Share, Tally
from reports.report import Part
from reports.running import Key, in_order, key_of, stands
from reports.wording import quantity

DONE_SHORT = "đã báo hoàn thành, số liệu còn dưới chỉ tiêu; cần đối chiếu"
_NEARLY = 0.05  # of the larger: two people count one crowd differently


def tally(parts: Sequence[Part], aims: Sequence[Aim] = ()) -> tuple[Tally, ...]:
    """One tally an indicator of one task, in the order in which indicators were first reported."""
    return tuple(_add(key, name, parts, aims) for key, name in _indicators(parts).items())


def _indicators(parts: Sequence[Part]) -> dict[Key, str]:
    """Each indicator in the words of whoever named it first."""
    found: dict[Key, str] = {}
    for part in parts:
        for line in in_order(part.lines):
            for number in line.numbers:
                found.setdefault(key_of(number), number.indicator)
    return found


def _add(key: Key, name: str, parts: Sequence[Part], aims: Sequence[Aim]) -> Tally:
    """The leads' shares added; cooperators' only where no lead reports or theirs was another event."""
    notes: list[str] = []
    shares = tuple(share for part in parts if (share := _share(key, part, notes)))
    added = contributions(shares)
    rate = key[1] == "%" and len(added) > 1
    notes += _warnings(key, shares, added)
    if rate:
        notes.append("tỷ lệ của các đơn vị không cộng")
    targets = [share.target for share, _ in added if share.target is not None]
    reported = _sum(targets) if targets and len(targets) == len(added) and not rate else None
    aim = aim_of(name, key[1], aims)
    value, target = None if rate else _sum(value for _, value in added), aim.value if aim else reported
    # Money left over is no work left undone.
    if value is not None and target is not None and value < target and key[1] in (None, "%") and _is_done(parts):
        notes.append(DONE_SHORT)
    return Tally(
        indicator=name,
        measure=key[1],
        value=value,
        approximate=any(share.approximate for share, _ in added),
        target=target,
        shares=shares,
        notes=tuple(notes),
    )


def _is_done(parts: Sequence[Part]) -> bool:
    """Whether all who lead the task have said that it is finished."""
    states = {part.state for part in parts if part.duty is Duty.LEAD}
    return bool(states) and states <= {*ENDED}


def _share(key: Key, part: Part, notes: list[str]) -> Share | None:
    """What one unit reported, and into `notes` what is to be checked about it."""
    found = stands(key, part.lines)
    if found is None:
        return None
    notes += [f"{part.unit} {note}" for note in found.notes]
    told = (found.value, found.approximate, found.target, found.lines, found.shared, found.apart)
    return Share(part.unit, part.duty, *told)


def contributions(shares: Sequence[Share]) -> list[tuple[Share, float]]:
    """The shares that make the sum, each with what it adds: an event that two units tell counts once."""
    leads = [share for share in shares if share.duty is Duty.LEAD]
    if not leads:
        return [(share, share.value) for share in shares]
    apart = any(share.apart for share in leads)
    others = [share for share in shares if share.duty is not Duty.LEAD and (apart or share.apart)]
    return _of_leads(shares) + [(share, share.value - share.shared) for share in others]


def _of_leads(shares: Sequence[Share]) -> list[tuple[Share, float]]:
    """What one lead told too is not added again; what only cooperators told too is, for they are not added."""
    added: list[tuple[Share, float]] = []
    for share in (share for share in shares if share.duty is Duty.LEAD):
        once = share.shared and _is_added(share.shared, share, shares, [each for each, _ in added])
        added.append((share, share.value - share.shared if once else share.value))
    return added


def _is_added(event: float, of: Share, shares: Sequence[Share], before: Sequence[Share]) -> bool:
    """Whether another lead has told the event of this size."""
    if any(share.shared == event for share in before):
        return True
    tellers = {
        share.duty for share in shares if share is not of and share.value - share.shared >= event * (1 - _NEARLY)
    }
    return tellers == {Duty.LEAD}


def _warnings(key: Key, shares: Sequence[Share], added: Sequence[tuple[Share, float]]) -> list[str]:
    leads = [share for share in shares if share.duty is Duty.LEAD]
    notes = _of_cooperators(key, shares, [share for share, _ in added]) if leads else []
    once = [share for share, value in added if share.duty is Duty.LEAD and value < share.value]
    notes += [f"cùng sự kiện các đơn vị chủ trì đều báo ({_told(once, key[1])}); tính một lần"] if once else []
    unasked = [share for share, value in added if value == share.value and not share.apart]
    alike = [share.value for share in unasked if share.duty is added[0][0].duty]
    if len(set(alike)) < len(alike) and key[1] != "%":
        notes.append("nhiều đơn vị báo cùng một số; đã cộng, cần đối chiếu")
    return notes


def _of_cooperators(key: Key, shares: Sequence[Share], added: Sequence[Share]) -> list[str]:
    cooperators = [share for share in shares if share.duty is not Duty.LEAD]
    same = any(share.shared for share in shares if share.duty is Duty.LEAD)
    once = [share for share in cooperators if share.shared or (same and share not in added)]
    apart = [share for share in cooperators if share in added and not share.shared]
    unclear = [share for share in cooperators if share not in (*once, *apart)]
    told = [
        (once, "cùng sự kiện đơn vị phối hợp đã báo ({}); tính một lần"),
        (apart, "có cộng sự kiện khác của đơn vị phối hợp ({})"),
        (unclear, "đơn vị phối hợp cũng báo ({}); không cộng, cần đối chiếu"),
    ]
    return [words.format(_told(which, key[1])) for which, words in told if which]


def _told(shares: Iterable[Share], measure: str | None) -> str:
    return "; ".join(f"{s.unit}: {quantity(s.value, measure, approximate=s.approximate)}" for s in shares)


def _sum(values: Iterable[float]) -> float:
    return round(math.fsum(values), 6)  # 0.1 + 0.2 must not print as 0,30000000000000004
