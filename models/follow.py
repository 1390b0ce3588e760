"""What is followed: the open work of active plans, whom it concerns, and the messages that remind of it."""

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import Session, col, or_, select

from models.absence import spells_of
from models.assignment import CLOSED, Assignment, Said
from models.bundle import Bundle, Followed
from models.cadence import Policy
from models.claim import answerable, claim_of
from models.office import DayOverride, Office
from models.outbox import OutboxMessage, Priority, enqueue
from models.people import Person, reachable
from models.permits import Action, may
from models.plan import Plan, PlanState, Task
from models.posts import clerks, contacts
from models.recipients import Circle
from vietnamese.calendar import WorkCalendar


def policy_of(session: Session, office: Office) -> Policy:
    """How the office reminds, on its own working days."""
    days = session.exec(_OWN_DAYS, params={"office": office.id}).all()
    calendar = WorkCalendar(office.zone, office.opens, office.closes, dict(days))
    before = tuple(sorted({*office.remind_before}, reverse=True))
    return Policy(calendar, office.remind_at, before, weekly_on=office.weekly_on, snooze_days=office.snooze_days)


_OWN_DAYS = select(col(DayOverride.day), col(DayOverride.working)).where(DayOverride.office_id == bindparam("office"))


def open_work(
    session: Session, *conditions: ColumnElement[bool] | bool, day: dt.date | None = None, lock: bool = False
) -> list[Followed]:
    """The assignments of active plans that are neither done nor stopped, with whom they concern, in the plans' order.

    `day`: on which their posts are held; without one, those without an end. With `lock` the rows are held until the
    transaction ends, so that of two processes one sees what the other did.
    """
    query = (
        select(Assignment, Task, Plan)
        .join(Task, col(Task.id) == Assignment.task_id)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(Plan.state == PlanState.ACTIVE, col(Task.dropped).is_(False), col(Assignment.ended_at).is_(None))
        .where(or_(col(Assignment.state).is_(None), col(Assignment.state).not_in(CLOSED)), *conditions)
        .order_by(col(Plan.id), col(Task.position), col(Assignment.id))
    )
    if lock:
        query = query.with_for_update(of=Assignment)
    return with_people(session, session.exec(query).all(), day)


def with_people(
    session: Session, rows: Iterable[tuple[Assignment, Task, Plan]], day: dt.date | None = None
) -> list[Followed]:
    """Who answers on a day: a delegate with a chat, else the unit's contacts; of what is claimed, who confirms it."""
    rows = list(rows)
    offices = {assignment.office_id for assignment, *_ in rows}
    spells = spells_of(session, offices) if rows else {}
    of_unit: dict[int, tuple[int, ...]] = {}

    def contacts_of(unit: int) -> tuple[int, ...]:
        if unit not in of_unit:
            of_unit[unit] = tuple(person.id or 0 for person in contacts(session, unit, day))
        return of_unit[unit]

    def people(assignment: Assignment) -> tuple[tuple[int, ...], Circle]:
        if assignment.state is Said.CLAIMED:
            settling = spells_of(session, offices, settling=True) if spells else {}
            others = tuple(person.id or 0 for person in clerks(session, assignment.office_id, day))
            who = tuple(person.id or 0 for person in answerable(session, assignment, day))
            return who, Circle(others, spells=settling)
        asked = contacts_of(assignment.unit_id)
        delegate = session.get(Person, assignment.person_id) if assignment.person_id else None
        if delegate and _can_be_asked(session, delegate):
            above = tuple(person for person in asked if person != delegate.id)
            return (delegate.id or 0,), Circle(above, above, delegate.name, spells)
        return asked, Circle(spells=spells)

    found = [(*row, *people(row[0])) for row in rows]
    return [Followed(a, task, plan, who, claim_of(session, a), circle) for a, task, plan, who, circle in found]


def _can_be_asked(session: Session, delegate: Person) -> bool:
    """Of who has no chat the head is asked, who gave it."""
    return delegate.active and may(delegate.role, Action.REPORT) and reachable(session, delegate.id or 0) is not None


def bundle_key(person: int, day: dt.date) -> str:
    """One bundle a person a day, however many processes ask for it."""
    return f"remind:{person}:{day.isoformat()}"


def bundles_of(session: Session, people: Iterable[int], day: dt.date) -> dict[int, list[int]]:
    """The assignments in each person's bundle of that day; a person without one is not in it."""
    keys = {bundle_key(person, day): person for person in people}
    query = select(OutboxMessage.key, OutboxMessage.speaks_of).where(col(OutboxMessage.key).in_(keys))
    return {keys[key]: list(speaks_of) for key, speaks_of in session.exec(query).all()}


def letter(bundle: Bundle, policy: Policy, text: str, choices: Sequence[tuple[str, str, int]]) -> OutboxMessage:
    """The bundle's message, for `post`: it goes out that day within working hours or not at all."""
    day = policy.calendar.local_day(bundle.at)
    return OutboxMessage(
        key=bundle_key(bundle.person, day),
        channel="",
        address="",
        priority=Priority.REMINDER,
        text=text,
        choices=[list(choice) for choice in choices],
        speaks_of=[ask.followed.assignment.id or 0 for ask in bundle.asks],
        due_at=bundle.at,
        not_after=policy.calendar.closing(day),
    )


def post(session: Session, person: Person, message: OutboxMessage) -> bool:
    """Queue a message to a person; False where there is no way to reach them, or its key was used before."""
    address = reachable(session, person.id or 0)
    if address is None:
        return False
    message.channel, message.address = address.channel, address.address
    message.person_id, message.office_id = person.id, person.office_id
    return enqueue(session, message)
