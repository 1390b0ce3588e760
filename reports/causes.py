"""Why things were late or are held up (nguyên nhân), as the units themselves said it."""

import datetime as dt
import re
from collections import defaultdict

from models.assignment import Said, Status
from reports.report import Line, Part, Report
from reports.sentences import fit_to_sign, reason
from reports.wording import WITHHELD, numbers_of, sentence
from vietnamese.text import fold

_HINDERED = (Said.BLOCKED, Said.NOT_STARTED, Said.MORE_TIME)
# "Hội nghị do Phó Giám đốc chủ trì" gives no cause; "chậm 02 ngày do ..." does.
_DELAY = re.compile(r"\b(?:chậm|muộn|trễ|quá hạn|chưa|lùi|gia hạn|vướng)\b", re.I)


def causes(report: Report) -> tuple[str, ...]:
    """Reasons given for what is held up now, is late or was late, each once with its tasks."""
    open_now = {(matter.task, matter.unit) for matter in (*report.blockers, *report.requests)}
    # What holds a unit up stands among the obstacles, in the same words.
    told = {(matter.task, matter.unit, fold(matter.text).rstrip(".")) for matter in report.blockers}
    given: dict[str, str] = {}
    tasks: dict[str, list[int]] = defaultdict(list)
    for task in report.tasks:
        for part in task.parts:
            late = _late(part, report.head.day)
            cause = _cause(part, late=late) if late or (task.position, part.unit) in open_now else None
            if cause and (task.position, part.unit, fold(cause)) not in told:
                given.setdefault(fold(cause), cause)
                tasks[fold(cause)].append(task.position)
    return tuple(
        sentence(f"{cause} (nhiệm vụ {numbers_of(dict.fromkeys(tasks[key]))})") for key, cause in given.items()
    )


def _late(part: Part, today: dt.date) -> bool:
    """Past the deadline in force or, where more time was granted, past the plan's own."""
    if part.status is Status.STOPPED:
        return False
    if part.status in (Status.OVERDUE, Status.DONE_LATE):
        return True
    return part.original_due is not None and (part.done_on or today) > part.original_due


def _cause(part: Part, *, late: bool) -> str | None:
    """The newest reason of the unit; an obstacle without "do" or "vì" is one where the work was late."""
    found = [cause for line in part.lines if line.counts and (cause := _of(line, late=late))]
    return found[-1] if found else None


def _of(line: Line, *, late: bool) -> str | None:
    hindered = line.said in _HINDERED or line.blocker is not None
    if (hindered or _DELAY.search(line.words)) and (why := reason(line.words)):
        return why
    blocker = line.blocker.rstrip(". ") if late and line.blocker else ""
    return blocker if blocker != WITHHELD and fit_to_sign(blocker) else None
