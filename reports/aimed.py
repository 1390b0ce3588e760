"""A figure beside what the plan wants of it: a count is divided by its target, a rate only judged by its threshold."""

import re
from collections.abc import Iterable

from reports.figures import Goal, Tally
from reports.wording import percent, quantity
from vietnamese.writing import number

_BOUND = r"(?:đạt )?((?:trên|từ|ít nhất|tối thiểu|không dưới|hơn) )?(?<![\d.,]){}(?![\d.,]) ?%( trở lên)?"


def wanted(target: float, measure: str | None, texts: Iterable[str]) -> str:
    """The target, of a rate as the plan's `texts` bound it: "trên 95%", "từ 95% trở lên"."""
    written = quantity(target, measure)
    if measure != "%":
        return written
    value = "|".join({re.escape(number(target)), re.escape(f"{target:g}")})
    found = (re.search(_BOUND.format(f"(?:{value})"), text.casefold()) for text in texts)
    bounds = ({f"{match[1] or ''}{written}{match[2] or ''}" for match in found if match}) - {written}
    return bounds.pop() if len(bounds) == 1 else written


def share_reached(result: Tally | Goal) -> str:
    """ "60%" of a count's target, "đạt" or "chưa đạt" of a rate's; empty where there is nothing to hold it against."""
    if result.reached is None:
        return ""
    return judged(result) if result.measure == "%" else part_reached(result)


def judged(result: Tally | Goal) -> str:
    return "đạt" if is_met(result) else "chưa đạt"


def is_met(result: Tally | Goal) -> bool | None:
    """None where there is nothing to hold it against."""
    return None if result.value is None or result.target is None else result.value >= result.target


def part_reached(result: Tally | Goal) -> str:
    return f"{'khoảng ' if result.approximate else ''}{percent(result.reached)}"
