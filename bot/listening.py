"""What listening to a platform takes, whatever its API is."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

LONGEST = 30.0  # seconds between two tries to listen
LONGEST_REST = 300.0  # seconds

log = structlog.get_logger()


async def keep_on(turn: Callable[[], Awaitable[None]], survive: Callable[[Exception], Awaitable[None]]) -> None:
    """Take one turn after another until cancelled; `survive` ends that by raising what it is told of, or another."""
    while True:
        try:
            await turn()
        except Exception as error:  # noqa: BLE001  a listener outlives every fault but a refused token
            await survive(error)


async def try_later(channel: str, reason: str, trouble: int, pause: float, asked: float | None = None) -> None:
    """Wait longer with each failure in a row, of which this is number `trouble`; for as long as the platform `asked`
    where it did."""
    log.warning("updates not received", channel=channel, error=reason, tries=trouble)
    await asyncio.sleep(asked or _doubled(pause, trouble - 1, LONGEST))


def rest_after(strikes: int) -> float:
    """For how many seconds nothing is sent to a platform that was not well so often in a row."""
    return _doubled(2.0, strikes, LONGEST_REST)


def _doubled(first: float, times: int, most: float) -> float:
    return min(most, first * 2.0 ** min(times, 8))


def decoded(body: bytes, channel: str) -> Any:
    """The update that was posted; None for what is no JSON."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        log.warning("update without JSON", channel=channel)
        return None
