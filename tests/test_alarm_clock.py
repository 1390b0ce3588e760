"""A tick that comes late is still made (APScheduler drops one that is a second late, unless told otherwise)."""

import asyncio
import time
from functools import partial

from fakes import Clock
from june import activate, add_draft, at, outbox
from models.database import Sessions
from models.office import Office
from scheduler.clock import alarm_clock
from scheduler.remind import remind


def test_reminders_go_out_though_the_loop_was_blocked(sessions: Sessions, office: Office):
    activate(sessions, add_draft(sessions, office))

    async def tick_late() -> None:
        queued = asyncio.Event()
        loop = asyncio.get_running_loop()
        call = partial(loop.call_soon_threadsafe, queued.set)
        alarm = alarm_clock(sessions, Clock(at("06-01 08:00")), call, lambda: [remind])
        alarm.start()
        time.sleep(2)
        try:
            async with asyncio.timeout(60):
                await queued.wait()
        finally:
            alarm.shutdown(wait=False)

    asyncio.run(tick_late())
    assert outbox(sessions)
