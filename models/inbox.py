"""Every message that came in, once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, tuple_, update
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


@dataclass(frozen=True)
class Heard:
    """A row's part that matters until it is handled; `id` is 0 until it is stored."""

    channel: str
    external_id: str
    address: str
    payload: dict[str, Any]
    received_at: datetime
    id: int = 0


_KEY = ("channel", "external_id")
_TABLE = table_of(InboxMessage)
_COLUMNS = [_TABLE.c[name] for name in Heard.__dataclass_fields__]
_WAITING = select(*_COLUMNS).where(_TABLE.c.handled_at.is_(None), _TABLE.c.attempts < TRIES).order_by(_TABLE.c.id)
# Chats are left out by one parameter: a statement for every number of busy chats would be written down anew.
_OF_OTHERS = _WAITING.where(tuple_(_TABLE.c.channel, _TABLE.c.address).not_in(bindparam("busy", expanding=True)))
_TAKEN = (
    update(_TABLE)
    .where(_TABLE.c.channel == bindparam("by"), _TABLE.c.external_id == bindparam("number"))
    .where(_TABLE.c.handled_at.is_(None))
    .values(handled_at=bindparam("at"), payload={}, error=None)
)


def store(session: Session, message: Heard) -> bool:
    """Keep a message until it is handled; False if it was kept before."""
    values = {name: value for name, value in vars(message).items() if name != "id"}
    return insert_new(session, InboxMessage, values, _KEY)


def take(session: Session, channel: str, external_id: str, address: str, now: datetime) -> bool:
    """Mark a message handled in the caller's transaction, storing it if nobody did; False if it was handled before."""
    taken = session.execute(_TAKEN, {"by": channel, "number": external_id, "at": now})
    if taken.rowcount:  # type: ignore[attr-defined]
        return True
    values = {"channel": channel, "external_id": external_id, "address": address, "received_at": now, "handled_at": now}
    return insert_new(session, InboxMessage, {**values, "payload": {}}, _KEY)


def waiting(session: Session, busy: Collection[tuple[str, str]], limit: int) -> list[Heard]:
    """The oldest messages not yet handled, without parked ones and those of `busy` chats (channel, address)."""
    return [Heard(*row) for row in session.execute(_OF_OTHERS.limit(limit), {"busy": list(busy)})]


def of_chat(session: Session, channel: str, address: str) -> list[Heard]:
    """What waits of one chat, oldest first."""
    query = _WAITING.where(_TABLE.c.channel == channel, _TABLE.c.address == address)
    return [Heard(*row) for row in session.execute(query)]


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
