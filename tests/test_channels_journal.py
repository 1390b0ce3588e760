"""One person on several channels keeps one journal: what one brings is answered on the other, in words or by digit."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from chat import Chat
from conftest import LAN, join
from conversation import TUAN, lines, morning, open_office, standing
from fakes import Clock, FakeChannel
from models.assignment import Assignment, Said
from models.database import Sessions
from models.office import Office
from models.outbox import Delivery, OutboxMessage
from models.people import Address, Person
from models.plan import Plan, PlanState
from scheduler.deliver import deliver
from scheduler.parcel import Desk
from scheduler.remind import remind

ZALO = "5f3a"


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    """Lan has the reminder of Friday 5/6 on "fake", and reads Zalo too."""
    chat = open_office(Chat(sessions))
    with sessions() as session:
        lan = session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()
        join(session, lan, ZALO, "zalo")
        session.flush()
        session.exec(select(Address).where(Address.channel == "zalo")).one().rank = 1
    morning(chat, chat.now.date() + timedelta(days=4))
    assert chat.shown(LAN)[-1].key.startswith("remind:")
    return chat


def say(chat: Chat, text: str) -> list[OutboxMessage]:
    return chat.say(ZALO, text, channel="zalo")


def test_a_sentence_on_another_channel_is_the_same_report(chat: Chat):
    [done] = say(chat, "NV4 xong")
    assert (done.channel, done.address) == ("zalo", ZALO)
    assert done.text.startswith("Đã ghi NV4")
    assert standing(chat, 4).state is Said.DONE
    assert [line.words for line in lines(chat, 4)] == ["NV4 xong"]
    assert "NV4" not in " ".join(m.text for m in chat.shown(LAN) if m.due_at > chat.now)


def test_a_digit_on_another_channel_is_the_reminders_choice(chat: Chat):
    tasks = [str(data) for _, data, _ in chat.shown(LAN)[-1].choices]
    [card] = say(chat, "3")
    assert tasks[2].startswith("t:")
    assert card.text.startswith("<b>NV4")
    done = next(number for number, (_, data, _) in enumerate(card.choices, 1) if str(data).endswith(":done"))
    say(chat, str(done))
    assert standing(chat, 4).state is Said.DONE


def test_what_this_chat_offered_lately_is_what_a_digit_means(chat: Chat):
    say(chat, "/ngonngu")
    [answer] = say(chat, "2")
    assert "English" in answer.text
    assert {standing(chat, task).state for task in (1, 2, 4)} == {None}


def test_what_this_chat_offered_yesterday_does_not_stand_before_todays_reminder(chat: Chat):
    chat.now -= timedelta(days=1)
    say(chat, "/ngonngu")
    chat.now += timedelta(days=1)
    say(chat, "2")
    with chat.sessions() as session:
        assert session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one().language is None


def test_a_number_that_answers_a_question_in_words_picks_nothing_elsewhere(chat: Chat):
    chat.say(LAN, "3")
    chat.press(LAN, "Vướng mắc")
    assert not say(chat, "1")[0].text.startswith("<b>NV")


def test_later_in_words_puts_off_the_reminder_of_the_other_channel(chat: Chat):
    [done] = say(chat, "thứ hai nhắc lại nhé")
    assert "nhắc lại vào thứ Hai" in done.text


def test_a_colleagues_chats_offer_nothing(chat: Chat):
    """A number from a chat where nothing was offered means nothing, whatever others were offered."""
    with chat.sessions() as session:
        for address in session.exec(select(Address).where(Address.address == LAN)).all():
            session.delete(address)
    say(chat, "1")
    assert {standing(chat, task).state for task in (1, 2, 4)} == {None}


def queued_reminder(chat: Chat, day: int) -> OutboxMessage:
    """Lan's reminder of that day in June, queued and not sent."""
    chat.now = chat.now.replace(day=day, hour=1, minute=0)
    remind(chat.sessions, chat.now)
    return chat.shown(LAN)[-1]


def left_as(chat: Chat, reminder: OutboxMessage, tmp_path: Path) -> Delivery:
    """How a queued reminder ends when it is about to leave."""
    channel = FakeChannel()
    asyncio.run(deliver(Desk(chat.sessions, Clock(chat.now), tmp_path, lambda *_: b""), channel))
    with chat.sessions() as session:
        return session.get_one(OutboxMessage, reminder.id).status


def change_work(chat: Chat, **values: object) -> None:
    with chat.sessions() as session:
        for assignment in session.exec(select(Assignment)).all():
            assignment.sqlmodel_update(values)


def test_a_reminder_still_leaves_whose_work_is_still_its_persons(chat: Chat, tmp_path: Path):
    assert left_as(chat, queued_reminder(chat, 8), tmp_path) is Delivery.SENT


def test_a_reminder_of_work_that_went_to_somebody_else_is_due_again_of_them(chat: Chat, tmp_path: Path):
    """Row 45: who is asked is computed when the message leaves."""
    reminder = queued_reminder(chat, 8)
    with chat.sessions() as session:
        tuan = session.exec(select(Person).where(Person.name == "Lê Anh Tuấn")).one()
    change_work(chat, person_id=tuan.id)
    assert left_as(chat, reminder, tmp_path) is Delivery.EXPIRED
    chat.now += timedelta(minutes=1)
    remind(chat.sessions, chat.now)
    assert chat.shown(TUAN)[-1].key == f"remind:{tuan.id}:2026-06-08"


def test_a_reminder_of_a_plan_that_was_withdrawn_is_cancelled(chat: Chat, tmp_path: Path):
    """Row 13."""
    reminder = queued_reminder(chat, 8)
    with chat.sessions() as session:
        session.exec(select(Plan)).one().state = PlanState.CLOSED
    assert left_as(chat, reminder, tmp_path) is Delivery.CANCELLED


def test_what_a_reminder_carries_opens_nothing_for_whom_it_is_forwarded_to(chat: Chat):
    """Row 43: no code, no link, no phone number, and its buttons are nobody else's."""
    reminder = chat.shown(LAN)[-1]
    assert not re.search(r"https?://|\w+\.\w{2,}/|(?:[A-Z0-9]{4}-){3}|0\d{9}", reminder.text)
    for _, data, _ in reminder.choices:
        chat.say("6666", "", button=str(data))
    assert {m.text.split("!")[0] for m in chat.shown("6666")} == {"Xin chào"}
