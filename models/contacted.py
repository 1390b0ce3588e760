"""Who was reached about a plan's work: joined or not, what arrived, and how often each answered."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import String, cast, func, select
from sqlmodel import Session, col

from models.assignment import Assignment, Progress
from models.database import table_of
from models.outbox import Delivery, OutboxMessage, Priority
from models.people import Address, Person, Unit


@dataclass(frozen=True)
class Contact:
    """One person until a moment; no chats and no numbers. `first` and `last`: messages about the work that arrived.

    `asked`: the reminders among them. `answered`: lines of the journal. `lost`: since when no message can be brought.
    """

    unit: str
    person: str
    joined: datetime | None = None
    first: datetime | None = None
    last: datetime | None = None
    asked: int = 0
    answered: int = 0
    lost: datetime | None = None


def contacts_of(
    session: Session, assignments: Sequence[Assignment], journal: Iterable[Progress], until: datetime
) -> tuple[Contact, ...]:
    """The active people of the units that the work is given to, and whoever else it was given to; by unit."""
    if not assignments:
        return ()
    answered = Counter(line.person_id for line in journal)
    work = {row.id for row in assignments}
    found = _people(session, assignments, until)
    for who, ids, priority, first, last, count in _arrived(session, assignments[0].office_id, until):
        if who in found and work.intersection(ids):
            one = found[who]
            found[who] = replace(
                one,
                first=min(filter(None, (one.first, first))),
                last=max(filter(None, (one.last, last))),
                asked=one.asked + count * (priority == Priority.REMINDER),
            )
    return tuple(replace(one, answered=answered[who]) for who, one in found.items())


def _people(session: Session, assignments: Collection[Assignment], until: datetime) -> dict[int, Contact]:
    units = {row.unit_id for row in assignments}
    given = {row.person_id for row in assignments if row.person_id}
    query = (
        select(Person.id, Person.name, Person.unit_id, Unit.name, Address.joined_at, Address.unreachable_since)  # type: ignore[call-overload]
        .join(Unit, col(Unit.id) == Person.unit_id, isouter=True)
        .join(Address, (col(Address.person_id) == Person.id) & (col(Address.joined_at) <= until), isouter=True)
        .where(Person.office_id == next(iter(assignments)).office_id, col(Person.active))
        .order_by(col(Unit.id), col(Person.id), col(Address.joined_at))
    )
    found: dict[int, Contact] = {}
    for who, name, unit_id, unit, joined, lost in session.execute(query):
        if unit_id in units or who in given:
            before = found.get(who)
            gone = lost if lost is not None and lost <= until else None
            # Of two chats the first one tells when somebody joined, and either is enough to be reached.
            found[who] = Contact(unit or "", name, joined, lost=gone) if before is None else _both(before, gone)
    return found


def _both(before: Contact, gone: datetime | None) -> Contact:
    return replace(before, lost=max(before.lost, gone) if before.lost and gone else None)


def _arrived(
    session: Session, office_id: int, until: datetime
) -> Iterable[tuple[int, list[int], int, datetime, datetime, int]]:
    """(person, assignments, priority, first, last, how many) of the messages about work that arrived."""
    table = table_of(OutboxMessage)
    spoken = cast(table.c.speaks_of, String)
    of = (table.c.person_id, spoken, table.c.priority)
    query = select(*of, func.min(table.c.sent_at), func.max(table.c.sent_at), func.count()).group_by(*of)
    sent = query.where(table.c.office_id == office_id, table.c.status == Delivery.SENT, table.c.sent_at <= until)
    for who, ids, *rest in session.execute(sent.where(spoken != "[]")):
        yield (who, json.loads(ids), *rest)
