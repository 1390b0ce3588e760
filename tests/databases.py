"""The databases of tests: SQLite in memory, or PostgreSQL where DONDOC_TEST_DATABASE_URL names a server.

Making tables takes SQLite 24 ms and PostgreSQL 140 ms; a database that is emptied and used again, 2 ms, and its
engine knows its statements already.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, make_url
from sqlmodel import SQLModel

from models import absence, assignment, digest, evidence, inbox, indicator, item, lease, outbox, people, plan, pulse
from models.database import open_engine
from models.schema import upgrade

# Imported so that the metadata is whole.
TABLES = (absence, assignment, digest, evidence, inbox, indicator, item, lease, outbox, people, plan, pulse)

SERVER = os.environ.get("DONDOC_TEST_DATABASE_URL", "")

_free: list[Engine] = []
_made: list[str] = []


@contextmanager
def fresh_engine() -> Iterator[Engine]:
    """An engine whose database has all tables and no rows."""
    engine = _free.pop() if _free else _new_engine()
    _empty(engine)
    try:
        yield engine
    finally:
        _free.append(engine)


def fresh_address(template: str = "template1") -> str:
    """The address of a new PostgreSQL database, a copy of the template, on the server of SERVER."""
    name = f"dondoc_test_{os.getpid()}_{len(_made)}"
    _on_server(f"CREATE DATABASE {name} TEMPLATE {template}")
    _made.append(name)
    return make_url(SERVER).set(database=name).render_as_string(hide_password=False)


def migrated_address(folder: Path) -> str:
    """The address of a new database at the newest revision: a copy, as the steps to it take SQLite 0.4 s."""
    if SERVER:
        return fresh_address(_migrated_on_server())
    (folder / "migrated.db").write_bytes(_migrated_file())
    return f"sqlite:///{folder}/migrated.db"


def lay_migrated(folder: Path) -> Path:
    """What the first command makes in its data folder: the file of a SQLite database at the newest revision."""
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / "dondoc.db"
    file.write_bytes(_migrated_file())
    return file


def close() -> None:
    """Drop what was made on the server."""
    while _free:
        _free.pop().dispose()
    while _made:
        _on_server(f"DROP DATABASE {_made.pop()} WITH (FORCE)")


def _new_engine() -> Engine:
    engine = open_engine(fresh_address() if SERVER else "sqlite://")
    if SERVER:
        SQLModel.metadata.create_all(engine)
    return engine


def _empty(engine: Engine) -> None:
    if not SERVER:
        with engine.connect() as connection:
            connection.connection.driver_connection.deserialize(_sqlite_with_tables())  # type: ignore[union-attr]
        return
    with engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL lock_timeout = '10s'")
        connection.exec_driver_sql(_emptied())
        connection.exec_driver_sql(
            "SELECT setval(oid::regclass, 1, false) FROM pg_class"
            " WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"
        )


@cache
def _sqlite_with_tables() -> bytes:
    engine = open_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    with engine.connect() as connection:
        content: bytes = connection.connection.driver_connection.serialize()  # type: ignore[union-attr]
    engine.dispose()
    return content


@cache
def _emptied() -> str:
    # Triggers off, and with them the references: the rows need no order. Faster than TRUNCATE for so few rows.
    deletes = " ".join(f'DELETE FROM "{table}";' for table in SQLModel.metadata.tables)
    return f"DO $$ BEGIN SET LOCAL session_replication_role = replica; {deletes} END $$"


@cache
def _migrated_on_server() -> str:
    address = fresh_address()
    _migrate(address)
    return make_url(address).database or ""


@cache
def _migrated_file() -> bytes:
    with TemporaryDirectory() as folder:
        _migrate(f"sqlite:///{folder}/migrated.db")
        return Path(folder, "migrated.db").read_bytes()


def _migrate(address: str) -> None:
    engine = open_engine(address)
    upgrade(engine)
    engine.dispose()


def _on_server(statement: str) -> None:
    engine = open_engine(SERVER)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
