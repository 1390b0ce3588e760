"""The schema, brought to a revision by Alembic, which is loaded only where there is something to bring."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text
from sqlmodel import SQLModel

import models.tables  # noqa: F401  the metadata is whole

MIGRATIONS = Path(__file__).parent / "migrations"

UPGRADING = 5_2026  # the number of the lock under which PostgreSQL's schema changes


class SchemaError(Exception):
    """The database's schema is not one that this program can bring up to date; one line says why."""


@cache
def revisions() -> tuple[str, ...]:
    """The schema's revisions, oldest first: what the names of the migrations begin with."""
    return tuple(sorted(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*_*.py")))


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to `revision`, wholly or not at all; raises SchemaError."""
    with engine.connect() as connection:
        if revision != "head":
            _migrate(connection, "upgrade", revision)
            return
        tables = set(inspect(connection).get_table_names())
        if _revision(connection, tables) != revisions()[-1]:
            _migrate(connection, "upgrade", revision)
            tables = set(inspect(connection).get_table_names())
        connection.rollback()
    if missing := SQLModel.metadata.tables.keys() - tables:
        raise SchemaError(f"tables are missing: {', '.join(sorted(missing))}; go back to a backup")


def _revision(connection: Connection, tables: Collection[str]) -> str | None:
    if "alembic_version" not in tables:
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def downgrade(engine: Engine, revision: str) -> None:
    """Bring the schema back to an earlier `revision`; what only later ones hold is lost. Raises SchemaError."""
    with engine.connect() as connection:
        _migrate(connection, "downgrade", revision)


def _migrate(connection: Connection, act: str, revision: str) -> None:
    from alembic import command  # 0.2 s and 9 MB, which a database that is up to date does not pay for
    from alembic.config import Config
    from alembic.util import CommandError

    connection.rollback()
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    with _schema_to_ourselves(connection):
        try:
            getattr(command, act)(config, revision)
        except CommandError as error:
            raise SchemaError(f"the database was written by another version of dondoc ({error})") from error


@contextmanager
def _schema_to_ourselves(connection: Connection) -> Iterator[None]:
    """On SQLite with foreign keys off, and checked after: with them on, an Alembic batch change of a parent table
    deletes every child row. On PostgreSQL processes that start together go one by one."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({UPGRADING})")
        yield
        connection.commit()
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("SELECT 1")  # begins the one transaction of all steps
    try:
        yield
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise SchemaError(f"broken references after the upgrade: {broken[:5]}")
        connection.commit()
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")
