"""Questions of the bot that are answered in words, or that another message comes between."""

from datetime import date, timedelta

import pytest

from chat import Chat
from conftest import HANH, LAN
from conversation import TypedChat, figures, heard, lines, morning, open_office, state
from messages.channel import Attachment, FileKind
from models.assignment import Said

PHOTO = Attachment(ref="p1", name="anh.jpg", size=10, kind=FileKind.PHOTO, sha256="cd" * 32)


@pytest.fixture(params=[Chat, TypedChat], ids=["buttons", "digits"])
def chat(request, sessions, office) -> Chat:
    return open_office(request.param(sessions))


@pytest.mark.parametrize("words", ["NV1", "nv 1 ạ", "1", "dạ NV1 chị nhé", "phần hội nghị tuyên truyền"])
def test_the_task_asked_for_is_named_in_words(chat, words):
    chat.say(LAN, "xong rồi ạ")
    [answer, *_] = chat.say(LAN, words)
    assert answer.text.startswith("Đã ghi NV1: hoàn thành")
    assert [line.words for line in lines(chat, 1)] == ["xong rồi ạ"]


@pytest.mark.parametrize("words", ["NV2", "nv2 ạ"])
def test_the_task_of_a_file_is_named_in_words(chat, words):
    chat.say(LAN, "biên bản kèm theo", attachments=(PHOTO,))
    chat.say(LAN, words)
    assert [line.said for line in lines(chat, 2)] == [Said.EVIDENCE]


def test_a_number_that_is_nobody_s_is_asked_again(chat):
    chat.say(LAN, "xong rồi ạ")
    [asked] = chat.say(LAN, "NV99")
    assert "không có NV99" in asked.text
    chat.press(LAN, "NV2")
    assert state(chat, 2)[0] is Said.DONE


def test_the_state_asked_for_is_said_in_words(chat):
    chat.say(LAN, "NV1 đạt 1000%")
    chat.say(LAN, "đang làm ạ")
    assert state(chat, 1) == (Said.WORKING, None)


def test_a_question_is_asked_again_after_another_report(chat):
    chat.say(LAN, "xong rồi ạ")
    answers = chat.say(LAN, "NV2 đạt 30%")
    assert answers[0].text.startswith("Đã ghi NV2")
    assert "nhiệm vụ nào" in answers[-1].text
    chat.press(LAN, "NV4")
    assert state(chat, 4)[0] is Said.DONE


def test_a_file_that_waits_is_asked_about_again(chat):
    chat.say(LAN, "biên bản kèm theo", attachments=(PHOTO,))
    chat.say(LAN, "NV1 hoàn thành ạ")
    chat.press(LAN, "NV1")
    assert [line.said for line in lines(chat, 1)] == [Said.EVIDENCE, Said.DONE] or len(lines(chat, 1)) == 2


def test_doubtful_figures_are_asked_about_again(chat):
    chat.say(LAN, "NV1 đã có 200 người dự")
    chat.say(LAN, "NV1 có 65 người dự")
    answers = chat.say(LAN, "NV2 đạt 30%")
    assert answers[0].text.startswith("Đã ghi NV2")
    assert "65" in answers[-1].text
    chat.press(LAN, "Cộng thêm")
    assert [value for _, value in figures(chat)] == [200, 65]


def test_a_report_whose_question_gives_way_to_another_is_said_not_to_be_recorded(chat):
    chat.say(LAN, "xong rồi ạ")
    answers = chat.say(LAN, "đạt 60%")
    assert 'Tin trước ("xong rồi ạ") chưa ghi' in answers[0].text
    chat.press(LAN, "NV2")
    assert state(chat, 2) == (Said.WORKING, 60)


@pytest.mark.parametrize("words", ["/nhiemvu", "/sua"])
def test_a_command_says_which_report_is_left(chat, words):
    chat.say(LAN, "xong rồi ạ")
    assert "xong rồi ạ" in chat.say(LAN, words)[0].text
    assert lines(chat, 1) == []


def test_another_button_says_which_report_is_left(chat):
    morning(chat, date(2026, 6, 2))
    chat.press(LAN, "NV2")
    message, data = chat.button(LAN, "50%")
    chat.say(LAN, "xong rồi ạ")
    answers = chat.say(LAN, "", button=data, message_id=message.platform_id)
    assert state(chat, 2) == (Said.WORKING, 50)
    assert "xong rồi ạ" in answers[0].text


def test_a_question_a_day_old_takes_no_answer_and_is_said_to_be_over(chat):
    chat.say(LAN, "xong rồi ạ")
    chat.now += timedelta(days=2)
    answers = chat.say(LAN, "NV2")
    assert "chưa ghi" in answers[0].text
    assert lines(chat, 2) == []
    assert all("xong rồi" not in answer.text for answer in chat.say(LAN, "NV2 đạt 20%"))


def test_sua_while_a_report_waits_changes_no_other(chat):
    chat.say(LAN, "NV2 đã rà soát 3 văn bản")
    chat.say(LAN, "đã tổ chức 5 hội nghị, xong rồi, đạt 1000%")
    chat.say(LAN, "sửa: 4 hội nghị")
    assert len(lines(chat, 2)) == 1
    assert heard(chat, LAN, "gửi lại cả tin")


def test_thanks_leave_a_question_open(chat):
    chat.say(LAN, "xong rồi ạ")
    chat.say(LAN, "cảm ơn chị")
    chat.say(LAN, "NV2")
    assert state(chat, 2)[0] is Said.DONE


def test_a_week_more_with_its_reason_asks_only_for_the_day(chat):
    [asked] = chat.say(LAN, "NV1 xin thêm 1 tuần vì trường đang thi")
    assert "vì sao" not in asked.text
    assert [choice[0] for choice in asked.choices] == ["Đến 22/6"]
    chat.say(LAN, "1")
    [line] = lines(chat, 1)
    assert (line.asked_due, line.blocker) == (date(2026, 6, 22), "trường đang thi")


def test_another_day_keeps_the_reason_told_before(chat):
    chat.say(LAN, "NV1 xin thêm 1 tuần vì trường đang thi")
    chat.say(LAN, "đến 25/6")
    [line] = lines(chat, 1)
    assert (line.asked_due, line.blocker) == (date(2026, 6, 25), "trường đang thi")


def test_a_wish_sent_in_another_way_settles_the_question(chat):
    morning(chat, date(2026, 6, 2))
    chat.press(LAN, "NV1")
    chat.press(LAN, "Xin gia hạn")
    chat.say(LAN, "NV1 xin lùi đến 18/6 vì trùng lịch họp")
    [answer, *_] = chat.say(LAN, "NV1 tổng kinh phí 21tr")
    assert answer.text.startswith("Đã ghi NV1")
    chat.say(LAN, "đã chi 22 triệu")
    assert heard(chat, HANH, "18/6")
    assert all("xin gia hạn đến ngày nào" not in message.text for message in chat.shown(LAN)[-1:])
