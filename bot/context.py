"""What every command starts from: settings and an upgraded database, which nobody restores meanwhile."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import typer
from sqlalchemy import Engine, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from bot.backup import PATTERN
from bot.settings import Settings, SettingsError, load_settings
from models.database import Sessions, open_engine, transactions
from models.office import OfficeError, named_office, offices, the_office
from models.schema import SchemaError, upgrade


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
    _make_private(settings.database_file)
    try:
        engine = open_engine(settings.database)
        upgrade(engine)
    except (ArgumentError, NoSuchModuleError, ImportError, SchemaError, ValueError) as error:
        raise fail(f"DONDOC_DATABASE_URL: {_first_line(error)}") from None
    with transactions(engine)() as session:
        # A database that can only be read is refused now and not when somebody's report is lost.
        session.execute(text("UPDATE alembic_version SET version_num = version_num"))
        if len(known := offices(session)) <= 1:  # of several each has its own
            office = known[0] if known else the_office(session)
            office.timezone, office.language = settings.timezone, settings.language
            session.add(office)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise fail(f"DONDOC_DATA_DIR: {folder}: {error.strerror}") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise fail(f"DONDOC_DATA_DIR: {folder}: not writable")


def _make_private(file: Path | None) -> None:
    """A new database is for its owner's eyes; SQLite gives its log the same mode."""
    if file and file.parent.is_dir() and not file.exists():
        with suppress(OSError):  # what is wrong with the place is said by who opens it
            file.touch(mode=0o600)


@contextmanager
def in_use(file: Path | None, *, alone: bool = False) -> Iterator[None]:
    """Hold an SQLite database together with others, or `alone`: then nobody else may. A dead process holds nothing."""
    with ExitStack() as stack:
        if file and file.parent.is_dir() and os.access(file.parent, os.W_OK):
            lock = stack.enter_context(file.with_name(f"{file.name}.lock").open("a"))
            try:
                fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            except BlockingIOError:
                who = "bot hoặc một lệnh khác đang dùng; hãy dừng trước" if alone else "đang được khôi phục; hãy đợi"
                raise fail(f"{file}: cơ sở dữ liệu {who}.") from None
        yield


@contextmanager
def database() -> Iterator[tuple[Settings, Sessions]]:
    """Settings and database of a command; a database that fails meanwhile ends it with one line."""
    settings = settings_or_fail()
    try:
        with in_use(settings.database_file):
            engine = open_database(settings)
            try:
                yield settings, transactions(engine, _chosen(engine, settings))
            finally:
                engine.dispose()
    except OfficeError as error:
        raise fail(str(error)) from None
    except DBAPIError as error:
        where = f"DONDOC_DATABASE_URL / DONDOC_DATA_DIR: {_first_line(error.orig or error)}"
        raise fail(where + _way_back(settings, error)) from None


def _chosen(engine: Engine, settings: Settings) -> int | None:
    if not settings.office:
        return None
    with transactions(engine)() as session:
        return named_office(session, settings.office).id


def _way_back(settings: Settings, error: DBAPIError) -> str:
    """Of a file that is broken, how the newest copy is put back."""
    broken = not isinstance(error, OperationalError)
    copies = sorted(settings.backups.glob(PATTERN)) if broken and settings.database_file else []
    return f"; bản sao lưu mới nhất: dondoc db restore {copies[-1]}" if copies else ""


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def now() -> datetime:
    """The one clock of the program."""
    return datetime.now(UTC)
