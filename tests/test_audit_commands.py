"""dondoc audit: a broken record is told in one line, and an exported one holds text, names and its end."""

import json
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import Session

from bot.audit_check import broken_in, tips_in
from bot.context import open_database
from bot.settings import Settings
from conftest import MONDAY
from databases import lay_migrated
from models.acts import Act
from models.append_only import guard
from models.audit import Actor, note, tip_of
from models.chain import Flaw
from models.database import transactions
from models.office import Office, the_office
from models.people import Person
from test_cli import run

FORMULA = '=HYPERLINK("http://a.example")'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six entries a day apart, of somebody with an ugly name."""
    lay_migrated(tmp_path / "data")
    with opened(tmp_path) as session:
        person = Person(office_id=the_office(session).id or 0, name=FORMULA)
        session.add(person)
        session.flush()
        for number in range(1, 7):
            at = MONDAY + timedelta(days=number)
            note(session, Actor(person.office_id, person.id, "zalo"), Act.REPORT_MADE, f"report {number}-3f9a1c", at)
    return tmp_path


def opened(folder: Path):
    engine = open_database(Settings(_env_file=None, data_dir=folder / "data"))  # type: ignore[call-arg]
    return transactions(engine)()


def tamper(folder: Path, *statements: str) -> None:
    """As somebody does who has the file and knows the triggers."""
    with opened(folder) as session:
        for name in ("changed", "deleted", "replaced"):
            session.connection().exec_driver_sql(f"DROP TRIGGER auditentry_not_{name}")
        for statement in statements:
            session.connection().exec_driver_sql(statement)
        guard(session.connection(), "auditentry")


def tip(session: Session) -> str:
    return str(tip_of(session, 1))


def test_a_whole_record_says_where_it_ends(folder: Path):
    result = run(folder, "audit", "verify")
    with opened(folder) as session:
        assert tip(session) in result.output
    assert result.exit_code == 0
    assert run(folder, "audit", "verify", "--against", result.output.split()[-1]).exit_code == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE auditentry SET actor_id = NULL WHERE number = 3", "mục 3 đã bị sửa nội dung"),
        ("DELETE FROM auditentry WHERE number = 2", "mục 2 bị thiếu"),
    ],
)
def test_what_was_changed_is_named(folder: Path, change: str, words: str):
    tamper(folder, change)
    result = run(folder, "audit", "verify")
    assert (result.exit_code, words in result.output) == (1, True)
    assert len(result.output.splitlines()) == 1


def test_a_cut_end_is_found_by_the_end_once_seen(folder: Path):
    seen = run(folder, "audit", "verify").output.split()[-1]
    tamper(folder, "DELETE FROM auditentry WHERE number > 4")
    assert run(folder, "audit", "verify").exit_code == 0
    result = run(folder, "audit", "verify", "--against", seen)
    assert (result.exit_code, "mục 5 không còn" in result.output) == (1, True)


def test_a_cut_end_is_found_by_a_copy_of_the_database(folder: Path):
    assert run(folder, "db", "backup").exit_code == 0
    [copy] = (folder / "data" / "backups").glob("*.db")
    assert tips_in(copy)[1].number == 6  # the entry about the copy came after it
    tamper(folder, "DELETE FROM auditentry WHERE number > 5")
    result = run(folder, "audit", "verify")
    assert (result.exit_code, "mục 6 không còn" in result.output) == (1, True)


def test_a_record_that_the_database_guards_no_more_is_told(folder: Path):
    with opened(folder) as session:
        session.connection().exec_driver_sql("DROP TRIGGER auditentry_not_deleted")
    result = run(folder, "audit", "verify")
    assert "nguyên vẹn" in result.stdout
    assert (result.exit_code, result.stderr.splitlines()[0].split()[-1]) == (1, "auditentry_not_deleted.")


def test_an_office_that_is_gone_with_its_record_is_found_by_a_copy(folder: Path):
    with opened(folder) as session:
        session.add(Office(name="Sở Y tế"))
        session.flush()
        note(session, Actor(2, None, "cli"), Act.EXPORTED, "plan 9", MONDAY)
    assert run(folder, "db", "backup").exit_code == 0
    tamper(folder, "DELETE FROM auditentry WHERE office_id = 2", "DELETE FROM office WHERE id = 2")
    result = run(folder, "audit", "verify")
    assert (result.exit_code, "Cơ quan số 2 không còn" in result.stderr) == (1, True)


def test_putting_an_older_copy_back_is_no_cut_but_told(folder: Path):
    assert run(folder, "db", "backup", folder / "old.db").exit_code == 0
    with opened(folder) as session:
        note(session, Actor(1, None, "cli"), Act.EXPORTED, "plan 1", MONDAY)
    assert run(folder, "db", "backup").exit_code == 0
    [newer] = (folder / "data" / "backups").glob("*.db")
    newer.rename(newer.with_name("dondoc-20260601-0230.db"))  # an earlier minute than that of the next command
    assert run(folder, "db", "restore", folder / "old.db").exit_code == 0
    assert run(folder, "audit", "verify").exit_code == 0
    run(folder, "audit", "export", folder / "nk.jsonl")
    assert '"copy.restored"' in (folder / "nk.jsonl").read_text("utf-8")


def test_a_copy_with_a_broken_chain_is_told(folder: Path):
    settings = Settings(_env_file=None, data_dir=folder / "data")  # type: ignore[call-arg]
    database = folder / "data" / "dondoc.db"
    assert broken_in(database, settings) == []
    tamper(folder, "UPDATE auditentry SET subject = 'plan 9' WHERE number = 2")
    [(office, found)] = broken_in(database, settings)
    assert (office, found.number, found.flaw) == (1, 2, Flaw.CHANGED)


def test_the_workbook_holds_text_and_todays_names(folder: Path, tmp_path: Path):
    result = run(folder, "audit", "export", tmp_path / "nk.xlsx", "--since", "2026-06-05")
    assert result.exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "nk.xlsx")
    rows = list(book["Nhật ký"].iter_rows(min_row=2))
    assert [row[0].value for row in rows] == [4, 5, 6, 7]
    assert rows[0][2].value == FORMULA
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d"}
    assert "lập báo cáo bản 4-3f9a1c" in rows[0][4].value
    assert rows[-1][5].value == "exported"  # this very file
    assert "7 mục, nguyên vẹn" in [row[0].value for row in book["Kiểm tra"].iter_rows()][-1]


def test_json_lines_hold_every_field_and_the_end(folder: Path, tmp_path: Path):
    assert run(folder, "audit", "export", tmp_path / "nk.jsonl").exit_code == 0
    *entries, last = map(json.loads, (tmp_path / "nk.jsonl").read_text("utf-8").splitlines())
    assert [entry["number"] for entry in entries] == [1, 2, 3, 4, 5, 6, 7]
    assert (entries[0]["at"], entries[0]["before"]) == ("2026-06-02T01:00:00.000000+00:00", "")
    assert last["tip"] == f"7:{entries[-1]['hash']}"


def test_of_several_offices_each_chain_is_followed_and_one_is_exported(folder: Path):
    with opened(folder) as session:
        session.add(Office(name="Sở Y tế"))
        session.flush()
        note(session, Actor(2, None, "cli"), Act.EXPORTED, "plan 9", MONDAY)
    result = run(folder, "audit", "verify")
    assert [line.split(":")[1].split()[0] for line in result.output.splitlines()] == ["6", "1"]
    for words in (["export", folder / "nk.jsonl"], ["verify", "--against", "1:ab"]):
        result = run(folder, "audit", *words)
        assert (result.exit_code, "Có nhiều cơ quan" in result.output) == (2, True)


def test_what_cannot_be_is_refused_in_one_line(folder: Path, tmp_path: Path):
    for words in (["export", tmp_path / "nk.csv"], ["verify", "--against", "12"]):
        result = run(folder, "audit", *words)
        assert (result.exit_code, len(result.output.splitlines())) == (2, 1)
