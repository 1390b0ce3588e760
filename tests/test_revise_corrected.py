"""What the clerk corrected in the first version stays where the second version says the same as the first."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH
from models.plan import Task
from plans.draft import PlanDraft, TaskDraft, Why

WATCH = TaskDraft(
    text="Kiểm tra hành lang thoát nạn của khu tập thể Bến Sỏi.",
    leads=("Văn phòng Sở",),
    why=(Why("leads", "Văn phòng Sở", (0, 12), 1.0), Why("timing", "", (0, 0), 1.0)),
)
PRINT = TaskDraft(
    text="In 500 tờ gấp hướng dẫn dùng bình chữa cháy.",
    leads=("Văn phòng Sở",),
    timing="trước ngày 10/6/2026",
    due=date(2026, 6, 10),
)
FILM = TaskDraft(text="Chiếu phim phóng sự tại hội trường tầng hai.", leads=("Phòng Nghiệp vụ I",))
PLAN = PlanDraft(number="31/KH-STP", date=date(2026, 5, 20), title="Phòng cháy năm 2026", tasks=(WATCH, PRINT, FILM))
SECOND = replace(PLAN, date=date(2026, 6, 2), text="Kế hoạch này thay thế Kế hoạch số 31/KH-STP.")


@pytest.fixture
def chat(sessions, office) -> Chat:
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", PLAN)
    for words in ("NV1 thời hạn: trước 15/6", "NV1 chủ trì: Phòng Nghiệp vụ I", "NV2 thời hạn: trước 12/6", "bỏ NV3"):
        chat.say(HANH, words)
    chat.say(HANH, "thêm nhiệm vụ: Lập danh sách hộ kinh doanh ở chợ Đầu Cầu")
    chat.press(HANH, "Phê duyệt")
    chat.press(HANH, "Phê duyệt luôn")
    return chat


def shown(chat: Chat, *tasks: TaskDraft) -> str:
    [reply] = chat.upload(HANH, "kh2.docx", replace(SECOND, tasks=tasks), sha256="cd" * 32)
    return reply.text


def standing(chat: Chat) -> list[tuple[int, list[str], date | None]]:
    with chat.sessions() as session:
        tasks = session.exec(select(Task).where(Task.plan_id == 1).order_by(Task.position)).all()
        return [(task.position, task.leads, task.due) for task in tasks if not task.dropped]


def test_a_document_that_says_the_same_undoes_nothing(chat):
    before = standing(chat)
    assert "Không thấy nhiệm vụ nào thay đổi" in shown(chat, WATCH, PRINT, FILM)
    chat.press(HANH, "Áp dụng thay đổi")
    assert standing(chat) == before
    assert [position for position, *_ in before] == [1, 2, 4]


def test_only_what_the_document_changed_is_taken(chat):
    words = shown(chat, replace(WATCH, cooperators=("Văn phòng Sở",), leads=("Trung tâm Trợ giúp pháp lý",)), PRINT)
    assert "1 nhiệm vụ thay đổi, 0 thêm, 0 bỏ" in words
    chat.press(HANH, "Áp dụng thay đổi")
    assert standing(chat)[0] == (1, ["Trung tâm Trợ giúp pháp lý"], date(2026, 6, 15))
    with chat.sessions() as session:
        assert [why["field"] for why in session.get_one(Task, 1).why] == ["leads"]


def test_a_document_that_comes_to_say_what_the_clerk_said_is_no_change(chat):
    moved = replace(PRINT, timing="trước ngày 12/6/2026", due=date(2026, 6, 12))
    assert "Không thấy nhiệm vụ nào thay đổi" in shown(chat, WATCH, moved)


def test_a_third_version_is_compared_with_the_second(chat):
    moved = replace(PRINT, timing="trước ngày 20/6/2026", due=date(2026, 6, 20))
    shown(chat, WATCH, moved)
    chat.press(HANH, "Áp dụng thay đổi")
    chat.upload(HANH, "kh3.docx", replace(SECOND, tasks=(WATCH, moved, FILM)), sha256="ef" * 32)
    assert "Không thấy nhiệm vụ nào thay đổi" in chat.shown(HANH)[-1].text


def test_a_dropped_task_that_the_document_changed_comes_back(chat):
    words = shown(chat, WATCH, PRINT, replace(FILM, timing="ngày 9/6/2026", start=date(2026, 6, 9)))
    assert "0 nhiệm vụ thay đổi, 1 thêm, 0 bỏ" in words
