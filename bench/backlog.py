"""Many reminders at once: 100,000 that wait, 10,000 due in one minute, 10,000 at the platform's limit.

python -m bench.backlog FOLDER     (what a restart on the database in FOLDER costs; the rest is measured by peers.py)
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, text
from sqlmodel import select

from bench.echo import IN_A_UNIT, seed
from bench.send import ends, queue
from bench.table import Samples
from bot.context import now, open_database
from bot.settings import Settings
from bot.warm import warm_up
from messages.channel import Capabilities, Outgoing, Pace
from models.assignment import Assignment
from models.database import Sessions, table_of, transactions
from models.office import the_office
from models.outbox import Delivery, OutboxMessage, Priority
from models.people import Unit
from models.plan import Plan, Task
from scheduler import logbook
from scheduler.deliver import Pump
from scheduler.parcel import Desk
from scheduler.remind import remind

WAITING, DUE, TASKS = 100_000, 10_000, 100
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


def wait_later(sessions: Sessions) -> None:
    """As many assignments with a reminder to come, and as many messages for a later day."""
    later = now() + timedelta(days=3)
    seed(sessions, IN_A_UNIT * (WAITING // TASKS - 1))
    with sessions() as session:
        office = the_office(session).id
        plan, units = session.exec(select(Plan.id)).one(), session.exec(select(Unit.id)).all()
        tasks = [Task(plan_id=plan or 0, position=10 + place, text="Kiểm tra tại cơ sở") for place in range(TASKS)]
        session.add_all(tasks)
        session.flush()
        work = [
            {"office_id": office, "plan_id": plan, "task_id": task.id, "unit_id": unit, "remind_at": later}
            for task in tasks
            for unit in units
        ]
        session.execute(insert(table_of(Assignment)), work)
        common = {"office_id": office, "channel": "telegram", "priority": Priority.REMINDER, "text": "x" * 200}
        rows = [{"key": f"later:{n}", "address": str(n), "due_at": later, **common} for n in range(WAITING)]
        session.execute(insert(table_of(OutboxMessage)), rows)


def restart(folder: Path) -> None:
    """Prints what a new process needs to look at its database: milliseconds of CPU, and megabytes."""
    memory, before = resident(), time.process_time()
    desk = desk_in(folder)
    logbook.sweep(desk, "telegram")
    logbook.set_out(desk, Sink(29.5), 8)
    remind(desk.sessions, now())
    print((time.process_time() - before) * 1000, resident() - memory)


def resident() -> float:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def waiting(folder: Path) -> tuple[float, float]:
    """The same, of a process of its own."""
    command = [sys.executable, "-m", "bench.backlog", str(folder)]
    cpu, memory = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout.split()[-2:]
    return float(cpu), float(memory)


def pending(samples: Samples, runs: int) -> None:
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as full:
        desk_in(Path(empty))
        wait_later(desk_in(Path(full)).sessions)
        for _ in range(runs):
            none, many = waiting(Path(empty)), waiting(Path(full))
            samples["pending restart"].append(many[0] - none[0])
            samples["pending memory"].append(many[1] - none[1])


async def worst_lag(end: asyncio.Event) -> tuple[float, float]:
    """The longest that the loop did not come round, in milliseconds of wall time and of its own thread's CPU."""
    wall = cpu = 0.0
    while not end.is_set():
        before, used = time.monotonic(), time.thread_time()
        await asyncio.sleep(0.001)
        wall, cpu = max(wall, time.monotonic() - before - 0.001), max(cpu, time.thread_time() - used)
    return wall * 1000, cpu * 1000


async def due_at_once(samples: Samples) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk, sink, end = desk_in(Path(folder)), Sink(), asyncio.Event()
        queue(desk.sessions, DUE)
        lag = asyncio.create_task(worst_lag(end))
        pump = Pump(desk, sink)
        run = asyncio.create_task(pump.run())
        while sink.taken < DUE:
            await asyncio.sleep(0.02)
        await pump.stop()
        await run
        end.set()
        found = ends(desk.sessions)
    lagged, worked = await lag
    samples["held wall"].append(lagged)
    samples["held cpu"].append(worked)
    samples["unsent"].append(sum(found.values()) - found[Delivery.SENT])


def at_the_limit(samples: Samples, pace: float = 29.5) -> None:
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
    samples["limit seconds"].append((moments[-1] - moments[0]).total_seconds())
    samples["limit most"].append(densest(moments))


def densest(moments: Sequence[datetime]) -> int:
    """The most of them in any second."""
    second = timedelta(seconds=1)
    return max(sum(at - start < second for at in moments[place : place + 40]) for place, start in enumerate(moments))


def measure(samples: Samples, runs: int) -> None:
    pending(samples, runs)
    warm_up()  # as the bot does, so that garbage is not looked for in all that is loaded
    for _ in range(runs):
        asyncio.run(due_at_once(samples))
    at_the_limit(samples)  # on a clock of its own: no run differs from another


if __name__ == "__main__":
    restart(Path(sys.argv[1]))
