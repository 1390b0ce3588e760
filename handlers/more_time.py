"""Xin gia hạn: until which day, asked with the likely days to choose from."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from handlers.awaiting import as_said_then, awaited, number, said_then, stop_waiting, wait_for
from handlers.entry import entry_of
from handlers.journal import Entry, last_line, record
from handlers.stale import gone
from handlers.talk import Reply, Talk, id_of
from handlers.work import Work, find_work
from messages.understood import Status, Understood
from models.assignment import Said
from models.follow import policy_of
from models.people import Awaiting

USUAL = (timedelta(days=3), timedelta(days=7))


def is_later(said: Understood, work: Work) -> bool:
    """ "Xin thêm 3 ngày" counts from today for a reader and from the deadline for a writer: such a day is asked for."""
    due = work.assignment.due
    return said.new_deadline is None or due is None or said.new_deadline > due


def ask_day(talk: Talk, work: Work, said: Understood | None = None, part: int = 0, *, recorded: bool = False) -> Reply:
    """Wait for the day. `said`, not `recorded` yet, named one before the deadline: as long from there is offered."""
    wait_for(talk, "until" if recorded else "more_time", assignment=work.id, part=part)
    asked = said.new_deadline if said else None
    by = (asked - talk.today,) if asked and asked > talk.today else USUAL
    calendar, due = policy_of(talk.session, talk.office).calendar, work.assignment.due
    days = [calendar.on_or_after(due + each) for each in by] if due else []
    reasoned = said is not None and said.blocker is not None
    return talk.say("ask_more_time", ref=work.ref, task=work.task, reasoned=reasoned, id=work.id, due=due, days=days)


def is_settled(talk: Talk, row: Awaiting, work: Work) -> bool:
    """Whether the wish was sent in another way since, and so the question is over."""
    last = last_line(talk, [work])
    over = last is not None and last[0].at > row.since and last[0].asked_due is not None
    if over:
        stop_waiting(talk)
    return over


def choose_day(talk: Talk, argument: str) -> list[Reply]:
    """The button that names the day, "<assignment id>:<yyyymmdd>"."""
    identity, _, name = argument.partition(":")
    row, work, day = awaited(talk), find_work(talk, id_of(identity)), day_of(name)
    if (
        row is None
        or row.what not in ("more_time", "until")
        or work is None
        or number(row, "assignment") != work.id
        or day is None
    ):
        return gone(talk, id_of(identity))
    return until_day(talk, row, work, day)


def until_day(talk: Talk, row: Awaiting, work: Work, day: date) -> list[Reply]:
    """Record the wish that waits, with the day that answers what was asked of it."""
    stop_waiting(talk)
    before = as_said_then(talk, row)
    if row.what == "until" or before.incoming.button:
        return [record(before, work, Entry(Said.MORE_TIME, "", asked_due=day))]
    said = said_then(talk, row)[1]
    if said.status in (Status.UNCLEAR, Status.QUESTION):
        return [record(before, work, Entry(Said.MORE_TIME, before.incoming.text, asked_due=day))]
    return [record(before, work, replace(entry_of(before, said), asked_due=day))]


def day_of(name: str) -> date | None:
    """The day in a button, "yyyymmdd"; None for what is none."""
    try:
        return datetime.strptime(name, "%Y%m%d").date() if len(name) == 8 and name.isascii() else None  # noqa: DTZ007
    except ValueError:
        return None
