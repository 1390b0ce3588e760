"""Whose work it was, who was where, and what units were called at an earlier moment."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.assignment import Assignment, Progress
from models.handover import Handover, handovers, stood
from models.item import Item
from models.people import Person, Unit, was_in
from models.plan import Plan, Task
from models.roll import Roll
from reports.difference import Passed


@dataclass(frozen=True)
class Then:
    """A plan's office as it stood at a moment; what changed since are copies. `called`: the units under all names."""

    at: dt.datetime
    work: Sequence[Assignment]
    units: Sequence[Unit]
    people: Sequence[Person]
    moves: Sequence[Handover]
    called: Mapping[int, Unit]
    raised_in: Mapping[int, int]  # journal line -> its assignment, of those that became part of another since

    def items(self, items: Iterable[Item]) -> list[Item]:
        """Each of the piece of work in which it was raised."""
        return [_of(item, self.raised_in.get(item.progress_id or 0, item.assignment_id)) for item in items]

    def only_of(self, unit: int | None, items: Iterable[Item]) -> list[Item]:
        """Of all units, or of one: of its work, and without any what its people asked."""
        work = {row.id for row in self.work if row.unit_id == unit}
        people = {person.id for person in self.people if person.unit_id == unit}
        return [
            item
            for item in items
            if unit is None or (item.assignment_id in work if item.assignment_id else item.raised_by in people)
        ]

    def passed(self, tasks: Iterable[Task], unit: int | None = None) -> list[Passed]:
        """Units renamed, merged and divided until then, oldest first, with the tasks that went along."""
        numbers = {task.id: task.position for task in tasks}
        of = {row.id: numbers[row.task_id] for row in self.work if row.task_id in numbers}
        routes: dict[tuple[dt.datetime, int, int], set[int]] = {}
        for move in self.moves:
            route = (move.at, move.from_unit, move.to_unit)
            concerned = unit in (None, move.from_unit, move.to_unit) and move.from_unit != move.to_unit
            if move.at <= self.at and concerned and move.assignment_id in of:
                routes.setdefault(route, set()).add(of[move.assignment_id])
        found = [
            Passed(at, self.called[before].name_at(at), self.called[now].name_at(at), tuple(sorted(went)))
            for (at, before, now), went in routes.items()
        ]
        return sorted([*found, *self._renamed(unit)], key=lambda each: (each.at, each.before))

    def _renamed(self, only: int | None) -> Iterable[Passed]:
        for unit in self.called.values():
            for until, name in unit.earlier_names.items():
                at = dt.datetime.fromisoformat(until)
                if at <= self.at and only in (None, unit.id):
                    yield Passed(at, name, unit.name_at(at))


def then_of(session: Session, plan: Plan, roll: Roll) -> Then:
    """Loads the rows that can have moved since."""
    moves, at = handovers(session, plan.id or 0), roll.until
    rows = session.exec(select(Assignment).where(Assignment.plan_id == plan.id)).all()
    later = [row.id for row in rows if row.merged_into and row.ended_at and row.ended_at > at]
    lines = select(Progress.id, Progress.assignment_id).where(col(Progress.assignment_id).in_(later))
    return Then(
        at,
        stood(rows, moves, at),
        [_called(unit, unit.name_at(at)) for unit in roll.units],
        _people(roll),
        moves,
        {unit.id or 0: unit for unit in roll.units},
        {line or 0: work for line, work in session.exec(lines).all()} if later else {},
    )


def _people(roll: Roll) -> list[Person]:
    """Everybody ever, with the unit and the role of that day."""
    found = []
    for person in roll.people:
        unit, role = next(iter(roll.held(person)), (None, person.role))
        as_it_was = {"unit_id": unit, "role": role, "active": was_in(person, roll.until)}
        same = all(getattr(person, name) == value for name, value in as_it_was.items())
        found.append(person if same else Person(**{**person.model_dump(), **as_it_was}))
    return found


def _called(unit: Unit, name: str) -> Unit:
    return unit if unit.name == name else Unit(**{**unit.model_dump(), "name": name})


def _of(item: Item, work: int | None) -> Item:
    return item if item.assignment_id == work else Item(**{**item.model_dump(), "assignment_id": work})
