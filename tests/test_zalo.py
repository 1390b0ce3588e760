"""Listening to Zalo: whatever goes wrong, nothing is lost and the listening goes on."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from structlog.testing import capture_logs

from bot.disk import NotNow
from bot.webhook import Webhooks
from bot.zalo import TRIES, Zalo
from conftest import MONDAY
from messages.channel import DeliveryError, Incoming
from zalo_rig import FAULTS, PAGE, SECRET, Impatient, zalo
from zalo_server import TOKEN, ZaloServer, post

Hear = Callable[[Incoming], Awaitable[None]]


async def listen(channel: Zalo, hear: Hear, until: Callable[[], bool]) -> None:
    """Listen until something is so; raises what the listening ends with."""
    await channel.open()
    listening = asyncio.create_task(channel.listen(hear))
    try:
        async with asyncio.timeout(60):
            while not (until() or listening.done()):
                await asyncio.sleep(0.005)
        if listening.done():
            listening.result()
    finally:
        listening.cancel()
        await asyncio.wait([listening])
        await channel.close()


def heard(server: ZaloServer, count: int, channel: Zalo | None = None) -> list[Incoming]:
    """The first messages that come by polling."""
    found: list[Incoming] = []

    async def hear(incoming: Incoming) -> None:
        found.append(incoming)

    asyncio.run(listen(channel or zalo(server), hear, lambda: len(found) >= count))
    return found


def test_no_fault_of_a_poll_ends_the_listening_or_costs_a_message():
    with ZaloServer() as server:
        for number in range(len(FAULTS)):
            server.say("lan", f"tin {number}")
        server.faults["getUpdates"].extend(FAULTS)
        found = heard(server, len(FAULTS), Impatient(TOKEN, server.api, lambda: MONDAY))
    assert [each.text for each in found] == [f"tin {number}" for number in range(len(FAULTS))]


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
def test_no_fault_before_the_first_poll_ends_the_listening(method: str):
    with ZaloServer() as server:
        server.hook = ("https://other.test", SECRET)
        server.faults[method].extend(["before", PAGE, (403, {}), (429, {})])
        server.say("lan", "NV2 xong")
        assert [each.text for each in heard(server, 1)] == ["NV2 xong"]


def test_what_zalo_goes_on_to_refuse_is_done_without():
    with ZaloServer(groups=True) as server:
        server.faults["getMe"].extend([(403, {})] * TRIES)
        server.faults["deleteWebhook"].extend([(404, {})] * TRIES)
        server.say("lan", "NV2 xong")
        channel = zalo(server)
        assert [each.text for each in heard(server, 1, channel)] == ["NV2 xong"]
    assert not channel.can.groups


@pytest.mark.parametrize("method", ["getMe", "getUpdates", "deleteWebhook"])
def test_a_refused_token_ends_the_listening(method: str):
    with ZaloServer() as server, pytest.raises(DeliveryError) as caught:
        server.faults[method].append((401, {"description": "Unauthorized"}))
        heard(server, 1)
    assert caught.value.fatal


def test_what_cannot_be_stored_is_kept_and_stored_before_the_next_is_asked_for():
    trouble, found = [NotNow("disk full"), OSError("away")], list[str]()

    async def hear(incoming: Incoming) -> None:
        if trouble:
            raise trouble.pop()
        found.append(incoming.text)

    with ZaloServer() as server:
        server.say("lan", "một")
        server.say("lan", "hai")
        asyncio.run(listen(zalo(server), hear, lambda: len(found) == 2))
    assert found == ["một", "hai"]


def test_an_update_in_hand_outlives_a_pause_in_the_listening():
    with ZaloServer() as server:
        server.say("lan", "một")
        channel, asked = zalo(server), list[str]()

        async def not_now(incoming: Incoming) -> None:
            asked.append(incoming.text)
            raise NotNow("disk full")

        asyncio.run(listen(channel, not_now, lambda: bool(asked)))
        assert server.waiting == 0
        assert [each.text for each in heard(server, 1, channel)] == ["một"]


def test_groups_are_for_bots_that_may_join_them():
    with ZaloServer(groups=True) as server:
        server.say("lan", "NV2 xong", chat={"id": "g1", "chat_type": "GROUP"})
        channel = zalo(server)
        assert not channel.can.groups
        [incoming] = heard(server, 1, channel)
    assert channel.can.groups
    assert (incoming.group, incoming.address, incoming.sender) == (True, "g1", "lan")


def pushed(
    play: Callable[[ZaloServer, str], Awaitable[None]], hear: Hear, given: ZaloServer | None = None
) -> ZaloServer:
    """A Zalo in webhook mode while something is played against the address that it posts to."""

    async def run() -> None:
        web = Webhooks("127.0.0.1:0")
        serving = asyncio.create_task(web.serve())
        url = f"http://127.0.0.1:{await web.port()}/zalo"
        done = asyncio.create_task(play(server, url))
        try:
            await listen(zalo(server, hook=(web, url, SECRET)), hear, done.done)
            done.result()
        finally:
            done.cancel()
            web.stop()
            await asyncio.gather(done, serving, return_exceptions=True)

    with given or ZaloServer() as server:
        server.faults["setWebhook"].extend([(500, {})] * (TRIES + 1))
        asyncio.run(run())
    return server


async def until(check: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not check():
            await asyncio.sleep(0.005)


def test_pushed_updates_are_heard_before_they_are_answered_200():
    found, away = list[str](), [True]

    async def hear(incoming: Incoming) -> None:
        if away[0]:
            raise NotNow("disk full")
        found.append(incoming.text)

    async def play(server: ZaloServer, url: str) -> None:
        await until(lambda: server.hook[0] == url)
        server.say("lan", "một")
        await until(lambda: len(server.pushed) == 1)
        away[0] = False
        server.repeat()
        await until(lambda: len(server.pushed) == 2)
        for body in (b"no json", b"[" * 100_000, b"[]", b"3", b"{}", b'{"ok": true, "result": {"message": 3}}'):
            assert await asyncio.to_thread(post, url, SECRET, body) == 200
        for secret in ("", "another-secret", SECRET + "x"):
            assert await asyncio.to_thread(post, url, secret, b"{}") == 403
        server.hook = ("", "")  # whoever polls takes it away
        await until(lambda: server.hook == (url, SECRET))
        server.say("lan", "hai")
        await until(lambda: len(server.pushed) == 3)

    server = pushed(play, hear)
    assert found == ["một", "hai"]
    assert server.pushed == [503, 200, 200]
    assert "getUpdates" not in server.calls


def test_a_group_is_heard_until_zalo_says_that_the_bot_is_not_for_groups():
    found = list[Incoming]()
    server = ZaloServer(groups=True)
    server.faults["getMe"].extend([(500, {})] * 1000)

    async def hear(incoming: Incoming) -> None:
        found.append(incoming)

    async def play(server: ZaloServer, url: str) -> None:
        await until(lambda: "getMe" in server.calls)
        said = {"message_id": "a", "chat": {"id": "g1", "chat_type": "GROUP"}, "from": {"id": "lan"}, "text": "một"}
        own = said | {"message_id": "b", "chat": {"id": "lan", "chat_type": "PRIVATE"}, "text": "hai"}
        for message in (said, own):
            update = {"ok": True, "result": {"event_name": "message.text.received", "message": message}}
            assert await asyncio.to_thread(post, url, SECRET, update) == 200
        await until(lambda: server.calls.count("getMe") > TRIES)
        refused, left = 1000, server.faults["getMe"]
        while left:
            left.pop()
            refused -= 1
        await until(lambda: server.calls.count("getMe") > refused and server.calls[-1] == "getWebhookInfo")
        await until(lambda: server.hook[0] == url)
        server.say("lan", "ba")
        await until(lambda: len(found) == 3)

    pushed(play, hear, server)
    assert [(each.text, each.address, each.has_groups) for each in found] == [
        ("một", "g1", True),
        ("hai", "lan", False),
        ("ba", "lan", True),
    ]


def test_a_token_that_is_refused_later_is_noticed_by_who_is_called_too():
    async def hear(_incoming: Incoming) -> None:
        return

    async def play(server: ZaloServer, url: str) -> None:
        await until(lambda: server.hook[0] == url)
        server.token = "another"
        await asyncio.sleep(60)

    with pytest.raises(DeliveryError, match="401") as caught:
        pushed(play, hear)
    assert caught.value.fatal


def test_no_log_of_a_call_holds_the_token():
    with ZaloServer() as server, capture_logs() as log:
        server.faults["getUpdates"].extend([(500, {"description": f"bot{TOKEN}"}), "before", PAGE])
        server.say("lan", "NV2 xong")
        heard(server, 1)
    assert len(log) >= 3
    assert TOKEN.partition(":")[2] not in str(log)
