"""A month in English for those who chose it: nothing that the bot says to them is left in Vietnamese."""

import re
from datetime import date

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN, join
from conversation import CENTRE, FIRST, MINH, TUAN, morning
from models.outbox import OutboxMessage
from models.people import Person, Role, Unit
from plans.draft import PlanDraft, TaskDraft
from scheduler.digest import digest

PLAN = PlanDraft(
    title="Plan of June",
    number="15/KH-STP",
    start=date(2026, 6, 1),
    end=date(2026, 6, 30),
    tasks=(
        TaskDraft(text="Hold two meetings.", leads=(FIRST,), cooperators=(CENTRE,), due=date(2026, 6, 15)),
        TaskDraft(
            text="Check the records.", leads=(FIRST,), timing="all the time", doubts=("Chưa rõ ngày: “in June”",)
        ),
        TaskDraft(text="Give legal aid.", leads=(CENTRE,), due=date(2026, 6, 19)),
        TaskDraft(text="Put up banners.", leads=(FIRST,), due=date(2026, 6, 5)),
    ),
    doubts=("Không thấy ngày ký",),
)
VIETNAMESE_WORDS = re.compile(".*[à-ỹÀ-ỸăâđêôơưĂÂĐÊÔƠƯ].*")
QUOTED = re.compile(r'"[^"]*"|“[^”]*”|[^,.:\n]*…')  # and what was cut short
COUNTED = (
    "hội nghị",
    "lượt người",
    "chờ kinh phí",
    "thiếu biên bản",
    "NV3 báo cáo theo mẫu nào ạ?",
)  # what people reported stays in their words


@pytest.fixture
def chat(sessions, office) -> Chat:
    """Hạnh and Lan chose English; Tuấn of Lan's unit and Minh, head of the centre, did not."""
    chat = Chat(sessions)
    with sessions() as session:
        first = session.exec(select(Unit).where(Unit.name == FIRST)).one()
        tuan = Person(office_id=first.office_id, unit_id=first.id, name="Lê Anh Tuấn", role=Role.STAFF)
        session.add(tuan)
        session.flush()
        join(session, tuan, TUAN)
        join(session, session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one(), MINH)
    chat.say(HANH, "/ngonngu en")
    chat.say(LAN, "English")
    return chat


def names(chat: Chat) -> list[str]:
    with chat.sessions() as session:
        found = [*session.exec(select(Person.name)).all(), *session.exec(select(Unit.name)).all()]
    return sorted([*found, *COUNTED, "Sở Tư pháp", "Vĩnh An", "UBND tỉnh", "Sở Y tế", "Đôn Đốc"], key=len, reverse=True)


def said(message: OutboxMessage, known: list[str]) -> str:
    """The words of a message without quotations, names and what was reported."""
    words = QUOTED.sub("", "\n".join((message.text, *(str(label) for label, *_ in message.choices))))
    for name in known:
        words = words.replace(name, "")
    return words


def test_a_month_in_english_holds_no_vietnamese(chat: Chat):
    chat.upload(HANH, "plan.docx", PLAN)
    chat.press(HANH, "See each task")
    chat.press(HANH, "Back to the plan")
    chat.press(HANH, "Approve")
    for words in ("/kehoach", "/danhba", "/caidat", "/caidat giờ nhắc 8h30", "/trogiup", "/moi", "/lichnhac", "/vang"):
        chat.say(HANH, words)
    chat.say(LAN, "/nhiemvu")
    chat.say(LAN, "NV1 đạt 60%, 3 hội nghị, khoảng 150 lượt người")
    chat.say(TUAN, "NV4 xong")
    chat.press(LAN, "Return")
    chat.say(LAN, "thiếu biên bản")
    chat.say(LAN, "NV2 vướng, chờ kinh phí")
    chat.say(LAN, "xin gia hạn NV1 đến 26/6 do chờ kinh phí")
    chat.say(MINH, "NV3 báo cáo theo mẫu nào ạ?")
    chat.say(HANH, "/vuongmac")
    chat.say(HANH, "đồng ý gia hạn NV1")
    for day in (date(2026, 6, 8), date(2026, 6, 22), date(2026, 6, 29)):
        morning(chat, day)
        digest(chat.sessions, chat.now)
        chat.settle()
    chat.say(HANH, "/tinhhinh")
    chat.say(HANH, "/congvan")
    chat.say(LAN, "/baocao")
    known = names(chat)
    heard = [message for who in (HANH, LAN) for message in chat.shown(who)][2:]
    assert len(heard) > 30
    assert [found[0] for words in heard if (found := VIETNAMESE_WORDS.search(said(words, known)))] == []


def test_the_same_event_is_told_to_each_in_their_own_language(chat: Chat):
    chat.upload(HANH, "plan.docx", PLAN)
    chat.press(HANH, "Approve")
    chat.say(MINH, "NV3 xong")
    chat.say(TUAN, "NV4 xong")
    assert "reports NV4 complete" in chat.shown(LAN)[-1].text
    assert "Đã ghi NV4" in chat.shown(TUAN)[-1].text
    assert "Đã ghi NV3" in chat.shown(MINH)[-1].text
