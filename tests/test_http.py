"""The same faults through both HTTP layers, over a real socket: the ledger must be told the same of each."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

import pytest
from telegram import InputFile
from telegram.error import TelegramError
from telegram.request import BaseRequest, HTTPXRequest

from bot.http import AiohttpRequest, NotSentError, Waits, proxy_for
from bot.telegram_client import Client
from bot.telegram_errors import delivery_error, said
from loopback import Handle, Server, answer, close, hang, reset, serving
from messages.channel import DeliveryError

TOKEN = "7001:not-a-real-token-0123456789"
PATIENCE = 0.3  # seconds; every wait of a layer, so that what hangs is given up soon
OK = answer(b'{"ok": true, "result": {"message_id": 44}}')

Make = Callable[..., BaseRequest]


def aiohttp_layer(connections: int = 8, proxy: str | None = None) -> BaseRequest:
    return AiohttpRequest(connections, proxy, Waits(PATIENCE, PATIENCE, PATIENCE, PATIENCE))


def httpx_layer(connections: int = 8, proxy: str | None = None) -> BaseRequest:
    return HTTPXRequest(connections, PATIENCE, PATIENCE, PATIENCE, PATIENCE, proxy=proxy, media_write_timeout=PATIENCE)


@pytest.fixture(params=[aiohttp_layer, httpx_layer], ids=["aiohttp", "httpx"])
def layer(request: pytest.FixtureRequest) -> Make:
    return request.param  # type: ignore[no-any-return]


@asynccontextmanager
async def client(request: BaseRequest, url: str) -> AsyncIterator[Client]:
    await request.initialize()
    try:
        yield Client(TOKEN, f"{url}/bot", f"{url}/file/bot", request=request, get_updates_request=request)
    finally:
        await request.shutdown()


async def send(bot: Client, **fields: Any) -> str | DeliveryError:
    try:
        return await bot.deliver("sendMessage", {"chat_id": 9, "text": "NV2 đạt 50%", **fields}, PATIENCE)
    except (TelegramError, KeyError) as error:
        failure, verdict = error, delivery_error(error, 2.0)
    assert TOKEN not in said(failure, TOKEN)
    assert TOKEN not in f"{failure!r} {failure.__cause__!r} {failure.__context__!r} {verdict!r}"
    return verdict


def sent(request: BaseRequest, handle: Handle = OK, scheme: str = "http") -> str | DeliveryError:
    """What becomes of one message."""

    async def play() -> str | DeliveryError:
        async with serving(handle, reads=scheme == "http") as server:
            return await sent_to(request, server.url.replace("http", scheme, 1))

    return asyncio.run(play())


FLAGS = {"permanent": False, "refused": False, "retry_in": None, "unknown": False, "fatal": False, "moved_to": None}


def verdict(error: str | DeliveryError) -> dict[str, Any]:
    assert isinstance(error, DeliveryError)
    return {name: value for name in FLAGS if (value := getattr(error, name)) != FLAGS[name]}


NOT_SENT = {"retry_in": 2.0}
UNKNOWN = {"unknown": True}
UNWELL = {"unknown": True, "retry_in": 2.0}


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


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_each_fault_has_its_verdict(layer: Make, name: str):
    handle, expected = FAULTS[name]
    assert verdict(sent(layer(), handle)) == expected


def closed_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


async def sent_to(request: BaseRequest, url: str) -> str | DeliveryError:
    async with client(request, url) as bot:
        return await send(bot)


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
                return await sent_to(layer(), f"http://127.0.0.1:{busy.getsockname()[1]}")
            finally:
                for one in waiting:
                    one.close()

    assert verdict(asyncio.run(play())) == NOT_SENT


def test_a_server_without_tls_was_sent_nothing(layer: Make):
    async def greet(_server: Server, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.test\r\n" * 20)
        await hang(_server, writer)

    assert verdict(sent(layer(), greet, "https")) == NOT_SENT


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


def test_a_proxy_is_asked_for_the_address(layer: Make):
    async def play() -> tuple[str | DeliveryError, str]:
        async with serving(OK) as proxy:
            result = await sent_to(layer(proxy=proxy.url), "http://telegram.test")
            return result, proxy.asked[0][0]

    assert asyncio.run(play()) == ("44", f"POST http://telegram.test/bot{TOKEN}/sendMessage HTTP/1.1")


def test_a_call_that_finds_no_place_was_not_sent(layer: Make):
    async def play() -> list[str | DeliveryError]:
        async with serving(hang) as server, client(layer(1), server.url) as bot:
            long = asyncio.create_task(bot.deliver("sendMessage", {"chat_id": 9, "text": "x"}, 30))
            while not server.asked:
                await asyncio.sleep(0.01)
            late = await send(bot)
            long.cancel()
            await asyncio.wait([long])
            return [late, await send(bot)]

    late, after = asyncio.run(play())
    assert (verdict(late), verdict(after)) == (NOT_SENT, UNKNOWN), "a call that was given up leaves its place"


def test_many_calls_share_few_connections(layer: Make):
    async def slowly(server: Server, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.001)
        await OK(server, writer)

    async def play() -> tuple[set[object], Server]:
        async with serving(slowly) as server, client(layer(8), server.url) as bot:
            return set(await asyncio.gather(*(send(bot) for _ in range(60)))), server

    results, server = asyncio.run(play())
    assert results == {"44"}
    assert (server.most_at_once <= 8, server.connections <= 8) == (True, True)


def test_a_connection_is_kept_for_the_next_call(layer: Make):
    async def play() -> Server:
        async with serving(OK) as server, client(layer(), server.url) as bot:
            for _ in range(5):
                assert await send(bot) == "44"
        return server

    server = asyncio.run(play())
    assert (server.connections, len(server.asked)) == (1, 5)


def test_it_can_be_closed_twice_and_opened_again(layer: Make):
    async def play() -> list[str | DeliveryError]:
        request, results = layer(), []
        async with serving(OK) as server:
            for _ in range(2):
                async with client(request, server.url) as bot:
                    await request.initialize()
                    results.append(await send(bot))
                await request.shutdown()
        return results

    assert asyncio.run(play()) == ["44", "44"]


def test_what_is_closed_sends_nothing():
    request = aiohttp_layer()
    bot = Client(TOKEN, "http://x/bot", "http://x/file/bot", request=request, get_updates_request=request)
    assert verdict(asyncio.run(send(bot))) == NOT_SENT


def test_words_and_buttons_arrive_as_they_are(layer: Make):
    async def play() -> bytes:
        async with serving(OK) as server, client(layer(), server.url) as bot:
            await send(
                bot, text="Đôn đốc & <b>50%</b> = ½ 😀\n+", reply_markup={"inline_keyboard": [[{"text": "Được"}]]}
            )
            return server.asked[0][2]

    got = parse_qs(asyncio.run(play()).decode())
    assert got["text"] == ["Đôn đốc & <b>50%</b> = ½ 😀\n+"]
    assert json.loads(got["reply_markup"][0]) == {"inline_keyboard": [[{"text": "Được"}]]}


FILE = InputFile(b"PK\x00\r\n--" * 100_000, 'Báo cáo "tháng 6".docx')


def test_a_file_arrives_with_its_name(layer: Make):
    async def play() -> tuple[bytes, bytes]:
        async with serving(OK) as server, client(layer(), server.url) as bot:
            fields = {"chat_id": 9, "caption": "Tổng hợp tháng 6", "document": FILE}
            assert await bot.deliver("sendDocument", fields, 5) == "44"
            return server.asked[0][1:]

    head, body = asyncio.run(play())
    boundary = re.search(rb"boundary=([\w-]+)", head)
    assert boundary
    *parts, end = body.split(b"--" + boundary[1])[1:]
    assert end == b"--\r\n"
    fields = {part.partition(b"\r\n\r\n")[0]: part.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n") for part in parts}
    by_name = {(re.search(rb' name="(\w+)"', about) or [b"", b""])[1]: value for about, value in fields.items()}
    assert (by_name[b"chat_id"], by_name[b"caption"].decode()) == (b"9", "Tổng hợp tháng 6")
    assert by_name[b"document"] == FILE.input_file_content
    assert any('filename="Báo cáo %22tháng 6%22.docx"' in about.decode() for about in fields)


def test_a_server_that_does_not_read_on_may_have_got_the_file(layer: Make):
    async def play() -> DeliveryError:
        async with serving(hang, reads=False) as server, client(layer(), server.url) as bot:
            large = InputFile(b"x" * 20_000_000, "a.docx")
            with pytest.raises(TelegramError) as caught:
                await bot.deliver("sendDocument", {"chat_id": 9, "document": large}, 30)
            return delivery_error(caught.value, 2.0)

    assert verdict(asyncio.run(play())) == UNKNOWN


def test_a_file_is_fetched(layer: Make):
    async def handle(server: Server, writer: asyncio.StreamWriter) -> None:
        found = b'{"ok": true, "result": {"file_id": "D", "file_unique_id": "d", "file_path": "documents/D"}}'
        await answer(b"PK" * 500_000 if server.asked[-1][0].startswith("GET") else found)(server, writer)

    async def play() -> tuple[bytes, str]:
        async with serving(handle) as server, client(layer(), server.url) as bot:
            data = await (await bot.get_file("D")).download_as_bytearray()
            return bytes(data), server.asked[-1][0].replace("%3A", ":")

    data, line = asyncio.run(play())
    assert data == b"PK" * 500_000
    assert line == f"GET /file/bot{TOKEN}/documents/D HTTP/1.1"


def updates(body: bytes) -> Callable[[Make], object]:
    async def play(request: BaseRequest) -> object:
        async with serving(answer(body)) as server, client(request, server.url) as bot:
            return await bot.raw_updates(None, 0)

    return lambda make: asyncio.run(play(make()))


@pytest.mark.parametrize("said", [b'"\\ud83d"', b'"\xff\xfe"', b'"\xc4\x91"', b"12345678901234567890123"])
def test_what_strict_readers_refuse_costs_no_update(layer: Make, said: bytes):
    result = updates(b'{"ok": true, "result": [{"update_id": 1, "x": ' + said + b"}]}")(layer)
    assert [update["update_id"] for update in result] == [1]  # type: ignore[attr-defined]


def test_the_error_of_a_closed_port_says_why():
    async def play() -> BaseException | None:
        with pytest.raises(TelegramError) as caught:
            async with client(aiohttp_layer(), f"http://127.0.0.1:{closed_port()}") as bot:
                await bot.deliver("sendMessage", {"chat_id": 9}, 1)
        return caught.value.__cause__

    cause = asyncio.run(play())
    assert isinstance(cause, NotSentError)
    assert "Connect call failed" in str(cause) or "refused" in str(cause)


PROXIES = [
    ({"https": "http://p:3128"}, "http://p:3128"),
    ({"all": "http://p:3128"}, "http://p:3128"),
    ({"https": "http://p:3128", "no": "telegram.test"}, None),
    ({"all": "socks5://p:1080"}, None),
    ({"http": "http://p:3128"}, None),
    ({}, None),
]


@pytest.mark.parametrize(("given", "proxy"), PROXIES)
def test_the_proxy_of_the_environment_is_taken(given: dict[str, str], proxy: str | None):
    assert proxy_for("https://api.telegram.test/bot", given) == proxy
