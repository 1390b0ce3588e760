"""Task x unit, and the append-only journal of what was said; what follows from it is in models/standing.py."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import Index, bindparam, text
from sqlmodel import Field, Session, SQLModel, col, select

from models.database import Utc, choice


class Duty(StrEnum):
    LEAD = "lead"  # chủ trì: answers for the task
    COOPERATOR = "cooperator"  # phối hợp: confirms its part once


class Said(StrEnum):
    """What one journal line reports."""

    RECEIVED = "received"
    NOT_STARTED = "not_started"
    WORKING = "working"
    BLOCKED = "blocked"
    CLAIMED = "claimed"  # done, says somebody whose head has yet to confirm it
    RETURNED = "returned"  # the head says that what was claimed is not done yet
    DONE = "done"
    MORE_TIME = "more_time"
    EVIDENCE = "evidence"
    STOPPED = "stopped"  # by a decision and with its reason: not carried out, or no further
    WITHDRAWN = "withdrawn"  # takes back the line it corrects and says nothing new


ENDED = (Said.CLAIMED, Said.DONE)

CLOSED = (Said.DONE, Said.STOPPED)
OVER = (*ENDED, Said.STOPPED)
"""What needs nobody's work any more; of what is CLOSED nobody need say a word either."""


class Status(StrEnum):
    """The Government's four classes (report 1270/BC-TCTTTg of 2017), the state before them, and the wait for a head."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    WAITING = "waiting"  # claimed in time, not confirmed yet
    ON_TRACK = "on_track"
    OVERDUE = "overdue"
    NOT_STARTED = "not_started"
    STOPPED = "stopped"


_ALONE = text("merged_into IS NULL")


class Assignment(SQLModel, table=True):
    """`state` to `heard_at` cache the standing; `due` is the deadline in force, `original_due` the plan's."""

    __table_args__ = (  # what another took over may stand beside it
        Index(
            "uq_assignment_task_unit", "task_id", "unit_id", unique=True, sqlite_where=_ALONE, postgresql_where=_ALONE
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")  # delegated to; None: the unit's contacts
    duty: Duty = Field(default=Duty.LEAD, sa_type=choice(Duty))
    due: dt.date | None = None
    original_due: dt.date | None = None
    state: Said | None = Field(default=None, sa_type=choice(Said))
    percent: int | None = None
    blocker: str | None = None
    done_on: dt.date | None = None
    heard_at: dt.datetime | None = Field(default=None, sa_type=Utc)
    remind_at: dt.datetime | None = Field(default=None, sa_type=Utc, index=True)
    reminded_at: dt.datetime | None = Field(default=None, sa_type=Utc)
    unanswered: int = 0  # reminders since the last answer
    snoozed_until: dt.date | None = None  # no reminder before this day; no progress, and no more time either
    snoozes: int = 0  # since the last answer
    ended_at: dt.datetime | None = Field(default=None, sa_type=Utc)  # a later version of the plan took it away
    merged_into: int | None = Field(default=None, foreign_key="assignment.id")  # of the unit that took this one over


class Progress(SQLModel, table=True):
    """One journal line: who said what, when, in which words. Never changed; a correction is a new line."""

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    entered_by: int | None = Field(default=None, foreign_key="person.id")  # the clerk who wrote it down for that person
    at: dt.datetime = Field(sa_type=Utc)  # the message's own time
    day: dt.date  # the same in the office's time zone
    said: Said = Field(sa_type=choice(Said))
    words: str = ""
    percent: int | None = None
    blocker: str | None = None
    asked_due: dt.date | None = None
    corrects: int | None = Field(default=None, foreign_key="progress.id")
    settles: int | None = Field(default=None, foreign_key="progress.id")  # the claim that a head confirms or returns
    source: str | None = None  # the sender's own message on the platform, for when it is edited
    noted_at: dt.datetime | None = Field(default=None, sa_type=Utc)  # when a question about it was answered, if later

    @property
    def known_at(self) -> dt.datetime:
        """From when on a report can tell it: what was asked about on the 4th and answered on the 5th, on the 5th."""
        return self.noted_at or self.at


class Figure(SQLModel, table=True):
    """A number reported in a journal line. `unit` is None for counts, "%" or "đồng".

    People report the total so far, so a later figure stands for the earlier ones of its indicator; one that `adds`
    ("thêm 05 tin, bài") is added to them.
    """

    id: int | None = Field(default=None, primary_key=True)
    progress_id: int = Field(foreign_key="progress.id", index=True)
    indicator: str
    value: float
    unit: str | None = None
    target: float | None = None
    approximate: bool = False
    adds: bool = False
    words: str = ""  # as typed
    counts: bool = True  # False: the same event as another unit's, which counts it
    apart: bool = False  # said to be another event than the other units', so added to theirs


def journal_of(session: Session, assignment_id: int) -> list[Progress]:
    return list(session.exec(_JOURNAL, params={"of": assignment_id}).all())


_JOURNAL = (
    select(Progress).where(Progress.assignment_id == bindparam("of")).order_by(col(Progress.at), col(Progress.id))
)
