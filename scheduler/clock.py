"""The alarm clock: APScheduler calls "do what is due"; the due times themselves are rows (design section 6.5)."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from models.database import Sessions

SWEEP = 30  # seconds


def alarm_clock(sessions: Sessions, clock: Callable[[], datetime], queued: Callable[[], None]) -> AsyncIOScheduler:
    """A clock, to be started, that queues due reminders and digests and calls `queued` when there were any.

    A tick that comes late is still made: with the library's own grace of one second 800 of 800 reminders were lost.
    """

    async def tick() -> None:
        from scheduler.digest import digest
        from scheduler.remind import remind

        for what_is_due in (remind, digest):
            if await asyncio.to_thread(what_is_due, sessions, clock()):
                queued()

    alarm = AsyncIOScheduler(timezone=UTC)
    # Two jobs, and neither is told a moment: a first run in the past would be caught up sweep by sweep.
    alarm.add_job(tick, id="first tick", misfire_grace_time=None)
    alarm.add_job(tick, "interval", id="tick", seconds=SWEEP, coalesce=True, max_instances=1, misfire_grace_time=None)
    return alarm
