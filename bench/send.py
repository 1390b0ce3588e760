"""Our way out, for the peers' broadcast bench: n messages through the real outbox and pump, SQLite in WAL and FULL.

python -m bench.send BASE N RATE     (RATE 0: no pace; else messages a second)
"""

import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, insert, select

from bot.context import now, open_database
from bot.platforms import telegram_of
from bot.settings import Settings
from bot.telegram import Telegram
from messages.channel import UNPACED, Outgoing
from models.database import Sessions, table_of, transactions
from models.office import the_office
from models.outbox import Delivery, OutboxMessage, Priority
from scheduler.deliver import Pump
from scheduler.parcel import Desk

FIRST_CHAT = 1000
TOKEN = "1:bench"


class Counting:
    """The channel, and how many of its calls are over."""

    def __init__(self, channel: Telegram, n: int, rate: float) -> None:
        self._channel, self._left, self.all_out = channel, n, asyncio.Event()
        self.name = channel.name
        pace = replace(channel.can.pace, per_second=rate) if rate else UNPACED
        self.can = replace(channel.can, pace=pace)

    async def send(self, address: str, message: Outgoing) -> str:
        sent = await self._channel.send(address, message)
        self._left -= 1
        if not self._left:
            self.all_out.set()
        return sent


def queue(sessions: Sessions, n: int) -> None:
    at = now()
    rows = [
        {
            "key": f"bench:{number}",
            "channel": "telegram",
            "address": str(FIRST_CHAT + number),
            "text": f"m{number} Reminder: task 7 is due tomorrow",
            "priority": Priority.REMINDER,
            "due_at": at,
        }
        for number in range(n)
    ]
    with sessions() as session:
        office = the_office(session).id
        session.execute(insert(table_of(OutboxMessage)), [{"office_id": office, **row} for row in rows])


def ends(sessions: Sessions) -> Counter[str]:
    table = table_of(OutboxMessage)
    with sessions() as session:
        counted = session.execute(select(table.c.status, func.count()).group_by(table.c.status))
        return Counter({str(status): number for status, number in counted})


async def send_all(base: str, n: int, rate: float, folder: Path) -> dict[str, object]:
    settings = Settings(_env_file=None, data_dir=folder, telegram_token=TOKEN, telegram_api=f"{base}/bot")
    sessions = transactions(open_database(settings))
    before = time.process_time()
    queue(sessions, n)
    queued = time.process_time() - before
    telegram = telegram_of(settings, None, now)
    assert telegram
    await telegram.open()
    channel = Counting(telegram, n, rate)
    pump = Pump(Desk(sessions, now, folder, lambda *_: b""), channel)
    wall, before = time.monotonic(), time.process_time()
    run = asyncio.create_task(pump.run())
    await channel.all_out.wait()
    await pump.stop()
    await run
    spent = {"wall": time.monotonic() - wall, "cpu": time.process_time() - before, "queueing_cpu": queued}
    await telegram.close()
    found = ends(sessions)
    return spent | {"errors": {str(end): count for end, count in found.items() if end != Delivery.SENT}}


def main() -> None:
    base, n, rate = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(send_all(base, n, rate, Path(folder)))))


if __name__ == "__main__":
    main()
