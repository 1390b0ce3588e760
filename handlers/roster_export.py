"""What an office knows of its units and people, as a roster that imports again without any change."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlmodel import Session, col, select

from handlers.assign import units_of
from handlers.roster_people import is_nameless
from models.office import Office
from models.people import MAIL, Address, Person
from models.posts import held, posts_in
from plans.roster import ABOVE_UNITS, OFFICE_FIELDS, Roster, RosterPerson, RosterUnit
from vietnamese.units import Group


def roster_of(session: Session, office: Office, day: date) -> Roster:
    """Of a day. For clerk and administrator alone: it holds phone numbers."""
    units = units_of(session, office.id or 0)
    fields = {name: getattr(office, name) for name in OFFICE_FIELDS.values()}
    return Roster(
        {name: value for name, value in fields.items() if value is not None},
        tuple(RosterUnit(unit.name, Group(unit.group), tuple(unit.aliases)) for unit in units),
        tuple(_people(session, office, {unit.id: unit.name for unit in units}, day)),
    )


def workbook(session: Session, office: Office, now: datetime) -> bytes:
    """The same as an .xlsx."""
    from plans.roster_template import write_roster

    return write_roster(roster_of(session, office, now.astimezone(office.zone).date()))


def _people(session: Session, office: Office, units: dict[int | None, str], day: date) -> Iterator[RosterPerson]:
    query = select(Person).where(Person.office_id == office.id, col(Person.active)).order_by(col(Person.id))
    posts = posts_in(session, office.id or 0)
    mails = dict(session.exec(select(Address.person_id, Address.address).where(Address.channel == MAIL)).all())
    for person in session.exec(query).all():
        unit = units.get(person.unit_id)
        if is_nameless(person) or (unit is None and person.role.value not in ABOVE_UNITS):
            continue
        yield RosterPerson(person.name, person.role.value, unit, phone=person.phone, mail=mails.get(person.id or 0))
        told = {person.unit_id}
        for at, role in held(person, posts.get(person.id or 0, ()), day):
            if at in units and at not in told:
                told.add(at)
                yield RosterPerson(person.name, role.value, units[at], beside=True)
