import datetime as dt

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from conversation import morning, open_office
from june import at
from models.database import Sessions
from models.inbox import TRIES, InboxMessage
from models.office import Office
from models.outbox import Delivery, OutboxMessage
from models.pulse import beat
from models.trouble import worked_between
from scheduler.digest import digest
from scheduler.remind import remind
from vietnamese.calendar import WorkCalendar


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("06-02 09:00", "06-02 12:30", 3.5),
        ("06-01 17:00", "06-02 07:30", 0),
        ("06-01 16:00", "06-02 08:30", 2),
        ("06-05 16:00", "06-08 08:00", 1.5),
        ("06-06 08:00", "06-07 16:00", 0),
        ("06-01 12:00", "06-04 12:00", 5 + 9.5 + 9.5 + 4.5),
    ],
)
def test_only_working_hours_count_as_lost(office: Office, start: str, end: str, hours: float):
    calendar = WorkCalendar(office.zone, office.opens, office.closes)
    assert worked_between(calendar, at(start), at(end)) == dt.timedelta(hours=hours)


def pulse(sessions: Sessions, name: str, *moments: str) -> None:
    with sessions() as session:
        for moment in moments:
            beat(session, name, at(moment))


def told(chat: Chat, moment: str) -> str:
    """The clerk's digest of that moment, or nothing."""
    chat.now = at(moment).astimezone(dt.UTC)
    digest(chat.sessions, chat.now)
    chat.settle()
    found = [m.text for m in chat.shown(HANH) if m.key.startswith("digest:") and m.due_at == chat.now]
    return found[0] if found else ""


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    return open_office(Chat(sessions))


@pytest.mark.parametrize(
    ("name", "silent", "said"),
    [
        ("poll:telegram", ("06-02 09:00", "06-02 13:30"), "Mất liên lạc với Telegram</b> từ 09:00 ngày 02/6/2026"),
        ("tick", ("06-02 09:00", "06-03 06:00"), "Phần mềm đã ngừng chạy</b> từ 09:00 ngày 02/6/2026 đến 06:00"),
        ("poll:telegram", ("06-02 09:00", "06-02 09:50"), ""),
        ("poll:telegram", ("06-02 17:30", "06-03 06:30"), ""),
        ("backup", ("06-02 09:00", "06-02 16:30"), ""),
    ],
)  # fmt: skip
def test_hours_without_the_channel_head_the_next_mornings_digest(chat: Chat, name: str, silent: tuple, said: str):
    pulse(chat.sessions, name, *silent)
    text = told(chat, "06-03 07:45")
    assert said in text
    assert bool(said) == bool(text)
    assert told(chat, "06-03 10:00") == ""


def test_where_nothing_ran_no_platform_is_blamed(chat: Chat):
    pulse(chat.sessions, "poll:telegram", "06-02 09:00", "06-02 13:31")
    pulse(chat.sessions, "tick", "06-02 09:00", "06-02 13:30")
    text = told(chat, "06-03 07:45")
    assert "Phần mềm đã ngừng chạy" in text
    assert "Telegram" not in text


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Delivery.UNKNOWN, "Trần Thị Lan: 1 tin chưa rõ đã tới hay chưa"),
        (Delivery.DEAD, "Trần Thị Lan: 1 tin không gửi được"),
        (Delivery.EXPIRED, "Trần Thị Lan: 1 tin quá giờ nên không gửi, sẽ nhắc lại"),
    ],
)
def test_messages_that_did_not_arrive_are_told_once(chat: Chat, status: Delivery, said: str):
    chat.now = at("06-02 08:00").astimezone(dt.UTC)
    remind(chat.sessions, chat.now)
    with chat.sessions() as session:
        mine = select(OutboxMessage).where(OutboxMessage.address == LAN, OutboxMessage.status == Delivery.QUEUED)
        session.exec(mine).one().status = status
    assert said in told(chat, "06-03 07:45")
    morning(chat, dt.date(2026, 6, 3))
    assert said not in told(chat, "06-04 07:45")


def test_a_message_that_could_not_be_handled_is_told_of(chat: Chat):
    with chat.sessions() as session:
        for number, address in enumerate((LAN, "6666")):
            row = InboxMessage(channel="fake", external_id=f"x{number}", address=address, received_at=chat.now)
            row.attempts = TRIES
            session.add(row)
    assert "1 tin của cán bộ chưa xử lý được" in told(chat, "06-02 07:45")
    assert told(chat, "06-03 07:45") == ""
