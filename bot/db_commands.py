"""dondoc db: bring the schema up to date, copy the database safely, put a copy back, look whether it is sound."""

from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from sqlalchemy import text

from bot.audit_check import tips_now, told
from bot.backup import PG_DUMP, BackupError, back_up, nightly, put_back
from bot.context import database, fail, in_use, now, settings_or_fail
from bot.erasures import add, known_to, replay
from bot.noted import by_command_of_all
from models.acts import Act
from models.database import Sessions
from models.pulse import beat, pulses
from scheduler.restored import doubt_what_was_due

app = typer.Typer(no_args_is_help=True, help="Cơ sở dữ liệu: nâng cấp, sao lưu, khôi phục, kiểm tra.")


@app.command()
def upgrade() -> None:
    """Bring the schema up to date (every other command does it too)."""
    with database():
        typer.echo("Cơ sở dữ liệu đã ở phiên bản mới nhất.")


@app.command()
def backup(
    file: Annotated[Path | None, typer.Argument(help="None: a dated copy in DONDOC_DATA_DIR/backups.")] = None,
) -> None:
    """Copy a live SQLite database and its files; a plain copy of the file would not be sound."""
    try:
        taken = file is not None and file.exists()
    except OSError as error:
        raise fail(f"{file}: {error.strerror}") from None
    if taken:
        raise fail(f"{file}: tệp đã có, hãy chọn tên khác.")
    with database() as (settings, sessions):
        try:
            if settings.database_file is None:
                raise BackupError(PG_DUMP)
            local = now().astimezone(ZoneInfo(settings.timezone))
            copied = back_up(settings.database_file, settings.files, file) if file else nightly(settings, local)
        except BackupError as error:
            raise fail(str(error)) from None
        note(sessions)
        with sessions() as session:
            by_command_of_all(session, Act.COPY_MADE, f"rows {copied.total}", files=copied.files)
    typer.echo(f"Đã sao lưu vào {copied.file}: {copied.total} dòng, {copied.files} tệp; đã kiểm tra nguyên vẹn.")


@app.command()
def noted() -> None:
    """Say that another tool has just made a backup (pg_dump, the machine's own); `dondoc check` then knows."""
    with database() as (_, sessions):
        note(sessions)
        with sessions() as session:
            tips = tips_now(session)
    typer.echo(f"Đã ghi nhận một bản sao lưu. Điểm cuối nhật ký: {told(tips)}")


def note(sessions: Sessions) -> None:
    with sessions() as session:
        beat(session, "backup", now())


@app.command()
def restore(file: Path) -> None:
    """Put a copy in the place of the database, which is kept aside. Stop the bot first."""
    settings, at = settings_or_fail(), now()
    if settings.database_file is None:
        raise fail(PG_DUMP)
    with in_use(settings.database_file, alone=True):
        gone = known_to(settings.database_file)
        try:
            copied, aside = put_back(file, settings.database_file, settings.files, at)
        except BackupError as error:
            raise fail(str(error)) from None
        add(settings.data_dir, gone)
    typer.echo(f"Đã khôi phục {copied.total} dòng, {copied.files} tệp từ {file}.")
    if aside:
        typer.echo(f"Cơ sở dữ liệu trước đó được giữ ở {aside}.")
    _doubt(at)


@app.command()
def restored() -> None:
    """Say that another tool (pg_restore) has just put a copy back, before the bot is started."""
    _doubt(now())


def _doubt(at: datetime) -> None:
    """Nobody knows what came in and what went out since the copy was made."""
    with database() as (settings, sessions), sessions() as session:
        last, doubted = max(pulses(session).values(), default=None), doubt_what_was_due(session, at)
        by_command_of_all(session, Act.COPY_RESTORED, "office all", doubted=doubted)
        erased = replay(session, settings.data_dir, at)
        zone = ZoneInfo(settings.timezone)
    if erased:
        typer.echo(f"Đã xóa lại dữ liệu của {erased} người đã được xóa sau khi lập bản này.")
    if last:
        local = f"{last.astimezone(zone):%H:%M %d/%m/%Y}"
        typer.echo(f"Tin nhận sau {local} không có trong bản này; hãy báo mọi người gửi lại.")
    typer.echo(f"{doubted} tin đến hạn có thể đã gửi rồi: được gửi lại một lần, có ghi “(gửi lại)”; tệp thì chờ xem.")


@app.command()
def check() -> None:
    """Whether the database is sound."""
    with database() as (settings, sessions), sessions() as session:
        if settings.database_file:
            verdict = session.execute(text("PRAGMA integrity_check")).scalar_one()
            broken = session.execute(text("PRAGMA foreign_key_check")).all()
            if verdict != "ok" or broken:
                raise fail(f"Cơ sở dữ liệu hỏng: {verdict}, {len(broken)} tham chiếu sai.")
    typer.echo("Cơ sở dữ liệu nguyên vẹn.")
