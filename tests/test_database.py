from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine
from sqlmodel import SQLModel, select

from conftest import MONDAY
from models.assignment import Assignment, Progress
from models.database import Sessions, empty_log, insert_new, open_engine, transactions
from models.inbox import InboxMessage, take
from models.office import Office
from models.plan import Plan, Task
from models.pulse import Pulse
from models.schema import upgrade


def test_the_migrations_equal_the_metadata():
    engine = open_engine("sqlite://")
    upgrade(engine)
    with engine.connect() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    assert difference == []


def test_a_database_of_the_first_release_keeps_its_rows():
    engine = open_engine("sqlite://")
    upgrade(engine, "0001")
    with engine.begin() as connection:
        for statement in FIRST_RELEASE:
            connection.exec_driver_sql(statement)
    upgrade(engine)
    with transactions(engine)() as session:
        plan, task = session.exec(select(Plan)).one(), session.exec(select(Task)).one()
        assert (plan.title, plan.left_out, plan.revises) == ("Kế hoạch cũ", [], None)
        assert (task.plan_id, task.text, task.why, task.milestones) == (plan.id, "Rà soát.", [], [])
        assert (task.earlier, task.read) == ([], {})
        assigned = session.exec(select(Assignment)).one()
        assert (assigned.task_id, assigned.percent, assigned.ended_at) == (task.id, 40, None)
        assert session.exec(select(Progress.words)).one() == "đạt 40%"


FIRST_RELEASE = (
    "INSERT INTO office (id, name, timezone, language, opens, closes, remind_at)"
    " VALUES (1, 'Sở', 'Asia/Ho_Chi_Minh', 'vi', '07:30:00', '17:00:00', '08:00:00')",
    "INSERT INTO unit (id, office_id, name, aliases, \"group\", active) VALUES (1, 1, 'Văn phòng', '[]', 'phong', 1)",
    "INSERT INTO plan (id, office_id, state, sha256, file_name, title, targets, doubts, outside, added_at)"
    " VALUES (1, 1, 'active', 'ab', 'kh.docx', 'Kế hoạch cũ', '[]', '[]', '[]', '2026-05-20 01:00:00')",
    "INSERT INTO task (id, plan_id, position, text, kind, leads, cooperators, targets, source, doubts, dropped)"
    " VALUES (1, 1, 1, 'Rà soát.', 'activity', '[]', '[]', '[]', '', '[]', 0)",
    "INSERT INTO assignment (id, office_id, plan_id, task_id, unit_id, duty, percent, unanswered)"
    " VALUES (1, 1, 1, 1, 1, 'lead', 40, 0)",
    "INSERT INTO progress (id, assignment_id, at, day, said, words)"
    " VALUES (1, 1, '2026-06-02 01:00:00', '2026-06-02', 'working', 'đạt 40%')",
)


def test_an_upgrade_leaves_foreign_keys_enforced():
    engine = open_engine("sqlite://")
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_file_database_is_durable(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/a.db")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_moment_comes_back_aware_and_in_utc(sessions: Sessions):
    hanoi = timezone(timedelta(hours=7))
    with sessions() as session:
        at = datetime(2026, 6, 1, 8, 0, tzinfo=hanoi)
        session.add(InboxMessage(channel="fake", external_id="1", address="1", received_at=at))
    with sessions() as session:
        assert session.exec(select(InboxMessage.received_at)).one() == datetime(2026, 6, 1, 1, 0, tzinfo=UTC)


def test_a_naive_moment_is_refused(sessions: Sessions):
    with pytest.raises(Exception, match="without a time zone"), sessions() as session:
        session.add(InboxMessage(channel="fake", external_id="1", address="1", received_at=datetime(2026, 6, 1)))  # noqa: DTZ001


def test_an_exception_leaves_nothing_behind(engine: Engine):
    sessions = transactions(engine)
    with pytest.raises(ZeroDivisionError), sessions() as session:
        session.add(Office(name="A"))
        session.flush()
        raise ZeroDivisionError
    with sessions() as session:
        assert session.exec(select(Office)).all() == []


def test_deleted_words_are_gone_from_the_files(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/a.db")
    SQLModel.metadata.create_all(engine)
    sessions = transactions(engine)
    with sessions() as session:
        words = {"text": "cháu ở thôn Bản Lầu " * 500}
        session.add(InboxMessage(channel="fake", external_id="1", address="1", payload=words, received_at=MONDAY))
    with sessions() as session:
        take(session, "fake", "1", "1", MONDAY)
    empty_log(sessions)
    assert not [path.name for path in tmp_path.iterdir() if b"B\\u1ea3n L\\u1ea7u" in path.read_bytes()]


def test_an_insert_says_whether_the_row_is_new(sessions: Sessions):
    row = {"name": "tick", "at": MONDAY}
    with sessions() as session:
        assert [insert_new(session, Pulse, row, ["name"]) for _ in range(2)] == [True, False]
