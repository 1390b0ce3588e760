"""The answer to a message that could not be handled, or was one too many: its sender is not left waiting."""

from datetime import datetime

from sqlmodel import Session

from messages.channel import Incoming
from messages.render import FALLBACK, render
from models.inbox import Heard
from models.office import Office
from models.outbox import OutboxMessage, enqueue
from models.people import language_of, person_at


def apologise(session: Session, message: Heard, now: datetime) -> None:
    """Queue one line to the chat of a parked message. Groups get none: most of what they say is not for the bot."""
    if message.payload.get("group"):
        return
    _queue(session, (message.channel, message.external_id, message.address), "parked", now)


def tell_of_flood(session: Session, incoming: Incoming, now: datetime) -> None:
    """Queue one line to whoever sent more than is taken at once: this message and the next ones are not kept."""
    about = "too_many_files" if incoming.attachments else "too_many"
    _queue(session, (incoming.channel, incoming.id, incoming.who), about, now)


def _queue(session: Session, source: tuple[str, str, str], template: str, now: datetime) -> None:
    """`source` is the channel, the message's id and the chat to write to."""
    channel, identity, address = source
    person = person_at(session, channel, address)
    language = language_of(person, session.get_one(Office, person.office_id)) if person else FALLBACK
    row = OutboxMessage(
        key=f"{template}:{channel}:{identity}",
        office_id=person.office_id if person else None,
        person_id=person.id if person else None,
        channel=channel,
        address=address,
        text=render(template, language).text,
        due_at=now,
    )
    enqueue(session, row)
