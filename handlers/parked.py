"""The answer to a message that could not be handled: whoever sent it is not left waiting."""

from datetime import datetime

from sqlmodel import Session

from messages.render import FALLBACK, render
from models.inbox import InboxMessage
from models.outbox import OutboxMessage, enqueue
from models.people import person_at


def apologise(session: Session, message: InboxMessage, now: datetime) -> None:
    """Queue one line to the chat of a parked message. Groups get none: most of what they say is not for the bot."""
    if message.payload.get("group"):
        return
    person = person_at(session, message.channel, message.address)
    row = OutboxMessage(
        key=f"parked:{message.channel}:{message.external_id}",
        office_id=person.office_id if person else None,
        person_id=person.id if person else None,
        channel=message.channel,
        address=message.address,
        text=render("parked", person.language or FALLBACK if person else FALLBACK).text,
        due_at=now,
    )
    enqueue(session, row)
