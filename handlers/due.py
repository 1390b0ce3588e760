"""When each assignment is asked about next, recomputed whenever it changes."""

from datetime import datetime

import sqlalchemy as core
from sqlalchemy import bindparam, update
from sqlmodel import Session, col, or_, select

from handlers.work import Work
from models.assignment import Assignment
from models.bundle import Followed
from models.cadence import Policy, next_reminder
from models.database import table_of
from models.follow import open_work, policy_of
from models.office import Office
from models.outbox import Delivery, OutboxMessage, Priority, cancel
from models.people import Person
from models.plan import Plan, Task
from models.posts import units_held


def reschedule(session: Session, office: Office, work: Work, now: datetime) -> None:
    with session.no_autoflush:  # the standing and this are written together
        policy = policy_of(session, office)
    work.assignment.remind_at = _next(Followed(work.assignment, work.task, work.plan), policy, now)


def start_reminding(session: Session, office: Office, plan: Plan, now: datetime) -> datetime | None:
    """Set the next due time of every assignment of a plan that was approved or changed; the earliest of them."""
    policy = policy_of(session, office)
    query = select(Assignment, Task).where(Assignment.plan_id == plan.id, Assignment.task_id == Task.id)
    query = query.where(col(Assignment.ended_at).is_(None))
    moments = []
    for assignment, task in session.exec(query).all():
        assignment.remind_at = _next(Followed(assignment, task, plan), policy, now)
        moments.append(assignment.remind_at)
    return min((at for at in moments if at is not None), default=None)


def catch_up(session: Session, office: Office, person: Person, now: datetime) -> None:
    """Whoever has just joined is asked now about what could reach nobody of the unit before."""
    policy = policy_of(session, office)
    unheard = col(Assignment.reminded_at).is_(None), col(Assignment.heard_at).is_(None)
    today = policy.calendar.local_day(now)
    of_units = col(Assignment.unit_id).in_(units_held(session, person, today))
    concerns = or_(of_units, Assignment.person_id == person.id)
    for followed in open_work(session, *unheard, concerns, col(Assignment.remind_at).is_not(None), day=today):
        if person.id in followed.told_on(today):
            followed.assignment.remind_at = _next(followed, policy, now)


def recompute(session: Session, office: Office, now: datetime) -> tuple[int, datetime | None]:
    """Set all open work's next due times by the office's changed settings; how many moved, and the earliest."""
    session.flush()
    policy = policy_of(session, office)
    moved, moments = 0, []
    for followed in open_work(session, Assignment.office_id == office.id, lock=True):
        assignment, before = followed.assignment, followed.assignment.remind_at
        assignment.remind_at = _next(followed, policy, now)
        moved += assignment.remind_at != before
        moments.append(assignment.remind_at)
    _keep_within_hours(session, office, policy, now)
    return moved, min((at for at in moments if at is not None), default=None)


def _keep_within_hours(session: Session, office: Office, policy: Policy, now: datetime) -> None:
    """What waits to be sent may not go out after the new closing time."""
    table = table_of(OutboxMessage)
    closing = policy.calendar.closing(policy.calendar.local_day(now))
    late = (table.c.priority == Priority.REMINDER) & (table.c.not_after > closing)
    waiting = table.c.status.in_([Delivery.QUEUED, Delivery.CLAIMED]) & (table.c.office_id == office.id)
    session.execute(update(table).where(late, waiting).values(not_after=closing))


def call_back(session: Session, answered: set[int]) -> None:
    """Stop the reminders that wait to be sent, as while the platform is down, once all they ask about is answered."""
    waiting = {
        number: ({*asked}, due_at)
        for identity in answered
        for number, asked, due_at in session.execute(_WAITING_REMINDERS, {"about": f"%{identity}%"})
        if identity in asked
    }
    if over := [number for number, of in waiting.items() if _is_answered(session, *of, answered)]:
        cancel(session, over)


# In the morning a whole province's reminders may wait: only those that show the digits of the number are read.
_OUTBOX = table_of(OutboxMessage)
_WAITING_REMINDERS = (
    core.select(_OUTBOX.c.id, _OUTBOX.c.speaks_of, _OUTBOX.c.due_at)
    .where(_OUTBOX.c.status.in_([Delivery.QUEUED, Delivery.CLAIMED]))
    .where(_OUTBOX.c.priority == Priority.REMINDER)
    .where(core.cast(_OUTBOX.c.speaks_of, core.String).like(bindparam("about")))
)


def call_off(session: Session, assignment_id: int, now: datetime) -> None:
    """Reminders that wait to be sent of work that changed hands: what else they ask is due again, of whom it was."""
    for number, asked, due_at in session.execute(_WAITING_REMINDERS, {"about": f"%{assignment_id}%"}).all():
        if assignment_id not in asked:
            continue
        # The key is that person's of the day, and is needed again for the rest.
        aside = _OUTBOX.c.key + f":{assignment_id}:{number}"
        off = {"status": Delivery.CANCELLED, "lease_until": None, "key": aside}
        session.execute(update(_OUTBOX).where(_OUTBOX.c.id == number).values(**off))
        for followed in open_work(session, col(Assignment.id).in_({*asked} - {assignment_id})):
            rest = followed.assignment
            if rest.heard_at and rest.heard_at >= due_at:
                continue
            rest.remind_at, rest.unanswered = now, max(0, rest.unanswered - 1)
            if rest.unanswered == 0 and rest.heard_at is None:
                rest.reminded_at = None  # it was the first word, and nobody has it


def pass_on(session: Session, person: Person) -> None:
    """Reminders that wait to be sent to somebody who is away or left: what they ask is due again, of others."""
    table = table_of(OutboxMessage)
    waiting = table.c.status.in_([Delivery.QUEUED, Delivery.CLAIMED]) & (table.c.priority == Priority.REMINDER)
    session.execute(
        update(table).where(table.c.person_id == person.id, waiting).values(status=Delivery.EXPIRED, lease_until=None)
    )


def _is_answered(session: Session, asked: set[int], due_at: datetime, answered: set[int]) -> bool:
    others = select(Assignment.heard_at).where(col(Assignment.id).in_(asked - answered))
    return all(heard_at and heard_at >= due_at for heard_at in session.exec(others).all())


def _next(followed: Followed, policy: Policy, now: datetime) -> datetime | None:
    return next_reminder(followed.assignment, followed.period, policy, now)
