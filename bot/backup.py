"""Copies of the SQLite database with the received files, each proved before it counts, and how one is put back."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine
from sqlmodel import Session

from bot.settings import Settings
from models.kept import referred_to
from models.schema import revisions

PG_DUMP = "PostgreSQL: sao lưu bằng pg_dump (rồi dondoc db noted), khôi phục bằng pg_restore (rồi dondoc db restored)."
PATTERN = "dondoc-????????-????.db"
PRIVATE = 0o600
QUIET_HOUR = 2  # and a half, by the office's clock
BATCH = 500  # files asked about in one query
PATIENCE = 30  # seconds for a database that is being written to


class BackupError(Exception):
    """No copy was made, or the file cannot be put back; the message is one Vietnamese line."""


@dataclass(frozen=True)
class Copied:
    """A copy that was proved: its rows, counted in the copy, and how many received files lie beside it."""

    file: Path
    rows: dict[str, int]
    files: int

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def files_beside(copy: Path) -> Path:
    """The folder with the received files of a copy."""
    return copy.with_suffix(".files")


def copy_named(folder: Path, local: datetime) -> Path:
    """The name of the copy made at that office time; names sort as their times do."""
    return folder / f"dondoc-{local:%Y%m%d-%H%M}.db"


def back_up(database: Path, files: Path, target: Path) -> Copied:
    """Copy a database that may be in use, with the received files it refers to. Raises BackupError.

    Files are linked where the file system can, as none of them is ever written again; so they cost no room, and
    a copy on another disk, or rsync --archive of the whole folder, holds them too.
    """
    with _at_work_on(target, target) as part:
        if shutil.disk_usage(target.parent).free < 2 * database.stat().st_size:
            raise BackupError(f"{target}: không đủ chỗ trống trên đĩa để sao lưu.")
        rows = _copy(database, part)
        prove(part, target)
        if (found := rows_of(part)) != rows:
            raise BackupError(f"{target}: bản sao có {sum(found.values())} dòng, bản gốc {sum(rows.values())}.")
        count = _link(_kept(part, files), files, files_beside(target))
        part.replace(target)
        return Copied(target, rows, count)


@contextmanager
def _at_work_on(target: Path, named: Path) -> Iterator[Path]:
    """A private file beside the target, gone afterwards unless it was moved; `named` is the file that errors name."""
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        try:
            yield part
        finally:
            part.unlink(missing_ok=True)
    except (sqlite3.Error, OSError) as error:
        raise BackupError(f"{named}: {error.strerror if isinstance(error, OSError) else error}") from None


def _copy(source: Path, part: Path, mode: str = "rw") -> dict[str, int]:
    """Copy what is committed; the rows of every table. Nobody writes meanwhile, so that rows can be compared."""
    with closing(_open(source, mode)) as held, closing(_open(source, mode)) as reader:
        held.execute("BEGIN IMMEDIATE" if mode == "rw" else "BEGIN")
        rows = _rows(held)
        reader.execute("VACUUM INTO ?", (str(part),))
        held.execute("ROLLBACK")
    with part.open("rb+") as written:
        os.fsync(written)
    return rows


def _open(file: Path, mode: str = "rw") -> sqlite3.Connection:
    address = f"{file.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, timeout=PATIENCE, isolation_level=None, uri=True)


def rows_of(file: Path) -> dict[str, int]:
    """How many rows each table of a database has."""
    with closing(_open(file)) as connection:
        return _rows(connection)


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    listed = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    names = [str(name) for (name,) in listed]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def prove(file: Path, named: Path) -> None:
    """Raises BackupError about `named`, or sqlite3.Error, unless the file is a whole database of ours."""
    with closing(_open(file)) as connection:
        if verdict := _verdict(connection):
            raise BackupError(f"{named}: cơ sở dữ liệu hỏng ({verdict}).")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise BackupError(f"{named}: có tham chiếu sai giữa các bảng.")
        listed = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
        known = listed[0] and connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if not known or known[0] not in revisions():
        raise BackupError(f"{named}: không phải cơ sở dữ liệu của Đôn Đốc, hoặc của phiên bản mới hơn.")


def verdict_on(database: Path) -> str:
    """ "" for a sound database, otherwise what is wrong with it; may raise sqlite3.Error."""
    with closing(_open(database)) as connection:
        return _verdict(connection)


def _verdict(connection: sqlite3.Connection) -> str:
    verdict = str(connection.execute("PRAGMA quick_check").fetchone()[0])
    return "" if verdict == "ok" else verdict


def _kept(copy: Path, files: Path) -> set[str]:
    """The received files that the copy refers to."""
    present = [path.name for path in files.iterdir()] if files.is_dir() else []
    engine = create_engine(f"sqlite:///{copy}")
    try:
        with Session(engine) as session:
            batches = (present[start : start + BATCH] for start in range(0, len(present), BATCH))
            return set().union(*(referred_to(session, batch) for batch in batches))
    finally:
        engine.dispose()


def _link(names: set[str], source: Path, target: Path) -> int:
    """Link files into another folder unless they are there; how many were new."""
    new = [name for name in sorted(names) if not (target / name).exists()]
    if new:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in new:
        try:
            os.link(source / name, target / name)
        except OSError:  # another disk, or a file system without links
            shutil.copy2(source / name, target / name)
    return len(new)


def is_due(last: datetime | None, local: datetime) -> bool:
    """Whether no copy was made since the last quiet hour; a machine that is off at night makes it when it starts."""
    quiet = local.replace(hour=QUIET_HOUR, minute=30, second=0, microsecond=0)
    return last is None or last < (quiet if quiet <= local else quiet - timedelta(days=1))


def nightly(settings: Settings, local: datetime) -> Copied:
    """A copy named by the office's time, and the oldest ones deleted. Raises BackupError."""
    if settings.database_file is None:
        raise BackupError(PG_DUMP)
    try:
        settings.backups.mkdir(mode=0o700, parents=True, exist_ok=True)
        copied = back_up(settings.database_file, settings.files, copy_named(settings.backups, local))
        rotate(settings.backups, max(settings.backup_keep, 1))
    except OSError as error:
        raise BackupError(f"{settings.backups}: {error.strerror}") from None
    return copied


def rotate(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest copies; those deleted."""
    old = sorted(folder.glob(PATTERN))[:-keep]
    for copy in old:
        copy.unlink()
        shutil.rmtree(files_beside(copy), ignore_errors=True)
    return old


def put_back(copy: Path, database: Path, files: Path, at: datetime) -> tuple[Copied, Path | None]:
    """Put a copy in the place of a database that nobody uses; what was put back, and where the present one is kept.

    A file that is broken or not ours is refused (BackupError) before anything changes.
    """
    if not copy.is_file():
        raise BackupError(f"{copy}: không có tệp này.")
    database.parent.mkdir(parents=True, exist_ok=True)
    with _at_work_on(database, copy) as part:
        rows = _copy(copy, part, "ro")
        prove(part, copy)
        aside = _set_aside(database, at)
        part.replace(database)
    beside = files_beside(copy)
    names = {path.name for path in beside.iterdir() if path.is_file()} if beside.is_dir() else set()
    return Copied(database, rows, _link(names, beside, files)), aside


def _set_aside(database: Path, at: datetime) -> Path | None:
    """Rename a database together with its log, without which it may not be whole."""
    aside = database.with_name(f"{database.stem}-truoc-khoi-phuc-{at:%Y%m%d-%H%M%S}.db")
    for suffix in ("-wal", "-shm", ""):
        present = database.with_name(database.name + suffix)
        if present.exists():
            present.rename(aside.with_name(aside.name + suffix))
    return aside if aside.exists() else None
