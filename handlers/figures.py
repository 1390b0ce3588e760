"""The ledger of figures as handlers read it: what was reported of a task, and what its plan wants of it."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session

from handlers.talk import Talk
from handlers.work import Work
from messages.aims import aims
from messages.readback import Told, told
from models.assignment import Duty, Figure, Progress
from models.database import table_of
from models.indicator import Indicator
from models.plan import Plan, Task
from models.standing import taken_back
from models.terms import Aim, in_office_terms
from reports.figures import Number, numbers_of
from reports.report import Line
from reports.running import key_of, stands

_LABEL = re.compile(r"(?i)^\s*(?:chỉ tiêu|mục tiêu)\s*:\s*")  # the column's head says it


def aims_for(task: Task, plan: Plan, indicators: Sequence[Indicator]) -> tuple[Aim, ...]:
    """What the task's own words want reached; of the plan's targets the rates, for its counts are of all tasks."""
    nouns = tuple(noun for row in indicators for noun in row.nouns)
    own = aims([task.title or "", task.text, *task.targets], nouns)
    whole = [aim for aim in goals_for(plan, indicators) if aim.unit == "%"]
    return (*(_in_terms(aim, indicators) for aim in own), *whole)


def goals_for(plan: Plan, indicators: Sequence[Indicator]) -> tuple[Aim, ...]:
    """What the plan wants reached by all its tasks together, each in the words of its target."""
    nouns = tuple(noun for row in indicators for noun in row.nouns)
    found = [replace(aim, words=_LABEL.sub("", target)) for target in plan.targets for aim in aims([target], nouns)]
    return tuple(_in_terms(aim, indicators) for aim in found)


def _in_terms(aim: Aim, indicators: Sequence[Indicator]) -> Aim:
    name, unit = in_office_terms(aim.indicator, aim.unit, indicators, aim.words)
    return Aim(name, aim.value, unit, aim.words)


def lines_of(
    session: Session, assignment_ids: Collection[int], indicators: Sequence[Indicator]
) -> dict[int, list[Line]]:
    """The journal of each assignment with its figures in the office's terms, oldest first."""
    session.flush()  # plain rows, a third of the ORM's price; what was just added counts too
    journal: Any = session.execute(_JOURNALS, {"of": list(assignment_ids)}).all()
    figures: Any = session.execute(_FIGURES, {"of": [line.id for line in journal]}).all() if journal else ()
    numbers = numbers_of(figures, indicators)
    gone = taken_back(journal)
    found: dict[int, list[Line]] = defaultdict(list)
    for row in journal:
        line = Line(
            id=row.id,
            at=row.at,
            day=row.day,
            said=row.said,
            numbers=tuple(numbers.get(row.id, ())),
            counts=row.id not in gone,
            corrects=row.corrects,
        )
        found[row.assignment_id].append(line)
    return found


_LINE, _FIGURE = table_of(Progress), table_of(Figure)
_OF_LINE = ("id", "assignment_id", "at", "day", "said", "percent", "corrects", "settles")
_JOURNALS = (
    select(*(_LINE.c[name] for name in _OF_LINE))
    .where(_LINE.c.assignment_id.in_(bindparam("of", expanding=True)))
    .order_by(_LINE.c.at, _LINE.c.id)
)
_FIGURES = select(_FIGURE).where(_FIGURE.c.progress_id.in_(bindparam("of", expanding=True)))


def told_of(talk: Talk, work: Work, figures: Sequence[Figure]) -> list[Told]:
    """The figures of a report as they are read back, once they are in the journal."""
    if not figures:
        return []
    lines = lines_of(talk.session, [work.id], talk.indicators)[work.id]

    def total(name: str, unit: str | None) -> float | None:
        found = stands(key_of(Number(name, 0, unit)), lines)
        return found.value if found else None

    # A cooperator does a part of what the plan wants of the whole task.
    leads = work.assignment.duty is Duty.LEAD
    return told(figures, aims_for(work.task, work.plan, talk.indicators) if leads else (), total)
