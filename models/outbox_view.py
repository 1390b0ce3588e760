"""The outbox as the person who runs the bot sees and mends it. Every change is a compare-and-set: a running bot is not
disturbed, and what it holds at that moment is left alone. Where an office was chosen, there are no messages but its."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Update, func, or_, select, true, update
from sqlmodel import Session

from models.database import table_of
from models.office import chosen_office
from models.outbox import Delivery, OutboxMessage
from models.people import Person

_OUTBOX, _PERSON = table_of(OutboxMessage), table_of(Person)

RETRIED = (Delivery.QUEUED, Delivery.UNKNOWN, Delivery.DEAD, Delivery.EXPIRED, Delivery.CANCELLED)
CANCELLED = (Delivery.QUEUED, Delivery.CLAIMED, Delivery.UNKNOWN)


class Line(NamedTuple):
    """A message without its words; `person` is None where nobody of the office is meant."""

    id: int
    status: Delivery
    person: str | None
    channel: str
    address: str
    priority: int
    document: str | None
    due_at: datetime
    attempts: int
    error: str | None


_LINE = [_PERSON.c.name if name == "person" else _OUTBOX.c[name] for name in Line._fields]


def counts(session: Session) -> Counter[Delivery]:
    """How many messages are in each state."""
    query = select(_OUTBOX.c.status, func.count()).where(_here(session)).group_by(_OUTBOX.c.status)
    return Counter({status: count for status, count in session.execute(query)})  # noqa: C416


def listed(session: Session, states: Collection[Delivery], limit: int) -> list[Line]:
    """The messages in these states, by state and due time."""
    query = _lines().where(_here(session), _OUTBOX.c.status.in_(states))
    query = query.order_by(_OUTBOX.c.status, _OUTBOX.c.due_at, _OUTBOX.c.id).limit(limit)
    return [Line._make(row) for row in session.execute(query)]


def one(session: Session, number: int) -> tuple[Line, str] | None:
    """A message and its text; None if there is none of that number."""
    row = session.execute(_lines(_OUTBOX.c.text).where(_here(session), _OUTBOX.c.id == number)).one_or_none()
    return (Line._make(row[:-1]), row[-1]) if row else None


def _lines(*more: Any) -> Select[Any]:
    return select(*_LINE, *more).select_from(_OUTBOX.outerjoin(_PERSON, _PERSON.c.id == _OUTBOX.c.person_id))


def retried(session: Session, now: datetime, number: int | None, state: Delivery | None) -> int:
    """Queue one message, or all of a state, again from its first attempt; how many. A person decided it, so neither
    the time that it had nor an earlier copy stands in its way."""
    values = {"status": Delivery.QUEUED, "due_at": now, "not_after": None, "attempts": 0, "resends": 0, "error": None}
    has_words = or_(_OUTBOX.c.text != "", _OUTBOX.c.document.is_not(None))  # they may have been cleared since
    return _changed(session, _chosen(RETRIED, number, state).where(has_words).values(**values))


def cancelled(session: Session, number: int | None, state: Delivery | None) -> int:
    """End one message, or all of a state, unsent; how many."""
    values = {"status": Delivery.CANCELLED, "lease_until": None}
    return _changed(session, _chosen(CANCELLED, number, state).values(**values))


def _chosen(allowed: Collection[Delivery], number: int | None, state: Delivery | None) -> Update:
    states = [each for each in allowed if state in (None, each)]
    statement = update(_OUTBOX).where(_OUTBOX.c.status.in_(states))
    return statement if number is None else statement.where(_OUTBOX.c.id == number)


def _changed(session: Session, statement: Update) -> int:
    return int(session.execute(statement.where(_here(session))).rowcount)  # type: ignore[attr-defined]


def _here(session: Session) -> ColumnElement[bool]:
    office = chosen_office(session)
    return true() if office is None else _OUTBOX.c.office_id == office
