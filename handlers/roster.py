"""A roster becomes rows: adds and updates by name, never deletes, and says what it changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from handlers.due import pass_on
from models.office import Office, the_office
from models.outbox import OutboxMessage, cancel
from models.people import Invite, Person, Role, Unit, clerks
from plans.roster import Roster, RosterPerson, RosterUnit
from vietnamese.units import group_of, normal_name

FIRST_CLERK = "Văn thư"  # who sets up an empty installation, until a roster gives the name

Value = str | bool | int | list[str] | None
Who = tuple[str, int | None]  # name and unit: two people of one name may work in two units


@dataclass(frozen=True)
class Edit:
    """What an import did to one office, unit or person (`kind`); `fields` are those it overwrote."""

    kind: str
    name: str
    new: bool = False
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Changes:
    edits: tuple[Edit, ...] = ()

    @property
    def added(self) -> list[Edit]:
        return [edit for edit in self.edits if edit.new]

    @property
    def changed(self) -> list[Edit]:
        return [edit for edit in self.edits if edit.fields and not edit.new]

    @property
    def unchanged(self) -> int:
        return len(self.edits) - len(self.added) - len(self.changed)


def store(session: Session, roster: Roster) -> Changes:
    """Import `roster` into the office of this installation; importing the same roster again changes nothing."""
    office = the_office(session)
    edits = [_update(office, "office", roster.office)]
    units = _store_units(session, office, roster.units, edits)
    _store_people(session, office, [(row, units.get(row.unit or "")) for row in roster.people], edits)
    return Changes(tuple(edits))


def first_clerk(session: Session) -> Person:
    """A clerk of the office, created on an empty installation, so that somebody can join and set it up."""
    office = the_office(session)
    known = clerks(session, office.id or 0)
    if known:
        return known[0]
    clerk = Person(office_id=office.id or 0, name=FIRST_CLERK, role=Role.CLERK)
    session.add(clerk)
    session.flush()
    return clerk


def is_nameless(person: Person) -> bool:
    """True for the clerk of an empty installation, whom a roster or an invitation has yet to give a name."""
    return person.name == FIRST_CLERK and person.unit_id is None


def leave(session: Session, person: Person, now: datetime) -> None:
    """Shut a person out: no more access, invitations and messages, also those that wait to be sent. Reports stay."""
    person.active = False
    session.add(person)
    pass_on(session, person)
    unused = (col(Invite.person_id) == person.id, col(Invite.used_at).is_(None), col(Invite.expires_at) > now)
    session.execute(update(Invite).where(*unused).values(expires_at=now))
    rows = session.exec(select(OutboxMessage.id).where(OutboxMessage.person_id == person.id)).all()
    cancel(session, [identity for identity in rows if identity])


def _store_units(session: Session, office: Office, rows: Sequence[RosterUnit], edits: list[Edit]) -> dict[str, int]:
    """The id of each row's unit, by the name that the roster gives it."""
    left = list(session.exec(select(Unit).where(Unit.office_id == office.id).order_by(col(Unit.id))).all())
    found: dict[str, Unit] = {}
    for row in rows:
        unit = _find_unit(row, left)
        if unit in left:
            left.remove(unit)
        unit = unit or Unit(office_id=office.id or 0, name=row.name, group=group_of(row.name).value)
        edits.append(_update(unit, "unit", _unit_values(unit, row)))
        session.add(unit)
        found[row.name] = unit
    session.flush()
    return {name: unit.id or 0 for name, unit in found.items()}


def _find_unit(row: RosterUnit, stored: Sequence[Unit]) -> Unit | None:
    """By its name, by an alias the office gave it, or by the old name that the row keeps as an alias (a renaming)."""
    name, aliases = normal_name(row.name), {normal_name(alias) for alias in row.aliases}
    same = [unit for unit in stored if normal_name(unit.name) == name]
    called = [unit for unit in stored if _is_alias(name, unit)]
    renamed = [unit for unit in stored if normal_name(unit.name) in aliases]
    return next(iter((*same, *called, *renamed)), None)


def _is_alias(name: str, unit: Unit) -> bool:
    return name != normal_name(unit.name) and name in map(normal_name, unit.aliases)


def _unit_values(unit: Unit, row: RosterUnit) -> dict[str, Value]:
    """A unit keeps every name it ever had as an alias, so that old plans and replies still find it."""
    name = unit.name if _is_alias(normal_name(row.name), unit) else row.name
    aliases = {normal_name(alias): alias for alias in (*unit.aliases, *row.aliases)}
    aliases.pop(normal_name(name), None)
    values: dict[str, Value] = {"name": name, "aliases": list(aliases.values()), "active": True}
    return values | ({"group": row.group.value} if row.group else {})


def _store_people(
    session: Session, office: Office, rows: Sequence[tuple[RosterPerson, int | None]], edits: list[Edit]
) -> None:
    stored = session.exec(select(Person).where(Person.office_id == office.id).order_by(col(Person.id))).all()
    found = _same_people(rows, stored)
    for row, unit_id in rows:
        values: dict[str, Value] = {"name": row.name, "role": Role(row.role), "unit_id": unit_id, "active": True}
        person = found.get((row.name, unit_id)) or Person(office_id=office.id or 0, name=row.name)
        edits.append(_update(person, "person", values))
        session.add(person)
    session.flush()


def _same_people(rows: Sequence[tuple[RosterPerson, int | None]], stored: Sequence[Person]) -> dict[Who, Person]:
    """Who of `stored` each row means: the same name in the same unit; else the one left of that name (a transfer).

    Where the roster brings one clerk and the office has only the nameless first one, that is who set it up.
    """
    known: dict[Who, Person] = {(person.name.casefold(), person.unit_id): person for person in stored}
    found = {
        (row.name, unit): known[row.name.casefold(), unit] for row, unit in rows if (row.name.casefold(), unit) in known
    }
    for row, unit in rows:
        alike = [p for p in stored if p.name.casefold() == row.name.casefold() and p not in found.values()]
        if (row.name, unit) not in found and len(alike) == 1:
            found[row.name, unit] = alike[0]
    new_clerks = [(row.name, unit) for row, unit in rows if row.role == Role.CLERK and (row.name, unit) not in found]
    nameless = [person for person in stored if is_nameless(person) and person not in found.values()]
    if nameless and len(new_clerks) == 1:
        found[new_clerks[0]] = nameless[0]
    return found


def _update(thing: Office | Unit | Person, kind: str, values: Mapping[str, Value]) -> Edit:
    fields = tuple(field for field, value in values.items() if getattr(thing, field) != value)
    for field in fields:
        setattr(thing, field, values[field])
    return Edit(kind, thing.name, new=thing.id is None, fields=fields)
