"""The day said in an order: an earlier one counts, one to come is never dropped in silence."""

import datetime as dt

import pytest

from chat import Chat
from conftest import HANH
from june import CENTRE, FIRST, activate, add_draft, at, day
from messages.move_words import PersonOrder, UnitOrder, day_said, person_order, unit_order
from models.database import Sessions
from models.office import Office
from models.posts import units_held
from test_reorganise import person


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("chuyển Lan sang VP từ 1/7", dt.date(2026, 7, 1)),
        ("chuyen Lan sang VP tu ngay 01.6.2026", dt.date(2026, 6, 1)),
        ("kể từ ngày 5 tháng 6 năm 2025, Lan nghỉ hưu", dt.date(2025, 6, 5)),
        ("Lan nghỉ hưu từ tháng 7", dt.date(2026, 7, 1)),
        ("Lan nghỉ hưu từ hôm nay", dt.date(2026, 6, 15)),
        ("Lan nghỉ hưu từ mai", dt.date(2026, 6, 16)),
        ("đổi tên Phòng A thành Phòng Từ thiện 2", None),
    ],
)
def test_the_day_of_an_order_is_read(text: str, said: dt.date | None):
    assert day_said(text, day("06-15")) == said


def test_the_rest_of_an_order_is_read_without_its_day():
    moved = PersonOrder("transfer", "Lan", "Phòng B", "nhân viên")
    assert person_order("chuyển Lan sang Phòng B làm nhân viên, từ 1/7") == moved
    assert person_order("Từ ngày 1/7/2026, chuyển Lan sang Phòng B làm nhân viên") == moved
    assert person_order("Lan thôi việc từ 15/6") == PersonOrder("leave", "Lan")
    assert unit_order("đổi tên Phòng A thành Phòng B kể từ 1/7") == UnitOrder("rename", "Phòng A", "Phòng B")


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    activate(sessions, add_draft(sessions, office))
    return Chat(sessions, at("06-15 09:00"))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (f"chuyển Lan sang {CENTRE} từ 1/7", "Đến ngày 01/07/2026, xin gửi lại"),
        ("Lan nghỉ hưu từ 1/7/2026", "Đến ngày 01/07/2026, xin gửi lại"),
        (f"đổi tên {FIRST} thành Phòng Một từ 16/6", "Đến ngày 16/06/2026, xin gửi lại"),
        (f"đổi tên {FIRST} thành Phòng Một từ 1/6", "chỉ đổi được từ hôm nay"),
        ("Lan nghỉ hưu từ 31/6", "Không có ngày “từ 31/6”"),
    ],
)
def test_a_day_that_cannot_be_had_is_said(chat: Chat, text: str, answer: str):
    [refused] = chat.say(HANH, text)
    assert answer in refused.text
    assert refused.choices == []


def test_an_earlier_day_counts(chat: Chat):
    assert "từ 10/6/2026" in chat.say(HANH, f"chuyển Lan sang {CENTRE} từ 10/6")[0].text
    chat.press(HANH, "Áp dụng")
    with chat.sessions() as session:
        lan = person(session, "Lan")
        assert units_held(session, lan, day("06-10")) != units_held(session, lan, day("06-09"))
    assert "nghỉ từ 12/6/2026" in chat.say(HANH, "Lan nghỉ hưu từ 12/6")[0].text
