"""What of a plan needs attention, in the order in which a leader should see it, each with where it leads."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session, col, select

from handlers.records import items_of
from messages.children import has_child_data
from messages.wording import wording
from models.assignment import Assignment, Duty, Status
from models.item import Item, ItemKind
from models.people import Person, Unit
from models.plan import Plan, Task
from reports.report import Gap, Matter, Part, Report
from reports.wording import WITHHELD


class Section(StrEnum):
    SILENT = "s"
    LATE = "l"
    HELP = "h"
    DECIDE = "d"
    UNREACHED = "u"


OF_UNITS = frozenset({Section.SILENT, Section.UNREACHED})
"""They count units, each of which opens the list of its tasks; the others count single matters."""


@dataclass(frozen=True)
class Row:
    """One line. `what`: "unit", "late", "blocker", "more_time", "question" or "waiting"; `tasks` of a unit.

    It opens the unit's tasks, the item, or else the task.
    """

    what: str
    unit: str
    task: int | None = None
    text: str = ""
    day: dt.date | None = None
    tasks: tuple[int, ...] = ()
    unit_id: int | None = None
    item: int | None = None
    assignment: int | None = None


@dataclass(frozen=True)
class _Ids:
    """The rows that the report's names stand for."""

    units: dict[str, int]
    work: dict[tuple[int, str], int]  # (position, unit) -> assignment
    items: dict[tuple[ItemKind, int | None], int]  # (kind, assignment) -> the open item


def exceptions(session: Session, plan: Plan, report: Report, unit_id: int | None = None) -> dict[Section, list[Row]]:
    """Of all units, or of one: the sections in order, empty ones too; `report` is of the same, at this moment."""
    items = items_of(session, plan, unit_id, col(Item.closed_at).is_(None), col(Assignment.ended_at).is_(None))
    ids = _Ids(
        _units(session, plan), _work(session, plan), {(item.kind, item.assignment_id): item.id or 0 for item in items}
    )
    wishes = [_matter(ids, "more_time", ItemKind.MORE_TIME, matter) for matter in report.requests]
    return {
        Section.SILENT: [_gap(ids, gap) for gap in sorted(report.silent, key=lambda gap: -len(gap.tasks))],
        Section.LATE: sorted(_parts(ids, report, "late", Status.OVERDUE), key=lambda row: row.day or dt.date.max),
        Section.HELP: [_matter(ids, "blocker", ItemKind.BLOCKER, matter) for matter in report.blockers],
        Section.DECIDE: [*wishes, *_questions(session, ids, items), *_parts(ids, report, "waiting", Status.WAITING)],
        Section.UNREACHED: [_gap(ids, gap) for gap in report.unreached],
    }


def tasks_of_unit(session: Session, plan: Plan, report: Report, row: Row) -> list[Row]:
    """The tasks that a unit's row stands for."""
    parts = {(task.position, part.unit): part for task in report.tasks for part in task.parts}
    work = _work(session, plan)
    return [
        Row(
            "task",
            row.unit,
            task,
            next((each.heading for each in report.tasks if each.position == task), ""),
            parts[task, row.unit].due,
            assignment=work.get((task, row.unit)),
        )
        for task in row.tasks
        if (task, row.unit) in parts
    ]


def _gap(ids: _Ids, gap: Gap) -> Row:
    return Row("unit", gap.unit, tasks=gap.tasks, unit_id=ids.units.get(gap.unit))


def _matter(ids: _Ids, what: str, kind: ItemKind, matter: Matter) -> Row:
    work = ids.work.get((matter.task, matter.unit))
    item = ids.items.get((kind, work)) if work else None
    return Row(what, matter.unit, matter.task, matter.text, matter.day, item=item, assignment=work)


def _parts(ids: _Ids, report: Report, what: str, status: Status) -> list[Row]:
    def day(part: Part) -> dt.date | None:
        return part.done_on if status is Status.WAITING else part.due

    return [
        Row(what, part.unit, task.position, "", day(part), assignment=ids.work.get((task.position, part.unit)))
        for task in report.tasks
        for part in task.parts
        if part.duty is Duty.LEAD and part.status is status
    ]


def _questions(session: Session, ids: _Ids, items: Sequence[Item]) -> list[Row]:
    of_work = {work: key for key, work in ids.work.items()}
    names = {number: name for name, number in ids.units.items()}
    rows = []
    for item in items:
        if item.kind is ItemKind.QUESTION:
            raised_by = session.get_one(Person, item.raised_by)
            task, unit = of_work.get(item.assignment_id or 0, (None, names.get(raised_by.unit_id or 0, raised_by.name)))
            words = WITHHELD if has_child_data(wording(item.words)) else item.words
            rows.append(Row("question", unit, task, words, item=item.id))
    return rows


def _units(session: Session, plan: Plan) -> dict[str, int]:
    return {
        unit.name: unit.id or 0 for unit in session.exec(select(Unit).where(Unit.office_id == plan.office_id)).all()
    }


def _work(session: Session, plan: Plan) -> dict[tuple[int, str], int]:
    """Where a unit both leads and helps in a task, what it leads."""
    query = (
        select(Task.position, Unit.name, Assignment.id)
        .join(Task, col(Task.id) == Assignment.task_id)
        .join(Unit, col(Unit.id) == Assignment.unit_id)
        .where(Assignment.plan_id == plan.id, col(Assignment.ended_at).is_(None), col(Task.dropped).is_(False))
        .order_by(col(Assignment.duty) == Duty.LEAD)
    )
    return {(position, name): identity or 0 for position, name, identity in session.exec(query).all()}
