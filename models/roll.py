"""Everybody of an office as they were at a moment, looked up once for all that is said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.office import Office
from models.people import Address, Person, Unit
from models.posts import Held, Post, held, posts_in


@dataclass(frozen=True)
class Roll:
    """`chats`: each person with each chat joined until then, oldest first; with None where there is none."""

    office: Office
    until: datetime
    units: Sequence[Unit]
    chats: Sequence[tuple[Person, Address | None]]
    posts: Mapping[int, Sequence[Post]]

    @property
    def people(self) -> list[Person]:
        return list({person.id: person for person, _ in self.chats}.values())

    def held(self, person: Person) -> tuple[Held, ...]:
        """The posts of that day."""
        return held(person, self.posts.get(person.id or 0, ()), self.until.astimezone(self.office.zone).date())


def roll_of(session: Session, office: Office, until: datetime) -> Roll:
    joined = (col(Address.person_id) == Person.id) & (col(Address.joined_at) <= until)
    query = select(Person, Address).join(Address, joined, isouter=True).where(Person.office_id == office.id)
    units = session.exec(select(Unit).where(Unit.office_id == office.id)).all()
    chats = session.exec(query.order_by(col(Person.id), col(Address.joined_at))).all()
    return Roll(office, until, units, chats, posts_in(session, office.id or 0))
