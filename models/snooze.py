"""Nhắc lại sau: how far one reminder may be put off. It is no progress, no answer and no more time."""

from datetime import date
from enum import StrEnum

from models.assignment import CLOSED, Assignment, Said
from models.bundle import Bundle, Followed
from models.cadence import Policy
from vietnamese.calendar import ONE_DAY

MOST = 2
"""Times in a row, since the last answer."""


class Refusal(StrEnum):
    OFF = "off"  # the office allows none
    DONE = "done"  # nothing more is asked about it
    ANSWERED = "answered"  # nobody waits for a word about it now
    TWICE = "twice"
    CLOSE = "close"  # it would come after the last working day before the deadline


def latest(followed: Followed, policy: Policy, today: date) -> date | Refusal:
    """The last day to which its next reminder may be put off; what is overdue only to the next working day."""
    assignment, calendar = followed.assignment, policy.calendar
    refused = _refused(assignment, policy)
    if refused:
        return refused
    last = calendar.add_working_days(today, policy.snooze_days)
    if assignment.snoozes >= MOST:
        last = min(last, _reach(assignment, policy, today))
        if last <= today:
            return Refusal.TWICE
    if assignment.state is Said.CLAIMED:  # the head is asked, and the unit's deadline presses no more
        return last
    stop = followed.stop_at(today)
    end = stop.due if stop else assignment.due or followed.period.end
    if end and today <= end:
        last = min(last, calendar.on_or_before(end - ONE_DAY))
    elif assignment.due:
        last = min(last, calendar.add_working_days(today, 1))
    return last if last > today else Refusal.CLOSE


def _refused(assignment: Assignment, policy: Policy) -> Refusal | None:
    if policy.snooze_days <= 0:
        return Refusal.OFF
    if assignment.state in CLOSED:
        return Refusal.DONE
    if not assignment.unanswered and assignment.heard_at:
        return Refusal.ANSWERED
    return None


def _reach(assignment: Assignment, policy: Policy, today: date) -> date:
    """Up to which day a choice made since the last reminder may be changed without counting anew; today for none."""
    if assignment.reminded_at is None or not is_put_off(assignment, today):
        return today
    return policy.calendar.add_working_days(policy.calendar.local_day(assignment.reminded_at), policy.snooze_days)


def put_off(followed: Followed, policy: Policy, today: date, wanted: date) -> date | Refusal:
    """Put the next reminder off to the working day wanted, or as far as it may go; the day it will come."""
    last = latest(followed, policy, today)
    if isinstance(last, Refusal):
        return last
    day = min(policy.calendar.on_or_after(max(wanted, today + ONE_DAY)), last)
    assignment = followed.assignment
    assignment.snoozes += day > _reach(assignment, policy, today)
    assignment.snoozed_until = day
    assignment.remind_at = policy.moment(day)
    return day


def is_put_off(assignment: Assignment, today: date) -> bool:
    return assignment.snoozed_until is not None and assignment.snoozed_until > today


def mark(bundle: Bundle, policy: Policy) -> str:
    """What the button under a bundle names it by; empty where nothing in it could be put off."""
    today = policy.calendar.local_day(bundle.at)
    last = [latest(_once_told(ask.followed), policy, today) for ask in bundle.asks]
    return f"b{today:%Y%m%d}" if any(not isinstance(day, Refusal) for day in last) else ""


def _once_told(followed: Followed) -> Followed:
    """As it is when the bundle is read."""
    assignment = Assignment(**followed.assignment.model_dump())
    assignment.unanswered += 1
    return Followed(assignment, followed.task, followed.plan)
