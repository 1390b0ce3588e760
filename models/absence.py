"""Who is away, and who stands in: from and until which day, both inclusive."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import BindParameter, ColumnElement, bindparam
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, and_, col, or_, select

from models.database import Utc
from models.people import Address, Person
from models.permits import Action, roles_for
from models.recipients import Spell
from vietnamese.calendar import ONE_DAY


class Absence(SQLModel, table=True):
    """`last` None: until the person says to be back. `stand_in_id` None: the other contacts of the unit."""

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    stand_in_id: int | None = Field(default=None, foreign_key="person.id")
    first: date
    last: date | None = None
    noted_at: datetime = Field(sa_type=Utc)
    noted_by: int | None = Field(default=None, foreign_key="person.id")


def spells_of(session: Session, office_ids: Collection[int], *, settling: bool = False) -> Mapping[int, list[Spell]]:
    """All absences of active people of some offices. A stand-in who left or has no chat is none.

    `settling`: only some can confirm what others call done; who only reads is asked nothing in another's place.
    """
    stand_in = aliased(Person)
    has_chat = select(Address.person_id).where(col(Address.unreachable_since).is_(None))
    able = roles_for(Action.CONFIRM if settling else Action.REPORT)
    fits = [col(stand_in.active), col(stand_in.id).in_(has_chat), col(stand_in.role).in_(able)]
    query = (
        select(Absence, Person.name, stand_in.id)
        .join(Person, col(Person.id) == Absence.person_id)
        .join(stand_in, and_(col(stand_in.id) == Absence.stand_in_id, *fits), isouter=True)
        .where(col(Absence.office_id).in_(office_ids), col(Person.active))
        .order_by(col(Absence.id).desc())  # what was said last holds
    )
    found: defaultdict[int, list[Spell]] = defaultdict(list)
    for absence, name, by in session.exec(query).all():
        found[absence.person_id].append(Spell(absence.first, absence.last, name, by))
    return found


def current(session: Session, person_id: int, today: date) -> list[Absence]:
    """A person's absences that are not over, the nearest first."""
    query = select(Absence).where(Absence.person_id == person_id, not_over(today))
    return list(session.exec(query.order_by(col(Absence.first), col(Absence.id))).all())


def note(session: Session, absence: Absence) -> Absence:
    """Keep an absence; it stands in place of those of the same person that it overlaps."""
    for old in current(session, absence.person_id, absence.first):
        if absence.last is None or old.first <= absence.last:
            session.delete(old)
    session.add(absence)
    session.flush()
    return absence


def end(session: Session, absence: Absence, today: date) -> None:
    """The person is back today; what had not begun was never."""
    if absence.first < today:
        absence.last = today - ONE_DAY
        session.add(absence)
    else:
        session.delete(absence)
    session.flush()


def end_open(session: Session, person_id: int, today: date) -> bool:
    """Whoever reports is back, if nobody said until when; from the day after the first on, which may be a last word."""
    open_ended = select(Absence).where(Absence.person_id == person_id, col(Absence.last).is_(None))
    rows = session.exec(open_ended.where(col(Absence.first) < today)).all()
    for row in rows:
        end(session, row, today)
    return bool(rows)


def absent(session: Session, office_id: int, today: date) -> list[tuple[Absence, Person]]:
    """Every absence of an office that is not over, with its person, the nearest first."""
    query = select(Absence, Person).join(Person, col(Person.id) == Absence.person_id)
    query = query.where(Absence.office_id == office_id, not_over(today), col(Person.active))
    return list(session.exec(query.order_by(col(Absence.first), col(Absence.id))).all())


def stood_in_for(session: Session, person_id: int, day: date) -> list[Person]:
    """The people in whose place somebody answers on a day."""
    return list(session.exec(_STOOD_IN_FOR, params={"by": person_id, "day": day}).all())


def not_over(day: date | BindParameter[date]) -> ColumnElement[bool]:
    return or_(col(Absence.last).is_(None), col(Absence.last) >= day)


_STOOD_IN_FOR = (
    select(Person)
    .join(Absence, col(Absence.person_id) == Person.id)
    .where(Absence.stand_in_id == bindparam("by"), col(Absence.first) <= bindparam("day"), col(Person.active))
    .where(not_over(bindparam("day")))
)
