"""Telegram and the rest together, where the fault catalogue asks for both: rows 35, 41 and 46."""

import asyncio
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.context import now
from bot.http import AiohttpRequest
from bot.intake import Intake
from bot.shelf import Shelf
from bot.telegram import Telegram
from bot.webhook import Webhooks
from bot.worker import Worker
from bot_api import BotApi, Fault
from conftest import MONDAY
from crash import until
from crash_books import found, report
from live_bot import live, settings
from messages.channel import Incoming
from models.database import Sessions
from models.inbox import InboxMessage, take
from models.office import Office
from models.outbox import OutboxMessage, enqueue
from models.people import Room
from plans.draft import Reading
from running_bot import TOKEN, RunningBot


class Poisoned:
    """Handles every message but those that say "poison"."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def __call__(self, sessions: Sessions, incoming: Incoming, at: datetime, _: Reading) -> Collection[str] | None:
        if incoming.text == "poison":
            raise ValueError
        with sessions() as session:
            if take(session, incoming.channel, incoming.id, incoming.address, at):
                self.done.append(incoming.text)
        return None


def test_row_35_what_cannot_be_handled_is_confirmed_and_its_chat_goes_on(sessions: Sessions, tmp_path: Path):
    handle = Poisoned()

    async def play(api: BotApi) -> None:
        server = Webhooks("127.0.0.1:0")
        serving = asyncio.create_task(server.serve())
        hook = (server, f"http://127.0.0.1:{await server.port()}/telegram", "s3cret")
        urls, requests = (f"{api.url}/bot", f"{api.url}/file/bot"), (AiohttpRequest(2), AiohttpRequest(2))
        channel = Telegram(TOKEN, urls, requests, now, hook)
        worker = Worker(Intake(Shelf(sessions, tmp_path), {"telegram": channel}, pause=0), handle, now, lambda: None)
        stored = iter([False])

        async def hear(incoming: Incoming) -> None:
            if not next(stored, True):
                raise OSError("disk full")
            await worker.hear(incoming)

        await channel.open()
        tasks = [asyncio.create_task(channel.listen(hear)), asyncio.create_task(worker.run())]
        try:
            async with asyncio.timeout(60):
                while api.unconfirmed or len(handle.done) < 2:
                    await asyncio.sleep(0.01)
            assert channel.heard_at
        finally:
            await worker.stop()
            server.stop()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, serving, return_exceptions=True)
            await channel.close()

    with BotApi() as api:
        for text in ("before", "poison", "after"):
            api.say(9, text)
        asyncio.run(play(api))
    assert handle.done == ["before", "after"], "what could not be stored at first came again, in its order"
    with sessions() as session:
        parked = session.exec(select(InboxMessage).where(InboxMessage.handled_at == None)).all()  # noqa: E711
    assert [row.external_id for row in parked] == ["7001:2"]


def test_row_41_a_group_that_became_a_supergroup_is_followed_and_told_once(
    sessions: Sessions, office: Office, tmp_path: Path
):
    with sessions() as session:
        assert office.id is not None
        session.add(Room(office_id=office.id, unit_id=1, channel="telegram", address="-5"))
        for key in ("a", "b"):
            enqueue(session, OutboxMessage(key=key, channel="telegram", address="-5", text=key, due_at=MONDAY))
    with BotApi() as api:
        api.moved["-5"] = "-1005"
        live(settings(api, tmp_path), sessions, lambda: len(api.sent) >= 2)
    assert sorted((fields["chat_id"], fields["text"]) for _, fields in api.sent) == [("-1005", "a"), ("-1005", "b")]
    assert api.refused == [400], "the old group is written to once"
    with sessions() as session:
        assert session.exec(select(Room.address)).one() == "-1005"


GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\n\r\n<html>"
POLLS = ["before", GATEWAY, b"HTTP/1.1 200 OK\r\n\r\n<html>"]
SENDS = [
    GATEWAY,
    (403, {"description": "Forbidden: bot was blocked by the user"}),
    (400, {"description": 'Bad Request: can\'t parse entities: unsupported start tag "xoan" at byte offset 5'}),
    "after",
    b"no HTTP at all",
    (429, {"description": "Too Many Requests: retry after 1", "parameters": {"retry_after": 1}}),
]


def noisy() -> Fault:
    faults: dict[str, Iterator[Any]] = {"getUpdates": iter(POLLS), "sendMessage": iter(SENDS)}
    return lambda method, _: next(faults.get(method, iter(())), None)


@pytest.mark.chaos
@pytest.mark.parametrize("http", ["aiohttp", "httpx"])
def test_row_46_no_fault_brings_the_token_or_words_into_the_log(tmp_path: Path, http: str):
    found(tmp_path)
    with BotApi() as api:
        api.fault = noisy()
        with RunningBot(api, tmp_path, LOG_LEVEL="DEBUG", TELEGRAM_HTTP=http) as bot:
            for number in range(12):
                api.say(*report(number))
            until(lambda: not api.unconfirmed and len(api.sent) >= 8)
    log, secret = bot.log, TOKEN.partition(":")[2]
    said = [report(number)[1] for number in range(12)] + [fields["text"] for _, fields in api.sent]
    assert log.count("updates not received") == len(POLLS)
    assert "message not delivered" in log
    assert [words for words in (secret, "xoan", *said) if words in log] == []
