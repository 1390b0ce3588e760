"""What the bot waits for from a person: one row, replaced by the next question, gone when answered."""

from dataclasses import replace
from datetime import timedelta

from handlers.talk import Talk
from messages.channel import Incoming
from messages.understood import Understood
from models.people import Awaiting

FORGOTTEN_AFTER = timedelta(days=1)


def wait_for(talk: Talk, what: str, **data: int | str) -> None:
    """Remember the question and the message that led to it, files and all."""
    kept: dict[str, object] = {**data, "message": talk.incoming.to_json()}
    row = Awaiting(person_id=talk.person.id or 0, what=what, data=kept, since=talk.incoming.sent_at)
    talk.session.merge(row)


def awaited(talk: Talk) -> Awaiting | None:
    """What the bot waits for now; a question is forgotten after a day, when nobody remembers what it was."""
    row = talk.session.get(Awaiting, talk.person.id)
    return row if row and talk.incoming.sent_at - row.since <= FORGOTTEN_AFTER else None


def stop_waiting(talk: Talk) -> None:
    row = talk.session.get(Awaiting, talk.person.id)
    if row is not None:
        talk.session.delete(row)
        talk.session.flush()


def number(row: Awaiting, name: str) -> int:
    value = row.data.get(name, 0)
    return value if isinstance(value, int) else 0


def as_said_then(talk: Talk, row: Awaiting) -> Talk:
    """The talk with the message that led to the question, so that facts keep its time, words and files."""
    message = row.data["message"]
    assert isinstance(message, dict)  # written by wait_for
    return replace(talk, incoming=Incoming.from_json(message))


def said_then(talk: Talk, row: Awaiting) -> tuple[Talk, Understood]:
    """The message that waits, as when it was said, and of several reports in it the one that was asked about."""
    before = as_said_then(talk, row)
    parts = before.said.parts
    return before, parts[number(row, "part")] if parts else before.said
