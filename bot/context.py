"""What every command starts from: settings, an upgraded database, logs without secrets."""

import logging
import os
import re
import sys
import traceback
from asyncio import CancelledError
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog
import typer
from sqlalchemy import Engine, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from bot.settings import Settings, SettingsError, load_settings
from bot.trouble import place_of
from models.database import SchemaError, Sessions, open_engine, transactions, upgrade
from models.office import the_office

_TOKEN = re.compile(r"(?<!\d)\d{3,}:[\w-]{20,}")


def fail(line: str) -> typer.Exit:
    """Print one line on standard error; `raise fail(...)` ends the command with exit code 2."""
    typer.echo(line, err=True)
    return typer.Exit(2)


def settings_or_fail() -> Settings:
    try:
        return load_settings()
    except SettingsError as error:
        raise fail(str(error)) from None


def open_database(settings: Settings) -> Engine:
    """The configured database, its schema and the office's settings brought up to date."""
    _make_folder(settings.files)
    try:
        engine = open_engine(settings.database)
        upgrade(engine)
    except (ArgumentError, NoSuchModuleError, ImportError, SchemaError, ValueError) as error:
        raise fail(f"DONDOC_DATABASE_URL: {_first_line(error)}") from None
    with transactions(engine)() as session:
        # A database that can only be read is refused now and not when somebody's report is lost.
        session.execute(text("UPDATE alembic_version SET version_num = version_num"))
        office = the_office(session)
        office.timezone, office.language = settings.timezone, settings.language
        session.add(office)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise fail(f"DONDOC_DATA_DIR: {folder}: {error.strerror}") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise fail(f"DONDOC_DATA_DIR: {folder}: not writable")


@contextmanager
def database() -> Iterator[tuple[Settings, Sessions]]:
    """Settings and database of a command; a database that fails meanwhile ends it with one line."""
    settings = settings_or_fail()
    try:
        engine = open_database(settings)
        try:
            yield settings, transactions(engine)
        finally:
            engine.dispose()
    except DBAPIError as error:
        raise fail(f"DONDOC_DATABASE_URL / DONDOC_DATA_DIR: {_first_line(error.orig or error)}") from None


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def now() -> datetime:
    """The one clock of the program."""
    return datetime.now(UTC)


def set_up_logs(level: str) -> None:
    """Structured lines on standard error. httpx logs every address at INFO, and with it the token."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Discreet("%(message)s"))
    handler.addFilter(lambda record: not _is_told_to_stop(record))
    logging.basicConfig(level=level, handlers=[handler])
    for noisy in ("httpx", "httpcore", "apscheduler", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # PTB writes a traceback for every answer in HTML; what failed is one line of ours.
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _with_place,
            _without_tokens,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
    )


class _Discreet(logging.Formatter):
    """PTB writes its address at DEBUG, and any library may put it, or what people wrote, into a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub("<token>", super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """The lines that led to the error and its class."""
        return "".join(traceback.format_tb(ei[2])) + str(ei[0] and ei[0].__name__)


def _is_told_to_stop(record: logging.LogRecord) -> bool:
    """True for what libraries write about work of theirs that our own stop ended."""
    return bool(record.exc_info and isinstance(record.exc_info[1], CancelledError))


def _with_place(_logger: Any, _method: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    error = sys.exc_info()[1] if fields.pop("exc_info", None) else None
    return {**fields, "error": place_of(error)} if error else fields


def _without_tokens(_logger: Any, _method: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: _TOKEN.sub("<token>", str(value)) for key, value in fields.items()}
