"""From unit names as the plan writes them to the office's units: matched, fanned out, or asked about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from models.assignment import Assignment, Duty
from models.people import Unit
from models.plan import Plan, Task, tasks_of
from vietnamese.text import fold, squash
from vietnamese.unit_lists import split_units
from vietnamese.units import collective, match_unit


@dataclass(frozen=True)
class Unclear:
    """A name that may mean several units, or none that is known; `candidates` best first."""

    task: Task
    duty: Duty
    index: int  # in Task.leads or Task.cooperators
    name: str
    candidates: tuple[Unit, ...] = ()


@dataclass(frozen=True)
class Resolved:
    """The units of one task. A unit that leads is no cooperator too."""

    leads: tuple[Unit, ...] = ()
    cooperators: tuple[Unit, ...] = ()
    unclear: tuple[Unclear, ...] = field(default=())


def units_of(session: Session, office_id: int) -> list[Unit]:
    query = select(Unit).where(Unit.office_id == office_id, col(Unit.active)).order_by(col(Unit.id))
    return list(session.exec(query).all())


def resolve(task: Task, units: Sequence[Unit], outside: Sequence[str] = ()) -> Resolved:
    """Who answers for a task and who helps. Names in `outside` are of bodies that the office does not follow."""
    unclear: list[Unclear] = []

    def named(duty: Duty, names: Sequence[str]) -> list[Unit]:
        found: dict[int | None, Unit] = {}
        for index, name in enumerate(names):
            meant = [] if _is_nobody(name) else match_name(name, units)
            if meant and (len(meant) == 1 or collective(name)):
                found |= {unit.id: unit for unit in meant}
            elif name not in outside and not _is_nobody(name):
                unclear.append(Unclear(task, duty, index, name, tuple(meant)))
        return list(found.values())

    leads = named(Duty.LEAD, task.leads)
    lead_ids = {unit.id for unit in leads}
    helpers = [unit for unit in named(Duty.COOPERATOR, task.cooperators) if unit.id not in lead_ids]
    return Resolved(tuple(leads), tuple(helpers), tuple(unclear))


def _is_nobody(name: str) -> bool:
    """ "Các đơn vị có liên quan": whoever the lead will turn to, so nobody is reminded."""
    return bool(re.search(r"\blien quan\b", fold(name)))


def match_name(name: str, units: Sequence[Unit]) -> list[Unit]:
    """The units that a written name means: a group's for a collective name, else the likely ones, best first."""
    by_id = {unit.id: unit for unit in units}
    exact = match_unit(name, {unit.id: [unit.name, *unit.aliases] for unit in units})
    groups = collective(name)
    if groups and not (len(exact.keys) == 1 and exact.score == 100):
        return [unit for unit in units if unit.group in groups]
    return [by_id[key] for key in exact.keys]


def typed_names(text: str, units: Sequence[Unit]) -> list[str]:
    """The names of a typed list. People in a hurry leave capitals out, by which lists in documents are split."""
    known = {unit.id: [unit.name, *unit.aliases] for unit in units}

    def is_known(name: str) -> bool:
        return match_unit(name, known).score == 100

    names: list[str] = []
    for name in split_units(text):
        pieces = [squash(piece) for piece in name.split(",") if piece.strip()]
        apart = not is_known(name) and (name == name.lower() or any(is_known(piece) for piece in pieces))
        names += pieces if apart else [name]
    return names


def unclear_names(session: Session, plan: Plan) -> list[Unclear]:
    """What must be asked before the plan can be approved."""
    units = units_of(session, plan.office_id)
    return [
        question for task in tasks_of(session, plan.id or 0) for question in resolve(task, units, plan.outside).unclear
    ]


def planned_assignments(session: Session, plan: Plan) -> list[Assignment]:
    """The assignments that approving the plan would create, unsaved; joint leads each get their own."""
    units = units_of(session, plan.office_id)
    planned = []
    for task in tasks_of(session, plan.id or 0):
        resolved = resolve(task, units, plan.outside)
        pairs = [(Duty.LEAD, unit) for unit in resolved.leads] + [
            (Duty.COOPERATOR, unit) for unit in resolved.cooperators
        ]
        planned += [_assignment(plan, task, unit, duty) for duty, unit in pairs]
    return planned


def _assignment(plan: Plan, task: Task, unit: Unit, duty: Duty) -> Assignment:
    return Assignment(
        office_id=plan.office_id,
        plan_id=plan.id or 0,
        task_id=task.id or 0,
        unit_id=unit.id or 0,
        duty=duty,
        due=task.deadline,
        original_due=task.deadline,
    )
