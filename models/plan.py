"""A plan as read, reviewed and approved, and its tasks in the plan's own order and wording."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import JSON, Field, Session, SQLModel, col, select

from models.database import Utc, choice


class PlanState(StrEnum):
    DRAFT = "draft"  # read, waits for the clerk's Phê duyệt; nobody else hears of it
    ACTIVE = "active"
    CLOSED = "closed"
    DISCARDED = "discarded"
    MERGED = "merged"  # a changed version, or a second file: what it says now stands in the plan that `revises` names


class Plan(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    state: PlanState = Field(default=PlanState.DRAFT, sa_type=choice(PlanState))
    sha256: str = Field(index=True)  # of the document, so that the same file is recognised
    file_name: str
    number: str | None = None
    date: dt.date | None = None
    issuer: str | None = None
    title: str | None = None
    theme: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    targets: list[str] = Field(default_factory=list, sa_type=JSON)
    doubts: list[str] = Field(default_factory=list, sa_type=JSON)
    outside: list[str] = Field(default_factory=list, sa_type=JSON)  # names of bodies that are not followed
    added_at: dt.datetime = Field(sa_type=Utc)
    added_by: int | None = Field(default=None, foreign_key="person.id")
    approved_at: dt.datetime | None = Field(default=None, sa_type=Utc)
    approved_by: int | None = Field(default=None, foreign_key="person.id")
    left_out: list[dict[str, object]] = Field(default_factory=list, sa_type=JSON)  # LeftOut as JSON
    album: str | None = None  # the platform's mark of files sent in one go
    revises: int | None = Field(default=None, foreign_key="plan.id")  # the plan that this one changes or completes
    partial: bool = False  # it changes only the tasks that it names; the others of that plan stay

    @property
    def name(self) -> str:
        """What people call it: its title, or its file."""
        return self.title or self.file_name


@dataclass(frozen=True)
class Stop:
    """One of several ends of a task."""

    words: str
    due: dt.date


class Task(SQLModel, table=True):
    """One task. `position` counts from 1 within the plan and is the N of "NVN"; it never changes."""

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    position: int
    label: str | None = None
    title: str | None = None
    text: str
    kind: str = "activity"
    leads: list[str] = Field(default_factory=list, sa_type=JSON)  # as written; Assignment holds the units
    cooperators: list[str] = Field(default_factory=list, sa_type=JSON)
    timing: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    due: dt.date | None = None
    targets: list[str] = Field(default_factory=list, sa_type=JSON)
    output: str | None = None
    source: str = ""
    doubts: list[str] = Field(default_factory=list, sa_type=JSON)
    dropped: bool = False  # by the clerk in review, or by a later version of the plan
    milestones: list[dict[str, object]] = Field(default_factory=list, sa_type=JSON)  # Milestone as JSON
    why: list[dict[str, object]] = Field(default_factory=list, sa_type=JSON)  # Why as JSON
    earlier: list[dict[str, object]] = Field(default_factory=list, sa_type=JSON)  # its fields before each change
    # The fields as the newest version of the document states them; empty where it does not hold the task.
    read: dict[str, object] = Field(default_factory=dict, sa_type=JSON)
    changed_at: dt.datetime | None = Field(default=None, sa_type=Utc)  # by a clerk in review
    changed_by: int | None = Field(default=None, foreign_key="person.id")

    @property
    def name(self) -> str:
        return self.title or self.text

    @property
    def stops(self) -> list[Stop]:
        """Its several ends in order, each with its words; none where it has one or no end."""
        stops = [
            Stop(str(one["words"]), dt.date.fromisoformat(str(one["due"]))) for one in self.milestones if one["due"]
        ]
        return sorted(stops, key=lambda stop: stop.due)

    @property
    def deadline(self) -> dt.date | None:
        """The day it must be done by. A task without one is never overdue."""
        return self.due or self.end

    @property
    def old_deadlines(self) -> list[dt.date]:
        """Those that later versions of the plan moved, oldest first."""
        days = [str(was["deadline"]) for was in self.earlier if was.get("deadline")]
        return [dt.date.fromisoformat(day) for day in days]


def tasks_of(session: Session, plan_id: int) -> list[Task]:
    """The tasks that stand, in the plan's order."""
    query = select(Task).where(Task.plan_id == plan_id, col(Task.dropped).is_(False))
    return list(session.exec(query.order_by(col(Task.position))).all())


def active_plans(session: Session, office_id: int) -> list[Plan]:
    query = select(Plan).where(Plan.office_id == office_id, Plan.state == PlanState.ACTIVE)
    return list(session.exec(query.order_by(col(Plan.id))).all())
