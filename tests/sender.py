"""One process that sends what waits in an outbox, beside others with the same token.

python sender.py DATABASE_URL API_URL
"""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, select

from bot.context import now
from bot.platforms import telegram_of
from bot.settings import Settings
from bot.shared_clock import SharedClock
from models.database import Sessions, open_engine, table_of, transactions
from models.outbox import Delivery, OutboxMessage
from scheduler.deliver import Pump
from scheduler.parcel import Desk

WAITING = (Delivery.QUEUED, Delivery.CLAIMED, Delivery.INFLIGHT)


def waits(sessions: Sessions) -> bool:
    table = table_of(OutboxMessage)
    with sessions() as session:
        return bool(session.execute(select(func.count()).where(table.c.status.in_(WAITING))).scalar_one())


async def send(url: str, api: str) -> None:
    engine = open_engine(url)
    sessions = transactions(engine)
    clock = SharedClock(sessions, now)
    settings = Settings(_env_file=None, telegram_token="7001:not-a-real-token-0123456789", telegram_api=f"{api}/bot")
    telegram = telegram_of(settings, None, clock)
    assert telegram
    await telegram.open()
    desk = Desk(sessions, clock, Path(), lambda *_: b"", set_clock=clock.set)
    pump = Pump(replace(desk, worker=f"{id(desk)}/{sys.argv[3]}"), telegram)
    running = asyncio.create_task(pump.run())
    while await asyncio.to_thread(waits, sessions):
        await asyncio.sleep(0.5)
    await pump.stop()
    await running
    await telegram.close()
    engine.dispose()


if __name__ == "__main__":
    asyncio.run(send(sys.argv[1], sys.argv[2]))
