"""What the whole plan wants reached, against what all its tasks report."""

import math
from collections.abc import Iterable, Sequence

from models.terms import Aim
from reports.figures import Goal, Tally


def goals(aims: Sequence[Aim], tallies: Iterable[Tally]) -> tuple[Goal, ...]:
    """One for each aim of the plan, in its order. Counts are added over the tasks; rates never are."""
    every = list(tallies)
    return tuple(_goal(aim, [t for t in every if t.measure == aim.unit and aim.names(t.indicator)]) for aim in aims)


def _goal(aim: Aim, found: list[Tally]) -> Goal:
    values = [tally.value for tally in found if tally.value is not None]
    if not values:
        note = "chưa có số liệu" if not found else "tỷ lệ của các đơn vị không cộng; xem từng nhiệm vụ"
        return Goal(aim.words or aim.indicator, aim.value, aim.unit, None, notes=(note,))
    approximate = any(tally.approximate for tally in found)
    if aim.unit == "%" and len(set(values)) > 1:
        return Goal(aim.words, aim.value, aim.unit, None, notes=("các nhiệm vụ báo tỷ lệ khác nhau",))
    value = values[0] if aim.unit == "%" else round(math.fsum(values), 6)
    notes = (f"cộng từ {len(values)} nhiệm vụ",) if aim.unit != "%" and len(values) > 1 else ()
    return Goal(aim.words or aim.indicator, aim.value, aim.unit, value, approximate, notes)
