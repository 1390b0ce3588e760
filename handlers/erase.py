"""A person's data is removed, the record of the work stays: under a pseudonym, with the same counts.

Luật 91/2025/QH15, Điều 4; catalogue row 69 (facts/reliability.md 5). The journal is kept by the office's archive rule.
What is not touched: the documents of the plans, which are the office's, files on disk, and the audit, which has ids
only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, delete, or_, select, update
from sqlmodel import Session

from handlers import kept
from handlers.move_people import leave
from handlers.moves import Change
from messages.unnaming import Unnaming, everywhere, unnaming
from models.absence import Absence
from models.acts import Act
from models.assignment import Assignment, Figure, Progress
from models.audit import Actor, note
from models.database import table_of
from models.evidence import Evidence
from models.inbox import InboxMessage
from models.item import Item
from models.office import Office
from models.outbox import Delivery, Gate, OutboxMessage, Snapshot
from models.people import Address, Awaiting, Invite, JoinAttempt, Person
from models.privacy import DataRequest
from vietnamese.text import fold, squash

PSEUDONYM = "Người đã xóa"
GONE = "-"
"""In the place of a chat's address, in rows that stay."""

Chats = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Erased:
    """`alike`: somebody else of the office has the same name, so that it stays in words; `reports` drawn anew."""

    id: int
    name: str
    alike: bool
    words: int
    reports: tuple[int, ...]


def erase(session: Session, actor: Actor, person: Person, now: datetime) -> Erased:
    """Remove whatever says who the person was; somebody active leaves by it."""
    if person.active:
        leave(Change(session, session.get_one(Office, person.office_id), actor, now), person)
    session.flush()
    pseudonym, alike = f"{PSEUDONYM} {person.id}", _alike(session, person)
    rows = session.execute(select(Address.channel, Address.address).where(_is(Address, person)))  # type: ignore[call-overload]
    chats = [(str(channel), str(address)) for channel, address in rows]
    _forget_chats(session, person, chats, now)
    contacts = [address for channel, address in chats if channel == "mail"] + ([person.phone] if person.phone else [])
    unname = unnaming("" if alike else person.name, pseudonym, contacts)
    _forget_person(session, person, pseudonym, now)
    words = _unname_words(session, person.office_id, unname)
    reports = _unname_reports(session, person.office_id, unname)
    note(session, actor, Act.PERSON_ERASED, f"person {person.id}", now, words=words, reports=reports)
    session.flush()
    session.expire_all()  # what was read before is no more
    return Erased(person.id or 0, pseudonym, alike, words, tuple(reports))


def _is(model: Any, person: Person) -> ColumnElement[bool]:
    mine: ColumnElement[bool] = table_of(model).c.person_id == person.id
    return mine


def _alike(session: Session, person: Person) -> bool:
    people = table_of(Person)
    others = select(people.c.name).where(people.c.office_id == person.office_id, people.c.id != person.id)
    return _plain(person.name) in set(map(_plain, session.execute(others).scalars()))


def _plain(name: str) -> str:
    return squash(fold(name))


def _forget_chats(session: Session, person: Person, chats: Chats, now: datetime) -> None:
    """Where the person was reached, by which codes, and all that was said there, to them or by them, and waits."""
    outbox, inbox = table_of(OutboxMessage), table_of(InboxMessage)
    theirs = or_(_is(OutboxMessage, person), _at(outbox, chats))
    waiting = outbox.c.status.in_([Delivery.QUEUED, Delivery.CLAIMED])
    session.execute(update(outbox).where(theirs, waiting).values(status=Delivery.CANCELLED, lease_until=None))
    empty: dict[str, Any] = {
        "text": "",
        "choices": [],
        "document": None,
        "document_name": None,
        "address": GONE,
        "error": None,
    }
    session.execute(update(outbox).where(theirs).values(**empty))
    heard = _at(inbox, chats)
    session.execute(update(inbox).where(heard, inbox.c.handled_at.is_(None)).values(handled_at=now))
    session.execute(update(inbox).where(heard).values(payload={}, address=GONE, error=None))
    for model in (JoinAttempt, Gate):
        session.execute(delete(table_of(model)).where(_at(table_of(model), chats)))
    for mine in (Address, Invite, Absence, Awaiting):
        session.execute(delete(table_of(mine)).where(_is(mine, person)))
    session.execute(update(table_of(Progress)).where(_is(Progress, person)).values(source=None))  # it names the chat
    session.execute(update(table_of(DataRequest)).where(_is(DataRequest, person)).values(words=""))


def _at(table: Table, chats: Chats) -> ColumnElement[bool]:
    each = [and_(table.c.channel == channel, table.c.address == address) for channel, address in chats]
    return or_(*each) if each else table.c.address.is_(None)


def _forget_person(session: Session, person: Person, pseudonym: str, now: datetime) -> None:
    person.name, person.phone, person.language = pseudonym, None, None
    person.left_at, person.erased_at = person.left_at or now, now
    person.told_at, person.told_version = None, 0
    session.add(person)
    session.flush()


def _unname_words(session: Session, office_id: int, unname: Unnaming) -> int:
    """Take the name out of what anybody of the office said or was told; how many rows."""
    work, line = table_of(Assignment), table_of(Progress)
    mine = select(work.c.id).where(work.c.office_id == office_id)
    lines = select(line.c.id).where(line.c.assignment_id.in_(mine))
    people = select(table_of(Person).c.id).where(table_of(Person).c.office_id == office_id)
    columns: list[tuple[Any, str, Select[Any] | None, tuple[str, ...]]] = [
        (Assignment, "office_id", None, ("blocker",)),
        (Progress, "assignment_id", mine, ("words", "blocker")),
        (Figure, "progress_id", lines, ("words",)),
        (Evidence, "progress_id", lines, ("name",)),
        (Item, "office_id", None, ("words", "answer")),
        (DataRequest, "office_id", None, ("words", "refused")),
        (OutboxMessage, "office_id", None, ("text", "choices", "document_name", "error")),
        (Awaiting, "person_id", people, ("data",)),
    ]
    changed = 0
    for model, key, among, names in columns:
        table = table_of(model)
        within = table.c[key].in_(among) if among is not None else table.c[key] == office_id
        changed += _unname_table(session, table, within, unname, names)
    return changed


def _unname_table(
    session: Session, table: Table, within: ColumnElement[bool], unname: Unnaming, names: Sequence[str]
) -> int:
    [key] = table.primary_key.columns
    changed = 0
    for identity, *values in session.execute(select(key, *(table.c[name] for name in names)).where(within)).all():
        told = [everywhere(value, unname) for value in values]
        if told != values:
            session.execute(update(table).where(key == identity).values(dict(zip(names, told, strict=True))))
            changed += 1
    return changed


def _unname_reports(session: Session, office_id: int, unname: Unnaming) -> list[int]:
    """The reports and pictures whose content named the person; each is drawn anew when it is asked for again."""
    table, changed = table_of(Snapshot), []
    rows = session.execute(select(table.c.id, table.c.content).where(table.c.office_id == office_id)).all()
    for identity, content in rows:
        told = everywhere(content, unname)
        if told != content:
            renewed = kept.renewed(identity, content, told)
            session.execute(update(table).where(table.c.id == identity).values(content=renewed))
            changed.append(int(identity))
    return changed
