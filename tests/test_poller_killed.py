"""T10: the real process killed while updates wait, updates that come twice, two bots on one token. Rows 1, 2 and 5."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from bot_api import BotApi
from crash import prepare, report, until
from running_bot import ROOT, RunningBot

UPDATES = 100

pytestmark = pytest.mark.chaos


def effects(folder: Path) -> Counter[str]:
    """How often the words of each report stand in the journal."""
    connection = sqlite3.connect(folder / "dondoc.db", timeout=30)
    found = Counter(words for (words,) in connection.execute("SELECT words FROM progress"))
    connection.close()
    return found


def test_a_poller_killed_over_waiting_updates_loses_none_and_doubles_none(tmp_path: Path):
    prepare(tmp_path / "dondoc.db")
    reports = [report(number) for number in range(UPDATES)]
    with BotApi() as api:
        for each in reports:
            api.say(*each)
        for delay, handled in ((0.0, 0), (0.05, 0), (0.0, UPDATES // 3)):
            polls = api.calls.count("getUpdates")
            with RunningBot(api, tmp_path) as bot:
                until(lambda polls=polls: api.calls.count("getUpdates") > polls)  # type: ignore[misc]
                until(lambda handled=handled: effects(tmp_path).total() >= handled)  # type: ignore[misc]
                time.sleep(delay)
                bot.end(signal.SIGKILL)
        assert effects(tmp_path).total() < UPDATES, "it was killed while it worked"
        api.repeat()
        with RunningBot(api, tmp_path) as bot:
            until(lambda: not api.unconfirmed and effects(tmp_path).total() >= UPDATES)
            assert bot.end(signal.SIGTERM) == 0
    assert effects(tmp_path) == Counter(words for _, words in reports)


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


def test_row_2_killed_before_the_commit_nothing_is_done_and_afterwards_all_is(tmp_path: Path):
    """The effect, the mark that it was handled and the answer to it are one transaction."""
    prepare(tmp_path / "dondoc.db")
    chat, words = report(0)

    def handle(*how: str) -> tuple[int, list[int]]:
        command = [sys.executable, "-c", KILLED, f"sqlite:///{tmp_path}/dondoc.db", str(chat), words, *how]
        code = subprocess.run(command, cwd=ROOT, check=False, timeout=120).returncode
        connection = sqlite3.connect(tmp_path / "dondoc.db")
        tables = ("progress", "inboxmessage", "outboxmessage")
        counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
        connection.close()
        return code, counts

    assert handle("kill") == (-signal.SIGKILL, [0, 0, 0])
    assert handle() == (0, [1, 1, 1])
    assert handle() == (0, [1, 1, 1])


def test_of_two_processes_on_one_token_one_stops_with_one_alarm(tmp_path: Path):
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
        prepare(folder / "dondoc.db")
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
