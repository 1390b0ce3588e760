"""The transactions of a delivery: claim, start, record; and the sweep for workers that are gone."""

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


def claim_due(desk: Desk, channel: Channel, room: int) -> tuple[list[tuple[OutboxMessage, datetime]], float]:
    """Messages with their moments of the rate gate, and in how many seconds to ask again at the earliest."""
    now = desk.clock()
    with desk.sessions() as session:
        wait = gate.opens(session, channel.name, now) - now - AHEAD
        if wait > timedelta():
            return [], wait.total_seconds()
        claimed = ledger.claim(session, channel.name, desk.worker, now, room)
        moments = gate.slots(session, channel.name, [m.address for m in claimed], channel.can.pace, now)
        timed = list(zip(claimed, moments, strict=True))
        ledger.release(session, [message for message, at in timed if at is None])
        return [(message, at) for message, at in timed if at is not None], 0


def start(session: Session, message: OutboxMessage, now: datetime) -> OutboxMessage | None:
    """Mark a claimed message in flight; None if it was called back, or too late for it."""
    values = {"lease_until": now + ledger.FLIGHT_LEASE, **outcome.departed(message, now)}
    if not ledger.change(session, message, (Delivery.CLAIMED,), **values):
        return None
    started = message.model_copy(update=values)
    return started if started.status is Delivery.INFLIGHT else None


def record(session: Session, landing: Landing) -> None:
    """Write an outcome down, only if the attempt is still the row's last one."""
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
