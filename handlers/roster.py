"""A roster becomes rows: adds and updates by name, never deletes, and says what it changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

from sqlmodel import Session, col, select

from handlers import roster_people
from handlers.moves import Change
from handlers.roster_people import Edit, Hint, Import, Value, is_nameless, store_people, update
from models.acts import Act
from models.office import NAMELESS, Office, the_office
from models.people import Person, Unit
from plans.roster import Roster, RosterUnit, UnreadableRosterError
from vietnamese.text import squash
from vietnamese.units import group_of, normal_name

__all__ = ["Changes", "Edit", "first_clerk", "is_nameless", "store"]


@dataclass(frozen=True)
class Changes:
    edits: tuple[Edit, ...] = ()
    hints: tuple[Hint, ...] = ()

    @property
    def added(self) -> list[Edit]:
        return [edit for edit in self.edits if edit.new]

    @property
    def changed(self) -> list[Edit]:
        return [edit for edit in self.edits if edit.fields and not edit.new]

    @property
    def moves(self) -> list[Edit]:
        """Who left, moved, or holds another post: what else that does."""
        return [edit for edit in self.edits if edit.done]

    @property
    def unchanged(self) -> int:
        return len(self.edits) - len(self.added) - len(self.changed) - len(self.moves)

    @property
    def is_nothing(self) -> bool:
        return self.unchanged == len(self.edits)


def store(roster: Roster, change: Change) -> Changes:
    """Import a roster into an office; importing the same again changes nothing.

    Raises UnreadableRosterError where it is another office's: its people and letterhead would replace this one's.
    """
    _same_office(change.office, str(roster.office.get("name") or ""))
    edits = [update(change.office, "office", roster.office)]
    units = _store_units(change, roster.units, edits)
    into = Import(change, units, edits)
    store_people(roster, into)
    found = Changes(tuple(edits), tuple(into.hints))
    if not found.is_nothing:
        change.note(Act.ROSTER_IMPORTED, f"office {change.office.id}", added=len(found.added), moved=len(found.moves))
    return found


def _same_office(office: Office, written: str) -> None:
    known = squash(office.name)
    if written and known != NAMELESS and squash(written).casefold() != known.casefold():
        renaming = f'cơ quan đổi tên thì chạy dondoc office set name="{written}" trước'
        raise UnreadableRosterError(f"danh sách này ghi cơ quan “{written}”, còn đây là “{known}”; {renaming}.")


def first_clerk(session: Session) -> Person:
    """The clerk of this installation's office, created where there is none."""
    return roster_people.first_clerk(session, the_office(session))


def _store_units(change: Change, rows: Sequence[RosterUnit], edits: list[Edit]) -> dict[str, Unit]:
    """Each row's unit, by the name that the roster gives it."""
    session, office = change.session, change.office
    every = session.exec(select(Unit).where(Unit.office_id == office.id).order_by(col(Unit.id))).all()
    left = [unit for unit in every if unit.successor_id is None]
    gone = {normal_name(unit.name) for unit in every if unit.successor_id is not None}
    found: dict[str, Unit] = {}
    for row in sorted(rows, key=lambda row: not any(normal_name(u.name) == normal_name(row.name) for u in left)):
        unit = _find_unit(row, left)
        if unit in left:
            left.remove(unit)
        if unit is None and normal_name(row.name) in gone:
            raise UnreadableRosterError(f"“{row.name}” đã sáp nhập vào đơn vị khác; hãy bỏ dòng này.")
        unit = unit or Unit(office_id=office.id or 0, name=row.name, group=group_of(row.name).value)
        edit = update(unit, "unit", _unit_values(unit, row))
        edits.append(edit)
        if edit.was:
            unit.earlier_names = {**unit.earlier_names, change.now.astimezone(UTC).isoformat(): edit.was}
        session.add(unit)
        session.flush()
        if edit.new or edit.was:
            change.note(Act.UNIT_ADDED if edit.new else Act.UNIT_RENAMED, f"unit {unit.id}")
        found[row.name] = unit
    return found


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
