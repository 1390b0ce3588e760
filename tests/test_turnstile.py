"""The most that a platform counts in a second, whatever happens on the way to it."""

import asyncio
import random
from collections.abc import Coroutine
from itertools import pairwise
from typing import Any

import pytest

from bot_limits import densest
from scheduler.turnstile import LOST, Turnstile

PLACES, MESSAGES = 30, 200


class Jumping(asyncio.SelectorEventLoop):
    """An event loop whose time jumps to the next moment for which something waits."""

    def __init__(self) -> None:
        super().__init__()
        self._jumped = 0.0

    def time(self) -> float:
        return self._jumped

    def _run_once(self) -> None:
        ready, scheduled = self._ready, self._scheduled  # type: ignore[attr-defined]
        if not ready and scheduled:
            self._jumped = max(self._jumped, min(handle.when() for handle in scheduled))
        super()._run_once()  # type: ignore[misc]


def play(work: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=Jumping) as runner:
        runner.run(work)


async def call(turnstile: Turnstile, there: float, back: float, counted: list[float]) -> None:
    async with turnstile.passing():
        await asyncio.sleep(there)
        counted.append(asyncio.get_running_loop().time())
        await asyncio.sleep(back)


def sent(turnstile: Turnstile, ways: list[tuple[float, float]], apart: float) -> list[float]:
    """When the platform counted the messages, each after its own way there and back."""
    counted: list[float] = []

    async def send() -> None:
        async with asyncio.TaskGroup() as calls:
            for there, back in ways:
                calls.create_task(call(turnstile, there, back, counted))
                await asyncio.sleep(apart)

    play(send())
    return sorted(counted)


@pytest.mark.parametrize("seed", range(20))
def test_no_second_ever_counts_more_than_the_platform_takes(seed: int):
    chance = random.Random(seed)
    quickest = 0.02
    ways = [(quickest + chance.expovariate(10), quickest + chance.expovariate(20)) for _ in range(MESSAGES)]
    ways[1:3] = [(quickest, quickest)] * 2
    apart = chance.choice((0.0, 0.01, 1 / 29.5))
    assert densest(sent(Turnstile(PLACES), ways, apart), 1.0) <= PLACES


def test_what_a_stall_kept_back_does_not_crowd_what_comes_next():
    ways = [(0.02, 0.02)] * 60 + [(0.5 - 0.03 * late, 0.02) for late in range(15)] + [(0.02, 0.02)] * 60
    assert densest(sent(Turnstile(PLACES), ways, 1 / 29.5), 1.0) <= PLACES


def test_an_even_network_costs_nothing_of_the_pace():
    counted = sent(Turnstile(PLACES), [(0.03, 0.03)] * MESSAGES, 1 / 29.5)
    assert counted[-1] - counted[0] == pytest.approx((MESSAGES - 1) / 29.5, abs=0.1)


def test_calls_without_an_answer_give_their_places_back():
    counted = sent(Turnstile(2), [(0.01, 100 * LOST)] * 2 + [(0.01, 0.01)] * 2, 0.0)
    assert counted[-1] < 2 * LOST


def test_what_is_late_by_the_network_is_waited_for():
    turnstile = Turnstile(1)
    counted = sent(turnstile, [(0.01, 0.01), (2.0, 0.01), (0.01, 0.01)], 0.0)
    assert all(after - before >= 1 for before, after in pairwise(counted))
    assert not turnstile.crowded


def test_without_a_pace_nobody_waits():
    assert sent(Turnstile(0), [(0.01, 0.01)] * 5, 0.0) == [pytest.approx(0.01)] * 5
