"""Whom and what the words of a change of people and units mean."""

import re
from datetime import date

from handlers.assign import units_of
from handlers.directory import named, teams
from handlers.move_units import Piece, split
from handlers.moves import CannotMoveError, Change, Done, work_of
from messages.move_words import UnitOrder, day_said, pieces_of, rest_of
from models.assignment import Assignment
from models.people import Person, Unit
from vietnamese.text import fold, squash
from vietnamese.units import match_unit, normal_name

_TASK = re.compile(r"(?:nv|nhiem vu)? ?(\d{1,4})")


def person_called(change: Change, name: str) -> list[Person]:
    """Those of the office whom a name means, in full or by its last part."""
    return [member.person for member in named(name, teams(change.session, change.office.id or 0, change.now))]


def unit_called(change: Change, name: str) -> list[Unit]:
    """The units that a name may mean, best first."""
    units = {unit.id or 0: unit for unit in units_of(change.session, change.office.id or 0)}
    return [units[key] for key in match_unit(name, {key: [u.name, *u.aliases] for key, u in units.items()}).keys]


def since(change: Change, words: str) -> date | None:
    """The day from which an order counts, if it says one: nothing is kept until a day to come."""
    try:
        day = day_said(words, change.today)
    except ValueError as unknown:
        raise CannotMoveError("day", str(unknown)) from None
    if day and day > change.today:
        raise CannotMoveError("not_yet", f"{day:%d/%m/%Y}")
    return day


def piece_of(change: Change, words: str) -> Piece:
    """ "Phòng Hai: NV3, Lê Văn Nam" or "Phòng Hai (NV3)": a unit that another becomes, with its tasks and people."""
    name, _, listed = words.rstrip(" )").replace("(", ":", 1).partition(":")
    tasks, people = set(), set()
    for each in (squash(part) for part in re.split(r"[,;]", listed) if part.strip()):
        number = _TASK.fullmatch(fold(each))
        found = [] if number else person_called(change, each)
        if number:
            tasks.add(int(number[1]))
        elif len(found) == 1:
            people.add(found[0].id or 0)
        else:
            raise CannotMoveError("who", each, *(person.name for person in found))
    return Piece(squash(name), frozenset(tasks), frozenset(people))


def split_as(change: Change, unit: Unit, order: UnitOrder) -> Done:
    """A unit divided as ordered; the rest goes to one of the pieces, or stays under the unit's own name."""
    pieces = [piece_of(change, words) for words in pieces_of(order.to)]
    wanted = rest_of(order) if order.rest else pieces[0].name
    rest = next((piece.name for piece in pieces if normal_name(piece.name) == normal_name(wanted)), "")
    if not rest and order.rest and unit in unit_called(change, wanted)[:1]:
        rest = unit.name
        pieces.append(Piece(rest))
    known = {task.position for _, task, _ in work_of(change, Assignment.unit_id == unit.id)}
    if unknown := sorted({number for piece in pieces for number in piece.tasks} - known):
        raise CannotMoveError("no_task", unit.name, *(f"NV{number}" for number in unknown))
    return split(change, unit, pieces, rest)
