"""When an assignment is asked about again: pure functions of its own fields, its period and the office's policy."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.assignment import CLOSED, Assignment, Duty, Said
from models.recipients import SILENT
from vietnamese.calendar import ONE_DAY, WorkCalendar

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Policy:
    """How an office reminds. Counts are working days; `weekly_on` counts from Monday = 0."""

    calendar: WorkCalendar
    remind_at: dt.time = dt.time(8, 0)
    before: tuple[int, ...] = (3, 1)
    overdue: tuple[int, ...] = (1, 3, 5, 8, 12, 17, 22, 32, 42)  # after the last one only digests speak of it
    weekly_on: int = 4
    fresh: int = 1  # an answer spares the asking for so long, save on the due day itself
    rest: int = 2  # the weekly question keeps so far from any other
    confirm: tuple[int, ...] = (1, 3, 5, 8, 12, 17, 22, 32, 42)  # after the day of a claim
    snooze_days: int = 3  # by which one reminder may be put off; 0: by none

    def moment(self, day: dt.date) -> dt.datetime:
        """When that day's reminders go out."""
        time = self.remind_at if self.calendar.opens <= self.remind_at < self.calendar.closes else self.calendar.opens
        return self.calendar.moment(day, time)

    def moment_from(self, at: dt.datetime) -> dt.datetime:
        """The first moment from `at` on when a reminder may go out."""
        day = self.calendar.on_or_after(self.calendar.local_day(at))
        if at >= self.calendar.closing(day):
            day = self.calendar.add_working_days(day, 1)
        return max(at, self.moment(day))


@dataclass(frozen=True)
class Period:
    """The days during which a task is followed; None where neither the task nor its plan says.

    `stops` are the ends of its parts before the last one: each is asked about like a deadline, none is ever overdue.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    stops: tuple[dt.date, ...] = ()


def next_reminder(assignment: Assignment, period: Period, policy: Policy, after: dt.datetime) -> dt.datetime | None:
    """When to ask next: never before `after`, never on the day of the last reminder or answer; None for no more."""
    if assignment.state in CLOSED:
        return None
    contact = last_contact(assignment, policy.calendar)
    until = assignment.snoozed_until
    if until and (contact is None or until > contact):  # put off, and not asked since
        return policy.moment_from(max(after, policy.moment(policy.calendar.on_or_after(until))))
    claimed = assignment.done_on if assignment.state is Said.CLAIMED else None
    if assignment.duty is Duty.COOPERATOR and not claimed:
        return _ask_once(assignment, period, policy, after) if contact is None else None
    if contact is None:
        return policy.moment_from(after)
    today = policy.calendar.local_day(after)
    if claimed:  # it is the head who is asked, and nobody else
        days: Iterable[dt.date] = (policy.calendar.add_working_days(claimed, n) for n in policy.confirm)
    elif assignment.due is not None:
        days = _dated(assignment.due, assignment.heard_at, period, policy)
    else:
        # Whoever is silent is not asked more and more in vain: the head hears of it meanwhile.
        weeks = 2 if assignment.unanswered > SILENT else 1
        days = _undated(period, policy, max(contact, today - WEEK), weeks)
    for day in days:
        at = policy.moment_from(after) if day == today else policy.moment(day)
        if day > contact and at >= after and policy.calendar.local_day(at) == day:
            return at
    return None


def last_contact(assignment: Assignment, calendar: WorkCalendar) -> dt.date | None:
    """The day of the last reminder or answer, whichever is later."""
    moments = [at for at in (assignment.reminded_at, assignment.heard_at) if at is not None]
    return calendar.local_day(max(moments)) if moments else None


def _ask_once(assignment: Assignment, period: Period, policy: Policy, after: dt.datetime) -> dt.datetime | None:
    """A cooperator's question: three working days before the deadline, without one in the middle of the period."""
    calendar, today = policy.calendar, policy.calendar.local_day(after)
    last = assignment.due or period.end
    if assignment.due is None and period.start and period.end:
        day = calendar.on_or_after(period.start + (period.end - period.start) // 2)
    elif last:
        day = calendar.add_working_days(calendar.on_or_before(last), -max(policy.before, default=0))
    else:
        day = calendar.add_working_days(today, 5)
    at = max(policy.moment(day), policy.moment_from(after))
    return None if last and calendar.local_day(at) > last else at


def _dated(due: dt.date, heard_at: dt.datetime | None, period: Period, policy: Policy) -> Iterable[dt.date]:
    """The days to ask about a deadline, in order. Before and on it they count from the last working day in time."""
    calendar = policy.calendar
    last = calendar.on_or_before(due)
    lasts = {last, *(calendar.on_or_before(stop) for stop in period.stops if stop < due)}
    days = {calendar.add_working_days(end, -n) for end in lasts for n in policy.before}
    days |= {calendar.add_working_days(due, n) for n in policy.overdue}
    if heard_at:
        quiet = calendar.add_working_days(calendar.local_day(heard_at), policy.fresh)
        days = {day for day in days if day > quiet}
    if period.start and period.start < last:
        days.add(calendar.on_or_after(period.start))
    return sorted(days | lasts)


def _undated(period: Period, policy: Policy, since: dt.date, weeks: int = 1) -> Iterator[dt.date]:
    """The start, then every `weeks` at a distance from other questions, then once at the end; endless without one."""
    calendar = policy.calendar
    last = calendar.on_or_before(period.end) if period.end else None
    if period.start:
        yield calendar.on_or_after(period.start)
    rested = calendar.add_working_days(since, policy.rest) + ONE_DAY + WEEK * (weeks - 1)
    day = max(rested, period.start or since)
    day += dt.timedelta((policy.weekly_on - day.weekday()) % 7)
    while last is None or calendar.add_working_days(calendar.on_or_after(day), policy.rest) < last:
        yield calendar.on_or_after(day)
        day += WEEK
    yield last
