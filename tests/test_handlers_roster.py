import pytest
from sqlmodel import Session, select

from chat import Chat
from conftest import HANH, LAN, join
from handlers.roster import Changes, Edit, first_clerk, leave, store
from models.database import Sessions
from models.office import Office
from models.outbox import Delivery, OutboxMessage
from models.people import Person, Role, Unit, person_at
from plans.roster import Roster, RosterPerson, RosterUnit
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
    assert Edit("unit", "Phòng Quy hoạch", fields=("name", "aliases")) in changes.changed
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
    assert changes.changed == [Edit("person", "Vũ Văn Bình", fields=("unit_id",))]


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
        leave(session, lan, chat.now)
    with sessions() as session:
        assert session.exec(select(OutboxMessage.status)).one() is Delivery.CANCELLED
    assert all("Nhiệm vụ" not in reply.text for reply in chat.say(LAN, "/nhiemvu"))
