"""The audit's entries with the names that stand behind their ids today: the entries themselves hold none."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

from sqlmodel import Session, col, or_, select

from models.assignment import Assignment
from models.audit import AuditEntry
from models.office import Office
from models.people import Person, Unit
from models.plan import Plan, Task

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Details that are ids, and of what.
_MEANT = {
    "to": "person",
    "was": "person",
    "stand_in": "person",
    "unit": "unit",
    "unit_was": "unit",
    "assignment": "assignment",
    "person": "person",
}
_OF_WORK = {"plan", "task", "assignment", "progress"}
_AT_ONCE = 500  # entries whose names are looked up together


class Line(NamedTuple):
    """`kind` and `about` are of the subject: "plan" and the plan's name, or its id where nothing has that id."""

    entry: AuditEntry
    who: str | None  # None: the command line or the bot
    kind: str
    about: str
    to: str | None  # for whom, where somebody is meant
    facts: dict[str, object]  # the rest of the details, days as days


class Look(NamedTuple):
    """Which entries: since a moment, and by or about one person."""

    since: datetime | None = None
    person_id: int | None = None


def newest(session: Session, office_id: int, look: Look, before: int, count: int) -> list[AuditEntry]:
    """The last entries, newest first; those numbered below `before` where that is not 0."""
    query = select(AuditEntry).where(AuditEntry.office_id == office_id)
    if before:
        query = query.where(AuditEntry.number < before)
    if look.since:
        query = query.where(AuditEntry.at >= look.since)
    if look.person_id is not None:
        of_person = or_(AuditEntry.actor_id == look.person_id, AuditEntry.subject == f"person {look.person_id}")
        query = query.where(of_person)
    return list(session.exec(query.order_by(col(AuditEntry.number).desc()).limit(count)).all())


def chain(session: Session, office_id: int) -> Iterator[AuditEntry]:
    """All of an office's entries in their order, read a few at a time."""
    query = select(AuditEntry).where(AuditEntry.office_id == office_id).order_by(col(AuditEntry.number))
    yield from session.exec(query.execution_options(yield_per=_AT_ONCE))


def lines(session: Session, entries: Iterable[AuditEntry], *, work: bool = True) -> Iterator[Line]:
    """Each entry with its names; for who may not see `work` without those of plans and tasks and without details."""
    left = iter(entries)
    while some := list(islice(left, _AT_ONCE)):
        found = _names(session, some)
        for entry in some:
            kind, _, number = entry.subject.partition(" ")
            if kind in _OF_WORK and not work:
                yield Line(entry, found.get(("person", str(entry.actor_id))), kind, number, None, {})
                continue
            to = entry.detail.get("to")
            who = found.get(("person", str(entry.actor_id)))
            about = found.get((kind, number), number)
            facts = {name: _fact(name, value, found) for name, value in entry.detail.items() if name != "to"}
            yield Line(entry, who, kind, about, found.get(("person", str(to))), facts)


def _fact(name: str, value: object, found: "Names") -> object:
    if name in _MEANT:
        return found.get((_MEANT[name], str(value)), value)
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value


Names = dict[tuple[str, str], str]


def _names(session: Session, entries: Sequence[AuditEntry]) -> Names:
    ids: dict[str, set[int]] = {kind: set() for kind in _KINDS}
    for entry in entries:
        kind, _, number = entry.subject.partition(" ")
        if kind in ids and number.isdigit():
            ids[kind].add(int(number))
        meant = [("person", entry.actor_id), *((of, entry.detail.get(name)) for name, of in _MEANT.items())]
        for of, each in meant:
            ids[of] |= {each} if isinstance(each, int) else set()
    found: Names = {}
    for kind, (model, name) in _KINDS.items():
        rows = session.exec(select(model).where(model.id.in_(ids[kind]))).all() if ids[kind] else []
        found |= {(kind, str(row.id)): name(session, row) for row in rows}
    return found


def _of_assignment(session: Session, row: Assignment) -> str:
    task, unit = session.get_one(Task, row.task_id), session.get_one(Unit, row.unit_id)
    return f"{_of_task(session, task)}, {unit.name}"


def _of_task(_session: Session, row: Task) -> str:
    return f"NV{row.position}/{row.plan_id}"


def _own(_session: Session, row: Person | Unit | Office | Plan) -> str:
    return row.name


_KINDS: dict[str, tuple[Any, Callable[..., str]]] = {
    "person": (Person, _own),
    "unit": (Unit, _own),
    "office": (Office, _own),
    "plan": (Plan, _own),
    "task": (Task, _of_task),
    "assignment": (Assignment, _of_assignment),
}
