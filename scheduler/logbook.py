"""The transactions of a delivery: claim, start, record; and the sweep for workers that are gone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from messages.channel import Channel, DeliveryError, Pace
from models import detour, ledger
from models.database import insert_new
from models.ledger import Held
from models.outbox import Delivery, OutboxMessage, Priority
from models.platform import went_down
from models.reach import give_up_address, move_address
from models.withdrawn import taken_away
from scheduler import gate, outcome
from scheduler.parcel import Desk, Parcel

AHEAD = timedelta(seconds=0.3)
"""How far into the channel's clock messages are started: a reply never waits longer behind bulk."""

AT_HAND = timedelta(seconds=0.05)
"""How long before its moment a message is marked: the commit must not delay it past the next one's."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Leaving:
    """A claimed message about to leave."""

    message: Held
    at: datetime


@dataclass(frozen=True)
class Returned:
    """A claimed message that this worker does not send after all."""

    message: Held


@dataclass(frozen=True)
class Landing:
    """An attempt that is over: the platform's id, or the error."""

    message: Held
    parcel: Parcel | None
    result: str | DeliveryError
    at: datetime


Note = Leaving | Returned | Landing


def set_out(desk: Desk, channel: Channel, room: int) -> tuple[list[tuple[Held, datetime]], float]:
    """Claim messages, and start those whose moment is here, in one transaction; with their moments, and in how many
    seconds to ask again at the earliest."""
    now = desk.clock()
    with desk.sessions() as session:
        claimed, wait = claim_due(session, desk, channel, room)
        # A document is drawn first: that takes longer than any other mark stays unclear.
        at_hand = [Leaving(message, now) for message, at in claimed if at <= now + AT_HAND and not message.document]
        started = start(session, at_hand)
    stayed = {note.message.id for note in at_hand} - started.keys()
    return [(started.get(message.id, message), at) for message, at in claimed if message.id not in stayed], wait


def claim_due(session: Session, desk: Desk, channel: Channel, room: int) -> tuple[list[tuple[Held, datetime]], float]:
    """Messages with their moments of the rate gate, and in how many seconds to ask again at the earliest."""
    now = desk.clock()
    at = gate.opens(session, channel.name, now)
    if (wait := at - now - AHEAD) > timedelta():
        return [], wait.total_seconds()
    claimed = ledger.claim(session, channel.name, desk.worker, now, room)
    pace = channel.can.pace.per_second
    if claimed and pace and ledger.workers(session, channel.name) - {desk.worker}:
        pace *= gate.SHARED
    moments = gate.moments(session, channel.name, at, len(claimed), pace)
    return list(zip(claimed, moments, strict=True)), 0


def another_moment(desk: Desk, channel: Channel) -> datetime | None:
    """A new moment for a message that missed its own; None where no other process has the next ones."""
    with desk.sessions() as session:
        if not ledger.workers(session, channel.name) - {desk.worker}:
            return None
        opens = gate.opens(session, channel.name, desk.clock())
        return next(gate.moments(session, channel.name, opens, 1, channel.can.pace.per_second * gate.SHARED))


def write_down(session: Session, pace: Pace, notes: Sequence[Note]) -> list[Held | None]:
    """Enter what happened to several messages of one channel; for each that may leave now, the row in flight."""
    leaving = [note for note in notes if isinstance(note, Leaving)]
    started = start(session, leaving)
    ledger.release(session, [note.message for note in notes if isinstance(note, Returned)])
    record(session, pace, [note for note in notes if isinstance(note, Landing)])
    return [started.get(note.message.id) if isinstance(note, Leaving) else None for note in notes]


def start(session: Session, leaving: Sequence[Leaving]) -> dict[int, Held]:
    """Mark claimed messages in flight; not those that were called back, have nothing left to ask about, are too late,
    whose person has left or has another chat now, or whose channel was told to wait since."""
    if not leaving:
        return {}
    now = max(note.at for note in leaving)
    held_until = gate.held_until(session, leaving[0].message.channel)
    if held_until and held_until > now:
        ledger.release(session, [note.message for note in leaving])
        return {}
    off = [note.message for note in leaving if _may_go(session, note)]
    taken = ledger.start(session, off, now + ledger.FLIGHT_LEASE)
    for message in off:
        if message.id not in taken and message.person_id is not None:
            ledger.change(session, message, (Delivery.CLAIMED,), **detour.astray(session, message, now))
    return {
        message.id: message._replace(status=Delivery.INFLIGHT, attempts=message.attempts + 1)
        for message in off
        if message.id in taken
    }


def _may_go(session: Session, leaving: Leaving) -> bool:
    message = leaving.message
    values = outcome.too_late(message, leaving.at)
    if message.priority >= Priority.REMINDER and message.speaks_of:
        ended = taken_away(session, message, leaving.at)
        values = {"status": ended, "lease_until": None} if ended else values
    if values:
        ledger.change(session, message, (Delivery.CLAIMED,), **values)
    return not values


def record(session: Session, pace: Pace, landings: Sequence[Landing]) -> None:
    """Write outcomes down, each only if the attempt is still the row's last one."""
    if not landings:
        return
    whole: list[tuple[Held, str, datetime]] = []
    for landing in landings:
        if isinstance(landing.result, DeliveryError):
            _record_failed(session, landing, landing.result)
        elif landing.parcel is None or landing.parcel.rest is None:
            whole.append((landing.message, landing.result, landing.at))
        else:
            _record_part(session, landing, landing.result, landing.parcel.rest)
    ledger.sent(session, whole)
    if pace.per_second:
        at = max(landing.at for landing in landings)
        gate.wrote(session, landings[0].message.channel, {each.message.address for each in landings}, pace, at)


def _record_part(session: Session, landing: Landing, platform_id: str, rest: str) -> None:
    """The row keeps what is left of a long text; the part that was sent becomes a row of its own."""
    message, now = landing.message, landing.at
    left = {"text": rest, "due_at": now, "attempts": 0, "resends": 0, "edits": None, "lease_until": None}
    expected = (Delivery.INFLIGHT, Delivery.UNKNOWN, Delivery.QUEUED)
    if landing.parcel and ledger.change(session, message, expected, status=Delivery.QUEUED, error=None, **left):
        sent = {"status": Delivery.SENT, "platform_id": platform_id, "sent_at": now}
        part = {"key": f"{message.key}#{platform_id}", "text": landing.parcel.message.text, "choices": []}
        kept = {name: value for name, value in message._asdict().items() if name not in ("id", "document")}
        insert_new(session, OutboxMessage, kept | part | sent, ["key"])


def _record_failed(session: Session, landing: Landing, error: DeliveryError) -> None:
    message, now = landing.message, landing.at
    verdict = outcome.failed(message, error, now)
    way = detour.other_way(session, message) if verdict.elsewhere else None
    values = detour.turned(way, error.reason[:500], now) if way else verdict.values
    ledger.change(session, message, (Delivery.INFLIGHT,), **values)
    if verdict.hold:
        gate.hold(session, message.channel, now + timedelta(seconds=verdict.hold))
    if verdict.unreachable:
        give_up_address(session, message.channel, message.address, verdict.unreachable, now)
        detour.leave_address(session, message.channel, message.address, verdict.unreachable)
        ledger.give_up(session, message.channel, message.address, verdict.unreachable)
    if verdict.moved_to:
        move_address(session, message.channel, message.address, verdict.moved_to)
        ledger.redirect(session, message.channel, message.address, verdict.moved_to)
    if verdict.stop:
        went_down(session, message.channel, now, error.reason)
    if way:
        log.info("message goes another way", key=message.key, channel=way.channel, reason=error.reason)
    elif (status := values["status"]) is not Delivery.QUEUED:
        log.warning("message not delivered", key=message.key, status=status, reason=error.reason)


def sweep(desk: Desk, channel: str, in_hand: Collection[int] = ()) -> int:
    """Take over what workers that are gone left behind, but nothing that this one has `in_hand`; how many messages."""
    now = desk.clock()
    with desk.sessions() as session:
        gone = [worker for worker in ledger.workers(session, channel) if not desk.alive(worker)]
        left = [message for message in ledger.lapsed(session, channel, now, gone) if message.id not in in_hand]
        for message in left:
            ledger.change(session, message, (message.status,), **outcome.lost(message, now))
    return len(left)


def give_back(desk: Desk, channel: str) -> None:
    """Release what this worker claimed and did not start."""
    with desk.sessions() as session:
        mine = [m for m in ledger.held(session, channel, desk.worker) if m.status is Delivery.CLAIMED]
        ledger.release(session, mine)
