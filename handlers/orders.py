"""Whom and what the words of a change of people and units mean."""

import re
from datetime import date

from handlers.assign import units_of
from handlers.directory import named, teams
from handlers.move_units import Piece
from handlers.moves import CannotMoveError, Change
from messages.move_words import day_said
from models.people import Person, Unit
from vietnamese.text import fold, squash
from vietnamese.units import match_unit

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
    """ "Phòng Hai: NV3, NV5, Lê Văn Nam": a unit that another is divided into, with its tasks and people."""
    name, _, listed = words.partition(":")
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
