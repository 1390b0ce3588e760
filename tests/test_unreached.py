import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN, MONDAY
from conversation import CENTRE, FIRST, MINH, PLAN, TUAN, open_office
from models.assignment import Assignment
from models.database import Sessions
from models.follow import open_work
from models.office import Office
from models.people import Person, Unit
from models.reach import give_up_address, reached_again
from models.unreached import NotReached, Why, not_reached, why_lost


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("Forbidden: bot was blocked by the user", Why.BLOCKED),
        ("người dùng đã chặn bot", Why.BLOCKED),
        ("Forbidden: user is deactivated", Why.GONE),
        ("Bad Request: chat not found", Why.GONE),
        ("Forbidden: bot can't initiate conversation with a user", Why.REFUSED),
        (None, Why.REFUSED),
    ],
)
def test_a_refusal_says_what_can_be_done(reason: str | None, why: Why):
    assert why_lost(reason) is why


def found(sessions: Sessions, office: Office) -> list[NotReached]:
    with sessions() as session:
        return not_reached(session, office, open_work(session, Assignment.office_id == office.id))


def told(rows: list[NotReached]) -> list[tuple[str, Why, bool]]:
    return [(row.person.name if row.person else row.unit.name, row.why, row.cut_off) for row in rows]


def test_whoever_never_started_the_bot_is_told_apart_from_who_blocked_it(sessions: Sessions, office: Office):
    assert told(found(sessions, office)) == [("Vũ Văn Minh", Why.NEVER, True)]
    with sessions() as session:
        give_up_address(session, "fake", LAN, "bot was blocked by the user", MONDAY)
    rows = found(sessions, office)
    assert told(rows) == [("Trần Thị Lan", Why.BLOCKED, True), ("Vũ Văn Minh", Why.NEVER, True)]
    assert rows[0].since == MONDAY.astimezone(office.zone).date()
    with sessions() as session:
        reached_again(session, "fake", LAN)
    assert told(found(sessions, office)) == [("Vũ Văn Minh", Why.NEVER, True)]


def test_a_unit_without_persons_is_not_reached(sessions: Sessions, office: Office):
    with sessions() as session:
        session.add(Unit(office_id=office.id or 0, name="Phòng Hành chính"))
        session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one().active = False
    assert told(found(sessions, office)) == [(CENTRE, Why.NOBODY, True), ("Phòng Hành chính", Why.NOBODY, True)]


def test_the_open_work_of_each_is_counted(sessions: Sessions, office: Office):
    chat = open_office(Chat(sessions))
    with sessions() as session:
        give_up_address(session, "fake", MINH, "chat not found", chat.now)
        give_up_address(session, "fake", TUAN, "chat not found", chat.now)
    # Minh leads NV3 and helps with NV1; Tuấn is asked about nothing while his unit has a head.
    rows = {row.person.name: (row.work, row.cut_off) for row in found(sessions, office) if row.person}
    assert rows == {"Lê Anh Tuấn": (0, False), "Vũ Văn Minh": (2, True)}


def test_the_clerk_sees_the_list_with_what_to_do(sessions: Sessions, office: Office):
    chat = open_office(Chat(sessions))
    assert "Mọi người đều nhận được tin" in chat.say(HANH, "/danhba chưa tới")[0].text
    with sessions() as session:
        give_up_address(session, "fake", MINH, "bot was blocked by the user", chat.now)
        give_up_address(session, "fake", TUAN, "chat not found", chat.now)
        session.add(Unit(office_id=office.id or 0, name="Phòng Hành chính"))
    (message,) = chat.say(HANH, "/danhba chua toi duoc")
    assert "Chưa nhận được tin: 3" in message.text
    for words in (
        "Vũ Văn Minh (Trung tâm Trợ giúp pháp lý): đã chặn bot từ 01/6, cả đơn vị chưa ai nhận được tin, 2 việc",
        "Đã chặn bot: gọi điện nhờ mở lại chat",
        "Lê Anh Tuấn (Phòng Nghiệp vụ I): tài khoản không còn dùng",
        "gửi lời mời mới (/moi)",
        "Phòng Hành chính: chưa có ai trong danh bạ",
        "đổi đơn vị chủ trì",
    ):
        assert words in message.text
    assert "Mời <b>Vũ Văn Minh</b>" in chat.press(HANH, "Mời lại: Vũ Văn Minh")[0].text
    assert "chưa tham gia" not in chat.say(LAN, "/danhba chưa tới")[0].text  # only the clerk


def test_what_was_never_delivered_is_late_for_nobody(sessions: Sessions, office: Office):
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", PLAN)
    chat.press(HANH, "Phê duyệt")
    chat.now = chat.now.replace(day=26)
    text = chat.say(HANH, "/tonghop")[0].text
    assert "Quá hạn" not in text
    assert f"Vũ Văn Minh ({CENTRE}): chưa mở bot" in text
    assert FIRST not in text
