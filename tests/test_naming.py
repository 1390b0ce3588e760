"""The question about an unclear unit before a plan is approved: answered by name, by several names, page by page."""

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH
from models.people import Unit
from models.plan import Plan, PlanState, Task
from plans.draft import PlanDraft, TaskDraft

NAMES = "Bản Lướt, Pá Khoang, Co Muông, Nà Tấu, Him Lam, Lèng, Phiêng Ban, Kéo Lôm, Sa Lông, Na Phát, Cò Chạy, Huổi Sát"
HAMLETS = [f"Thôn {name}" for name in NAMES.split(", ")]


@pytest.fixture
def chat(sessions, office) -> Chat:
    with sessions() as session:
        session.add_all(Unit(office_id=office.id, name=name) for name in HAMLETS)
    chat = Chat(sessions)
    work = TaskDraft(text="Dọn vệ sinh đường làng.", leads=("Trưởng các thôn",))
    chat.upload(HANH, "kh.docx", PlanDraft(title="Ra quân làm sạch đường làng", tasks=(work,)))
    chat.press(HANH, "Phê duyệt")
    return chat


def leads(chat: Chat) -> list[str]:
    with chat.sessions() as session:
        assert session.exec(select(Plan.state)).one() is PlanState.ACTIVE
        return session.exec(select(Task.leads)).one()


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Thôn Bản Lướt", ["Thôn Bản Lướt"]),
        ("Thôn Bản Lướt; Thôn Co Muông", ["Thôn Bản Lướt", "Thôn Co Muông"]),
        ("các thôn", HAMLETS),
    ],
)
def test_units_are_typed(chat, typed, names):
    [reply] = chat.say(HANH, typed)
    assert "Đã phê duyệt" in reply.text
    assert leads(chat) == names


def test_the_question_says_how_many_there_are_and_shows_the_others(chat):
    [question] = chat.shown(HANH)[-1:]
    assert "Trang 1/2 của 15 đơn vị" in question.text
    chat.press(HANH, "Đơn vị khác")
    assert "Đã phê duyệt" in chat.press(HANH, "Thôn Huổi Sát")[0].text


def test_an_answer_that_names_no_unit_leaves_the_question_open(chat):
    [reply] = chat.say(HANH, "bộ phận nào đó")
    assert "chưa rõ là đơn vị nào" in reply.text
    assert "Đã phê duyệt" in chat.say(HANH, "Thôn Pá Khoang")[0].text
    assert leads(chat) == ["Thôn Pá Khoang"]


def test_a_number_still_chooses_after_it(chat):
    chat.say(HANH, "bộ phận nào đó")
    assert "Đã phê duyệt" in chat.say(HANH, "1")[0].text


def test_the_work_of_others_is_not_followed(chat):
    chat.say(HANH, "đơn vị ngoài")
    with chat.sessions() as session:
        assert session.exec(select(Plan.outside)).one() == ["Trưởng các thôn"]
