"""Several processes on one database: one listens, the others stand by."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import typer
from structlog.testing import capture_logs

from bot.turn import TERM, Turn
from conftest import MONDAY
from fakes import Clock
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
        await asyncio.sleep(0.2)
        states = [second.ours.is_set()]
        alive.clear()
        async with asyncio.timeout(20):
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
        async with asyncio.timeout(20):
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
