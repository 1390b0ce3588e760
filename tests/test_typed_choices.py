"""Bare numbers, where there are no buttons: they mean the choices offered last in the chat."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from models.outbox import OutboxMessage, Priority, enqueue
from models.plan import Plan, PlanState, Task
from plans.draft import PlanDraft, TaskDraft

FAIR = TaskDraft(text="Tổ chức 02 hội nghị tuyên truyền pháp luật.", leads=("Phòng Nghiệp vụ I",))
NEWS = TaskDraft(text="Viết tin, bài đăng trên trang thông tin.", leads=("Văn phòng Sở",), due=date(2026, 6, 20))


@pytest.fixture
def chat(sessions, office) -> Chat:
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", PlanDraft(title="Tháng hành động vì trẻ em", tasks=(FAIR, NEWS)))
    return chat


def number_of(message: OutboxMessage, label: str) -> str:
    return next(str(at) for at, choice in enumerate(message.choices, 1) if label in str(choice[0]))


def dropped(chat: Chat) -> list[int]:
    with chat.sessions() as session:
        return list(session.exec(select(Task.position).where(Task.dropped)).all())


@pytest.mark.parametrize("deliver", [True, False])
def test_a_number_after_a_correction_by_words_means_the_card_it_brought(chat, deliver):
    chat.say(HANH, "/kehoach")
    chat.deliver = deliver
    [card] = chat.say(HANH, "NV2 thời hạn: trước 11/6/2026")
    chat.say(HANH, number_of(card, "Bỏ nhiệm vụ này"))
    assert dropped(chat) == [2]


def test_each_number_typed_ahead_means_what_the_one_before_brings(chat):
    chat.deliver = False
    [card] = chat.say(HANH, "bỏ NV1")
    [card] = chat.say(HANH, number_of(card, "Khôi phục"))
    assert dropped(chat) == []
    chat.say(HANH, number_of(card, "Bỏ nhiệm vụ này"))
    assert dropped(chat) == [1]


def test_an_answer_without_choices_leaves_the_last_ones(chat):
    [card] = chat.say(HANH, "NV1 chủ trì: Văn phòng Sở")
    chat.say(HANH, "trời đẹp quá")
    chat.say(HANH, number_of(card, "Bỏ nhiệm vụ này"))
    assert dropped(chat) == [1]


@pytest.mark.parametrize("wrong", ["0", "12", "99"])
def test_a_number_out_of_range_says_so_and_leaves_the_choices(chat, wrong):
    [card] = chat.say(HANH, "NV1 chủ trì: Văn phòng Sở")
    [reply] = chat.say(HANH, wrong)
    assert f"gõ số từ 1 đến {len(card.choices)}" in reply.text
    assert reply.choices == card.choices
    chat.say(HANH, number_of(card, "Bỏ nhiệm vụ này"))
    assert dropped(chat) == [1]


def test_a_number_that_answers_a_question_in_words_is_no_choice(chat):
    [card] = chat.say(HANH, "NV2 chủ trì: Văn phòng Sở")
    chat.say(HANH, number_of(card, "Sửa nội dung"))
    chat.say(HANH, "5")
    assert dropped(chat) == []
    with chat.sessions() as session:
        assert session.exec(select(Task.text).where(Task.position == 2)).one() == "5"


def test_a_number_with_nothing_to_choose_is_not_understood(chat):
    [reply] = chat.say(LAN, "3")
    assert "chưa ghi gì" in reply.text


def reminder(chat: Chat, in_minutes: float) -> None:
    with chat.sessions() as session:
        due = chat.now + timedelta(minutes=in_minutes)
        choices = [["Bỏ", "px:1:yes", 0]]
        row = OutboxMessage(key="remind:1", channel="fake", address=HANH, text="Nhắc", due_at=due, choices=choices)
        row.priority = Priority.REMINDER
        enqueue(session, row)


def test_a_message_queued_for_later_does_not_count_before_it_is_out(chat):
    reminder(chat, 60)
    chat.say(HANH, "bỏ NV1")
    chat.say(HANH, "1")
    assert dropped(chat) == []


def test_a_message_queued_long_ago_counts_once_it_is_out(chat):
    reminder(chat, 1.5)
    chat.say(HANH, "/kehoach")
    chat.say(HANH, "bỏ NV1")
    chat.say(HANH, "trời đẹp quá")
    chat.say(HANH, "1")
    with chat.sessions() as session:
        assert session.exec(select(Plan.state)).one() is PlanState.DRAFT
    assert dropped(chat) == []


def test_the_last_of_several_messages_counts(chat):
    chat.say(HANH, "bỏ NV1")
    reminder(chat, 0.5)
    chat.say(HANH, "trời đẹp quá")
    chat.say(HANH, "1")
    with chat.sessions() as session:
        assert session.exec(select(Plan.state)).one() is PlanState.DISCARDED
