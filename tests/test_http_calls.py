"""What both HTTP layers carry, and over which connections."""

import asyncio
import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from telegram import InputFile
from telegram.request import BaseRequest

from bot.http import proxy_for
from http_layers import (
    ENOUGH,
    OK,
    TOKEN,
    Make,
    aiohttp_layer,
    client,
    httpx_layer,
    send,
    sent_to,
)
from loopback import Server, answer, serving
from messages.channel import DeliveryError


@pytest.fixture(params=[aiohttp_layer, httpx_layer], ids=["aiohttp", "httpx"])
def layer(request: pytest.FixtureRequest) -> Make:
    return request.param  # type: ignore[no-any-return]


def test_a_proxy_is_asked_for_the_address(layer: Make):
    async def play() -> tuple[str | DeliveryError, str]:
        async with serving(OK) as proxy:
            result = await sent_to(layer(proxy=proxy.url), "http://telegram.test")
            return result, proxy.asked[0][0]

    assert asyncio.run(play()) == ("44", f"POST http://telegram.test/bot{TOKEN}/sendMessage HTTP/1.1")


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


def test_a_connection_that_the_server_closed_meanwhile_is_not_used(layer: Make):
    async def once(server: Server, writer: asyncio.StreamWriter) -> None:
        await OK(server, writer)
        writer.close()

    async def play() -> list[str | DeliveryError]:
        results = []
        async with serving(once) as server, client(layer(), server.url) as bot:
            for _ in range(3):
                results.append(await send(bot))
                await asyncio.sleep(0.05)
        return results

    assert asyncio.run(play()) == ["44"] * 3


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
            assert await bot.deliver("sendDocument", fields, ENOUGH) == "44"
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
