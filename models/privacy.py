"""What people ask about their own data, with the legal deadlines, and what the nightly clearing removed."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import JSON, Field, SQLModel

from models.database import Utc, choice


class Wish(StrEnum):
    """The rights of Điều 4, Luật 91/2025/QH15."""

    SEE = "see"
    CORRECT = "correct"
    DELETE = "delete"
    RESTRICT = "restrict"
    WITHDRAW = "withdraw"
    OBJECT = "object"


class DataRequest(SQLModel, table=True):
    """A wish about one's own data. `answer_by` and `complete_by` are the last days that the law leaves for it."""

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    wish: Wish = Field(sa_type=choice(Wish))
    words: str = ""
    asked_at: datetime = Field(sa_type=Utc)
    answer_by: date
    complete_by: date
    answered_at: datetime | None = Field(default=None, sa_type=Utc)
    done_at: datetime | None = Field(default=None, sa_type=Utc)
    done_by: int | None = Field(default=None, foreign_key="person.id")
    refused: str | None = None  # why it cannot be met


class Clearing(SQLModel, table=True):
    """One nightly run: how many rows of each kind were removed or emptied."""

    id: int | None = Field(default=None, primary_key=True)
    office_id: int | None = Field(default=None, foreign_key="office.id")  # None: what belongs to no office
    at: datetime = Field(sa_type=Utc)
    removed: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
