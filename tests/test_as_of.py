"""A report as of a day, made later, is the one made on that day: whatever was answered, corrected or sent since."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlmodel import select

from chat import Chat
from conftest import LAN
from conversation import open_office
from handlers.kept import end_of, standing
from june import at
from messages.channel import Attachment
from models.database import Sessions
from models.office import Office
from models.plan import Plan
from reports.report import Report

FILE = Attachment("F", "bien-ban.pdf", 10, sha256="12" * 32)


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    chat = Chat(sessions)
    open_office(chat)
    chat.now = at("06-04 09:00")
    return chat


def report_of(chat: Chat, day: dt.date) -> Report:
    with chat.sessions() as session:
        end = end_of(day, session.exec(select(Office)).one().zone)
        return standing(session, session.exec(select(Plan)).one(), end)


def same_later(chat: Chat) -> Report:
    """The report of 4/6 made then; `chat` goes on a day later."""
    chat.now = at("06-05 09:00")
    return report_of(chat, dt.date(2026, 6, 4))


def test_a_wish_whose_day_was_chosen_later_is_of_the_later_day(chat: Chat):
    chat.say(LAN, "đã nhận NV1")
    chat._send(LAN, button="a:1:more_time")
    before = same_later(chat)
    chat.press(LAN, "Đến ")
    assert report_of(chat, dt.date(2026, 6, 4)) == before
    assert report_of(chat, dt.date(2026, 6, 5)).requests


def test_a_file_whose_task_was_named_later_is_of_the_later_day(chat: Chat):
    chat._send(LAN, attachments=(FILE,))
    before = same_later(chat)
    chat.say(LAN, "1")
    assert report_of(chat, dt.date(2026, 6, 4)) == before
    later = report_of(chat, dt.date(2026, 6, 5))
    assert sum(part.evidence for task in later.tasks for part in task.parts) == 1


def test_a_correction_leaves_an_earlier_report_its_evidence(chat: Chat):
    chat.say(LAN, "NV2 đạt 50%, gửi văn bản", attachments=(FILE,))
    before = same_later(chat)
    assert sum(part.evidence for task in before.tasks for part in task.parts) == 1
    chat.say(LAN, "sửa: NV2 đạt 60%", attachments=(replace(FILE, sha256="34" * 32),))
    assert report_of(chat, dt.date(2026, 6, 4)) == before
