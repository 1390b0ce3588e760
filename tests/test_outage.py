"""The database goes away under the running bot and comes back (T4): restarts, locks, no connection left."""

import sqlite3
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlmodel import select

from bot_api import BotApi
from crash import Play, herd, until
from crash_books import compare, is_settled, prepare, prequeue, report
from models.database import PRAGMAS, Sessions, cut_off, open_engine, transactions
from models.office import Office
from postgres import Cluster

BACK = 30  # seconds until work goes on


def play(folder: Path, cluster: Cluster, stops: list[str], down: float) -> Engine:
    """Two processes send reminders and take reports in while the server is stopped and started again."""
    play = Play(processes=2, updates=20 * len(stops), database=cluster.fresh())
    engine = open_engine(play.database)
    prepare(engine)
    prequeue(engine, range(60))
    reports = [report(number) for number in range(play.updates)]
    with BotApi() as api, herd(api, folder, play) as bots:
        bots.wait()
        for number, stop in enumerate(stops):
            for said in reports[20 * number : 20 * number + 10]:
                api.say(*said)
            wait_for_more(api)
            cluster.stop(stop)
            for said in reports[20 * number + 10 : 20 * number + 20]:
                api.say(*said)
            time.sleep(down)
            cluster.start()
            wait_for_more(api)
        until(lambda: not api.unconfirmed and is_settled(engine))
        assert bots.end() == [0, 0], bots.log
        books = compare(engine, api, [words for _, words in reports])
    engine.dispose()
    assert (books.faults, books.twice) == ({}, [])
    return engine


def wait_for_more(api: BotApi) -> None:
    before = len(api.sent)
    until(lambda: len(api.sent) > before, BACK)


@pytest.mark.chaos
def test_a_server_that_crashes_and_restarts_costs_nothing(tmp_path: Path, cluster: Cluster):
    play(tmp_path, cluster, ["immediate", "fast"] * 2, down=0)


@pytest.mark.chaos
def test_a_server_that_is_away_for_a_while_costs_nothing(tmp_path: Path, cluster: Cluster):
    play(tmp_path, cluster, ["fast"], down=8)


def test_whoever_waits_for_a_locked_database_goes_on_when_it_is_free(tmp_path: Path):
    engine = open_engine(f"sqlite:///{tmp_path}/a.db")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (id integer)")
    holder = sqlite3.connect(f"{tmp_path}/a.db", isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    threading.Timer(0.5, lambda: holder.execute("COMMIT")).start()
    with transactions(engine)() as session:
        session.execute(text("INSERT INTO t VALUES (1)"))
    assert holder.execute("SELECT count(*) FROM t").fetchone() == (1,)
    holder.close()
    engine.dispose()


def test_a_wait_for_a_locked_database_lasts_half_a_minute_at_most():
    assert "busy_timeout=30000" in PRAGMAS


def test_a_database_that_stays_locked_is_said_and_nothing_is_half_written(tmp_path: Path):
    engine = open_engine(f"sqlite:///{tmp_path}/a.db")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (id integer)")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=100")
    holder = sqlite3.connect(f"{tmp_path}/a.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked") as fault, transactions(engine)() as session:
        session.execute(text("INSERT INTO t VALUES (1)"))
    assert not cut_off(fault.value)
    holder.execute("COMMIT")
    assert holder.execute("SELECT count(*) FROM t").fetchone() == (0,)
    holder.close()
    engine.dispose()


def test_without_a_free_connection_nothing_is_half_written(engine: Engine, sessions: Sessions):
    small = create_engine(engine.url, pool_size=1, max_overflow=0, pool_timeout=0.1) if is_server(engine) else None
    if small is None:
        pytest.skip("SQLite's threads take turns before they ask for a connection")
    with small.connect(), pytest.raises(NoConnectionError) as fault, transactions(small)() as session:
        session.add(Office(name="A"))
        session.flush()
    assert cut_off(fault.value)
    small.dispose()
    with sessions() as session:
        assert session.exec(select(Office)).all() == []


def is_server(engine: Engine) -> bool:
    return engine.dialect.name == "postgresql"
