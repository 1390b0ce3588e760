"""A second version of a plan that is being carried out: recognised, shown, applied."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN, STRANGER, join
from handlers.records import load
from models.assignment import Assignment, Duty, Progress
from models.outbox import Delivery, OutboxMessage, Priority, enqueue
from models.people import Person, Unit
from models.plan import Plan, PlanState, Task
from plans.draft import PlanDraft, TaskDraft
from reports.summary import summarise

MINH = "1003"

FAIR = TaskDraft(
    text="Tổ chức 02 hội nghị tuyên truyền pháp luật tại các xã vùng cao.",
    label="1",
    leads=("Phòng Nghiệp vụ I",),
    timing="trước ngày 15/6/2026",
    due=date(2026, 6, 15),
)
AID = TaskDraft(
    text="Trợ giúp pháp lý miễn phí cho trẻ em có hoàn cảnh đặc biệt.",
    label="2",
    leads=("Trung tâm Trợ giúp pháp lý",),
    cooperators=("Văn phòng Sở",),
    timing="trước ngày 20/6/2026",
    due=date(2026, 6, 20),
)
NEWS = TaskDraft(text="Viết tin, bài đăng trên trang thông tin của Sở.", label="3", leads=("Văn phòng Sở",))
GIFT = TaskDraft(
    text="Thăm, tặng quà trẻ em mồ côi nhân ngày Quốc tế thiếu nhi.", label="3", leads=("Phòng Nghiệp vụ I",)
)
PLAN = PlanDraft(
    number="12/KH-STP",
    date=date(2026, 5, 20),
    title="Triển khai Tháng hành động vì trẻ em năm 2026",
    start=date(2026, 6, 1),
    end=date(2026, 6, 30),
    tasks=(FAIR, AID, NEWS),
)
LATER = replace(FAIR, timing="trước ngày 25/6/2026", due=date(2026, 6, 25))
HANDED_ON = replace(AID, leads=("Phòng Nghiệp vụ I",))
SECOND = replace(
    PLAN,
    number="20/KH-STP",
    date=date(2026, 6, 5),
    tasks=(LATER, HANDED_ON, GIFT),
    text="Kế hoạch này thay thế Kế hoạch số 12/KH-STP ngày 20/5/2026 của Sở Tư pháp.",
)


@pytest.fixture
def chat(sessions, office) -> Chat:
    with sessions() as session:
        minh = session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one()
        join(session, minh, MINH)
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", PLAN)
    chat.press(HANH, "Phê duyệt")
    return chat


def second(chat: Chat, draft: PlanDraft = SECOND) -> list[OutboxMessage]:
    return chat.upload(HANH, "kh2.docx", draft, sha256="cd" * 32)


def standing(chat: Chat) -> set[tuple[int, str, Duty, bool]]:
    """Position, unit, duty, and whether it still stands, of the first plan's assignments."""
    with chat.sessions() as session:
        rows = session.exec(
            select(Task.position, Unit.name, Assignment.duty, Assignment.ended_at)
            .join(Assignment, col(Assignment.task_id) == Task.id)
            .join(Unit, col(Unit.id) == Assignment.unit_id)
            .where(Task.plan_id == 1)
        ).all()
    return {(position, unit, duty, ended is None) for position, unit, duty, ended in rows}


def test_the_differences_are_shown_and_nothing_is_changed(chat):
    before, sent = standing(chat), len(chat.everyone())
    [reply] = second(chat)
    for words in (
        "Bản điều chỉnh của: Triển khai Tháng hành động",
        "2 nhiệm vụ thay đổi, 1 thêm, 1 bỏ, 0 giữ nguyên",
        "hạn: 15/6/2026 → 25/6/2026",
        "chủ trì: Trung tâm Trợ giúp pháp lý → Phòng Nghiệp vụ I",
        "➕ Thêm</b> Thăm, tặng quà trẻ em mồ côi",
        "➖ Bỏ NV3</b> Viết tin, bài",
        "chưa gửi gì cho ai",
    ):
        assert words in reply.text
    assert standing(chat) == before
    assert len(chat.everyone()) == sent + 1


def test_applied_the_plan_keeps_its_tasks_and_their_journal(chat):
    chat.say(LAN, "NV1 đạt 50%, đã tổ chức 01 hội nghị")
    second(chat)
    [reply] = chat.press(HANH, "Áp dụng thay đổi")
    assert "Đã áp dụng bản điều chỉnh" in reply.text
    assert standing(chat) == {
        (1, "Phòng Nghiệp vụ I", Duty.LEAD, True),
        (2, "Trung tâm Trợ giúp pháp lý", Duty.LEAD, False),
        (2, "Phòng Nghiệp vụ I", Duty.LEAD, True),
        (2, "Văn phòng Sở", Duty.COOPERATOR, True),
        (3, "Văn phòng Sở", Duty.LEAD, False),
        (4, "Phòng Nghiệp vụ I", Duty.LEAD, True),
    }
    with chat.sessions() as session:
        plan = session.get_one(Plan, 1)
        assert (plan.state, plan.number) == (PlanState.ACTIVE, "12/KH-STP")
        assert session.get_one(Plan, 2).state is PlanState.MERGED
        first = session.exec(select(Assignment).where(Assignment.task_id == 1)).one()
        assert (first.percent, first.due, first.original_due) == (50, date(2026, 6, 25), date(2026, 6, 15))
        assert session.get_one(Task, 1).old_deadlines == [date(2026, 6, 15)]
        assert session.get_one(Task, 3).dropped


def test_each_person_concerned_hears_once_and_nobody_else(chat):
    second(chat)
    chat.press(HANH, "Áp dụng thay đổi")
    [to_lan] = [m for m in chat.shown(LAN) if m.key.startswith("revise:")]
    assert "hạn: 15/6/2026 → 25/6/2026" in to_lan.text
    assert "việc mới giao: chủ trì; hạn: 20/6/2026" in to_lan.text
    assert "NV4</b> Thăm, tặng quà" in to_lan.text
    [to_minh] = [m for m in chat.shown(MINH) if m.key.startswith("revise:")]
    assert "không còn chủ trì việc này" in to_minh.text
    assert "NV1" not in to_minh.text
    told = {m.address for m in chat.everyone() if m.key.startswith("revise:")}
    assert told <= {LAN, MINH, HANH}


def test_nobody_hears_of_a_version_that_changes_nothing(chat):
    second(chat, replace(SECOND, tasks=PLAN.tasks))
    assert "Không thấy nhiệm vụ nào thay đổi" in chat.shown(HANH)[-1].text
    chat.press(HANH, "Áp dụng thay đổi")
    assert not [m for m in chat.everyone() if m.key.startswith("revise:")]


def test_work_that_was_taken_away_is_nobody_s_to_report(chat):
    second(chat)
    chat.press(HANH, "Áp dụng thay đổi")
    assert "NV2" not in chat.say(MINH, "/nhiemvu")[0].text
    assert "NV4" in chat.say(LAN, "/nhiemvu")[0].text
    assert "(hạn cũ 15/6/2026" in chat.say(LAN, "/nhiemvu")[0].text


def test_a_waiting_reminder_of_what_is_gone_is_called_back(chat):
    with chat.sessions() as session:
        gone = session.exec(select(Assignment.id).where(Assignment.task_id == 3)).one()
        message = OutboxMessage(
            key="remind:x", channel="fake", address=HANH, priority=Priority.REMINDER, text="NV3?", speaks_of=[gone]
        )
        message.due_at = datetime(2026, 6, 2, 1, tzinfo=UTC)
        enqueue(session, message)
    second(chat)
    chat.press(HANH, "Áp dụng thay đổi")
    with chat.sessions() as session:
        rows = session.exec(select(OutboxMessage.status).where(OutboxMessage.key == "remind:x"))
        assert rows.one() is Delivery.CANCELLED


def test_the_report_counts_what_stands_and_keeps_what_was_said(chat):
    chat.say(MINH, "NV2 đã trợ giúp 05 vụ việc")
    second(chat)
    chat.press(HANH, "Áp dụng thay đổi")
    with chat.sessions() as session:
        report = summarise(load(session, 1, chat.now), chat.now)
        assert "05 vụ việc" in session.exec(select(Progress.words)).one()
    assert [task.position for task in report.tasks] == [1, 2, 4]
    handed_on = report.tasks[1]
    assert [part.unit for part in handed_on.parts] == ["Phòng Nghiệp vụ I", "Văn phòng Sở"]
    assert [part.unit for part in handed_on.former] == ["Trung tâm Trợ giúp pháp lý"]
    assert [share.value for tally in handed_on.tallies for share in tally.shares] == [5]
    assert sum(report.counts.values()) == 3


def test_what_was_reported_on_a_removed_task_can_still_be_read(chat):
    chat.say(HANH, "NV3 đã viết 02 tin, bài")
    second(chat)
    chat.press(HANH, "Áp dụng thay đổi")
    chat.press(HANH, "Mở kế hoạch")
    chat.press(HANH, "Xem từng nhiệm vụ")
    chat.press(HANH, "NV2 ▶")
    [page] = chat.press(HANH, "NV3 ▶")
    assert "ĐÃ BỎ" in page.text
    assert "Văn phòng Sở: NV3 đã viết 02 tin, bài" in page.text


def test_a_report_of_an_earlier_day_still_shows_who_led_then(chat):
    then = chat.now
    second(chat)
    chat.press(HANH, "Áp dụng thay đổi")
    with chat.sessions() as session:
        report = summarise(load(session, 1, then), then)
    assert "Trung tâm Trợ giúp pháp lý" in [part.unit for part in report.tasks[1].parts]


def test_more_time_that_was_granted_beyond_the_new_date_stays(chat):
    with chat.sessions() as session:
        assignment = session.exec(select(Assignment).where(Assignment.task_id == 1)).one()
        assignment.due = date(2026, 6, 28)
        session.add(assignment)
    second(chat)
    chat.press(HANH, "Áp dụng thay đổi")
    with chat.sessions() as session:
        assert session.exec(select(Assignment.due).where(Assignment.task_id == 1)).one() == date(2026, 6, 28)


def test_a_cooperator_that_becomes_the_lead_is_not_done(chat):
    chat.say(HANH, "NV2 xong phần phối hợp")
    second(chat, replace(SECOND, tasks=(FAIR, replace(AID, leads=("Văn phòng Sở",), cooperators=()), NEWS)))
    chat.press(HANH, "Áp dụng thay đổi")
    with chat.sessions() as session:
        office = session.exec(select(Assignment).join(Unit).where(Assignment.task_id == 2, Unit.name == "Văn phòng Sở"))
        row = office.one()
    assert (row.duty, row.state) == (Duty.LEAD, "working")


def test_a_unit_that_comes_back_has_its_journal_again(chat):
    chat.say(MINH, "NV2 đạt 40%")
    second(chat)
    chat.press(HANH, "Áp dụng thay đổi")
    chat.upload(HANH, "kh3.docx", replace(SECOND, tasks=(LATER, AID, GIFT)), sha256="ef" * 32)
    chat.press(HANH, "Áp dụng thay đổi")
    with chat.sessions() as session:
        back = session.exec(select(Assignment).join(Unit).where(Unit.name == "Trung tâm Trợ giúp pháp lý")).one()
    assert (back.percent, back.ended_at) == (40, None)


def test_an_unclear_unit_is_asked_about_before_anything_is_applied(chat):
    second(chat, replace(SECOND, tasks=(LATER, AID, replace(NEWS, leads=("Bộ phận truyền thông",)))))
    [question] = chat.press(HANH, "Áp dụng thay đổi")
    assert "Bộ phận truyền thông" in question.text
    [reply] = chat.press(HANH, "Phòng Nghiệp vụ I")
    assert "Đã áp dụng" in reply.text
    assert (3, "Phòng Nghiệp vụ I", Duty.LEAD, True) in standing(chat)


def test_a_partial_change_leaves_the_other_tasks(chat):
    title = "Sửa đổi, bổ sung một số nội dung của Kế hoạch số 12/KH-STP"
    [reply] = second(chat, replace(SECOND, title=title, tasks=(LATER, GIFT), text=title))
    assert "1 nhiệm vụ thay đổi, 1 thêm, 0 bỏ, 2 giữ nguyên" in reply.text
    chat.press(HANH, "Áp dụng thay đổi")
    with chat.sessions() as session:
        positions = session.exec(select(Task.position).where(Task.plan_id == 1, ~col(Task.dropped))).all()
        assert sorted(positions) == [1, 2, 3, 4]


def test_the_clerk_may_keep_what_the_new_version_lacks(chat):
    second(chat)
    chat.press(HANH, "không bỏ nhiệm vụ nào")
    assert (3, "Văn phòng Sở", Duty.LEAD, True) in standing(chat)


def test_it_may_be_a_plan_of_its_own(chat):
    second(chat)
    [head] = chat.press(HANH, "Là kế hoạch mới")
    assert "3 nhiệm vụ" in head.text
    assert "Đã phê duyệt" in chat.press(HANH, "Phê duyệt")[0].text
    with chat.sessions() as session:
        assert session.exec(select(Plan.state)).all() == [PlanState.ACTIVE, PlanState.ACTIVE]


def test_a_discarded_version_leaves_the_plan_alone(chat):
    before = standing(chat)
    second(chat)
    chat.press(HANH, "Bỏ")
    chat.press(HANH, "Bỏ")
    assert standing(chat) == before
    assert "Bản điều chỉnh của" in second(chat)[0].text


def test_the_version_can_be_corrected_first(chat):
    second(chat)
    chat.say(HANH, "NV1 thời hạn: trước ngày 27/6/2026")
    [shown] = chat.press(HANH, "Về kế hoạch")
    assert "15/6/2026 → 27/6/2026" in shown.text


def test_many_changes_come_in_pages(chat):
    more = tuple(TaskDraft(text=f"Kiểm tra cơ sở nuôi dưỡng trẻ em ở địa bàn {name * 4}.") for name in "ABCDEGHIKL")
    [reply] = second(chat, replace(SECOND, tasks=(*PLAN.tasks, *more)))
    assert "Trang 1/2" in reply.text
    [reply] = chat.press(HANH, "Trang sau")
    assert "LLLL" in reply.text


def test_the_same_version_again_is_known(chat):
    second(chat)
    chat.press(HANH, "Áp dụng thay đổi")
    assert "đã được nhận" in second(chat)[0].text


def test_applying_twice_changes_nothing(chat):
    second(chat)
    _, data = chat.button(HANH, "Áp dụng thay đổi")
    chat.press(HANH, "Áp dụng thay đổi")
    before = standing(chat)
    assert "không còn hiệu lực" in chat.say(HANH, "", button=data, message_id="m1")[0].text
    assert standing(chat) == before


@pytest.mark.parametrize("data", ["ra:2", "rn:2", "rv:2:0"])
def test_nobody_but_the_clerk_decides(chat, data):
    second(chat)
    before = standing(chat)
    assert "không còn hiệu lực" in chat.say(LAN, "", button=data, message_id="m1")[0].text
    chat.say(STRANGER, "", button=data)
    assert standing(chat) == before


@pytest.mark.parametrize("data", ["ra:1", "ra:9", "ra:", "rn:x", "rv:2:x", "rv:1:0"])
def test_a_broken_button_does_no_harm(chat, data):
    second(chat)
    before = standing(chat)
    chat.say(HANH, "", button=data, message_id="m1")
    assert standing(chat) == before


def third(chat: Chat) -> list[OutboxMessage]:
    return chat.upload(HANH, "kh3.docx", replace(SECOND, number="21/KH-STP", tasks=(FAIR, AID, NEWS, GIFT)), "ef" * 32)


def test_of_two_versions_the_other_is_shown_anew_once_one_is_applied(chat):
    second(chat)
    _, first = chat.button(HANH, "Áp dụng thay đổi")
    chat.now += timedelta(minutes=30)
    third(chat)
    _, other = chat.button(HANH, "Áp dụng thay đổi")
    chat.say(HANH, "", button=first, message_id="m1")
    before = standing(chat)
    [reply] = chat.say(HANH, "", button=other, message_id="m2")
    assert "đã thay đổi từ khi anh/chị xem" in reply.text
    assert standing(chat) == before
    assert "Đã áp dụng" in chat.press(HANH, "Áp dụng thay đổi")[0].text


def test_typed_approval_applies_only_what_was_just_shown(chat):
    second(chat)
    chat.say(HANH, "/kehoach")
    before = standing(chat)
    assert "Bản điều chỉnh của" in chat.say(HANH, "phê duyệt")[0].text
    assert standing(chat) == before
    assert "Đã áp dụng" in chat.say(HANH, "phê duyệt")[0].text


def test_keeping_all_tasks_holds_for_that_press_only(chat):
    second(chat, replace(SECOND, tasks=(LATER, replace(GIFT, leads=("Bộ phận truyền thông",)))))
    _, plain = chat.button(HANH, "Áp dụng thay đổi")
    chat.press(HANH, "không bỏ nhiệm vụ nào")
    chat.say(HANH, "", button=plain, message_id="m1")
    assert "2 bỏ" in chat.press(HANH, "Phòng Nghiệp vụ I")[0].text


def test_keeping_all_tasks_outlasts_the_question_it_led_to(chat):
    second(chat, replace(SECOND, tasks=(LATER, replace(GIFT, leads=("Bộ phận truyền thông",)))))
    chat.press(HANH, "không bỏ nhiệm vụ nào")
    assert "0 bỏ" in chat.say(HANH, "Văn phòng Sở; Phòng Nghiệp vụ I")[0].text
