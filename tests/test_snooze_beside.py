"""Nhắc lại sau in a message that reports too: both are done, or it is said which was not."""

from datetime import date

import pytest

from chat import Chat
from conftest import LAN
from conversation import lines, open_office, standing
from models.assignment import Said
from scheduler.remind import remind


@pytest.fixture
def chat(sessions, office) -> Chat:
    """Monday 1/6: the plan is approved and its first reminders went out."""
    chat = open_office(Chat(sessions))
    remind(chat.sessions, chat.now)
    chat.settle()
    return chat


def test_one_task_is_put_off_and_the_other_reported(chat: Chat):
    put_off, recorded = chat.say(LAN, "NV1 mai nhắc lại, NV2 xin gia hạn đến 20/6")
    assert "⏰ NV1: tôi nhắc lại vào thứ Ba 02/6/2026" in put_off.text
    assert "NV2: xin gia hạn đến 20/6/2026" in recorded.text
    assert standing(chat, 1).snoozed_until == date(2026, 6, 2)
    assert lines(chat, 1) == []


def test_of_one_task_the_report_counts_and_why_it_is_not_put_off_is_said(chat: Chat):
    refused, recorded = chat.say(LAN, "NV1 mai nhắc lại, xin gia hạn đến 20/6")
    assert "NV1: anh/chị đã trả lời" in refused.text
    assert "NV1: xin gia hạn đến 20/6/2026" in recorded.text
    assert standing(chat, 1).snoozed_until is None


def test_what_is_put_off_without_a_task_beside_a_report_is_said_not_to_be(chat: Chat):
    left, recorded = chat.say(LAN, "NV1 xin gia hạn đến 20/6, mai nhắc lại")
    assert '"mai nhắc lại" tôi chưa làm' in left.text
    assert "NV1: xin gia hạn đến 20/6/2026" in recorded.text


def test_tomorrow_is_when_to_remind_and_not_the_day_asked_for(chat: Chat):
    chat.say(LAN, "mai nhắc lại em NV1, NV2 xin gia hạn")
    [line] = lines(chat, 2)
    assert (line.said, line.asked_due) == (Said.MORE_TIME, None)
