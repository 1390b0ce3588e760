"""Nobody hears at night, on a day off or twice a day, whatever the clock, the hour of a change or an outage."""

import datetime as dt
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN, join
from june import activate, add_draft, assignment, at, change, day, local_day, outbox
from models.assignment import Assignment
from models.cadence import Period, Policy, next_reminder
from models.database import Sessions, transactions
from models.office import Office
from models.outbox import OutboxMessage, Priority
from models.people import Person
from models.plan import Plan, PlanState
from plans.draft import PlanDraft, TaskDraft
from scheduler.remind import remind
from vietnamese.calendar import NATIONAL


@pytest.fixture
def plan(sessions: Sessions, office: Office) -> Plan:
    plan = add_draft(sessions, office)
    activate(sessions, plan)
    return plan


@pytest.fixture(params=["America/New_York", "Europe/Berlin", "Australia/Lord_Howe"])
def machine_zone(request) -> Iterator[str]:
    """The machine is set to a zone with daylight saving time, as a rented server may be."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def reminders(sessions: Sessions) -> list[OutboxMessage]:
    return [message for message in outbox(sessions) if message.priority == Priority.REMINDER]


def test_the_machine_s_zone_moves_no_day_and_no_hour(sessions: Sessions, plan: Plan, machine_zone: str):
    for moment in ("05-28 23:59", "05-29 00:01", "05-29 07:59"):
        here = at(moment).astimezone()  # the machine's own
        assert remind(sessions, here) == 0
    assert remind(sessions, at("05-29 08:00").astimezone()) == 2
    assert {m.key.rpartition(":")[2] for m in reminders(sessions)} == {"2026-05-29"}
    assert {m.not_after for m in reminders(sessions)} == {at("05-29 17:00")}


def test_daylight_saving_elsewhere_moves_no_reminder(sessions: Sessions, plan: Plan, machine_zone: str):
    """New York's clock goes back on 1/11/2026, Berlin's on 25/10, Lord Howe's forward on 4/10."""
    change(sessions, 2, reminded_at=at("09-25 08:00"))
    change(sessions, 2, remind_at=at("10-02 08:00"))
    with sessions() as session:
        session.get_one(Plan, plan.id).end = day("12-31")
    seen = []
    while (due := assignment(sessions, 2).remind_at) and due < at("11-10 08:00"):
        seen.append(due)
        remind(sessions, due.astimezone())
    assert {moment.astimezone(NATIONAL.zone).time() for moment in seen} == {dt.time(8)}
    assert len(seen) >= 3


@pytest.mark.parametrize(
    ("approved", "first"),
    [
        ("05-28 06:00", "05-28 08:00"),
        ("05-28 16:59", "05-28 16:59"),
        ("05-28 17:00", "05-29 08:00"),
        ("05-29 17:30", "06-01 08:00"),  # a Friday evening
        ("05-30 10:00", "06-01 08:00"),
    ],
)
def test_a_plan_approved_at_any_hour_is_told_within_hours(
    sessions: Sessions, office: Office, approved: str, first: str
):
    chat = Chat(sessions, at(approved) - dt.timedelta(minutes=2))
    task = TaskDraft(text="Treo băng rôn, khẩu hiệu.", leads=("Phòng Nghiệp vụ I",), due=dt.date(2026, 6, 20))
    chat.upload(HANH, "kh.docx", PlanDraft(title="Kế hoạch tháng hành động", tasks=(task,)))
    chat.press(HANH, "Phê duyệt")
    now = chat.now
    while not reminders(sessions):
        remind(sessions, now)
        now += dt.timedelta(minutes=15 if now.minute % 15 == 0 else 1)
    [message] = reminders(sessions)
    assert message.due_at == at(first)
    assert message.not_after == at(f"{first[:5]} 17:00")


def test_a_change_of_plan_at_closing_time_is_told_the_next_morning(sessions: Sessions, plan: Plan):
    chat = Chat(sessions, at("05-28 17:00"))
    chat.say(HANH, "NV2 hạn 26/6")
    chat.press(HANH, "Áp dụng")
    told = next(message for message in outbox(sessions) if message.key.startswith("revise:") and message.address == LAN)
    assert told.due_at == at("05-29 08:00")


def test_by_hand_at_the_last_minute_and_after_it(sessions: Sessions, plan: Plan):
    chat = Chat(sessions, at("05-28 16:58"))
    assert "Đã nhắc" in chat.say(HANH, "/nhac")[0].text  # 16:59
    assert "sẽ được nhắc lúc 08:00 ngày 29/5/2026" in chat.say(HANH, "/nhac NV1")[0].text
    assert remind(sessions, at("05-28 17:00")) == 0
    remind(sessions, at("05-29 08:00"))
    assert all(m.due_at in (at("05-28 16:59"), at("05-29 08:00")) for m in reminders(sessions))


def test_whoever_joins_at_night_hears_in_the_morning(sessions: Sessions, plan: Plan):
    remind(sessions, at("05-28 14:11"))
    with sessions() as session:
        join(session, session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one(), "1003")
    for moment in ("05-28 22:00", "05-29 07:29", "05-29 07:31"):
        assert remind(sessions, at(moment)) == 0
    remind(sessions, at("05-29 08:00"))
    assert [m.due_at for m in reminders(sessions) if m.address == "1003"] == [at("05-29 08:00")]


@pytest.mark.parametrize("back", ["05-28 11:00", "06-01 09:10", "06-03 15:00"])
def test_after_an_outage_of_hours_or_days_each_gets_one_bundle(sessions: Sessions, plan: Plan, back: str):
    for position in (1, 2, 4, 5):
        change(sessions, position, reminded_at=at("05-25 08:00"), remind_at=at("05-28 08:00"))
    assert remind(sessions, at(back)) == 2
    assert remind(sessions, at(back) + dt.timedelta(seconds=30)) == 0
    assert {local_day(m.due_at) for m in reminders(sessions)} == {day(back[:5])}
    texts = [m.text for m in reminders(sessions) if m.address == HANH]
    assert ("đã qua 2 ngày" in texts[0]) is (back == "06-03 15:00")  # what is said is of today


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2026-02-20", ["2026-02-10", "2026-02-12", "2026-02-13"]),  # Tết: 14/2-22/2 off
        ("2026-05-01", ["2026-04-23", "2026-04-28", "2026-04-29"]),  # 27/4 (for giỗ Tổ), 30/4 and 1/5 off
        ("2028-02-29", ["2028-02-24", "2028-02-28", "2028-02-29"]),
        ("2026-01-31", ["2026-01-27", "2026-01-29", "2026-01-30"]),  # the month's end is a Saturday
    ],
)
def test_days_before_a_deadline_are_working_days(due: str, expected: list[str]):
    deadline = dt.date.fromisoformat(due)
    row = Assignment(office_id=1, plan_id=1, task_id=1, unit_id=1, due=deadline)
    policy, now = Policy(NATIONAL), dt.datetime.combine(deadline - dt.timedelta(days=30), dt.time(8), NATIONAL.zone)
    row.reminded_at = now
    found = []
    while (moment := next_reminder(row, Period(), policy, now)) and NATIONAL.local_day(moment) <= deadline:
        found.append(NATIONAL.local_day(moment).isoformat())
        row.reminded_at, now = moment, NATIONAL.closing(NATIONAL.local_day(moment))
    assert found == expected


def test_a_person_with_two_chats_gets_one_bundle_in_the_newest(sessions: Sessions, plan: Plan):
    with sessions() as session:
        lan = session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()
        join(session, lan, "z77", "zalo")
        change_of = session.exec(select(Assignment).where(Assignment.unit_id == lan.unit_id)).first()
        change_of.person_id = lan.id  # delegate and contact of the unit at once
    remind(sessions, at("05-28 14:11"))
    assert len([m for m in reminders(sessions) if m.person_id == lan.id]) == 1


def test_a_file_sent_twice_at_once_is_one_plan(engine_for_many: Engine):
    sessions = transactions(engine_for_many)
    with sessions() as session:
        office = Office(name="Sở Tư pháp")
        session.add(office)
        session.flush()
        clerk = Person(office_id=office.id or 0, name="Đỗ Thị Hạnh", role="clerk")
        session.add(clerk)
        session.flush()
        join(session, clerk, HANH)
    draft = PlanDraft(title="Kế hoạch tháng hành động", tasks=(TaskDraft(text="Treo băng rôn.", leads=("Văn phòng",)),))
    chats = [Chat(sessions, count=100 * n) for n in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda chat: chat.upload(HANH, "kh.docx", draft), chats))
    with sessions() as session:
        states = [plan.state for plan in session.exec(select(Plan)).all()]
    assert states.count(PlanState.DRAFT) == 1
