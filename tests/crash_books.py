"""The office of the crash play, and its books: what people sent and got against what the database says."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine, text
from sqlmodel import Session

from bot_api import BotApi
from models.assignment import Assignment
from models.database import open_engine, transactions
from models.office import Office
from models.outbox import OutboxMessage, Priority
from models.people import Address, Person, Role, Unit
from models.plan import Plan, PlanState, Task
from models.schema import upgrade

PEOPLE = 40
FIRST_CHAT = 100_001
MARK = "<i>(gửi lại)</i>\n"
BEGIN = datetime(2026, 6, 1, tzinfo=UTC)
NOW = {"now": datetime(2026, 1, 1)}  # noqa: DTZ001


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

    @property
    def faults(self) -> dict[str, list[str]]:
        return {name: found for name, found in vars(self).items() if found and name != "twice"}


def prepare(engine: Engine) -> None:
    """An approved plan with one task a unit, each unit with a head who has joined."""
    upgrade(engine)
    with transactions(engine)() as session:
        office = Office(name="Sở Tư pháp")
        session.add(office)
        session.flush()
        plan = Plan(
            office_id=office.id or 0, state=PlanState.ACTIVE, sha256="0", file_name="ke-hoach.docx", added_at=BEGIN
        )
        session.add(plan)
        session.flush()
        for number in range(PEOPLE):
            _add_unit(session, plan, number)


def found(folder: Path) -> None:
    """The same in an SQLite file where `dondoc run` looks for it."""
    engine = open_engine(f"sqlite:///{folder}/dondoc.db")
    prepare(engine)
    engine.dispose()


def _add_unit(session: Session, plan: Plan, number: int) -> None:
    unit = Unit(office_id=plan.office_id, name=f"Phòng số {number + 1}")
    task = Task(plan_id=plan.id or 0, position=number + 1, text=f"Việc thứ {number + 1}")
    session.add_all([unit, task])
    session.flush()
    head = Person(office_id=plan.office_id, unit_id=unit.id, name=f"Người {number + 1}", role=Role.HEAD)
    session.add(head)
    session.flush()
    session.add(Address(person_id=head.id, channel="telegram", address=str(FIRST_CHAT + number), joined_at=BEGIN))
    ids = {"office_id": plan.office_id, "plan_id": plan.id, "task_id": task.id, "unit_id": unit.id}
    session.add(Assignment(**ids, due=date(2099, 12, 31)))


def prequeue(engine: Engine, numbers: Iterable[int]) -> None:
    """Reminders that are due, each to a chat of its own."""
    with transactions(engine)() as session:
        for number in numbers:
            chat = {"channel": "telegram", "address": str(FIRST_CHAT + number), "due_at": BEGIN}
            row = OutboxMessage(key=f"m{number}", text=f"Nhắc việc số {number}", priority=Priority.REMINDER, **chat)
            session.add(row)


def report(number: int) -> tuple[int, str]:
    """The chat and the words of an update; no two are the same."""
    return FIRST_CHAT + number % PEOPLE, f"NV{number % PEOPLE + 1} đạt {number // PEOPLE * 7 + 5}%"


def is_settled(engine: Engine) -> bool:
    """True when nothing waits. What waits for its second try is brought forward instead of slept for."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE outboxmessage SET due_at = :now WHERE status = 'queued' AND resends > 0"), NOW)
        inbox = text("SELECT count(*) FROM inboxmessage WHERE handled_at IS NULL")
        outbox = text("SELECT count(*) FROM outboxmessage WHERE status IN ('queued', 'claimed', 'inflight')")
        return connection.execute(inbox).scalar() == connection.execute(outbox).scalar() == 0


def compare(engine: Engine, api: BotApi, said: list[str]) -> Books:
    with engine.connect() as connection:
        unhandled = connection.execute(text("SELECT external_id FROM inboxmessage WHERE handled_at IS NULL"))
        left = [number for (number,) in unhandled]
        journal = Counter(words for (words,) in connection.execute(text("SELECT words FROM progress")))
        queued = Counter(tuple(row) for row in connection.execute(text("SELECT address, text FROM outboxmessage")))
        status = connection.execute(text("SELECT key, status FROM outboxmessage WHERE status != 'sent'")).all()
    got = Counter((fields["chat_id"], fields["text"].removeprefix(MARK)) for _, fields in api.sent)
    return Books(
        unhandled=left,
        not_journaled=sorted((Counter(said) - journal).elements()),
        journaled_twice=sorted((journal - Counter(said)).elements()),
        never_sent=[str(each) for each in queued - got],
        thrice=[str(each) for each in got if got[each] > 2 * queued[each]],
        unfinished=[f"{key} {state}" for key, state in status],
        twice=[str(each) for each in got - queued],
    )
