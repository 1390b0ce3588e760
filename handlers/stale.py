"""Buttons that must not act any more: why not, and what is the case now."""

from datetime import datetime

from sqlmodel import col, select

from handlers.journal import Entry, last_line, read_back
from handlers.permits import note_refusal
from handlers.talk import Reply, Talk
from handlers.tasks import view
from handlers.work import Work, may_see, my_work
from models.assignment import ENDED, Assignment, Progress, journal_of
from models.outbox import OutboxMessage
from models.plan import Plan, PlanState, Task

SHOWN = 6  # open tasks offered instead


def gone(talk: Talk, assignment_id: int | None = None) -> list[Reply]:
    """A button about work that is no longer the sender's, or a question that nobody asks any more."""
    mine = my_work(talk)
    work = next((work for work in mine if work.id == assignment_id), None) or _former(talk, assignment_id)
    if work is None:
        why = None
    elif work.plan.state is not PlanState.ACTIVE:
        why = "closed"
    else:
        why = "answered" if work in mine else "taken"
    values = {"why": why, "work": work, "open": [work for work in mine if work.is_open][:SHOWN]}
    return [talk.say("button_gone", **values)]


def _former(talk: Talk, assignment_id: int | None) -> Work | None:
    """An assignment that was the sender's to see, of a plan that is over or was changed."""
    assignment = talk.session.get(Assignment, assignment_id) if assignment_id else None
    if assignment is None or assignment.office_id != talk.office.id or not may_see(talk, assignment):
        return None
    task, plan = talk.session.get_one(Task, assignment.task_id), talk.session.get_one(Plan, assignment.plan_id)
    return Work(assignment, task, plan)


def instead_of(talk: Talk, work: Work, entry: Entry) -> list[Reply] | None:
    """What a press brings in place of a record: its own answer again, or the task as it is now; None: record it."""
    shown = _shown_at(talk)
    if shown is None:
        return None
    last = last_line(talk, [work])
    if last and last[0].at >= shown and _says(last[0], entry):
        return [read_back(talk, work, entry)]
    if shown.astimezone(talk.office.zone).date() == talk.today:
        return None
    later = [line for line in journal_of(talk.session, work.id) if line.at > shown]
    return [talk.say("button_stale", since=shown, line=later[-1], **view(talk, work))] if later else None


def note_forged(talk: Talk, data: str) -> None:
    """Into the audit: a button that no message had, under the message that it is said to be of."""
    message = talk.incoming.message_id
    if talk.incoming.text or not message:  # a number that was typed is of what was offered last
        return
    query = select(OutboxMessage.choices).where(
        OutboxMessage.channel == talk.incoming.channel,
        OutboxMessage.address == talk.incoming.address,
        OutboxMessage.platform_id == message,
    )
    shown = talk.session.exec(query).all()
    if shown and not any(data == choice[1] for choices in shown for choice in choices):
        note_refusal(talk, "button", "forged")


def _says(line: Progress, entry: Entry) -> bool:
    same = line.said is entry.said or (line.said in ENDED and entry.said in ENDED)
    return not line.words and same and line.percent == entry.percent


def _shown_at(talk: Talk) -> datetime | None:
    """When the message whose button was pressed went out."""
    query = select(OutboxMessage.sent_at).where(
        OutboxMessage.channel == talk.incoming.channel,
        OutboxMessage.address == talk.incoming.address,
        OutboxMessage.platform_id == talk.incoming.message_id,
    )
    return talk.session.exec(query.order_by(col(OutboxMessage.id))).first() if talk.incoming.message_id else None
