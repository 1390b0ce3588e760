"""What one person is asked in one message: which assignments, why today, and the preview of all that is to come."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from models.assignment import Assignment, Duty, Said
from models.cadence import Period, Policy, last_contact, next_reminder
from models.plan import Plan, Stop, Task
from models.recipients import ALONE, OWN, SILENT, Circle, Recipient, recipients

Key = tuple[int, int]

LISTED = 20
"""Tasks that one message names; whoever has more finds them in /nhiemvu."""


class Why(StrEnum):
    """What a reminder is about on the day it is read; the most pressing first."""

    OVERDUE = "overdue"
    DUE = "due"  # the last working day
    CONFIRM = "confirm"  # somebody of the unit says that it is done
    SOON = "soon"  # few working days left
    NEW = "new"  # the first word about it
    START = "start"  # its period begins
    WEEKLY = "weekly"  # no deadline: the week's question
    END = "end"  # no deadline: its period ends
    COOPERATE = "cooperate"  # the one question to a cooperator
    OPEN = "open"  # asked by hand, far from every date


@dataclass(frozen=True)
class Claim:
    """What waits to be confirmed: the journal line, and who said it."""

    line: int
    person: str


@dataclass(frozen=True)
class Followed:
    """An assignment with its task and plan, and the ids of the persons who answer for it, away or not."""

    assignment: Assignment
    task: Task
    plan: Plan
    people: tuple[int, ...] = ()
    claim: Claim | None = None
    circle: Circle = ALONE

    def told_on(self, day: dt.date) -> dict[int, Recipient]:
        """The persons who are reminded of it on a day, as things stand."""
        return recipients(self.people, self.circle, day, self.assignment.unanswered)

    @property
    def period(self) -> Period:
        stops = tuple(stop.due for stop in self.task.stops)
        return Period(self.task.start or self.plan.start, self.task.end or self.plan.end, stops)

    def stop_at(self, today: dt.date) -> Stop | None:
        """The part of the task whose end comes next, before the deadline itself."""
        due = self.assignment.due
        return next((stop for stop in self.task.stops if due and today <= stop.due < due), None)


@dataclass(frozen=True)
class Ask:
    """One line of a bundle. `days`: working days left (SOON, OPEN), until `stop` if any; passed (OVERDUE, CONFIRM)."""

    followed: Followed
    why: Why
    days: int = 0
    stop: Stop | None = None
    to: Recipient = OWN
    is_short: bool = False  # asked often enough without an answer: one short question, not the same again


@dataclass(frozen=True)
class Bundle:
    """What one person is asked at one moment."""

    at: dt.datetime
    person: int
    asks: tuple[Ask, ...]

    @property
    def plans(self) -> int:
        """From how many plans; with one, a number like NV3 says enough."""
        return len({ask.followed.plan.id for ask in self.asks})

    @property
    def ordered(self) -> list[Ask]:
        """The most pressing first, then in the plans' order."""
        return sorted(self.asks, key=lambda ask: (*_place(ask), ask.followed.task.position))

    @property
    def listed(self) -> "Bundle":
        """The most pressing, which the message names; it concerns all."""
        return replace(self, asks=tuple(self.ordered[:LISTED]))

    @property
    def sections(self) -> list[tuple[Why, Plan, list[Ask]]]:
        """The asks of one reason and one plan together."""
        grouped = [list(group) for _, group in groupby(self.ordered, key=_place)]
        return [(group[0].why, group[0].followed.plan, group) for group in grouped]


def _place(ask: Ask) -> tuple[int, int]:
    return list(Why).index(ask.why), ask.followed.plan.id or 0


def ask(followed: Followed, policy: Policy, today: dt.date, person: int | None = None) -> Ask:
    """What to say of an assignment to a person today, whichever day's reminder this is: a late one must not speak of
    the past."""
    to = followed.told_on(today).get(person, OWN) if person is not None else OWN
    short = followed.assignment.unanswered >= SILENT and followed.claim is None
    return replace(_ask(followed, policy, today), to=to, is_short=short)


def _ask(followed: Followed, policy: Policy, today: dt.date) -> Ask:
    assignment, period, calendar = followed.assignment, followed.period, policy.calendar
    contact = last_contact(assignment, calendar)
    if assignment.state is Said.CLAIMED and assignment.done_on:
        return Ask(followed, Why.CONFIRM, calendar.working_days_between(assignment.done_on, today))
    if assignment.duty is Duty.COOPERATOR or contact is None:
        return Ask(followed, Why.COOPERATE if assignment.duty is Duty.COOPERATOR else Why.NEW)
    start = calendar.on_or_after(period.start) if period.start else None
    begins = start is not None and contact < start <= today
    if assignment.due is None:
        over = period.end is not None and today >= calendar.on_or_before(period.end)
        return Ask(followed, Why.END if over else Why.START if begins else Why.WEEKLY)
    if today > assignment.due:
        return Ask(followed, Why.OVERDUE, calendar.working_days_between(assignment.due, today))
    stop = followed.stop_at(today)
    days = calendar.working_days_between(today, stop.due if stop else assignment.due)
    if days == 0:
        return Ask(followed, Why.DUE, stop=stop)
    soon = days <= max(policy.before, default=0)
    return Ask(followed, Why.SOON if soon else Why.START if begins else Why.OPEN, days, stop)


def told(followed: Followed, policy: Policy, at: dt.datetime) -> None:
    """Somebody was reminded of it at that moment."""
    assignment = followed.assignment
    assignment.reminded_at = at
    assignment.unanswered += 1
    end_of_day = policy.calendar.closing(policy.calendar.local_day(at))
    assignment.remind_at = next_reminder(assignment, followed.period, policy, end_of_day)


def missed(followed: Followed, policy: Policy, at: dt.datetime) -> None:
    """Nobody could be reminded of it that day: it comes back on the next working day, still not reached."""
    end_of_day = policy.calendar.closing(policy.calendar.local_day(at))
    followed.assignment.remind_at = policy.moment_from(end_of_day)


def forecast(
    following: Sequence[Followed],
    policy: Policy,
    start: dt.datetime,
    until: dt.datetime,
    had: Mapping[int, Collection[int]] | None = None,
) -> list[Bundle]:
    """Who is asked about what and when, if all are reached and nobody answers; the assignments stay as they are.

    It walks `next_reminder` and `told`, which the real reminders use, so that the preview equals what happens.
    `had`: the persons who have had their bundle of the first day, with the assignments in it.
    """
    copies = [_copy(followed, policy, start) for followed in following if followed.people]
    told_of = {person: {_key(f) for f in following if f.assignment.id in ids} for person, ids in (had or {}).items()}
    days = {policy.calendar.local_day(start): told_of}
    bundles: list[Bundle] = []
    while moments := [followed.assignment.remind_at for followed in copies if followed.assignment.remind_at]:
        at = min(moments)
        if at > until:
            break
        bundles += _round(copies, policy, at, days.setdefault(policy.calendar.local_day(at), {}))
    return bundles


def _key(followed: Followed) -> Key:
    """What an assignment that is not stored yet has too."""
    return followed.assignment.task_id, followed.assignment.unit_id


def _copy(followed: Followed, policy: Policy, start: dt.datetime) -> Followed:
    assignment = Assignment(**followed.assignment.model_dump())
    if assignment.id is None:
        assignment.remind_at = next_reminder(assignment, followed.period, policy, start)
    if assignment.remind_at:
        assignment.remind_at = policy.moment_from(max(assignment.remind_at, start))
    return replace(followed, assignment=assignment)


def _round(copies: Sequence[Followed], policy: Policy, at: dt.datetime, had: dict[int, set[Key]]) -> list[Bundle]:
    """The bundles of one moment, as scheduler/remind.py makes them. `had` grows by them."""
    today = policy.calendar.local_day(at)
    end_of_day = policy.calendar.closing(today)
    due = [followed for followed in copies if (moment := followed.assignment.remind_at) and moment <= end_of_day]
    told_of = [(followed, followed.told_on(today)) for followed in due]
    asked_now = {person for followed, to in told_of if _is_due(followed, at) for person in to}
    bundles = []
    for person in sorted(asked_now - had.keys()):
        mine = [followed for followed, to in told_of if person in to]
        bundles.append(Bundle(at, person, tuple(ask(followed, policy, today, person) for followed in mine)))
        had[person] = {_key(followed) for followed in mine}
    for followed, to in told_of:
        if not to or had.keys() >= to.keys():
            heard = any(_key(followed) in had[person] for person in to)
            (told if heard else missed)(followed, policy, at)
    return bundles


def _is_due(followed: Followed, at: dt.datetime) -> bool:
    moment = followed.assignment.remind_at
    return moment is not None and moment <= at
