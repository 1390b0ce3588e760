"""dondoc outbox: what waits or did not arrive, another try, or none."""

from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.context import open_database
from bot.settings import Settings
from conftest import MONDAY
from databases import lay_migrated
from models.audit import AuditEntry
from models.database import table_of, transactions
from models.office import Office, the_office
from models.outbox import Delivery, OutboxMessage
from models.outbox_view import RETRIED
from models.people import Person
from test_cli import run, said

TABLE = table_of(OutboxMessage)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An outbox with one message in each state; the one of id 1 is queued for Lan."""
    lay_migrated(tmp_path / "data")
    engine = open_database(Settings(_env_file=None, data_dir=tmp_path / "data"))  # type: ignore[call-arg]
    with transactions(engine)() as session:
        office = the_office(session).id
        lan = Person(office_id=office or 0, name="Trần Thị Lan")
        session.add(lan)
        session.flush()
        for number, status in enumerate(Delivery, 1):
            row = {"key": str(status), "office_id": office, "channel": "telegram", "address": str(number)}
            words = {"text": f"lời riêng số {number}", "due_at": MONDAY, "status": status, "attempts": 3}
            person = {"person_id": lan.id if number == 1 else None, "error": "lỗi mạng" if number > 1 else None}
            session.execute(insert(TABLE).values(**row, **words, **person))
    engine.dispose()
    return tmp_path


def states(folder: Path) -> dict[str, Delivery]:
    engine = open_database(Settings(_env_file=None, data_dir=folder / "data"))  # type: ignore[call-arg]
    with transactions(engine)() as session:
        found = {key: status for key, status in session.execute(select(TABLE.c.key, TABLE.c.status))}  # noqa: C416
    engine.dispose()
    return found


def test_the_list_counts_all_and_names_what_waits_or_failed_without_its_words(folder: Path):
    shown = run(folder, "outbox", "list").stdout
    assert shown.splitlines()[0].startswith("chờ gửi: 1; sắp gửi: 1")
    assert "1  chờ gửi  Trần Thị Lan  trả lời  08:00 01/06/2026  lần gửi 3" in shown
    assert [line.split()[0] for line in shown.splitlines()[1:]] == ["6", "7", "1", "5"]
    assert "lời riêng" not in shown


def test_one_message_is_shown_with_its_words(folder: Path):
    assert "lời riêng số 6" in run(folder, "outbox", "show", "6").stdout
    assert "99" in said(run(folder, "outbox", "show", "99"))


def test_a_dead_message_is_sent_again_and_a_sent_one_is_not(folder: Path):
    dead, sent = list(Delivery).index(Delivery.DEAD) + 1, list(Delivery).index(Delivery.SENT) + 1
    assert run(folder, "outbox", "retry", str(dead)).stdout == f"Sẽ gửi lại tin số {dead}.\n"
    assert str(sent) in said(run(folder, "outbox", "retry", str(sent)))
    assert (states(folder)["dead"], states(folder)["sent"]) == (Delivery.QUEUED, Delivery.SENT)


def test_all_of_a_state_are_cancelled_and_what_is_in_the_air_is_left_alone(folder: Path):
    assert run(folder, "outbox", "cancel", "--all", "queued").stdout == "Đã huỷ 1 tin.\n"
    assert "queued, claimed, unknown" in said(run(folder, "outbox", "cancel", "--all", "inflight"))
    assert (states(folder)["queued"], states(folder)["inflight"]) == (Delivery.CANCELLED, Delivery.INFLIGHT)


@pytest.mark.parametrize("state", ["sent", "claimed", "inflight"])
def test_a_state_that_cannot_be_sent_again_is_refused_in_one_line(folder: Path, state: str):
    refused = run(folder, "outbox", "retry", "--all", state)
    assert refused.exit_code != 0
    assert "queued, unknown, dead, expired, cancelled" in said(refused)
    assert len(said(refused).strip().splitlines()) == 1
    assert states(folder)[state] is Delivery(state)


@pytest.mark.parametrize("words", [("retry",), ("cancel",), ("retry", "1", "--all", "dead")])
def test_one_message_or_all_of_a_state_is_to_be_named(folder: Path, words: tuple[str, ...]):
    assert "--all" in said(run(folder, "outbox", *words))


def test_a_message_that_a_running_bot_holds_is_not_sent_a_second_time(folder: Path):
    assert {Delivery.CLAIMED, Delivery.INFLIGHT, Delivery.SENT} & set(RETRIED) == set()
    number = list(Delivery).index(Delivery.CLAIMED) + 1
    assert str(number) in said(run(folder, "outbox", "retry", str(number)))
    assert states(folder)["claimed"] is Delivery.CLAIMED


@pytest.mark.parametrize("command", ["show", "retry", "cancel"])
def test_a_number_that_no_database_holds_is_refused(folder: Path, command: str):
    assert run(folder, "outbox", command, "9" * 20).exit_code == 2


@pytest.fixture
def second(folder: Path) -> str:
    """Another office's message in the same outbox, dead as that of id 6 is: its number."""
    engine = open_database(Settings(_env_file=None, data_dir=folder / "data"))  # type: ignore[call-arg]
    with transactions(engine)() as session:
        other = Office(name="Sở Y tế")
        session.add(other)
        session.flush()
        row = {"key": "other", "office_id": other.id, "channel": "zalo", "address": "z", "text": "lời của Sở Y tế"}
        session.execute(insert(TABLE).values(**row, due_at=MONDAY, status=Delivery.DEAD))
        number = session.execute(select(TABLE.c.id).where(TABLE.c.key == "other")).scalar_one()
    engine.dispose()
    return str(number)


def test_a_chosen_office_sees_and_changes_none_of_anothers_messages(folder: Path, second: str):
    shown = run(folder, "--office", "1", "outbox", "list").stdout
    assert ("không gửi được: 1" in shown, " z " in shown) == (True, False)
    assert second in said(run(folder, "--office", "1", "outbox", "show", second))
    assert second in said(run(folder, "--office", "1", "outbox", "cancel", second))
    assert run(folder, "--office", "1", "outbox", "retry", "--all", "dead").stdout == "Sẽ gửi lại 1 tin.\n"
    assert states(folder)["other"] is Delivery.DEAD
    engine = open_database(Settings(_env_file=None, data_dir=folder / "data"))  # type: ignore[call-arg]
    with transactions(engine)() as session:
        assert {entry.office_id for entry in session.scalars(select(AuditEntry))} == {1}
    engine.dispose()


def test_who_runs_the_machine_sees_every_offices_messages(folder: Path, second: str):
    assert "không gửi được: 2" in run(folder, "outbox", "list").stdout
    assert "lời của Sở Y tế" in run(folder, "--office", "2", "outbox", "show", second).stdout
