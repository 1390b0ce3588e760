"""A server that loses sight of a process, and a process that loses sight of its server."""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from models.database import AWAY, cut_off, open_engine, transactions
from models.server import WAITS, patience

SHORT = "idle_in_transaction_session_timeout"


@pytest.fixture
def server(postgres: str) -> Iterator[Engine]:
    engine = open_engine(f"{postgres}&options=-c {SHORT}=200")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (id integer)")
    yield engine
    engine.dispose()


def test_a_process_that_stands_still_locks_nobody_out_and_writes_nothing_when_it_wakes(server: Engine):
    sessions = transactions(server)
    with pytest.raises(OperationalError) as fault, sessions() as session:
        session.execute(text("LOCK TABLE t"))
        time.sleep(0.5)
        with sessions() as other:
            other.execute(text("INSERT INTO t VALUES (1)"))
        session.execute(text("INSERT INTO t VALUES (2)"))
    assert isinstance(fault.value, AWAY)
    assert cut_off(fault.value)
    with sessions() as session:
        assert session.execute(text("SELECT id FROM t")).scalars().all() == [1]


def test_a_session_is_told_how_long_it_may_stand_still(postgres: str):
    engine = open_engine(postgres)
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"SHOW {SHORT}").scalar() == "10s"
    engine.dispose()


def test_what_the_address_says_goes_before():
    assert "options" not in patience("postgresql+psycopg://a@b/c?options=-c%20x%3D1")
    assert patience("postgresql+psycopg://a@b/c") == WAITS
