"""What a unit is called, and whether it is still there."""

from collections.abc import Iterable, Sequence
from datetime import UTC

from sqlmodel import select

from handlers.assign import units_of
from handlers.moves import CannotMoveError, Change, Done, work_of
from models.acts import Act
from models.assignment import CLOSED, Assignment
from models.people import Unit
from models.posts import members
from vietnamese.text import squash
from vietnamese.units import group_of, normal_name

_FORMULA = ("=", "+", "-", "@", "#")  # a sheet must never take a name for one


def rename(change: Change, unit: Unit, name: str) -> Done:
    """The name changes and nothing else; the old one still finds the unit."""
    old, name = unit.name, squash(name)
    _refuse_taken(change, [name], unit)
    _name(unit, name, [*unit.aliases, old])
    # A new mapping: the column notices no change inside the old one.
    unit.earlier_names = {**unit.earlier_names, change.now.astimezone(UTC).isoformat(): old}
    change.session.add(unit)
    change.session.flush()
    change.note(Act.UNIT_RENAMED, f"unit {unit.id}")
    return Done("rename", old, name, names=(old,))


def add_names(change: Change, unit: Unit, names: Iterable[str]) -> Done:
    """Further names and abbreviations by which plans and people call a unit."""
    known = {*map(normal_name, unit.aliases)}
    added = [name for each in names if (name := squash(each)) and normal_name(name) not in known]
    _refuse_taken(change, added, unit)
    _name(unit, unit.name, [*unit.aliases, *added])
    change.session.add(unit)
    change.session.flush()
    change.note(Act.UNIT_RENAMED, f"unit {unit.id}", names=len(unit.aliases))
    return Done("alias", unit.name, names=tuple(added))


def close(change: Change, unit: Unit) -> Done:
    """A unit that is no more, and that nobody took over: only once it has neither people nor open work."""
    if [row for row in work_of(change, Assignment.unit_id == unit.id) if row[0].state not in CLOSED]:
        raise CannotMoveError("has_work", unit.name)
    if members(change.session, unit.id or 0, change.today):
        raise CannotMoveError("has_people", unit.name)
    unit.active = False
    change.session.add(unit)
    change.session.flush()
    change.note(Act.UNIT_CLOSED, f"unit {unit.id}")
    return Done("close", unit.name)


def retire(change: Change, unit: Unit, successor: Unit) -> None:
    """No plan, reply or roster means this unit any more: its names are the successor's."""
    unit.active, unit.successor_id = False, successor.id
    _name(successor, successor.name, [*successor.aliases, unit.name, *unit.aliases])
    change.session.add_all([unit, successor])


def found_or_made(change: Change, into: Unit | str, of: Sequence[Unit]) -> Unit:
    """The unit of this name, or a new one of the same kind as the first of those it comes from."""
    if isinstance(into, Unit):
        return into
    name = squash(into)
    for unit in units_of(change.session, change.office.id or 0):
        if normal_name(name) in map(normal_name, (unit.name, *unit.aliases)):
            return unit
    _refuse_taken(change, [name], None)
    kind = group_of(name).value
    unit = Unit(office_id=change.office.id or 0, name=name, group=of[0].group if kind == "phong" else kind)
    change.session.add(unit)
    change.session.flush()
    change.note(Act.UNIT_ADDED, f"unit {unit.id}")
    return unit


def _name(unit: Unit, name: str, aliases: Iterable[str]) -> None:
    unit.name = name
    unit.aliases = [
        *{normal_name(alias): alias for alias in aliases if normal_name(alias) != normal_name(name)}.values()
    ]


def _refuse_taken(change: Change, names: Iterable[str], by: Unit | None) -> None:
    """A name means one unit; those of units that are no more may be found in earlier reports."""
    wanted = {normal_name(name): name for name in names}
    if not all(wanted) or not wanted:
        raise CannotMoveError("no_name")
    if any(name.startswith(_FORMULA) or ";" in name for name in wanted.values()):
        raise CannotMoveError("formula")
    for unit in change.session.exec(select(Unit).where(Unit.office_id == change.office.id)).all():
        taken = {normal_name(unit.name), *(map(normal_name, unit.aliases) if unit.active else ())}
        if (by is None or unit.id != by.id) and (same := sorted(wanted.keys() & taken)):
            raise CannotMoveError("taken", wanted[same[0]], unit.name)
