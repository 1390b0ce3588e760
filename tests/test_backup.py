"""Copies of the database: whole, private, few, and put back with every row. Rows 47 and 56 of the fault catalogue."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import Engine
from sqlmodel import select
from typer.testing import CliRunner

from bot.backup import BackupError, back_up, copy_named, files_beside, put_back, rotate, rows_of
from bot.cli import app
from bot.context import in_use
from bot.shelf import keep
from conftest import LAN, MONDAY
from filled_database import filled_database
from models.assignment import Assignment
from models.database import open_engine, transactions
from models.outbox import Delivery, OutboxMessage
from models.plan import Plan, PlanState
from models.pulse import beat, pulses
from models.schema import upgrade

UNITS = 300


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database in use: its log holds what is not yet in the file."""
    return tmp_path / "data" / "dondoc.db"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled_database(tmp_path_factory.mktemp("filled"), UNITS)


@pytest.fixture
def engine(filled: Path, database: Path) -> Iterator[Engine]:
    database.parent.mkdir()
    for name in ("dondoc.db", "dondoc.db-wal"):
        shutil.copyfile(filled / name, database.parent / name)
    engine = open_engine(f"sqlite:///{database}")
    engine.connect().close()  # the pool has it open
    yield engine
    engine.dispose()


def dondoc(database: Path, *words: str, **settings: str) -> Result:
    env = {"DATA_DIR": str(database.parent), "DATABASE_URL": "", "TELEGRAM_TOKEN": ""} | settings
    return CliRunner().invoke(app, words, env={f"DONDOC_{name}": value for name, value in env.items()})


def refer_to(engine: Engine, sha256: str) -> None:
    with transactions(engine)() as session:
        session.add(Plan(office_id=1, state=PlanState.ACTIVE, sha256=sha256, file_name="a.docx", added_at=MONDAY))


def test_a_copy_has_every_row_of_a_database_in_use_and_is_private(engine: Engine, database: Path, tmp_path: Path):
    copied = back_up(database, tmp_path / "files", tmp_path / "copy.db")
    assert copied.rows == rows_of(database)
    assert copied.rows["assignment"] == UNITS
    assert copied.file.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "data"]


def test_the_files_that_the_copy_refers_to_lie_beside_it(engine: Engine, database: Path, tmp_path: Path):
    files = tmp_path / "files"
    kept = keep(files, b"a plan")
    keep(files, b"of a message in hand")
    refer_to(engine, kept)
    copied = back_up(database, files, tmp_path / "copy.db")
    assert copied.files == 1
    assert [path.name for path in files_beside(copied.file).iterdir()] == [kept]


def test_a_copy_that_is_not_whole_does_not_count(engine: Engine, database: Path, tmp_path: Path):
    engine.dispose()
    data = bytearray(database.read_bytes())
    data[40960:61440] = b"\x01" * 20480
    database.write_bytes(data)
    with pytest.raises(BackupError, match=r"copy\.db"):
        back_up(database, tmp_path / "files", tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_the_newest_copies_stay(tmp_path: Path):
    copies = [copy_named(tmp_path, MONDAY.replace(day=day)) for day in range(1, 6)]
    for copy in copies:
        copy.touch()
        files_beside(copy).mkdir()
    other = tmp_path / "before-the-move.db"
    other.touch()
    rotate(tmp_path, 2)
    assert {path for path in tmp_path.iterdir() if path.suffix == ".db"} == {*copies[-2:], other}
    assert sorted(tmp_path.glob("*.files")) == [files_beside(copy) for copy in copies[-2:]]


def test_the_command_makes_a_dated_copy_and_keeps_as_many_as_are_set(engine: Engine, database: Path):
    folder = database.parent / "backups"
    folder.mkdir()
    for day in (1, 2, 3):
        copy_named(folder, MONDAY.replace(day=day, year=2025)).touch()
    done = dondoc(database, "db", "backup", BACKUP_KEEP="2")
    assert done.exit_code == 0, done.output
    newest = sorted(folder.glob("*.db"))[-1]
    assert len(list(folder.glob("*.db"))) == 2
    assert rows_of(newest)["unit"] == UNITS


def test_what_was_lost_since_the_copy_is_back_row_for_row(engine: Engine, database: Path, tmp_path: Path):
    files = database.parent / "files"
    sha256 = keep(files, b"a plan")
    refer_to(engine, sha256)
    before = back_up(database, files, tmp_path / "copy.db").rows
    with transactions(engine)() as session:
        session.execute(Assignment.__table__.delete())
    engine.dispose()
    (files / sha256).unlink()
    done = dondoc(database, "db", "restore", str(tmp_path / "copy.db"))
    assert done.exit_code == 0, done.output
    assert f"Đã khôi phục {sum(before.values())} dòng, 1 tệp" in done.output
    assert rows_of(database) == {**before, "auditentry": 1}  # that it was put back
    assert (files / sha256).read_bytes() == b"a plan"
    [aside] = database.parent.glob("dondoc-truoc-khoi-phuc-*.db")
    assert rows_of(aside)["assignment"] == 0
    assert dondoc(database, "db", "check").exit_code == 0


def test_a_copy_of_an_older_schema_is_brought_up_to_date(database: Path, tmp_path: Path):
    old = open_engine(f"sqlite:///{tmp_path}/old.db")
    upgrade(old, "0003")
    old.dispose()
    assert dondoc(database, "db", "restore", str(tmp_path / "old.db")).exit_code == 0
    assert "pulse" in rows_of(database)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE alembic_version",
        "UPDATE alembic_version SET version_num = '9999'",
        "UPDATE assignment SET task_id = 9999",
    ],
)
def test_a_file_that_is_not_a_whole_database_of_ours_changes_nothing(
    engine: Engine, database: Path, tmp_path: Path, statement: str
):
    copy = back_up(database, tmp_path / "files", tmp_path / "copy.db").file
    with sqlite3.connect(copy) as connection:
        connection.execute(statement)
    connection.close()
    engine.dispose()
    before = database.read_bytes()
    refused = dondoc(database, "db", "restore", str(copy))
    assert refused.exit_code == 2
    assert "copy.db" in refused.output
    assert database.read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"no database at all " * 300])
def test_any_other_file_changes_nothing(engine: Engine, database: Path, tmp_path: Path, data: bytes):
    (tmp_path / "letter.db").write_bytes(data)
    before = rows_of(database)
    assert dondoc(database, "db", "restore", str(tmp_path / "letter.db")).exit_code == 2
    assert dondoc(database, "db", "restore", str(tmp_path / "none.db")).exit_code == 2
    assert rows_of(database) == before


def test_nothing_is_put_back_under_a_running_bot(engine: Engine, database: Path, tmp_path: Path):
    copy = back_up(database, tmp_path / "files", tmp_path / "copy.db").file
    with in_use(database):
        refused = dondoc(database, "db", "restore", str(copy))
    assert refused.exit_code == 2
    assert "đang dùng" in refused.output
    assert dondoc(database, "db", "restore", str(copy)).exit_code == 0


def test_a_folder_beside_the_files_of_a_copy_is_passed_over(engine: Engine, database: Path, tmp_path: Path):
    copy = back_up(database, tmp_path / "files", tmp_path / "copy.db").file
    (tmp_path / "copy.files" / "@eaDir").mkdir(parents=True)
    assert dondoc(database, "db", "restore", str(copy)).exit_code == 0


def test_what_may_have_gone_out_since_the_copy_is_sent_again_only_once_and_marked(
    engine: Engine, database: Path, tmp_path: Path
):
    with transactions(engine)() as session:
        beat(session, "tick", MONDAY)
        for key, document in (("reminder", None), ("report", "snapshot:1:docx")):
            session.add(OutboxMessage(key=key, channel="fake", address=LAN, text="x", due_at=MONDAY, document=document))
    copy = back_up(database, tmp_path / "files", tmp_path / "copy.db").file
    engine.dispose()
    done = dondoc(database, "db", "restore", str(copy))
    assert "2 tin đến hạn" in done.output
    assert "Tin nhận sau 08:00 01/06/2026" in done.output
    connection = sqlite3.connect(database)
    rows = connection.execute("SELECT key, status, resends FROM outboxmessage ORDER BY key").fetchall()
    connection.close()
    assert rows == [("reminder", Delivery.QUEUED, 1), ("report", Delivery.UNKNOWN, 0)]


def test_another_tool_can_say_that_it_made_or_put_back_a_copy(engine: Engine, database: Path):
    with transactions(engine)() as session:
        session.add(OutboxMessage(key="reply", channel="fake", address=LAN, text="x", due_at=MONDAY))
    assert dondoc(database, "db", "noted").exit_code == 0
    assert "1 tin đến hạn" in dondoc(database, "db", "restored").output
    with transactions(engine)() as session:
        assert "backup" in pulses(session)
        assert session.exec(select(OutboxMessage.resends)).one() == 1


def test_the_present_database_keeps_its_log_when_set_aside(engine: Engine, database: Path, tmp_path: Path):
    copy = back_up(database, tmp_path / "files", tmp_path / "copy.db").file
    refer_to(engine, "1")  # committed, but only to the log so far
    _, aside = put_back(copy, database, tmp_path / "files", MONDAY)
    assert aside
    assert rows_of(aside)["plan"] == 2


def test_a_broken_database_names_the_copy_that_can_be_put_back(engine: Engine, database: Path):
    assert dondoc(database, "db", "backup").exit_code == 0
    engine.dispose()
    for log in database.parent.glob("dondoc.db-*"):
        log.unlink()
    database.write_bytes(b"not a database, but long enough for its header" * 200)
    refused = dondoc(database, "plan", "list")
    assert refused.exit_code == 2
    [copy] = (database.parent / "backups").glob("*.db")
    assert f"dondoc db restore {copy}" in refused.stderr
    assert dondoc(database, "db", "restore", str(copy)).exit_code == 0
    assert dondoc(database, "plan", "list").exit_code == 0


def test_a_new_database_is_for_its_owner_alone(database: Path):
    assert dondoc(database, "db", "upgrade").exit_code == 0
    assert database.stat().st_mode & 0o777 == 0o600
    assert (database.parent / "files").stat().st_mode & 0o777 == 0o700
