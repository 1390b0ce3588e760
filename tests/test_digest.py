"""Digests as the clock sends them: to whom, when, once, and only with something new."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from chat import Chat
from conftest import HANH, LAN, MONDAY, join
from conversation import CENTRE, FIRST, MINH, TUAN, morning, open_office, state
from june import at
from models.absence import Absence
from models.assignment import Said
from models.database import Sessions
from models.digest import Digest, DigestKind, slot
from models.office import DayOverride, Office
from models.outbox import Delivery, OutboxMessage, Priority
from models.people import Address, Person, Role, Unit
from models.reach import give_up_address
from people_of import BINH, HOA, more_people
from scheduler.digest import digest
from scheduler.remind import remind
from vietnamese.calendar import WorkCalendar


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    """The plan is approved on Monday 1/6; the leader Bình and a second clerk have joined too."""
    chat = open_office(Chat(sessions))
    with sessions() as session:
        more_people(session, HOA, BINH)
    return chat


def tell(chat: Chat, moment: str, *, deliver: bool = True) -> list[str]:
    """The texts of the digests queued at "06-02 07:45"."""
    before = {message.key for message in chat.everyone()}
    chat.now = at(moment).astimezone(dt.UTC)
    digest(chat.sessions, chat.now)
    if deliver:
        chat.settle()
    return [m.text for m in chat.everyone() if m.key.startswith("digest:") and m.key not in before]


def digests(chat: Chat, who: str) -> list[OutboxMessage]:
    return [message for message in chat.shown(who) if message.key.startswith("digest:")]


def mornings(chat: Chat, last: int) -> None:
    """The reminders of every day from 2/6 on."""
    for day in range(2, last + 1):
        morning(chat, dt.date(2026, 6, day))


def person(session: Session, name: str) -> Person:
    return session.exec(select(Person).where(Person.name == name)).one()


def test_the_clerk_hears_the_next_morning_what_waits_for_an_answer(chat: Chat):
    chat.say(TUAN, "NV4 chưa làm được do chờ kinh phí")
    assert tell(chat, "06-02 07:44") == []
    assert len(tell(chat, "06-02 07:45")) == 2  # both clerks; heads and leader have theirs on Mondays
    message = digests(chat, HANH)[-1]
    assert "Vướng mắc, câu hỏi chưa trả lời: 1" in message.text
    assert "chờ kinh phí" in message.text
    assert message.priority == Priority.BULK
    assert message.not_after == at("06-02 17:00")
    assert [data for label, data, _ in message.choices if "Trả lời" in str(label)] == ["ii:1"]


def test_with_nothing_new_nothing_is_sent(chat: Chat):
    chat.say(TUAN, "NV4 chưa làm được do chờ kinh phí")
    assert len(tell(chat, "06-02 07:45")) == 2
    assert [tell(chat, f"06-0{day} {clock}") for day in (2, 3) for clock in ("07:45", "10:00", "16:30")] == [[]] * 6
    chat.say(LAN, "xin gia hạn NV1 đến 26/6")
    (text, _) = tell(chat, "06-04 07:45")
    assert "Xin gia hạn, chờ quyết định: 1" in text
    assert "Vướng mắc, câu hỏi chưa trả lời: 1" in text  # still told, with the new


def test_what_was_settled_is_told_no_more(chat: Chat):
    chat.say(TUAN, "NV4 chưa làm được do chờ kinh phí")
    tell(chat, "06-02 07:45")
    chat.say(TUAN, "NV4 xong")
    chat.say(MINH, "NV3 chưa làm được do chờ danh sách")
    (text, _) = tell(chat, "06-03 07:45")
    assert "chờ kinh phí" not in text
    assert "chờ danh sách" in text


@pytest.mark.parametrize(
    ("moments", "sent"),
    [
        (("07:45", "07:45", "08:00"), 1),
        (("10:50", "11:00"), 1),  # the bot was down for three hours: late the same day
        (("16:59",), 1),
        (("17:00", "20:00"), 0),
        (("03:00", "06:59"), 0),
    ],
)
def test_a_digest_comes_once_in_working_hours_however_late(chat: Chat, moments: tuple[str, ...], sent: int):
    chat.say(TUAN, "NV4 chưa làm được do chờ kinh phí")
    for moment in moments:
        tell(chat, f"06-02 {moment}")
    assert len(digests(chat, HANH)) == sent


def test_three_days_down_bring_one_digest(chat: Chat):
    chat.say(TUAN, "NV4 chưa làm được do chờ kinh phí")
    chat.say(LAN, "xin gia hạn NV1 đến 26/6")
    for moment in ("06-05 09:10", "06-05 09:11", "06-05 16:00"):
        tell(chat, moment)
    assert len(digests(chat, HANH)) == 1


def test_a_weekly_digest_missed_on_monday_comes_on_wednesday_once(chat: Chat):
    tell(chat, "06-08 07:45")
    before = len(digests(chat, BINH))
    chat.say(MINH, "NV3 xong")
    for moment in ("06-17 09:00", "06-17 14:00", "06-18 07:45", "06-19 07:45"):
        tell(chat, moment)
    assert len(digests(chat, BINH)) == before + 1
    assert digests(chat, BINH)[-1].key.endswith("2026-06-17")


@pytest.mark.parametrize(
    ("today", "off", "expected"),
    [
        ("06-08", [], "06-08"),
        ("06-10", [], "06-08"),
        ("06-14", [], "06-08"),
        ("06-08", ["06-08"], "06-01"),
        ("06-09", ["06-08"], "06-09"),
        ("06-12", ["06-08", "06-09"], "06-10"),
        ("06-12", ["06-08", "06-09", "06-10", "06-11", "06-12"], "06-01"),
    ],
)
def test_the_weekly_slot_moves_to_the_next_working_day(office: Office, today: str, off: list[str], expected: str):
    away = {dt.date.fromisoformat(f"2026-{day}"): False for day in off}
    calendar = WorkCalendar(office.zone, office.opens, office.closes, away)
    found = slot(DigestKind.HEAD, office, calendar, dt.date.fromisoformat(f"2026-{today}"))
    assert found == dt.date.fromisoformat(f"2026-{expected}")


def test_on_a_holiday_nobody_hears_anything(chat: Chat, office: Office):
    chat.say(TUAN, "NV4 chưa làm được do chờ kinh phí")
    with chat.sessions() as session:
        session.add(DayOverride(office_id=office.id or 0, day=dt.date(2026, 6, 2), working=False))
    assert tell(chat, "06-02 09:00") == []
    assert len(tell(chat, "06-03 07:45")) == 2


def test_a_digest_that_did_not_arrive_is_told_again(chat: Chat):
    chat.say(TUAN, "NV4 chưa làm được do chờ kinh phí")
    tell(chat, "06-02 07:45", deliver=False)
    with chat.sessions() as session:
        for message in session.exec(select(OutboxMessage).where(col(OutboxMessage.key).startswith("digest:"))).all():
            message.status = Delivery.EXPIRED
    texts = tell(chat, "06-03 07:45")
    assert len(texts) == 2
    assert "chờ kinh phí" in texts[0]
    assert tell(chat, "06-03 09:00") == []


def test_two_processes_queue_one_digest(chat: Chat):
    chat.say(TUAN, "NV4 chưa làm được do chờ kinh phí")
    chat.now = at("06-02 07:45").astimezone(dt.UTC)
    assert digest(chat.sessions, chat.now) == 2
    assert digest(chat.sessions, chat.now) == 0
    with chat.sessions() as session:
        assert len(session.exec(select(Digest).where(Digest.kind == DigestKind.CLERK)).all()) == 2


def test_a_half_typed_report_is_not_broken_off(chat: Chat):
    chat.say(TUAN, "NV4 chưa làm được do chờ kinh phí")
    chat.now = at("06-02 07:44").astimezone(dt.UTC)
    chat.press(HANH, "Trả lời")
    tell(chat, "06-02 07:46")
    assert digests(chat, HANH) == []
    tell(chat, "06-02 08:05")
    assert len(digests(chat, HANH)) == 1


def test_whoever_joins_after_the_slot_waits_for_the_next_one(chat: Chat):
    with chat.sessions() as session:
        first = session.exec(select(Unit).where(Unit.name == FIRST)).one()
        late = Person(office_id=first.office_id, unit_id=first.id, name="Ngô Văn Phú", role=Role.CLERK)
        session.add(late)
        session.flush()
        session.add(Address(person_id=late.id or 0, channel="fake", address="2001", joined_at=at("06-02 09:00")))
    chat.say(TUAN, "NV4 chưa làm được do chờ kinh phí")
    tell(chat, "06-02 10:00")
    assert digests(chat, "2001") == []
    tell(chat, "06-03 07:45")
    assert len(digests(chat, "2001")) == 1


def test_the_head_reads_the_own_unit_weekly_and_nothing_of_others(chat: Chat):
    chat.say(TUAN, "NV4 xong")
    chat.say(MINH, "NV3 chưa làm được do chờ danh sách")
    mornings(chat, 14)
    tell(chat, "06-15 07:45")
    (message,) = digests(chat, LAN)
    assert "Phòng Nghiệp vụ I" in message.text
    assert "Chờ anh/chị xác nhận: 1" in message.text
    assert "Lê Anh Tuấn báo hoàn thành" in message.text
    assert "NV3" not in message.text
    assert CENTRE not in message.text
    assert [str(label) for label, *_ in message.choices][:2] == ["Xác nhận NV4", "Trả lại NV4"]
    chat.press(LAN, "Xác nhận NV4")
    assert state(chat, 4) == (Said.DONE, None)


def test_what_todays_reminder_asks_stands_in_no_digest(chat: Chat):
    mornings(chat, 9)
    chat.say(LAN, "NV1 đạt 40%")  # which spares NV1 the next day's reminder
    with chat.sessions() as session:  # on Wednesday NV4 is three working days overdue and asked about again
        session.exec(select(Office)).one().digest_on = 2
    tell(chat, "06-10 07:45")
    (message,) = digests(chat, LAN)
    assert "(hạn thứ Hai 15/6/2026, mới đạt 40%)" in message.text
    assert "NV4." not in message.text
    assert "1 việc khác được hỏi trong tin nhắc hôm nay" in message.text
    morning(chat, dt.date(2026, 6, 10))
    assert "NV4" in chat.shown(LAN)[-1].text
    assert "NV1" not in chat.shown(LAN)[-1].text


def test_an_absent_heads_digest_goes_to_the_stand_in(chat: Chat, office: Office):
    with chat.sessions() as session:
        lan, tuan = person(session, "Trần Thị Lan"), person(session, "Lê Anh Tuấn")
        session.add(
            Absence(
                office_id=office.id or 0,
                person_id=lan.id or 0,
                stand_in_id=tuan.id,
                first=dt.date(2026, 6, 12),
                last=dt.date(2026, 6, 16),
                noted_at=MONDAY,
            )
        )
    mornings(chat, 14)
    tell(chat, "06-15 07:45")
    assert digests(chat, LAN) == []
    (message,) = digests(chat, TUAN)
    assert "Phòng Nghiệp vụ I" in message.text


def test_of_two_clerks_the_one_who_is_there_reads_it(chat: Chat, office: Office):
    chat.say(TUAN, "NV4 chưa làm được do chờ kinh phí")
    with chat.sessions() as session:
        for name in ("Đỗ Thị Hạnh", "Bùi Thị Hoa"):
            away = {"first": dt.date(2026, 6, 2 if name.endswith("Hạnh") else 3), "noted_at": MONDAY}
            session.add(Absence(office_id=office.id or 0, person_id=person(session, name).id or 0, **away))
    tell(chat, "06-02 07:45")
    assert (len(digests(chat, HANH)), len(digests(chat, HOA))) == (0, 1)
    chat.say(LAN, "xin gia hạn NV1 đến 26/6")
    tell(chat, "06-03 07:45")  # both are away: better told than not
    assert (len(digests(chat, HANH)), len(digests(chat, HOA))) == (1, 2)


def test_the_leader_gets_one_card_without_anybodys_name(chat: Chat):
    chat.say(TUAN, "NV4 xong")
    chat.press(LAN, "Xác nhận")
    chat.say(LAN, "xin gia hạn NV1 đến 26/6")
    mornings(chat, 12)
    tell(chat, "06-08 07:45")
    tell(chat, "06-29 07:45")
    first, last = digests(chat, BINH)
    assert "4 lượt nhiệm vụ chủ trì: 🟢 1 hoàn thành đúng hạn" in first.text
    assert "🔴 2 quá hạn chưa xong" in last.text
    assert "Quá hạn từ 8 ngày làm việc: 1" in last.text
    assert "NV1, Phòng Nghiệp vụ I: xin gia hạn đến 26/6" in last.text
    with chat.sessions() as session:
        names = session.exec(select(Person.name)).all()
    assert not [name for name in names if name in first.text + last.text]
    assert [str(label) for label, *_ in last.choices] == ["Xem NV1, Phòng Nghiệp vụ I", "Tình hình", "Báo cáo"]


def test_who_blocked_the_bot_is_told_of_the_next_morning(chat: Chat):
    with chat.sessions() as session:
        give_up_address(session, "fake", MINH, "Forbidden: bot was blocked by the user", at("06-01 15:00"))
    (text, _) = tell(chat, "06-02 07:45")
    assert "Chưa tới được: 1" in text
    assert "Vũ Văn Minh (Trung tâm Trợ giúp pháp lý): đã chặn bot từ 01/6, cả đơn vị chưa ai nhận được tin" in text
    assert "gọi điện" in text
    assert "Mời lại: Vũ Văn Minh" in [str(label) for label, *_ in digests(chat, HANH)[-1].choices]
    assert tell(chat, "06-03 07:45") == []
    assert "Vũ Văn Minh" in chat.press(HANH, "Mời lại")[0].text


def test_the_command_tells_all_of_it_at_once_and_takes_nothing_from_the_next(chat: Chat):
    chat.say(TUAN, "NV4 chưa làm được do chờ kinh phí")
    assert "chờ kinh phí" in chat.say(HANH, "/tonghop")[0].text
    assert "chờ kinh phí" in tell(chat, "06-02 07:45")[0]
    assert "chờ kinh phí" in chat.say(HANH, "/tonghop")[0].text
    assert "Phòng Nghiệp vụ I" in chat.say(LAN, "/tonghop")[0].text
    assert "lượt nhiệm vụ chủ trì" in chat.say(BINH, "/tonghop")[0].text
    assert "/nhiemvu" in chat.say(TUAN, "/tonghop")[0].text


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ticks=st.lists(st.integers(0, 28 * 48), min_size=1, max_size=40))
def test_nobody_ever_gets_two_digests_a_day_nor_one_outside_working_hours(sessions: Sessions, ticks: list[int]):
    with sessions() as session:
        office = Office(name="Sở Tư pháp")
        session.add(office)
        session.flush()
        unit = Unit(office_id=office.id or 0, name=f"Phòng {len(ticks)}")
        session.add(unit)
        session.flush()
        for role in (Role.CLERK, Role.HEAD, Role.LEADER):
            one = Person(office_id=office.id or 0, unit_id=unit.id, name=f"Người {role}", role=role)
            session.add(one)
            session.flush()
            join(session, one, f"{office.id}-{role}")
        mine = office.id
    for tick in sorted(ticks):
        now = MONDAY + dt.timedelta(minutes=30 * tick)
        remind(sessions, now)
        digest(sessions, now)
    with sessions() as session:
        rows = session.exec(select(Digest).where(Digest.office_id == mine)).all()
        sent = session.exec(select(OutboxMessage).where(OutboxMessage.office_id == mine)).all()
    assert len({(row.person_id, row.day) for row in rows}) == len(rows)
    hours = [message.due_at.astimezone(office.zone) for message in sent]
    assert all(dt.time(7, 45) <= hour.time() < dt.time(17) and hour.weekday() < 5 for hour in hours)


def test_a_head_who_also_serves_as_clerk_gets_one_digest(chat: Chat, office: Office):
    with chat.sessions() as session:
        lan, hanh = person(session, "Trần Thị Lan"), person(session, "Đỗ Thị Hạnh")
        away = {"first": dt.date(2026, 6, 14), "stand_in_id": hanh.id, "noted_at": MONDAY}
        session.add(Absence(office_id=office.id or 0, person_id=lan.id or 0, **away))
    chat.say(TUAN, "NV4 chưa làm được do chờ kinh phí")
    tell(chat, "06-15 07:45")
    (message,) = digests(chat, HANH)
    assert "Việc cần xem" in message.text
