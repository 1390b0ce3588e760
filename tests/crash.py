"""kill -9 at random moments while reports come in; then the books are compared with what people sent and got.

python tests/crash.py --kills 20 --updates 200
"""

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bot_api import BotApi
from models.assignment import Assignment
from models.database import open_engine, transactions, upgrade
from models.office import Office
from models.people import Address, Person, Role, Unit
from models.plan import Plan, PlanState, Task

ROOT = Path(__file__).parent.parent
PEOPLE = 40
FIRST_CHAT = 100_001
MARK = "<i>(gửi lại)</i>\n"


@dataclass(frozen=True)
class Books:
    """All are lists of what should not be, but `twice`, which may hold a few."""

    unhandled: list[str]
    not_journaled: list[str]
    journaled_twice: list[str]
    never_sent: list[str]
    thrice: list[str]
    unfinished: list[str]
    twice: list[str]


def prepare(database: Path) -> None:
    """An approved plan with one task a unit, each unit with a head who has joined."""
    engine = open_engine(f"sqlite:///{database}")
    upgrade(engine)
    at = datetime(2026, 6, 1, tzinfo=UTC)
    with transactions(engine)() as session:
        office = Office(name="Sở Tư pháp")
        session.add(office)
        session.flush()
        assert office.id
        plan = Plan(office_id=office.id, state=PlanState.ACTIVE, sha256="0", file_name="ke-hoach.docx", added_at=at)
        session.add(plan)
        session.flush()
        for number in range(PEOPLE):
            unit = Unit(office_id=office.id, name=f"Phòng số {number + 1}")
            task = Task(plan_id=plan.id, position=number + 1, text=f"Việc thứ {number + 1}")
            session.add_all([unit, task])
            session.flush()
            head = Person(office_id=office.id, unit_id=unit.id, name=f"Người {number + 1}", role=Role.HEAD)
            session.add(head)
            session.flush()
            session.add(Address(person_id=head.id, channel="telegram", address=str(FIRST_CHAT + number), joined_at=at))
            session.add(
                Assignment(
                    office_id=office.id, plan_id=plan.id, task_id=task.id, unit_id=unit.id, due=date(2099, 12, 31)
                )
            )
    engine.dispose()


def report(number: int) -> tuple[int, str]:
    """The chat and the words of an update; no two are the same."""
    return FIRST_CHAT + number % PEOPLE, f"NV{number % PEOPLE + 1} đạt {number // PEOPLE * 7 + 5}%"


class Bot:
    """The real process on a real file."""

    def __init__(self, api: BotApi, folder: Path) -> None:
        settings = {
            "DATA_DIR": str(folder),
            "TELEGRAM_TOKEN": "7001:not-a-real-token-0123456789",
            "TELEGRAM_API": f"{api.url}/bot",
            "TELEGRAM_FILE_API": f"{api.url}/file/bot",
            "LOG_LEVEL": "WARNING",
        }
        self._env = os.environ | {f"DONDOC_{name}": value for name, value in settings.items()}
        self._log = (folder / "log.txt").open("ab")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "bot", "run"]
        self._process = subprocess.Popen(command, cwd=ROOT, env=self._env, stdout=self._log, stderr=self._log)

    @property
    def is_up(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def end(self, number: signal.Signals) -> int:
        assert self._process
        self._process.send_signal(number)
        return self._process.wait(30)

    def close(self) -> None:
        if self._process and self._process.poll() is None:
            self.end(signal.SIGKILL)
        self._log.close()


def until(what: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)


def play(folder: Path, *, kills: int, updates: int, seed: int) -> Books:
    """Kill the bot at random moments after it began to poll, let the last one finish, and compare."""
    chance = random.Random(seed)
    database = folder / "dondoc.db"
    prepare(database)
    with BotApi() as api:
        bot = Bot(api, folder)
        try:
            for life in range(kills):
                polls = api.calls.count("getUpdates")
                bot.start()
                until(lambda polls=polls: not bot.is_up or api.calls.count("getUpdates") > polls)  # type: ignore[misc]
                assert bot.is_up, (folder / "log.txt").read_text()
                for number in range(updates * life // kills, updates * (life + 1) // kills):
                    api.say(*report(number))
                time.sleep(chance.uniform(0, 0.6))
                bot.end(signal.SIGKILL)
            bot.start()
            until(lambda: not api.unconfirmed and _settled(database))
            assert bot.end(signal.SIGTERM) == 0
        finally:
            bot.close()
        return _books(database, api, [report(number) for number in range(updates)])


def _settled(database: Path) -> bool:
    """True when nothing waits. What waits for its second try is brought forward instead of slept for."""
    with sqlite3.connect(database, timeout=30) as connection:
        connection.execute("UPDATE outboxmessage SET due_at = '2026-01-01 00:00:00.000000' WHERE status = 'queued'")
        count = "SELECT count(*) FROM {} WHERE {}"
        inbox = count.format("inboxmessage", "handled_at IS NULL")
        outbox = count.format("outboxmessage", "status IN ('queued', 'claimed', 'inflight')")
        waiting = [connection.execute(query).fetchone()[0] for query in (inbox, outbox)]
    connection.close()
    return waiting == [0, 0]


def _books(database: Path, api: BotApi, reports: list[tuple[int, str]]) -> Books:
    connection = sqlite3.connect(database)
    unhandled = [
        number for (number,) in connection.execute("SELECT external_id FROM inboxmessage WHERE handled_at IS NULL")
    ]
    journal = Counter(words for (words,) in connection.execute("SELECT words FROM progress"))
    queued = Counter(connection.execute("SELECT address, text FROM outboxmessage").fetchall())
    status = connection.execute("SELECT key, status FROM outboxmessage WHERE status != 'sent'").fetchall()
    connection.close()
    got = Counter((fields["chat_id"], fields["text"].removeprefix(MARK)) for _, fields in api.sent)
    said = Counter(words for _, words in reports)
    return Books(
        unhandled=unhandled,
        not_journaled=sorted((said - journal).elements()),
        journaled_twice=sorted((journal - said).elements()),
        never_sent=[str(each) for each in queued - got],
        thrice=[str(each) for each in got if got[each] > 2 * queued[each]],
        unfinished=[f"{key} {state}" for key, state in status],
        twice=[str(each) for each in got - queued],
    )


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--kills", type=int, default=20)
    cli.add_argument("--updates", type=int, default=200)
    cli.add_argument("--seed", type=int, default=1)
    given = cli.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        books = play(Path(folder), kills=given.kills, updates=given.updates, seed=given.seed)
    for name, found in vars(books).items():
        print(f"{name:16} {len(found):4}  {' | '.join(found[:3])}")  # noqa: T201


if __name__ == "__main__":
    main()
