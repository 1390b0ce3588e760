"""Our whole way of one message, for the peers' bench of updates, crashes and start-up.

    python -m bench.echo --api BASE --port PORT --db FILE [--path echo|report] [--webhook] [--people 1000]

Telegram channel, inbox, dispatch with a known person behind each chat, understanding, journal line, outbox, Pump.
The update's own words ("u12 ...") stand before the answer, which is how the bench finds the update that it answers;
on the path "report" they are followed by a report that is read and written down.
"""

import argparse
import asyncio
import logging
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from sqlalchemy import bindparam, insert, select, update

from bot import app
from bot.context import now, open_database
from bot.logs import set_up_logs
from bot.settings import Settings
from handlers.dispatch import Reading, dispatch
from messages.channel import UNPACED, Capabilities, Incoming
from models.assignment import Assignment
from models.database import Sessions, table_of, transactions
from models.office import the_office
from models.outbox import OutboxMessage
from models.people import Address, Person, Role, Unit
from models.plan import Plan, PlanState, Task

TOKEN = "1:bench"
FIRST_CHAT = 1000
IN_A_UNIT = 10
TASKS = ("Tổ chức hội nghị quán triệt", "Phát tờ rơi tuyên truyền tại các xã", "Kiểm tra việc thực hiện tại cơ sở")
REPORTS = (
    "NV2 đạt 60%, còn 2 xã",
    "nv1 xong r, 3 hn 150 ng",
    "Đã phát 1.250 tờ rơi tại 12 xã",
    "NV3 đang làm, được 3/5 xã",
)

_MARK = (
    update(table_of(OutboxMessage))
    .where(table_of(OutboxMessage).c.key == bindparam("of"))
    .values(text=bindparam("mark") + " " + table_of(OutboxMessage).c.text)
)


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--api", required=True)
    ask.add_argument("--port", type=int, default=0)
    ask.add_argument("--db", type=Path, required=True)
    ask.add_argument("--path", choices=("echo", "report"), default="echo")
    ask.add_argument("--webhook", action="store_true")
    ask.add_argument("--people", type=int, default=1000)
    given = ask.parse_args()
    settings = Settings(
        _env_file=None,
        data_dir=given.db.parent,
        database_url=f"sqlite:///{given.db}",
        telegram_token=TOKEN,
        telegram_api=f"{given.api}/bot",
        telegram_mode="webhook" if given.webhook else "polling",
        telegram_webhook_url=f"http://127.0.0.1:{given.port}/hook",
        telegram_webhook_listen=f"127.0.0.1:{given.port or 8443}",
        telegram_webhook_secret="bench",  # noqa: S106
        log_level="ERROR",
    )
    set_up_logs(settings.log_level)
    logging.captureWarnings(capture=True)
    sessions = transactions(open_database(settings))
    seed(sessions, given.people)
    # Without the limits of Telegram, which the peers do not keep here either.
    app.Telegram.can = Capabilities(pace=UNPACED)
    app.dispatch = reported if given.path == "report" else echoed
    asyncio.run(app.run(settings, sessions))


def seed(sessions: Sessions, people: int) -> None:
    """An office with a head behind each chat of the bench, ten to a unit, and a plan whose three tasks all units have."""
    with sessions() as session:
        if session.execute(select(table_of(Plan).c.id)).first():
            return
        office, units = the_office(session).id, range(1, people // IN_A_UNIT + 2)
        plan = Plan(office_id=office or 0, state=PlanState.ACTIVE, sha256="0" * 64, file_name="a.docx", added_at=now())
        session.add(plan)
        session.flush()
        rows = [Task(plan_id=plan.id or 0, position=place, text=text) for place, text in enumerate(TASKS, 1)]
        session.add_all([*rows, *(Unit(id=unit, office_id=office or 0, name=f"Phòng {unit}") for unit in units)])
        session.flush()
        tasks = [row.id for row in rows]
        base = {"office_id": office}
        heads = [
            {**base, "id": n, "unit_id": n // IN_A_UNIT + 1, "name": f"Cán bộ {n}", "role": Role.HEAD, "active": True}
            for n in range(1, people + 1)
        ]
        chats = [
            {"person_id": head["id"], "channel": "telegram", "address": str(FIRST_CHAT + n), "joined_at": now()}
            for n, head in enumerate(heads)
        ]
        blank = Assignment(office_id=office or 0, plan_id=plan.id or 0, task_id=0, unit_id=0).model_dump(exclude={"id"})
        work = [{**blank, "unit_id": unit, "task_id": task} for unit in units for task in tasks]
        if heads:
            session.execute(insert(table_of(Person)), heads)
            session.execute(insert(table_of(Address)), chats)
        session.execute(insert(table_of(Assignment)), work)


def echoed(sessions: Sessions, incoming: Incoming, at: datetime, reading: Reading = None) -> set[str]:
    with sessions() as session:
        loose = dispatch(lambda: nullcontext(session), incoming, at, reading)
        answer = f"reply:{incoming.channel}:{incoming.id}:0"
        session.execute(_MARK, {"of": answer, "mark": incoming.text})
        return loose


def reported(sessions: Sessions, incoming: Incoming, at: datetime, reading: Reading = None) -> set[str]:
    number = int(incoming.id.rpartition(":")[2])
    with sessions() as session:
        from dataclasses import replace

        words = REPORTS[number % len(REPORTS)]
        loose = dispatch(lambda: nullcontext(session), replace(incoming, text=words), at, reading)
        session.execute(_MARK, {"of": f"reply:{incoming.channel}:{incoming.id}:0", "mark": incoming.text})
        return loose


if __name__ == "__main__":
    main()
