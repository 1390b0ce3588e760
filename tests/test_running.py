"""A plan that is being carried out, changed by the clerk in words."""

from datetime import date

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from models.assignment import Assignment, Duty
from models.people import Unit
from models.plan import Plan, PlanState, Task
from plans.draft import PlanDraft, TaskDraft

PLAN = PlanDraft(
    number="12/KH-STP",
    title="Triển khai Tháng hành động vì trẻ em năm 2026",
    tasks=(
        TaskDraft(text="Tổ chức 02 hội nghị tuyên truyền.", leads=("Phòng Nghiệp vụ I",), due=date(2026, 6, 15)),
        TaskDraft(text="Viết tin, bài.", doubts=("Chưa rõ đơn vị chủ trì",)),
    ),
)


@pytest.fixture
def chat(sessions, office) -> Chat:
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", PLAN)
    chat.press(HANH, "Phê duyệt")
    chat.press(HANH, "Phê duyệt luôn")
    return chat


def standing(chat: Chat, position: int) -> dict[str, tuple[Duty, date | None, date | None]]:
    with chat.sessions() as session:
        rows = session.exec(
            select(Unit.name, Assignment)
            .join(Assignment, Assignment.unit_id == Unit.id)
            .join(Task, Task.id == Assignment.task_id)
            .where(Task.position == position, Assignment.ended_at.is_(None))
        )
        return {name: (each.duty, each.due, each.original_due) for name, each in rows.all()}


def test_a_lead_is_named_once_the_change_was_seen(chat):
    [shown] = chat.say(HANH, "NV2 chủ trì: Văn phòng Sở")
    assert "chủ trì: (chưa có) → Văn phòng Sở" in shown.text
    assert not standing(chat, 2)
    [reply] = chat.press(HANH, "Áp dụng")
    assert "Đã sửa kế hoạch" in reply.text
    assert standing(chat, 2) == {"Văn phòng Sở": (Duty.LEAD, None, None)}


@pytest.mark.parametrize("words", ["NV1 thời hạn: 26/6/2026", "gia hạn NV1 đến 26/6", "NV1 hạn mới 26/6/2026"])
@pytest.mark.parametrize("yes", ["1", "áp dụng", "có"])
def test_a_later_day_keeps_the_first_one_and_is_told_once(chat, words, yes):
    chat.say(HANH, words)
    [reply] = chat.say(HANH, yes)
    assert "Đã báo cho 1 người" in reply.text
    assert standing(chat, 1) == {"Phòng Nghiệp vụ I": (Duty.LEAD, date(2026, 6, 26), date(2026, 6, 15))}
    told = [message for message in chat.shown(LAN) if "hạn: 15/6/2026 → 26/6/2026" in message.text]
    assert len(told) == 1


def test_the_journal_outlives_a_change(chat):
    chat.say(LAN, "NV1 đạt 60%")
    chat.say(HANH, "NV1 chủ trì: Phòng Nghiệp vụ I; Văn phòng Sở")
    chat.press(HANH, "Áp dụng")
    with chat.sessions() as session:
        states = {(each.unit_id, each.percent) for each in session.exec(select(Assignment)).all()}
    assert 60 in {percent for _, percent in states}
    assert len(states) == 2


def test_a_task_is_dropped_only_after_a_yes_and_can_come_back(chat):
    [shown] = chat.say(HANH, "bỏ NV1")
    assert "Bỏ NV1" in shown.text
    [kept] = chat.press(HANH, "Thôi")
    assert "giữ nguyên" in kept.text
    assert standing(chat, 1)
    chat.say(HANH, "bỏ NV1")
    chat.press(HANH, "Áp dụng")
    assert not standing(chat, 1)
    chat.say(HANH, "khôi phục NV1")
    chat.press(HANH, "Áp dụng")
    assert list(standing(chat, 1)) == ["Phòng Nghiệp vụ I"]


def test_a_task_is_added(chat):
    [shown] = chat.say(HANH, "thêm: Treo băng rôn tại trụ sở")
    assert "Treo băng rôn" in shown.text
    chat.press(HANH, "Áp dụng")
    with chat.sessions() as session:
        added = session.exec(select(Task).where(Task.text == "Treo băng rôn tại trụ sở")).one()
        assert (added.position, added.dropped) == (3, False)


def test_a_unit_nobody_knows_changes_nothing(chat):
    [reply] = chat.say(HANH, "NV1 chủ trì: Ban Vũ trụ")
    assert "⚠️" in reply.text
    assert "Ban Vũ trụ" in reply.text
    assert list(standing(chat, 1)) == ["Phòng Nghiệp vụ I"]


def test_an_unknown_task_is_said_to_be_in_no_plan(chat):
    [reply] = chat.say(HANH, "NV9 chủ trì: Văn phòng Sở")
    assert "không có NV9" in reply.text


def test_of_two_plans_the_clerk_chooses(chat):
    other = PlanDraft(number="30/KH-STP", title="Chuyển đổi số năm 2026", tasks=PLAN.tasks[:1])
    chat.upload(HANH, "kh2.docx", other, sha256="cd" * 32)
    chat.press(HANH, "Phê duyệt")
    chat.say(HANH, "NV1 chủ trì: Văn phòng Sở")
    chat.press(HANH, "Áp dụng cho: Chuyển đổi số")
    with chat.sessions() as session:
        leads = {
            plan.number: task.leads
            for task, plan in session.exec(
                select(Task, Plan).where(Task.plan_id == Plan.id, Task.position == 1, Plan.state == PlanState.ACTIVE)
            )
        }
    assert leads == {"12/KH-STP": ["Phòng Nghiệp vụ I"], "30/KH-STP": ["Văn phòng Sở"]}


def test_an_older_change_is_not_applied_by_its_button(chat):
    chat.say(HANH, "NV1 hạn 26/6")
    old = chat.button(HANH, "Áp dụng")
    chat.say(HANH, "NV1 hạn 27/6")
    [reply] = chat._send(HANH, button=old[1], message_id=old[0].platform_id)
    assert "Áp dụng" not in reply.text
    assert standing(chat, 1)["Phòng Nghiệp vụ I"][1] == date(2026, 6, 15)


@pytest.mark.parametrize("data", ["pw:", "pw:1", "pw:1:0", "pw:x:y", "pw:99999999999999999999:1"])
def test_a_broken_button_does_no_harm(chat, data):
    [reply] = chat._send(HANH, button=data, message_id="m1")
    assert reply.text
    assert standing(chat, 1)["Phòng Nghiệp vụ I"][1] == date(2026, 6, 15)
