"""What waits for an answer: a unit's obstacle (vướng mắc) or question, with whoever is to answer it."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from models.database import Utc, choice


class ItemKind(StrEnum):
    BLOCKER = "blocker"
    QUESTION = "question"


class Item(SQLModel, table=True):
    """One thing to be answered. `owner_id` None: the clerks; closed with an answer, or because it is no more."""

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    kind: ItemKind = Field(sa_type=choice(ItemKind))
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id", index=True)
    progress_id: int | None = Field(default=None, foreign_key="progress.id")  # the journal line that names it
    raised_by: int = Field(foreign_key="person.id")
    raised_at: datetime = Field(sa_type=Utc)
    words: str
    owner_id: int | None = Field(default=None, foreign_key="person.id")
    answer: str | None = None
    answered_by: int | None = Field(default=None, foreign_key="person.id")
    closed_at: datetime | None = Field(default=None, sa_type=Utc, index=True)
