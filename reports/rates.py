"""Totals per status class, and the three completion rates in use; facts: office.md, "Status classes"."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.assignment import Status


@dataclass(frozen=True)
class Rate:
    """`part` of `whole`, with the words that tell how both were counted."""

    name: str
    formula: str
    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """In percent; None where nothing was there to be counted."""
        return 100 * self.part / self.whole if self.whole else None


def count_statuses(statuses: Iterable[Status]) -> dict[Status, int]:
    """How many are in each class, classes without any included, so that tables always add up to the whole."""
    found = Counter(statuses)
    return {status: found[status] for status in Status}


def completion_rates(counts: Mapping[Status, int]) -> tuple[Rate, ...]:
    """The Government's of 2017, the plain share, and the one-stop counters'; offices use all three."""
    done = counts[Status.DONE_ON_TIME] + counts[Status.DONE_LATE]
    overdue, everything = counts[Status.OVERDUE], sum(counts.values())
    return (
        Rate(
            "Tỷ lệ hoàn thành trên số đã đến hạn",
            "hoàn thành / (hoàn thành + quá hạn chưa hoàn thành)",
            done,
            done + overdue,
        ),
        Rate("Tỷ lệ hoàn thành trên tổng số được giao", "hoàn thành / tổng số được giao", done, everything),
        Rate(
            "Tỷ lệ không trễ hạn",
            "1 - (quá hạn chưa hoàn thành + hoàn thành quá hạn) / tổng số được giao",
            everything - overdue - counts[Status.DONE_LATE],
            everything,
        ),
    )
