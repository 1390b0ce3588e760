"""Two machines whose clocks are wrong by different amounts share one ledger (facts/reliability.md, T8 and row 6)."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from bot.context import now
from bot.shared_clock import SharedClock
from conftest import MONDAY
from delivering import claim, message, queue, start, states
from fakes import Clock, FakeChannel
from models.database import Sessions, open_engine, transactions
from models.outbox import Delivery
from scheduler import logbook
from scheduler.deliver import Pump
from scheduler.parcel import Desk

SKEWS = (timedelta(seconds=90), timedelta(hours=-1))


def node(sessions: Sessions, folder: Path, name: str, skew: timedelta) -> Desk:
    clock = SharedClock(sessions, lambda: now() + skew)
    return Desk(sessions, clock, folder, lambda *_: b"", name, set_clock=clock.set)


@pytest.fixture
def nodes(postgres: str, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    engine = open_engine(postgres)
    SQLModel.metadata.create_all(engine)
    sessions = transactions(engine)
    one, two = (node(sessions, tmp_path, str(number), skew) for number, skew in enumerate(SKEWS))
    yield one, two
    engine.dispose()


async def until_empty(desks: tuple[Desk, ...], channel: FakeChannel) -> None:
    pumps = [Pump(desk, channel) for desk in desks]
    running = [asyncio.create_task(pump.run()) for pump in pumps]
    async with asyncio.timeout(60):
        while set(states(desks[0]).values()) != {Delivery.SENT}:
            await asyncio.sleep(0.05)
    await asyncio.gather(*(pump.stop() for pump in pumps))
    await asyncio.gather(*running)


def test_two_nodes_at_one_slot_deliver_each_message_once(nodes: tuple[Desk, Desk]):
    channel = FakeChannel()
    for desk in nodes:
        desk.set_clock()
        # Both queue the slot's messages, each at its own moment; the keys are the same.
        queue(desk, *(message(f"remind:{n}", str(n), due_at=desk.clock()) for n in range(60)))
    asyncio.run(until_empty(nodes, channel))
    assert Counter(channel.texts()) == {f"remind:{n}": 1 for n in range(60)}


def test_a_node_with_a_fast_clock_takes_nothing_from_one_at_work(nodes: tuple[Desk, Desk]):
    fast, slow = nodes
    for desk in nodes:
        desk.set_clock()
    queue(slow, message("claimed", due_at=slow.clock()), message("inflight", "1", due_at=slow.clock()))
    claimed, _ = claim(slow)
    started = [start(slow, each) for each, _ in claimed if each.key == "inflight"]
    assert [each and each.status for each in started] == [Delivery.INFLIGHT]
    assert logbook.sweep(fast, "fake") == 0


def test_clocks_that_are_set_agree_with_the_database(nodes: tuple[Desk, Desk]):
    before = [desk.clock() for desk in nodes]
    for desk in nodes:
        desk.set_clock()
    one, two = (desk.clock() for desk in nodes)
    assert before[0] - before[1] > timedelta(hours=1)
    assert abs(one - two) < timedelta(seconds=20)
    assert abs(one - datetime.now(UTC)) < timedelta(seconds=20)


def test_a_step_of_the_machine_s_clock_moves_nothing_once_it_is_set(nodes: tuple[Desk, Desk]):
    own, ticks = Clock(MONDAY), iter(range(100))
    clock = SharedClock(nodes[0].sessions, own, lambda: next(ticks))
    assert clock() == MONDAY
    clock.set()
    first = clock()
    own.forward(hours=1)
    assert clock() - first == timedelta(seconds=1)


def test_a_file_has_no_clock_but_its_machine_s(tmp_path: Path):
    own, engine = Clock(MONDAY), open_engine(f"sqlite:///{tmp_path}/a.db")
    clock = SharedClock(transactions(engine), own)
    clock.set()
    own.forward(hours=-1)
    assert clock() == MONDAY - timedelta(hours=1)
    engine.dispose()
