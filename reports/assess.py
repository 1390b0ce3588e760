"""The assessment (ưu điểm; khó khăn, vướng mắc; nguyên nhân; đề xuất): said only where the data says it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.assignment import ENDED, Duty, Said, Status
from reports.causes import causes
from reports.issues import resolved
from reports.report import Assessment, Gap, Line, Matter, Part, Report, TaskResult
from reports.wording import count, numbers_of, sentence
from vietnamese.writing import day


def gaps(tasks: Sequence[TaskResult]) -> tuple[Gap, ...]:
    """Units with tasks of which nothing was reported, in the order the plan names them.

    A cooperator is asked once for its part, so a unit that only cooperates is missing only when it said nothing at all.
    """
    assigned: dict[str, list[tuple[int, Part]]] = defaultdict(list)
    for task in tasks:
        for part in task.parts:
            assigned[part.unit].append((task.position, part))
    found = []
    for unit, parts in assigned.items():
        for reached in (True, False):
            asked = [(task, part) for task, part in parts if part.reached is reached and (part.asked or part.reported)]
            missing = tuple(task for task, part in asked if not part.reported)
            owed = any(part.duty is Duty.LEAD and not part.reported for _, part in asked)
            if asked and (owed or len(missing) == len(asked) or not reached):
                found.append(Gap(unit, missing, len(asked), reached))
    return tuple(found)


def blockers(tasks: Iterable[TaskResult]) -> tuple[Matter, ...]:
    """What holds units up now."""
    return tuple(
        Matter(task.position, part.unit, part.blocker or "chưa nêu cụ thể", part.heard_on)
        for task in tasks
        for part in task.parts
        if part.blocker or part.state is Said.BLOCKED
    )


def requests(tasks: Iterable[TaskResult]) -> tuple[Matter, ...]:
    """Wishes for more time that are still open."""
    return tuple(
        Matter(task.position, part.unit, request, part.heard_on)
        for task in tasks
        for part in task.parts
        if (request := open_request(part))
    )


def open_request(part: Part) -> str | None:
    """The unit's last wish for more time, or a day it names past its deadline; None once granted or done."""
    asked = [line for line in part.lines if line.counts and line.wish != "decided" and _asks(line, part.due)]
    if not asked or part.state in ENDED:
        return None
    line = asked[-1]
    granted = line.asked_due is not None and part.due is not None and part.due >= line.asked_due
    return None if granted else _request(line)


def _asks(line: Line, due: dt.date | None) -> bool:
    late = line.asked_due is not None and due is not None and line.asked_due > due
    return late or line.said is Said.MORE_TIME or line.wish == "open"


def _request(line: Line) -> str:
    why = f" (lý do: {line.blocker})" if line.blocker else ""
    if line.asked_due is None:
        return f"đề nghị gia hạn{why}"
    wishes = line.said is Said.MORE_TIME or line.wish == "open"
    until = "đề nghị gia hạn đến ngày" if wishes else "hẹn hoàn thành ngày"
    return f"{until} {day(line.asked_due)}{why}"


def assess(report: Report) -> Report:
    """The report with its assessment, every clause of which counts or names something in it."""
    return replace(
        report,
        assessment=Assessment(
            strengths=_strengths(report),
            difficulties=_difficulties(report),
            causes=causes(report),
            proposals=_proposals(report),
        ),
    )


def _leads(report: Report) -> list[tuple[int, Part]]:
    return [(task.position, part) for task in report.tasks for part in task.parts if part.duty is Duty.LEAD]


def _strengths(report: Report) -> tuple[str, ...]:
    counts = report.counts
    in_time = counts[Status.DONE_ON_TIME]
    done, everything = in_time + counts[Status.DONE_LATE], sum(counts.values())
    told: list[str] = []
    if done:
        told.append(
            f"Đã hoàn thành {count(done)}/{count(everything)} lượt nhiệm vụ, trong đó {count(in_time)} đúng hạn."
        )
    by_unit: dict[str, list[Status]] = defaultdict(list)
    for _, part in _leads(report):
        by_unit[part.unit].append(part.status)
    complete = [unit for unit, found in by_unit.items() if set(found) == {Status.DONE_ON_TIME}]
    if complete:
        told.append(f"Các đơn vị hoàn thành đúng hạn toàn bộ nhiệm vụ chủ trì: {'; '.join(complete)}.")
    return tuple(told)


def _difficulties(report: Report) -> tuple[str, ...]:
    met: dict[str, list[str]] = defaultdict(list)
    for matter in report.blockers:
        met[matter.text.rstrip(".")].append(f"nhiệm vụ {matter.task}, {matter.unit}")
    told = [sentence(f"{text} ({'; '.join(where)})") for text, where in met.items()]
    told += resolved(report.issues)
    late = [(task, part) for task, part in _leads(report) if part.status is Status.OVERDUE]
    if late:
        listed = "; ".join(f"nhiệm vụ {task} ({part.unit}{_since(part)})" for task, part in late)
        told.append(f"Quá hạn chưa hoàn thành: {listed}.")
    if report.silent:
        told.append(f"Chưa nhận được báo cáo của: {'; '.join(gap.unit for gap in report.silent)}.")
    if report.unreached:
        told.append(f"Chưa liên hệ được với: {'; '.join(gap.unit for gap in report.unreached)}.")
    return tuple(told)


def _since(part: Part) -> str:
    return f", hạn {day(part.due)}" if part.due else ""


def _proposals(report: Report) -> tuple[str, ...]:
    told = [sentence(f"{matter.unit} {matter.text} đối với nhiệm vụ {matter.task}") for matter in report.requests]
    stuck: dict[str, list[int]] = defaultdict(list)
    for matter in report.blockers:
        stuck[matter.unit].append(matter.task)
    if stuck:
        listed = "; ".join(f"{unit} (nhiệm vụ {numbers_of(tasks)})" for unit, tasks in stuck.items())
        told.append(f"Đề nghị xem xét, tháo gỡ vướng mắc của: {listed}.")
    return tuple(told)
