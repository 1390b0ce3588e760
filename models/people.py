"""Units, the people in them, where each is reached, and the links by which they join."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import bindparam
from sqlmodel import JSON, Field, Session, SQLModel, UniqueConstraint, col, select

from models.database import Utc, choice
from models.office import Office

PAUSE = timedelta(minutes=15)  # for a person to finish what was begun
MAIL = "mail"  # the channel of addresses to which letters go


class Role(StrEnum):
    LEADER = "leader"  # lãnh đạo cơ quan
    CLERK = "clerk"  # văn thư, chuyên viên Văn phòng: runs the plan
    HEAD = "head"  # trưởng đơn vị
    STAFF = "staff"
    OBSERVER = "observer"  # reads what the office does, reports nothing
    ADMIN = "admin"  # looks after people, settings and the audit; sees no work


class Unit(SQLModel, table=True):
    """A phòng, trung tâm, Công đoàn ... `group` is what collective names fan out to (vietnamese/units.py)."""

    __table_args__ = (UniqueConstraint("office_id", "name", name="uq_unit_office_name"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    name: str
    group: str = "phong"
    aliases: list[str] = Field(default_factory=list, sa_type=JSON)
    active: bool = True
    successor_id: int | None = Field(default=None, foreign_key="unit.id")  # what took it over, where it is no more
    earlier_names: dict[str, str] = Field(default_factory=dict, sa_type=JSON)  # until when (ISO, UTC) -> the name

    def name_at(self, at: datetime) -> str:
        """As it was called at a moment, for reports of earlier days."""
        later = [until for until in self.earlier_names if datetime.fromisoformat(until) > at]
        return self.earlier_names[min(later, key=datetime.fromisoformat)] if later else self.name


class Person(SQLModel, table=True):
    """`unit_id` and `role` are of the main post; what else is held stands in models/posts.py."""

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    name: str
    role: Role = Field(default=Role.STAFF, sa_type=choice(Role))
    language: str | None = None  # None: the office's
    active: bool = True
    phone: str | None = None  # for clerk and administrator alone
    left_at: datetime | None = Field(default=None, sa_type=Utc)
    erased_at: datetime | None = Field(default=None, sa_type=Utc)  # name and addresses are gone, the work stays
    told_at: datetime | None = Field(default=None, sa_type=Utc)  # the notice about data was sent then,
    told_version: int = 0  # in this version


def language_of(person: Person, office: Office) -> str:
    """In which a person is written to, "vi" or "en"."""
    return person.language or office.language


class Address(SQLModel, table=True):
    """Where a person is reached in private. A person who blocked the bot keeps the row, unreachable since then."""

    __table_args__ = (UniqueConstraint("channel", "address", name="uq_address_channel_address"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    channel: str
    address: str
    joined_at: datetime = Field(sa_type=Utc)
    rank: int = 0  # the order in which the person wants to be written to; of equals the newest first
    unreachable_since: datetime | None = Field(default=None, sa_type=Utc)
    unreachable_why: str | None = None


class Room(SQLModel, table=True):
    """A group chat bound to a unit: it sees that unit's tasks and nothing else."""

    __table_args__ = (UniqueConstraint("channel", "address", name="uq_room_channel_address"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")
    channel: str
    address: str


class Invite(SQLModel, table=True):
    """A one-time way in, bound to one person. Only the hash of its 128-bit code is kept.

    `own`: taken by the person for a further platform; it opens none where the person is already.
    """

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    code_hash: str = Field(unique=True)
    expires_at: datetime = Field(sa_type=Utc)
    used_at: datetime | None = Field(default=None, sa_type=Utc)
    own: bool = False


class JoinAttempt(SQLModel, table=True):
    """A code that did not open: counted, so that codes cannot be guessed."""

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    address: str = Field(index=True)
    at: datetime = Field(sa_type=Utc)


class Awaiting(SQLModel, table=True):
    """What the bot waits for from a person; a row, so that it survives a restart on any platform."""

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    what: str
    data: dict[str, object] = Field(default_factory=dict, sa_type=JSON)
    since: datetime = Field(sa_type=Utc)


class Speaker(NamedTuple):
    """Who speaks from a chat, and what the bot waits for from them."""

    person: Person
    address: Address
    office: Office
    awaiting: Awaiting | None


def talking(session: Session, person_id: int, now: datetime) -> bool:
    """Whether the bot asked the person something a moment ago and still waits for the answer."""
    row = session.get(Awaiting, person_id)
    return row is not None and now - row.since < PAUSE


def person_at(session: Session, channel: str, address: str) -> Person | None:
    """The active person who joined from this chat, or None for a stranger and for one who left."""
    speaker = speaker_at(session, channel, address)
    return speaker and speaker.person


def speaker_at(session: Session, channel: str, address: str) -> Speaker | None:
    """The same person with all that every answer depends on."""
    row = session.exec(_SPEAKER, params={"channel": channel, "address": address}).first()
    return row and Speaker(*row)


_SPEAKER = (
    select(Person, Address, Office, Awaiting)
    .join(Address, col(Address.person_id) == Person.id)
    .join(Office, col(Office.id) == Person.office_id)
    .join(Awaiting, col(Awaiting.person_id) == Person.id, isouter=True)
    .where(Address.channel == bindparam("channel"), Address.address == bindparam("address"), col(Person.active))
)


def unit_names(session: Session, ids: Collection[int]) -> dict[int, str]:
    query = select(Unit).where(col(Unit.id).in_(ids))
    return {unit.id or 0: unit.name for unit in session.exec(query).all()}


def heir_of(session: Session, unit_id: int | None) -> int | None:
    """The unit that has a unit's work and papers today: itself, or what took it over; None of none."""
    seen: set[int] = set()
    while unit_id is not None and unit_id not in seen:
        seen.add(unit_id)
        unit_id = session.get_one(Unit, unit_id).successor_id or unit_id
    return unit_id


def was_in(person: Person, at: datetime) -> bool:
    """Whether a person belonged to the office at a moment, as far as is known."""
    return person.left_at > at if person.left_at else person.active


def reachable(session: Session, person_id: int) -> Address | None:
    """The chat to write to: of those that still take messages the preferred one."""
    query = (
        select(Address)
        .where(Address.person_id == person_id, col(Address.unreachable_since).is_(None))
        .order_by(col(Address.rank), col(Address.joined_at).desc())
    )
    return session.exec(query).first()
