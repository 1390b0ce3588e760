"""Task x unit: the append-only journal of what was said, and the status derived from it, never edited."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class Standing:
    """Where an assignment stands after its journal.

    `claims`: the lines that wait for the head together, the first of them and what was added to it since; `done_on` is
    the day of the first. `percent_before`: how far the work was when it was claimed.
    """

    state: Said | None = None
    percent: int | None = None
    blocker: str | None = None
    done_on: dt.date | None = None
    heard_at: dt.datetime | None = None
    claims: tuple[int, ...] = ()
    percent_before: int | None = None
    stopped_on: dt.date | None = None
    reason: str | None = None  # of the stop

    def after(self, line: Progress, day: dt.date | None = None) -> "Standing":
        """The standing once `line` is said too, of `day` (that of the line). Evidence and wishes change no state."""
        heard = replace(self, heard_at=line.at)
        if self._stands(line.said):
            return heard
        match line.said:
            case Said.EVIDENCE:
                return replace(heard, blocker=line.blocker or self.blocker)
            case Said.STOPPED:  # by the office: the unit itself is not heard, and no obstacle is left
                on, why = day or line.day, line.blocker or line.words
                return Standing(line.said, self.percent, heard_at=self.heard_at, stopped_on=on, reason=why)
            case Said.CLAIMED | Said.DONE:
                return self._ended(line, day or line.day)
        before = self.percent_before if self.state is Said.CLAIMED else self.percent
        percent = line.percent if line.percent is not None else before
        state = Said.WORKING if line.said is Said.RETURNED else line.said
        return Standing(state, percent, line.blocker, heard_at=line.at)

    def _stands(self, said: Said) -> bool:
        """Whether the state stays: a late "đã nhận" takes nothing back, only a report of work resumes what was stopped,
        and why more time is asked for is no obstacle of its own."""
        if self.state is Said.STOPPED:
            return said not in (Said.WORKING, Said.STOPPED, *ENDED)
        late = (said is Said.RECEIVED and self.state) or (said is Said.CLAIMED and self.state is Said.DONE)
        return bool(late) or said in (Said.WITHDRAWN, Said.MORE_TIME)

    def _ended(self, line: Progress, day: dt.date) -> "Standing":
        """Done, or said to be: on the day when that was said first."""
        on = self.done_on if self.state in ENDED and self.done_on else day
        if line.said is Said.DONE:
            return Standing(Said.DONE, done_on=on, heard_at=line.at)
        before = self.percent_before if self.state is Said.CLAIMED else self.percent
        claims = (*self.claims, line.id or 0)
        return Standing(Said.CLAIMED, done_on=on, heard_at=line.at, claims=claims, percent_before=before)


def taken_back(lines: Iterable[Progress]) -> frozenset[int]:
    """The lines that count no more: those that a later one corrects, and what a head said of a claim among them.

    What the head stated beside, as "mới được 50%", stands by itself.
    """
    lines = list(lines)
    corrected = {line.corrects for line in lines if line.corrects is not None}
    settled = {line.id or 0 for line in lines if line.settles in corrected and line.percent is None}
    return frozenset(corrected | settled)


def standing(journal: Iterable[Progress], until: dt.datetime | None = None) -> Standing:
    """Fold the journal, oldest first, leaving out lines that a later one corrects; `until` is inclusive."""
    lines = [line for line in journal if until is None or line.at <= until]
    gone, by_id = taken_back(lines), {line.id: line for line in lines}
    result = Standing()
    for line in sorted(lines, key=lambda line: (line.at, line.id or 0)):
        resumes = line.said is Said.WITHDRAWN and (old := by_id.get(line.corrects)) and old.said is Said.STOPPED
        if line.id not in gone and not resumes:  # neither a stop nor its end is an answer of the unit
            result = result.after(line, _said_on(line, by_id))
    return result


def _said_on(line: Progress, by_id: Mapping[int | None, Progress]) -> dt.date:
    """A report of the end that is corrected, as in a figure, keeps its day."""
    seen = {line.id}
    while line.said in ENDED and (old := by_id.get(line.corrects)) and old.said in ENDED and old.id not in seen:
        seen.add(old.id)
        line = old
    return line.day


def status(now: Standing, due: dt.date | None, today: dt.date) -> Status:
    """The class to report. Without a deadline nothing is ever overdue, nor what was claimed by it."""
    if now.state in ENDED and now.done_on is not None:
        late = due is not None and now.done_on > due
        if now.state is Said.DONE:
            return Status.DONE_LATE if late else Status.DONE_ON_TIME
        return Status.OVERDUE if late else Status.WAITING
    if now.state is Said.STOPPED:
        return Status.STOPPED
    if due is not None and today > due:
        return Status.OVERDUE
    if now.state in (None, Said.RECEIVED, Said.NOT_STARTED):
        return Status.NOT_STARTED
    return Status.ON_TRACK


def advance(assignment: Assignment, journal: Iterable[Progress]) -> None:
    """Set the cached standing from the whole journal; whoever was reminded has now answered."""
    now = standing(journal)
    assignment.state, assignment.percent, assignment.blocker = now.state, now.percent, now.blocker
    assignment.done_on, assignment.heard_at = now.done_on, now.heard_at
    assignment.unanswered = assignment.snoozes = 0
    assignment.snoozed_until = None


def status_of(assignment: Assignment, today: dt.date) -> Status:
    """The status from the cached standing."""
    now = Standing(state=assignment.state, done_on=assignment.done_on)
    return status(now, assignment.due, today)


def journal_of(session: Session, assignment_id: int) -> list[Progress]:
    return list(session.exec(_JOURNAL, params={"of": assignment_id}).all())


_JOURNAL = (
    select(Progress).where(Progress.assignment_id == bindparam("of")).order_by(col(Progress.at), col(Progress.id))
)
