"""What the bot waits for from a person: one row, replaced by the next question, gone when answered."""

from dataclasses import replace
from datetime import timedelta

from handlers.talk import Talk
from messages.channel import Incoming
from messages.understood import Understood
from models.people import Awaiting, Person

FORGOTTEN_AFTER = timedelta(days=1)

_ROW = ("awaiting",)


def remember(talk: Talk, row: Awaiting | None) -> None:
    """What is waited for, known already."""
    talk.memory[_ROW] = row


def wait_for(talk: Talk, what: str, **data: int | str) -> None:
    """Remember the question and the message that led to it, files and all."""
    kept: dict[str, object] = {**data, "message": talk.incoming.to_json()}
    if talk.entered_by is not None:
        kept["of"] = talk.person.id
    row = row_of(talk)
    if row is None:
        put(talk, Awaiting(person_id=talk.sender.id or 0, what=what, data=kept, since=talk.incoming.sent_at))
    else:
        row.what, row.data, row.since = what, kept, talk.incoming.sent_at


def put(talk: Talk, row: Awaiting) -> None:
    """Wait for this where nothing was waited for."""
    talk.session.add(row)
    remember(talk, row)


def row_of(talk: Talk) -> Awaiting | None:
    """The question that is open, however old."""
    return talk.once(_ROW, lambda: talk.session.get(Awaiting, talk.sender.id))


def awaited(talk: Talk) -> Awaiting | None:
    """What the bot waits for now; a question is forgotten after a day, when nobody remembers what it was."""
    row = row_of(talk)
    return row if row and talk.incoming.sent_at - row.since <= FORGOTTEN_AFTER else None


def stop_waiting(talk: Talk) -> None:
    row = row_of(talk)
    if row is not None:
        talk.session.flush()  # a row that was added just now can only be deleted once it is in the database
        talk.session.delete(row)
        talk.session.flush()
        remember(talk, None)


def number(row: Awaiting, name: str) -> int:
    value = row.data.get(name, 0)
    return value if isinstance(value, int) else 0


def person_of(talk: Talk, row: Awaiting) -> Person | None:
    """Whose words the sender was writing down; None for the sender's own."""
    identity = number(row, "of")
    return talk.session.get(Person, identity) if identity else None


def as_said_then(talk: Talk, row: Awaiting) -> Talk:
    """The talk with the message that led to the question, so that facts keep its time, words and files."""
    message = row.data["message"]
    assert isinstance(message, dict)  # written by wait_for
    then = replace(talk, incoming=Incoming.from_json(message), completed_at=talk.incoming.sent_at)
    person = person_of(talk, row)
    return replace(then, person=person, entered_by=talk.sender) if person else then


def said_then(talk: Talk, row: Awaiting) -> tuple[Talk, Understood]:
    """The message that waits, as when it was said, and of several reports in it the one that was asked about."""
    before = as_said_then(talk, row)
    parts = before.said.parts
    return before, parts[number(row, "part")] if parts else before.said
