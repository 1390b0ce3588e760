"""Every migration up and down with data, on both databases (T12); one that fails half-way; several at once."""

import threading
from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Engine,
    Enum,
    Float,
    Integer,
    String,
    Time,
    TypeDecorator,
    inspect,
)
from sqlalchemy.exc import DBAPIError
from sqlmodel import JSON, SQLModel

from conftest import MONDAY
from models.database import open_engine
from models.schema import MIGRATIONS, downgrade, revisions, upgrade

STEPS = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]
VALUES: dict[type, Any] = {
    Boolean: True,
    Date: date(2026, 6, 1),
    DateTime: MONDAY,
    Float: 1.5,
    Integer: 7,
    JSON: [],
    String: "Rà soát",
    Time: time(8),
}


def test_the_files_are_named_by_their_revisions():
    assert list(revisions()) == STEPS


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


def fill(engine: Engine) -> None:
    """Three rows in every table of the newest schema, each referring to the first row of other tables."""
    with engine.begin() as connection:
        for table in SQLModel.metadata.sorted_tables:
            for number in (1, 2, 3):
                row = {column.name: _value(column, number) for column in table.columns}
                connection.execute(table.insert().values(**row))


def _value(column: Column[Any], number: int) -> Any:
    if column.foreign_keys:
        [key] = column.foreign_keys
        return None if key.column.table is column.table or column.nullable else number
    if column.primary_key and isinstance(column.type, Integer):
        return number
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, Enum):
        return next(iter(kind.enum_class or ()))
    value = next(value for of, value in VALUES.items() if isinstance(kind, of))
    return f"{value} {number}" if isinstance(value, str) else value


def counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
        return {name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one() for name in tables}


def broken(engine: Engine) -> list[Any]:
    """PostgreSQL itself takes no row with a broken reference."""
    with engine.connect() as connection:
        return [] if engine.dialect.name != "sqlite" else connection.exec_driver_sql("PRAGMA foreign_key_check").all()


def test_every_step_down_and_up_again_keeps_every_row(engine: Engine):
    upgrade(engine)
    fill(engine)
    whole = counts(engine)
    assert set(whole.values()) == {3}
    for revision in STEPS[-2::-1]:
        downgrade(engine, revision)
        assert (set(counts(engine).values()), broken(engine)) == ({3}, [])
    kept = counts(engine)
    for revision in STEPS[1:]:
        upgrade(engine, revision)
        assert {name: counts(engine)[name] for name in kept} == kept
        assert broken(engine) == []
    assert counts(engine).keys() == whole.keys()


def test_the_schema_after_down_and_up_is_the_same(engine: Engine):
    upgrade(engine)
    downgrade(engine, STEPS[0])
    upgrade(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_a_migration_that_fails_half_way_changes_nothing(engine: Engine):
    upgrade(engine, "0003")
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO gate VALUES ('a', 'b', '2026-06-01 00:00:00')")
        connection.exec_driver_sql("CREATE TABLE item (id integer)")  # the second that 0004 makes
    before = counts(engine)
    with pytest.raises(DBAPIError, match="item"):
        upgrade(engine)
    assert counts(engine) == before
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE item")
    upgrade(engine)
    assert counts(engine)["gate"] == 1


def test_processes_that_start_together_upgrade_once(database_url: str):
    faults: list[Exception] = []

    def start() -> None:
        engine = open_engine(database_url)
        try:
            upgrade(engine)
        except DBAPIError as error:
            faults.append(error)
        engine.dispose()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
