"""Asking Zalo for updates: one comes at a time, and none comes twice, so each is stored before the next is asked for.

Zalo calls this "local and test only": an update whose answer is lost on the way is lost. In use it pushes its updates.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.http import BrokenOffError, NotSentError
from bot.listening import keep_on, try_later
from bot.trouble import place_of
from bot.zalo_client import ANSWER, REFUSED, ApiError, Client
from messages.channel import DeliveryError


@dataclass(frozen=True)
class Patience:
    """In seconds: how long one poll waits for an update; the least between two calls that brought nothing; the pause
    after a failure, twice as long each time; between two looks whether the webhook is still ours; and for the answer
    to a call."""

    poll: int = 30
    calm: float = 1.0
    pause: float = 1.0
    look: float = 300.0
    answer: float = ANSWER


class Poller:
    """Hands on updates. `heard_at` is when Zalo last answered or called, by the given clock; None before that."""

    def __init__(self, client: Client, clock: Callable[[], datetime], patience: Patience) -> None:
        self.heard_at: datetime | None = None
        self._client, self._clock, self._patience = client, clock, patience
        self._in_hand: Any = None  # Zalo has forgotten it, so it outlives a pause in the listening
        self._trouble = 0  # failures in a row

    async def run(self, take: Callable[[Any], Awaitable[None]]) -> None:
        """Poll until cancelled; raises DeliveryError(fatal) when the token is refused."""
        await keep_on(lambda: self._pass_on(take), self._survive)

    async def _pass_on(self, take: Callable[[Any], Awaitable[None]]) -> None:
        if self._in_hand is None:
            self._in_hand = await self._next()
        if self._in_hand is not None:
            await take(self._in_hand)
        self._in_hand, self._trouble = None, 0

    async def _survive(self, error: Exception) -> None:
        self._trouble += 1
        await back_off(error, self._trouble, self._patience.pause)

    async def _next(self) -> Any:
        loop = asyncio.get_running_loop()
        asked = loop.time()
        update = await self._client.get_update(self._patience.poll)
        self.heard_at = self._clock()
        if update is None:
            await asyncio.sleep(asked + self._patience.calm - loop.time())
        return update


async def back_off(error: Exception, trouble: int, pause: float = Patience.pause) -> None:
    """Wait longer with each failure in a row; raises DeliveryError(fatal) when the token is refused."""
    ours = isinstance(error, ApiError | NotSentError | BrokenOffError)
    reason = str(error) if ours else place_of(error)
    if isinstance(error, ApiError) and error.code == REFUSED:
        raise DeliveryError(reason, fatal=True) from None
    await try_later("zalo", reason, trouble, pause)
