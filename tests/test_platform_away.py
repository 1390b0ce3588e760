"""Row 58 of the fault catalogue: the platform is away for hours. What is too late is not sent, the rest is, once."""

import asyncio
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import select

from bot.health import Vitals, findings
from conftest import HANH, LAN, MONDAY
from fakes import Clock, FakeChannel
from messages.channel import DeliveryError
from models.database import Sessions
from models.office import Office
from models.outbox import OutboxMessage, Priority, enqueue
from scheduler.deliver import deliver
from scheduler.parcel import Desk

HOURS = 6


def no_document(_content: object, _form: str) -> bytes:
    raise AssertionError


def test_the_queue_holds_while_the_platform_is_away(sessions: Sessions, office: Office, tmp_path: Path):
    clock, channel = Clock(MONDAY), FakeChannel()
    desk = Desk(sessions, clock, tmp_path, no_document)
    with sessions() as session:
        for key, address, not_after in (("reminder", LAN, MONDAY + timedelta(hours=4)), ("reply", HANH, None)):
            row = OutboxMessage(key=key, channel="fake", address=address, text=key, due_at=MONDAY, not_after=not_after)
            row.priority = Priority.REPLY if not_after is None else Priority.REMINDER
            enqueue(session, row)
    channel.faults.extend(DeliveryError("no route to host", retry_in=300) for _ in range(2 * HOURS * 12))
    while clock.now < MONDAY + timedelta(hours=HOURS):
        asyncio.run(deliver(desk, channel))
        clock.forward(minutes=5)
    assert channel.texts() == []
    channel.faults.clear()
    asyncio.run(deliver(desk, channel))
    assert channel.texts() == ["reply"]
    with sessions() as session:
        states = {row.key: row.status for row in session.exec(select(OutboxMessage))}
    assert states == {"reply": "sent", "reminder": "expired"}


def test_whoever_looks_after_the_bot_is_told():
    away = MONDAY - timedelta(hours=HOURS)
    pulses = {"started": away - timedelta(days=1), "alive": MONDAY, "tick": MONDAY, "backup": MONDAY}
    vitals = Vitals(
        at=MONDAY,
        pulses={**pulses, "poll:telegram": away},
        polled=("telegram",),
        outbox={("queued", 1): 40},
        due_since=away,
        backups="nightly",
    )
    platform, queue = (each.line for each in findings(vitals, MONDAY, ZoneInfo("Asia/Ho_Chi_Minh")) if each.wrong)
    assert "telegram chưa trả lời từ 02:00 01/06/2026" in platform
    assert "tin chờ gửi được giữ đến hạn" in platform
    assert "40 tin đang chờ" in queue
