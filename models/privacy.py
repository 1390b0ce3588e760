"""What people ask about their own data, with the legal deadlines, and what the nightly clearing removed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlmodel import JSON, Field, Session, SQLModel, col, select

from models.database import Utc, choice
from vietnamese.calendar import WorkCalendar

NOTICE = 1
"""The version of the notice about data (templates welcome_data.j2); a higher one is shown to everybody once more."""

ANSWER_IN = 2  # working days
BACKUPS_EXPIRE = timedelta(days=35)
"""How long a copy may hold what was deleted (facts/reliability.md 6, point 8); `dondoc check` warns of more."""


class Wish(StrEnum):
    """The rights of Điều 4, Luật 91/2025/QH15."""

    SEE = "see"
    CORRECT = "correct"
    DELETE = "delete"
    RESTRICT = "restrict"
    WITHDRAW = "withdraw"
    OBJECT = "object"


_COMPLETE_IN = {
    Wish.SEE: 10,
    Wish.CORRECT: 10,
    Wish.DELETE: 20,
    Wish.RESTRICT: 15,
    Wish.WITHDRAW: 15,
    Wish.OBJECT: 15,
}


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

    @property
    def due(self) -> date:
        """The next day that the law sets."""
        return self.complete_by if self.answered_at else self.answer_by


class Clearing(SQLModel, table=True):
    """One nightly run: how many rows of each kind were removed or emptied."""

    id: int | None = Field(default=None, primary_key=True)
    office_id: int | None = Field(default=None, foreign_key="office.id")  # None: what belongs to no office
    at: datetime = Field(sa_type=Utc)
    removed: dict[str, int] = Field(default_factory=dict, sa_type=JSON)


def deadlines(wish: Wish, asked: date, calendar: WorkCalendar) -> tuple[date, date]:
    """The last days to answer and to complete what was asked for on a day.

    Source: facts/reliability.md 6, point 6. "Rights (Điều 4): see, correct, withdraw, delete, restrict, object. NĐ 356
    [356/2025/NĐ-CP]: answer in 2 working days, complete in 10-20 days by type (withdraw/restrict/object 15; 20 if a
    third party must stop; one extension <= 15)". To delete is given 20 because the copies have to run out too. A last
    day on which the office is closed is moved to the working day before it: early is never late.
    """
    answer_by = calendar.add_working_days(asked, ANSWER_IN)
    return answer_by, max(answer_by, calendar.on_or_before(asked + timedelta(days=_COMPLETE_IN[wish])))


def open_requests(session: Session, office_id: int) -> Sequence[DataRequest]:
    """What is not settled, the most urgent first."""
    query = select(DataRequest).where(DataRequest.office_id == office_id, col(DataRequest.done_at).is_(None))
    return sorted(session.exec(query).all(), key=lambda request: (request.due, request.id))


def cleared_since(session: Session, office_id: int, since: datetime) -> int:
    """How many rows of an office the nightly runs have removed or emptied."""
    query = select(Clearing.removed).where(Clearing.office_id == office_id, Clearing.at >= since)
    return sum(sum(removed.values()) for removed in session.exec(query).all())
