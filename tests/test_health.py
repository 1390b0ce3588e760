"""What `dondoc check` and `/healthz` find wrong, from the figures of one look. Rows 55, 56 and 58 of the catalogue."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import app
from bot.disk import Room
from bot.health import Vitals, figures, findings
from bot.settings import Settings
from bot.vitals import look, look_from_outside
from conftest import LAN, MONDAY
from databases import lay_migrated
from models.database import Sessions, open_engine, transactions
from models.inbox import TRIES, InboxMessage
from models.outbox import Delivery, OutboxMessage, Priority
from models.pulse import beat
from models.schema import upgrade

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
WELL = Vitals(
    at=MONDAY,
    pulses={
        "started": MONDAY - timedelta(days=3),
        "alive": MONDAY - timedelta(seconds=15),
        "tick": MONDAY - timedelta(seconds=30),
        "poll:telegram": MONDAY - timedelta(seconds=31),
        "backup": MONDAY - timedelta(hours=6),
    },
    polled=("telegram",),
    schemas=("0007", "0007"),
    room=Room(0.4, 10**11),
    backups="nightly",
)


def ago(part: str, **by: float) -> Vitals:
    return replace(WELL, pulses={**WELL.pulses, part: MONDAY - timedelta(**by)})


def without(*parts: str) -> Vitals:
    return replace(WELL, pulses={name: at for name, at in WELL.pulses.items() if name not in parts})


def wrong(vitals: Vitals, now: datetime = MONDAY) -> list[str]:
    return [each.line for each in findings(vitals, now, HANOI) if each.wrong]


def test_nothing_is_said_while_all_is_well():
    assert findings(WELL, MONDAY, HANOI) == []


@pytest.mark.parametrize(
    ("vitals", "words"),
    [
        (replace(WELL, fault="database is locked"), "không dùng được (database is locked)"),
        (replace(WELL, schemas=("0006", "0007")), "là 0006, chương trình cần 0007: chạy dondoc db upgrade"),
        (without("alive", "started"), "chưa chạy lần nào"),
        (ago("alive", minutes=5), "Bot dừng hoặc đứng từ 07:55 01/06/2026"),
        (ago("tick", minutes=5), "Bộ hẹn giờ không chạy từ 07:55"),
        (without("tick"), "Bộ hẹn giờ không chạy từ đầu"),
        (ago("poll:telegram", hours=3), "telegram chưa trả lời từ 05:00"),
        (without("poll:telegram"), "telegram chưa trả lời lần nào"),
        (replace(WELL, due_since=MONDAY - timedelta(hours=1), outbox={("queued", 1): 7}), "7 tin đang chờ"),
        (replace(WELL, heard_since=MONDAY - timedelta(minutes=6)), "Tin nhận từ 07:54 01/06/2026 chưa xử lý xong"),
        (replace(WELL, room=Room(0.80, 2 * 10**9)), "Đĩa đã dùng 80%, còn 2.0 GB: dọn bớt"),
        (replace(WELL, room=Room(0.95, 10**8)), "bot ngừng nhận tin"),
        (without("backup"), "Chưa có bản sao lưu nào: dondoc db backup"),
        (ago("backup", hours=27), "Bản sao lưu mới nhất là từ 05:00 31/05/2026"),
        (replace(ago("backup", hours=27), backups="elsewhere"), "pg_dump"),
    ],
)
def test_what_is_wrong_is_one_line_that_says_what_to_do(vitals: Vitals, words: str):
    [line] = wrong(vitals)
    assert words in line
    assert ":" in line


@pytest.mark.parametrize(
    ("vitals", "words"),
    [
        (replace(WELL, outbox={("unknown", 1): 2}), "2 tin không rõ đã đến hay chưa"),
        (replace(WELL, outbox={("dead", 0): 1, ("dead", 2): 1}), "2 tin không gửi được"),
        (replace(WELL, parked=1), "1 tin nhận được nhưng không xử lý được"),
        (replace(WELL, backups="off"), "đang tắt"),
        (replace(without("backup"), backups="elsewhere"), "Chưa có bản sao lưu nào: pg_dump"),
        (replace(WELL, readable=(".env",)), "chmod 600 .env"),
    ],
)
def test_what_can_wait_is_said_but_is_no_alarm(vitals: Vitals, words: str):
    [found] = findings(vitals, MONDAY, HANOI)
    assert words in found.line
    assert not found.wrong


def test_a_bot_that_has_just_started_is_given_time():
    started = MONDAY - timedelta(seconds=10)
    pulses = {"started": started, "alive": started, "backup": MONDAY - timedelta(days=3)}
    assert wrong(replace(WELL, pulses=pulses)) == []
    assert (
        len(wrong(replace(WELL, pulses={**pulses, "alive": MONDAY + timedelta(hours=1)}), MONDAY + timedelta(hours=1)))
        == 3
    )


def test_while_the_bot_is_down_only_that_is_said_of_its_parts():
    down = {name: MONDAY - timedelta(hours=5) for name in ("started", "alive", "tick", "poll:telegram", "backup")}
    assert len(wrong(replace(WELL, pulses=down))) == 1


def test_a_webhook_need_not_be_called(tmp_path: Path):
    assert findings(replace(without("poll:telegram"), polled=()), MONDAY, HANOI) == []


# The look itself.


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path, telegram_token="7001:x")


@pytest.fixture
def live(settings: Settings) -> Sessions:
    lay_migrated(settings.data_dir)
    engine = open_engine(settings.database)
    return transactions(engine)


def out(session, key: str, status: Delivery, due_at: datetime, priority: int = Priority.REMINDER) -> None:
    row = OutboxMessage(key=key, channel="fake", address=LAN, text="Bí mật", due_at=due_at, status=status)
    row.priority = priority
    session.add(row)


def test_the_look_counts_what_is_not_done_with(settings: Settings, sessions: Sessions):
    hour = timedelta(hours=1)
    with sessions() as session:
        beat(session, "tick", MONDAY)
        out(session, "a", Delivery.QUEUED, MONDAY - hour)
        out(session, "b", Delivery.QUEUED, MONDAY + hour, Priority.REPLY)
        out(session, "c", Delivery.UNKNOWN, MONDAY - 2 * hour)
        out(session, "d", Delivery.SENT, MONDAY - 3 * hour)
        for number, tries in ((1, 0), (2, TRIES)):
            came = InboxMessage(
                channel="fake", external_id=str(number), address=LAN, received_at=MONDAY - number * hour
            )
            came.attempts = tries
            session.add(came)
    vitals = look(settings, sessions, MONDAY, {"alive": MONDAY})
    assert vitals.outbox == {("queued", 1): 1, ("queued", 0): 1, ("unknown", 1): 1}
    assert (vitals.due_since, vitals.heard_since, vitals.parked) == (MONDAY - hour, MONDAY - hour, 1)
    assert vitals.pulses == {"tick": MONDAY, "alive": MONDAY}
    assert vitals.polled == ("telegram",)
    assert vitals.room
    assert "Bí mật" not in str(figures(vitals))


def test_a_look_from_outside_makes_no_database_and_upgrades_none(settings: Settings):
    assert "chưa có tệp" in look_from_outside(settings, MONDAY).fault
    assert not Path(settings.data_dir / "dondoc.db").exists()
    engine = open_engine(settings.database)
    upgrade(engine, "0003")
    engine.dispose()
    assert look_from_outside(settings, MONDAY).schemas[0] == "0003"
    seen, needed = look_from_outside(settings, MONDAY).schemas
    assert seen == "0003" < needed


@pytest.mark.parametrize("data", [b"", b"not a database, but long enough for its header" * 200])
def test_a_look_at_a_broken_file_says_so(settings: Settings, data: bytes):
    (settings.data_dir / "dondoc.db").write_bytes(data)
    assert wrong(look_from_outside(settings, MONDAY))


def dondoc(folder: Path, *words: str) -> Result:
    env = {"DONDOC_DATA_DIR": str(folder), "DONDOC_DATABASE_URL": "", "DONDOC_TELEGRAM_TOKEN": ""}
    return CliRunner().invoke(app, words, env=env)


def test_the_command_ends_with_1_when_somebody_must_act(tmp_path: Path):
    assert dondoc(tmp_path, "db", "upgrade").exit_code == 0
    done = dondoc(tmp_path, "check")
    assert done.exit_code == 1
    assert "❌ Bot chưa chạy lần nào" in done.output
    assert dondoc(tmp_path, "check", "--json").output.startswith('{"findings": ["Bot chưa chạy')


def test_secrets_that_others_may_read_are_named(settings: Settings, live: Sessions, tmp_path: Path):
    tmp_path.chmod(0o755)
    database = tmp_path / "dondoc.db"
    database.chmod(0o644)
    assert look(settings, live, MONDAY).readable == (str(database),)
    database.chmod(0o600)
    assert look(settings, live, MONDAY).readable == ()
    database.chmod(0o644)
    tmp_path.chmod(0o700)
    assert look(settings, live, MONDAY).readable == (), "nobody else may enter the folder"
