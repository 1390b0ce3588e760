"""How many lead assignments were in each class at the end of each day, from a Report's lines alone."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from models.assignment import Duty, Progress, Status
from models.standing import Standing, standing, status
from reports.report import Line, Part, Report

Counts = Mapping[Status, int]


def by_day(report: Report) -> list[tuple[dt.date, Counts]]:
    """One entry a day, from the plan's first day or its first reply to the report's own, whose counts are the report's.

    A deadline that was moved is the new one from the day on which more time was asked for.
    """
    last = report.head.day
    parts = [part for task in report.tasks for part in task.parts if part.duty is Duty.LEAD]
    told = [line.day for part in parts for line in part.lines]
    first = min([last, *told, *([report.head.start] if report.head.start else [])])
    days = [first + dt.timedelta(days=number) for number in range((last - first).days)]
    found = [Counter[Status]() for _ in days]
    for part in parts:
        for counts, each in zip(found, _statuses(part, days), strict=True):
            counts[each] += 1
    past = [{each: counts[each] for each in Status} for counts in found]
    return [*zip(days, past, strict=True), (last, report.counts)]


def _statuses(part: Part, days: Sequence[dt.date]) -> Iterator[Status]:
    """The class at the end of each day: as a report of that day tells it, before any correction that came later."""
    journal = [_row(line) for line in part.lines]
    changes = {line.day for line in part.lines}
    asked = min(
        (line.day for line in part.lines if line.wish == "decided" and line.asked_due == part.due), default=None
    )
    now, heard = Standing(), False
    for day in days:
        if day in changes:
            now, heard = standing([row for row in journal if row.day <= day]), True
        found = status(now, part.original_due if asked and day < asked else part.due, day)
        # Nobody is late for what never came to them.
        never = found is Status.OVERDUE and not heard and not (part.status is Status.OVERDUE or _told(part))
        yield Status.NOT_STARTED if never else found


def _told(part: Part) -> bool:
    return part.reached and part.asked


def _row(line: Line) -> Progress:
    """The line as the journal has it, for its rules are the same."""
    return Progress(
        id=line.id,
        assignment_id=0,
        at=line.at,
        day=line.day,
        said=line.said,
        percent=line.percent,
        blocker=line.blocker,
        corrects=line.corrects,
        settles=line.settles,
    )
