"""What a report is made of, loaded with one query a table whatever the size of the plan."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, or_, select

from handlers.efforts import efforts_of
from handlers.figures import aims_for, goals_for
from handlers.stood import then_of
from messages.children import has_child_data
from messages.wording import wording
from models.assignment import Assignment, Figure, Progress
from models.contacted import contacts_of
from models.evidence import Evidence
from models.indicator import indicators_of
from models.item import Item
from models.office import Office
from models.people import Person
from models.plan import Plan, Task
from models.reach import reach_of
from models.roll import roll_of
from reports.rows import Records

_JOINTS = re.compile(r"[-_.]+")
Row = TypeVar("Row", Figure, Evidence)


def load(session: Session, plan_id: int, as_of: dt.datetime, unit_id: int | None = None) -> Records:
    """The rows of a plan said until `as_of`, of all units or of one; raises NoResultFound for an unknown plan."""
    plan = session.get_one(Plan, plan_id)
    office = session.get_one(Office, plan.office_id)
    roll = roll_of(session, office, as_of)
    then = then_of(session, plan, roll)
    assignments = [row for row in then.work if unit_id in (None, row.unit_id)]
    ids = [row.id for row in assignments]
    scope = [Assignment.plan_id == plan_id] + ([col(Assignment.id).in_(ids)] if unit_id is not None else [])
    lines = select(Progress).join(Assignment, col(Assignment.id) == Progress.assignment_id)
    said = session.exec(lines.where(*scope)).all()
    journal = [line for line in said if line.known_at <= as_of]
    files = _with_lines(session, Evidence, [*scope, col(Evidence.held).is_(False)])
    # A wish granted later moved the deadline that stood at the moment reported.
    known = or_(Item.raised_at <= as_of, col(Item.granted).is_(True))
    items = then.only_of(unit_id, then.items(items_of(session, plan, None, known)))
    # Those dropped since too: on the day reported they may have stood.
    tasks = session.exec(select(Task).where(Task.plan_id == plan_id).order_by(col(Task.position))).all()
    terms = indicators_of(session, plan.office_id)
    return Records(
        office=office,
        plan=plan,
        tasks=tasks,
        units=then.units,
        people=then.people,
        assignments=assignments,
        journal=journal,
        figures=_with_lines(session, Figure, scope),
        evidence=[unnamed(row) for row in _as_they_were(files, said, as_of)],
        reach=reach_of(session, roll),
        withheld=frozenset(line.id or 0 for line in journal if _tells_of_a_child(line.words, line.blocker)),
        only=next((unit for unit in then.units if unit_id is not None and unit.id == unit_id), None),
        terms=terms,
        aims={None: goals_for(plan, terms), **{task.id: aims_for(task, plan, terms) for task in tasks}},
        items=items,
        contacts=contacts_of(session, roll, assignments, journal),
        efforts=efforts_of(session, plan, as_of, tasks, assignments),
        withheld_items=frozenset(item.id or 0 for item in items if _tells_of_a_child(_exchange(item))),
        passed=then.passed(tasks, unit_id),
    )


def _as_they_were(files: Iterable[Evidence], said: Iterable[Progress], as_of: dt.datetime) -> Iterator[Evidence]:
    """The files that counted by then, each with the line it was of before later corrections took it over."""
    lines = {line.id: line for line in said}
    for row in files:
        line = lines.get(row.progress_id)
        while line and line.known_at > as_of:
            line = lines.get(line.corrects)
        if line and (row.noted_at is None or row.noted_at <= as_of):
            yield row if line.id == row.progress_id else Evidence(**{**row.model_dump(), "progress_id": line.id})


def unnamed(row: Evidence) -> Evidence:
    """A file whose name tells of a particular child is reported by its kind alone."""
    ending = Path(row.name).suffix
    if not _tells_of_a_child(_JOINTS.sub(" ", row.name.removesuffix(ending))):
        return row
    return Evidence(**{**row.model_dump(), "name": f"tệp{ending}"})


def _tells_of_a_child(*texts: str | None) -> bool:
    """Such messages are refused when they come; whatever got past an earlier rule is caught here."""
    return any(has_child_data(wording(text)) for text in texts if text)


def _exchange(item: Item) -> str:
    """What was asked and answered, read as one: a child may be told of across both."""
    return f"{item.words}\n{item.answer or ''}"


def _with_lines(session: Session, table: type[Row], where: Sequence[ColumnElement[bool] | bool]) -> Sequence[Row]:
    """What came with lines of the journal."""
    query = (
        select(table)
        .join(Progress, col(Progress.id) == table.progress_id)
        .join(Assignment, col(Assignment.id) == Progress.assignment_id)
    )
    return session.exec(query.where(*where)).all()


def items_of(session: Session, plan: Plan, unit_id: int | None, *where: ColumnElement[bool]) -> Sequence[Item]:
    """Those of the plan's work; of questions without a task, those that were asked while it was followed.

    Of all units, or of one, oldest first; `where` may tell of their assignment too.
    """
    loose = and_(col(Item.assignment_id).is_(None), Item.raised_at >= (plan.approved_at or plan.added_at))
    query = (
        select(Item)
        .join(Assignment, col(Assignment.id) == Item.assignment_id, isouter=True)
        .join(Person, col(Person.id) == Item.raised_by)
        .where(Item.office_id == plan.office_id, or_(Assignment.plan_id == plan.id, loose), *where)
    )
    if unit_id is not None:
        query = query.where(or_(Assignment.unit_id == unit_id, and_(loose, Person.unit_id == unit_id)))
    return session.exec(query.order_by(col(Item.raised_at), col(Item.id))).all()
