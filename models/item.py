"""What waits for an answer: a unit's obstacle (vướng mắc), question or wish for more time."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from models.database import Utc, choice


class ItemKind(StrEnum):
    BLOCKER = "blocker"
    QUESTION = "question"
    MORE_TIME = "more_time"  # xin gia hạn, until it is granted, refused, or needed no more


class Item(SQLModel, table=True):
    """One thing to be answered. `owner_id` None: the clerks; closed with an answer, or because it is no more.

    An obstacle that was answered stays open until somebody says that it is gone.
    """

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
    asked_due: date | None = None  # the day asked for
    granted: bool | None = None  # of a wish for more time; None: not decided

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


def open_item(session: Session, assignment_id: int, kind: ItemKind) -> Item | None:
    """The one obstacle, or wish for more time, of an assignment that is not closed."""
    return session.exec(_OPEN, params={"of": assignment_id, "kind": kind}).first()


def open_items(session: Session, assignment_id: int) -> dict[ItemKind, Item]:
    """All that is not closed of an assignment, of each kind the newest."""
    return {item.kind: item for item in session.exec(_OPEN_OF_ANY_KIND, params={"of": assignment_id}).all()}


def last_item(session: Session, assignment_id: int, kind: ItemKind) -> Item | None:
    return session.exec(_ALL, params={"of": assignment_id, "kind": kind}).first()


_ALL = (
    select(Item)
    .where(Item.assignment_id == bindparam("of"), Item.kind == bindparam("kind"))
    .order_by(col(Item.id).desc())
    .limit(1)
)
_OPEN = _ALL.where(col(Item.closed_at).is_(None))
_OPEN_OF_ANY_KIND = (
    select(Item).where(Item.assignment_id == bindparam("of"), col(Item.closed_at).is_(None)).order_by(col(Item.id))
)
