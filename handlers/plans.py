"""A plan's life: taken in as a draft, approved by the clerk, closed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, cast

from sqlmodel import Session, col, func, select

from handlers.assign import planned_assignments, unclear_names
from models.assignment import Assignment
from models.office import Office
from models.people import Person
from models.plan import Plan, PlanState, Task, tasks_of
from plans.draft import Kind, PlanDraft, TaskDraft
from plans.milestones import as_stored, from_stored

HEAD = ("number", "date", "issuer", "title", "theme", "start", "end")
_DAYS = ("start", "end", "due")
_CORRECTED = ("title", "text", "leads", "cooperators", "timing", "targets", *_DAYS)


class NotApprovableError(Exception):
    """The plan cannot be approved as it is; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class Source:
    """Where a draft came from."""

    name: str
    sha256: str
    by: Person | None = None
    album: str | None = None


@dataclass(frozen=True)
class Approval:
    """What approving did: the assignments made, and the tasks that nobody answers for."""

    assignments: tuple[Assignment, ...]
    without_lead: tuple[Task, ...]


def known_file(session: Session, office: Office, sha256: str) -> Plan | None:
    """The plan already taken from the very same file, or the one that such a file went into."""
    if not sha256:  # a file that was not kept is like no other
        return None
    query = select(Plan).where(Plan.office_id == office.id, Plan.sha256 == sha256).order_by(col(Plan.id).desc())
    known = session.exec(query).first()
    while known is not None and known.state is PlanState.MERGED:
        known = session.get(Plan, known.revises)
    return None if known is None or known.state is PlanState.DISCARDED else known


def is_of_album(session: Session, album: str) -> bool:
    """True where a plan was read from files of this album."""
    query = select(Plan.id).where(Plan.album == album, Plan.state != PlanState.DISCARDED)
    return session.exec(query).first() is not None


def take_in(session: Session, office: Office, draft: PlanDraft, sources: Sequence[Source], now: datetime) -> Plan:
    """Store what was read of one or more files as a draft. Nobody but the clerk hears of it."""
    source = sources[0]
    plan = Plan(
        office_id=office.id or 0,
        sha256=source.sha256,
        file_name=source.name,
        album=source.album,
        targets=list(draft.targets),
        left_out=[{**asdict(each), "lines": draft.lines_of(each)} for each in draft.left_out],
        doubts=list(draft.doubts),
        added_at=now,
        added_by=source.by.id if source.by else None,
        **{name: getattr(draft, name) for name in HEAD},
    )
    session.add(plan)
    session.flush()
    fill(session, plan, draft)
    for other in sources[1:]:
        part = Plan(office_id=plan.office_id, sha256=other.sha256, file_name=other.name, added_at=now)
        part.state, part.revises, part.album = PlanState.MERGED, plan.id, other.album
        session.add(part)
    session.flush()
    return plan


def fill(session: Session, plan: Plan, draft: PlanDraft) -> None:
    """Give a plan the draft's tasks."""
    for position, task in enumerate(draft.tasks, 1):
        row = task_row(plan, position, task, draft.source_of(task))
        row.read = _as_stored(task)
        session.add(row)
    session.flush()


def add_task(session: Session, plan: Plan, draft: TaskDraft, source: str = "") -> Task:
    """One more task at the end of a draft."""
    last = session.exec(select(func.max(col(Task.position))).where(Task.plan_id == plan.id)).one() or 0
    task = task_row(plan, last + 1, draft, source)
    session.add(task)
    session.flush()
    return task


def task_row(plan: Plan, position: int, draft: TaskDraft, source: str) -> Task:
    return Task(
        plan_id=plan.id or 0,
        position=position,
        label=draft.label,
        title=draft.title,
        text=draft.text,
        kind=draft.kind.value,
        leads=list(draft.leads),
        cooperators=list(draft.cooperators),
        timing=draft.timing,
        start=draft.start,
        end=draft.end,
        due=draft.due,
        targets=list(draft.targets),
        output=draft.output,
        milestones=as_stored(draft.milestones),
        why=[asdict(each) for each in draft.why],
        source=source,
        doubts=list(draft.doubts),
    )


def _as_stored(draft: TaskDraft) -> dict[str, object]:
    """The fields that a clerk may correct, in JSON's types."""
    fields = {name: getattr(draft, name) for name in _CORRECTED}
    days = {name: day.isoformat() if day else None for name, day in fields.items() if name in _DAYS}
    return {**fields, **days, "milestones": as_stored(draft.milestones)}


def as_read(task: Task) -> TaskDraft:
    """The task as the document states it, whatever the clerk corrected; as it is where that was not kept."""
    if not task.read:
        return draft_of(task)
    fields: dict[str, Any] = {**task.read, "milestones": from_stored(cast("Any", task.read["milestones"]))}
    for name in _DAYS:
        fields[name] = date.fromisoformat(fields[name]) if fields[name] else None
    for name in ("leads", "cooperators", "targets"):
        fields[name] = tuple(fields[name])
    return replace(draft_of(task), **fields)


def corrected(task: Task) -> set[str]:
    """The fields in which a task differs from its document."""
    read, now = as_read(task), draft_of(task)
    return {name for name in (*_CORRECTED, "milestones") if getattr(read, name) != getattr(now, name)}


def draft_of(task: Task) -> TaskDraft:
    """The task as a reader would have drafted it, to ask anew what is doubtful after the clerk changed it."""
    return TaskDraft(
        text=task.text,
        label=task.label,
        title=task.title,
        kind=Kind(task.kind),
        leads=tuple(task.leads),
        cooperators=tuple(task.cooperators),
        timing=task.timing,
        start=task.start,
        end=task.end,
        due=task.due,
        targets=tuple(task.targets),
        output=task.output,
        milestones=from_stored(task.milestones),
    )


def plan_draft_of(session: Session, plan: Plan) -> PlanDraft:
    """A plan that was taken in, as a reader would have drafted it; of its text the passages of the tasks are kept."""
    head = {name: getattr(plan, name) for name in HEAD}
    text, tasks = "", []
    for task in tasks_of(session, plan.id or 0):
        tasks.append(
            replace(draft_of(task), source=(len(text), len(text) + len(task.source)), doubts=tuple(task.doubts))
        )
        text += f"{task.source}\n"
    return PlanDraft(
        **head, targets=tuple(plan.targets), tasks=tuple(tasks), doubts=tuple(plan.doubts), text=text.rstrip("\n")
    )


def drafts(session: Session, office: Office) -> list[Plan]:
    """The drafts under review, newest first."""
    query = select(Plan).where(Plan.office_id == office.id, Plan.state == PlanState.DRAFT)
    return list(session.exec(query.order_by(col(Plan.id).desc())).all())


def approve(session: Session, plan: Plan, by: Person | None, now: datetime) -> Approval:
    """Make the plan active and create its assignments; refuses while a unit's name is unclear."""
    if plan.state is not PlanState.DRAFT:
        raise NotApprovableError("Kế hoạch này không còn là dự thảo.")
    if plan.revises is not None:
        raise NotApprovableError(f"Đây là bản điều chỉnh của kế hoạch {plan.revises}, không phải kế hoạch mới.")
    unclear = unclear_names(session, plan)
    if unclear:
        raise NotApprovableError(f"Chưa rõ đơn vị: {'; '.join(sorted({question.name for question in unclear}))}.")
    assignments = planned_assignments(session, plan)
    if not assignments:
        raise NotApprovableError("Kế hoạch chưa giao nhiệm vụ nào cho đơn vị nào.")
    plan.state, plan.approved_at, plan.approved_by = PlanState.ACTIVE, now, by.id if by else None
    led = {a.task_id for a in assignments if a.duty == "lead"}
    session.add(plan)
    session.add_all(assignments)
    session.flush()
    orphans = [task for task in tasks_of(session, plan.id or 0) if task.id not in led]
    return Approval(tuple(assignments), tuple(orphans))
