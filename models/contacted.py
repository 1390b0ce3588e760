"""Who was reached about a plan's work: joined or not, what arrived, and how often each answered."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import String, cast, func
from sqlalchemy import select as columns
from sqlmodel import Session

from models.assignment import Assignment, Progress
from models.database import table_of
from models.outbox import Delivery, OutboxMessage, Priority
from models.people import was_in
from models.roll import Roll


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
    session: Session, roll: Roll, assignments: Sequence[Assignment], journal: Iterable[Progress]
) -> tuple[Contact, ...]:
    """The active people of the units that the work is given to, and whoever else it was given to; by unit."""
    if not assignments:
        return ()
    answered = Counter(line.person_id for line in journal)
    work = {row.id for row in assignments}
    found = _people(roll, assignments)
    for who, ids, priority, first, last, count in _arrived(session, roll.office.id or 0, roll.until):
        if who in found and work.intersection(ids):
            one = found[who]
            found[who] = replace(
                one,
                first=min(filter(None, (one.first, first))),
                last=max(filter(None, (one.last, last))),
                asked=one.asked + count * (priority == Priority.REMINDER),
            )
    return tuple(replace(one, answered=answered[who]) for who, one in found.items())


def _people(roll: Roll, assignments: Sequence[Assignment]) -> dict[int, Contact]:
    units, given = {row.unit_id for row in assignments}, {row.person_id for row in assignments if row.person_id}
    names, until = {unit.id: unit.name_at(roll.until) for unit in roll.units}, roll.until
    found: dict[int, Contact] = {}
    for person, address in roll.chats:
        who = person.id or 0
        theirs = [unit for unit, _ in roll.held(person)]
        here = next((unit for unit in theirs if unit in units), next(iter(theirs), None))
        if was_in(person, until) and (here in units or who in given):
            lost = address.unreachable_since if address else None
            gone = lost if lost is not None and lost <= until else None
            # Of two chats the first one tells when somebody joined, and either is enough to be reached.
            before, joined = found.get(who), address.joined_at if address else None
            found[who] = _both(before, gone) if before else Contact(names.get(here, ""), person.name, joined, lost=gone)
    order = {name: identity or 0 for identity, name in names.items()}
    return dict(sorted(found.items(), key=lambda each: (order.get(each[1].unit, 0), each[0])))


def _both(before: Contact, gone: datetime | None) -> Contact:
    return replace(before, lost=max(before.lost, gone) if before.lost and gone else None)


def _arrived(
    session: Session, office_id: int, until: datetime
) -> Iterable[tuple[int, list[int], int, datetime, datetime, int]]:
    """(person, assignments, priority, first, last, how many) of the messages about work that arrived."""
    table = table_of(OutboxMessage)
    spoken = cast(table.c.speaks_of, String)
    of = (table.c.person_id, spoken, table.c.priority)
    query = columns(*of, func.min(table.c.sent_at), func.max(table.c.sent_at), func.count()).group_by(*of)
    sent = query.where(table.c.office_id == office_id, table.c.status == Delivery.SENT, table.c.sent_at <= until)
    for who, ids, *rest in session.execute(sent.where(spoken != "[]")):
        yield (who, json.loads(ids), *rest)
