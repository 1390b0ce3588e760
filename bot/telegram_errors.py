"""What PTB raises, as what the ledger must decide. The order matters: BadRequest and TimedOut are NetworkErrors."""

import os
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from messages.channel import DeliveryError

# Without it PTB 22 warns whenever it reads retry_after.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "bot was kicked", "group chat was deleted")
_NOT_CONNECTED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


def delivery_error(error: TelegramError | KeyError, wait: float) -> DeliveryError:
    """The verdict on a failed call; `wait` seconds is how long to leave a platform alone that is not well.

    An answer of 500 or more leaves the outcome open: the Bot API server gives "500 restart" to calls that it may
    still carry out, and a gateway's 502 or 504 says only that it did not see the answer.
    """
    reason = str(error)
    match error:
        case RetryAfter():
            verdict = DeliveryError(reason, retry_in=_seconds(error.retry_after))
        case ChatMigrated():
            verdict = DeliveryError(reason, moved_to=str(error.new_chat_id))
        case InvalidToken() | Conflict():
            verdict = DeliveryError(reason, fatal=True)
        case Forbidden():
            verdict = DeliveryError(reason, permanent=True)
        case BadRequest():
            gone = any(words in reason.casefold() for words in _GONE)
            verdict = DeliveryError(reason, permanent=gone, refused=not gone)
        case NetworkError():
            verdict = _network(error, reason, wait)
        case KeyError():  # an answer of 200 with "ok": false
            verdict = DeliveryError("ok=false")
        case _:
            verdict = DeliveryError(reason, unknown=True)
    return verdict


def _seconds(period: int | timedelta) -> float:
    return period.total_seconds() if isinstance(period, timedelta) else float(period)


def _network(error: NetworkError, reason: str, wait: float) -> DeliveryError:
    if isinstance(error.__cause__, _NOT_CONNECTED):
        return DeliveryError(reason, retry_in=wait)
    if isinstance(error.__cause__, httpx.HTTPError):
        return DeliveryError(reason, unknown=True)
    if "Too Large" in reason:
        return DeliveryError(reason, refused=True)
    return DeliveryError(reason, unknown=True, retry_in=wait)
