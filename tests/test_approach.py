"""After three reminders without an answer the next one is another: shorter, and then the head hears of it."""

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from conversation import CENTRE, FIRST, MINH, TUAN, TypedChat, heard, open_office, standing, state
from models.assignment import Assignment, Said
from models.item import Item
from models.outbox import OutboxMessage, Priority
from models.people import Person
from scheduler.remind import remind


@pytest.fixture(params=[Chat, TypedChat])
def chat(request, sessions, office) -> Chat:
    """Monday 1/6, 08:02: the plan is approved; nobody was reminded yet."""
    return open_office(request.param(sessions))


def silent(chat: Chat, task: int, unit: str, times: int, person: str | None = None) -> None:
    """Given: so many reminders without an answer, of work that may be delegated."""
    identity = standing(chat, task, unit).id
    with chat.sessions() as session:
        row = session.get_one(Assignment, identity)
        row.unanswered, row.reminded_at, row.remind_at = times, chat.now.replace(month=5, day=29), chat.now
        if person:
            row.person_id = session.exec(select(Person.id).where(Person.name == person)).one()


def reminded(chat: Chat, who: str) -> OutboxMessage:
    remind(chat.sessions, chat.now)
    chat.settle()
    return [message for message in chat.shown(who) if message.priority == Priority.REMINDER][-1]


def test_three_silent_reminders_lead_to_one_short_question(chat: Chat):
    silent(chat, 3, CENTRE, 3)
    message = reminded(chat, MINH)
    assert "chỉ một câu" in message.text
    assert "đã làm chưa?" in message.text
    labels = [label for label, *_ in message.choices]
    assert labels == ["Xong", "Đang làm", "Vướng", "Không phải việc của tôi", "⏰ Nhắc lại sau"]


def test_two_are_not_enough(chat: Chat):
    silent(chat, 3, CENTRE, 2)
    assert "đã làm chưa?" not in reminded(chat, MINH).text


def test_in_a_bundle_only_the_silent_task_is_asked_so(chat: Chat):
    silent(chat, 1, FIRST, 3)
    message = reminded(chat, LAN)
    labels = [label for label, *_ in message.choices]
    assert "NV1 đã làm chưa?" in message.text
    assert "NV1 Không phải việc của tôi" in labels
    assert any(label.startswith("NV2: ") for label in labels)


def test_one_tap_answers_and_the_reminding_stops(chat: Chat):
    silent(chat, 3, CENTRE, 3)
    reminded(chat, MINH)
    chat.press(MINH, "Đang làm")
    assert state(chat, 3, CENTRE) == (Said.WORKING, None)
    assert standing(chat, 3, CENTRE).unanswered == 0


def test_a_silent_delegate_s_head_hears_directly_and_only_then(chat: Chat):
    silent(chat, 1, FIRST, 3, "Lê Anh Tuấn")
    assert "NV1" not in reminded(chat, LAN).text
    chat.now = chat.now.replace(day=2)
    silent(chat, 1, FIRST, 4, "Lê Anh Tuấn")
    text = reminded(chat, LAN).text
    assert "giao Lê Anh Tuấn, đã nhắc 4 lần chưa trả lời" in text


def test_not_mine_tells_the_clerk_once_and_reports_nothing(chat: Chat):
    silent(chat, 3, CENTRE, 3)
    reminded(chat, MINH)
    button = chat.button(MINH, "Không phải việc của tôi")
    [told] = chat.press(MINH, "Không phải việc của tôi")
    assert "Đã chuyển đến Đỗ Thị Hạnh" in told.text
    assert len(heard(chat, HANH, "không phải việc của mình")) == 1
    found = standing(chat, 3, CENTRE)
    assert (found.state, found.heard_at, found.unanswered) == (None, None, 0)
    assert found.remind_at > chat.now.replace(day=3)
    [again] = chat._send(MINH, button=button[1], message_id=button[0].platform_id)
    assert "đã chuyển" in again.text
    with chat.sessions() as session:
        assert len(session.exec(select(Item)).all()) == 1


def test_a_delegate_s_not_mine_reaches_the_head_too(chat: Chat):
    silent(chat, 1, FIRST, 3, "Lê Anh Tuấn")
    reminded(chat, TUAN)
    chat.press(TUAN, "Không phải việc của tôi")
    assert heard(chat, LAN, "không phải việc của mình")
    assert heard(chat, HANH, "không phải việc của mình")


def test_another_s_work_is_not_given_away(chat: Chat):
    other = standing(chat, 1, FIRST).id
    assert "không còn" in chat._send(MINH, button=f"nm:{other}")[0].text
    with chat.sessions() as session:
        assert session.exec(select(Item)).all() == []
