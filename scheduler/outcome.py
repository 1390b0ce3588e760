"""What an attempt to deliver means for a message: pure rules over one row of the ledger."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from messages.channel import DeliveryError
from models.ledger import Held
from models.outbox import Delivery

TRIES = 5
RESEND_AFTER = timedelta(seconds=60)
"""An unknown outcome is sent again 60 to 120 seconds later, spread by the row's number."""


@dataclass(frozen=True)
class Verdict:
    """The row's new values, and what the error says beyond this row."""

    values: dict[str, Any] = field(default_factory=dict)
    hold: float = 0  # seconds that the whole channel waits
    unreachable: str | None = None  # why this address takes no more messages
    elsewhere: bool = False  # another channel of the same person may take it
    moved_to: str | None = None
    stop: bool = False  # the channel is refused


def too_late(message: Held, at: datetime) -> dict[str, Any]:
    """The values of a claimed message whose time is over at `at`; none while it may still leave."""
    if message.not_after is None or message.not_after >= at:
        return {}
    return _ended(Delivery.UNKNOWN if message.resends else Delivery.EXPIRED, "quá hạn gửi")


def failed(message: Held, error: DeliveryError, now: datetime) -> Verdict:
    """The verdict on an attempt that raised `error`; the message is the row as the attempt left it."""
    reason = error.reason[:500]
    not_counted = _queued(now, reason, attempts=message.attempts - 1)
    if error.moved_to:
        # Sent again at once, but counted: a chat that says so of every address would be written to for ever.
        again = _ended(Delivery.DEAD, reason) if message.attempts >= TRIES else _queued(now, reason)
        return Verdict(again, moved_to=error.moved_to)
    if error.fatal:
        return Verdict(not_counted, stop=True)
    if error.permanent or error.refused or error.elsewhere:
        unreachable = reason if error.permanent else None
        elsewhere = (error.permanent or error.elsewhere) and message.attempts < TRIES
        return Verdict(_ended(Delivery.DEAD, reason), unreachable=unreachable, elsewhere=elsewhere)
    hold = 0 if error.here else error.retry_in or 0
    if error.unknown:
        return Verdict(_unknown(message, reason, now), hold=hold)
    if error.retry_in is not None:
        return Verdict(not_counted, hold=hold)
    return Verdict(_again(message, reason, now))


def lost(message: Held, now: datetime) -> dict[str, Any]:
    """The values of a message whose worker is gone: safe to queue again unless it was already in the air."""
    if message.status is Delivery.CLAIMED:
        return {"status": Delivery.QUEUED, "lease_until": None}
    return _unknown(message, "mất kết quả gửi", now)


def _unknown(message: Held, reason: str, now: datetime) -> dict[str, Any]:
    # A change in place may be repeated: "message is not modified" is its success.
    if message.edits:
        return _again(message, reason, now)
    if message.document or message.resends:
        return _ended(Delivery.UNKNOWN, reason)
    spread = timedelta(seconds=(message.id or 0) % 60)
    return _queued(now + RESEND_AFTER + spread, reason, resends=message.resends + 1)


def _again(message: Held, reason: str, now: datetime) -> dict[str, Any]:
    if message.attempts >= TRIES:
        return _ended(Delivery.DEAD, reason)
    return _queued(now + min(timedelta(seconds=5 * 4**message.attempts), timedelta(minutes=15)), reason)


def _queued(due_at: datetime, reason: str, **values: Any) -> dict[str, Any]:
    return {"status": Delivery.QUEUED, "due_at": due_at, "lease_until": None, "error": reason, **values}


def _ended(status: Delivery, reason: str) -> dict[str, Any]:
    return {"status": status, "lease_until": None, "error": reason}
