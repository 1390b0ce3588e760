"""The engine, its transactions, and the column types that hold the same on SQLite and PostgreSQL."""

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any

import orjson
from sqlalchemy import DateTime, Engine, Enum, Executable, Table, event, func, select
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.pool import StaticPool
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel, create_engine

from models.server import heed_lost_sessions, patience

PATIENCE = "busy_timeout=30000"
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", PATIENCE)

OFFICE = "office"
"""In a session's info: the number of the office that a command works for, or None."""

AWAY = (OperationalError, InterfaceError, NoConnectionError)
"""The database is locked, full, restarting, out of connections or not reached: the same may be written later."""

Sessions = Callable[[], AbstractContextManager[Session]]
"""Opens one transaction: commits at the end of the block, rolls back on an exception."""


class Utc(TypeDecorator[datetime]):
    """An aware moment, kept as UTC; SQLite would drop the zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


def choice(kind: type[StrEnum]) -> Any:
    """A column holding one of the words of `kind`, stored as the word itself."""
    return Enum(kind, native_enum=False, length=20, values_callable=lambda k: [member.value for member in k])


def open_engine(url: str) -> Engine:
    """An engine whose SQLite transactions are durable (WAL, FULL) and take the write lock at BEGIN.

    A deferred transaction that reads and then writes fails at once with SQLITE_BUSY_SNAPSHOT when another
    wrote in between, whatever the busy timeout; BEGIN IMMEDIATE waits instead (facts/reliability.md 3).
    Parameters are hidden in errors: they are people's words, and errors go to logs.
    """
    options: dict[str, Any] = {"hide_parameters": True, "json_deserializer": orjson.loads}
    if not url.startswith("sqlite"):
        engine = create_engine(url, pool_pre_ping=True, connect_args=patience(url), **options)
        heed_lost_sessions(engine)
        return engine
    options["connect_args"] = {"check_same_thread": False, "timeout": 30}
    if url in ("sqlite://", "sqlite:///:memory:"):
        engine = create_engine("sqlite://", poolclass=StaticPool, **options)
    else:
        engine = create_engine(url, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def transactions(engine: Engine, office: int | None = None) -> Sessions:
    """The factory that every use case gets. `office`: the one that a command was told to work for.

    SQLite has one writer: its threads queue here, because its own busy handler sleeps up to 100 ms between tries
    (facts/reliability.md 3: 231 messages a second one at a time, 134 with four at once).
    """
    turn = threading.Lock() if engine.dialect.name == "sqlite" else nullcontext()

    def begin() -> AbstractContextManager[Session]:
        return _Transaction(engine, turn, office)

    return begin


class _Transaction(AbstractContextManager[Session]):
    def __init__(self, engine: Engine, turn: AbstractContextManager[Any], office: int | None) -> None:
        self._session = Session(engine, expire_on_commit=False, info={OFFICE: office})
        self._turn = turn

    def __enter__(self) -> Session:
        self._turn.__enter__()
        return self._session

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        try:
            if kind is None:
                self._session.commit()
        finally:
            self._session.close()
            self._turn.__exit__(kind, error, trace)


def fault_of(error: Exception) -> str:
    """What the database's driver says, in one line and without people's words."""
    return str(getattr(error, "orig", None) or error).partition("\n")[0]


def cut_off(error: Exception) -> bool:
    """Whether the connection broke or none was to be had, which is no fault of what was to be written."""
    return isinstance(error, NoConnectionError) or (isinstance(error, DBAPIError) and error.connection_invalidated)


def own_clock(session: Session, now: datetime) -> datetime:
    """The moment by the one clock that all processes of a database share: PostgreSQL's own, or `now` on SQLite, whose
    processes are on one machine."""
    if session.get_bind().dialect.name == "sqlite":
        return now
    moment: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return moment.astimezone(UTC)


def table_of(model: type[SQLModel]) -> Table:
    """The Core table of a model, for the statements of the hot paths."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def insert_new(session: Session, model: type[SQLModel], values: dict[str, Any], unique: Sequence[str]) -> bool:
    """Insert a row unless one with the same `unique` columns stands; True if it was inserted."""
    statement = _insert_unless(table_of(model), tuple(unique), session.get_bind().dialect.name)
    return bool(session.execute(statement, values).rowcount)  # type: ignore[attr-defined]


@cache
def _insert_unless(table: Table, unique: tuple[str, ...], dialect: str) -> Executable:
    """Built once: to write a statement down anew costs fifteen times what the database needs to run it."""
    insert = insert_into(table, dialect).on_conflict_do_nothing(index_elements=unique)
    # Without the option an INSERT's count is -1 on PostgreSQL, which would be true.
    statement: Executable = insert.execution_options(preserve_rowcount=True)
    return statement


def insert_into(table: Table, dialect: str) -> Any:
    """An INSERT that can say ON CONFLICT; of the databases' dialects only the one in use is loaded."""
    if dialect == "sqlite":
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import insert  # type: ignore[assignment]
    return insert(table)


def empty_log(sessions: Sessions) -> bool:
    """Move SQLite's write-ahead log into the database and cut it to nothing; False while another process reads.

    `secure_delete` writes zeros over what is deleted, but until this runs the log still holds the pages as they were
    before. What it cannot reach: blocks that the file system or an SSD has given up, and backups made in between.
    """
    with sessions() as session:
        if session.get_bind().dialect.name != "sqlite":
            return True
        connection = bare(session)
        connection.execute("PRAGMA busy_timeout=0")  # nobody's message waits for this
        try:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.execute(f"PRAGMA {PATIENCE}")
    return not busy


def bare(session: Session) -> Any:
    """The driver's own connection outside of any transaction, for what SQLite refuses inside one."""
    connection = session.connection().connection.driver_connection
    session.rollback()
    return connection
