"""What colleagues do at night: their own answers at once, everybody else hears of it when the office opens."""

from datetime import UTC, datetime

import pytest

from chat import Chat
from conftest import HANH, LAN
from conversation import FIRST, MINH, TUAN, open_office, standing
from models.assignment import Said
from models.database import Sessions
from models.outbox import Delivery, OutboxMessage
from scheduler.remind import remind

NIGHT = datetime(2026, 6, 2, 15, 0, tzinfo=UTC)  # 22:00
MORNING = datetime(2026, 6, 3, 0, 30, tzinfo=UTC)
CLOSING = datetime(2026, 6, 3, 10, 0, tzinfo=UTC)


@pytest.fixture
def chat(sessions: Sessions, office) -> Chat:
    return open_office(Chat(sessions))


def asked(chat: Chat) -> None:
    chat.say(TUAN, "NV1 vướng do chưa có kinh phí")


def wished(chat: Chat) -> None:
    chat.say(LAN, "NV1 xin gia hạn đến 20/6 do chờ số liệu")


def claimed(chat: Chat) -> None:
    chat.say(TUAN, "NV4 xong")
    assert standing(chat, 4, FIRST).state is Said.CLAIMED


NOTHING: tuple = ()


@pytest.mark.parametrize(
    ("before", "who", "act", "hears"),
    [
        (NOTHING, TUAN, asked, HANH),
        (NOTHING, LAN, wished, HANH),
        (NOTHING, TUAN, claimed, LAN),
        ((asked,), HANH, lambda chat: (chat.press(HANH, "Trả lời"), chat.say(HANH, "Đã cấp 5 triệu")), TUAN),
        ((asked,), HANH, lambda chat: chat.press(HANH, "Đã giải quyết"), TUAN),
        ((wished,), HANH, lambda chat: chat.press(HANH, "Đồng ý"), LAN),
        ((claimed,), LAN, lambda chat: chat.press(LAN, "Xác nhận"), TUAN),
        (NOTHING, LAN, lambda chat: chat.say(LAN, "/vang 3/6-4/6 Minh thay"), MINH),
        (NOTHING, HANH, lambda chat: chat.say(HANH, "/vang Minh 3/6-4/6"), MINH),
    ],
)
def test_who_acts_is_answered_at_once_and_others_hear_in_working_hours(chat: Chat, before, who, act, hears):
    for prepare in before:
        prepare(chat)
    chat.now, shown = NIGHT, len(chat.shown(hears))
    act(chat)
    told = chat.shown(hears)[shown:]
    assert [(message.due_at, message.not_after) for message in told] == [(MORNING, CLOSING)]
    answers = [message for message in chat.shown(who) if message.key.startswith(f"reply:fake:{chat.count}:")]
    assert answers
    assert all(message.due_at == chat.now and message.not_after is None for message in answers)


def test_in_working_hours_others_hear_at_once(chat: Chat):
    asked(chat)
    assert chat.shown(HANH)[-1].due_at == chat.now


def test_a_note_that_could_not_go_out_that_day_goes_the_next_morning(chat: Chat, sessions: Sessions):
    chat.now = NIGHT
    asked(chat)
    number = chat.shown(HANH)[-1].id
    with sessions() as session:
        note = session.get_one(OutboxMessage, number)
        note.status, note.attempts = Delivery.EXPIRED, 3
    remind(sessions, CLOSING)
    assert chat.shown(HANH)[-1].status is Delivery.EXPIRED  # not in the evening
    morning = MORNING.replace(day=4, hour=1)
    for _ in range(2):
        remind(sessions, morning)
        [kept] = [message for message in chat.shown(HANH) if message.id == number]
        assert (kept.status, kept.due_at, kept.not_after) == (Delivery.QUEUED, morning, CLOSING.replace(day=4))
        assert kept.attempts == 0
