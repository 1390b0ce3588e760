"""The sections of each kind of digest: facts, each with a short mark of what it tells."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Generic, TypeVar

from models.outbox import Delivery
from models.overview import Asked, Counts, Matter, Open
from models.plan import Plan
from models.platform import Outage
from models.trouble import Failure, Gap
from models.unreached import NotReached, Why

T = TypeVar("T")


@dataclass(frozen=True)
class Fact(Generic[T]):
    """`new`: the reader's last digest did not tell it; not the `first` time where it told it in an earlier week."""

    mark: str
    of: T
    new: bool = True
    first: bool = True


Facts = tuple[Fact[T], ...]


@dataclass(frozen=True)
class Sections:
    """A digest's sections are its fields that hold facts."""

    today: date

    @property
    def tells(self) -> list[str]:
        """The marks of all its facts."""
        return [fact.mark for fact in self._facts()]

    @property
    def is_new(self) -> bool:
        return any(fact.new for fact in self._facts())

    def _facts(self) -> Iterable[Fact[object]]:
        values = (getattr(self, field.name) for field in fields(self))
        return (each for value in values if isinstance(value, tuple) for each in value if isinstance(each, Fact))


@dataclass(frozen=True)
class HeadDigest(Sections):
    """A unit's week. `asked`: how much of it today's reminder asks the reader about; that is not said twice."""

    units: tuple[str, ...] = ()
    confirm: Facts[Open] = ()
    overdue: Facts[Open] = ()
    silent: Facts[Open] = ()
    soon: Facts[Open] = ()
    unreached: Facts[NotReached] = ()
    snoozed: tuple[Open, ...] = ()
    asked: int = 0


@dataclass(frozen=True)
class ClerkDigest(Sections):
    """Exceptions first. `failures` by person: (name, how it failed, how many)."""

    down: Facts[Outage] = ()
    gaps: Facts[Gap] = ()
    overdue: Facts[Open] = ()
    obstacles: Facts[Matter] = ()
    wishes: Facts[Matter] = ()
    unreached: Facts[NotReached] = ()
    failures: Facts[Failure] = ()
    parked: Facts[int] = ()
    drafts: Facts[Plan] = ()
    due: Facts[Open] = ()
    asked: Facts[Asked] = ()
    cleared: Facts[int] = ()

    @property
    def failed(self) -> list[tuple[str, Delivery, int]]:
        """The new failures as (person, how, how many)."""
        found = Counter((fact.of.person, fact.of.status) for fact in self.failures if fact.new)
        return [(person, status, count) for (person, status), count in found.items()]

    @property
    def due_tasks(self) -> list[tuple[Open, list[str]]]:
        """A task that many units lead is one line: one of them, and all their names."""
        found: dict[tuple[int | None, date | None], tuple[Open, list[str]]] = {}
        for each in (fact.of for fact in self.due):
            task = each.followed.task.id, each.followed.assignment.due
            found.setdefault(task, (each, []))[1].append(each.unit)
        return list(found.values())

    @property
    def advice(self) -> list[Why]:
        """Why somebody newly gets no message."""
        return list(dict.fromkeys(fact.of.why for fact in self.unreached if fact.new))

    @property
    def to_urge(self) -> list[Plan]:
        """The plans for which a công văn đôn đốc is worth drafting."""
        return list({fact.of.followed.plan.id: fact.of.followed.plan for fact in self.overdue}.values())


@dataclass(frozen=True)
class LeaderDigest(Sections):
    counts: Facts[Counts] = ()
    overdue: Facts[Open] = ()
    decide: Facts[Matter] = ()
