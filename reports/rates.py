"""Totals per status class, and the three completion rates in use; facts: office.md, "Status classes"."""

from collections import Counter
from collections.abc import Iterable, Mapping

from models.assignment import Status
from reports.report import Rate


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
