"""What several units that lead one task report: the same figure is asked about and counts once."""

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN, join
from handlers.records import load
from models.assignment import Duty
from models.people import Person
from plans.draft import PlanDraft, TaskDraft
from reports.figures import Share
from reports.summary import summarise
from reports.tally import contributions

MINH = "1003"
LEADS = ("Phòng Nghiệp vụ I", "Trung tâm Trợ giúp pháp lý")
DRAFT = PlanDraft(title="Kế hoạch tháng 6", tasks=(TaskDraft(text="Tuyên truyền tại cơ sở.", leads=LEADS),))


@pytest.fixture
def chat(sessions, office) -> Chat:
    with sessions() as session:
        minh = session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one()
        join(session, minh, MINH)
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    return chat


def sum_and_notes(chat: Chat) -> tuple[float | None, tuple[str, ...]]:
    with chat.sessions() as session:
        [tally] = summarise(load(session, 1, chat.now), chat.now).tasks[0].tallies
    return tally.value, tally.notes


@pytest.mark.parametrize(
    ("answer", "total", "notes"),
    [
        (
            "Cùng một việc, không cộng",
            215,
            ("cùng sự kiện các đơn vị chủ trì đều báo (Trung tâm Trợ giúp pháp lý: 215); tính một lần",),
        ),
        ("Việc khác, cộng", 430, ()),
    ],
)
def test_the_same_figure_of_two_leads_is_asked_about(chat, answer, total, notes):
    chat.say(LAN, "NV1 đang làm, 215 lượt người")
    [question] = chat.say(MINH, "NV1 đã tuyên truyền cho 215 lượt người")
    assert "Phòng Nghiệp vụ I đã báo 215 lượt người" in question.text
    chat.press(MINH, answer)
    assert sum_and_notes(chat) == (total, notes)


def share(duty: Duty, value: float, shared: float = 0) -> Share:
    return Share("X", duty, value, approximate=False, target=None, lines=(), shared=shared)


@pytest.mark.parametrize(
    ("shares", "total"),
    [
        ([share(Duty.LEAD, 215), share(Duty.LEAD, 215, 215)], 215),
        ([share(Duty.LEAD, 215), share(Duty.LEAD, 300, 215)], 300),
        ([share(Duty.LEAD, 215, 215), share(Duty.COOPERATOR, 215)], 215),
        ([share(Duty.LEAD, 215, 215), share(Duty.LEAD, 100), share(Duty.COOPERATOR, 215)], 315),
        ([share(Duty.LEAD, 215, 215), share(Duty.LEAD, 215, 215), share(Duty.COOPERATOR, 215)], 215),
    ],
)
def test_an_event_that_several_told_is_added_once(shares, total):
    assert sum(value for _, value in contributions(shares)) == total
