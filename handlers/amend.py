"""Applying a changed version to a plan: what stayed keeps its journal."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, func, select

from handlers.assign import resolve, units_of
from handlers.due import call_back, start_reminding
from handlers.plan_changed import Change, Note, tell_all
from handlers.plans import NotApprovableError, corrected
from handlers.versions import Difference, Shift
from models.assignment import ENDED, Assignment, Duty, Progress, Said, journal_of
from models.office import Office
from models.people import Person
from models.plan import Plan, PlanState, Task
from models.standing import advance
from plans.compare import Part

FIELDS = {
    Part.TEXT: ("title", "text", "targets"),
    Part.LEADS: ("leads",),
    Part.COOPERATORS: ("cooperators",),
    Part.TIME: ("timing", "start", "end", "due", "milestones"),
    Part.TARGETS: ("targets",),
}
_ALWAYS = ("label", "source", "output", "read")  # where the new document has it, whatever else changed


@dataclass(frozen=True)
class Amended:
    """What was done: who was told, and the units nobody of which could be."""

    difference: Difference
    told: int
    silent: tuple[str, ...]
    first: datetime | None


def amend(session: Session, office: Office, found: Difference, by: Person | None, now: datetime) -> Amended:
    """Make the new version the plan's; names of units must be clear. Raises NotApprovableError."""
    if found.draft.state is not PlanState.DRAFT or found.plan.state is not PlanState.ACTIVE:
        raise NotApprovableError("Bản điều chỉnh này không còn chờ áp dụng.")
    change = Change(session, office, found, now, units_of(session, office.id or 0))
    _take_head(found.plan, found.draft)
    for shift in found.shifts:
        _rewrite(change, shift)
    for task in found.added:
        _add(change, task)
    for task in found.removed:
        task.dropped, task.read = True, {}
        for assignment in _assignments(session, task):
            _end(change, Note("removed", task, assignment))
    found.draft.state, found.draft.approved_at, found.draft.approved_by = PlanState.MERGED, now, by.id if by else None
    session.flush()
    call_back(session, {note.assignment.id or 0 for note in change.notes})
    told, silent = tell_all(change)
    first = start_reminding(session, office, found.plan, now)
    return Amended(found, told, silent, first)


def _take_head(plan: Plan, draft: Plan) -> None:
    """Number and title stay those under which the plan is known; its period, theme and aims are the newest."""
    for name in ("theme", "start", "end"):
        setattr(plan, name, getattr(draft, name) or getattr(plan, name))
    plan.targets = list(draft.targets or plan.targets)
    plan.outside = list(draft.outside)


def _rewrite(change: Change, shift: Shift) -> None:
    task, new = shift.task, shift.new
    names = dict.fromkeys(name for part in shift.parts for name in FIELDS[part])
    told = replace(shift, task=Task(**task.model_dump()))  # the message says what was, and what is
    if shift.parts:
        task.earlier = [*task.earlier, _was(change, shift, list(names))]
    old_deadline = task.deadline
    for name in (*names, *_ALWAYS):
        if name in names or getattr(new, name):
            setattr(task, name, getattr(new, name))
    kept = corrected(task)
    task.why = [why for why in new.why if why["field"] not in kept]
    change.session.add(task)
    if shift.parts:
        _reassign(change, task, told)
        _move(change, task, old_deadline)


def _was(change: Change, shift: Shift, names: list[str]) -> dict[str, object]:
    """The fields as they were, in JSON's types."""
    was: dict[str, Any] = {name: getattr(shift.task, name) for name in names}
    if Part.TIME in shift.parts and shift.task.deadline:
        was["deadline"] = shift.task.deadline
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in was.items()}
    return {"until": change.today.isoformat(), "by": change.difference.draft.number, **plain}


def _reassign(change: Change, task: Task, shift: Shift | None) -> None:
    """The units that the task names now: a unit that stays keeps its journal, one that goes keeps it too, and ends."""
    resolved = resolve(task, change.units, change.difference.plan.outside)
    wanted = {unit.id or 0: Duty.COOPERATOR for unit in resolved.cooperators}
    wanted |= {unit.id or 0: Duty.LEAD for unit in resolved.leads}
    standing = {each.unit_id: each for each in _assignments(change.session, task, ended=True)}
    if shift and not {Part.LEADS, Part.COOPERATORS} & set(shift.parts):
        wanted = {unit: each.duty for unit, each in standing.items() if each.ended_at is None}
    for unit, duty in wanted.items():
        if unit in standing:
            _keep(change, task, standing[unit], duty, shift)
        else:
            change.notes.append(Note("new", task, _new(change, task, unit, duty)))
    for unit, assignment in standing.items():
        if unit not in wanted and assignment.ended_at is None:
            _end(change, Note("ended", task, assignment, shift))


def _keep(change: Change, task: Task, assignment: Assignment, duty: Duty, shift: Shift | None) -> None:
    back, other = assignment.ended_at is not None, assignment.duty is not duty
    if other and duty is Duty.LEAD and assignment.state in ENDED:
        _reopen(change, assignment)
    assignment.ended_at, assignment.duty = None, duty
    change.session.add(assignment)
    change.notes.append(Note("new" if back else "duty" if other else "changed", task, assignment, shift))


def _reopen(change: Change, assignment: Assignment) -> None:
    """A cooperator that did its part has not done the task that it now leads."""
    line = Progress(assignment_id=assignment.id or 0, at=change.now, day=change.today, said=Said.WORKING)
    change.session.add(line)
    change.session.flush()
    advance(assignment, journal_of(change.session, assignment.id or 0))


def _move(change: Change, task: Task, old: date | None) -> None:
    """The new deadline, save where more time was granted beyond it; the first one stays to be seen."""
    if task.deadline == old:
        return
    for assignment in _assignments(change.session, task):
        extended = assignment.due is not None and old is not None and assignment.due > old
        due = task.deadline
        assignment.due = max(assignment.due, due) if extended and assignment.due and due else due
        assignment.original_due = assignment.original_due or due
        assignment.snoozed_until = None  # it was put off with the old date in view
        change.session.add(assignment)


def _add(change: Change, new: Task) -> None:
    last = change.session.exec(
        select(func.max(col(Task.position))).where(Task.plan_id == change.difference.plan.id)
    ).one()
    kept = new.model_dump(exclude={"id", "plan_id", "position"})
    task = Task(plan_id=change.difference.plan.id or 0, position=(last or 0) + 1, **kept)
    change.session.add(task)
    change.session.flush()
    _reassign(change, task, None)


def _new(change: Change, task: Task, unit: int, duty: Duty) -> Assignment:
    assignment = Assignment(
        office_id=change.office.id or 0,
        plan_id=task.plan_id,
        task_id=task.id or 0,
        unit_id=unit,
        duty=duty,
        due=task.deadline,
        original_due=task.deadline,
    )
    change.session.add(assignment)
    change.session.flush()
    return assignment


def _end(change: Change, note: Note) -> None:
    note.assignment.ended_at, note.assignment.remind_at = change.now, None
    change.session.add(note.assignment)
    change.notes.append(note)


def _assignments(session: Session, task: Task, *, ended: bool = False) -> list[Assignment]:
    """Without those that became part of another unit's."""
    query = select(Assignment).where(Assignment.task_id == task.id, col(Assignment.merged_into).is_(None))
    if not ended:
        query = query.where(col(Assignment.ended_at).is_(None))
    return list(session.exec(query.order_by(col(Assignment.id))).all())
