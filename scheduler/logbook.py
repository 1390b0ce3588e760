"""The transactions of a delivery: claim, start, record; and the sweep for workers that are gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from messages.channel import Channel, DeliveryError
from models import ledger
from models.database import insert_new
from models.outbox import Delivery, OutboxMessage
from models.reach import give_up_address, move_address
from scheduler import gate, outcome
from scheduler.parcel import Desk, Parcel

AHEAD = timedelta(seconds=0.3)
"""How far into the channel's clock messages are started: a reply never waits longer behind bulk."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Landing:
    """An attempt that is over: the platform's id, or the error."""

    message: OutboxMessage
    parcel: Parcel | None
    result: str | DeliveryError
    at: datetime


def claim_due(desk: Desk, channel: str, room: int) -> tuple[list[OutboxMessage], float]:
    """Messages to send now, and in how many seconds to ask again at the earliest."""
    now = desk.clock()
    with desk.sessions() as session:
        wait = gate.opens(session, channel, now) - now - AHEAD
        if wait > timedelta():
            return [], wait.total_seconds()
        return ledger.claim(session, channel, desk.worker, now, room), 0


def start(desk: Desk, channel: Channel, messages: Sequence[OutboxMessage]) -> list[tuple[OutboxMessage, datetime]]:
    """Mark claimed messages in flight, each with its moment of the rate gate; without those called back or too late."""
    now = desk.clock()
    started: list[tuple[OutboxMessage, datetime]] = []
    with desk.sessions() as session:
        moments = gate.slots(session, channel.name, [m.address for m in messages], channel.can.pace, now)
        for message, at in zip(messages, moments, strict=True):
            if at is None:
                ledger.release(session, [message])
                continue
            values = {"lease_until": at + ledger.FLIGHT_LEASE, **outcome.departed(message, at)}
            if ledger.change(session, message, (Delivery.CLAIMED,), **values):
                gone = message.model_copy(update=values)
                started += [(gone, at)] if gone.status is Delivery.INFLIGHT else []
    return started


def record(desk: Desk, landings: Sequence[Landing]) -> None:
    """Write outcomes down, each only if the attempt is still the row's last one."""
    with desk.sessions() as session:
        for landing in landings:
            if isinstance(landing.result, str):
                _record_sent(session, landing, landing.result)
            else:
                _record_failed(session, landing, landing.result)


def _record_sent(session: Session, landing: Landing, platform_id: str) -> None:
    message, now = landing.message, landing.at
    values = outcome.delivered(platform_id, now)
    # A late success is welcome even after the sweep gave the attempt up.
    expected = (Delivery.INFLIGHT, Delivery.UNKNOWN, Delivery.QUEUED)
    if landing.parcel is None or landing.parcel.rest is None:
        ledger.change(session, message, expected, **values)
        return
    rest = {"text": landing.parcel.rest, "due_at": now, "attempts": 0, "resends": 0, "edits": None, "lease_until": None}
    if ledger.change(session, message, expected, status=Delivery.QUEUED, **rest):
        part = {"key": f"{message.key}#{platform_id}", "text": landing.parcel.message.text, "choices": [], **values}
        insert_new(session, OutboxMessage, message.model_dump(exclude={"id", "document"}) | part, ["key"])


def _record_failed(session: Session, landing: Landing, error: DeliveryError) -> None:
    message, now = landing.message, landing.at
    verdict = outcome.failed(message, error, now)
    ledger.change(session, message, (Delivery.INFLIGHT,), **verdict.values)
    if verdict.hold:
        gate.hold(session, message.channel, now + timedelta(seconds=verdict.hold))
    if verdict.unreachable:
        give_up_address(session, message.channel, message.address, verdict.unreachable, now)
        ledger.give_up(session, message.channel, message.address, verdict.unreachable)
    if verdict.moved_to:
        move_address(session, message.channel, message.address, verdict.moved_to)
        ledger.redirect(session, message.channel, message.address, verdict.moved_to)
    status = verdict.values["status"]
    if status is not Delivery.QUEUED:
        log.warning("message not delivered", key=message.key, status=status, reason=error.reason)


def sweep(desk: Desk, channel: str) -> int:
    """Take over what workers that are gone left behind; how many messages."""
    now = desk.clock()
    with desk.sessions() as session:
        gone = [worker for worker in ledger.workers(session) if not desk.alive(worker)]
        left = ledger.lapsed(session, channel, now, gone)
        for message in left:
            ledger.change(session, message, (message.status,), **outcome.lost(message, now))
    return len(left)


def give_back(desk: Desk, channel: str) -> None:
    """Release what this worker claimed and did not start."""
    with desk.sessions() as session:
        mine = [m for m in ledger.held(session, channel, desk.worker) if m.status is Delivery.CLAIMED]
        ledger.release(session, mine)
