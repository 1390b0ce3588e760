"""Who is asked about a piece of work on a day: pure rules over who answers for it, who is away, and who stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

SILENT = 3
"""Reminders without an answer, after which the next one is only a short question."""


@dataclass(frozen=True)
class Spell:
    """One absence of a person called `name`, both days inclusive; `last` None: until said otherwise."""

    first: date
    last: date | None
    name: str
    stand_in: int | None = None  # only somebody who can be written to

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Circle:
    """Who else may hear of a piece of work.

    `others` do when all who are asked are away without a stand-in; `above`, the heads, when its `delegate` is silent.
    """

    others: tuple[int, ...] = ()
    above: tuple[int, ...] = ()
    delegate: str = ""
    spells: Mapping[int, Sequence[Spell]] = field(default_factory=dict)

    def away(self, person: int, day: date) -> Spell | None:
        return next((spell for spell in self.spells.get(person, ()) if spell.covers(day)), None)


ALONE = Circle()


@dataclass(frozen=True)
class Recipient:
    """Why somebody hears of work that is another's: `instead_of` one who is away, or because `silent` says nothing."""

    instead_of: str = ""
    silent: str = ""


OWN = Recipient()


def recipients(people: Sequence[int], circle: Circle, day: date, unanswered: int = 0) -> dict[int, Recipient]:
    """Persons to tell on that day, each with why; nobody where all are away and nobody can take their place."""
    found = {person: OWN for person in people if not circle.away(person, day)}
    for person in people:
        if spell := circle.away(person, day):
            stand_in = _stand_in(spell, circle, day)
            if stand_in is not None:
                found.setdefault(stand_in, Recipient(instead_of=spell.name))
    if not found and people:
        names = [spell.name for person in people if (spell := circle.away(person, day))]
        found = {other: Recipient(instead_of=names[0]) for other in circle.others if not circle.away(other, day)}
    if circle.delegate and unanswered > SILENT:
        for head in circle.above:
            if not circle.away(head, day):
                found.setdefault(head, Recipient(silent=circle.delegate))
    return found


def _stand_in(spell: Spell, circle: Circle, day: date) -> int | None:
    """The one who stands in, or who stands in for that one; None where the chain ends with somebody away."""
    seen: set[int] = set()
    while spell.stand_in is not None and spell.stand_in not in seen:
        further = circle.away(spell.stand_in, day)
        if further is None:
            return spell.stand_in
        seen.add(spell.stand_in)
        spell = further
    return None
