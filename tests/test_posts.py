"""Somebody who holds several posts is asked for all of them in one bundle, and may answer for all."""

from datetime import date

import pytest
from sqlmodel import Session, select

from chat import Chat
from conftest import HANH, LAN
from handlers.directory import named, teams
from june import CENTRE, activate, add_draft, assignment, at, outbox
from models.assignment import Said
from models.database import Sessions
from models.digest import DigestKind, readers
from models.office import Office
from models.people import Person, Role, Unit
from models.plan import Plan
from models.posts import Held, Post, contacts, held, units_held
from models.reach import reach_of
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
        assert centre in reach_of(session, office, at("06-14 12:00")).chats
        assert centre not in reach_of(session, office, at("06-15 12:00")).chats


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
