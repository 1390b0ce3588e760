"""Who holds which post on which day: the main one of a person's own row, and those beside it and before it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, and_, col, or_, select

from models.database import choice
from models.people import Person, Role


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


def members(session: Session, unit_id: int, day: date | None = None) -> list[tuple[Person, Role]]:
    """The active people who hold a post in a unit on a day, each with the highest role held there."""
    people = []
    for person, posts in _by_person(session.exec(_MEMBERS, params={"unit": unit_id}).all()):
        roles = {role for unit, role in held(person, posts, day) if unit == unit_id}
        if roles:
            people.append((person, highest(roles)))
    return people


def _by_person(rows: Iterable[tuple[Person, Post | None]]) -> Iterable[tuple[Person, list[Post]]]:
    found: dict[int, tuple[Person, list[Post]]] = {}
    for person, post in rows:
        found.setdefault(person.id or 0, (person, []))[1].extend([post] if post else [])
    return found.values()


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


def units_held(session: Session, person: Person, day: date | None = None) -> tuple[int, ...]:
    """The units in which a person holds a post on a day, that of the main post first."""
    return tuple(dict.fromkeys(unit for unit, _ in posts_of(session, person, day) if unit is not None))


def posts_in(session: Session, office_id: int) -> dict[int, list[Post]]:
    """All further and former posts of an office, by person."""
    found: dict[int, list[Post]] = {}
    for post in session.exec(select(Post).where(Post.office_id == office_id)).all():
        found.setdefault(post.person_id, []).append(post)
    return found


def clerks(session: Session, office_id: int, day: date | None = None) -> list[Person]:
    """The active people who are an office's clerk on a day, by whichever post."""
    people = _by_person(session.exec(_CLERKS, params={"office": office_id}).all())
    return [person for person, posts in people if Role.CLERK in {role for _, role in held(person, posts, day)}]


_CLERKS = (
    select(Person, Post)
    .join(Post, and_(col(Post.person_id) == Person.id, Post.role == Role.CLERK), isouter=True)
    .where(Person.office_id == bindparam("office"), col(Person.active))
    .where(or_(Person.role == Role.CLERK, col(Post.id).is_not(None)))
    .order_by(col(Person.id), col(Post.id))
)


def role_in(session: Session, person: Person, unit_id: int | None, day: date) -> Role:
    """The highest that somebody holds in a unit; of who holds none there, the main one."""
    posts = posts_of(session, person, day)
    return highest([role for unit, role in posts if unit == unit_id] or [person.role])


def highest(roles: Iterable[Role]) -> Role:
    return min(roles, key=list(Role).index)
