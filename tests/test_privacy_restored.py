"""A copy that is put back names nobody who was deleted since; and what `dondoc data` does."""

import json
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result
from sqlmodel import select
from typer.testing import CliRunner

import databases
from bot.cli import app
from bot.erasures import FILE, listed, remember
from bot.health import Vitals, findings
from bot.nightly import PULSE, Nightly, drop_set_aside
from bot.settings import Settings
from conftest import MONDAY, join
from models.database import Sessions, open_engine, transactions
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Address, Person, Role, Unit
from models.privacy import DataRequest, Wish
from models.pulse import pulses

pytestmark = pytest.mark.sqlite("copies of its file")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An office with Lan, who can be reached, in a database that nobody has open."""
    folder = tmp_path / "data"
    folder.mkdir()
    databases.migrated_address(folder)
    (folder / "migrated.db").rename(folder / "dondoc.db")
    engine = open_engine(f"sqlite:///{folder}/dondoc.db")
    with transactions(engine)() as session:
        session.add(Office(name="Sở Tư pháp"))
        session.flush()
        session.add(Unit(office_id=1, name="Phòng Nghiệp vụ I"))
        session.add(Person(office_id=1, name="Đỗ Thị Hạnh", role=Role.CLERK))
        session.add(Person(office_id=1, name="Trần Thị Lan", phone="0912345678"))
        session.flush()
        join(session, session.get_one(Person, 2), "90210077001")
    engine.dispose()
    return folder


def dondoc(data: Path, *words: str) -> Result:
    env = {"DATA_DIR": str(data), "DATABASE_URL": "", "TELEGRAM_TOKEN": "", "OFFICE": ""}
    return CliRunner().invoke(app, words, env={f"DONDOC_{name}": value for name, value in env.items()})


def opened(data: Path) -> Sessions:
    return transactions(open_engine(f"sqlite:///{data}/dondoc.db"))


def lan(data: Path) -> tuple[str, str | None, bool]:
    with opened(data)() as session:
        person = session.get_one(Person, 2)
        reached = session.exec(select(Address).where(Address.person_id == 2)).first()
        return person.name, person.phone, reached is not None


GONE = ("Người đã xóa 2", None, False)


def test_a_deletion_is_done_again_after_a_restore(data: Path):
    assert dondoc(data, "db", "backup", str(data / "old.db")).exit_code == 0
    assert dondoc(data, "data", "erase", "2", "--yes").exit_code == 0
    assert [json.loads(line).keys() for line in (data / FILE).read_text().splitlines()] == [{"office", "person", "at"}]
    assert (data / FILE).stat().st_mode & 0o777 == 0o600
    restored = dondoc(data, "db", "restore", str(data / "old.db"))
    assert "Đã xóa lại dữ liệu của 1 người" in restored.output
    assert lan(data) == GONE
    again = dondoc(data, "db", "restored")
    assert "Đã xóa lại" not in again.output


def test_a_deletion_that_only_the_replaced_database_knows_is_done_again_too(data: Path):
    assert dondoc(data, "db", "backup", str(data / "old.db")).exit_code == 0
    assert dondoc(data, "data", "erase", "2", "--yes").exit_code == 0
    (data / FILE).unlink()
    assert "Đã xóa lại" in dondoc(data, "db", "restore", str(data / "old.db")).output
    assert lan(data) == GONE


def test_a_restore_after_the_disk_was_lost_heeds_the_list_alone(data: Path):
    assert dondoc(data, "db", "backup", str(data / "old.db")).exit_code == 0
    assert dondoc(data, "data", "erase", "2", "--yes").exit_code == 0
    for path in data.glob("dondoc.db*"):
        path.unlink()
    assert "Đã xóa lại" in dondoc(data, "db", "restore", str(data / "old.db")).output
    assert lan(data) == GONE


def test_a_number_that_another_person_gets_later_is_off_the_list(data: Path):
    with opened(data)() as session:
        session.add(Person(office_id=1, name="Cao Mới"))
    (data / FILE).write_text('{"office": 1, "person": 9, "at": "x"}\n{"office": 2, "person": 2, "at": "x"}\n')
    dondoc(data, "db", "restored")
    assert listed(data) == {}
    assert lan(data)[0] == "Trần Thị Lan"


def test_nothing_is_deleted_without_yes_or_in_another_office(data: Path):
    with opened(data)() as session:
        session.add(Office(name="Sở Khác"))
    asked = dondoc(data, "--office", "1", "data", "erase", "2")
    assert (asked.exit_code, "Thêm --yes" in asked.output) == (2, True)
    foreign = dondoc(data, "--office", "2", "data", "erase", "2", "--yes")
    assert (foreign.exit_code, "Không có người số 2" in foreign.output) == (2, True)
    assert lan(data)[0] == "Trần Thị Lan"


def test_the_command_line_settles_the_request_that_it_meets(data: Path):
    at = {"asked_at": MONDAY, "answer_by": MONDAY.date(), "complete_by": MONDAY.date()}
    with opened(data)() as session:
        session.add(DataRequest(office_id=1, person_id=2, wish=Wish.DELETE, **at))
    assert "Trần Thị Lan" in dondoc(data, "data", "requests").output
    dondoc(data, "data", "erase", "2", "--yes")
    assert "Không có yêu cầu" in dondoc(data, "data", "requests").output


def test_days_are_shown_and_set_within_bounds(data: Path):
    assert "messages\t90 ngày" in dondoc(data, "data", "kinds").output
    assert dondoc(data, "data", "keep", "messages", "60").exit_code == 0
    assert "messages\t60 ngày" in dondoc(data, "data", "kinds").output
    wrong = dondoc(data, "data", "keep", "messages", "5")
    assert (wrong.exit_code, wrong.output.strip()) == (2, "messages: từ 30 đến 365 ngày.")


def test_a_hold_is_said_wherever_something_would_be_cleared(data: Path):
    with opened(data)() as session:
        row = {"channel": "fake", "address": "1", "text": "chào", "status": "sent"}
        session.add(OutboxMessage(key="old", office_id=1, due_at=MONDAY - timedelta(days=400), **row))
    assert "nội dung tin đã gửi, sau khi kế hoạch kết thúc: 1" in dondoc(data, "data", "clear", "--dry-run").output
    assert dondoc(data, "data", "hold").exit_code == 0
    assert "hold" in dondoc(data, "data", "clear").output
    assert "hold" in dondoc(data, "data", "kinds").output
    assert "hold --off" in dondoc(data, "data", "erase", "2", "--yes").output
    assert lan(data)[0] == "Trần Thị Lan"
    dondoc(data, "data", "hold", "--off")
    assert "nội dung tin đã gửi" in dondoc(data, "data", "clear").output
    assert "Không có gì hết hạn" in dondoc(data, "data", "clear").output


def test_the_nightly_turn_clears_once_a_night_and_keeps_the_list(data: Path):
    settings = Settings(_env_file=None, data_dir=data)  # type: ignore[call-arg]
    sessions = opened(data)
    nightly = Nightly(settings, sessions)
    nightly.turn(MONDAY)
    with sessions() as session:
        assert pulses(session)[PULSE] == MONDAY  # the first night is the next one
        row = {"channel": "fake", "address": "1", "text": "chào", "status": "sent"}
        session.add(OutboxMessage(key="old", office_id=1, due_at=MONDAY - timedelta(days=400), **row))
        session.get_one(Person, 1).erased_at = MONDAY
    nightly.turn(MONDAY + timedelta(hours=8))
    assert text_of_old(sessions) == "chào"
    assert set(listed(data)) == {(1, 1)}
    nightly.turn(MONDAY + timedelta(days=1))
    assert text_of_old(sessions) == ""
    with sessions() as session:
        assert pulses(session)[PULSE] == MONDAY + timedelta(days=1)
        assert session.get_one(Person, 2).told_version == 1  # who joined before reads the notice
    remember(sessions, data)
    assert set(listed(data)) == {(1, 1)}


def text_of_old(sessions: Sessions) -> str:
    with sessions() as session:
        return session.exec(select(OutboxMessage.text).where(OutboxMessage.key == "old")).one()


def test_what_a_restore_set_aside_expires_like_a_copy(tmp_path: Path):
    for name in ("20260601-010000", "20260401-010000"):
        for end in ("", "-wal"):
            (tmp_path / f"dondoc-truoc-khoi-phuc-{name}.db{end}").touch()
    assert len(drop_set_aside(tmp_path / "dondoc.db", MONDAY + timedelta(days=1))) == 2
    assert {path.name[23:31] for path in tmp_path.iterdir()} == {"20260601"}


@pytest.mark.parametrize(("nights", "warned"), [(14, False), (35, False), (36, True)])
def test_copies_kept_for_more_than_35_days_are_warned_of(nights: int, warned: bool):
    vitals = Vitals(at=MONDAY, backups="nightly", backup_keep=nights)
    found = findings(vitals, MONDAY, ZoneInfo("Asia/Ho_Chi_Minh"))
    assert [each.wrong for each in found if "DONDOC_BACKUP_KEEP" in each.line] == [False] * warned
