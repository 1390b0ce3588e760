"""The same faults through both HTTP layers, over a real socket: the ledger must be told the same of each."""

import asyncio
import json
import socket
from typing import Any

import pytest
from telegram import InputFile
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.http import NotSentError
from bot.telegram_client import Client
from bot.telegram_errors import delivery_error
from http_layers import (
    ENOUGH,
    NOT_SENT,
    SOON,
    TOKEN,
    UNKNOWN,
    UNWELL,
    Make,
    aiohttp_layer,
    client,
    closed_port,
    httpx_layer,
    send,
    sent_to,
    verdict,
)
from loopback import Handle, Server, answer, close, hang, reset, serving
from messages.channel import DeliveryError


@pytest.fixture(params=[aiohttp_layer, httpx_layer], ids=["aiohttp", "httpx"])
def layer(request: pytest.FixtureRequest) -> Make:
    return request.param  # type: ignore[no-any-return]


def sent(request: BaseRequest, handle: Handle, wait: float = ENOUGH, scheme: str = "http") -> str | DeliveryError:
    """What becomes of one message."""

    async def play() -> str | DeliveryError:
        async with serving(handle, reads=scheme == "http") as server:
            return await sent_to(request, server.url.replace("http", scheme, 1), wait)

    return asyncio.run(play())


def refuse(status: str, description: str, **parameters: int) -> Handle:
    body = {"ok": False, "error_code": int(status[:3]), "description": description}
    return answer(json.dumps(body | ({"parameters": parameters} if parameters else {})).encode(), status)


FAULTS: dict[str, tuple[Handle, dict[str, Any]]] = {
    "no answer": (hang, UNKNOWN),
    "reset": (reset, UNKNOWN),
    "closed": (close, UNKNOWN),
    "half an answer": (answer(b'{"ok": true, ', length=100), UNKNOWN),
    "no HTTP": (answer(b"", "what?"), UNKNOWN),
    "no JSON": (answer(b"<html>"), UNKNOWN),
    "no JSON, compressed": (answer(b"<html>", "200 OK\r\nContent-Encoding: gzip"), UNKNOWN),
    "502 in HTML": (answer(b"<html>Bad Gateway</html>", "502 Bad Gateway"), UNWELL),
    "500": (refuse("500 Internal Server Error", "Internal Server Error: restart"), UNWELL),
    "moved elsewhere": (answer(b"", "302 Found\r\nLocation: /else"), UNWELL),
    "ok is false": (answer(b'{"ok": false, "description": "no"}'), {}),
    "too many": (refuse("429 Too Many Requests", "Too Many Requests: retry after 7", retry_after=7), {"retry_in": 7.0}),
    "blocked": (refuse("403 Forbidden", "Forbidden: bot was blocked by the user"), {"permanent": True}),
    "no chat": (refuse("400 Bad Request", "Bad Request: chat not found"), {"permanent": True}),
    "too long": (refuse("400 Bad Request", "Bad Request: message is too long"), {"refused": True}),
    "migrated": (refuse("400 Bad Request", "group upgraded", migrate_to_chat_id=-1009), {"moved_to": "-1009"}),
    "no token": (refuse("401 Unauthorized", "Unauthorized"), {"fatal": True}),
    "too large": (answer(b"", "413 Request Entity Too Large"), {"refused": True}),
}


ENDLESS = ("no answer", "half an answer")


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_each_fault_has_its_verdict(layer: Make, name: str):
    handle, expected = FAULTS[name]
    wait = SOON if name in ENDLESS else ENOUGH
    assert verdict(sent(layer(), handle, wait)) == expected


def test_where_nobody_listens_nothing_was_sent(layer: Make):
    assert verdict(asyncio.run(sent_to(layer(), f"http://127.0.0.1:{closed_port()}"))) == NOT_SENT


def test_a_server_that_takes_no_connection_was_sent_nothing(layer: Make):
    async def play() -> str | DeliveryError:
        with socket.socket() as busy:
            busy.bind(("127.0.0.1", 0))
            busy.listen(0)
            waiting = [socket.socket() for _ in range(4)]  # fill the queue; nobody takes from it
            for one in waiting:
                one.setblocking(False)
                one.connect_ex(busy.getsockname())
            try:
                return await sent_to(layer(wait=SOON), f"http://127.0.0.1:{busy.getsockname()[1]}")
            finally:
                for one in waiting:
                    one.close()

    assert verdict(asyncio.run(play())) == NOT_SENT


def test_a_server_without_tls_was_sent_nothing(layer: Make):
    async def greet(_server: Server, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.test\r\n" * 20)
        await hang(_server, writer)

    assert verdict(sent(layer(), greet, scheme="https")) == NOT_SENT


def test_a_proxy_that_refuses_was_handed_nothing(layer: Make):
    async def play() -> tuple[str | DeliveryError, list[str]]:
        async with serving(answer(b"", "403 Forbidden")) as proxy:
            result = await sent_to(layer(proxy=proxy.url), "https://telegram.test")
            return result, [line for line, _, _ in proxy.asked]

    result, lines = asyncio.run(play())
    assert (verdict(result), lines) == (NOT_SENT, ["CONNECT telegram.test:443 HTTP/1.1"])


def test_a_proxy_that_is_down_was_handed_nothing(layer: Make):
    request = layer(proxy=f"http://127.0.0.1:{closed_port()}")
    assert verdict(asyncio.run(sent_to(request, "http://telegram.test"))) == NOT_SENT


def test_a_call_that_finds_no_place_was_not_sent(layer: Make):
    async def play() -> list[str | DeliveryError]:
        async with serving(hang) as server, client(layer(1, wait=SOON), server.url) as bot:
            long = asyncio.create_task(bot.deliver("sendMessage", {"chat_id": 9, "text": "x"}, 30))
            while not server.asked:
                await asyncio.sleep(0.01)
            late = await send(bot)
            long.cancel()
            await asyncio.wait([long])
            return [late, await send(bot, SOON)]

    late, after = asyncio.run(play())
    assert (verdict(late), verdict(after)) == (NOT_SENT, UNKNOWN), "a call that was given up leaves its place"


def test_what_is_closed_sends_nothing():
    request = aiohttp_layer()
    bot = Client(TOKEN, "http://x/bot", "http://x/file/bot", request=request, get_updates_request=request)
    assert verdict(asyncio.run(send(bot))) == NOT_SENT


def test_a_server_that_does_not_read_on_may_have_got_the_file(layer: Make):
    async def play() -> DeliveryError:
        async with serving(hang, reads=False) as server, client(layer(wait=SOON), server.url) as bot:
            large = InputFile(b"x" * 20_000_000, "a.docx")
            with pytest.raises(TelegramError) as caught:
                await bot.deliver("sendDocument", {"chat_id": 9, "document": large}, 30)
            return delivery_error(caught.value, 2.0)

    assert verdict(asyncio.run(play())) == UNKNOWN


def test_the_error_of_a_closed_port_says_why():
    async def play() -> BaseException | None:
        with pytest.raises(TelegramError) as caught:
            async with client(aiohttp_layer(), f"http://127.0.0.1:{closed_port()}") as bot:
                await bot.deliver("sendMessage", {"chat_id": 9}, 1)
        return caught.value.__cause__

    cause = asyncio.run(play())
    assert isinstance(cause, NotSentError)
    assert "Connect call failed" in str(cause) or "refused" in str(cause)
