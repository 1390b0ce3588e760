"""Several platforms in one bot: each has its own listening, its own trouble, and its own way of being asked."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import typer
from sqlmodel import select
from structlog.testing import capture_logs

from bot.app import assemble
from bot.context import now
from bot.platforms import link_maker, mail_of, platforms_of, servers_of, show_pages
from bot.settings import Settings
from bot.shelf import Shelf, keep
from bot.vitals import look
from bot.warm import dispatch
from bot.worker import Dispatch
from conftest import LAN
from delivering import draw, message, rows
from fakes import FakeChannel
from hearing import says
from messages.channel import Capabilities, Channel, Incoming
from models.database import Sessions
from models.inbox import take
from models.lease import Lease
from models.ledger import Held
from models.outbox import enqueue
from models.people import Person
from scheduler.parcel import Desk
from zalo_server import TOKEN, ZaloServer

SECRET = "a-secret-of-ours"


def settings(folder: Path, **values: Any) -> Settings:
    return Settings(_env_file=None, data_dir=folder, **values)


def run(
    config: Settings,
    sessions: Sessions,
    channels: dict[str, Channel],
    until: Callable[[], bool],
    answer: Dispatch = dispatch,
) -> None:
    """Run the bot until something is so; raises what it ends with before."""

    async def play() -> None:
        for channel in channels.values():
            if hasattr(channel, "open"):
                await channel.open()
        stop = asyncio.Event()
        running = asyncio.create_task(assemble(config, sessions, channels, now, answer).run(stop))
        try:
            async with asyncio.timeout(60):
                while not (until() or running.done()):
                    await asyncio.sleep(0.01)
        finally:
            stop.set()
            await asyncio.wait([running])
            for channel in channels.values():
                if hasattr(channel, "close"):
                    await channel.close()
        running.result()

    asyncio.run(play())


def zalo_at(server: ZaloServer, folder: Path, **values: Any) -> tuple[Settings, dict[str, Channel]]:
    config = settings(folder, zalo_token=TOKEN, zalo_api=server.api, **values)
    return config, dict(platforms_of(config, None, now))


def test_of_two_platforms_the_one_that_is_refused_does_not_stop_the_other(sessions: Sessions, tmp_path: Path):
    fake = FakeChannel()
    with ZaloServer(token="another") as server, capture_logs() as log:
        config, channels = zalo_at(server, tmp_path)

        def refused() -> bool:
            stopped = any(line["event"].startswith("CHANNEL STOPPED") for line in log)
            if stopped and fake.heard.empty() and not fake.confirmed:
                fake.heard.put_nowait(says(1))
            return bool(fake.sent)

        run(config, sessions, {**channels, "fake": fake}, refused)
    [stopped] = [line for line in log if line["event"].startswith("CHANNEL STOPPED")]
    assert stopped["channel"] == "zalo"
    assert [sent.address for sent in fake.sent] == [LAN]


def test_a_bot_whose_every_platform_is_refused_ends(sessions: Sessions, tmp_path: Path):
    with ZaloServer(token="another") as server, pytest.raises(typer.Exit) as caught:
        config, channels = zalo_at(server, tmp_path)
        run(config, sessions, channels, lambda: False)
    assert caught.value.exit_code == 1


def test_a_process_without_the_turn_sends_and_does_not_ask(sessions: Sessions, tmp_path: Path):
    with sessions() as session:
        session.add(Lease(name="inbox:zalo", worker="elsewhere/1/a", until=now() + timedelta(hours=1)))
        enqueue(session, message("NV1", "lan", channel="zalo", due_at=now()))
    with ZaloServer() as server:
        server.say("lan", "NV1 xong")
        config, channels = zalo_at(server, tmp_path)
        run(config, sessions, channels, lambda: bool(server.sent))
        assert (server.texts("lan"), server.waiting) == (["NV1"], 1)
        assert "getUpdates" not in server.calls


@pytest.mark.parametrize(
    ("given", "polled", "pushed"),
    [
        ({}, (), set()),
        ({"telegram_token": "1:a"}, ("telegram",), set()),
        ({"zalo_token": "1:a"}, ("zalo",), set()),
        ({"telegram_token": "1:a", "zalo_token": "1:a"}, ("telegram", "zalo"), set()),
        ({"telegram_token": "1:a", "zalo_token": "1:a", "zalo_mode": "webhook"}, ("telegram",), {"zalo"}),
        ({"telegram_token": "1:a", "zalo_token": "1:a", "telegram_mode": "webhook"}, ("zalo",), {"telegram"}),
    ],
)
def test_each_platform_is_asked_or_calls_as_it_is_set(given, polled, pushed, tmp_path: Path, sessions: Sessions):
    config = settings(tmp_path, **given, zalo_webhook_secret=SECRET, zalo_webhook_url="https://bot.test/zalo")
    server, pages = servers_of(config)
    platforms = platforms_of(config, server, now)
    assert platforms.keys() == {*polled, *pushed}
    assert {name for name, platform in platforms.items() if platform.can.pushed} == pushed
    assert (server is not None) == bool(pushed)
    assert pages is None
    assert look(config, sessions, now()).polled == polled


def test_nothing_is_heard_of_a_platform_that_pushes_and_that_is_no_silence(sessions: Sessions, tmp_path: Path):
    called, asked = (Silent(can=Capabilities(pushed=pushed, polled=not pushed)) for pushed in (True, False))
    assert assemble(settings(tmp_path), sessions, {"fake": called}, now).watch.heard_at() is not None
    assert assemble(settings(tmp_path), sessions, {"fake": asked}, now).watch.heard_at() is None


class Silent(FakeChannel):
    heard_at = None


def test_a_document_is_had_at_the_address_that_goes_out_for_it(sessions: Sessions, office, tmp_path: Path):
    config = settings(tmp_path, public_url="https://dondoc.test")
    server, _ = servers_of(config)
    desk = Desk(sessions, now, config.files, draw)
    show_pages(config, server, desk, mail_of(config, sessions, now), Shelf(sessions, config.files))
    config.files.mkdir()
    with sessions() as session:
        lan = session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()
        kept = f"file:{keep(config.files, b'Bao cao')}"
        enqueue(session, message("a", person_id=lan.id, document=kept, document_name="bao-cao.docx"))
    [row] = rows(desk)
    held = Held(**{name: getattr(row, name) for name in Held._fields})
    maker = link_maker(config, now)
    assert maker is not None
    path = maker(held).removeprefix("https://dondoc.test")

    async def get() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(server.app), base_url="http://bot.test") as client:
            return await client.get(path)

    answer = asyncio.run(get())
    assert (answer.status_code, answer.content.decode()) == (200, "Bao cao")


def test_without_an_address_of_ours_no_links_are_made(tmp_path: Path):
    assert link_maker(settings(tmp_path), now) is None


def test_a_handler_that_fails_costs_no_message_of_zalo_and_none_is_handled_twice(sessions: Sessions, tmp_path: Path):
    done, failures = list[str](), [ValueError("once"), ValueError("again")]

    def handle(each: Sessions, incoming: Incoming, at: datetime, _reading: object) -> None:
        if incoming.text == "một" and failures:
            raise failures.pop()
        with each() as session:
            if take(session, incoming.channel, incoming.id, incoming.address, at):
                done.append(incoming.text)

    with ZaloServer() as server:
        for text in ("một", "hai"):
            server.say("lan", text)
        server.say("minh", "ba")
        server.repeat()
        config, channels = zalo_at(server, tmp_path)
        run(config, sessions, channels, lambda: len(done) == 3 and not server.waiting, handle)
    assert sorted(done) == ["ba", "hai", "một"]
    assert done.index("một") < done.index("hai"), "one chat keeps its order"
