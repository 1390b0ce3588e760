import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from chat import Chat
from conftest import HANH, LAN, MONDAY, join
from databases import fresh_engine
from handlers.move_people import leave
from handlers.moves import CannotMoveError, attempted, by_command
from handlers.roster import Changes, Edit, first_clerk
from handlers.roster import store as take_in
from handlers.roster_export import roster_of
from handlers.roster_people import Hint
from handlers.unit_names import add_names
from messages.render import render
from models.audit import AuditEntry
from models.database import Sessions, transactions
from models.office import Office, the_office
from models.outbox import Delivery, OutboxMessage
from models.people import Address, Person, Role, Unit, person_at
from models.posts import Post, units_held
from plans.roster import Roster, RosterPerson, RosterUnit, read_roster
from plans.roster_template import write_roster
from vietnamese.units import Group

ROSTER = Roster(
    {"name": "Sở Thử nghiệm", "place": "Vĩnh An"},
    (RosterUnit("Phòng Kế hoạch", aliases=("PKH", "P. Kế hoạch")), RosterUnit("Trung tâm Dữ liệu")),
    (RosterPerson("Đỗ Thị Hà", "clerk", "Phòng Kế hoạch"), RosterPerson("Vũ Văn Bình", "head", "Trung tâm Dữ liệu")),
)


@pytest.fixture
def session(sessions: Sessions):
    with sessions() as session:
        yield session


def with_units(*units: RosterUnit) -> Roster:
    return Roster({"name": "Sở Thử nghiệm"}, units)


def with_people(*people: RosterPerson) -> Roster:
    return Roster({"name": "Sở Thử nghiệm"}, ROSTER.units, people)


def store(session: Session, roster: Roster) -> Changes:
    office = the_office(session)
    return take_in(roster, by_command(session, office, MONDAY))


def unit(session: Session, name: str) -> Unit:
    return session.exec(select(Unit).where(Unit.name == name)).one()


def test_the_first_import_fills_an_empty_installation(session: Session):
    changes = store(session, ROSTER)
    assert [(edit.kind, edit.name) for edit in changes.added] == [
        ("unit", "Phòng Kế hoạch"),
        ("unit", "Trung tâm Dữ liệu"),
        ("person", "Đỗ Thị Hà"),
        ("person", "Vũ Văn Bình"),
    ]
    assert session.exec(select(Office)).one().place == "Vĩnh An"
    assert unit(session, "Trung tâm Dữ liệu").group == Group.DON_VI
    head = session.exec(select(Person).where(Person.role == Role.HEAD)).one()
    assert head.unit_id == unit(session, "Trung tâm Dữ liệu").id


def test_the_same_roster_again_changes_nothing(session: Session):
    store(session, ROSTER)
    again = store(session, ROSTER)
    assert (again.added, again.changed, again.unchanged) == ([], [], 5)


def test_nobody_who_is_left_out_is_deleted(session: Session):
    store(session, ROSTER)
    store(session, with_people(RosterPerson("Lê Văn Mới", "staff", "Phòng Kế hoạch")))
    assert len(session.exec(select(Person).where(Person.active)).all()) == 3


def test_what_the_roster_leaves_blank_stays(session: Session):
    store(session, ROSTER)
    unit(session, "Phòng Kế hoạch").group = "don_vi"
    store(session, with_units(RosterUnit("Phòng Kế hoạch")))
    assert unit(session, "Phòng Kế hoạch").group == "don_vi"
    assert "PKH" in unit(session, "Phòng Kế hoạch").aliases
    assert session.exec(select(Office)).one().place == "Vĩnh An"


def test_a_renamed_unit_keeps_its_row_and_its_old_name(session: Session):
    store(session, ROSTER)
    before = unit(session, "Phòng Kế hoạch").id
    changes = store(session, with_units(RosterUnit("Phòng Quy hoạch", aliases=("Phòng Kế hoạch",))))
    assert Edit("unit", "Phòng Quy hoạch", fields=("name", "aliases"), was="Phòng Kế hoạch") in changes.changed
    assert unit(session, "Phòng Quy hoạch").id == before
    assert "Phòng Kế hoạch" in unit(session, "Phòng Quy hoạch").aliases


def test_a_unit_written_by_its_alias_is_not_renamed(session: Session):
    store(session, ROSTER)
    changes = store(session, with_units(RosterUnit("PKH")))
    assert changes.added == []
    assert unit(session, "Phòng Kế hoạch").active


def test_a_transfer_is_the_same_person_in_another_unit(session: Session):
    store(session, ROSTER)
    changes = store(session, with_people(RosterPerson("Vũ Văn Bình", "head", "Phòng Kế hoạch")))
    assert [(edit.name, edit.done.act, edit.done.to) for edit in changes.moves if edit.done] == [
        ("Vũ Văn Bình", "transfer", "Phòng Kế hoạch")
    ]
    assert changes.added == changes.changed == []


def test_a_second_person_of_the_same_name_is_added(session: Session):
    store(session, ROSTER)
    twins = [
        RosterPerson("Vũ Văn Bình", "staff", "Phòng Kế hoạch"),
        RosterPerson("Vũ Văn Bình", "head", "Trung tâm Dữ liệu"),
    ]
    changes = store(session, with_people(*twins))
    assert [edit.name for edit in changes.added] == ["Vũ Văn Bình"]
    assert store(session, with_people(*twins)).added == []


def test_who_set_the_office_up_gets_the_name_of_its_only_clerk(session: Session):
    clerk = first_clerk(session)
    join(session, clerk, HANH)
    store(session, ROSTER)
    person = person_at(session, "fake", HANH)
    assert person is not None
    assert (person.name, person.role) == ("Đỗ Thị Hà", Role.CLERK)
    assert first_clerk(session).id == person.id


def test_changes_count_each_row_once():
    changes = Changes(
        (Edit("unit", "A", new=True, fields=("name",)), Edit("unit", "B", fields=("name",)), Edit("unit", "C"))
    )
    assert (len(changes.added), len(changes.changed), changes.unchanged) == (1, 1, 1)


def test_who_left_is_let_in_no_more_and_hears_no_more(sessions, office):
    chat = Chat(sessions)
    with sessions() as session:
        lan = session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()
        session.add(OutboxMessage(key="r", channel="fake", address=LAN, person_id=lan.id, text="", due_at=chat.now))
        office = session.exec(select(Office)).one()
        leave(by_command(session, office, chat.now), lan)
    with sessions() as session:
        assert session.exec(select(OutboxMessage.status)).one() is Delivery.CANCELLED
    [answer] = chat.say(LAN, "NV1 xong")
    assert "đã ngừng dùng" in answer.text
    assert "Chào" not in answer.text


POSTS = Roster(
    {"name": "Sở Thử nghiệm"},
    (RosterUnit("Phòng Kế hoạch"), RosterUnit("Công đoàn", Group.DOAN_THE)),
    (
        RosterPerson("Đỗ Thị Hà", "head", "Phòng Kế hoạch", phone="0912000001", mail="ha@so.example"),
        RosterPerson("Đỗ Thị Hà", "head", "Công đoàn", beside=True),
        RosterPerson("Lê Văn Nam", "staff", "Phòng Kế hoạch"),
    ),
)


def test_a_second_row_of_a_person_is_a_further_post(session: Session):
    store(session, POSTS)
    [person] = session.exec(select(Person).where(Person.name == "Đỗ Thị Hà")).all()
    assert len(units_held(session, person, date(2026, 6, 1))) == 2
    assert person.phone == "0912000001"
    assert [(each.channel, each.rank) for each in session.exec(select(Address))] == [("mail", 90)]
    assert store(session, POSTS).is_nothing


def test_who_is_marked_as_left_leaves_and_who_moves_is_moved(session: Session):
    store(session, POSTS)
    head, post, nam = POSTS.people
    marked = replace(POSTS, people=(head, replace(post, left=True), replace(nam, moved_to="Công đoàn")))
    assert [edit.done.act for edit in store(session, marked).moves if edit.done] == ["transfer", "post_end"]
    assert store(session, marked).is_nothing
    gone = replace(POSTS, people=(head, replace(nam, left=True)))
    assert [edit.done.act for edit in store(session, gone).moves if edit.done] == ["leave"]
    assert store(session, gone).is_nothing


def test_an_old_roster_lets_nobody_in_again(session: Session):
    store(session, ROSTER)
    binh = session.exec(select(Person).where(Person.name == "Vũ Văn Bình")).one()
    join(session, binh, LAN)
    leave(by_command(session, the_office(session), MONDAY), binh)
    changes = store(session, ROSTER)
    assert (changes.is_nothing, changes.hints) == (True, (Hint("left", "Vũ Văn Bình", "Trung tâm Dữ liệu"),))
    assert person_at(session, "fake", LAN) is None


def test_who_is_said_to_be_back_needs_a_new_invitation(session: Session):
    store(session, ROSTER)
    binh = session.exec(select(Person).where(Person.name == "Vũ Văn Bình")).one()
    join(session, binh, LAN)
    leave(by_command(session, the_office(session), MONDAY), binh)
    again = with_people(ROSTER.people[0], replace(ROSTER.people[1], back=True))
    assert [edit.fields for edit in store(session, again).changed] == [("active",)]
    assert binh.active
    assert person_at(session, "fake", LAN) is None
    assert store(session, again).is_nothing


def test_who_is_in_no_row_is_named_with_what_to_do(session: Session):
    store(session, ROSTER)
    changes = store(session, with_people(ROSTER.people[0]))
    assert changes.hints == (Hint("absent", "Vũ Văn Bình", "Trung tâm Dữ liệu"),)
    words = render("people_imported", changes=changes, dry_run=True).text
    assert "không có trong tệp, vẫn giữ nguyên: Vũ Văn Bình (Trung tâm Dữ liệu)" in words
    assert "/canbo nghỉ" in words


def test_a_second_person_of_a_name_is_warned_of_once(session: Session):
    store(session, ROSTER)
    twin = with_people(*ROSTER.people, RosterPerson("Vũ Văn Bình", "staff", "Phòng Kế hoạch"))
    assert store(session, twin).hints == (Hint("alike", "Vũ Văn Bình", "Phòng Kế hoạch"),)
    assert store(session, twin).hints == ()


def test_an_address_in_use_is_left_out_and_said_to_be(session: Session):
    store(session, POSTS)
    mine = RosterPerson("Lê Văn Nam", "staff", "Phòng Kế hoạch", mail="ha@so.example")
    changes = store(session, replace(POSTS, people=(mine,)))
    assert Hint("mail", "Lê Văn Nam") in changes.hints
    assert len(session.exec(select(Address)).all()) == 1


def test_a_dry_run_tells_everything_and_changes_nothing(session: Session):
    store(session, POSTS)
    before = rows(session)
    head, post, nam = POSTS.people
    other = replace(
        POSTS,
        units=(RosterUnit("Phòng Quy hoạch", aliases=("Phòng Kế hoạch",)), POSTS.units[1]),
        people=(
            replace(head, unit="Phòng Quy hoạch", phone="0912000002"),
            post,
            replace(nam, unit="Phòng Quy hoạch", left=True),
        ),
    )
    change = by_command(session, the_office(session), MONDAY)
    found = attempted(change, lambda: take_in(other, change))
    told = render("people_imported", changes=found, dry_run=True).text
    assert "đơn vị Phòng Kế hoạch → Phòng Quy hoạch: tên" in told
    assert "Lê Văn Nam: nghỉ" in told
    assert "điện thoại" in told
    assert "0912000002" not in told
    assert rows(session) == before


def rows(session: Session) -> list[str]:
    session.expire_all()
    return [repr(row) for table in (Unit, Person, Post, Address, AuditEntry) for row in session.exec(select(table))]


NAMES = st.text("ăâđêôơưabcxyz =+-@#;0", min_size=1, max_size=8).map(str.strip).filter(bool)


@settings(max_examples=15)
@given(st.lists(NAMES, min_size=1, max_size=3), st.sampled_from(["0912000001", "+84912000001", None]))
def test_what_is_exported_is_imported_without_a_change(engine_of_roster, aliases: list[str], phone: str | None):
    with engine_of_roster() as session:
        store(session, replace(POSTS, people=(replace(POSTS.people[0], phone=phone), *POSTS.people[1:])))
        office = the_office(session)
        with suppress(CannotMoveError):
            add_names(by_command(session, office, MONDAY), unit(session, "Công đoàn"), aliases)
        known = roster_of(session, office, date(2026, 6, 1))
        data = write_roster(known)
        assert store(session, read_roster(data)).is_nothing
        assert not any(b"<f>" in part for part in parts_of(data))
        session.rollback()


@pytest.fixture(scope="module")
def engine_of_roster() -> Iterator[Sessions]:
    with fresh_engine() as engine:
        yield transactions(engine)


def parts_of(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        return [file.read(name) for name in file.namelist()]
