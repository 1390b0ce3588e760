"""Before somebody leaves or moves: what the office would lack, and what it cannot do without."""

import pytest

from chat import Chat
from conftest import HANH
from june import CENTRE, FIRST, activate, add_draft, at
from models.database import Sessions
from models.office import Office
from models.people import Person, Role
from test_reorganise import person


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    activate(sessions, add_draft(sessions, office))
    return Chat(sessions, at("06-15 09:00"))


def add(chat: Chat, name: str, role: Role, like: str = "Hạnh") -> None:
    with chat.sessions() as session:
        known = person(session, like)
        session.add(Person(office_id=known.office_id, unit_id=known.unit_id, name=name, role=role))


@pytest.mark.parametrize("text", ["nghỉ Lan", f"chuyển Lan sang {CENTRE} làm nhân viên"])
def test_a_unit_that_loses_its_only_head_is_told_of_before(chat: Chat, text: str):
    add(chat, "Lê Văn Nam", Role.STAFF, like="Lan")
    [asked] = chat.say(HANH, f"/canbo {text}")
    assert f"⚠ {FIRST}: không còn trưởng đơn vị; nhận thay: Lê Văn Nam; việc đang mở: NV1, NV2" in asked.text
    assert f"chuyển Lê Văn Nam sang {FIRST} làm trưởng đơn vị" in asked.text
    assert "chính anh/chị" not in asked.text


def test_a_unit_that_keeps_a_head_is_not_warned_of(chat: Chat):
    add(chat, "Lê Văn Nam", Role.HEAD, like="Lan")
    assert "⚠" not in chat.say(HANH, "/canbo nghỉ Lan")[0].text


def test_a_clerk_who_leaves_beside_another_is_told_that_it_is_oneself(chat: Chat):
    add(chat, "Lò Thị Mây", Role.CLERK)
    assert "⚠ Đây là chính anh/chị" in chat.say(HANH, "/canbo nghỉ Hạnh")[0].text
    chat.press(HANH, "Áp dụng")
    with chat.sessions() as session:
        assert not person(session, "Hạnh").active
