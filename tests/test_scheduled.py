"""Reports that are made of themselves on a virtual clock: each once, late after an outage, and nobody is waited for."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from chat import Chat
from conftest import HANH, LAN, found_office
from conversation import CENTRE, FIRST, MINH, TUAN, open_office, state
from handlers.scheduled import reports
from june import at, day
from models.absence import Absence
from models.assignment import Assignment, Said
from models.database import Sessions, open_engine, transactions
from models.office import DayOverride, Office
from models.outbox import Delivery, OutboxMessage, Priority, Snapshot, SnapshotKind
from models.people import Address, Person
from models.plan import Plan, PlanState, Task
from people_of import BINH, HOA, more_people
from scheduler.ahead import ask_before_reports
from scheduler.remind import remind

FRIDAY = 4


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    return weekly(sessions)


def weekly(sessions: Sessions) -> Chat:
    """The plan of 1/6 to 30/6, reported every Friday at 15:00 and at its end; Bình leads, Hạnh and Hoa are clerks."""
    chat = open_office(Chat(sessions))
    with sessions() as session:
        more_people(session, HOA, BINH)
        session.exec(select(Office)).one().report_on = FRIDAY
    return chat


def tick(chat: Chat, moment: str) -> int:
    """What the alarm clock does at "06-05 15:00"; how many messages tell of reports, PDF files left out: they are sent
    only where there is a LibreOffice."""
    before = len(sent(chat))
    chat.now = at(moment).astimezone(dt.UTC)
    remind(chat.sessions, chat.now)
    ask_before_reports(chat.sessions, chat.now)
    reports(chat.sessions, chat.now)
    chat.settle()
    return len(sent(chat)) - before


def sent(chat: Chat) -> list[OutboxMessage]:
    found = [message for message in chat.everyone() if message.key.startswith("scheduled:")]
    return [message for message in found if not str(message.document).endswith(":pdf")]


def kept(chat: Chat) -> list[Snapshot]:
    with chat.sessions() as session:
        query = select(Snapshot).where(col(Snapshot.slot).is_not(None)).order_by(col(Snapshot.id))
        return list(session.exec(query).all())


def slots_of(chat: Chat) -> list[str | None]:
    return [snapshot.slot for snapshot in kept(chat)]


def plan(session: Session) -> Plan:
    return session.exec(select(Plan)).one()


def told(chat: Chat, who: str) -> list[OutboxMessage]:
    return [message for message in sent(chat) if message.address == who]


def test_on_friday_at_three_the_clerks_get_the_documents_and_the_leader_a_card(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%")
    assert tick(chat, "06-05 14:59") == 0
    assert tick(chat, "06-05 15:00") == 5
    [snapshot] = kept(chat)
    assert (snapshot.slot, snapshot.kind) == ("1:week:2026-06-05", SnapshotKind.REPORT)
    for clerk in (HANH, HOA):
        documents = [(message.document or "").split(":", 1)[1] for message in told(chat, clerk)]
        assert documents[:2] == [f"{snapshot.id}:docx", f"{snapshot.id}:xlsx"]
    [text, _] = [message.text for message in told(chat, HANH)]
    assert "Báo cáo tuần, lập theo lịch" in text
    assert f"Thiếu, chưa báo cáo: {CENTRE}" in text
    [card] = told(chat, BINH)
    assert "Báo cáo tuần đã lập theo lịch" in card.text
    assert "1. Chưa báo cáo: 1 đơn vị" in card.text
    assert card.document == f"snapshot:{snapshot.id}:png"
    assert told(chat, LAN) == []


def test_the_same_tick_and_later_ones_make_no_second_one(chat: Chat):
    made = [tick(chat, f"06-05 {clock}") for clock in ("15:00", "15:00", "15:01", "16:59", "18:00")]
    assert made == [5, 0, 0, 0, 0]
    assert len(kept(chat)) == 1


def test_several_processes_make_one_report(engine_for_many: Engine):
    found_office(transactions(engine_for_many))
    chat = weekly(transactions(engine_for_many))
    engines = [open_engine(engine_for_many.url.render_as_string(hide_password=False)) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        counts = list(pool.map(lambda own: reports(transactions(own), at("06-05 15:00")), engines))
    for own in engines:
        own.dispose()
    assert (sorted(counts)[:2], len(sent(chat)), len(kept(chat))) == ([0, 0], 5, 1)


def test_a_month_has_four_weekly_reports_and_one_at_the_end(chat: Chat):
    for number in range(1, 31):
        reports(chat.sessions, at(f"06-{number:02} 15:00"))
    expected = [f"1:week:2026-06-{number:02}" for number in (5, 12, 19, 26)]
    assert slots_of(chat) == [*expected, "1:end:2026-06-30"]
    assert "Báo cáo cuối kế hoạch, lập theo lịch" in told(chat, HANH)[-2].text
    assert "Báo cáo cuối kế hoạch đã lập" in told(chat, BINH)[-1].text


def test_a_friday_off_has_its_report_on_thursday(chat: Chat):
    with chat.sessions() as session:
        office = session.exec(select(Office)).one()
        session.add(DayOverride(office_id=office.id or 0, day=day("06-05"), working=False))
    assert [tick(chat, f"06-0{number} 15:00") for number in (3, 4, 5)] == [0, 5, 0]
    assert slots_of(chat) == ["1:week:2026-06-04"]


def test_after_three_days_away_it_is_made_once_and_says_that_it_is_late(chat: Chat):
    chat.now = at("06-05 14:00").astimezone(dt.UTC)
    chat.say(LAN, "NV1 đạt 60%")
    chat.now = at("06-08 07:40").astimezone(dt.UTC)
    chat.say(LAN, "NV1 đạt 90%")
    assert tick(chat, "06-08 07:45") == 5
    assert tick(chat, "06-08 15:00") == 0
    [snapshot] = kept(chat)
    assert "lập muộn lúc 07:45 ngày 08/6/2026" in told(chat, HANH)[0].text
    assert snapshot.content["head"]["day"] == "2026-06-05"
    assert "90" not in str([part["percent"] for task in snapshot.content["tasks"] for part in task["parts"]])


@pytest.mark.parametrize(("moment", "made"), [("06-06 10:00", 0), ("06-12 14:59", 5), ("06-12 15:00", 5)])
def test_not_at_night_nor_on_a_day_off_and_nothing_that_is_a_week_old(chat: Chat, moment: str, made: int):
    assert tick(chat, moment) == made
    assert len(kept(chat)) == (1 if made else 0)


@pytest.mark.parametrize("what", [PlanState.CLOSED, PlanState.DISCARDED, PlanState.MERGED])
def test_a_plan_that_is_over_before_has_no_report(chat: Chat, what: PlanState):
    with chat.sessions() as session:
        plan(session).state = what
    assert tick(chat, "06-05 15:00") == 0


def test_a_plan_without_an_end_ends_with_its_last_deadline(chat: Chat):
    with chat.sessions() as session:
        plan(session).end = None
        session.exec(select(Office)).one().report_on = None
    assert [tick(chat, f"06-{number} 15:00") for number in (18, 19, 22, 30)] == [0, 5, 0, 0]
    assert slots_of(chat) == ["1:end:2026-06-19"]


def test_of_two_plans_each_has_its_own(chat: Chat):
    with chat.sessions() as session:
        row = Plan(office_id=1, state=PlanState.ACTIVE, sha256="2", file_name="hai.docx", added_at=chat.now)
        session.add(row)
        session.flush()
        session.add(Task(plan_id=row.id or 0, position=1, text="Việc"))
    assert tick(chat, "06-05 15:00") == 10
    assert slots_of(chat) == ["1:week:2026-06-05", "2:week:2026-06-05"]


def test_of_a_clerk_who_is_away_the_other_has_it(chat: Chat):
    with chat.sessions() as session:
        hanh = session.exec(select(Person).where(Person.name == "Đỗ Thị Hạnh")).one()
        spell = {"first": day("06-01"), "last": day("06-30"), "noted_at": chat.now}
        session.add(Absence(office_id=hanh.office_id, person_id=hanh.id or 0, **spell))
    tick(chat, "06-05 15:00")
    assert (told(chat, HANH), len(told(chat, HOA))) == ([], 2)


def test_with_nobody_to_send_it_to_it_is_kept_all_the_same(chat: Chat):
    with chat.sessions() as session:
        for address in session.exec(select(Address)).all():
            address.unreachable_since = chat.now
    assert tick(chat, "06-05 15:00") == 0
    assert len(kept(chat)) == 1


def bundles(chat: Chat, who: str, on: str) -> list[OutboxMessage]:
    same_day = [m for m in chat.shown(who) if m.priority == Priority.REMINDER and m.key.endswith(f"2026-{on}")]
    return [message for message in same_day if message.key.startswith("remind:")]


AHEAD = "Báo cáo kỳ này lập lúc 15:00 ngày mai; đơn vị chưa báo: NV"


def all_week(chat: Chat, last: int = 4) -> None:
    """Ticks of every day from 2/6 on."""
    for number in range(2, last + 1):
        for clock in ("07:30", "08:00", "14:00"):
            tick(chat, f"06-{number:02} {clock}")


def test_the_day_before_who_is_silent_is_asked_once_and_who_answered_is_not(chat: Chat):
    for task in (1, 2, 4):
        chat.say(TUAN, f"NV{task} đạt 20%")
    all_week(chat)
    [asked] = bundles(chat, MINH, "06-04")
    assert f"{AHEAD}3." in asked.text
    assert not [m for m in chat.shown(LAN) if AHEAD in m.text]
    assert (asked.not_after, asked.speaks_of != []) == (at("06-04 17:00"), True)
    chat.press(MINH, "50%")
    assert state(chat, 3, CENTRE) == (Said.WORKING, 50)


def test_whoever_has_a_bundle_that_day_reads_it_there(chat: Chat):
    """NV4 of Lan's unit is due on Friday, so that she is reminded on Thursday anyway."""
    chat.say(LAN, "NV1 đạt 20%")
    all_week(chat)
    [bundle] = bundles(chat, LAN, "06-04")
    assert f"{AHEAD}2, NV4." in bundle.text
    assert "Sắp đến hạn" in bundle.text


def test_nobody_has_two_messages_a_day(chat: Chat):
    all_week(chat, 12)
    counts = {
        (who, number): len(bundles(chat, who, f"06-{number:02}")) for who in (LAN, MINH) for number in range(2, 20)
    }
    assert max(counts.values()) == 1


def test_the_question_counts_as_no_reminder_and_moves_none(chat: Chat):
    with chat.sessions() as session:
        session.exec(select(Office)).one().report_on = None
    for moment in ("06-02 08:00", "06-03 08:00", "06-04 08:00"):
        tick(chat, moment)
    query = select(Assignment.remind_at, Assignment.unanswered).order_by(col(Assignment.id))
    with chat.sessions() as session:
        before = session.exec(query).all()
        session.exec(select(Office)).one().report_on = FRIDAY
    tick(chat, "06-04 08:01")
    with chat.sessions() as session:
        assert session.exec(query).all() == before
    assert [m for m in chat.shown(MINH) if AHEAD in m.text]


@pytest.mark.parametrize("put_off", [True, False])
def test_what_is_put_off_or_has_not_begun_is_not_asked_about(chat: Chat, put_off: bool):
    with chat.sessions() as session:
        for task in session.exec(select(Task).where(Task.position == 3)).all():
            task.start = None if put_off else day("06-15")
        for row in session.exec(select(Assignment)).all():
            row.snoozed_until = day("06-08") if put_off else None
    all_week(chat)
    assert not [m for m in chat.shown(MINH) if AHEAD in m.text]


def test_in_the_place_of_who_is_away_the_stand_in_is_asked(chat: Chat):
    with chat.sessions() as session:
        names = {person.name: person for person in session.exec(select(Person)).all()}
        minh, tuan = names["Vũ Văn Minh"], names["Lê Anh Tuấn"]
        spell = {"first": day("06-03"), "last": day("06-05"), "noted_at": chat.now, "stand_in_id": tuan.id}
        session.add(Absence(office_id=minh.office_id, person_id=minh.id or 0, **spell))
    for task in (1, 2, 4):
        chat.say(TUAN, f"NV{task} đạt 20%")
    all_week(chat)
    assert not [m for m in chat.shown(MINH) if AHEAD in m.text]
    assert len([m for m in chat.shown(TUAN) if f"{AHEAD}3." in m.text and "thay cho Vũ Văn Minh" in m.text]) == 1


def test_a_report_that_comes_while_somebody_is_silent_is_made_on_time(chat: Chat):
    all_week(chat)
    assert tick(chat, "06-05 15:00") == 5
    assert f"chưa báo cáo: {FIRST}" in told(chat, HANH)[0].text
    assert all(message.status is not Delivery.DEAD for message in told(chat, HANH))


def test_who_reads_english_is_told_and_asked_in_english(chat: Chat):
    for who in (HANH, BINH, MINH, LAN):
        chat.say(who, "/ngonngu en")
    all_week(chat)
    tick(chat, "06-05 15:00")
    assert "Weekly report, made as scheduled" in told(chat, HANH)[0].text
    assert "The weekly report was made as scheduled" in told(chat, BINH)[0].text
    [bundle], [asked] = bundles(chat, LAN, "06-04"), bundles(chat, MINH, "06-04")
    assert "The next report is made at 15:00 tomorrow; your unit has not reported on NV1, NV2, NV4." in bundle.text
    assert "The report is made on time all the same" in asked.text
