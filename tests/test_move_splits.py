"""A unit divided in the words of the guide, and with the rest under the old name."""

import pytest
from sqlmodel import Session, select

from chat import Chat
from conftest import HANH
from june import FIRST, activate, add_draft, at
from messages.move_words import pieces_of
from models.assignment import Assignment
from models.database import Sessions
from models.office import Office
from models.people import Unit
from models.plan import Task
from test_reorganise import active, person


@pytest.mark.parametrize(
    "to",
    [
        "Phòng A1 (NV1, Lan), Phòng A2",
        "Phòng A1 (NV1, Lan); Phòng A2",
        "Phòng A1 (NV1, Lan) và Phòng A2",
    ],
)
def test_the_pieces_of_a_split_are_told_apart(to: str):
    assert pieces_of(to) == ["Phòng A1 (NV1, Lan)", "Phòng A2"]


def test_a_comma_inside_a_name_or_list_ends_no_piece():
    assert pieces_of("Phòng Phổ biến, giáo dục (NV1, NV2)") == ["Phòng Phổ biến, giáo dục (NV1, NV2)"]
    assert pieces_of("Phòng A: NV1, Lan; Phòng B") == ["Phòng A: NV1, Lan", "Phòng B"]


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    activate(sessions, add_draft(sessions, office))
    return Chat(sessions, at("06-15 09:00"))


def led(session: Session, name: str) -> set[int]:
    [unit] = session.exec(select(Unit).where(Unit.name == name)).all()
    rows = session.exec(select(Assignment).where(Assignment.unit_id == unit.id)).all()
    return {session.get_one(Task, row.task_id).position for row in rows}


def test_the_form_of_the_guide_divides(chat: Chat):
    text = f"tách {FIRST} thành Phòng Một (NV1, Lan), Phòng Hai; còn lại về Phòng Hai"
    assert "phần còn lại về Phòng Hai" in chat.say(HANH, text)[0].text
    chat.press(HANH, "Áp dụng")
    assert FIRST not in active(chat)
    with chat.sessions() as session:
        assert led(session, "Phòng Một") == {1}
        assert led(session, "Phòng Hai") == {2, 3, 5}


@pytest.mark.parametrize(
    "rest", ["giữ tên cũ", "giữ nguyên", f"về {FIRST}", "NV1", f"giữ tên {FIRST}", "ở lại đơn vị cũ"]
)
def test_the_rest_may_keep_its_name(chat: Chat, rest: str):
    chat.say(HANH, f"/tochuc tách {FIRST} thành Phòng Một: NV1, Lan; còn lại {rest}")
    chat.press(HANH, "Áp dụng")
    assert {FIRST, "Phòng Một"} <= active(chat)
    with chat.sessions() as session:
        assert (led(session, "Phòng Một"), led(session, FIRST)) == ({1}, {2, 3, 5})
        assert session.get_one(Unit, person(session, "Lan").unit_id).name == "Phòng Một"


def test_a_split_that_names_no_second_unit_says_how_it_is_written(chat: Chat):
    [refused] = chat.say(HANH, f"/tochuc tách {FIRST} thành Phòng Một (NV1)")
    assert "còn lại giữ tên cũ" in refused.text


def test_a_task_that_the_unit_does_not_have_is_named(chat: Chat):
    [refused] = chat.say(HANH, f"/tochuc tách {FIRST} thành Phòng Một (NV1, NV99); còn lại giữ tên cũ")
    assert f"{FIRST} không có NV99" in refused.text
    assert refused.choices == []
