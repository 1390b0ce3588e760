"""What users of other tools complain about, each as a conversation in which it fails to happen."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from conversation import FIRST, MINH, TUAN, TypedChat, heard, lines, morning, open_office, standing, state
from models.assignment import Said
from models.outbox import Delivery, OutboxMessage, Priority
from models.people import Person
from scheduler.remind import remind

TUESDAY, WEDNESDAY, MONDAY_8 = date(2026, 6, 2), date(2026, 6, 3), date(2026, 6, 8)


@pytest.fixture(params=[Chat, TypedChat], ids=["buttons", "digits"])
def chat(request, sessions, office) -> Chat:
    return open_office(request.param(sessions))


def reminders(chat: Chat, who: str) -> list[OutboxMessage]:
    return [message for message in chat.shown(who) if message.priority == Priority.REMINDER]


def restarted(chat: Chat) -> Chat:
    """The same database under a process that knows nothing else."""
    return type(chat)(chat.sessions, chat.now, count=chat.count)


def test_a_restart_sends_no_reminder_twice(chat):
    morning(chat, TUESDAY)
    before = len(reminders(chat, LAN))
    again = restarted(chat)
    assert remind(again.sessions, again.now + timedelta(minutes=1)) == 0
    assert len(reminders(again, LAN)) == before == 1


def test_a_restart_keeps_what_the_bot_waits_for(chat):
    chat.say(LAN, "xong rồi ạ")
    again = restarted(chat)
    again.press(LAN, "NV2")
    assert state(again, 2)[0] is Said.DONE


def test_buttons_of_old_messages_act_no_more(chat):
    morning(chat, TUESDAY)
    chat.press(LAN, "NV2")
    message, data = chat.button(LAN, "50%")
    chat.now += timedelta(days=1)
    chat.say(LAN, "NV2 đạt 80%")
    [answer] = chat.say(LAN, "", button=data, message_id=message.platform_id)
    assert "đã có báo cáo mới" in answer.text
    assert state(chat, 2) == (Said.WORKING, 80)


def test_whoever_left_gets_no_reminder(chat):
    with chat.sessions() as session:
        session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one().active = False
    morning(chat, TUESDAY)
    assert reminders(chat, MINH) == []
    assert reminders(chat, LAN)


def test_a_task_without_a_date_is_never_overdue(chat):
    chat.now = chat.now.replace(month=9)
    [tasks] = chat.say(LAN, "/nhiemvu")
    undated = tasks.text.split("NV2")[1].split("NV")[0]
    assert "quá hạn" not in undated.casefold()
    assert "quá hạn" in tasks.text.casefold()  # NV1, whose date has passed


@pytest.mark.parametrize("words", ["để mai em báo", "đã nhận", "NV1 xin lùi đến 18/6", "để em xem rồi báo sau"])
def test_putting_it_off_is_no_progress(chat, words):
    chat.say(LAN, "NV1 đạt 30%")
    chat.say(LAN, words)
    assert state(chat, 1) == (Said.WORKING, 30)


def test_a_reminder_never_breaks_a_half_finished_report(chat):
    chat.say(LAN, "xong rồi ạ")  # of which task?
    asked = chat.shown(LAN)[-1]
    remind(chat.sessions, chat.now + timedelta(minutes=1))
    chat.settle()
    assert chat.shown(LAN)[-1].id == asked.id
    chat.press(LAN, "NV2")
    assert state(chat, 2)[0] is Said.DONE
    remind(chat.sessions, chat.now + timedelta(minutes=1))
    assert reminders(chat, LAN)


def test_the_report_does_not_wait_for_the_last_silent_unit(chat):
    chat.say(LAN, "NV1 đạt 60%")
    chat.say(HANH, "/baocao")
    assert any(message.document for message in chat.shown(HANH))


def test_nobody_is_shamed_before_others(chat):
    chat.now = chat.now.replace(day=25)
    [card] = chat.say(MINH, "/tinhhinh")
    assert FIRST not in card.text
    morning(chat, date(2026, 6, 26))
    assert not [message for message in chat.shown(MINH) if FIRST in message.text]


@pytest.mark.parametrize("words", ["NV1 chưa tổ chức được hội nghị", "nv1 chua to chuc duoc hoi nghi", "NV1 chưa xong"])
def test_not_done_is_never_read_as_done(chat, words):
    chat.say(LAN, words)
    assert state(chat, 1)[0] not in (Said.DONE, None)


def test_one_bundle_a_day_whatever_falls_due(chat):
    morning(chat, TUESDAY)
    for minutes in range(0, 540, 30):
        remind(chat.sessions, chat.now + timedelta(minutes=minutes))
    assert len(reminders(chat, LAN)) == 1


def test_silence_about_an_overdue_task_is_told_to_unit_and_clerk(chat):
    morning(chat, TUESDAY)
    morning(chat, MONDAY_8)
    assert "Đã quá hạn" in reminders(chat, LAN)[-1].text
    chat.say(HANH, "/tinhhinh")
    assert heard(chat, HANH, "Treo băng rôn") or heard(chat, HANH, "NV4")


def test_an_answer_stops_the_reminder_that_waits_to_be_sent(chat):
    chat.deliver = False
    chat.now = chat.now.replace(day=2, hour=1, minute=0)
    remind(chat.sessions, chat.now)
    for task in (1, 2, 4):
        chat.say(LAN, f"NV{task} đạt 20%")
    assert [message.status for message in reminders(chat, LAN)] == [Delivery.CANCELLED]


def test_what_was_answered_today_is_not_asked_about_tomorrow(chat):
    morning(chat, TUESDAY)
    for task in (1, 2, 4):
        chat.say(LAN, f"NV{task} đạt 20%")
    morning(chat, WEDNESDAY)
    assert len(reminders(chat, LAN)) == 1
    assert standing(chat, 1).unanswered == 0
    assert len(lines(chat, 1)) == 1


def test_staff_of_the_unit_are_not_reminded_beside_their_head(chat):
    morning(chat, TUESDAY)
    assert reminders(chat, TUAN) == []
