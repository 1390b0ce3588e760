"""Loads an office's overview: one look at its rows, from which every digest of that moment is made."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, and_, col, or_, select

from models.assignment import OVER, Assignment, Duty, Status
from models.bundle import Followed
from models.follow import open_work, policy_of
from models.item import Item, ItemKind
from models.office import Office
from models.overview import Asked, Counts, Matter, Open, Overview
from models.people import Person
from models.plan import Plan, PlanState, Task
from models.privacy import cleared_since, open_requests
from models.reach import Reach, Word, reach_of
from models.roll import roll_of
from models.standing import status_of
from models.trouble import trouble
from models.unreached import away_alone, away_long, not_reached
from vietnamese.calendar import WorkCalendar


@dataclass(frozen=True)
class _Look:
    """What every row is seen with."""

    session: Session
    office: Office
    calendar: WorkCalendar
    now: dt.datetime
    units: Mapping[int | None, str]
    people: Mapping[int | None, Person]
    reach: Reach

    @property
    def today(self) -> dt.date:
        return self.calendar.local_day(self.now)


def survey(session: Session, office: Office, now: dt.datetime) -> Overview:
    """Everything that the office's digests are made of."""
    office_id = office.id or 0
    roll = roll_of(session, office, now)
    look = _Look(
        session,
        office,
        policy_of(session, office).calendar,
        now,
        {unit.id: unit.name for unit in roll.units},
        {person.id: person for person in roll.people},
        reach_of(session, roll),
    )
    following = open_work(session, Assignment.office_id == office_id, day=look.today)
    unreached = [
        *not_reached(session, office, following, look.today),
        *away_alone(session, following, look.today),
        *away_long(session, office, look.calendar, look.today),
    ]
    matters = _matters(look)
    return Overview(
        office,
        look.calendar,
        look.today,
        work=_with_wishes([_open(look, f) for f in following if f.assignment.duty is Duty.LEAD], matters),
        matters=matters,
        unreached=tuple(unreached),
        drafts=_drafts(look),
        counts=_counts(look),
        asked=_asked(look),
        cleared=cleared_since(session, office_id, now - dt.timedelta(days=7)),
        trouble=trouble(session, office_id, look.calendar, now),
    )


def _open(look: _Look, followed: Followed) -> Open:
    assignment = followed.assignment
    told = _is_told(look, assignment)
    delegate = look.people.get(assignment.person_id)
    return Open(
        followed,
        look.units.get(assignment.unit_id, ""),
        late=_late(look, assignment) if told else 0,
        told=told,
        asked_today=tuple(followed.told_on(look.today)) if _is_asked_today(look, assignment) else (),
        delegate=delegate.name if delegate and delegate.active else None,
    )


def _is_told(look: _Look, assignment: Assignment) -> bool:
    return look.reach.word_of(assignment, heard=assignment.heard_at is not None) is Word.ARRIVED


def _late(look: _Look, assignment: Assignment) -> int:
    if assignment.due is None or look.today <= assignment.due:
        return 0
    first = look.reach.told.get(assignment.id or 0)
    since = max(assignment.due, look.calendar.local_day(first)) if first else assignment.due
    return look.calendar.working_days_between(since, look.today)


def _is_asked_today(look: _Look, assignment: Assignment) -> bool:
    """In the reminder of this morning, whether it went out or is still to come."""
    reminded = assignment.reminded_at and look.calendar.local_day(assignment.reminded_at) == look.today
    coming = assignment.remind_at and assignment.remind_at <= look.calendar.closing(look.today)
    return bool(reminded or coming)


def _with_wishes(work: Sequence[Open], matters: Sequence[Matter]) -> tuple[Open, ...]:
    wishes = {m.item.assignment_id: m.item.asked_due for m in matters if m.item.kind is ItemKind.MORE_TIME}
    return tuple(replace(each, wish=wishes.get(each.id)) for each in work)


def _matters(look: _Look) -> tuple[Matter, ...]:
    """What is open and of work that is still followed, or of none; the oldest first."""
    followed = and_(Plan.state == PlanState.ACTIVE, col(Task.dropped).is_(False), col(Assignment.ended_at).is_(None))
    unended = or_(col(Assignment.state).is_(None), col(Assignment.state).not_in(OVER))
    query = (
        select(Item, Assignment, Task)
        .join(Assignment, col(Assignment.id) == Item.assignment_id, isouter=True)
        .join(Task, col(Task.id) == Assignment.task_id, isouter=True)
        .join(Plan, col(Plan.id) == Assignment.plan_id, isouter=True)
        .where(Item.office_id == look.office.id, col(Item.closed_at).is_(None))
        .where(or_(col(Item.assignment_id).is_(None), followed))
        .where(or_(Item.kind != ItemKind.MORE_TIME, unended))
        .order_by(col(Item.raised_at), col(Item.id))
    )
    return tuple(_matter(look, *row) for row in look.session.exec(query).all())


def _matter(look: _Look, item: Item, assignment: Assignment | None, task: Task | None) -> Matter:
    raised_by = look.people.get(item.raised_by)
    unit_id = assignment.unit_id if assignment else raised_by.unit_id if raised_by else None
    unit = look.units.get(unit_id, "")
    days = look.calendar.working_days_between(look.calendar.local_day(item.raised_at), look.today)
    return Matter(item, unit, f"NV{task.position}" if task else "", days)


def _asked(look: _Look) -> tuple[Asked, ...]:
    rows = open_requests(look.session, look.office.id or 0)
    names = {identity: person.name for identity, person in look.people.items()}
    return tuple(Asked(row, names.get(row.person_id, ""), (row.due - look.today).days) for row in rows)


def _drafts(look: _Look) -> tuple[Plan, ...]:
    query = select(Plan).where(Plan.office_id == look.office.id, Plan.state == PlanState.DRAFT)
    return tuple(look.session.exec(query.order_by(col(Plan.id))).all())


def _counts(look: _Look) -> tuple[Counts, ...]:
    query = (
        select(Assignment, Plan)
        .join(Task, col(Task.id) == Assignment.task_id)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(Plan.office_id == look.office.id, Plan.state == PlanState.ACTIVE, Assignment.duty == Duty.LEAD)
        .where(col(Task.dropped).is_(False), col(Assignment.ended_at).is_(None))
        .order_by(col(Plan.id), col(Assignment.id))
    )
    found: dict[int | None, Counts] = {}
    for assignment, plan in look.session.exec(query).all():
        counts = found.get(plan.id, Counts(plan))
        name = _class(look, assignment)
        found[plan.id] = replace(counts, **{name: getattr(counts, name) + 1})
    return tuple(found.values())


def _class(look: _Look, assignment: Assignment) -> str:
    match status_of(assignment, look.today):
        case Status.DONE_ON_TIME:
            return "on_time"
        case Status.DONE_LATE:
            return "late"
        case Status.STOPPED:
            return "stopped"
        case Status.OVERDUE:
            return "overdue" if _is_told(look, assignment) else "untold"
    return "open"
