"""Rows of the database to a report at a moment: pure, so that the same rows always tell the same."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from models.assignment import Assignment, Duty, Progress, Said, Status
from models.people import Role
from models.plan import Task
from models.reach import Word
from models.standing import Standing, standing, status
from reports.assess import assess, blockers, gaps, open_request, requests
from reports.goals import goals
from reports.heading import head_of
from reports.issues import Names, hindered, issues
from reports.merged import counted_once
from reports.rates import completion_rates, count_statuses
from reports.report import Issue, Line, Part, Report, TaskResult
from reports.rows import Index, Records, index_of, items_of
from reports.sentences import state_sentence
from reports.tally import tally
from reports.told import result_sentences
from vietnamese.text import clean, squash
from vietnamese.writing import day


def summarise(records: Records, as_of: dt.datetime) -> Report:
    """Everything said until `as_of` (aware, inclusive); what was said or corrected later changes nothing."""
    index = index_of(records, as_of)
    tasks = _results(index)
    counts = count_statuses(part.status for task in tasks for part in task.parts if part.duty is Duty.LEAD)
    report = Report(
        head=replace(
            head_of(records.office, records.plan, as_of, records.only, _chief(records)),
            amended_by=tuple(each.cited for each in records.efforts.amendments if each.cited),
        ),
        tasks=tasks,
        counts=counts,
        rates=completion_rates(counts),
        gaps=gaps(tasks),
        blockers=blockers(tasks),
        requests=requests(tasks),
        issues=_issues(records, index),
        efforts=records.efforts,
        reach=tuple(records.contacts),
        passed=tuple(records.passed),
        goals=goals(records.aims.get(None, ()), (tally for task in tasks for tally in task.tallies)),
    )
    return assess(report)


def _chief(records: Records) -> str | None:
    """Who signs one unit's report: its head, if it has just one."""
    mine = [each for each in records.people if records.only and each.unit_id == records.only.id and each.active]
    names = [each.name for each in mine if each.role is Role.HEAD]
    return names[0] if len(names) == 1 else None


def _issues(records: Records, index: Index) -> tuple[Issue, ...]:
    positions = {task.id: task.position for task in records.tasks}
    work = {
        row.id: (positions[row.task_id], index.units.get(row.unit_id, ""))
        for row in records.assignments
        if row.task_id in positions
    }
    units = {person.id: index.units.get(person.unit_id, "") for person in records.people}
    names = Names(work, units, index.people, records.office.zone)
    return issues(items_of(records, index.as_of), names, index.taken_back)


def _results(index: Index) -> tuple[TaskResult, ...]:
    assigned: dict[int, list[Assignment]] = defaultdict(list)
    for assignment in index.records.assignments:
        assigned[assignment.task_id].append(assignment)
    tasks = sorted(index.records.tasks, key=lambda task: task.position)
    titles = [task.title for task in tasks]
    return tuple(
        _result(index, task, assigned[task.id or 0], repeated=titles.count(task.title) > 1)
        for task in tasks
        if _stands(index, task, assigned[task.id or 0]) and (assigned[task.id or 0] or not index.records.only)
    )


def _stands(index: Index, task: Task, assigned: Iterable[Assignment]) -> bool:
    """Dropped tasks do until the units were told so; those left out in review never had any."""
    return not task.dropped or any(row.ended_at is not None and row.ended_at > index.as_of for row in assigned)


def _result(index: Index, task: Task, assigned: list[Assignment], *, repeated: bool) -> TaskResult:
    ordered = sorted(assigned, key=lambda row: (row.duty is not Duty.LEAD, row.id or 0))
    told = {row.id: _part(index, row) for row in ordered}
    parts = tuple(told[row.id] for row in ordered if not _has_ended(index, row))
    # Who led before a later plan or a merger is asked no more, but what was done was done.
    ended = [row for row in ordered if _has_ended(index, row) and told[row.id].lines]
    heading = f"{task.title}: {task.text}" if task.title and repeated else task.name
    return TaskResult(
        position=task.position,
        heading=squash(clean(heading)),
        text=clean(task.text),
        label=task.label,
        leads=_as_written(task.leads, parts, Duty.LEAD),
        cooperators=_as_written(task.cooperators, parts, Duty.COOPERATOR),
        timing=task.timing,
        due=task.deadline,
        targets=tuple(task.targets),
        parts=parts,
        tallies=tally((*parts, *(_counted(told, row) for row in ended)), index.records.aims.get(task.id, ())),
        former=tuple(told[row.id] for row in ended),
    )


def _counted(told: Mapping[int | None, Part], row: Assignment) -> Part:
    """A former part as its figures count beside those of the part that goes on."""
    goes_on = told.get(row.merged_into)
    return counted_once(told[row.id], goes_on, row.ended_at) if goes_on and row.ended_at else told[row.id]


def _has_ended(index: Index, assignment: Assignment) -> bool:
    return assignment.ended_at is not None and assignment.ended_at <= index.as_of


def _as_written(names: Iterable[str], parts: Iterable[Part], duty: Duty) -> tuple[str, ...]:
    """A collective name stays as the plan has it; without one, the units themselves."""
    return tuple(names) or tuple(part.unit for part in parts if part.duty is duty)


def _part(index: Index, assignment: Assignment) -> Part:
    assignment = index.then(assignment)
    journal = index.journal.get(assignment.id, [])
    now = standing(journal, until=index.as_of)
    if assignment.id in index.obstacles:
        now = hindered(now, index.obstacles[assignment.id])
    lines = tuple(_line(index, row) for row in journal)
    standing_lines = [line for line in lines if line.counts]
    word = index.records.reach.word_of(assignment, heard=now.heard_at is not None)
    state = _status(now, assignment.due, index.today, word)
    first = state_sentence(now, state, assignment.due, word)
    part = Part(
        unit=index.units.get(assignment.unit_id, f"Đơn vị {assignment.unit_id}"),
        duty=assignment.duty,
        status=state,
        state=now.state,
        percent=now.percent,
        blocker=squash(clean(now.blocker)) if now.blocker else None,
        due=assignment.due,
        original_due=assignment.original_due,
        done_on=now.done_on,
        heard_on=max((line.day for line in lines if line.said is not Said.STOPPED), default=None),
        reported=any(line.said not in (Said.RECEIVED, Said.WITHDRAWN, Said.STOPPED) for line in standing_lines),
        reached=word is not Word.LOST and assignment.unit_id in index.records.reach.chats,
        asked=word is not Word.WAITS,
        sentences=(first, *result_sentences(lines, now)),
        evidence=sum(len(line.files) for line in standing_lines),
        lines=lines,
        reason=squash(clean(now.reason)) if now.reason else None,
        merged_into=index.goes_on(assignment),
    )
    return replace(part, sentences=(_wished(part) or first, *part.sentences[1:]))


def _wished(part: Part) -> str:
    """Where a unit stands that has said no more than that it needs longer; empty for others."""
    asked = any(line.counts and line.said is Said.MORE_TIME for line in part.lines)
    if part.state not in (None, Said.RECEIVED) or not asked:
        return ""
    overdue = f", đã quá hạn {day(part.due)}" if part.due and part.status is Status.OVERDUE else ""
    if wish := open_request(part):
        return f"Đã {wish}{overdue}, chưa báo cáo kết quả."
    granted = part.due is not None and part.due != part.original_due
    return f"Đã được gia hạn đến ngày {day(part.due)}{overdue}, chưa báo cáo kết quả." if part.due and granted else ""


def _status(now: Standing, due: dt.date | None, today: dt.date, word: Word) -> Status:
    """Nobody is late for what never came to them."""
    found = status(now, due, today)
    return Status.NOT_STARTED if found is Status.OVERDUE and word is not Word.ARRIVED else found


def _line(index: Index, row: Progress) -> Line:
    identity = row.id or 0
    return Line(
        id=identity,
        at=row.at.astimezone(dt.UTC),
        day=row.day,
        said=row.said,
        person=index.people.get(row.person_id),
        words=clean(row.words),
        percent=row.percent,
        blocker=squash(clean(row.blocker)) if row.blocker else None,
        asked_due=row.asked_due,
        numbers=tuple(index.numbers.get(row.id, ())),
        files=tuple(index.files.get(row.id, ())),
        counts=identity not in index.taken_back,
        corrects=row.corrects,
        wish=index.wishes.get(row.id),
        settles=row.settles,
        entered_by=index.people.get(row.entered_by) if row.entered_by else None,
    )
