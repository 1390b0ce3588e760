"""Figures of the whole report: sums over tasks, targets reached or not, and whether all of it reconciles."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.achieved import against
from reports.aimed import is_met, part_reached
from reports.figures import Goal, Tally
from reports.report import Report, TaskResult
from reports.running import Key, key_of
from reports.verbs import Role, verb_for
from reports.wording import count, figure, numbers_of, quantity

TO_CHECK = "cần đối chiếu"


@dataclass(frozen=True)
class Total:
    """One indicator over the tasks that report it; a rate is never added, nor what a task does not add itself."""

    indicator: str
    measure: str | None
    value: float
    approximate: bool
    tasks: tuple[int, ...]


def totals(tasks: Iterable[TaskResult]) -> tuple[Total, ...]:
    """In the order in which the plan's tasks report them; "lượt người" and "người" are two."""
    found: dict[Key, list[tuple[int, Tally]]] = defaultdict(list)
    for task in tasks:
        for tally in task.tallies:
            if tally.value is not None and tally.measure != "%":
                found[key_of(tally)].append((task.position, tally))
    return tuple(_total(each) for each in found.values())


def _total(each: Sequence[tuple[int, Tally]]) -> Total:
    first = each[0][1]
    value = round(math.fsum(tally.value or 0 for _, tally in each), 6)
    approximate = any(tally.approximate for _, tally in each)
    return Total(first.indicator, first.measure, value, approximate, tuple(position for position, _ in each))


def in_total(report: Report) -> str:
    """What was done in all, in one sentence; places are no sum, for two tasks may be carried out in one."""
    found = [total for total in totals(report.tasks) if verb_for(total.indicator)[1] is not Role.PLACE and total.value]
    return f"Kết quả tổng hợp từ các nhiệm vụ: {'; '.join(map(_told, found))}." if len(found) > 1 else ""


def _told(total: Total) -> str:
    told = figure(total.indicator, total.value, total.measure, approximate=total.approximate)
    return f"{told} (cộng từ {count(len(total.tasks))} nhiệm vụ)" if len(total.tasks) > 1 else told


def targets(report: Report, *, met: bool) -> str:
    """The targets that are reached, or that are not yet, with their figures; empty where there is none."""
    told = [
        "{} (nhiệm vụ {position}, {})".format(*against(tally), position=task.position)
        for task in report.tasks
        for tally in task.tallies
        if is_met(tally) is met
    ]
    told += [_goal(goal) for goal in report.goals if goal.measure != "%" and is_met(goal) is met]
    opening = "Chỉ tiêu đạt và vượt kế hoạch" if met else "Chỉ tiêu chưa đạt đến thời điểm báo cáo"
    return f"{opening}: {'; '.join(told)}." if told else ""


def _goal(goal: Goal) -> str:
    value = quantity(goal.value or 0, goal.measure, approximate=goal.approximate)
    return f"{goal.words}: {value} (toàn Kế hoạch, đạt {part_reached(goal)})"


def reconciled(report: Report) -> str:
    """How many figures agree from the units' reports to the sums, and which are to be checked; empty without any."""
    every = [(task.position, tally) for task in report.tasks for tally in task.tallies]
    if not every:
        return ""
    doubtful: dict[str, list[int]] = defaultdict(list)
    for position, tally in every:
        if any(TO_CHECK in note for note in tally.notes):
            doubtful[tally.indicator].append(position)
    wrong = sum(map(len, doubtful.values()))
    told = f"Số liệu đã đối chiếu: {count(len(every) - wrong)}/{count(len(every))} chỉ tiêu khớp"
    listed = "; ".join(f"{indicator} (nhiệm vụ {numbers_of(tasks)})" for indicator, tasks in doubtful.items())
    return told + (f"; {count(wrong)} chỉ tiêu {TO_CHECK}: {listed}." if listed else ".")
