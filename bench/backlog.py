"""Many reminders at once: 100,000 that wait, 10,000 due in one minute, 10,000 at the platform's limit.

python -m bench.backlog
"""

import asyncio
import resource
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, text

from bench.send import ends, queue
from bot.context import now, open_database
from bot.settings import Settings
from messages.channel import Capabilities, Outgoing, Pace
from models.database import Sessions, table_of, transactions
from models.office import the_office
from models.outbox import Delivery, OutboxMessage, Priority
from scheduler import logbook
from scheduler.deliver import Pump
from scheduler.parcel import Desk

WAITING, DUE = 100_000, 10_000
START = datetime(2026, 6, 1, 1, tzinfo=UTC)


class Sink:
    """A platform that takes every message at once."""

    name = "telegram"

    def __init__(self, pace: float = 0) -> None:
        self.can = Capabilities(pace=Pace(per_second=pace, chat_gap=1 if pace else 0, group_gap=0))
        self.taken = 0

    async def send(self, _address: str, _message: Outgoing) -> str:
        await asyncio.sleep(0)
        self.taken += 1
        return str(self.taken)


def desk_in(folder: Path) -> Desk:
    sessions = transactions(open_database(Settings(_env_file=None, data_dir=folder)))
    return Desk(sessions, now, folder, lambda *_: b"")


def wait_later(sessions: Sessions, count: int) -> None:
    later = now() + timedelta(days=3)
    with sessions() as session:
        office = the_office(session).id
        common = {"office_id": office, "channel": "telegram", "priority": Priority.REMINDER, "text": "x" * 200}
        rows = [{"key": f"later:{n}", "address": str(n), "due_at": later, **common} for n in range(count)]
        session.execute(insert(table_of(OutboxMessage)), rows)


def restart(folder: Path) -> tuple[float, float]:
    """Milliseconds of CPU and megabytes that a first look at the ledger takes: sweep and claim."""
    desk = desk_in(folder)
    memory, before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    logbook.sweep(desk, "telegram")
    logbook.set_out(desk, Sink(29.5), 8)
    spent = (time.process_time() - before) * 1000
    return spent, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024


def waiting_reminders() -> None:
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as full:
        restart(Path(empty))  # what is compiled once
        none = restart(Path(empty))
        wait_later(desk_in(Path(full)).sessions, WAITING)
        many = restart(Path(full))
    print(
        f"{WAITING} waiting: restart {many[0] - none[0]:+.1f} ms CPU, {many[1] - none[1]:+.1f} MB (limits 50 ms, 5 MB)"
    )


async def worst_lag(end: asyncio.Event) -> tuple[float, float]:
    """The longest that the loop did not come round, in milliseconds of wall time and of its own thread's CPU."""
    wall = cpu = 0.0
    while not end.is_set():
        before, used = time.monotonic(), time.thread_time()
        await asyncio.sleep(0.001)
        wall, cpu = max(wall, time.monotonic() - before - 0.001), max(cpu, time.thread_time() - used)
    return wall * 1000, cpu * 1000


async def due_at_once() -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk, sink, end = desk_in(Path(folder)), Sink(), asyncio.Event()
        queue(desk.sessions, DUE)
        lag = asyncio.create_task(worst_lag(end))
        pump = Pump(desk, sink)
        wall, before = time.monotonic(), time.process_time()
        run = asyncio.create_task(pump.run())
        while sink.taken < DUE:
            await asyncio.sleep(0.02)
        await pump.stop()
        await run
        spent = time.process_time() - before
        end.set()
        found = ends(desk.sessions)
    lagged, worked = await lag
    unsent = sum(found.values()) - found[Delivery.SENT]
    print(f"{DUE} due at once: {time.monotonic() - wall:.1f} s, {spent / DUE * 1e6:.0f} us CPU each, not sent {unsent}")
    print(
        f"  the loop did not come round for at most {lagged:.1f} ms, {worked:.1f} ms of it work of its own (limit 50)"
    )


def at_the_limit(pace: float = 29.5) -> None:
    """The gate's own moments for 10,000 messages on a clock that stands where the last one ended."""
    with tempfile.TemporaryDirectory() as folder:
        clock = [START]
        desk, sink = desk_in(Path(folder)), Sink(pace)
        desk = Desk(desk.sessions, lambda: clock[0], Path(folder), lambda *_: b"")
        queue(desk.sessions, DUE)
        with desk.sessions() as session:
            session.execute(text("UPDATE outboxmessage SET due_at = '2026-06-01 01:00:00.000000'"))
        moments: list[datetime] = []
        while len(moments) < DUE:
            started, wait = logbook.set_out(desk, sink, 8)
            moments += [at for _, at in started]
            with desk.sessions() as session:
                landed = [logbook.Landing(message, None, "1", at) for message, at in started]
                logbook.record(session, sink.can.pace, landed)
            clock[0] += timedelta(seconds=wait or 0.01)
    seconds = (moments[-1] - moments[0]).total_seconds()
    most = max(
        sum(1 for at in moments[index : index + 40] if at - start < timedelta(seconds=1))
        for index, start in enumerate(moments)
    )
    print(f"{DUE} at {pace} a second: {seconds:.1f} s (limit 341), at most {most} in any second (limit 30)")


def main() -> None:
    waiting_reminders()
    asyncio.run(due_at_once())
    at_the_limit()


if __name__ == "__main__":
    main()
