"""Our whole way of one message, for the peers' bench of updates, crashes and start-up.

    python -m bench.echo --api BASE --port PORT --db FILE [--path echo|report] [--webhook] [--people 1000]

Telegram channel, inbox, dispatch with a known person behind each chat, understanding, journal line, outbox, Pump.
The update's own words ("u12 ...") stand before the answer, which is how the bench finds the update that it answers;
on the path "report" they are followed by a report that is read and written down.
"""

import argparse
import asyncio
import signal
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import bindparam, insert, select, update

from bot.app import assemble
from bot.context import now, open_database
from bot.logs import set_up_logs
from bot.platforms import servers_of, telegram_of
from bot.settings import Settings
from bot.warm import dispatch
from messages.channel import UNPACED, Incoming
from models.assignment import Assignment
from models.database import Sessions, table_of, transactions
from models.office import the_office
from models.outbox import OutboxMessage
from models.people import Address, Person, Role, Unit
from models.plan import Plan, PlanState, Task
from plans.draft import Reading

FIRST_CHAT = 1000
IN_A_UNIT = 10
TASKS = ("Tổ chức hội nghị quán triệt", "Phát tờ rơi tuyên truyền tại các xã", "Kiểm tra việc thực hiện tại cơ sở")
REPORTS = (
    "NV2 đạt 60%, còn 2 xã",
    "nv1 xong r, 3 hn 150 ng",
    "Đã phát 1.250 tờ rơi tại 12 xã",
    "NV3 đang làm, được 3/5 xã",
)

_OUTBOX = table_of(OutboxMessage)
_MARK = (
    update(_OUTBOX).where(_OUTBOX.c.key == bindparam("answer")).values(text=bindparam("mark") + " " + _OUTBOX.c.text)
)


@dataclass(frozen=True)
class Marked:
    """Dispatch, with the update's own words before its answer, in the same transaction."""

    reports: Sequence[str]

    def __call__(self, sessions: Sessions, incoming: Incoming, at: datetime, reading: Reading) -> set[str]:
        said = incoming
        if self.reports:
            number = int(incoming.id.rpartition(":")[2])
            said = replace(incoming, text=self.reports[number % len(self.reports)])
        with sessions() as session:
            loose = dispatch(lambda: nullcontext(session), said, at, reading)
            session.execute(_MARK, {"answer": f"reply:{incoming.channel}:{incoming.id}:0", "mark": incoming.text})
            return loose


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--api", required=True)
    ask.add_argument("--port", type=int, default=8443)
    ask.add_argument("--db", type=Path, required=True)
    ask.add_argument("--path", choices=("echo", "report"), default="echo")
    ask.add_argument("--webhook", action="store_true")
    ask.add_argument("--people", type=int, default=1000)
    given = ask.parse_args()
    set_up_logs("ERROR")
    settings = Settings.model_validate(
        {
            "data_dir": given.db.parent,
            "database_url": f"sqlite:///{given.db}",
            "telegram_token": "1:bench",
            "telegram_api": f"{given.api}/bot",
            "telegram_webhook_url": f"http://127.0.0.1:{given.port}/hook",
            "telegram_webhook_listen": f"127.0.0.1:{given.port}",
            "telegram_webhook_secret": "bench",
            "telegram_mode": "webhook" if given.webhook else "polling",
        }
    )
    sessions = transactions(open_database(settings))
    seed(sessions, given.people)
    asyncio.run(run(settings, sessions, Marked(REPORTS if given.path == "report" else ())))


async def run(settings: Settings, sessions: Sessions, answer: Marked) -> None:
    server, _ = servers_of(settings)
    telegram = telegram_of(settings, server, now)
    assert telegram is not None  # it has a token
    telegram.can = replace(telegram.can, pace=UNPACED)  # the peers keep no limits here either
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await telegram.open()
    await assemble(settings, sessions, {telegram.name: telegram}, now, answer).run(stop, server)
    await telegram.close()


def seed(sessions: Sessions, people: int) -> None:
    """An office with a head behind each chat of the bench, ten to a unit, and a plan whose tasks all units have."""
    with sessions() as session:
        if session.execute(select(table_of(Plan).c.id)).first():
            return
        office = the_office(session).id or 0
        plan = Plan(office_id=office, state=PlanState.ACTIVE, sha256="0" * 64, file_name="a.docx", added_at=now())
        session.add(plan)
        session.flush()
        tasks = [Task(plan_id=plan.id or 0, position=place, text=text) for place, text in enumerate(TASKS, 1)]
        units = [Unit(office_id=office, name=f"Phòng {number}") for number in range(people // IN_A_UNIT + 1)]
        session.add_all([*tasks, *units])
        session.flush()
        heads = [
            {
                "id": n + 1,
                "office_id": office,
                "unit_id": units[n // IN_A_UNIT].id,
                "name": f"Ông {n}",
                "role": Role.HEAD,
            }
            for n in range(people)
        ]
        chats = [
            {"person_id": n + 1, "channel": "telegram", "address": str(FIRST_CHAT + n), "joined_at": now()}
            for n in range(people)
        ]
        work = [
            {"office_id": office, "plan_id": plan.id, "task_id": task.id, "unit_id": unit.id}
            for unit in units
            for task in tasks
        ]
        for model, rows in ((Person, heads), (Address, chats), (Assignment, work)):
            if rows:
                session.execute(insert(table_of(model)), rows)


if __name__ == "__main__":
    main()
