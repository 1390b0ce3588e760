"""Where a piece of work stands: folded from its journal, and the status derived from that, never edited."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from models.assignment import ENDED, Assignment, Progress, Said, Status


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
