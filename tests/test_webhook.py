"""The webhook: nobody without the secret, nothing confirmed before it is stored."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from telegram.request import HTTPXRequest

from bot.telegram import SECRET_HEADER, Telegram
from bot.webhook import LARGEST, Hook, Webhooks
from conftest import MONDAY
from messages.channel import Incoming

SECRET = {SECRET_HEADER: "s3cret"}


def post(path: str, headers: dict[str, str], body: bytes = b"{}") -> tuple[int, list[bytes]]:
    received: list[bytes] = []

    async def receive(body: bytes) -> None:
        if body == b"fail":
            raise OSError("disk full")
        received.append(body)

    async def play() -> int:
        server = Webhooks("127.0.0.1:0")
        server.add(Hook("/telegram", SECRET_HEADER, "s3cret", receive))
        transport = httpx.ASGITransport(server.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://bot.test") as client:
            return (await client.post(path, headers=headers, content=body)).status_code

    return asyncio.run(play()), received


def test_an_update_with_the_secret_is_received():
    assert post("/telegram", SECRET, b'{"update_id": 1}') == (200, [b'{"update_id": 1}'])


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "guess"}, {SECRET_HEADER: ""}, {SECRET_HEADER: "s3cretx"}])
def test_a_post_without_the_secret_is_refused(headers: dict[str, str]):
    assert post("/telegram", headers) == (403, [])


def test_a_path_that_nobody_has_looks_like_a_wrong_secret():
    assert post("/else", SECRET) == (403, [])


def test_a_body_that_is_too_large_is_refused():
    assert post("/telegram", SECRET, b" " * (LARGEST + 1)) == (413, [])


def test_an_update_that_could_not_be_stored_is_not_confirmed():
    assert post("/telegram", SECRET, b"fail") == (500, [])


def play(bodies: list[bytes]) -> tuple[list[Incoming], list[int], list[tuple[str, dict[str, Any]]]]:
    """A Telegram in webhook mode on a real socket: what is heard, the answers, and the calls of the API."""
    heard: list[Incoming] = []
    calls: list[tuple[str, dict[str, Any]]] = []

    def api(request: httpx.Request) -> httpx.Response:
        calls.append((request.url.path.rsplit("/", 1)[-1], dict(httpx.QueryParams(request.content.decode()))))
        return httpx.Response(200, json={"ok": True, "result": True})

    async def hear(incoming: Incoming) -> None:
        heard.append(incoming)

    async def run() -> list[int]:
        server = Webhooks("127.0.0.1:0")
        requests = [HTTPXRequest(httpx_kwargs={"transport": httpx.MockTransport(api)}) for _ in range(2)]
        hook = (server, "https://bot.test/telegram", "s3cret")
        urls = ("http://telegram.test/bot", "http://telegram.test/file/bot")
        channel = Telegram("7001:x", urls, (requests[0], requests[1]), lambda: MONDAY, hook)
        serving, listening = asyncio.create_task(server.serve()), asyncio.create_task(channel.listen(hear))
        async with httpx.AsyncClient(headers=SECRET) as client:
            url = f"http://127.0.0.1:{await server.port()}/telegram"
            answers = [(await client.post(url, content=body)).status_code for body in bodies]
        listening.cancel()
        server.stop()
        await serving
        return answers

    return heard, asyncio.run(run()), calls


def test_telegram_is_told_where_to_post_and_its_updates_are_heard():
    chat = {"id": 9, "type": "private"}
    message = {"message_id": 7, "date": 1, "chat": chat, "from": {"id": 9, "is_bot": False, "first_name": "Lan"}}
    good = json.dumps({"update_id": 4, "message": message | {"text": "NV2 xong"}}).encode()
    heard, answers, calls = play([good, b"no json", b'{"update_id": "x", "message": 3}', b"[]"])
    assert [(incoming.id, incoming.text) for incoming in heard] == [("7001:4", "NV2 xong")]
    assert answers == [200] * 4, "Telegram would send what it cannot deliver for ever, and nothing after it"
    [(method, given)] = calls
    assert (method, given["url"], given["secret_token"]) == ("setWebhook", "https://bot.test/telegram", "s3cret")
