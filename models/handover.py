"""When work changed hands: delegated, or moved with a person or a unit. Never changed, like the journal."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel, col, select

from models.assignment import Assignment
from models.database import Utc, choice


class Cause(StrEnum):
    DELEGATED = "delegated"  # head to staff
    RETURNED = "returned"  # back to the unit
    TRANSFER = "transfer"  # the person moved to another unit
    LEFT = "left"  # the person left
    MERGED = "merged"  # the unit became part of another
    SPLIT = "split"  # the unit was divided


class Handover(SQLModel, table=True):
    """Of one assignment: from which unit or person to which; what did not change is the same on both sides."""

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    cause: Cause = Field(sa_type=choice(Cause))
    at: datetime = Field(sa_type=Utc)
    by: int | None = Field(default=None, foreign_key="person.id")  # None: the command line
    from_unit: int = Field(foreign_key="unit.id")
    to_unit: int = Field(foreign_key="unit.id")
    from_person: int | None = Field(default=None, foreign_key="person.id")
    to_person: int | None = Field(default=None, foreign_key="person.id")


@dataclass(frozen=True)
class Shift:
    """Why work changes hands, when, and by whose order; None: the command line's."""

    cause: Cause
    at: datetime
    by: int | None = None


def hand_over(session: Session, assignment: Assignment, shift: Shift, unit: int, person: int | None = None) -> Handover:
    """Give an assignment to a unit, and there to a person or to whoever answers for it, and write that down."""
    row = Handover(
        office_id=assignment.office_id,
        assignment_id=assignment.id or 0,
        cause=shift.cause,
        at=shift.at,
        by=shift.by,
        from_unit=assignment.unit_id,
        to_unit=unit,
        from_person=assignment.person_id,
        to_person=person,
    )
    assignment.unit_id, assignment.person_id = unit, person
    session.add_all([row, assignment])
    return row


def handovers(session: Session, plan_id: int) -> list[Handover]:
    """Those of a plan's work, oldest first."""
    query = select(Handover).join(Assignment, col(Assignment.id) == Handover.assignment_id)
    return list(session.exec(query.where(Assignment.plan_id == plan_id).order_by(col(Handover.at), col(Handover.id))))


def stood(assignments: Iterable[Assignment], moves: Collection[Handover], at: datetime) -> list[Assignment]:
    """The assignments with the unit and the person that they had at a moment; those that moved since are copies."""
    later: dict[int, Handover] = {}
    for move in moves:
        if move.at > at:
            later.setdefault(move.assignment_id, move)
    return [_before(row, later.get(row.id or 0)) for row in assignments]


def _before(row: Assignment, move: Handover | None) -> Assignment:
    if move is None:
        return row
    return Assignment(**{**row.model_dump(), "unit_id": move.from_unit, "person_id": move.from_person})
