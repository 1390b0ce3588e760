"""Every message that came in, once."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import JSON, Field, Session, SQLModel, UniqueConstraint

from models.database import Utc, insert_new, table_of

TRIES = 5


class InboxMessage(SQLModel, table=True):
    """`payload` is the Incoming as JSON, until it is handled; then only what tells that it was."""

    __table_args__ = (UniqueConstraint("channel", "external_id", name="uq_inboxmessage_channel_external_id"),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    external_id: str
    address: str
    payload: dict[str, object] = Field(default_factory=dict, sa_type=JSON)
    received_at: datetime = Field(sa_type=Utc)
    handled_at: datetime | None = Field(default=None, sa_type=Utc, index=True)
    attempts: int = 0
    error: str | None = None  # parked after 5 attempts; the last error's class and place, none of its words


_KEY = ("channel", "external_id")


def store(session: Session, message: InboxMessage) -> bool:
    """Keep a message until it is handled; False if it was kept before."""
    return insert_new(session, InboxMessage, message.model_dump(exclude={"id"}), _KEY)


def take(session: Session, channel: str, external_id: str, address: str, now: datetime) -> bool:
    """Mark a message handled in the caller's transaction, storing it if nobody did; False if it was handled before."""
    values = {"channel": channel, "external_id": external_id, "address": address, "received_at": now, "handled_at": now}
    if insert_new(session, InboxMessage, {**values, "payload": {}, "attempts": 0}, _KEY):
        return True
    table = table_of(InboxMessage)
    mark = (
        update(table)
        .where(table.c.channel == channel, table.c.external_id == external_id, table.c.handled_at.is_(None))
        .values(handled_at=now, payload={}, error=None)
    )
    return bool(session.execute(mark).rowcount)  # type: ignore[attr-defined]


def waiting(session: Session, busy: Collection[tuple[str, str]], limit: int) -> list[InboxMessage]:
    """The oldest messages not yet handled, without parked ones and those of `busy` chats (channel, address)."""
    table = table_of(InboxMessage)
    query = select(table).where(table.c.handled_at.is_(None), table.c.attempts < TRIES)
    for channel, address in busy:
        query = query.where((table.c.address != address) | (table.c.channel != channel))
    rows = session.execute(query.order_by(table.c.id).limit(limit)).mappings()
    return [InboxMessage(**row) for row in rows]


def of_chat(session: Session, channel: str, address: str) -> list[InboxMessage]:
    """What waits of one chat, oldest first."""
    table = table_of(InboxMessage)
    query = select(table).where(table.c.handled_at.is_(None), table.c.attempts < TRIES)
    query = query.where(table.c.channel == channel, table.c.address == address).order_by(table.c.id)
    return [InboxMessage(**row) for row in session.execute(query).mappings()]


def is_handled(session: Session, message_id: int) -> bool:
    """True for a message that is done with, perhaps as a part of another one."""
    table = table_of(InboxMessage)
    query = select(table.c.id).where(table.c.id == message_id, table.c.handled_at.is_not(None))
    return session.execute(query).first() is not None


def forget_words(session: Session, message_id: int) -> None:
    """Of a parked message only who sent it and when is kept: nobody knows whose data its words may be."""
    table = table_of(InboxMessage)
    payload = session.execute(select(table.c.payload).where(table.c.id == message_id)).scalar_one()
    kept = {**payload, "text": "", "attachments": []}
    session.execute(update(table).where(table.c.id == message_id).values(payload=kept))


def failed(session: Session, message_id: int, error: str) -> int:
    """Count a failed try and keep its error; the number of tries so far. After `TRIES` the message is parked."""
    table = table_of(InboxMessage)
    count = (
        update(table)
        .where(table.c.id == message_id)
        .values(attempts=table.c.attempts + 1, error=error[:500])
        .returning(table.c.attempts)
    )
    return int(session.execute(count).scalar_one())
