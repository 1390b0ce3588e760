"""Several processes on one database send digests at the same moment; and what a platform's refusal comes to."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from conversation import TUAN, open_office
from fakes import Clock, FakeChannel
from june import at, outbox
from messages.channel import DeliveryError
from models.database import Sessions, open_engine, transactions
from models.digest import Digest
from models.office import Office
from models.outbox import Delivery, OutboxMessage
from models.people import Address
from reports.forms import draw
from scheduler.clock import alarm_clock
from scheduler.deliver import deliver
from scheduler.digest import digest
from scheduler.parcel import Desk
from scheduler.remind import remind


@pytest.fixture
def engine(engine_for_many: Engine) -> Engine:
    return engine_for_many


def test_several_processes_queue_each_digest_once(engine: Engine, sessions: Sessions, office: Office):
    open_office(Chat(sessions)).say(TUAN, "NV4 chưa làm được do chờ kinh phí")
    engines = [open_engine(engine.url.render_as_string(hide_password=False)) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda own: digest(transactions(own), at("06-02 07:45")), engines))
    for own in engines:
        own.dispose()
    sent = [message for message in outbox(sessions) if message.key.startswith("digest:")]
    with sessions() as session:
        noted = session.exec(select(Digest)).all()
    assert (sum(counts), len(sent), len(noted)) == (1, 1, 1)


def test_who_blocked_the_bot_is_written_to_no_more_and_told_of_next_morning(
    sessions: Sessions, office: Office, tmp_path: Path
):
    chat = open_office(Chat(sessions))
    clock, channel = Clock(at("06-02 08:00")), FakeChannel()
    desk = Desk(sessions, clock, tmp_path, draw)
    remind(sessions, clock())
    channel.faults.append(DeliveryError("Forbidden: bot was blocked by the user", permanent=True))
    with sessions() as session:  # of all that waits only Lan's reminder, so that the refusal is hers
        waiting = select(OutboxMessage).where(OutboxMessage.status == Delivery.QUEUED, OutboxMessage.address != LAN)
        for message in session.exec(waiting).all():
            message.status = Delivery.CANCELLED
    asyncio.run(deliver(desk, channel))
    assert [m.status for m in outbox(sessions) if m.key.startswith("remind:") and m.address == LAN] == [Delivery.DEAD]
    with sessions() as session:
        assert session.exec(select(Address).where(Address.address == LAN)).one().unreachable_since == clock()
    for later in ("06-02 12:00", "06-02 16:30"):
        clock.now = at(later)
        remind(sessions, clock())
        digest(sessions, clock())
        asyncio.run(deliver(desk, channel))
    assert channel.texts(LAN) == []
    clock.now = at("06-03 07:45")
    digest(sessions, clock())
    asyncio.run(deliver(desk, channel))
    told = channel.texts(HANH)[-1]
    assert "Trần Thị Lan (Phòng Nghiệp vụ I): đã chặn bot từ 02/6" in told
    assert "không gửi được" not in told  # said once, of the person
    chat.now = clock()
    chat.say(LAN, "tôi mở lại rồi")
    assert "Trần Thị Lan" not in chat.say(HANH, "/danhba chưa tới")[0].text


def test_the_alarm_clock_sends_what_is_due_when_it_starts(engine: Engine, sessions: Sessions, office: Office):
    open_office(Chat(sessions)).say(TUAN, "NV4 chưa làm được do chờ kinh phí")
    queued = asyncio.Event()

    async def start() -> None:
        alarm = alarm_clock(sessions, Clock(at("06-02 07:45")), queued.set, lambda: [digest])
        alarm.start()
        try:
            await asyncio.wait_for(queued.wait(), 60)
        finally:
            alarm.shutdown(wait=False)

    asyncio.run(start())
    assert [message.address for message in outbox(sessions) if message.key.startswith("digest:")] == [HANH]
