"""Who reads which digest on which day, and what each told, so that the next one is sent only when something is new."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import JSON, Field, Session, SQLModel, UniqueConstraint, and_, col, func, or_, select

from models.absence import spells_of
from models.database import choice, insert_new
from models.office import Office
from models.outbox import Delivery, OutboxMessage
from models.people import Address, Person, Role
from models.posts import Post, held, posts_in
from models.recipients import Circle, recipients
from vietnamese.calendar import WorkCalendar

WEEK = dt.timedelta(days=7)


class DigestKind(StrEnum):
    HEAD = "head"  # weekly, the own unit
    CLERK = "clerk"  # daily, exceptions first
    LEADER = "leader"  # weekly, one card


class Digest(SQLModel, table=True):
    """One person's digest of a day, also where there was nothing new to send.

    `tells` are its facts as short marks ("overdue:17"), without anybody's words.
    """

    __table_args__ = (UniqueConstraint("person_id", "kind", "day", name="uq_digest_person_kind_day"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: DigestKind = Field(sa_type=choice(DigestKind))
    day: dt.date
    tells: list[str] = Field(default_factory=list, sa_type=JSON)


@dataclass(frozen=True)
class Reader:
    """`units`: whose heads' digest this person reads, the own one and those of heads who are away."""

    person: Person
    kind: DigestKind
    units: tuple[int, ...] = ()


_ROLES = {Role.CLERK: DigestKind.CLERK, Role.LEADER: DigestKind.LEADER, Role.HEAD: DigestKind.HEAD}
_NOT_DELIVERED = (Delivery.DEAD, Delivery.EXPIRED, Delivery.CANCELLED)


def digest_key(person_id: int, day: dt.date) -> str:
    """One digest a person a day, of whichever kind."""
    return f"digest:{person_id}:{day.isoformat()}"


def readers(session: Session, office_id: int, day: dt.date) -> list[Reader]:
    """One digest each, of the kind that fits the role: of those who are away, their stand-ins or equals read it."""
    query = select(Person).where(Person.office_id == office_id, col(Person.active)).order_by(col(Person.id))
    people = {person.id or 0: person for person in session.exec(query).all()}
    posts = posts_in(session, office_id)
    today = {identity: held(person, posts.get(identity, ()), day) for identity, person in people.items()}
    circle = Circle(spells=spells_of(session, [office_id]))
    found: list[Reader] = []
    for role in (Role.CLERK, Role.LEADER):
        before = {reader.person.id for reader in found}
        equals = [who for who, seats in today.items() if who not in before and role in {seat.role for seat in seats}]
        # Where all are away nobody else may do what the digest asks for.
        here = [identity for identity in equals if not circle.away(identity, day)] or equals
        found += [Reader(people[identity], _ROLES[role]) for identity in here]
    taken = {reader.person.id for reader in found}
    units: dict[int, set[int]] = {}
    for identity, seats in today.items():
        headed = {unit for unit, role in seats if role is Role.HEAD and unit}
        if headed:
            for reader in recipients([identity], circle, day).keys() - taken:
                units.setdefault(reader, set()).update(headed)
    return found + [
        Reader(people[identity], DigestKind.HEAD, tuple(sorted(units[identity]))) for identity in sorted(units)
    ]


def slot(kind: DigestKind, office: Office, calendar: WorkCalendar, today: dt.date) -> dt.date:
    """The day of the digest that is due today, or was last; a holiday moves it to the next working day."""
    if kind is DigestKind.CLERK:
        return calendar.on_or_before(today)
    day = today - dt.timedelta((today.weekday() - office.digest_on) % 7)
    while (at := calendar.on_or_after(day)) > today:
        day -= WEEK
    return at


def last_days(session: Session, office_id: int) -> dict[tuple[int, DigestKind], dt.date]:
    """The day of each person's last digest, sent or not."""
    newest = select(Digest.person_id, Digest.kind, func.max(Digest.day)).where(Digest.office_id == office_id)
    rows = session.exec(newest.group_by(col(Digest.person_id), col(Digest.kind))).all()
    return {(person_id, DigestKind(kind)): day for person_id, kind, day in rows}


def is_due(last: dt.date | None, slot_day: dt.date, today: dt.date) -> bool:
    """Whether the slot was missed so far; one of another day only by who had digests before it."""
    return last < slot_day if last else slot_day == today


def is_anybody_left(session: Session, office_id: int, slots: Mapping[DigestKind, dt.date], today: dt.date) -> bool:
    """A cheap look, made at every tick: False where nobody with a chat has a digest to come today."""
    newest = select(Digest.person_id, func.max(Digest.day).label("day")).group_by(col(Digest.person_id)).subquery()
    chats = select(Address.person_id).where(col(Address.unreachable_since).is_(None))
    beside = and_(
        Post.person_id == Person.id, Post.first <= today, or_(col(Post.last).is_(None), col(Post.last) >= today)
    )
    query = (
        select(Person.role, Post.role, newest.c.day)
        .join(Post, beside, isouter=True)
        .join(newest, newest.c.person_id == Person.id, isouter=True)
        .where(Person.office_id == office_id, col(Person.active), col(Person.id).in_(chats))
        .where(or_(col(Person.role).in_(list(_ROLES)), col(Post.role).in_(list(_ROLES))))
        .distinct()
    )
    return any(
        is_due(day, slots[_ROLES[Role(role)]], today)
        for main, other, day in session.exec(query).all()
        for role in (main, other)
        if role in _ROLES
    )


def told_before(session: Session, reader: Reader) -> frozenset[str]:
    """The marks of the last digest that did not fail to arrive."""
    query = select(Digest).where(Digest.person_id == reader.person.id, Digest.kind == reader.kind)
    for row in session.exec(query.order_by(col(Digest.day).desc()).limit(20)).all():
        key = digest_key(row.person_id, row.day)
        status = session.exec(select(OutboxMessage.status).where(OutboxMessage.key == key)).first()
        if status not in _NOT_DELIVERED:
            return frozenset(row.tells)
    return frozenset()


def note(session: Session, reader: Reader, day: dt.date, tells: Sequence[str]) -> bool:
    """Keep what today's digest tells; False where another process did."""
    values = {
        "office_id": reader.person.office_id,
        "person_id": reader.person.id,
        "kind": reader.kind,
        "day": day,
        "tells": sorted(tells),
    }
    return insert_new(session, Digest, values, ["person_id", "kind", "day"])
