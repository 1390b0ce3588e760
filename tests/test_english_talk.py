"""What a clerk and a head who chose English read, sentence by sentence; test_english_journey looks at a whole month."""

from datetime import date

import pytest

from chat import Chat
from conftest import HANH, LAN
from conversation import TypedChat, morning, open_office
from messages.channel import Capabilities
from models.ledger import Held
from models.office import Office
from scheduler.parcel import pack


@pytest.fixture
def chat(sessions, office) -> Chat:
    chat = open_office(TypedChat(sessions))
    for who in (HANH, LAN):
        chat.say(who, "/ngonngu English")
    return chat


def test_a_head_is_reminded_reports_and_corrects_in_english(chat: Chat):
    morning(chat, date(2026, 6, 4))
    assert "here are your reminders for Thursday 4 June 2026" in chat.shown(LAN)[-1].text
    [said] = chat.say(LAN, "NV4 đạt 60%, 3 hội nghị, khoảng 1250 lượt người")
    assert said.text.startswith("Recorded NV4: in progress 60%; 3 hội nghị, about 1,250 lượt người.")
    assert "Corrected NV4" in chat.say(LAN, "sửa: 5 hội nghị chứ không phải 3")[0].text
    assert "🔵 in progress, 60%; due 5 June 2026" in chat.say(LAN, "/nhiemvu")[0].text
    assert "Received" in [label for label, *_ in chat.press(LAN, "NV1")[0].choices]
    assert "Please type a number from 1 to 8" in chat.say(LAN, "9")[0].text


def test_what_one_says_reaches_the_other_in_the_others_language(chat: Chat):
    chat.say(LAN, "NV1 chưa làm được do chờ kinh phí")
    assert "has an obstacle in NV1" in chat.shown(HANH)[-1].text
    chat.say(HANH, "/ngonngu tiếng Việt")
    chat.say(LAN, "xin gia hạn NV4 đến 12/6 do mưa")
    assert "xin gia hạn" in chat.shown(HANH)[-1].text
    chat.press(HANH, "Đồng ý đến 12/6/2026")
    assert "extension granted to 12 June 2026" in chat.shown(LAN)[-1].text


def test_a_clerk_sees_the_situation_and_chooses_a_setting_by_an_english_day(chat: Chat):
    assert "Situation as of 1 June 2026" in chat.say(HANH, "/tinhhinh")[0].text
    chat.say(HANH, "/caidat")
    chat.press(HANH, "Weekly question")
    assert "Friday → Thursday" in chat.press(HANH, "Thursday")[0].text
    with chat.sessions() as session:
        assert session.get_one(Office, 1).weekly_on == 3


def test_a_group_reads_the_offices_language(chat: Chat):
    assert "Trong nhóm" in chat.say(LAN, "/kehoach", address="-77", sender=LAN, group=True)[0].text


@pytest.mark.parametrize(("language", "mark"), [("vi", "(gửi lại)"), ("en", "(sent again)")])
def test_a_message_sent_again_is_marked_in_its_readers_language(language: str, mark: str):
    row = Held._make([None] * len(Held._fields))._replace(text="NV1", choices=[], resends=1)
    assert mark in pack(row, Capabilities(), language=language).message.text
