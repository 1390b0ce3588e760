"""How a plan was followed until a moment: reminders that arrived, letters drafted, versions taken over."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from models.assignment import Assignment
from models.office import Office
from models.outbox import Delivery, OutboxMessage, Priority, Snapshot, SnapshotKind
from models.plan import Plan, PlanState, Task
from reports.efforts import Amendment, Efforts


def efforts_of(
    session: Session, plan: Plan, as_of: dt.datetime, tasks: Sequence[Task], assignments: Sequence[Assignment]
) -> Efforts:
    """What was done to carry out the plan until `as_of`; of one unit where `assignments` are that unit's."""
    office = session.get_one(Office, plan.office_id)
    units = {row.id or 0: row.unit_id for row in assignments}
    reminders, reminded = _reminders(session, office, units, as_of)
    gone = _gone(tasks, assignments)
    return Efforts(
        reminders,
        reminded,
        _letters(session, office, plan, as_of),
        tuple(_amendments(session, office, plan, as_of, gone)),
        tuple(sorted(gone[None])),
    )


def _reminders(session: Session, office: Office, units: Mapping[int, int], as_of: dt.datetime) -> tuple[int, int]:
    """How many reminders about this work arrived, and at how many units."""
    query = select(OutboxMessage.speaks_of).where(
        OutboxMessage.office_id == office.id,
        OutboxMessage.priority == Priority.REMINDER,
        OutboxMessage.status == Delivery.SENT,
        col(OutboxMessage.sent_at) <= as_of,
    )
    found = [of for spoken in session.exec(query) if (of := units.keys() & spoken)]
    return len(found), len({units[identity] for of in found for identity in of})


def _letters(session: Session, office: Office, plan: Plan, as_of: dt.datetime) -> tuple[dt.date, ...]:
    """The days on which one was drafted: drafts of one day are one letter."""
    query = select(Snapshot.made_at).where(
        Snapshot.plan_id == plan.id, Snapshot.kind == SnapshotKind.LETTER, Snapshot.made_at <= as_of
    )
    return tuple(sorted({at.astimezone(office.zone).date() for at in session.exec(query)}))


def _gone(tasks: Sequence[Task], assignments: Sequence[Assignment]) -> Mapping[dt.datetime | None, list[int]]:
    """The numbers of the tasks that do not stand, by the moment they went; None: before the plan was given out."""
    ended: dict[int, dt.datetime | None] = defaultdict(lambda: None)
    for row in assignments:
        if row.ended_at is not None:
            ended[row.task_id] = max(ended[row.task_id] or row.ended_at, row.ended_at)
    gone: dict[dt.datetime | None, list[int]] = defaultdict(list)
    for task in sorted(tasks, key=lambda task: task.position):
        if task.dropped:
            gone[ended[task.id or 0]].append(task.position)
    return gone


def _amendments(
    session: Session, office: Office, plan: Plan, as_of: dt.datetime, gone: Mapping[dt.datetime | None, list[int]]
) -> list[Amendment]:
    query = (
        select(Plan)
        .where(Plan.revises == plan.id, Plan.state == PlanState.MERGED, col(Plan.approved_at) <= as_of)
        .order_by(col(Plan.approved_at), col(Plan.id))
    )
    versions = [(version.approved_at, version) for version in session.exec(query) if version.approved_at is not None]
    return [
        Amendment(at.astimezone(office.zone).date(), version.number, version.date, tuple(gone.get(at, ())))
        for at, version in versions
        if version.number or at in gone
    ]
