"""Two clerks on one draft: whoever changes a task that the other has just changed sees that change first."""

from datetime import datetime

from sqlmodel import func, select

from handlers.talk import Reply, Talk
from models.outbox import OutboxMessage
from models.people import Person
from models.plan import Task


def unseen(talk: Talk, task: Task) -> Reply | None:
    """What somebody else made of the task since the sender's last look at it, in place of the change; else None."""
    if task.changed_at is None or task.changed_by in (None, talk.person.id):
        return None
    looked = _last_look(talk)
    if looked is not None and looked >= task.changed_at:
        return None
    return talk.say("task_changed", task=task, by=talk.session.get_one(Person, task.changed_by))


def changed(talk: Talk, task: Task) -> None:
    task.changed_at, task.changed_by = talk.now, talk.person.id


def _last_look(talk: Talk) -> datetime | None:
    """When the message whose button was pressed, or for typed words anything at all, last went out to this chat."""
    query = select(func.max(OutboxMessage.sent_at)).where(
        OutboxMessage.channel == talk.incoming.channel, OutboxMessage.address == talk.incoming.address
    )
    if talk.incoming.message_id:
        query = query.where(OutboxMessage.platform_id == talk.incoming.message_id)
    return talk.session.exec(query).first()
