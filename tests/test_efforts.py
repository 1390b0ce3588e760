"""I. Công tác chỉ đạo, triển khai: counted from what was sent, drafted and taken over until the moment reported."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from handlers.records import load
from models.assignment import Duty
from models.outbox import Delivery, OutboxMessage, Priority, Snapshot, SnapshotKind
from models.plan import Plan, PlanState, Task
from reports.direction import direction
from reports.efforts import Amendment, Efforts
from reports.outline import assessment, opening, proposals, what_was_done
from reports.report import from_json, to_json
from reports.summary import summarise
from sample_report import END, START, sample
from test_handlers_reports import fill

MIDDLE = START + timedelta(days=14)


@pytest.fixture
def session(sessions):
    with sessions() as session:
        fill(session, sample())
        yield session


def remind(session: Session, number: int, speaks_of: list[int], at, status=Delivery.SENT) -> None:
    row = {"office_id": 1, "channel": "fake", "address": "1", "text": "", "due_at": at, "priority": Priority.REMINDER}
    sent = {"status": status, "sent_at": at if status is Delivery.SENT else None}
    session.add(OutboxMessage(key=f"remind:{number}", speaks_of=speaks_of, **row, **sent))
    session.flush()


def second_version(session: Session, at, **values) -> Plan:
    row = {"office_id": 1, "sha256": "2" * 64, "file_name": "dieu-chinh.docx", "added_at": at, "revises": 1}
    plan = Plan(id=2, **row, state=PlanState.MERGED, approved_at=at, **values)
    session.add(plan)
    session.flush()
    return plan


def test_reminders_that_arrived_by_then_are_counted_and_the_units_once(session):
    remind(session, 1, [1, 2], START)
    remind(session, 2, [1], MIDDLE)
    remind(session, 3, [1], MIDDLE, Delivery.EXPIRED)
    remind(session, 4, [999], MIDDLE)  # of another plan
    remind(session, 5, [4], END)
    assert [
        (load(session, 1, at).efforts.reminders, load(session, 1, at).efforts.reminded) for at in (MIDDLE, END)
    ] == [
        (2, 2),
        (3, 3),
    ]


def test_letters_drafted_on_one_day_are_one(session):
    for at in (MIDDLE, MIDDLE + timedelta(hours=1), END):
        session.add(Snapshot(office_id=1, plan_id=1, made_at=at, kind=SnapshotKind.LETTER))
    session.flush()
    assert load(session, 1, MIDDLE).efforts.letters == (date(2026, 6, 15),)
    assert load(session, 1, END).efforts.letters == (date(2026, 6, 15), date(2026, 6, 30))


def test_a_task_dropped_by_a_later_version_stands_until_then_and_is_named_once_after(session):
    records = load(session, 1, END)
    records.tasks[2].dropped = True
    for row in records.assignments:
        if row.task_id == 3:
            row.ended_at = MIDDLE
    second_version(session, MIDDLE, number="31/KH-STP", date=date(2026, 6, 14))
    before, after = (summarise(load(session, 1, at), at) for at in (MIDDLE - timedelta(days=1), END))
    assert [task.position for task in before.tasks] == [1, 2, 3, 4, 5, 6, 7]
    assert [task.position for task in after.tasks] == [1, 2, 4, 5, 6, 7]
    assert before.head.amended_by == ()
    assert "Đã đưa ra khỏi Kế hoạch: nhiệm vụ 3 theo Kế hoạch số 31/KH-STP ngày 14/6/2026." in direction(after)
    assert "(được điều chỉnh, bổ sung tại Kế hoạch số 31/KH-STP ngày 14/6/2026)" in opening(after.head)


def test_what_was_left_out_in_review_and_by_the_clerk_is_told_apart(session):
    records = load(session, 1, END)
    records.tasks[2].dropped = True
    session.add(Task(id=8, plan_id=1, position=8, text="Kinh phí thực hiện.", dropped=True))
    for row in records.assignments:
        if row.task_id == 3:
            row.ended_at = MIDDLE
    second_version(session, MIDDLE)
    assert load(session, 1, END).efforts.unused == (8,)
    told = direction(summarise(load(session, 1, END), END))
    assert "Đã đưa ra khỏi Kế hoạch: nhiệm vụ 3 theo điều chỉnh ngày 15/6/2026." in told
    assert not any("Mục 8" in line or "nhiệm vụ 8" in line for line in told)


def test_the_efforts_are_told_in_one_sentence_and_survive_the_snapshot():
    efforts = Efforts(45, 8, (date(2026, 6, 16), date(2026, 6, 23)), (Amendment(date(2026, 6, 10), "20/QĐ-STP"),))
    report = summarise(sample(efforts=efforts), END)
    assert from_json(to_json(report)) == report
    assert direction(report) == [
        "Sở Tư pháp đã ban hành Kế hoạch số 26/KH-STP với chủ đề “Chung tay xây dựng môi trường an toàn cho trẻ em”, "
        "gồm 07 nhiệm vụ, giao 06 đơn vị chủ trì và 08 đơn vị phối hợp.",
        "Kế hoạch được điều chỉnh, bổ sung tại Quyết định số 20/QĐ-STP.",
        "Sở Tư pháp đã gửi 45 lượt nhắc việc đến 08 đơn vị, soạn 02 công văn đôn đốc (ngày 16/6/2026; ngày 23/6/2026).",
        "Tính đến ngày 30/6/2026, 06/08 đơn vị đã báo cáo, với 12 lượt báo cáo.",
    ]


def test_a_unit_s_own_report_speaks_of_its_part():
    records = sample()
    own = [row for row in records.assignments if row.unit_id == 5]
    report = summarise(replace(records, only=records.units[4], assignments=own), END)
    assert {part.duty for task in report.tasks for part in task.parts} == {Duty.LEAD, Duty.COOPERATOR}
    assert direction(report) == [
        "Đơn vị được giao 02 nhiệm vụ của Kế hoạch: chủ trì 01, phối hợp 01; đã báo cáo 01 nhiệm vụ, "
        "với 02 lượt báo cáo."
    ]
    assert what_was_done(report.tasks[1]) == ["Chưa có báo cáo của đơn vị phối hợp."]


def test_a_unit_s_own_report_calls_it_the_unit():
    records = sample()
    own = [row for row in records.assignments if row.unit_id == 2]
    report = summarise(replace(records, only=records.units[1], assignments=own), END)
    assert "Đơn vị đề nghị gia hạn đến ngày 30/6/2026 đối với nhiệm vụ 4." in proposals(report)
    assert assessment(report)[1][1] == (
        "Quá hạn chưa hoàn thành: nhiệm vụ 4 (hạn 20/6/2026).",
        "Xã chưa gửi hồ sơ (nhiệm vụ 4).",
    )
