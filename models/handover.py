"""When work changed hands: delegated, or moved with a person or a unit. Never changed, like the journal."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

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
