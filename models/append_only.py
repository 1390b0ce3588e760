"""Triggers by which the database itself refuses to change or delete what was once added.

Whoever may change the schema can drop them; then the chain of hashes tells. A batch change by Alembic makes the table
anew, and on SQLite without its triggers: a migration that changes such a table must call `guard` again.
"""

from sqlalchemy import Connection, Table

_SQLITE = (
    "CREATE TRIGGER {table}_not_changed BEFORE UPDATE ON {table}"
    " BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    "CREATE TRIGGER {table}_not_deleted BEFORE DELETE ON {table}"
    " BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    # INSERT OR REPLACE deletes without asking the trigger above.
    "CREATE TRIGGER {table}_not_replaced BEFORE INSERT ON {table}"
    " WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
    " OR EXISTS (SELECT 1 FROM {table} WHERE office_id = NEW.office_id AND number = NEW.number)"
    " BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$",
    "CREATE TRIGGER {table}_not_changed BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    "CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_refuse()",
)


def guard(connection: Connection, table: str) -> None:
    """Make the triggers of a table that has `id`, `office_id` and `number`."""
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement.format(table=table))


def missing(connection: Connection, table: str) -> list[str]:
    """The names of the triggers that a guarded table has no more, or that are switched off."""
    sqlite = connection.dialect.name == "sqlite"
    wanted = ("changed", "deleted", "replaced") if sqlite else ("changed", "emptied")
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if sqlite
        else "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    )
    found = set(connection.exec_driver_sql(query).scalars())
    return [name for name in (f"{table}_not_{each}" for each in wanted) if name not in found]


def unguard(connection: Connection, table: str) -> None:
    """Forget what stays when the table is dropped."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {table}_refuse() CASCADE")


def guard_created(table: Table, connection: Connection, **_: object) -> None:
    """For the event "after_create", so that tables made from the metadata equal those of the migrations."""
    guard(connection, table.name)
