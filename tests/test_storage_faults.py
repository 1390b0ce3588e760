"""T11: a disk that is full, a database that is locked, read-only or broken. Nothing is confirmed that was not stored,
the alarm is raised, and all goes on where it stopped. Rows 54 and 55 of the fault catalogue.

DONDOC_TEST_LOCK=60 holds the lock as long as the catalogue says.
"""

import asyncio
import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from structlog.testing import capture_logs

from bot.app import assemble
from bot.context import now
from bot.disk import Room
from bot.platforms import telegram_of
from bot_api import BotApi
from crash import until
from databases import lay_migrated
from live_bot import live, settings
from models.database import open_engine, transactions
from models.office import Office
from running_bot import RunningBot

LOCK = float(os.environ.get("DONDOC_TEST_LOCK", "4"))
PEOPLE = range(6001, 6021)


@dataclass
class Disk:
    """An engine on a real file; `trouble` is a pragma that every transaction begins with."""

    engine: Engine
    trouble: list[str] = field(default_factory=list)

    def prepare(self, connection: Any, _record: Any, _proxy: Any) -> None:
        for pragma in self.trouble:
            connection.execute(f"PRAGMA {pragma}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    engine = open_engine(f"sqlite:///{lay_migrated(tmp_path)}")
    with transactions(engine)() as session:
        session.add(Office(name="Sở Tư pháp"))
    disk = Disk(engine)
    event.listen(engine, "checkout", disk.prepare)
    yield disk
    engine.dispose()


def say(api: BotApi) -> None:
    for person in PEOPLE:
        api.say(person, "xin chào " * 400)


def answered(api: BotApi) -> bool:
    return all(api.texts(person) for person in PEOPLE) and not api.unconfirmed


@pytest.mark.chaos
@pytest.mark.parametrize(
    ("trouble", "healed", "words"),
    [
        ("max_page_count=1", "max_page_count=1000000", "full"),
        ("query_only=ON", "query_only=OFF", "readonly"),
    ],
)
def test_what_cannot_be_stored_is_not_confirmed_and_comes_again(
    disk: Disk, tmp_path: Path, trouble: str, healed: str, words: str
):
    def play(api: BotApi, log: list[Any]) -> Iterator[bool]:
        def alarms() -> list[str]:
            return [line["error"] for line in log if line["event"].startswith("DATABASE FAULT")]

        while "getUpdates" not in api.calls:
            yield False
        disk.trouble = [trouble]
        say(api)
        while not any(words in alarm for alarm in alarms()):
            yield False
        assert api.unconfirmed == len(PEOPLE)
        disk.trouble = [healed]
        while not answered(api):
            yield False
        yield True

    with BotApi() as api, capture_logs() as log:
        steps = play(api, log)  # type: ignore[arg-type]
        live(settings(api, tmp_path), transactions(disk.engine), lambda: next(steps))
    assert [len(api.texts(person)) for person in PEOPLE] == [1] * len(PEOPLE)
    with closing(sqlite3.connect(tmp_path / "dondoc.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.chaos
def test_while_the_disk_is_full_telegram_keeps_what_was_written(disk: Disk, tmp_path: Path):
    space = Room(0.97, 10**7)

    async def until_so(what: Callable[[], object]) -> None:
        while not what():
            await asyncio.sleep(0.02)

    async def play(api: BotApi) -> None:
        nonlocal space
        config = settings(api, tmp_path)
        telegram = telegram_of(config, None, now)
        assert telegram
        await telegram.open()
        stop = asyncio.Event()
        bot = assemble(config, transactions(disk.engine), {"telegram": telegram}, now)
        bot.watch.every, bot.watch.room = 0.02, lambda _settings: space
        running = asyncio.create_task(bot.run(stop))
        async with asyncio.timeout(60):
            await until_so(lambda: bot.watch.closed)
            say(api)
            await until_so(lambda: bot.watch.meter.turned_away >= len(PEOPLE))
            assert api.unconfirmed == len(PEOPLE)
            space = Room(0.5, 10**10)
            await until_so(lambda: answered(api))
        stop.set()
        await running
        await telegram.close()

    with BotApi() as api:
        asyncio.run(play(api))
    assert [len(api.texts(person)) for person in PEOPLE] == [1] * len(PEOPLE)


@dataclass
class Lock:
    """Somebody else's transaction on the database."""

    file: Path

    def __enter__(self) -> None:
        self._connection = sqlite3.connect(self.file, isolation_level=None, timeout=30)
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, *_: object) -> None:
        self._connection.close()


def running(api: BotApi) -> Callable[[], bool]:
    return lambda: "getUpdates" in api.calls


@pytest.mark.chaos
def test_a_locked_database_confirms_nothing_and_loses_nothing(disk: Disk, tmp_path: Path):
    with BotApi() as api, RunningBot(api, tmp_path) as bot:
        until(running(api))
        with Lock(tmp_path / "dondoc.db"):
            say(api)
            time.sleep(LOCK)
            assert api.unconfirmed == len(PEOPLE)
            assert api.sent == []
        until(lambda: answered(api))
        assert bot.end(signal.SIGTERM) == 0
    assert [len(api.texts(person)) for person in PEOPLE] == [1] * len(PEOPLE)


@pytest.mark.chaos
def test_a_bot_that_hangs_in_a_locked_database_still_stops(disk: Disk, tmp_path: Path):
    with BotApi() as api, RunningBot(api, tmp_path) as bot:
        until(running(api))
        with Lock(tmp_path / "dondoc.db"):
            say(api)
            time.sleep(1)
            bot.end(signal.SIGTERM, patience=60)
        assert "STOPPED THE HARD WAY" in bot.log
        assert api.unconfirmed == len(PEOPLE)
    with BotApi() as again, RunningBot(again, tmp_path) as bot:
        say(again)
        until(lambda: answered(again))


def test_a_broken_file_is_not_started_on_and_nothing_is_confirmed(disk: Disk, tmp_path: Path):
    disk.engine.dispose()
    for log in tmp_path.glob("dondoc.db-*"):
        log.unlink()
    (tmp_path / "dondoc.db").write_bytes(b"not a database, but long enough for its header" * 200)
    with BotApi() as api, RunningBot(api, tmp_path) as bot:
        say(api)
        until(lambda: not bot.is_up)
        assert "file is not a database" in bot.log
        assert api.calls == []
