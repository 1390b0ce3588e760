"""Never more than so many messages in any second as the platform counts them, whatever holds this process up."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

SECOND = 1.005  # with what two clocks differ by
KNOWN = 90  # calls of which the quickest tells how long the way takes
LOST = 5.0  # seconds; a call without an answer holds its place no longer


class Turnstile:
    """So many places, each free again a second after the platform can have counted its message.

    When that was is not known: a call that took longer than the quickest of the last ones is taken to have spent
    the difference on the way there. So neither a stall nor a slow network crowds what comes after it.
    """

    def __init__(self, places: int) -> None:
        """0 places: no limit."""
        self._places, self._waiting = places, 0
        self._free: asyncio.PriorityQueue[float] = asyncio.PriorityQueue()  # the moments from which they are
        self._took: deque[float] = deque(maxlen=KNOWN)
        for _ in range(places):
            self._free.put_nowait(0.0)

    @property
    def crowded(self) -> bool:
        """Somebody waits for a place."""
        return self._waiting > 0

    @asynccontextmanager
    async def passing(self) -> AsyncIterator[None]:
        """Around a call: it begins when there is a place."""
        if not self._places:
            yield
            return
        await self._enter()
        loop = asyncio.get_running_loop()
        left = loop.time()
        lost = loop.call_later(LOST, self._free.put_nowait, left + LOST + SECOND)
        try:
            yield
        finally:
            if (now := loop.time()) < lost.when():
                lost.cancel()
                self._free.put_nowait(left + self._held_up(now - left) + SECOND)

    async def _enter(self) -> None:
        self._waiting += 1
        try:
            wait = await self._free.get() - asyncio.get_running_loop().time()
            if wait > 0:
                await asyncio.sleep(wait)
        finally:
            self._waiting -= 1

    def _held_up(self, took: float) -> float:
        """The seconds by which a message may have come later than the quickest did; all of them as long as few calls
        are known, whose connections had to be made."""
        self._took.append(took)
        return took - min(self._took) if len(self._took) > self._places else took
