"""What work is whose: the assignments a person, or a unit's group chat, may see and report on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam
from sqlmodel import col, or_, select
from sqlmodel.sql.expression import Select

from handlers.permits import may, reach, room_of
from handlers.talk import Talk
from models.absence import stood_in_for
from models.assignment import OVER, Assignment
from models.people import unit_names
from models.permits import Action
from models.plan import Plan, PlanState, Task
from models.posts import contacts, units_held


@dataclass(frozen=True)
class Work:
    """An assignment with the task and the plan it belongs to."""

    assignment: Assignment
    task: Task
    plan: Plan

    @property
    def id(self) -> int:
        assert self.assignment.id is not None  # every row that was loaded has one
        return self.assignment.id

    @property
    def ref(self) -> str:
        """How people point at it."""
        return f"NV{self.task.position}"

    @property
    def is_open(self) -> bool:
        return self.assignment.state not in OVER


_OFFICES: "Select[Assignment, Task, Plan]" = (
    select(Assignment, Task, Plan)
    .join(Task, col(Task.id) == Assignment.task_id)
    .join(Plan, col(Plan.id) == Assignment.plan_id)
    .where(Plan.state == PlanState.ACTIVE, Assignment.office_id == bindparam("office"))
    .where(col(Task.dropped).is_(False), col(Assignment.ended_at).is_(None))
    .order_by(col(Plan.id), col(Task.position))
)
_OF_UNITS = col(Assignment.unit_id).in_(bindparam("units", expanding=True))
_OF_PEOPLE = col(Assignment.person_id).in_(bindparam("people", expanding=True))
_THEIRS = _OFFICES.where(or_(_OF_UNITS, _OF_PEOPLE))
_THEIR_UNITS = _OFFICES.where(_OF_UNITS)
_OWN_IN_UNIT = _OFFICES.where(_OF_UNITS, _OF_PEOPLE)


def visible_work(talk: Talk) -> list[Work]:
    """What the sender may read of: in private all of the office's for whom it is open, else `my_work`."""
    if talk.incoming.group or not reach(talk, Action.SEE_WORK).whole:
        return my_work(talk)
    return talk.once(("visible work", talk.person.id), lambda: _found(talk, _OFFICES))


def my_work(talk: Talk) -> list[Work]:
    """The work of the sender's units and what was delegated to the sender; in a group, that of its unit only."""
    who = talk.person.id
    if not may(talk, Action.REPORT):
        return []
    if talk.incoming.group:
        return talk.once(("work", who, talk.incoming.channel, talk.incoming.address), lambda: _work_in_group(talk))
    return talk.once(("work", who, talk.today), lambda: _work_in_private(talk))


def _work_in_group(talk: Talk) -> list[Work]:
    room = room_of(talk)
    query = _THEIR_UNITS if room and reach(talk, Action.REPORT).covers(room.unit_id) else _OWN_IN_UNIT
    return _found(talk, query, {room.unit_id} if room else (), {talk.person.id})


def _work_in_private(talk: Talk) -> list[Work]:
    """With what the sender is asked today in another's place: the unit's work only of one who answers for the unit."""
    units, people = {*reach(talk, Action.REPORT).units}, {talk.person.id}
    for away in stood_in_for(talk.session, talk.person.id or 0, talk.today):
        people.add(away.id)
        theirs = units_held(talk.session, away, talk.today)
        units |= {unit for unit in theirs if away in contacts(talk.session, unit, talk.today)}
    return _found(talk, _THEIRS, units, people)


def places(talk: Talk, works: Iterable[Work]) -> dict[int, str]:
    """The unit of each piece of work, where they are of several: two units may have the same task."""
    units = {work.id: work.assignment.unit_id for work in works}
    names = unit_names(talk.session, {*units.values()})
    return {work: names[unit] for work, unit in units.items()} if len(names) > 1 else {}


def _found(
    talk: Talk,
    query: "Select[Assignment, Task, Plan]",
    units: Collection[int] = (),
    people: Collection[int | None] = (),
) -> list[Work]:
    whose = {"office": talk.office.id, "units": list(units), "people": list(people)}
    return [Work(*row) for row in talk.session.exec(query, params=whose).all()]


def may_see(talk: Talk, assignment: Assignment) -> bool:
    """Whether an assignment, whatever became of it, is of the sender's units or was delegated to the sender."""
    room, reached = room_of(talk), reach(talk, Action.REPORT)
    if assignment.office_id != talk.office.id or (
        talk.incoming.group and (room is None or room.unit_id != assignment.unit_id)
    ):
        return False
    return assignment.unit_id in reached.units or (reached.own and assignment.person_id == talk.person.id)


def find_work(talk: Talk, assignment_id: int | None) -> Work | None:
    """The assignment a button speaks of, if the sender may act on it; None for a forged, old or foreign one."""
    return next((work for work in my_work(talk) if work.id == assignment_id), None)
