"""T3: the process killed at named points; what it left behind, and how it ends after a restart. Rows 1 to 3 and 33."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel

from bot_api import BotApi
from crash_books import BEGIN, FIRST_CHAT, MARK, NOW, prepare, report
from live_bot import live, settings
from models.database import open_engine, transactions
from models.outbox import OutboxMessage, enqueue
from models.schema import upgrade
from running_bot import ROOT

pytestmark = pytest.mark.chaos

FILE = b"Bao cao cua phong"
NAME = hashlib.sha256(FILE).hexdigest()
PARTS = [letter * 3000 for letter in "abc"]
KINDS = {
    "text": {"text": "Nhắc việc"},
    "document": {"text": "Báo cáo", "document": f"file:{NAME}", "document_name": "bao-cao.txt"},
    "change": {"text": "Đã ghi", "edits": "900"},
    "long": {"text": "\n".join(PARTS)},
}


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


class Lives:
    """Starts bots that end at a named point."""

    def __init__(self, nursery: subprocess.Popen[str]) -> None:
        self._nursery = nursery

    def end_at(self, point: str, api: BotApi, folder: Path, address: str) -> None:
        config = settings(api, folder, database_url=address).model_dump(mode="json", exclude_defaults=True)
        assert self._nursery.stdin
        assert self._nursery.stdout
        print(json.dumps([point, config]), file=self._nursery.stdin, flush=True)
        assert int(self._nursery.stdout.readline()) == -signal.SIGKILL


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lives]:
    with (tmp_path_factory.mktemp("lives") / "log.txt").open("w") as log:
        command = [sys.executable, "tests/dying.py"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": log}
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        with subprocess.Popen(command, cwd=ROOT, text=True, env=environment, **pipes) as nursery:
            yield Lives(nursery)
            nursery.kill()


def revive(api: BotApi, folder: Path, engine: Engine) -> None:
    """The next process, until nothing waits; what waits for its second try is brought forward."""

    def is_settled() -> bool:
        with engine.begin() as connection:
            connection.execute(text("UPDATE outboxmessage SET due_at = :now WHERE status = 'queued'"), NOW)
            left = "SELECT count(*) FROM inboxmessage WHERE handled_at IS NULL"
            open_ = "SELECT count(*) FROM outboxmessage WHERE status IN ('queued', 'claimed', 'inflight')"
            return not api.unconfirmed and {connection.execute(text(query)).scalar() for query in (left, open_)} == {0}

    live(settings(api, folder), transactions(engine), is_settled)


def ledger(engine: Engine) -> list[tuple[str, int, int]]:
    """Status, attempts and resends of every message; one cut into parts comes first, as what is left of it."""
    with engine.connect() as connection:
        query = "SELECT status, attempts, resends FROM outboxmessage ORDER BY id"
        return [tuple(row) for row in connection.execute(text(query))]


@dataclass(frozen=True)
class Case:
    """`left` and `end` are ledger rows, `got` is what reached the person in all."""

    point: str
    kind: str
    left: list[tuple[str, int, int]]
    end: list[tuple[str, int, int]]
    got: list[str]


TEXT, REPORT, CHANGED = (KINDS[kind]["text"] for kind in ("text", "document", "change"))
SENDING = [
    Case("claim", "document", [("claimed", 0, 0)], [("sent", 1, 0)], [REPORT]),
    Case("gate", "text", [("inflight", 1, 0)], [("sent", 2, 1)], [MARK + TEXT]),
    Case("gate", "document", [("inflight", 1, 0)], [("unknown", 1, 0)], []),
    Case("gate", "change", [("inflight", 1, 0)], [("sent", 2, 0)], [CHANGED]),
    Case("send", "text", [("inflight", 1, 0)], [("sent", 2, 1)], [TEXT, MARK + TEXT]),
    Case("send", "document", [("inflight", 1, 0)], [("unknown", 1, 0)], [REPORT]),
    Case("send", "change", [("inflight", 1, 0)], [("sent", 2, 0)], [CHANGED, CHANGED]),
    Case("sent", "text", [("sent", 1, 0)], [("sent", 1, 0)], [TEXT]),
    Case(
        "gate:2",
        "long",
        [("inflight", 1, 0), ("sent", 1, 0)],
        [("sent", 1, 0), ("sent", 1, 0), ("sent", 2, 1)],
        [PARTS[0], MARK + PARTS[1], PARTS[2]],
    ),
    Case(
        "send:2",
        "long",
        [("inflight", 1, 0), ("sent", 1, 0)],
        [("sent", 1, 0), ("sent", 1, 0), ("sent", 2, 1)],
        [PARTS[0], PARTS[1], MARK + PARTS[1], PARTS[2]],
    ),
]


@pytest.mark.parametrize("case", SENDING, ids=lambda case: f"{case.point} {case.kind}")
def test_killed_while_sending(lives: Lives, case: Case, tmp_path: Path, engine: Engine, database_url: str):
    prepare(engine)
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / NAME).write_bytes(FILE)
    with transactions(engine)() as session:
        chat = {"channel": "telegram", "address": str(FIRST_CHAT), "due_at": BEGIN}
        enqueue(session, OutboxMessage(key="m", **chat, **KINDS[case.kind]))
    with BotApi() as api:
        lives.end_at(case.point, api, tmp_path, database_url)
        assert ledger(engine) == case.left
        revive(api, tmp_path, engine)
        assert ledger(engine) == case.end
        assert [fields.get("text", fields.get("caption")) for _, fields in api.sent] == case.got


def counts(engine: Engine) -> tuple[int, int, int, int]:
    """Messages that came in, those of them handled, lines in the journal, answers."""
    queries = ("inboxmessage", "inboxmessage WHERE handled_at IS NOT NULL", "progress", "outboxmessage")
    with engine.connect() as connection:
        one, two, three, four = (
            connection.execute(text(f"SELECT count(*) FROM {query}")).scalar_one() for query in queries
        )
    return one, two, three, four


@pytest.mark.parametrize(
    ("point", "left"),
    [("hear", (0, 0, 0, 0)), ("stored", (1, 0, 0, 0)), ("effect", (1, 0, 0, 0)), ("handled", (1, 1, 1, 1))],
)
def test_killed_while_taking_in(
    lives: Lives, point: str, left: tuple[int, ...], tmp_path: Path, engine: Engine, database_url: str
):
    prepare(engine)
    with BotApi() as api:
        chat, words = report(0)
        api.say(chat, words)
        lives.end_at(point, api, tmp_path, database_url)
        assert counts(engine) == left
        assert api.unconfirmed == 1 or left[0], "what was not stored was not confirmed"
        revive(api, tmp_path, engine)
        assert counts(engine) == (1, 1, 1, 1)
        assert [row[0] for row in ledger(engine)] == ["sent"]
        assert len(api.texts(chat)) == 1
        assert not api.texts(chat)[0].startswith(MARK)


@pytest.mark.parametrize(
    "after",
    [
        "CREATE TABLE item",
        "UPDATE alembic_version SET version_num='0004'",
        "UPDATE alembic_version SET version_num='0005'",
        "UPDATE alembic_version SET version_num='0006'",
        "UPDATE alembic_version SET version_num='0007'",
    ],
)
def test_killed_in_the_middle_of_a_migration(
    lives: Lives, after: str, tmp_path: Path, engine: Engine, database_url: str
):
    upgrade(engine, "0003")
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO gate VALUES ('a', 'b', '2026-06-01 00:00:00')")
    before = schema(engine)
    with BotApi() as api:
        lives.end_at(f"migration:{after}", api, tmp_path, database_url)
    assert schema(engine) == before
    upgrade(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []
        assert connection.exec_driver_sql("SELECT address FROM gate").scalar() == "b"


def schema(engine: Engine) -> tuple[str, dict[str, list[str]]]:
    with engine.connect() as connection:
        seen = inspect(connection)
        columns = {name: [each["name"] for each in seen.get_columns(name)] for name in seen.get_table_names()}
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one(), columns
