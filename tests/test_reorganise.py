"""People and units changed by the clerk in words: shown first, done at a press."""

from pathlib import Path

import pytest
from sqlmodel import Session, select

from chat import Chat
from conftest import HANH, LAN, join
from june import CENTRE, FIRST, activate, add_draft, at
from messages.move_words import PersonOrder, UnitOrder, person_order, unit_order
from models.database import Sessions
from models.office import Office
from models.people import Awaiting, Person, Role, Unit
from models.posts import posts_of, units_held
from plans.draft import RosterRead
from plans.roster import Roster, RosterPerson, RosterUnit, is_roster
from plans.roster_template import write_template


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("đổi tên Phòng A thành Phòng B.", UnitOrder("rename", "Phòng A", "Phòng B")),
        ("sáp nhập Phòng A, Phòng B thành Phòng C", UnitOrder("merge", "Phòng A, Phòng B", "Phòng C")),
        ("Hợp nhất Phòng A và Phòng B vào Phòng B", UnitOrder("merge", "Phòng A và Phòng B", "Phòng B")),
        ("sap nhap P. A vao P. B", UnitOrder("merge", "P. A", "P. B")),
        (
            "tách Phòng A thành Phòng B: NV3, Lan; Phòng C; còn lại Phòng C",
            UnitOrder("split", "Phòng A", "Phòng B: NV3, Lan; Phòng C", "Phòng C"),
        ),
        ("viết tắt Phòng A: PA; P.A", UnitOrder("alias", "Phòng A", "PA; P.A")),
        ("giải thể Phòng A", UnitOrder("close", "Phòng A")),
        (
            "sáp nhập Phòng A, Thanh tra Sở thành Phòng B",
            UnitOrder("merge", "Phòng A, Thanh tra Sở", "Phòng B"),
        ),
        ("doi ten Thanh tra So thanh Phong B", UnitOrder("rename", "Thanh tra So", "Phong B")),
        ("Phòng A", None),
        ("", None),
    ],
)
def test_orders_about_units_are_read(text: str, order: UnitOrder | None):
    assert unit_order(text) == order


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("nghỉ Trần Thị Lan", PersonOrder("leave", "Trần Thị Lan")),
        ("đồng chí Lan nghỉ hưu", PersonOrder("leave", "Lan")),
        ("chuyển chị Lan sang Phòng B", PersonOrder("transfer", "Lan", "Phòng B")),
        ("Lan chuyển về Phòng B làm trưởng phòng", PersonOrder("transfer", "Lan", "Phòng B", "trưởng phòng")),
        ("điều động Lan đến Phòng B", PersonOrder("transfer", "Lan", "Phòng B")),
        ("Lan kiêm Công đoàn", PersonOrder("post", "Lan", "Công đoàn")),
        ("kiêm nhiệm Lan: Công đoàn", PersonOrder("post", "Lan", "Công đoàn")),
        ("Lan thôi kiêm Công đoàn", PersonOrder("post_end", "Lan", "Công đoàn")),
        ("Lan", None),
    ],
)
def test_orders_about_people_are_read(text: str, order: PersonOrder | None):
    assert person_order(text) == order


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    """The June plan, with Minh in it too, on 15 June."""
    activate(sessions, add_draft(sessions, office))
    with sessions() as session:
        join(session, person(session, "Minh"), "1003")
    return Chat(sessions, at("06-15 09:00"))


def person(session: Session, name: str) -> Person:
    return session.exec(select(Person).where(Person.name.endswith(name))).one()


def unit_id(session: Session, name: str) -> int | None:
    return session.exec(select(Unit.id).where(Unit.name == name)).one()


def active(chat: Chat) -> set[str]:
    with chat.sessions() as session:
        return {unit.name for unit in session.exec(select(Unit)) if unit.active}


def test_a_merger_is_shown_and_done_at_a_press(chat: Chat):
    [asked] = chat.say(HANH, f"/tochuc sáp nhập {FIRST}, {CENTRE} thành Phòng Nghiệp vụ")
    assert "chưa lưu gì" in asked.text
    assert f"{FIRST} → Phòng Nghiệp vụ" in asked.text
    assert FIRST in active(chat)
    assert [label for label, *_ in asked.choices] == [
        "Trần Thị Lan làm trưởng",
        "Vũ Văn Minh làm trưởng",
        "Giữ tất cả là trưởng",
    ]
    chat.press(HANH, "Vũ Văn Minh làm trưởng")
    assert active(chat) == {"Văn phòng Sở", "Phòng Nghiệp vụ"}
    with chat.sessions() as session:
        assert (person(session, "Minh").role, person(session, "Lan").role) == (Role.HEAD, Role.STAFF)


def test_of_a_merger_that_is_refused_nothing_stays(chat: Chat):
    chat.say(HANH, f"/tochuc sáp nhập {FIRST}, {CENTRE} thành Phòng Nghiệp vụ")
    message, data = chat.button(HANH, "Vũ Văn Minh làm trưởng")
    with chat.sessions() as session:
        clerk, before = person(session, "Hạnh"), units_held(session, person(session, "Lan"), chat.now.date())
    other = f"{data.rpartition(':')[0]}:{clerk.id}"  # a head no more when it is pressed
    chat._send(HANH, button=other, message_id=message.platform_id)
    assert active(chat) == {"Văn phòng Sở", FIRST, CENTRE}
    with chat.sessions() as session:
        assert units_held(session, person(session, "Lan"), chat.now.date()) == before


@pytest.mark.parametrize("order", [f"chuyển Quản sang {FIRST} làm văn thư", f"Quản kiêm {FIRST} làm nhân viên"])
def test_nobody_takes_a_role_that_was_not_theirs(chat: Chat, order: str):
    with chat.sessions() as session:
        admin = Person(office_id=person(session, "Lan").office_id, name="Nông Văn Quản", role=Role.ADMIN)
        session.add(admin)
        session.flush()
        join(session, admin, "1009")
    [refused] = chat.say("1009", f"/canbo {order}")
    assert "không tự giao cho mình" in refused.text
    assert refused.choices == []
    chat.say(HANH, f"/canbo {order}")
    assert chat.press(HANH, "Áp dụng")[0].choices == []
    with chat.sessions() as session:
        assert unit_id(session, FIRST) in units_held(session, person(session, "Quản"), chat.now.date())


def test_clerks_and_leaders_hear_of_a_new_one(chat: Chat):
    with chat.sessions() as session:
        leader = Person(office_id=person(session, "Lan").office_id, name="Hoàng Văn Lãnh", role=Role.LEADER)
        session.add(leader)
        session.flush()
        join(session, leader, "1010")
    chat.say(HANH, f"/canbo chuyển Minh sang {FIRST} làm văn thư")
    chat.press(HANH, "Áp dụng")
    assert [m.text for m in chat.shown("1010")][-1].splitlines()[:2] == [
        "Đỗ Thị Hạnh vừa giao vai trò mới:",
        "• Vũ Văn Minh: văn thư",
    ]
    assert not any("vai trò mới" in m.text for who in (HANH, "1003", LAN) for m in chat.shown(who))


def test_a_second_press_changes_nothing_more(chat: Chat):
    chat.say(HANH, "/canbo chuyển Lan sang Trung tâm Trợ giúp pháp lý")
    message, data = chat.button(HANH, "Áp dụng")
    for _ in range(2):
        answer = chat._send(HANH, button=data, message_id=message.platform_id)[0].text
    assert "không còn" in answer
    with chat.sessions() as session:
        assert len(units_held(session, person(session, "Lan"), at("06-15 10:00").date())) == 1


def test_a_further_post_is_given_in_words(chat: Chat):
    chat.say(HANH, f"/canbo Lan kiêm {CENTRE} làm trưởng đơn vị")
    chat.press(HANH, "Áp dụng")
    assert "NV3</b> Trợ giúp pháp lý lưu động (chủ trì" in chat.say(LAN, "/nhiemvu")[0].text


@pytest.mark.parametrize("text", ["/tochuc giải thể Phòng Nghiệp vụ I", "/canbo nghỉ Xuyến", "/tochuc lung tung"])
def test_what_cannot_be_done_offers_nothing_to_press(chat: Chat, text: str):
    [answer] = chat.say(HANH, text)
    assert answer.choices == []


def test_only_who_may_change_people_is_heard(chat: Chat):
    [answer] = chat.say(LAN, "/canbo nghỉ Minh")
    assert answer.choices == []
    with chat.sessions() as session:
        assert person(session, "Minh").active


SENT = Roster(
    {"name": "Sở Tư pháp"},
    (RosterUnit("Văn phòng Sở"), RosterUnit(FIRST), RosterUnit(CENTRE), RosterUnit("Công đoàn")),
    (RosterPerson("Trần Thị Lan", "head", FIRST), RosterPerson("Trần Thị Lan", "head", "Công đoàn", beside=True)),
)


def test_a_roster_that_is_sent_is_shown_and_taken_in_at_a_press(chat: Chat):
    [asked] = chat.upload(HANH, "can-bo.xlsx", RosterRead(SENT))
    assert "+ đơn vị Công đoàn" in asked.text
    assert "Công đoàn" not in active(chat)
    chat.press(HANH, "Áp dụng")
    assert "Công đoàn" in active(chat)
    [again] = chat.upload(HANH, "can-bo.xlsx", RosterRead(SENT))
    assert again.choices == []


def test_a_roster_from_somebody_else_changes_nothing(chat: Chat):
    [answer] = chat.upload(LAN, "can-bo.xlsx", RosterRead(SENT))
    assert "Áp dụng" not in str(answer.choices)
    assert "Công đoàn" not in active(chat)


def test_a_roster_is_known_by_its_sheets():
    assert is_roster(write_template())
    assert not is_roster(b"PK")
    assert not is_roster(Path("examples/ke-hoach.docx").read_bytes())


def test_which_further_post_is_asked_and_never_guessed(chat: Chat):
    [asked] = chat.say(HANH, f"Lan kiêm {CENTRE}")
    assert [label for label, *_ in asked.choices] == ["Trưởng đơn vị", "Nhân viên"]
    [shown] = chat.press(HANH, "Nhân viên")
    assert f"kiêm nhân viên {CENTRE}" in shown.text
    chat.press(HANH, "Áp dụng")
    with chat.sessions() as session:
        day = at("06-15 10:00").date()
        assert [role for _, role in posts_of(session, person(session, "Lan"), day)] == [Role.HEAD, Role.STAFF]


@pytest.mark.parametrize("role", ["nhân viên", "chuyên viên"])
def test_a_post_that_is_said_is_the_one_given(chat: Chat, role: str):
    assert f"kiêm nhân viên {CENTRE}" in chat.say(HANH, f"/canbo Lan kiêm {CENTRE} làm {role}")[0].text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"sáp nhập {FIRST}, {CENTRE} thành Phòng Nghiệp vụ", "sáp nhập thành Phòng Nghiệp vụ"),
        (f"đổi tên {FIRST} thành Phòng Một", "đổi tên thành Phòng Một"),
        (f"chuyển Lan sang {CENTRE}", "Trần Thị Lan: chuyển sang"),
        ("Lan nghỉ hưu", "Trần Thị Lan: nghỉ"),
    ],
)
def test_an_order_needs_no_command(chat: Chat, text: str, said: str):
    [asked] = chat.say(HANH, text)
    assert said in asked.text
    assert "chưa lưu gì" in asked.text
    assert "chưa lưu gì" not in chat.say(LAN, text)[0].text


@pytest.mark.parametrize(
    "text",
    [
        f"nhập số liệu của {FIRST} vào hệ thống",
        f"chuyển hồ sơ sang {CENTRE}",
        f"gộp báo cáo {FIRST} vào {CENTRE}",
        "Lan nghỉ phép",
        "nghỉ Lan",
        "NV1 chuyển sang tuần sau",
        f"Lan kiểm tra {CENTRE}",
    ],
)
def test_no_other_sentence_is_taken_for_an_order(chat: Chat, text: str):
    assert all("chưa lưu gì" not in reply.text for reply in chat.say(HANH, text))


@pytest.mark.parametrize("text", ["Hạnh nghỉ hưu", f"/canbo chuyển Hạnh sang {CENTRE} làm nhân viên"])
def test_the_only_clerk_is_not_taken_away(chat: Chat, text: str):
    [answer] = chat.say(HANH, text)
    assert "văn thư duy nhất" in answer.text
    assert answer.choices == []


def test_an_order_is_heard_while_something_else_is_asked(chat: Chat):
    chat.say(HANH, f"/canbo Lan kiêm {CENTRE} làm nhân viên")
    chat.press(HANH, "Áp dụng")
    chat.say(HANH, "/caidat")
    chat.press(HANH, "Giờ nhắc")
    with chat.sessions() as session:
        assert session.get(Awaiting, person(session, "Hạnh").id)
    assert "thôi kiêm" in chat.say(HANH, f"Lan thôi kiêm {CENTRE}")[0].text


def test_a_clerk_may_move_to_another_unit(chat: Chat):
    chat.say(HANH, f"/canbo chuyển Hạnh sang {FIRST}")
    chat.press(HANH, "Áp dụng")
    with chat.sessions() as session:
        assert person(session, "Hạnh").unit_id == unit_id(session, FIRST)
    assert "không còn" in chat.press(HANH, "Áp dụng")[0].text


@pytest.mark.parametrize("text", ["/canbo nghỉ Tèo", "/tochuc giải thể Phòng Không Có"])
def test_a_name_that_is_nobodys_is_said_to_be_unknown(chat: Chat, text: str):
    assert "Không tìm thấy" in chat.say(HANH, text)[0].text
