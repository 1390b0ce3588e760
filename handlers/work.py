"""What work is whose: the assignments a person, or a unit's group chat, may see and report on."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import col, or_, select
from sqlmodel.sql.expression import Select

from handlers.talk import Talk
from models.absence import stood_in_for
from models.assignment import ENDED, Assignment
from models.people import Person, Role, Room, contacts
from models.plan import Plan, PlanState, Task


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
        return self.assignment.state not in ENDED


def visible_work(talk: Talk) -> list[Work]:
    """What the sender may read of: all of the office's for clerk and leader in private, else `my_work`."""
    if talk.incoming.group or talk.person.role not in (Role.CLERK, Role.LEADER):
        return my_work(talk)
    return [Work(*row) for row in talk.session.exec(_followed(talk)).all()]


def my_work(talk: Talk) -> list[Work]:
    """The work of the sender's unit and what was delegated to the sender; in a group, that of its unit only."""
    query = _followed(talk)
    room = room_of(talk)
    if talk.incoming.group:
        query = query.where(Assignment.unit_id == (room.unit_id if room else None))
        if not may_see_unit(talk, room):
            query = query.where(Assignment.person_id == talk.person.id)
    else:
        query = query.where(or_(_answered_by(talk.person), *_stood_in_for(talk)))
    return [Work(*row) for row in talk.session.exec(query).all()]


def _answered_by(person: Person) -> ColumnElement[bool]:
    delegated = col(Assignment.person_id) == person.id
    return delegated if person.unit_id is None else or_(col(Assignment.unit_id) == person.unit_id, delegated)


def _stood_in_for(talk: Talk) -> list[ColumnElement[bool]]:
    """What the sender is asked today in another's place: the unit's work only of one who answers for the unit."""
    conditions = []
    for away in stood_in_for(talk.session, talk.person.id or 0, talk.today):
        unit = away.unit_id
        heads_it = unit is not None and away.id in {person.id for person in contacts(talk.session, unit)}
        conditions.append(_answered_by(away) if heads_it else col(Assignment.person_id) == away.id)
    return conditions


def _followed(talk: Talk) -> "Select[Assignment, Task, Plan]":
    return (
        select(Assignment, Task, Plan)
        .join(Task, col(Task.id) == Assignment.task_id)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(Plan.state == PlanState.ACTIVE, Assignment.office_id == talk.office.id)
        .where(col(Task.dropped).is_(False), col(Assignment.ended_at).is_(None))
        .order_by(col(Plan.id), col(Task.position))
    )


def may_see_unit(talk: Talk, room: Room | None) -> bool:
    """A person without a unit sees only what was delegated; a member of another unit sees nothing in its group."""
    if talk.incoming.group:
        return room is not None and room.unit_id == talk.person.unit_id
    return talk.person.unit_id is not None


def may_see(talk: Talk, assignment: Assignment) -> bool:
    """Whether an assignment, whatever became of it, is of the sender's unit or was delegated to the sender."""
    room = room_of(talk)
    if talk.incoming.group and (room is None or room.unit_id != assignment.unit_id):
        return False
    of_unit = may_see_unit(talk, room) and assignment.unit_id == talk.person.unit_id
    return of_unit or assignment.person_id == talk.person.id


def room_of(talk: Talk) -> Room | None:
    query = select(Room).where(Room.channel == talk.incoming.channel, Room.address == talk.incoming.address)
    return talk.session.exec(query).first()


def find_work(talk: Talk, assignment_id: int | None) -> Work | None:
    """The assignment a button speaks of, if the sender may act on it; None for a forged, old or foreign one."""
    return next((work for work in my_work(talk) if work.id == assignment_id), None)
