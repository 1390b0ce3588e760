import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sqlmodel import Session, select

from bot.rosters import roster_maker
from chat import Chat
from conftest import HANH, LAN, MONDAY
from handlers.invites import arrive
from handlers.people import invite_people, invite_pressed, list_people
from handlers.rooms import bind, unbind
from handlers.talk import Reply, Talk
from messages.channel import Incoming
from models.acts import Act
from models.audit import AuditEntry
from models.database import Sessions
from models.ledger import Held
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Address, Invite, Person, Role, Room, Unit, person_at
from plans.draft import RosterRead
from plans.roster import read_roster
from scheduler.parcel import Desk, load

LINK = "https://chat.example/bot?start="
CODE = re.compile(r"(?:[2-9B-Z]{4}-){6}[2-9B-Z]{4}")


@pytest.fixture
def session(sessions: Sessions, office: Office) -> Iterator[Session]:
    with sessions() as session:
        yield session


@pytest.fixture
def talk(session: Session, office: Office) -> Callable[..., Talk]:
    def talk(address: str = HANH, group: str = "", link: str = LINK) -> Talk:
        person = person_at(session, "fake", address)
        assert person is not None
        incoming = Incoming("fake", "1", group or address, "", MONDAY, address, group=bool(group), join_link=link)
        return Talk(session, office, person, incoming, MONDAY)

    return talk


def text(replies: list[Reply]) -> str:
    return "\n\n".join(reply.words.text for reply in replies)


def add(session: Session, office: Office, *names: str, unit: str | None = None) -> None:
    unit_id = session.exec(select(Unit.id).where(Unit.name == unit)).first()
    session.add_all([Person(office_id=office.id, unit_id=unit_id, name=name) for name in names])
    session.flush()


def test_the_directory_says_who_has_joined(session, office, talk):
    session.exec(select(Address).where(Address.address == LAN)).one().unreachable_since = MONDAY
    add(session, office, "Lê Văn An")
    invite_people(talk(), "Lê Văn An")
    shown = text(list_people(talk(), ""))
    assert "1/4 người đã tham gia" in shown
    assert "✅ Đỗ Thị Hạnh, văn thư\n" in shown
    assert "🚫 Trần Thị Lan, trưởng đơn vị: không nhận được tin\n" in shown
    assert "⏳ Vũ Văn Minh, trưởng đơn vị: chưa tham gia" in shown
    assert "⏳ Lê Văn An, nhân viên: đã mời, chưa vào\n" in shown


def test_who_is_written_to_by_letter_alone_has_not_joined_and_is_invited(session, office, talk):
    minh = session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one()
    session.add(Address(person_id=minh.id, channel="mail", address="minh@so.example", joined_at=MONDAY, rank=90))
    assert "✉️ Vũ Văn Minh, trưởng đơn vị: nhận qua thư, chưa tham gia" in text(list_people(talk(), ""))
    assert "Vũ Văn Minh (nhận qua thư)" in text(invite_people(talk(), ""))
    assert CODE.search(text(invite_people(talk(), "tất cả")))
    assert "Vũ Văn Minh, trưởng đơn vị: đã mời" in text(list_people(talk(), ""))


def test_the_directory_is_had_as_a_file_drawn_when_it_is_sent(sessions, office, tmp_path):
    chat, desk = Chat(sessions), Desk(sessions, lambda: MONDAY, tmp_path, lambda *_: b"")
    desk = replace(desk, roster=roster_maker(sessions, lambda: MONDAY))
    chat.say(HANH, "/danhba xuất")
    with sessions() as session:
        row = session.exec(select(OutboxMessage).where(OutboxMessage.document == f"roster:{office.id}")).one()
        held = Held(**{name: getattr(row, name) for name in Held._fields})
        session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one().phone = "0912000001"
        assert session.exec(select(AuditEntry.action)).all()[-1] == Act.EXPORTED
    sent = load(held, desk)
    assert sent.name == "can-bo.xlsx"
    assert "0912000001" in {person.phone for person in read_roster(sent.data).people}
    assert all(reply.document is None for reply in chat.say(LAN, "/danhba xuất"))


def test_the_directory_of_one_person_gives_the_phone_number(session, talk):
    session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one().phone = "0912000001"
    shown = text(list_people(talk(), "anh Minh"))
    assert "<b>Vũ Văn Minh</b>, trưởng đơn vị, Trung tâm Trợ giúp pháp lý: chưa tham gia" in shown
    assert "☎ 0912000001" in shown
    assert "Trần Thị Lan" not in shown
    assert "☎ 0912000001" in text(list_people(talk(), "chưa tới"))


def test_an_administrator_sends_a_roster_and_is_answered(sessions, office):
    chat = Chat(sessions)
    with sessions() as session:
        session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one().role = Role.ADMIN
    [answer] = chat.say(LAN, "", reading=RosterRead(problem="Tệp trống."))
    assert "Tệp trống." in answer.text


def test_the_directory_of_one_unit(talk):
    shown = text(list_people(talk(), "NV1"))
    assert "Trần Thị Lan" in shown
    assert "Minh" not in shown


def test_a_large_directory_is_counted_by_unit(session, office, talk):
    add(session, office, *[f"Người {chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(60)], unit="Văn phòng Sở")
    shown = text(list_people(talk(), ""))
    assert "Văn phòng Sở: 1/61" in shown
    assert "Người" not in shown


@pytest.mark.parametrize("command", [list_people, invite_people])
def test_an_unknown_name_is_said_to_be_unknown(talk, command):
    assert "Không tìm thấy “Phòng Vũ trụ”" in text(command(talk(), "Phòng Vũ trụ"))


def test_those_who_have_not_joined_are_listed_and_no_code_is_spent(session, talk):
    [reply] = invite_people(talk(), "")
    assert "Vũ Văn Minh" in reply.words.text
    assert "Lan" not in reply.words.text
    assert [choice.label for choice in reply.words.choices] == [
        "Mời: Trung tâm Trợ giúp pháp lý",
        "In phiếu mời có mã QR",
    ]
    assert session.exec(select(Invite)).all() == []


@pytest.mark.parametrize(
    "words", ["Vũ Văn Minh", "minh", "VU VAN MINH", "anh Minh", "đ/c minh", "trung tâm TGPL", "tất cả"]
)
def test_an_invitation_is_ready_to_be_handed_on(session, talk, words):
    [reply] = invite_people(talk(), words)
    [link] = re.findall(re.escape(LINK) + r"(\S+)", reply.words.text)
    assert "Vũ Văn Minh" in reply.words.text
    assert "đến 08:00 ngày 04/6/2026" in reply.words.text
    assert CODE.search(reply.words.text)[0].replace("-", "") == link
    assert "Chào Vũ Văn Minh!" in text(arrive(session, Incoming("fake", "2", "7777", f"/start {link}", MONDAY), MONDAY))


@pytest.mark.parametrize("words", ["lãnh đạo", "Lãnh đạo Sở", "sep"])
def test_the_leaders_are_found_by_what_they_are(session, office, talk, words):
    session.add(Person(office_id=office.id, name="Phạm Quốc Việt", role=Role.LEADER))
    session.flush()
    assert "Phạm Quốc Việt" in text(invite_people(talk(), words))


def test_where_links_open_nothing_the_code_alone_is_given(talk):
    shown = text(invite_people(talk(link=""), "Minh"))
    assert CODE.search(shown)
    assert "://" not in shown


def test_a_button_invites_those_of_its_unit(session, talk):
    [listing] = invite_people(talk(), "")
    data = listing.words.choices[0].data.partition(":")[2]
    assert "Vũ Văn Minh" in text(invite_pressed(talk(), data))


@pytest.mark.parametrize("data", ["", "p", "p0", "p999", "u999", "x1", "p1;drop", "u-1"])
def test_a_forged_button_invites_nobody(session, talk, data):
    assert "Nút này không còn hiệu lực" in text(invite_pressed(talk(), data))
    assert session.exec(select(Invite)).all() == []


def test_a_button_invites_nobody_from_another_office(session, talk):
    other = Office(name="Sở khác")
    session.add(other)
    session.flush()
    foreign = Person(office_id=other.id, name="Người Khác")
    session.add(foreign)
    session.flush()
    assert "Nút này không còn hiệu lực" in text(invite_pressed(talk(), f"p{foreign.id}"))
    assert "Không tìm thấy" in text(invite_people(talk(), "Người Khác"))


def test_two_of_one_name_are_asked_about(session, office, talk):
    add(session, office, "Lê Hoàng Minh", "Lê Thị Mình")
    [reply] = invite_people(talk(), "Minh")
    assert {choice.label for choice in reply.words.choices} == {"Vũ Văn Minh", "Lê Hoàng Minh"}
    assert session.exec(select(Invite)).all() == []


def test_many_invitations_come_in_one_message(session, office, talk):
    add(session, office, *[f"Người {letter}" for letter in "ABCDEFGH"], unit="Văn phòng Sở")
    [reply] = invite_people(talk(), "Văn phòng Sở")
    assert len(set(re.findall(re.escape(LINK) + r"\S+", reply.words.text))) == 8


def test_a_unit_whose_people_are_all_in_is_said_to_be(talk):
    assert "đã tham gia cả" in text(invite_people(talk(), "NV1"))


def test_who_joined_may_be_invited_again_by_name(talk):
    assert "Trần Thị Lan" in text(invite_people(talk(), "Lan"))


def bound(session: Session) -> list[str]:
    query = select(Unit.name).join(Room, Room.unit_id == Unit.id)
    return list(session.exec(query).all())


def test_a_head_binds_a_group_to_the_own_unit(session, talk):
    assert "Phòng Nghiệp vụ I" in text(bind(talk(LAN, group="-100"), ""))
    assert bound(session) == ["Phòng Nghiệp vụ I"]


def test_a_head_binds_no_group_to_another_unit(session, talk):
    assert "Không gắn được nhóm" in text(bind(talk(LAN, group="-100"), "Văn phòng Sở"))
    assert bound(session) == []


def test_a_head_takes_no_group_from_another_unit(session, talk):
    bind(talk(HANH, group="-100"), "Văn phòng Sở")
    assert "Chỉ trưởng đơn vị của nhóm hoặc văn thư" in text(bind(talk(LAN, group="-100"), ""))
    assert "Chỉ trưởng đơn vị của nhóm hoặc văn thư" in text(unbind(talk(LAN, group="-100"), ""))
    assert bound(session) == ["Văn phòng Sở"]


def test_a_clerk_binds_and_rebinds_a_group_by_name(session, talk):
    bind(talk(HANH, group="-100"), "VP")
    bind(talk(HANH, group="-100"), "phong nghiep vu 1")
    assert bound(session) == ["Phòng Nghiệp vụ I"]


@pytest.mark.parametrize(("name", "said"), [("", "Gõ kèm tên đơn vị"), ("Ban Vũ trụ", "không có đơn vị ấy")])
def test_a_clerk_must_name_a_unit(session, talk, name, said):
    assert said in text(bind(talk(HANH, group="-100"), name))
    assert bound(session) == []


def test_a_name_of_two_units_is_asked_about(session, office, talk):
    session.add(Unit(office_id=office.id, name="Phòng Nghiệp vụ II"))
    session.flush()
    shown = text(bind(talk(HANH, group="-100"), "Phòng Nghiệp vụ"))
    assert "/gannhom Phòng Nghiệp vụ I\n" in shown
    assert bound(session) == []


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEADER])
def test_others_bind_no_group(session, talk, role):
    asking = talk(LAN, group="-100")
    asking.person.role = role
    assert "Chỉ trưởng đơn vị" in text(bind(asking, "NV1"))
    assert bound(session) == []


def test_a_group_is_let_go(session, talk):
    bind(talk(LAN, group="-100"), "")
    assert "Đã bỏ gắn" in text(unbind(talk(LAN, group="-100"), ""))
    assert "chưa gắn" in text(unbind(talk(LAN, group="-100"), ""))
    assert bound(session) == []


@pytest.mark.parametrize("command", [bind, unbind])
def test_a_private_chat_is_no_group(session, talk, command):
    assert "trong nhóm" in text(command(talk(LAN), ""))


def test_a_group_of_another_office_is_left_alone(session, office, talk):
    other = Office(name="Sở khác")
    session.add(other)
    session.flush()
    unit = Unit(office_id=other.id, name="Phòng A")
    session.add(unit)
    session.flush()
    session.add(Room(office_id=other.id, unit_id=unit.id, channel="fake", address="-100"))
    assert "Chỉ trưởng đơn vị" in text(bind(talk(HANH, group="-100"), "VP"))
    assert bound(session) == ["Phòng A"]


def test_names_are_never_markup(session, office, talk):
    add(session, office, "<b>Lê</b> & {{ 7*7 }}")
    assert "&lt;b&gt;Lê&lt;/b&gt; &amp; {{ 7*7 }}" in text(list_people(talk(), ""))
