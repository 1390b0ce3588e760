"""What PTB raises, as what the ledger must decide. The order matters: BadRequest and TimedOut are NetworkErrors."""

import os
import re
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

from bot.http import BrokenOffError, NotSentError
from bot.trouble import place_of
from messages.channel import DeliveryError

# Without it PTB 22 warns whenever it reads retry_after.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "bot was kicked", "group chat was deleted")
_NOT_CONNECTED = (NotSentError, httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_BROKEN_OFF = (BrokenOffError, httpx.HTTPError)
# Telegram quotes the tag that it cannot read, PTB a page that is no JSON: both may hold what people wrote.
_QUOTED = re.compile(r'"[^"]*"|Parsing the server response .*', re.DOTALL)


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


def said(error: Exception, token: str) -> str:
    """What a log may say of an error: a platform's words without the token and without what they quote; of all
    others only where they arose."""
    if not isinstance(error, TelegramError | DeliveryError):
        return place_of(error)
    secret = token.partition(":")[2] or token  # the colon may stand as %3A
    words = _QUOTED.sub("...", str(error).replace(token, "<token>").replace(secret, "<token>"))
    return words[:200] or type(error).__name__


def _seconds(period: int | timedelta) -> float:
    return period.total_seconds() if isinstance(period, timedelta) else float(period)


def _network(error: NetworkError, reason: str, wait: float) -> DeliveryError:
    if isinstance(error.__cause__, _NOT_CONNECTED):
        return DeliveryError(reason, retry_in=wait, here=True)
    if isinstance(error.__cause__, _BROKEN_OFF):
        return DeliveryError(reason, unknown=True)
    if "Too Large" in reason:
        return DeliveryError(reason, refused=True)
    return DeliveryError(reason, unknown=True, retry_in=wait)
