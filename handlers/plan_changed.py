"""What a changed plan means for each assignment, told once to each person."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session

from handlers.talk import Reply, tell
from handlers.versions import Difference, Shift
from messages.render import render
from models.assignment import Assignment
from models.follow import policy_of, with_people
from models.office import Office
from models.people import Person, Unit, language_of
from models.plan import Task


@dataclass(frozen=True)
class Note:
    """What a change means for one assignment: "new", "duty", "changed", "ended" or "removed"."""

    kind: str
    task: Task
    assignment: Assignment
    shift: Shift | None = None


@dataclass
class Change:
    """The work in hand, and what it means for each assignment so far."""

    session: Session
    office: Office
    difference: Difference
    now: datetime
    units: list[Unit]
    notes: list[Note] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.now.astimezone(self.office.zone).date()


def tell_all(change: Change) -> tuple[int, tuple[str, ...]]:
    """One message a person, in working hours; the units that none of them reached."""
    plan = change.difference.plan
    rows = with_people(change.session, [(note.assignment, note.task, plan) for note in change.notes])
    policy = policy_of(change.session, change.office)
    at = policy.moment_from(change.now)
    of_person: dict[int, list[Note]] = defaultdict(list)
    for note, row in zip(change.notes, rows, strict=True):
        for person in row.told_on(policy.calendar.local_day(at)):
            of_person[person].append(note)
    reached: set[int] = set()
    told = 0
    for identity, notes in of_person.items():
        if _tell(change, change.session.get_one(Person, identity), notes, at):
            told += 1
            reached |= {note.assignment.unit_id for note in notes}
    names = {unit.id: unit.name for unit in change.units}
    silent = {note.assignment.unit_id for note in change.notes} - reached
    return told, tuple(names[unit] for unit in sorted(silent) if unit in names)


def _tell(change: Change, person: Person, notes: list[Note], at: datetime) -> bool:
    found = change.difference
    notes = sorted(notes, key=lambda note: note.task.position)
    current = [note.assignment for note in notes if note.assignment.ended_at is None]
    language = language_of(person, change.office)
    words = render("plan_changed", language, zone=change.office.zone, plan=found.plan, draft=found.draft, notes=notes)
    reply = Reply(words, speaks_of=tuple(assignment.id or 0 for assignment in current))
    if not tell(change.session, person, reply, f"revise:{found.draft.id}:{person.id}", at):
        return False
    for assignment in current:
        if assignment.reminded_at is None:
            assignment.reminded_at = at  # this is the first word about it
    return True
