"""Messages in the ledger and the steps of their delivery, for tests."""

import asyncio
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from conftest import LAN, MONDAY
from fakes import FakeChannel
from models.ledger import Held
from models.outbox import Delivery, OutboxMessage, enqueue
from scheduler import logbook
from scheduler.deliver import deliver
from scheduler.logbook import Leaving
from scheduler.parcel import Desk


def draw(content: dict[str, Any], form: str) -> bytes:
    return f"{content['title']} as {form}".encode()


def message(key: str = "a", address: str = LAN, **values: Any) -> OutboxMessage:
    return OutboxMessage(**{"key": key, "channel": "fake", "address": address, "text": key, "due_at": MONDAY, **values})


def queue(desk: Desk, *messages: OutboxMessage) -> None:
    with desk.sessions() as session:
        for each in messages:
            enqueue(session, each)


def rows(desk: Desk) -> list[OutboxMessage]:
    with desk.sessions() as session:
        return list(session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id))).all())


def states(desk: Desk) -> dict[str, Delivery]:
    return {row.key: row.status for row in rows(desk)}


def claim(desk: Desk, channel: FakeChannel | None = None, room: int = 8) -> tuple[list[tuple[Held, datetime]], float]:
    with desk.sessions() as session:
        return logbook.claim_due(session, desk, channel or FakeChannel(), room)


def start(desk: Desk, claimed: Held) -> Held | None:
    with desk.sessions() as session:
        return logbook.start(session, [Leaving(claimed, desk.clock())]).get(claimed.id)


def send(desk: Desk, channel: FakeChannel) -> int:
    return asyncio.run(deliver(desk, channel))
