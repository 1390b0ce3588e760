"""The people of a roster become rows: found by name, moved with their work, with what they hold beside."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from handlers.move_people import add_post, end_post, leave, transfer
from handlers.moves import Change, Done, announce
from models.acts import Act
from models.office import Office
from models.people import MAIL, Address, Person, Role, Unit
from models.posts import Post, clerks, posts_of
from plans.roster import Roster, RosterPerson

FIRST_CLERK = "Văn thư"  # who sets up an empty installation, until a roster gives the name
LAST_RESORT = 90  # e-mail is written to where nothing else reaches

Value = str | bool | int | list[str] | None
Row = tuple[RosterPerson, int | None]  # with the id of its unit
Who = tuple[str, int | None]  # name and unit: two people of one name may work in two units


@dataclass(frozen=True)
class Edit:
    """What an import did to one office, unit or person (`kind`); `fields` are those it overwrote.

    `was`: the name before, where that changed. `done`: what a move, a leave or a post did beside.
    """

    kind: str
    name: str
    new: bool = False
    fields: tuple[str, ...] = ()
    was: str = ""
    done: Done | None = None


@dataclass(frozen=True)
class Hint:
    """What an import leaves as it is, and the clerk should know.

    `why`: left (no more in the office, so not let in again), absent (in the office, and not in the file), alike (new,
    of a name that another row has) or mail (an address that somebody else is written to at).
    """

    why: str
    name: str
    unit: str = ""


@dataclass(frozen=True)
class Import:
    """Where the people go; `units` by the names that the roster gives them."""

    change: Change
    units: Mapping[str, Unit]
    edits: list[Edit]
    hints: list[Hint] = field(default_factory=list)

    @property
    def session(self) -> Session:
        return self.change.session

    def unit(self, name: str | None) -> Unit | None:
        return self.units.get(name or "")

    def did(self, done: Done) -> None:
        announce(self.change, done)
        self.edits.append(Edit("person", done.who, done=done))


def store_people(roster: Roster, into: Import) -> None:
    main = [(row, _id(into.unit(row.unit))) for row in roster.people if not row.beside]
    office = into.change.office
    stored = into.session.exec(select(Person).where(Person.office_id == office.id).order_by(col(Person.id))).all()
    found = _same_people(main, stored)
    named: dict[str, Person] = {}
    for row, unit in sorted(main, key=lambda each: each[0].left):  # the new clerk comes before the old one goes
        person = found.get((row.name, unit))
        named[row.name.casefold()] = _store_one(into, row, person)
    for row in roster.people:
        if row.beside:
            _store_post(into, row, named[row.name.casefold()])
    into.session.flush()
    into.hints.extend(_hints(into, main, found, stored))


def _hints(into: Import, rows: Sequence[Row], found: Mapping[Who, Person], stored: Sequence[Person]) -> Iterator[Hint]:
    units = {unit.id: unit.name for unit in into.units.values()}
    names = Counter(row.name.casefold() for row, _ in rows)
    for row, unit in rows:
        if (row.name, unit) not in found and names[row.name.casefold()] > 1:
            yield Hint("alike", row.name, row.unit or "")
        elif (row.name, unit) in found and not found[row.name, unit].active and not row.left:
            yield Hint("left", row.name, row.unit or "")
    meant = {person.id for person in found.values()}
    for person in stored:
        if person.active and person.id not in meant and not is_nameless(person):
            yield Hint("absent", person.name, units.get(person.unit_id, ""))


def is_nameless(person: Person) -> bool:
    """True for the clerk of an empty installation, whom a roster or an invitation has yet to give a name."""
    return person.name == FIRST_CLERK and person.unit_id is None


def first_clerk(session: Session, office: Office) -> Person:
    """A clerk of the office, created on an empty installation, so that somebody can join and set it up."""
    known = clerks(session, office.id or 0)
    if known:
        return known[0]
    clerk = Person(office_id=office.id or 0, name=FIRST_CLERK, role=Role.CLERK)
    session.add(clerk)
    session.flush()
    return clerk


def update(thing: Office | Unit | Person, kind: str, values: Mapping[str, Value]) -> Edit:
    fields = tuple(name for name, value in values.items() if getattr(thing, name) != value)
    was = thing.name if thing.id is not None and "name" in fields else ""
    for name in fields:
        setattr(thing, name, values[name])
    return Edit(kind, thing.name, new=thing.id is None, fields=fields, was=was)


def _store_one(into: Import, row: RosterPerson, person: Person | None) -> Person:
    """A main post's row: who left goes, who is in another unit moves, all else is overwritten."""
    goes_to = into.unit(row.moved_to or row.unit)
    new = person is None
    person = person or Person(office_id=into.change.office.id or 0, name=row.name)
    if row.left:
        if person.active and not new:
            into.did(leave(into.change, person))
        return person
    if not (new or person.active):
        if not row.back:
            return person
        _shut(into.session, person)
    moves = not new and person.active and goes_to is not None and person.unit_id not in (None, goes_to.id)
    values: dict[str, Value] = {"name": row.name, "active": True}
    values |= {"phone": row.phone} if row.phone else {}
    if not moves:
        values |= {"role": Role(row.role), "unit_id": _id(goes_to)}
    edit = update(person, "person", values)
    into.session.add(person)
    into.session.flush()
    if person.left_at is not None:
        person.left_at = None
    mailed = _mail(into, person, row.mail)
    into.edits.append(Edit(edit.kind, edit.name, edit.new, (*edit.fields, *mailed), edit.was))
    _note(into, edit, person)
    if moves and goes_to is not None:
        into.did(transfer(into.change, person, goes_to, Role(row.role)))
    return person


def _shut(session: Session, person: Person) -> None:
    """Whoever comes back needs a new invitation: the old chats may be somebody else's by now."""
    for address in session.exec(select(Address).where(Address.person_id == person.id)).all():
        session.delete(address)
    session.flush()


def _note(into: Import, edit: Edit, person: Person) -> None:
    if edit.new:
        into.change.note(Act.PERSON_ADDED, f"person {person.id}", unit=person.unit_id, role=person.role.value)
    elif "role" in edit.fields:
        into.change.note(Act.PERSON_ROLE, f"person {person.id}", role=person.role.value)
    elif edit.fields:
        into.change.note(Act.PERSON_CHANGED, f"person {person.id}")


def _store_post(into: Import, row: RosterPerson, person: Person) -> None:
    unit = into.unit(row.unit)
    if unit is None or not person.active:
        return
    here = [role for at, role in posts_of(into.session, person, into.change.today) if at == unit.id]
    if row.left:
        if here and person.unit_id != unit.id:
            into.did(end_post(into.change, person, unit))
    elif not here:
        into.did(add_post(into.change, person, unit, Role(row.role)))
    elif person.unit_id != unit.id and Role(row.role) not in here:
        query = select(Post).where(Post.person_id == person.id, Post.unit_id == unit.id)
        for post in into.session.exec(query).all():
            if post.covers(into.change.today):
                post.role = Role(row.role)
        into.edits.append(Edit("person", person.name, fields=("role",)))


def _mail(into: Import, person: Person, address: str | None) -> tuple[str, ...]:
    """The e-mail address, written to last of all."""
    if address is None:
        return ()
    taken = into.session.exec(select(Address).where(Address.channel == MAIL, Address.address == address)).first()
    if taken is not None and taken.person_id != person.id:
        # Whose it is may be of another office, and is not told.
        into.hints.append(Hint("mail", person.name))
        return ()
    if taken is not None:
        return ()
    for old in into.session.exec(select(Address).where(Address.person_id == person.id, Address.channel == MAIL)).all():
        into.session.delete(old)
    last = Address(person_id=person.id or 0, channel=MAIL, address=address, joined_at=into.change.now, rank=LAST_RESORT)
    into.session.add(last)
    return ("mail",)


def _id(unit: Unit | None) -> int | None:
    return unit.id if unit else None


def _same_people(rows: Sequence[Row], stored: Sequence[Person]) -> dict[Who, Person]:
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
