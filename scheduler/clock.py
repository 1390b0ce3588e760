"""The alarm clock: APScheduler calls "do what is due"; the due times themselves are rows (design section 6.5)."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from models.database import Sessions

SWEEP = 30  # seconds

Due = Callable[[Sessions, datetime], int]
"""Queues what is due at a moment, each time once, and returns how many messages."""


def alarm_clock(
    sessions: Sessions, clock: Callable[[], datetime], queued: Callable[[], None], due: Callable[[], Sequence[Due]]
) -> AsyncIOScheduler:
    """A clock, to be started, that does all that is `due`, in its order, and calls `queued` when there was any.

    `due` is asked at a tick and not before, so that what it names need not be loaded while the bot starts.

    A tick that comes late is still made: with the library's own grace of one second 800 of 800 reminders were lost.
    """

    async def tick() -> None:
        for what_is_due in due():
            if await asyncio.to_thread(what_is_due, sessions, clock()):
                queued()

    alarm = AsyncIOScheduler(timezone=UTC)
    # Two jobs, and neither is told a moment: a first run in the past would be caught up sweep by sweep.
    alarm.add_job(tick, id="first tick", misfire_grace_time=None)
    alarm.add_job(tick, "interval", id="tick", seconds=SWEEP, coalesce=True, max_instances=1, misfire_grace_time=None)
    return alarm
