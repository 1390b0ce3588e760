"""dondoc db: bring the schema up to date, copy the database safely, look whether it is sound."""

import sqlite3
from pathlib import Path

import typer
from sqlalchemy import text

from bot.context import database, fail
from models.database import bare

app = typer.Typer(no_args_is_help=True, help="Cơ sở dữ liệu: nâng cấp, sao lưu, kiểm tra.")


@app.command()
def upgrade() -> None:
    """Bring the schema up to date (every other command does it too)."""
    with database():
        typer.echo("Cơ sở dữ liệu đã ở phiên bản mới nhất.")


@app.command()
def backup(file: Path) -> None:
    """Copy a live SQLite database into FILE; a plain copy of the file would not be sound."""
    try:
        taken = file.exists()
    except OSError as error:
        raise fail(f"{file.name}: {error.strerror}") from None
    if taken:
        raise fail(f"{file.name}: tệp đã có, hãy chọn tên khác.")
    with database() as (settings, sessions):
        if not settings.database.startswith("sqlite"):
            raise fail("Sao lưu PostgreSQL bằng pg_dump; lệnh này chỉ dành cho SQLite.")
        with sessions() as session:
            try:
                bare(session).execute("VACUUM INTO ?", (str(file),))
            except sqlite3.Error as error:
                raise fail(f"{file}: {error}") from None
    typer.echo(f"Đã sao lưu vào {file}.")


@app.command()
def check() -> None:
    """Whether the database is sound."""
    with database() as (settings, sessions), sessions() as session:
        if settings.database.startswith("sqlite"):
            verdict = session.execute(text("PRAGMA integrity_check")).scalar_one()
            broken = session.execute(text("PRAGMA foreign_key_check")).all()
            if verdict != "ok" or broken:
                raise fail(f"Cơ sở dữ liệu hỏng: {verdict}, {len(broken)} tham chiếu sai.")
    typer.echo("Cơ sở dữ liệu nguyên vẹn.")
