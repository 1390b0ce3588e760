"""Somebody who holds several posts is asked for all of them in one bundle, and may answer for all."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from chat import Chat
from conftest import HANH, LAN
from handlers.claims import waits_for
from handlers.directory import named, teams
from handlers.talk import Talk
from handlers.work import Work
from june import CENTRE, SECRETARIAT, activate, add_draft, assignment, at, outbox
from messages.channel import Incoming
from models.assignment import Assignment, Duty, Said
from models.database import Sessions
from models.digest import DigestKind, is_anybody_left, readers
from models.office import Office
from models.outbox import Snapshot
from models.people import Address, Person, Role, Unit
from models.plan import Plan, Task
from models.posts import Held, Post, clerks, contacts, held, units_held
from models.reach import reach_of
from models.roll import roll_of
from scheduler.remind import remind

MAIN = Person(id=1, office_id=1, unit_id=1, name="Trần Thị Lan", role=Role.HEAD)
JUNE = (date(2026, 6, 1), date(2026, 6, 14))


def post(unit: int, first: date = date.min, last: date | None = None, role: Role = Role.HEAD) -> Post:
    return Post(id=unit, office_id=1, person_id=1, unit_id=unit, role=role, first=first, last=last)


@pytest.mark.parametrize(
    ("posts", "day", "units"),
    [
        ([], "2026-06-01", [1]),
        ([post(2)], "2026-06-01", [1, 2]),
        ([post(2, *JUNE)], "2026-05-31", [1]),
        ([post(2, *JUNE)], "2026-06-01", [1, 2]),
        ([post(2, *JUNE)], "2026-06-14", [1, 2]),
        ([post(2, *JUNE)], "2026-06-15", [1]),
        ([post(3, last=date(2026, 6, 9)), post(1, date(2026, 6, 10))], "2026-06-09", [3]),
        ([post(3, last=date(2026, 6, 9)), post(1, date(2026, 6, 10))], "2026-06-10", [1]),
        ([post(1, last=date(2026, 6, 9)), post(3, *JUNE)], "2026-06-10", [3]),
        ([post(1, role=Role.STAFF)], "2026-06-10", [1]),
    ],
)
def test_the_posts_of_a_day_are_the_main_one_and_those_in_force(posts, day, units):
    assert [unit for unit, _ in held(MAIN, posts, date.fromisoformat(day))] == units


def test_without_a_day_a_post_that_has_an_end_is_none():
    assert held(MAIN, [post(2), post(3, *JUNE)]) == (Held(1, Role.HEAD), Held(2, Role.HEAD))


def unit(session: Session, name: str) -> int:
    return session.exec(select(Unit.id).where(Unit.name == name)).one() or 0


def person(session: Session, name: str) -> Person:
    return session.exec(select(Person).where(Person.name == name)).one()


@pytest.fixture
def plan(sessions: Sessions, office: Office) -> Plan:
    """The June plan; until 14 June Lan heads the centre too, where Minh works."""
    plan = add_draft(sessions, office)
    activate(sessions, plan)
    with sessions() as session:
        person(session, "Vũ Văn Minh").role = Role.STAFF
        lan = person(session, "Trần Thị Lan").id or 0
        where = {"office_id": office.id or 0, "person_id": lan, "unit_id": unit(session, CENTRE)}
        session.add(Post(**where, role=Role.HEAD, first=date.min, last=JUNE[1]))
    return plan


def test_one_bundle_asks_for_the_work_of_both_units(sessions: Sessions, plan: Plan):
    remind(sessions, at("05-28 14:11"))
    [bundle] = [message for message in outbox(sessions) if message.address == LAN]
    assert all(ref in bundle.text for ref in ("NV1", "NV2", f"Trợ giúp pháp lý lưu động ({CENTRE})"))


def test_a_report_counts_for_the_unit_of_the_second_post(sessions: Sessions, plan: Plan):
    chat = Chat(sessions, at("06-10 09:00"))
    asked = chat.say(LAN, "NV3 đã xong")[0]
    assert [label for label, *_ in asked.choices] == [
        "NV3 (Trung tâm Trợ giúp pháp…): Trợ giúp pháp lý lưu động",
        "NV3 (Phòng Nghiệp vụ I): Trợ giúp pháp lý lưu động",
    ]
    chat.say(LAN, "1")
    assert assignment(sessions, 3).state is Said.DONE


def test_after_its_last_day_nothing_of_the_post_is_to_be_seen(sessions: Sessions, plan: Plan):
    assert f"(chủ trì, {CENTRE})" in Chat(sessions, at("06-14 23:00")).say(LAN, "/nhiemvu")[0].text
    with sessions() as session:
        lan, centre = person(session, "Trần Thị Lan"), unit(session, CENTRE)
        assert centre in units_held(session, lan, JUNE[1])
        assert centre not in units_held(session, lan, date(2026, 6, 15))
        assert [each.name for each in contacts(session, centre, JUNE[1])] == ["Trần Thị Lan"]
        assert [each.name for each in contacts(session, centre, date(2026, 6, 15))] == ["Vũ Văn Minh"]
    chat = Chat(sessions, at("06-15 00:01"), count=10)
    assert "NV3</b> Trợ giúp pháp lý lưu động (phối hợp)" in chat.say(LAN, "/nhiemvu")[0].text
    chat.say(LAN, "NV3 đã xong")
    assert assignment(sessions, 3).state is None


def test_a_head_of_two_units_reads_one_digest_of_both(sessions: Sessions, office: Office, plan: Plan):
    with sessions() as session:
        read = {
            day: reader.units
            for day in (JUNE[1], date(2026, 6, 15))
            for reader in readers(session, office.id or 0, day)
            if reader.kind is DigestKind.HEAD
        }
        assert {day: len(units) for day, units in read.items()} == {JUNE[1]: 2, date(2026, 6, 15): 1}


def test_a_unit_is_reached_by_who_holds_a_post_there(sessions: Sessions, office: Office, plan: Plan):
    with sessions() as session:
        centre = unit(session, CENTRE)
        assert centre in reach_of(session, roll_of(session, office, at("06-14 12:00"))).chats
        assert centre not in reach_of(session, roll_of(session, office, at("06-15 12:00"))).chats


def test_both_units_list_the_person_who_is_counted_once(sessions: Sessions, office: Office, plan: Plan):
    with sessions() as session:
        everybody = teams(session, office.id or 0, at("06-10 12:00"))
        assert [len(team.members) for team in everybody] == [1, 1, 2]
        assert sum(len(team.counted) for team in everybody) == 3
        assert len(named("Lan", everybody)) == 1
    assert Chat(sessions, at("06-10 12:00")).say(HANH, "/danhba")[0].text.count("Trần Thị Lan") == 2


def test_the_report_of_a_second_unit_is_open_while_the_post_is_held(sessions: Sessions, plan: Plan):
    asked = f"/baocao {CENTRE}"
    assert Chat(sessions, at("06-12 12:00")).say(LAN, asked)[-1].document is not None
    assert Chat(sessions, at("06-15 12:00"), count=10).say(LAN, asked)[-1].document is None


def test_who_heads_two_units_is_asked_whose_report_it_is(sessions: Sessions, plan: Plan):
    chat = Chat(sessions, at("06-12 12:00"))
    [asked] = chat.say(LAN, "/baocao")
    assert len(asked.choices) == 2
    assert any(reply.document for reply in chat.press(LAN, CENTRE[:20]))
    assert any(reply.document for reply in Chat(sessions, at("06-15 12:00"), count=10).say(LAN, "/baocao"))


def test_a_report_is_of_the_unit_that_is_headed_not_of_the_main_post(sessions: Sessions, plan: Plan):
    with sessions() as session:
        person(session, "Trần Thị Lan").role = Role.STAFF
    replies = Chat(sessions, at("06-12 12:00")).say(LAN, "/baocao")
    with sessions() as session:
        [kept] = session.exec(select(Snapshot)).all()
        assert kept.unit_id == unit(session, CENTRE)
    assert any(reply.document for reply in replies)


def test_an_obstacle_may_be_given_to_who_heads_a_unit_by_a_further_post(sessions: Sessions, plan: Plan):
    with sessions() as session:
        person(session, "Trần Thị Lan").role = Role.STAFF
    offered = []
    for now in ("06-12 12:00", "06-15 12:00"):
        chat = Chat(sessions, at(now), count=10 * len(offered))
        chat.say(HANH, "NV4 chưa làm được do chờ kinh phí")
        asked = chat.press(HANH, "Giao người xử lý")[0]
        offered.append("Trần Thị Lan" in [label for label, *_ in asked.choices])
    assert offered == [True, False]


@pytest.fixture
def acting(sessions: Sessions, office: Office) -> Sessions:
    """Lan serves as the clerk beside Hạnh until 14 June."""
    with sessions() as session:
        lan = person(session, "Trần Thị Lan")
        where = {"office_id": office.id or 0, "person_id": lan.id or 0, "unit_id": unit(session, SECRETARIAT)}
        session.add(Post(**where, role=Role.CLERK, first=JUNE[0], last=JUNE[1]))
    return sessions


def test_who_serves_as_clerk_is_one_on_those_days(acting: Sessions, office: Office):
    with acting() as session:
        names = [[each.name for each in clerks(session, office.id or 0, date(2026, 6, day))] for day in (14, 15)]
        kinds = [
            {reader.person.name: reader.kind for reader in readers(session, office.id or 0, date(2026, 6, day))}
            for day in (14, 15)
        ]
    assert names == [["Đỗ Thị Hạnh", "Trần Thị Lan"], ["Đỗ Thị Hạnh"]]
    assert [each.get("Trần Thị Lan") for each in kinds] == [DigestKind.CLERK, DigestKind.HEAD]


def test_a_digest_is_due_to_who_serves_as_clerk(acting: Sessions, office: Office):
    with acting() as session:
        person(session, "Đỗ Thị Hạnh").active = False
        person(session, "Trần Thị Lan").role = Role.STAFF
        slots = {kind: date(2026, 6, 12) for kind in DigestKind}
        due = [is_anybody_left(session, office.id or 0, slots, date(2026, 6, day)) for day in (12, 15)]
    assert due == [True, False]


def test_what_staff_of_a_second_unit_call_done_there_waits_for_its_head(sessions: Sessions, office: Office, plan: Plan):
    with sessions() as session:
        minh, lan = person(session, "Vũ Văn Minh"), person(session, "Trần Thị Lan")
        minh.role = Role.HEAD
        session.exec(select(Post).where(Post.person_id == lan.id)).one().role = Role.STAFF
        session.add(Address(person_id=minh.id or 0, channel="fake", address="1003", joined_at=at("05-28 14:00")))
        waits = {number: _waits_for(session, office, lan, number) for number in (1, 3)}
    assert waits == {1: [], 3: ["Vũ Văn Minh"]}


def _waits_for(session: Session, office: Office, who: Person, number: int) -> list[str]:
    talk = Talk(session, office, who, Incoming("fake", "1", LAN, "", at("06-10 09:00")), at("06-10 09:00"))
    query = select(Assignment, Task, Plan).join(Task, col(Task.id) == Assignment.task_id).join(Plan)
    row = session.exec(query.where(Task.position == number, Assignment.duty == Duty.LEAD)).one()
    return [head.name for head in waits_for(talk, Work(*row))]


def test_the_help_is_of_every_post(acting: Sessions):
    helped = [Chat(acting, at(f"06-{day} 12:00"), count=day).say(LAN, "/trogiup")[0].text for day in (12, 15)]
    assert ["/lichnhac" in text and "/nhiemvu" in text for text in helped] == [True, False]


def test_a_reply_is_entered_for_who_reports_by_a_further_post(sessions: Sessions, plan: Plan):
    with sessions() as session:
        person(session, "Trần Thị Lan").role = Role.OBSERVER
    Chat(sessions, at("06-15 09:00"), count=10).say(HANH, "thay Lan: NV3 đã xong")
    assert assignment(sessions, 3).state is None
    Chat(sessions, at("06-12 09:00")).say(HANH, "thay Lan: NV3 đã xong")
    assert assignment(sessions, 3).state is Said.DONE
