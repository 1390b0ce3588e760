"""What was asked for by somebody whose it is not: written down, and no more than once an hour (row 68)."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN
from models.acts import Act
from models.audit import AuditEntry
from models.database import Sessions
from models.office import Office
from models.people import Person


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    return Chat(sessions)


def refusals(chat: Chat) -> list[tuple[str, object]]:
    with chat.sessions() as session:
        found = session.exec(
            select(AuditEntry).where(AuditEntry.action == Act.REFUSED).order_by(col(AuditEntry.number))
        ).all()
        return [(entry.subject, entry.detail["since_last"]) for entry in found]


def test_a_command_of_others_is_written_down(chat: Chat):
    chat.say(LAN, "/caidat")
    chat.say(LAN, "/khongco")
    chat.say(HANH, "/caidat")
    assert refusals(chat) == [("command caidat", 0)]


def test_a_button_of_others_is_written_down(chat: Chat):
    chat._send(LAN, button="os:confirm:0")
    assert refusals(chat) == [("button os", 0)]


def test_whoever_goes_on_asking_is_counted_and_noted_again_an_hour_later(chat: Chat):
    for _ in range(5):
        chat.say(LAN, "/caidat")
    chat.now += timedelta(hours=1)
    chat.say(LAN, "/moi")
    assert refusals(chat) == [("command caidat", 0), ("command moi", 4)]


def test_a_button_that_no_message_had_is_told_from_an_old_one(chat: Chat):
    chat.say(HANH, "/caidat")
    message, data = chat.button(HANH, "Giờ nhắc")
    chat._send(HANH, button=data, message_id=message.platform_id)
    chat._send(HANH, button=data, message_id=message.platform_id)
    assert refusals(chat) == []
    chat._send(HANH, button="pl:77", message_id=message.platform_id)
    assert refusals(chat) == [("button forged", 0)]


def test_who_left_is_answered_like_a_stranger_and_notes_nothing(chat: Chat):
    with chat.sessions() as session:
        session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one().active = False
    chat.say(LAN, "/caidat")
    assert refusals(chat) == []
