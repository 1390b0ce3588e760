"""Asking Telegram for updates, for as long as it takes: what is not stored is asked for again, silence is noticed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter
from telegram.request import BaseRequest

from bot.listening import keep_on, try_later
from bot.telegram_client import Client, Fields
from bot.telegram_errors import delivery_error, said
from messages.channel import DeliveryError

CLOSING = 5  # seconds for old connections to close

log = structlog.get_logger()


@dataclass(frozen=True)
class Patience:
    """In seconds: how long one poll waits for updates, and for how long polls may go without any answer.

    Of two bots on one token Telegram ends the poll of whoever asked first, so for a moment each sees a conflict when
    a new process starts before the old one has ended. That is forgiven: the third conflict in `memory` stops the
    channel, each of the first two is followed by a `truce`. Of two bots that both go on, the one that stops first
    leaves the other its peace. After any other failure comes a `pause`, twice as long each time.
    """

    poll: int = 30
    silence: float = 90
    truce: float = 5
    memory: float = 60
    conflicts: int = 3
    pause: float = 1


class SilentError(Exception):
    """No poll has been answered for too long."""


class Poller:
    """Hands on updates. `heard_at` is when a poll was last answered, by the given clock; None before the first."""

    def __init__(self, bot: Client, request: BaseRequest, clock: Callable[[], datetime], patience: Patience) -> None:
        self.heard_at: datetime | None = None
        self._bot, self._request, self._clock, self._patience = bot, request, clock, patience
        self._offset: int | None = None
        self._silent_since: float | None = None  # in the loop's time
        self._conflicts: list[float] = []
        self._trouble = 0  # failures in a row

    async def run(self, take: Callable[[Fields], Awaitable[None]]) -> None:
        """Poll until cancelled; raises DeliveryError(fatal) when the token is refused or another bot uses it."""
        await keep_on(lambda: self._pass_on(take), self._survive)

    async def _pass_on(self, take: Callable[[Fields], Awaitable[None]]) -> None:
        batch = await self._next_updates()
        # Side by side, so that the inbox can store the batch in one commit; the order of the calls is kept.
        await asyncio.gather(*(take(raw) for raw in batch))
        self._offset = max((raw["update_id"] + 1 for raw in batch), default=self._offset)
        self._trouble = 0

    async def _survive(self, error: Exception) -> None:
        match error:
            case SilentError():
                await self._start_over()
            case Conflict():
                await self._share(error)
            case _:
                self._trouble += 1
                await back_off(error, self._trouble, self._bot.token, self._patience.pause)

    async def _next_updates(self) -> list[dict[str, Any]]:
        if self._silent_since is None:
            self._silent_since = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout_at(self._silent_since + self._patience.silence):
                batch = await self._bot.raw_updates(self._offset, self._patience.poll)
        except TimeoutError:
            raise SilentError from None
        self._silent_since, self.heard_at = None, self._clock()
        return batch

    async def _start_over(self) -> None:
        """With new connections: a pool whose places are lost, or a line that swallows everything, never recovers."""
        heard_at = self.heard_at.isoformat() if self.heard_at else "never"
        log.critical("NO POLL ANSWERED: connections are made anew", channel="telegram", heard_at=heard_at)
        self._silent_since = None
        try:
            async with asyncio.timeout(CLOSING):
                await self._request.shutdown()
        except (TimeoutError, OSError, httpx.HTTPError) as error:
            log.warning("old connections not closed", channel="telegram", error=said(error, self._bot.token))
        await self._request.initialize()

    async def _share(self, error: Conflict) -> None:
        now = asyncio.get_running_loop().time()
        self._conflicts = [at for at in self._conflicts if at > now - self._patience.memory] + [now]
        reason = said(error, self._bot.token)
        if len(self._conflicts) >= self._patience.conflicts:
            raise DeliveryError(f"another bot uses this token: {reason}", fatal=True) from None
        log.warning("another bot polls too", channel="telegram", error=reason, tries=len(self._conflicts))
        await asyncio.sleep(self._patience.truce)


async def back_off(error: Exception, trouble: int, token: str, pause: float = Patience.pause) -> None:
    """Wait longer with each failure in a row; raises DeliveryError(fatal) when the token is refused."""
    reason = said(error, token)
    if isinstance(error, InvalidToken | Conflict):
        raise DeliveryError(reason, fatal=True) from None
    after = delivery_error(error, 0).retry_in if isinstance(error, RetryAfter) else None
    await try_later("telegram", reason, trouble, pause, after)
