"""Several processes on one database: one listens, the others stand by."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import typer
from sqlalchemy.exc import OperationalError
from sqlmodel import Session
from structlog.testing import capture_logs

from bot.turn import TERM, Turn
from conftest import MONDAY
from fakes import Clock
from messages.channel import DeliveryError
from models.database import Sessions, own_clock, transactions
from models.lease import Lease, hold, let_go

NAME = "inbox:fake"


def takes(sessions: Sessions, worker: str, gone: tuple[str, ...] = (), later: timedelta = timedelta()) -> bool:
    with sessions() as session:
        return hold(session, Lease(name=NAME, worker=worker, until=MONDAY + later), TERM, gone)


def lapse(sessions: Sessions) -> None:
    with sessions() as session:
        lease = session.get_one(Lease, NAME)
        lease.until = own_clock(session, MONDAY) - timedelta(seconds=1)


def test_one_has_the_lease_and_renews_it(sessions: Sessions):
    assert [takes(sessions, worker) for worker in "aba"] == [True, False, True]


def test_a_lapsed_lease_is_free(sessions: Sessions):
    takes(sessions, "a")
    lapse(sessions)
    assert [takes(sessions, worker) for worker in "ba"] == [True, False]


def test_the_lease_of_a_worker_that_is_gone_is_free_at_once(sessions: Sessions):
    takes(sessions, "a")
    assert takes(sessions, "b", gone=("a",))


def test_a_lease_let_go_is_free_but_only_its_holder_lets_it_go(sessions: Sessions):
    takes(sessions, "a")
    with sessions() as session:
        let_go(session, NAME, "b")
    assert not takes(sessions, "b")
    with sessions() as session:
        let_go(session, NAME, "a")
    assert takes(sessions, "b")


def test_of_ten_that_ask_at_once_one_has_the_lease(engine_for_many):
    sessions = transactions(engine_for_many)
    with ThreadPoolExecutor(10) as hands:
        assert sorted(hands.map(lambda worker: takes(sessions, worker), "abcdefghij")) == [False] * 9 + [True]


def test_whoever_stands_by_says_so_once_and_goes_on_when_the_first_is_gone(sessions: Sessions):
    clock, alive = Clock(MONDAY), {"a"}

    async def play() -> list[bool]:
        first, second = (Turn(NAME, sessions, worker, clock, alive.__contains__) for worker in "ab")
        waiting = asyncio.create_task(first.keep())
        await first.ours.wait()
        waiting.cancel()
        second.watch = 0.01
        waiting = asyncio.create_task(second.keep())
        await until(lambda: bool(log))
        await asyncio.sleep(0.2)
        states = [second.ours.is_set()]
        alive.clear()
        async with asyncio.timeout(60):
            await second.ours.wait()
        waiting.cancel()
        return [*states, second.ours.is_set()]

    with capture_logs() as log:
        assert asyncio.run(play()) == [False, True]
    assert [line["event"] for line in log] == ["another process listens; this one sends, and listens when that is gone"]


def test_whoever_lost_the_turn_ends(sessions: Sessions):
    async def play() -> None:
        turn = Turn(NAME, sessions, "a", Clock(MONDAY), lambda _: True)
        turn.renew = 0.01
        keeping = asyncio.create_task(turn.keep())
        await turn.ours.wait()
        lapse(sessions)
        takes(sessions, "b")
        async with asyncio.timeout(60):
            await keeping

    with pytest.raises(typer.Exit) as end:
        asyncio.run(play())
    assert end.value.exit_code == 1


def test_a_turn_given_back_is_taken_at_once(sessions: Sessions):
    async def play() -> None:
        turn = Turn(NAME, sessions, "a", Clock(MONDAY), lambda _: True)
        keeping = asyncio.create_task(turn.keep())
        await turn.ours.wait()
        keeping.cancel()
        await turn.give_back()

    asyncio.run(play())
    assert takes(sessions, "b")


class Ear:
    """Counts how often it began to listen, and whether it does now."""

    def __init__(self) -> None:
        self.times, self.open = 0, False

    async def listen(self) -> None:
        self.times, self.open = self.times + 1, True
        try:
            await asyncio.Event().wait()
        finally:
            self.open = False


async def until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not so():
            await asyncio.sleep(0.01)


def test_whoever_cannot_renew_its_turn_stops_listening_before_another_may_begin(sessions: Sessions):
    """A network cut: the database may be there for others."""
    cut = False

    def cut_sessions() -> AbstractContextManager[Session]:
        if cut:
            raise OperationalError("", None, Exception("no route to host"))
        return sessions()

    async def play() -> None:
        nonlocal cut
        turn, ear = Turn(NAME, cut_sessions, "a", Clock(MONDAY), lambda _: True), Ear()
        turn.renew = turn.watch = 0.01
        turn.sure = 1
        tasks = [asyncio.create_task(turn.keep()), asyncio.create_task(turn.listen(ear.listen))]
        await until(lambda: ear.open)
        cut = True
        await until(lambda: not ear.open)
        cut = False
        await until(lambda: ear.open)
        assert ear.times == 2
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        assert not ear.open

    asyncio.run(play())


def test_whoever_hears_nothing_lets_another_listen(sessions: Sessions):
    clock = Clock(MONDAY)

    async def play() -> tuple[bool, int]:
        first, second = (Turn(NAME, sessions, worker, clock, lambda _: True) for worker in "ab")
        first.heard_at = lambda: MONDAY
        first.renew, first.watch, second.watch = 0.01, 0.2, 0.01
        keeping = [asyncio.create_task(first.keep())]
        await until(first.ours.is_set)
        keeping.append(asyncio.create_task(second.keep()))
        clock.forward(seconds=first.deaf + 1)
        await until(second.ours.is_set)
        [ended], _ = await asyncio.wait(keeping, return_when=asyncio.FIRST_COMPLETED, timeout=60)
        keeping[1].cancel()
        fault = ended.exception()
        assert isinstance(fault, typer.Exit)
        return ended is keeping[0], fault.exit_code

    assert asyncio.run(play()) == (True, 1)


def test_whoever_hears_nothing_goes_on_where_nobody_stands_by(sessions: Sessions):
    clock = Clock(MONDAY)

    async def play() -> int:
        turn, ear = Turn(NAME, sessions, "a", clock, lambda _: True), Ear()
        turn.heard_at = lambda: None
        turn.renew = turn.watch = 0.01
        tasks = [asyncio.create_task(turn.keep()), asyncio.create_task(turn.listen(ear.listen))]
        await until(lambda: ear.open)
        clock.forward(seconds=turn.deaf + 1)
        await until(lambda: ear.times == 2)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        return ear.times

    assert asyncio.run(play()) == 2


def test_an_ear_that_is_refused_says_so(sessions: Sessions):
    async def refused() -> None:
        raise DeliveryError("401", fatal=True)

    async def play() -> None:
        turn = Turn(NAME, sessions, "a", Clock(MONDAY), lambda _: True)
        keeping = asyncio.create_task(turn.keep())
        try:
            await turn.listen(refused)
        finally:
            keeping.cancel()

    with pytest.raises(DeliveryError, match="401"):
        asyncio.run(play())
