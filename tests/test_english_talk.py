"""A clerk and a head who chose English: all that the bot says of a day's work is English, and people's words stay."""

import re
from datetime import date

import pytest

from chat import Chat
from conftest import HANH, LAN
from conversation import CENTRE, FIRST, MINH, PLAN, TypedChat, morning, open_office
from messages.channel import Capabilities
from models.ledger import Held
from models.office import Office
from models.outbox import OutboxMessage
from scheduler.parcel import pack

VIETNAMESE = re.compile("[à-ỹÀ-ỸăâđêôơưĂÂĐÊÔƠƯ]")
QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”')
OFFICE = ("Văn phòng Sở", "Sở Tư pháp", "UBND tỉnh", "Vĩnh An", "Sở Y tế")
NAMES = (FIRST, CENTRE, *OFFICE, "Trần Thị Lan", "Vũ Văn Minh", "Đỗ Thị Hạnh", "Lê Anh Tuấn", "Đôn Đốc")
REPORTED = (str(PLAN.title), "lượt người", "hội nghị", "chờ kinh phí", "thường xuyên")


@pytest.fixture
def chat(sessions, office) -> Chat:
    chat = open_office(TypedChat(sessions))
    for who in (HANH, LAN):
        chat.say(who, "/ngonngu English")
    return chat


def own_words(message: OutboxMessage) -> str:
    """What a message says of its own, without what people and the plan said."""
    text = "\n".join([message.text, *(str(label) for label, *_ in message.choices)])
    for task in PLAN.tasks:
        text = re.sub(rf"{re.escape(task.text[:20])}[^\n(]*?(?:\.|…|$)", "", text)
    for known in (*NAMES, *REPORTED):
        text = text.replace(known, "")
    return QUOTED.sub("", text)


def english(*messages: OutboxMessage) -> str:
    for message in messages:
        assert not VIETNAMESE.search(own_words(message)), message.text
    return "\n".join(message.text for message in messages)


def test_a_head_is_reminded_reports_and_corrects_in_english(chat: Chat):
    morning(chat, date(2026, 6, 4))
    assert "here are your reminders for Thursday 4 June 2026" in english(chat.shown(LAN)[-1])
    said = english(*chat.say(LAN, "NV4 đạt 60%, 3 hội nghị, khoảng 1250 lượt người"))
    assert said.startswith("Recorded NV4: in progress 60%; 3 hội nghị, about 1,250 lượt người.")
    assert "5 hội nghị" in english(*chat.say(LAN, "sửa: 5 hội nghị chứ không phải 3"))
    assert "obstacle" in english(*chat.say(LAN, "NV1 chưa làm được do chờ kinh phí"))
    assert "🔵 in progress, 60%; due 5 June 2026" in english(*chat.say(LAN, "/nhiemvu"))
    assert "Received" in [label for label, *_ in chat.press(LAN, "NV1")[0].choices]


def test_what_one_says_reaches_everybody_in_their_own_language(chat: Chat):
    chat.say(LAN, "NV1 chưa làm được do chờ kinh phí")
    assert "has an obstacle in NV1" in english(chat.shown(HANH)[-1])
    chat.say(HANH, "/ngonngu tiếng Việt")
    chat.say(LAN, "xin gia hạn NV4 đến 12/6 do mưa")
    assert "xin gia hạn" in chat.shown(HANH)[-1].text
    chat.press(HANH, "Đồng ý đến 12/6/2026")
    assert "extension granted to 12 June 2026" in english(chat.shown(LAN)[-1])


COMMANDS = {
    "/tinhhinh": "Situation as of",
    "/caidat": "Settings of",
    "/tonghop": "To look at on Monday",
    "/danhba": "Directory",
    "/lichnhac": "Reminders still to come",
    "/vuongmac": "No obstacles or questions are waiting",
    "/trogiup": "Your replies are read as Vietnamese",
    "/kehoach": "The plans",
}


def test_a_clerks_commands_answer_in_english(chat: Chat):
    for command, said in COMMANDS.items():
        assert said in english(*chat.say(HANH, command))


def test_a_wrong_number_is_told_in_english(chat: Chat):
    chat.say(LAN, "/nhiemvu")
    assert "Please type a number from 1 to" in english(*chat.say(LAN, "9"))


def test_a_setting_is_chosen_by_an_english_day(chat: Chat):
    chat.say(HANH, "/caidat")
    chat.press(HANH, "Weekly question")
    assert "Friday → Thursday" in english(*chat.press(HANH, "Thursday"))
    with chat.sessions() as session:
        assert session.get_one(Office, 1).weekly_on == 3


def test_a_group_reads_the_offices_language(chat: Chat):
    chat.say(LAN, "/gannhom", address="-77", sender=LAN, group=True)
    assert "Trong nhóm" in chat.say(LAN, "/kehoach", address="-77", sender=LAN, group=True)[0].text


def test_whoever_chose_nothing_reads_vietnamese(chat: Chat):
    assert "Nhiệm vụ của anh/chị" in chat.say(MINH, "/nhiemvu")[0].text


@pytest.mark.parametrize(("language", "mark"), [("vi", "(gửi lại)"), ("en", "(sent again)")])
def test_a_message_sent_again_is_marked_in_its_readers_language(language: str, mark: str):
    row = Held._make([None] * len(Held._fields))._replace(text="NV1", choices=[], resends=1)
    assert mark in pack(row, Capabilities(), language=language).message.text
