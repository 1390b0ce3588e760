"""The rows that a report is made of, and the same by what they belong to, as they stood at a moment."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.assignment import Assignment, Figure, Progress
from models.contacted import Contact
from models.evidence import Evidence
from models.item import Item, ItemKind
from models.office import Office
from models.people import Person, Unit
from models.plan import Plan, Task
from models.reach import Reach
from models.standing import taken_back
from models.terms import Aim, Term
from reports.difference import Passed
from reports.efforts import Efforts
from reports.figures import Number, numbers_of
from reports.issues import Items
from reports.report import Wish
from reports.wording import WITHHELD
from vietnamese.text import clean, squash


@dataclass(frozen=True)
class Records:
    """What the caller loaded, lists in any order. `reach`: what came to the units until the moment reported.

    `withheld`: lines whose words tell of a particular child and are never printed. `only`: the one unit reported.
    """

    office: Office
    plan: Plan
    tasks: Sequence[Task]
    units: Sequence[Unit]
    people: Sequence[Person]
    assignments: Sequence[Assignment]
    journal: Sequence[Progress]
    reach: Reach
    figures: Sequence[Figure] = ()
    evidence: Sequence[Evidence] = ()
    withheld: frozenset[int] = frozenset()
    only: Unit | None = None
    items: Sequence[Item] = ()
    withheld_items: frozenset[int] = frozenset()
    terms: Sequence[Term] = ()
    aims: Mapping[int | None, Sequence[Aim]] = field(default_factory=dict)  # of each task, and under None the plan's
    efforts: Efforts = field(default_factory=Efforts)  # until the moment reported
    contacts: Sequence[Contact] = ()  # the same
    passed: Sequence[Passed] = ()  # units renamed, merged and divided until then


@dataclass(frozen=True)
class Index:
    """The rows by what they belong to, so that a plan of any size is read once."""

    records: Records
    as_of: dt.datetime
    today: dt.date
    units: Mapping[int | None, str]
    people: Mapping[int | None, str]
    journal: Mapping[int | None, list[Progress]]
    numbers: Mapping[int | None, list[Number]]
    files: Mapping[int | None, list[str]]
    taken_back: frozenset[int]
    wishes: Mapping[int | None, Wish]
    obstacles: Mapping[int | None, str | None]
    moved: Mapping[int | None, dt.date | None]

    def then(self, assignment: Assignment) -> Assignment:
        """With the deadline in force at `as_of`: what was granted later had moved nothing."""
        if assignment.id not in self.moved:
            return assignment
        return Assignment(**{**assignment.model_dump(), "due": self.moved[assignment.id]})

    def goes_on(self, assignment: Assignment) -> str | None:
        """The unit of which this one's work became part by then."""
        if assignment.merged_into is None or assignment.ended_at is None or assignment.ended_at > self.as_of:
            return None
        units = {row.id: self.units.get(row.unit_id) for row in self.records.assignments}
        return units.get(assignment.merged_into)


def index_of(records: Records, as_of: dt.datetime) -> Index:
    journal: dict[int | None, list[Progress]] = defaultdict(list)
    for line in sorted(records.journal, key=lambda line: (line.at, line.id or 0)):
        if line.known_at <= as_of:
            journal[line.assignment_id].append(_printable(line, records.withheld))
    numbers = numbers_of(records.figures, records.terms)
    items = items_of(records, as_of)
    files: dict[int | None, list[str]] = defaultdict(list)
    for item in sorted(records.evidence, key=lambda item: item.id or 0):
        files[item.progress_id].append(squash(clean(item.name)))
    return Index(
        records,
        as_of,
        as_of.astimezone(records.office.zone).date(),
        {unit.id: unit.name for unit in records.units},
        {person.id: person.name for person in records.people},
        journal,
        numbers,
        files,
        taken_back(line for lines in journal.values() for line in lines),
        items.wishes(),
        items.obstacles(),
        _moved_later(records, as_of),
    )


def items_of(records: Records, as_of: dt.datetime) -> Items:
    """What had been raised by then."""
    raised = [item for item in records.items if item.raised_at <= as_of]
    return Items(raised, as_of, records.withheld_items)


def _moved_later(records: Records, as_of: dt.datetime) -> dict[int | None, dt.date | None]:
    """The deadlines at `as_of` of the assignments to which more time was granted since."""
    granted: dict[int | None, list[tuple[dt.datetime, dt.date | None]]] = defaultdict(list)
    for item in records.items:
        if item.kind is ItemKind.MORE_TIME and item.granted and item.closed_at is not None:
            granted[item.assignment_id].append((item.closed_at, item.asked_due))
    first = {row.id: row.original_due for row in records.assignments}
    return {
        identity: next((day for at, day in sorted(found, reverse=True) if at <= as_of and day), first.get(identity))
        for identity, found in granted.items()
        if any(at > as_of for at, _ in found)
    }


def _printable(line: Progress, withheld: frozenset[int]) -> Progress:
    if line.id not in withheld:
        return line
    hidden = {"words": WITHHELD, "blocker": line.blocker and WITHHELD}
    return Progress(**{**line.model_dump(), **hidden})
