import datetime as dt

import pytest
from sqlmodel import Session, col, select

from conftest import HANH, LAN, join
from handlers.preview import planned_bundles
from handlers.reminders import calendar, calendar_lines, remind_now
from handlers.talk import Reply, Talk
from june import APPROVED, activate, add_draft, assignment, at, change, day, outbox
from messages.channel import Incoming
from messages.plain import length
from models.assignment import Assignment, Said
from models.database import Sessions
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Person
from models.plan import Plan, PlanState, Task
from scheduler.remind import remind


@pytest.fixture
def draft(sessions: Sessions, office: Office) -> Plan:
    return add_draft(sessions, office)


@pytest.fixture
def plan(sessions: Sessions, draft: Plan) -> Plan:
    activate(sessions, draft)
    return draft


def talk(session: Session, now: dt.datetime, button: str | None = None) -> Talk:
    clerk = session.exec(select(Person).where(Person.name == "Đỗ Thị Hạnh")).one()
    incoming = Incoming("fake", "1", HANH, "", now, button=button, message_id="m9")
    return Talk(session, session.exec(select(Office)).one(), clerk, incoming, now)


def ask_calendar(sessions: Sessions, argument: str = "", now: dt.datetime = APPROVED) -> Reply:
    with sessions() as session:
        (reply,) = calendar(talk(session, now), argument)
    return reply


def say_nhac(sessions: Sessions, now: str, argument: str = "") -> str:
    with sessions() as session:
        (reply,) = remind_now(talk(session, at(now)), argument)
    return reply.words.text


def test_a_draft_s_calendar_names_day_person_and_reason(sessions: Sessions, draft: Plan):
    lines = ask_calendar(sessions).words.text.splitlines()
    assert lines[0] == "<b>Lịch nhắc dự kiến, nếu phê duyệt bây giờ: Kế hoạch Tháng hành động</b>"
    assert "<b>Thứ Năm 28/5/2026</b>, 14:10" in lines
    assert "• Trần Thị Lan (Phòng Nghiệp vụ I): giao mới NV1, NV2" in lines
    assert "• Vũ Văn Minh (Trung tâm Trợ giúp pháp lý) ⚠️ chưa kết nối: giao mới NV3" in lines
    friday = lines.index("<b>Thứ Sáu 12/6/2026</b>, 08:00")
    assert lines[friday + 1] == "• Trần Thị Lan (Phòng Nghiệp vụ I): đến hạn NV1*; hỏi hằng tuần NV2*"


def test_a_draft_s_calendar_stores_nothing(sessions: Sessions, draft: Plan):
    ask_calendar(sessions)
    with sessions() as session:
        assert session.exec(select(Assignment)).all() == []
        assert session.exec(select(OutboxMessage)).all() == []


def test_a_draft_can_be_approved_from_its_calendar(sessions: Sessions, draft: Plan):
    with sessions() as session:
        (reply,) = calendar(talk(session, APPROVED, button=f"pc:{draft.id}"), str(draft.id))
    files = [f"lx:{draft.id}", f"lh:{draft.id}"]
    assert [choice.data for choice in reply.words.choices] == [*files, f"ok:{draft.id}", f"pl:{draft.id}"]
    assert reply.edits == "m9"


def test_what_the_draft_s_calendar_says_is_what_happens(sessions: Sessions, draft: Plan):
    with sessions() as session:
        join(session, session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one(), "1003")
    with sessions() as session:
        preview = planned_bundles(session, session.get_one(Plan, draft.id), APPROVED)
        expected = [
            (b.at, b.person, [(a.followed.task.position, a.followed.assignment.duty) for a in b.asks]) for b in preview
        ]
    activate(sessions, draft)
    now = APPROVED
    while now <= preview[-1].at:
        remind(sessions, now)
        now += dt.timedelta(minutes=30 if now.minute % 30 == 0 else 10)
    with sessions() as session:
        query = select(Assignment.id, Task.position, Assignment.duty).join(Task, col(Task.id) == Assignment.task_id)
        known = {number: (position, duty) for number, position, duty in session.exec(query).all()}
    assert [(m.due_at, m.person_id, [known[n] for n in m.speaks_of]) for m in outbox(sessions)] == expected


def test_an_active_plan_s_calendar_leaves_out_what_is_done(sessions: Sessions, plan: Plan):
    assert "NV1" in ask_calendar(sessions).words.text
    change(sessions, 1, state=Said.DONE)
    text = ask_calendar(sessions).words.text
    assert "giao mới NV2" in text
    assert "Lịch nhắc còn lại" in text


def test_a_long_calendar_tells_the_days(sessions: Sessions, draft: Plan):
    with sessions() as session:
        for position in range(6, 60):
            task = Task(
                plan_id=draft.id or 0, position=position, text="Việc", due=day("06-01") + dt.timedelta(position)
            )
            task.leads = ["Các phòng, đơn vị thuộc Sở"]
            session.add(task)
    text = ask_calendar(sessions).words.text
    assert length(text) < 4096
    assert "Thứ Năm 28/5/2026: 3 người, 167 việc" in text
    with sessions() as session:
        assert len("\n".join(calendar_lines(session, session.get_one(Plan, draft.id), APPROVED))) > 4096


def test_one_unit_s_calendar_names_only_its_people(sessions: Sessions, draft: Plan):
    text = ask_calendar(sessions, "trung tâm TGPL").words.text
    assert "Vũ Văn Minh" in text
    assert "Trần Thị Lan" not in text
    assert "Không rõ đơn vị" in ask_calendar(sessions, "Sở Y tế").words.text


def test_the_lines_for_the_terminal_hold_no_markup(sessions: Sessions, draft: Plan):
    with sessions() as session:
        lines = calendar_lines(session, session.get_one(Plan, draft.id), APPROVED)
    assert "Thứ Hai 01/6/2026, 08:00" in lines
    assert not any("<" in line for line in lines)


def test_a_year_without_a_notice_is_said(sessions: Sessions, draft: Plan):
    with sessions() as session:
        session.get_one(Plan, draft.id).end = dt.date(2027, 1, 31)
    assert "Lịch nghỉ 2027 chưa có thông báo" in ask_calendar(sessions).words.text


def test_a_unit_without_people_is_named(sessions: Sessions, draft: Plan):
    with sessions() as session:
        session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one().active = False
    assert "Chưa có ai trong danh bạ để nhắc: Trung tâm Trợ giúp pháp lý." in ask_calendar(sessions).words.text


@pytest.mark.parametrize("argument", ["", "99", "abc"])
def test_without_a_plan_there_is_no_calendar(sessions: Sessions, office: Office, argument: str):
    assert "Chưa có kế hoạch" in ask_calendar(sessions, argument).words.text


def test_reminding_now_says_who_was_reminded_and_who_is_not_reached(sessions: Sessions, plan: Plan):
    text = say_nhac(sessions, "05-28 15:00")
    assert "Đã nhắc 2 người: Đỗ Thị Hạnh (Văn phòng Sở); Trần Thị Lan (Phòng Nghiệp vụ I)" in text
    assert "Chưa tới được (chưa tham gia hoặc đã chặn): Vũ Văn Minh (Trung tâm Trợ giúp pháp lý)" in text
    assert assignment(sessions, 1).unanswered == 1
    assert assignment(sessions, 3).unanswered == 0


def test_reminding_by_hand_and_by_the_clock_is_one_bundle_a_day(sessions: Sessions, plan: Plan):
    say_nhac(sessions, "06-01 07:45")
    assert remind(sessions, at("06-01 08:00")) == 0
    assert "Hôm nay đã nhắc trước đó: Đỗ Thị Hạnh" in say_nhac(sessions, "06-01 10:00")
    assert sorted(message.address for message in outbox(sessions)) == [HANH, LAN]


def test_whoever_has_answered_is_left_alone(sessions: Sessions, plan: Plan):
    change(sessions, 1, state=Said.WORKING, heard_at=at("05-28 14:30"))
    change(sessions, 2, state=Said.DONE)
    assert "Trần Thị Lan" not in say_nhac(sessions, "05-28 15:00")


@pytest.mark.parametrize("argument", ["NV1", "nv 1", "1", "Phòng Nghiệp vụ I", "p. nv1"])
def test_a_named_task_or_unit_is_reminded_once_more(sessions: Sessions, plan: Plan, argument: str):
    remind(sessions, at("05-28 14:10"))
    assert "Đã nhắc 1 người: Trần Thị Lan" in say_nhac(sessions, "05-28 15:00", argument)
    assert "Hôm nay đã nhắc trước đó: Trần Thị Lan" in say_nhac(sessions, "05-28 16:00", argument)
    assert sum(message.address == LAN for message in outbox(sessions)) == 2


@pytest.mark.parametrize("argument", ["NV9", "Sở Y tế", "<b>"])
def test_an_unknown_task_or_unit_reminds_nobody(sessions: Sessions, plan: Plan, argument: str):
    text = say_nhac(sessions, "05-28 15:00", argument)
    assert "Không thấy việc nào" in text
    assert "<b>" not in text
    assert outbox(sessions) == []


def test_when_all_have_answered_there_is_nobody_to_remind(sessions: Sessions, plan: Plan):
    for position in range(1, 6):
        change(sessions, position, state=Said.WORKING, heard_at=at("05-28 14:30"))
    assert "Không có việc nào cần nhắc" in say_nhac(sessions, "05-28 15:00")


def test_outside_working_hours_the_reminding_waits(sessions: Sessions, plan: Plan):
    remind(sessions, at("05-28 14:10"))
    assert "sẽ được nhắc lúc 08:00 ngày 01/6/2026" in say_nhac(sessions, "05-30 20:00", "NV1")
    assert remind(sessions, at("05-30 20:01")) == 0
    assert remind(sessions, at("06-01 08:00")) == 2


@pytest.mark.parametrize("state", [PlanState.CLOSED, PlanState.DISCARDED])
def test_a_plan_that_is_over_has_no_calendar(sessions: Sessions, plan: Plan, state: PlanState):
    with sessions() as session:
        session.get_one(Plan, plan.id).state = state
    assert "Chưa có kế hoạch" in ask_calendar(sessions, str(plan.id)).words.text
