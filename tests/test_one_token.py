"""Six processes with one token keep the platform's pace together (facts/reliability.md, T6).

DONDOC_TEST_SENDS=5000 sends as many messages as the whole test asks for: about 190 seconds for each database.
"""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlmodel import Session, select

import databases
from bot.context import now
from bot_api import BotApi
from bot_limits import Limits, densest
from models.database import open_engine, table_of, transactions
from models.outbox import Delivery, OutboxMessage
from models.schema import upgrade

PROCESSES = 6
SENDS = int(os.environ.get("DONDOC_TEST_SENDS", "150"))
ONE_CHAT, TO_ONE_CHAT = "500000", 10
SLACK = 0.2  # seconds by which a message may be late on a busy machine
ROOT = Path(__file__).parent.parent


def prepare(url: str) -> None:
    """Messages to as many chats, and ten to one."""
    engine = open_engine(url)
    upgrade(engine)
    chats = [*(str(100_000 + number) for number in range(SENDS)), *[ONE_CHAT] * TO_ONE_CHAT]
    rows = [
        {"key": f"m{n}", "channel": "telegram", "address": chat, "text": f"m{n}", "due_at": now()}
        for n, chat in enumerate(chats)
    ]
    with transactions(engine)() as session:
        session.execute(insert(table_of(OutboxMessage)), rows)
    engine.dispose()


def ends(url: str) -> Counter[Delivery]:
    engine = open_engine(url)
    with Session(engine) as session:
        found = Counter(session.exec(select(OutboxMessage.status)).all())
    engine.dispose()
    return found


@pytest.mark.chaos
def test_six_processes_with_one_token_are_never_refused(database_url: str):
    prepare(database_url)
    with BotApi(Limits(slack=SLACK)) as api:
        command = [sys.executable, str(ROOT / "tests" / "sender.py"), database_url, api.url]
        env = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
        processes = [subprocess.Popen([*command, str(n)], cwd=ROOT, env=env) for n in range(PROCESSES)]
        assert [process.wait(60 + SENDS) for process in processes] == [0] * PROCESSES
    assert ends(database_url) == {Delivery.SENT: SENDS + TO_ONE_CHAT}
    assert Counter(api.texts()).most_common(1)[0][1] == 1, "nobody got anything twice"
    chats = defaultdict(list)
    for at, (_, fields) in zip(api.moments, api.sent, strict=True):
        chats[fields["chat_id"]].append(at)
    print(  # noqa: T201
        f"{'PostgreSQL' if databases.SERVER else 'SQLite'}: {len(api.sent)} sent by {PROCESSES} processes in "
        f"{max(api.moments) - min(api.moments):.1f} s, most in a second {densest(api.moments, 1.0)}, "
        f"refused {api.calls.count('sendMessage') - len(api.sent)}, "
        f"least gap in a chat {min(b - a for a, b in pairwise(chats[ONE_CHAT])):.3f} s"
    )
    assert api.calls.count("sendMessage") - len(api.sent) <= SENDS // 1000
    assert densest(api.moments, 1.0 - SLACK) <= 30
    assert min(b - a for a, b in pairwise(chats[ONE_CHAT])) > 1.0 - SLACK
