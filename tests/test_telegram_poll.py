"""Polls that stay silent, and two bots on one token. Rows 1, 5 and 61 of the fault catalogue."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram.request import BaseRequest, HTTPXRequest

from bot.http import AiohttpRequest, Waits
from bot.telegram import Telegram
from bot.telegram_client import Client
from bot.telegram_poll import Patience, Poller
from bot_api import BotApi
from conftest import MONDAY
from loopback import Handle, Server, answer, hang, reset, serving
from messages.channel import DeliveryError, Incoming

TOKEN = "7001:not-a-real-token-0123456789"
NEVER = 30  # seconds; what takes as long is never waited for
QUICK = Patience(poll=0, silence=0.6, truce=0.02, memory=60, pause=0.01)

Fields = dict[str, Any]


def aiohttp_layer(pool: float) -> BaseRequest:
    return AiohttpRequest(1, None, Waits(pool, NEVER, NEVER, NEVER))


def httpx_layer(pool: float) -> BaseRequest:
    return HTTPXRequest(1, NEVER, NEVER, NEVER, pool)


@pytest.fixture(params=[aiohttp_layer, httpx_layer], ids=["aiohttp", "httpx"])
def layer(request: pytest.FixtureRequest) -> Callable[[float], BaseRequest]:
    return request.param  # type: ignore[no-any-return]


def updates(*numbers: int) -> Handle:
    return answer(json.dumps({"ok": True, "result": [{"update_id": number} for number in numbers]}).encode())


def in_turn(*handles: Handle, last: Handle) -> Handle:
    turns = iter(handles)

    async def handle(server: Server, writer: asyncio.StreamWriter) -> None:
        await next(turns, last)(server, writer)

    return handle


async def until(what: Callable[[], object], poll: Awaitable[None]) -> None:
    """Poll until something is so; raises what the polling raises."""
    polling = asyncio.ensure_future(poll)
    try:
        async with asyncio.timeout(60):
            while not (what() or polling.done()):
                await asyncio.sleep(0.005)
    finally:
        polling.cancel()
        await asyncio.wait([polling])
    if not polling.cancelled():
        polling.result()


def poller(server: Server, request: BaseRequest, patience: Patience = QUICK) -> tuple[Poller, Client]:
    bot = Client(TOKEN, f"{server.url}/bot", f"{server.url}/f", request=request, get_updates_request=request)
    return Poller(bot, request, lambda: MONDAY, patience), bot


Play = Callable[[Server, Poller, Client], Awaitable[None]]


def run(handle: Handle, request: BaseRequest, play: Play, patience: Patience = QUICK) -> Server:
    async def main() -> Server:
        async with serving(handle) as server:
            await request.initialize()
            try:
                await play(server, *poller(server, request, patience))
            finally:
                await request.shutdown()
        return server

    return asyncio.run(main())


def test_a_poll_that_is_never_answered_is_given_up_and_the_next_has_a_connection_of_its_own(
    layer: Callable[[float], BaseRequest],
):
    got: list[int] = []

    async def play(_server: Server, polls: Poller, _bot: Client) -> None:
        async def take(raw: Fields) -> None:
            got.append(raw["update_id"])

        await until(lambda: got, polls.run(take))
        assert polls.heard_at == MONDAY

    with capture_logs() as log:
        server = run(in_turn(updates(), hang, last=updates(7)), layer(NEVER), play)
    assert got[0] == 7
    assert server.connections >= 2
    alarms = {entry["heard_at"] for entry in log if entry["log_level"] == "critical"}
    assert alarms == {MONDAY.isoformat()}


def test_polls_that_find_no_connection_go_on_with_new_ones(layer: Callable[[float], BaseRequest]):
    got: list[int] = []

    async def play(server: Server, polls: Poller, bot: Client) -> None:
        async def take(raw: Fields) -> None:
            got.append(raw["update_id"])

        lost = asyncio.create_task(bot.raw_updates(None, NEVER))  # holds the only place and never gives it back
        while not server.asked:
            await asyncio.sleep(0.005)
        await until(lambda: got, polls.run(take))
        await asyncio.wait([lost])
        assert lost.exception()

    with capture_logs() as log:
        run(in_turn(hang, last=updates(7)), layer(0.05), play)
    assert got[0] == 7
    events = [entry["event"] for entry in log]
    assert "updates not received" in events, "each poll found the pool full"
    assert "NO POLL ANSWERED: connections are made anew" in events


def test_a_platform_that_is_down_is_an_alarm_and_polling_goes_on(layer: Callable[[float], BaseRequest]):
    async def play(server: Server, polls: Poller, _bot: Client) -> None:
        await until(lambda: polls.heard_at, polls.run(lambda _raw: asyncio.sleep(0)))

    down = [reset] * 12  # with ever longer pauses, until nothing was heard for too long
    with capture_logs() as log:
        run(in_turn(*down, last=updates()), layer(NEVER), play, Patience(poll=0, silence=0.1, pause=0.005))
    assert {entry["heard_at"] for entry in log if entry["log_level"] == "critical"} == {"never"}


def test_storing_may_take_longer_than_silence_may():
    async def play(server: Server, polls: Poller, _bot: Client) -> None:
        async def take(_raw: Fields) -> None:
            await asyncio.sleep(1.2 * patience.silence)

        await until(lambda: len(server.asked) > 1, polls.run(take))

    patience = replace(QUICK, silence=2)
    with capture_logs() as log:
        run(updates(7), aiohttp_layer(NEVER), play, patience)
    assert [entry for entry in log if entry["log_level"] == "critical"] == []


def test_nothing_is_asked_anew_that_is_stored_and_everything_that_is_not():
    """Row 1: what was fetched and not stored comes again."""
    tries: list[int] = []

    async def take(raw: Fields) -> None:
        tries.append(raw["update_id"])
        if len(tries) == 1:
            raise OSError("disk full")

    async def play(server: Server, polls: Poller, _bot: Client) -> None:
        await until(lambda: len(server.asked) >= 3, polls.run(take))

    server = run(in_turn(updates(4), updates(4), last=updates()), aiohttp_layer(NEVER), play)
    assert tries == [4, 4]
    assert [b"offset=5" in body for _, _, body in server.asked[:3]] == [False, False, True]


def test_what_storing_says_of_a_message_is_not_logged():
    async def take(_raw: Fields) -> None:
        raise ValueError("cháu Sùng Thị Xoan")

    async def play(server: Server, polls: Poller, _bot: Client) -> None:
        await until(lambda: len(server.asked) > 1, polls.run(take))

    with capture_logs() as log:
        run(updates(4), aiohttp_layer(NEVER), play)
    assert log[0]["error"].startswith("ValueError at ")
    assert "Xoan" not in str(log)


CONFLICT = answer(
    b'{"ok": false, "error_code": 409, "description": "Conflict: terminated by other getUpdates request"}',
    "409 Conflict",
)


def polled(handle: Handle, patience: Patience, polls: int) -> tuple[int, list[dict[str, Any]], str]:
    """Polls made, the log, and why polling ended ("" where it did not, within so many polls)."""
    reason = ""

    async def play(server: Server, poller: Poller, _bot: Client) -> None:
        nonlocal reason
        try:
            await until(lambda: len(server.asked) >= polls, poller.run(lambda _raw: asyncio.sleep(0)))
        except DeliveryError as error:
            reason = error.reason if error.fatal else "not fatal"

    with capture_logs() as log:
        server = run(handle, aiohttp_layer(NEVER), play, patience)
    return len(server.asked), [dict(entry) for entry in log], reason


def test_two_conflicts_are_an_overlap_and_the_third_stops_the_channel():
    asked, log, reason = polled(CONFLICT, QUICK, 10)
    assert (asked, reason.startswith("another bot uses this token: Conflict")) == (3, True)
    assert [entry["event"] for entry in log] == ["another bot polls too"] * 2


def test_answers_between_conflicts_do_not_make_them_a_loop():
    asked, _, reason = polled(in_turn(CONFLICT, updates(1), CONFLICT, updates(2), last=CONFLICT), QUICK, 10)
    assert (asked, bool(reason)) == (5, True)


def test_conflicts_that_lie_far_apart_are_forgiven():
    asked, _, reason = polled(CONFLICT, Patience(poll=0, truce=0.02, memory=0.01), 6)
    assert (asked >= 6, reason) == (True, "")


class Hasty(Telegram):
    patience = Patience(poll=1, truce=0.05)


def test_of_two_bots_on_one_token_exactly_one_goes_on():
    """Row 5."""
    heard: dict[str, list[str]] = {"first": [], "second": []}

    def bot(api: BotApi, name: str) -> tuple[Hasty, asyncio.Task[None]]:
        async def hear(incoming: Incoming) -> None:
            heard[name].append(incoming.text)

        requests = AiohttpRequest(2), AiohttpRequest(2)
        channel = Hasty(TOKEN, (f"{api.url}/bot", f"{api.url}/file/bot"), requests, lambda: MONDAY)

        async def live() -> None:
            await channel.open()
            try:
                await channel.listen(hear)
            finally:
                await channel.close()

        return channel, asyncio.create_task(live())

    async def play(api: BotApi) -> list[BaseException | None]:
        bots = [bot(api, "first")[1], bot(api, "second")[1]]
        async with asyncio.timeout(60):
            done, going = await asyncio.wait(bots, return_when=asyncio.FIRST_COMPLETED)
            api.say(9, "NV2 xong")
            while not api.calls or api.unconfirmed:
                await asyncio.sleep(0.01)
        for each in going:
            each.cancel()
        await asyncio.wait(bots)
        return [task.exception() for task in done]

    with BotApi() as api:
        [error] = asyncio.run(play(api))
    assert isinstance(error, DeliveryError)
    assert "another bot uses this token" in error.reason
    assert sorted(heard.values()) == [[], ["NV2 xong"]]
