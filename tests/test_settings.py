"""A wrong setting or a database that cannot be used ends every command with one line that names it."""

import sqlite3
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import app
from bot.settings import Settings
from databases import lay_migrated

WEBHOOK = {
    "TELEGRAM_TOKEN": "1:a",
    "TELEGRAM_MODE": "webhook",
    "TELEGRAM_WEBHOOK_URL": "https://bot.test/telegram",
    "TELEGRAM_WEBHOOK_SECRET": "s3cret-of-ours",
}


def run(folder: Path, *words: str, **settings: str) -> Result:
    env = {"DONDOC_DATA_DIR": str(folder / "data"), "DONDOC_DATABASE_URL": "", "DONDOC_TELEGRAM_TOKEN": ""}
    return CliRunner().invoke(app, words or ["plan", "list"], env=env | {f"DONDOC_{k}": v for k, v in settings.items()})


def said(result: Result) -> str:
    """The one line of a command that refused."""
    assert result.exit_code == 2, result.exception
    [line] = result.stderr.splitlines()
    return line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIMEZONE", "Mars/Olympus"),
        ("TIMEZONE", "Asia"),
        ("LANGUAGE", "fr"),
        ("LOG_LEVEL", "verbose"),
        ("TELEGRAM_TOKEN", "abc"),
        ("TELEGRAM_API", "ftp://bot.test"),
        ("TELEGRAM_API", "http://[::bad/bot"),
        ("TELEGRAM_API", "http://bot.test:port/bot"),
        ("TELEGRAM_PROXY", "nonsense"),
        ("TELEGRAM_PROXY", "socks5://127.0.0.1:1080"),
        ("TELEGRAM_WEBHOOK_LISTEN", "127.0.0.1:99999"),
        ("TELEGRAM_WEBHOOK_LISTEN", "127.0.0.1"),
        ("TELEGRAM_WEBHOOK_LISTEN", "nohost..:8443"),
        ("TELEGRAM_WEBHOOK_SECRET", "a b"),
        ("ZALO_TOKEN", "1:a/../x"),
        ("ZALO_API", "zalo.test"),
        ("ZALO_MODE", "push"),
        ("ZALO_WEBHOOK_SECRET", "seven77"),
        ("ZALO_WEBHOOK_SECRET", "with a blank"),
        ("ZALO_WEBHOOK_SECRET", "x" * 257),
        ("SECRET", "too-short"),
        ("SECRET", "x" * 32 + " y"),
        ("MAIL_HOST", "smtp test"),
        ("MAIL_PORT", "smtp"),
        ("MAIL_FROM", "office"),
        ("MAIL_SECURITY", "ssl"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "foo://x"),
        ("DATABASE_URL", "postgresql://u:p@127.0.0.1:port/x"),
        ("DATABASE_URL", "sqlite:////nonexistent/folder/x.db"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite:///file:x?mode=memory&uri=true"),
        ("DATA_DIR", "/dev/null"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(tmp_path: Path, name: str, value: str):
    line = said(run(tmp_path, **{name: value}))
    assert f"DONDOC_{name}" in line
    assert "pattern" not in line, "nobody should have to read a regular expression"


@pytest.mark.parametrize("platform", ["TELEGRAM", "ZALO"])
@pytest.mark.parametrize("missing", ["WEBHOOK_URL", "WEBHOOK_SECRET"])
def test_a_webhook_needs_an_address_and_a_secret(tmp_path: Path, platform: str, missing: str):
    given = {name.replace("TELEGRAM", platform): value for name, value in WEBHOOK.items()}
    assert f"{platform}_WEBHOOK" in said(run(tmp_path, "run", **given | {f"{platform}_{missing}": ""}))


def test_two_platforms_cannot_be_told_apart_at_one_path(tmp_path: Path):
    zalo = {name.replace("TELEGRAM", "ZALO"): value for name, value in WEBHOOK.items()}
    assert "DONDOC_ZALO_WEBHOOK_URL" in said(run(tmp_path, "run", **WEBHOOK, **zalo))


def test_a_password_is_never_shown(tmp_path: Path):
    assert "s3cret" not in said(run(tmp_path, DATABASE_URL="postgresql://u:s3cret@127.0.0.1:port/x"))


def test_nothing_that_opens_something_is_shown_with_the_settings(tmp_path: Path):
    kept = ["secret", "telegram_token", "telegram_webhook_secret", "zalo_token", "zalo_webhook_secret", "mail_password"]
    given = {name: f"1:{name}" + "x" * 32 for name in kept}
    given["telegram_webhook_secret"] = "hush-hush"
    addresses = {"database_url": "postgresql://u:hush@db.test/x", "telegram_proxy": "http://u:hush@proxy.test"}
    shown = repr(Settings(_env_file=None, data_dir=tmp_path, **given, **addresses))
    assert not [value for value in given.values() if value in shown]
    assert "hush" not in shown


def an_office(folder: Path) -> Path:
    database = lay_migrated(folder / "data")
    assert run(folder).exit_code == 0
    return database


def change(database: Path, *statements: str) -> None:
    connection = sqlite3.connect(database)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("command", [("plan", "list"), ("db", "check"), ("db", "upgrade")])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, command: tuple[str, ...]):
    an_office(tmp_path).write_bytes(b"not a database, but long enough for its header" * 200)
    assert "not a database" in said(run(tmp_path, *command))


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "another version"),
        ("DROP TABLE plan", "tables are missing: plan"),
    ],
)
def test_a_schema_that_is_not_ours_is_refused(tmp_path: Path, statement: str, words: str):
    change(an_office(tmp_path), statement)
    assert words in said(run(tmp_path))


def test_a_database_that_can_only_be_read_is_refused_before_anything_is_lost(tmp_path: Path):
    database = an_office(tmp_path)
    assert "readonly" in said(run(tmp_path, DATABASE_URL=f"sqlite:///file:{database}?mode=ro&uri=true"))


def test_a_damaged_page_is_said(tmp_path: Path):
    database = an_office(tmp_path)
    data = database.read_bytes()
    database.write_bytes(data[:4096] + b"\x01" * 3000 + data[7096:])
    assert "malformed" in said(run(tmp_path, "db", "check"))


@pytest.mark.parametrize("place", ["/proc/x/y", "a/b/c.db", "x" * 300])
def test_a_backup_that_cannot_be_written_is_one_line(tmp_path: Path, place: str):
    an_office(tmp_path)
    assert place[:50] in said(run(tmp_path, "db", "backup", place if place[0] == "/" else str(tmp_path / place)))


def test_a_backup_can_be_opened(tmp_path: Path):
    an_office(tmp_path)
    assert run(tmp_path, "db", "backup", str(tmp_path / "copy.db")).exit_code == 0
    assert run(tmp_path, "db", "check", DATABASE_URL=f"sqlite:///{tmp_path}/copy.db").exit_code == 0
