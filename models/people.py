"""Units, the people in them, where each is reached, and the links by which they join."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import bindparam
from sqlmodel import JSON, Field, Session, SQLModel, UniqueConstraint, and_, col, or_, select

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
    """`unit_id` and `role` are of the main post; what else is held stands in `Post`."""

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


class Post(SQLModel, table=True):
    """A post that a person holds or held beside the main one, or held before it; days inclusive, of the office.

    `first` is `date.min` where nobody noted it. Rows of the main post's own unit say since when that is held.
    """

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    role: Role = Field(default=Role.STAFF, sa_type=choice(Role))
    first: date
    last: date | None = None

    def covers(self, day: date | None) -> bool:
        """Whether it is held on a day; without one, whether no end is known."""
        if day is None:
            return self.last is None
        return self.first <= day and (self.last is None or day <= self.last)


class Held(NamedTuple):
    """A unit in which somebody holds a post on a day, and as what."""

    unit_id: int | None
    role: Role


def held(person: Person, posts: Iterable[Post], day: date | None = None) -> tuple[Held, ...]:
    """The posts that a person has on a day, the main one first; `posts` are all rows of that person."""
    rows = sorted(posts, key=lambda post: (post.last or date.max, post.id or 0))
    dated = [row for row in rows if row.unit_id == person.unit_id]
    main = [Held(person.unit_id, person.role)] if not dated or any(row.covers(day) for row in dated) else []
    others = [Held(row.unit_id, row.role) for row in rows if row.covers(day) and (row not in dated or not main)]
    return tuple(dict.fromkeys([*main, *others]))


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


def members(session: Session, unit_id: int, day: date | None = None) -> list[tuple[Person, Role]]:
    """The active people who hold a post in a unit on a day, each with the highest role held there."""
    found: dict[int, tuple[Person, list[Post]]] = {}
    for person, post in session.exec(_MEMBERS, params={"unit": unit_id}).all():
        found.setdefault(person.id or 0, (person, []))[1].extend([post] if post else [])
    people = []
    for person, posts in found.values():
        roles = {role for unit, role in held(person, posts, day) if unit == unit_id}
        if roles:
            people.append((person, min(roles, key=list(Role).index)))
    return people


_OF_UNIT = Post.unit_id == bindparam("unit")
_MEMBERS = (
    select(Person, Post)
    .join(Post, and_(col(Post.person_id) == Person.id, _OF_UNIT), isouter=True)
    .where(or_(Person.unit_id == bindparam("unit"), col(Post.id).is_not(None)), col(Person.active))
    .order_by(col(Person.id), col(Post.id))
)


def contacts(session: Session, unit_id: int, day: date | None = None) -> list[Person]:
    """Who answers for a unit on a day: its heads; where it has none, its staff."""
    people = [(p, role) for p, role in members(session, unit_id, day) if role in (Role.HEAD, Role.STAFF, Role.CLERK)]
    return [person for person, role in people if role is Role.HEAD] or [person for person, _ in people]


def posts_of(session: Session, person: Person, day: date | None = None) -> tuple[Held, ...]:
    """The posts that a person has on a day, the main one first."""
    return held(person, session.exec(_POSTS, params={"person": person.id}).all(), day)


_POSTS = select(Post).where(Post.person_id == bindparam("person"))


def unit_names(session: Session, ids: Collection[int]) -> dict[int, str]:
    query = select(Unit).where(col(Unit.id).in_(ids))
    return {unit.id or 0: unit.name for unit in session.exec(query).all()}


def posts_in(session: Session, office_id: int) -> dict[int, list[Post]]:
    """All further and former posts of an office, by person."""
    found: dict[int, list[Post]] = {}
    for post in session.exec(select(Post).where(Post.office_id == office_id)).all():
        found.setdefault(post.person_id, []).append(post)
    return found


def was_in(person: Person, at: datetime) -> bool:
    """Whether a person belonged to the office at a moment, as far as is known."""
    return person.left_at > at if person.left_at else person.active


def units_held(session: Session, person: Person, day: date | None = None) -> tuple[int, ...]:
    """The units in which a person holds a post on a day, that of the main post first."""
    return tuple(dict.fromkeys(unit for unit, _ in posts_of(session, person, day) if unit is not None))


def clerks(session: Session, office_id: int) -> list[Person]:
    query = select(Person).where(Person.office_id == office_id, Person.role == Role.CLERK, col(Person.active))
    return list(session.exec(query.order_by(col(Person.id))).all())


def reachable(session: Session, person_id: int) -> Address | None:
    """The chat to write to: of those that still take messages the preferred one."""
    query = (
        select(Address)
        .where(Address.person_id == person_id, col(Address.unreachable_since).is_(None))
        .order_by(col(Address.rank), col(Address.joined_at).desc())
    )
    return session.exec(query).first()
