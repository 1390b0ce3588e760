"""The assessment (ưu điểm; khó khăn, vướng mắc; nguyên nhân; đề xuất): said only where the data says it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from models.assignment import OVER, Duty, Said, Status
from reports.causes import causes
from reports.issues import resolved
from reports.report import Assessment, Gap, Line, Matter, Part, Report, TaskResult
from reports.totals import in_total, targets
from reports.wording import count, numbers_of, percent, sentence
from vietnamese.text import squash
from vietnamese.writing import day

WHY = " (lý do: "
_SHORT = 40  # letters of a time that can stand within a sentence


def gaps(tasks: Sequence[TaskResult]) -> tuple[Gap, ...]:
    """Units with tasks of which nothing was reported, in the order the plan names them.

    A cooperator is asked once for its part, so a unit that only cooperates is missing only when it said nothing at all.
    """
    assigned: dict[str, list[tuple[int, Part]]] = defaultdict(list)
    for task in tasks:
        for part in task.parts:
            if part.status is not Status.STOPPED:
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
    if not asked or part.state in OVER:
        return None
    line = asked[-1]
    granted = line.asked_due is not None and part.due is not None and part.due >= line.asked_due
    return None if granted else _request(line)


def _asks(line: Line, due: dt.date | None) -> bool:
    late = line.asked_due is not None and due is not None and line.asked_due > due
    return late or line.said is Said.MORE_TIME or line.wish == "open"


def _request(line: Line) -> str:
    why = f"{WHY}{line.blocker})" if line.blocker else ""
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
            difficulties=(*_shortcomings(report), *_obstacles(report)),
            causes=causes(report),
            proposals=_proposals(report),
            next=tuple(_next(report)),
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
        share = percent(100 * done / everything)
        timely = f", trong đó {count(in_time)} đúng hạn" if in_time else ""
        told.append(f"Đã hoàn thành {count(done)}/{count(everything)} lượt nhiệm vụ ({share}){timely}.")
    by_unit: dict[str, list[Status]] = defaultdict(list)
    for _, part in _leads(report):
        by_unit[part.unit].append(part.status)
    complete = [unit for unit, found in by_unit.items() if set(found) == {Status.DONE_ON_TIME}]
    if complete and not report.head.unit:
        told.append(f"Các đơn vị hoàn thành đúng hạn toàn bộ nhiệm vụ chủ trì: {'; '.join(complete)}.")
    return (*told, *filter(None, (in_total(report), targets(report, met=True))))


def _shortcomings(report: Report) -> list[str]:
    """Tồn tại, hạn chế."""
    late = [(task, part) for task, part in _leads(report) if part.status is Status.OVERDUE]
    told = []
    if late:
        listed = "; ".join(f"nhiệm vụ {task}{_of(report, part)}" for task, part in late)
        told.append(f"Quá hạn chưa hoàn thành: {listed}.")
    if short := targets(report, met=False):
        told.append(short)
    if report.silent:
        told.append(f"Chưa nhận được báo cáo của: {'; '.join(gap.unit for gap in report.silent)}.")
    if report.unreached:
        told.append(f"Chưa liên hệ được với: {'; '.join(gap.unit for gap in report.unreached)}.")
    return told


def _obstacles(report: Report) -> list[str]:
    """Khó khăn, vướng mắc: what holds units up, and what did and was settled."""
    met: dict[str, list[str]] = defaultdict(list)
    for matter in report.blockers:
        unit = "" if report.head.unit else f", {matter.unit}"
        met[matter.text.rstrip(".")].append(f"nhiệm vụ {matter.task}{unit}")
    told = [sentence(f"{text} ({'; '.join(where)})") for text, where in met.items()]
    return told + resolved(report.issues)


def _of(report: Report, part: Part) -> str:
    """Whose it is and since when it is late; a unit's own report names no unit."""
    told = [*([] if report.head.unit else [part.unit]), *([f"hạn {day(part.due)}"] if part.due else [])]
    return f" ({', '.join(told)})" if told else ""


def _proposals(report: Report) -> tuple[str, ...]:
    # Why more time is asked for stands among the causes.
    told = [
        sentence(f"{_who(report, matter.unit)} {matter.text.partition(WHY)[0]} đối với nhiệm vụ {matter.task}")
        for matter in report.requests
    ]
    stuck: dict[str, list[int]] = defaultdict(list)
    for matter in report.blockers:
        stuck[matter.unit].append(matter.task)
    if stuck:
        listed = "; ".join(f"{_who(report, unit)} (nhiệm vụ {numbers_of(tasks)})" for unit, tasks in stuck.items())
        told.append(f"Đề nghị xem xét, tháo gỡ vướng mắc của: {listed}.")
    return tuple(told)


def _who(report: Report, unit: str) -> str:
    return "Đơn vị" if report.head.unit else unit


def _next(report: Report) -> Iterator[str]:
    """What is still open goes on: what is late first, then by day, then what has none."""
    waits: dict[int, None] = {}
    late: dict[int, None] = {}
    untold: dict[int, None] = {}
    until: dict[dt.date, dict[int, None]] = defaultdict(dict)
    undated: dict[str, dict[int, None]] = defaultdict(dict)
    timing = {task.position: task.timing or "" for task in report.tasks}
    for task, part in _leads(report):
        if part.status is Status.WAITING:
            waits[task] = None
        elif part.status is Status.OVERDUE:
            late[task] = None
        elif part.untold:
            untold[task] = None
        elif part.status in (Status.ON_TRACK, Status.NOT_STARTED):
            (until[part.due] if part.due else undated[_undated(timing[task])])[task] = None
    if late:
        yield f"Tập trung hoàn thành các nhiệm vụ đã quá hạn: nhiệm vụ số {numbers_of(late)}."
    days = [(f"hạn {day(due)}", until[due]) for due in sorted(until)] + list(undated.items())
    if days:
        listed = "; ".join(f"nhiệm vụ {numbers_of(tasks)} ({when})" for when, tasks in days)
        yield f"Tiếp tục thực hiện: {listed}."
    if untold:
        yield f"Thông báo lại đến đơn vị chưa liên hệ được: nhiệm vụ {numbers_of(untold)}."
    if waits:
        yield f"Xác nhận hoàn thành đối với nhiệm vụ {numbers_of(waits)}."


def _undated(timing: str) -> str:
    """The plan's own words where they name no day: "thường xuyên"."""
    if "thường xuyên" in timing.casefold():
        return "thường xuyên"
    return squash(timing).strip(" .") if 0 < len(timing) <= _SHORT else "không thời hạn"
