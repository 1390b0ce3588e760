"""The ledger of deliveries: every change of an outbox row is a compare-and-set, so that two workers never hold one."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, select, update
from sqlmodel import Session

from models.database import table_of
from models.outbox import Delivery, Gate, OutboxMessage

CLAIM_LEASE = timedelta(seconds=60)
FLIGHT_LEASE = timedelta(minutes=5)
"""Longer than any attempt lasts: a lease that ends means that its worker is gone."""


def claim(session: Session, channel: str, worker: str, now: datetime, limit: int) -> list[OutboxMessage]:
    """Reserve the messages that may go now: at most one a chat, none of a chat that is being written to or waits."""
    table, gate, busy = table_of(OutboxMessage), table_of(Gate), table_of(OutboxMessage).alias()
    waits = exists().where(gate.c.channel == channel, gate.c.address == table.c.address, gate.c.next_at > now)
    held = busy.c.status.in_([Delivery.CLAIMED, Delivery.INFLIGHT])
    written_to = exists().where(busy.c.channel == channel, busy.c.address == table.c.address, held)
    due = (
        select(table.c.id)
        .where(table.c.channel == channel, table.c.status == Delivery.QUEUED, table.c.due_at <= now)
        .where(~waits, ~written_to)
        .order_by(table.c.priority, table.c.due_at, table.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    reserve = update(table).where(table.c.id.in_(due)).returning(table)
    values = {"status": Delivery.CLAIMED, "worker": worker, "lease_until": now + CLAIM_LEASE}
    rows = session.execute(reserve.values(values)).mappings()
    claimed = sorted((OutboxMessage(**row) for row in rows), key=lambda m: (m.priority, m.due_at, m.id))
    first: dict[str, OutboxMessage] = {}
    later = [message for message in claimed if first.setdefault(message.address, message) is not message]
    release(session, later)
    return list(first.values())


def release(session: Session, messages: Iterable[OutboxMessage]) -> None:
    """Give claimed messages back."""
    for message in messages:
        change(session, message, (Delivery.CLAIMED,), status=Delivery.QUEUED, lease_until=None)


def change(session: Session, message: OutboxMessage, expected: Collection[Delivery], **values: Any) -> bool:
    """Compare and set: False if the row is no longer as this worker's attempt left it."""
    table = table_of(OutboxMessage)
    statement = update(table).where(
        table.c.id == message.id,
        table.c.status.in_(expected),
        table.c.worker == message.worker,
        table.c.attempts == message.attempts,
    )
    return bool(session.execute(statement.values(**values)).rowcount)  # type: ignore[attr-defined]


def lapsed(session: Session, channel: str, now: datetime, gone: Collection[str] = ()) -> list[OutboxMessage]:
    """Messages in the hands of a worker whose lease ended, or of one known to be gone."""
    table = table_of(OutboxMessage)
    over = (table.c.lease_until < now) | table.c.worker.in_(gone)
    query = select(table).where(table.c.channel == channel, table.c.status.in_([Delivery.CLAIMED, Delivery.INFLIGHT]))
    return [OutboxMessage(**row) for row in session.execute(query.where(over)).mappings()]


def workers(session: Session) -> set[str]:
    """Who holds messages now."""
    table = table_of(OutboxMessage)
    query = select(table.c.worker).where(table.c.status.in_([Delivery.CLAIMED, Delivery.INFLIGHT])).distinct()
    return {worker for worker in session.execute(query).scalars() if worker}


def held(session: Session, channel: str, worker: str) -> list[OutboxMessage]:
    """Messages in one worker's hands."""
    table = table_of(OutboxMessage)
    query = select(table).where(table.c.channel == channel, table.c.status.in_([Delivery.CLAIMED, Delivery.INFLIGHT]))
    return [OutboxMessage(**row) for row in session.execute(query.where(table.c.worker == worker)).mappings()]


def give_up(session: Session, channel: str, address: str, why: str) -> None:
    """End every message that still waits for an address which takes none."""
    table = table_of(OutboxMessage)
    statement = update(table).where(
        table.c.channel == channel, table.c.address == address, table.c.status == Delivery.QUEUED
    )
    session.execute(statement.values(status=Delivery.DEAD, error=why))


def redirect(session: Session, channel: str, old: str, new: str) -> None:
    """Send what waits for a chat to its new address."""
    table = table_of(OutboxMessage)
    statement = update(table).where(
        table.c.channel == channel, table.c.address == old, table.c.status == Delivery.QUEUED
    )
    session.execute(statement.values(address=new))
