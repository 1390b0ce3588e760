"""The webhook: nobody without the secret, nothing confirmed before it is stored."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs
from telegram.request import HTTPXRequest

from bot.telegram import SECRET_HEADER, Telegram
from bot.webhook import CONNECTIONS, LARGEST, Hook, Webhooks
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


def talk(words: list[bytes], connections: int = 1, patience: int = 1) -> list[bytes]:
    """What the last of several connections is answered until it is closed; all write the same and then nothing."""

    async def play() -> list[bytes]:
        server = Webhooks("127.0.0.1:0", patience=patience)
        server.add(Hook("/telegram", SECRET_HEADER, "s3cret", lambda _body: asyncio.sleep(0)))
        serving = asyncio.create_task(server.serve())
        ends = []
        for _ in range(connections):
            ends.append(await asyncio.open_connection("127.0.0.1", await server.port()))
            ends[-1][1].writelines(words)
        async with asyncio.timeout(60):
            answers = await asyncio.gather(*(reader.read() for reader, _ in ends), return_exceptions=True)
            server.stop()
            await serving
        for _, writer in ends:
            writer.close()
        return [answer if isinstance(answer, bytes) else b"reset" for answer in answers]

    return asyncio.run(play())


HEAD = b"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
SIGNED = HEAD + f"{SECRET_HEADER}: s3cret\r\n\r\n".encode()


@pytest.mark.parametrize("words", [b"", HEAD])
def test_a_request_whose_head_does_not_come_is_closed(words: bytes):
    assert talk([words])[0] in (b"", b"reset")


def test_a_secret_that_is_no_text_is_refused():
    assert talk([HEAD, f"{SECRET_HEADER}: ".encode() + b"s\xe9\xff\r\n\r\n{}"])[0].startswith(b"HTTP/1.1 403")


def test_a_spoofed_post_is_refused_before_its_body_comes_and_leaves_no_word_in_the_log():
    """Row 34."""
    head = b"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n"
    with capture_logs() as log:
        [answer] = talk([head, f"{SECRET_HEADER}: guess\r\n\r\n".encode(), "cháu Sùng Thị Xoan".encode()])
    assert answer.startswith(b"HTTP/1.1 403")
    assert log == []


def test_a_body_that_does_not_come_is_given_up():
    assert talk([SIGNED, b"{"])[0].startswith(b"HTTP/1.1 408")


def test_a_connection_is_closed_after_its_answer():
    [answer] = talk([SIGNED, b"{}", HEAD])
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"close" in answer.lower()


def test_there_are_only_so_many_connections_at_once():
    # Patient enough for a busy machine: the first must still be open when the last one comes.
    answers = talk([SIGNED, b"{"], CONNECTIONS + 20, patience=5)
    assert sum(answer.startswith(b"HTTP/1.1 408") for answer in answers) == CONNECTIONS


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
    [(method, given), *others] = calls
    assert [name for name, _ in others] in ([], ["getMe"])
    assert (method, given["url"], given["secret_token"]) == ("setWebhook", "https://bot.test/telegram", "s3cret")
