"""T10: the real process killed while updates wait, updates that come twice, two bots on one token. Rows 1, 2 and 5."""

import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bot_api import BotApi
from crash import until
from crash_books import found, prepare, report
from models.database import open_engine
from running_bot import ROOT, RunningBot

UPDATES = 100

pytestmark = pytest.mark.chaos


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    prepare(engine)
    yield engine
    engine.dispose()


def effects(engine: Engine) -> Counter[str]:
    """How often the words of each report stand in the journal."""
    with engine.connect() as connection:
        return Counter(words for (words,) in connection.execute(text("SELECT words FROM progress")))


def test_a_poller_killed_over_waiting_updates_loses_none_and_doubles_none(
    tmp_path: Path, engine: Engine, database_url: str
):
    reports = [report(number) for number in range(UPDATES)]
    with BotApi() as api:
        for each in reports:
            api.say(*each)
        for delay, handled in ((0.0, 0), (0.05, 0), (0.0, 1)):
            polls = api.calls.count("getUpdates")
            with RunningBot(api, tmp_path, DATABASE_URL=database_url) as bot:
                until(lambda polls=polls: api.calls.count("getUpdates") > polls)  # type: ignore[misc]
                until(lambda handled=handled: effects(engine).total() >= handled)  # type: ignore[misc]
                time.sleep(delay)
                bot.end(signal.SIGKILL)
        api.repeat()
        with RunningBot(api, tmp_path, DATABASE_URL=database_url) as bot:
            until(lambda: not api.unconfirmed and effects(engine).total() >= UPDATES)
            assert bot.end(signal.SIGTERM) == 0
    assert effects(engine) == Counter(words for _, words in reports)


KILLED = """
import os, sys
from datetime import UTC, datetime
from sqlalchemy import event
from handlers.dispatch import dispatch
from messages.channel import Incoming
from models.database import open_engine, transactions
at = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
engine = open_engine(sys.argv[1])
if "kill" in sys.argv:
    event.listen(engine, "commit", lambda _: os.kill(os.getpid(), 9))
dispatch(transactions(engine), Incoming("telegram", "7001:1", sys.argv[2], sys.argv[3], at, own_id="1"), at)
"""


def test_row_2_killed_before_the_commit_nothing_is_done_and_afterwards_all_is(engine: Engine, database_url: str):
    """The effect, the mark that it was handled and the answer to it are one transaction."""
    chat, words = report(0)

    def handle(*how: str) -> tuple[int, list[int]]:
        command = [sys.executable, "-c", KILLED, database_url, str(chat), words, *how]
        code = subprocess.run(command, cwd=ROOT, check=False, timeout=120).returncode
        tables = ("progress", "inboxmessage", "outboxmessage")
        with engine.connect() as connection:
            return code, [connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() or 0 for table in tables]

    assert handle("kill") == (-signal.SIGKILL, [0, 0, 0])
    assert handle() == (0, [1, 1, 1])
    assert handle() == (0, [1, 1, 1])


def test_of_two_processes_on_one_token_one_stops_with_one_alarm(tmp_path: Path):
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
        found(folder)
    with BotApi() as api, RunningBot(api, folders[0]) as first, RunningBot(api, folders[1]) as second:
        until(lambda: not (first.is_up and second.is_up), 90)
        ended, going = (second, first) if first.is_up else (first, second)
        assert ended.end(signal.SIGTERM) == 1
        assert ended.log.count("CHANNEL STOPPED") == 1
        assert "another bot uses this token" in ended.log
        polls = len(api.calls)
        api.say(*report(0))
        until(lambda: bool(api.sent))
        assert going.is_up
        assert len(api.calls) - polls < 20, "nobody asks in a loop"
