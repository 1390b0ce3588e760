"""A message that its sender changes after it was recorded: the line is corrected, and nothing counts twice."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN
from messages.channel import Attachment, Content
from models.assignment import Assignment, Figure, Progress, Said
from models.database import Sessions
from models.evidence import Evidence
from models.office import Office
from models.outbox import OutboxMessage
from test_progress import DRAFT


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    return chat


def edit(chat: Chat, text: str, number: str = "77", **more) -> list[OutboxMessage]:
    return chat.say(LAN, text, own_id=number, edited=True, **more)


def lines(chat: Chat) -> list[tuple[Said, int | None, int | None]]:
    with chat.sessions() as session:
        return [(p.said, p.percent, p.corrects) for p in session.exec(select(Progress).order_by(col(Progress.id)))]


def state(chat: Chat, number: int) -> tuple[Said | None, int | None]:
    with chat.sessions() as session:
        work = session.get_one(Assignment, number)
        return work.state, work.percent


def test_new_words_correct_what_was_recorded_and_are_read_back(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%", own_id="77")
    [reply] = edit(chat, "NV1 đạt 80%")
    assert "Đã sửa NV1: đang thực hiện 80%" in reply.text
    assert lines(chat) == [(Said.WORKING, 60, None), (Said.WORKING, 80, 1)]


def test_a_message_may_be_changed_again(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%", own_id="77")
    edit(chat, "NV1 đạt 80%")
    edit(chat, "NV1 đạt 70%")
    assert lines(chat)[-1] == (Said.WORKING, 70, 2)


@pytest.mark.parametrize("text", ["NV1 đạt 60%", "nv1 dat 60%", "Dạ NV1 đạt 60% ạ"])
def test_better_spelling_changes_nothing(chat: Chat, text: str):
    chat.say(LAN, "NV1 đạt 60%", own_id="77")
    assert edit(chat, text) == []
    assert len(lines(chat)) == 1


def test_a_changed_figure_replaces_the_old_one(chat: Chat):
    chat.say(LAN, "NV1 đã tổ chức 21 hội nghị", own_id="77")
    edit(chat, "NV1 đã tổ chức 12 hội nghị")
    with chat.sessions() as session:
        assert [f.value for f in session.exec(select(Figure).where(Figure.progress_id == 2))] == [12]


def test_another_task_moves_the_report(chat: Chat):
    chat.say(LAN, "NV1 xong", own_id="77")
    edit(chat, "NV2 xong")
    assert state(chat, 1) == (None, None)
    assert state(chat, 2)[0] is Said.DONE


def test_of_several_tasks_only_the_changed_one_is_corrected(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%, NV2 xong", own_id="77")
    [reply] = edit(chat, "NV1 đạt 90%, NV2 xong")
    assert "NV1" in reply.text
    assert state(chat, 1) == (Said.WORKING, 90)
    assert state(chat, 2)[0] is Said.DONE
    assert len(lines(chat)) == 3


def test_evidence_stays_with_the_report_as_corrected(chat: Chat):
    paper = Attachment("d", "bb.docx", 9, sha256="ef" * 32)
    chat.say(LAN, "NV1 đạt 60%", own_id="77", attachments=(paper,))
    edit(chat, "NV1 đạt 80%")
    with chat.sessions() as session:
        assert [row.progress_id for row in session.exec(select(Evidence))] == [2]


@pytest.mark.parametrize("text", ["cảm ơn anh", "NV1 NV9 xong rồi hay chưa ạ?", "NV1 1000%"])
def test_words_not_understood_leave_the_record_and_say_so(chat: Chat, text: str):
    chat.say(LAN, "NV1 đạt 60%", own_id="77")
    [reply] = edit(chat, text)
    assert "giữ nguyên" in reply.text
    assert state(chat, 1) == (Said.WORKING, 60)


def test_a_report_that_was_taken_back_stays_taken_back(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%", own_id="77")
    chat.say(LAN, "hủy")
    [reply] = edit(chat, "NV1 đạt 80%")
    assert "đã rút lại" in reply.text
    assert state(chat, 1) == (None, None)


def test_after_two_days_the_way_to_correct_is_told(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%", own_id="77")
    chat.now += timedelta(hours=48)
    [reply] = edit(chat, "NV1 đạt 80%")
    assert "trả lời <i>sửa</i>" in reply.text
    assert state(chat, 1) == (Said.WORKING, 60)


def test_words_that_were_asked_about_are_read_anew(chat: Chat):
    [question] = chat.say(LAN, "đạt 60%", own_id="77")
    assert question.choices
    edit(chat, "NV2 đạt 60%")
    assert lines(chat) == [(Said.WORKING, 60, None)]


def test_words_of_which_nothing_was_recorded_may_become_a_report(chat: Chat):
    chat.say(LAN, "tin dài dòng gì đó", own_id="77")
    edit(chat, "NV2 xong")
    assert [said for said, *_ in lines(chat)] == [Said.DONE]


@pytest.mark.parametrize("text", ["/huy", "hủy", "NV1 làm thế nào ạ?"])
def test_commands_and_questions_act_only_as_new_messages(chat: Chat, text: str):
    chat.say(LAN, "NV1 đạt 60%")
    chat.say(LAN, "/nhiemvu", own_id="77")
    [reply] = edit(chat, text)
    assert "gửi thành tin mới" in reply.text
    assert state(chat, 1) == (Said.WORKING, 60)


def test_a_changed_number_picks_nothing_more(chat: Chat):
    chat.say(LAN, "đạt 60%")
    chat.say(LAN, "1", own_id="77")
    edit(chat, "2")
    assert state(chat, 1) == (Said.WORKING, 60)
    assert len(lines(chat)) == 1


def test_a_place_that_moves_on_gets_no_answer(chat: Chat):
    assert edit(chat, "", other=Content.PLACE) == []


def test_nobody_changes_the_record_of_another_chat(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%", own_id="77")
    chat.say(HANH, "NV1 đạt 80%", own_id="77", edited=True)
    assert state(chat, 1) == (Said.WORKING, 60)


def test_a_child_told_of_by_an_edit_is_left_out_of_it(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%", own_id="77")
    [offer] = edit(chat, "NV1 đạt 80%, đã thăm cháu Sùng Thị Xoan lớp 3A")
    assert "Sẽ ghi: “NV1 đạt 80%" in offer.text
    [reply] = chat.press(LAN, "Ghi bản này")
    assert "Đã sửa NV1" in reply.text
    assert state(chat, 1) == (Said.WORKING, 80)


def test_the_edit_of_an_old_message_hides_nothing_newer(chat: Chat):
    chat.say(LAN, "NV1 đạt 50%", own_id="77")
    chat.say(LAN, "NV1 xong", own_id="78")
    [reply] = edit(chat, "NV1 đạt 60%")
    assert "mới hơn" in reply.text
    assert state(chat, 1)[0] is Said.DONE
