"""Given an approved plan, when people write as they do, then what is written down: with buttons and with digits."""

from datetime import date

import pytest

from chat import Chat
from conftest import HANH, LAN
from conversation import (
    CENTRE,
    MINH,
    TUAN,
    TypedChat,
    figures,
    heard,
    lines,
    morning,
    open_office,
    standing,
    state,
)
from messages.channel import Attachment, FileKind
from models.assignment import Said

TUESDAY = date(2026, 6, 2)
PHOTO = Attachment(ref="p1", name="anh.jpg", size=10, kind=FileKind.PHOTO, sha256="cd" * 32)


@pytest.fixture(params=[Chat, TypedChat], ids=["buttons", "digits"])
def chat(request, sessions, office) -> Chat:
    return open_office(request.param(sessions))


def test_one_message_is_enough(chat):
    [answer] = chat.say(LAN, "nv1 dat 60%, 3 hn 150 ng")
    assert answer.text.startswith("Đã ghi NV1: đang thực hiện 60%; 3 hội nghị, 150 lượt người")
    assert "sửa" in answer.text
    assert state(chat, 1) == (Said.WORKING, 60)
    assert figures(chat) == [("hội nghị", 3), ("lượt người", 150)]


def test_a_reminder_is_answered_by_its_buttons(chat):
    morning(chat, TUESDAY)
    chat.press(LAN, "NV2")
    [answer] = chat.press(LAN, "50%")
    assert "Đã ghi NV2" in answer.text
    assert state(chat, 2) == (Said.WORKING, 50)


def test_a_reminder_of_one_task_is_answered_without_naming_it(chat):
    morning(chat, TUESDAY)
    reminder = heard(chat, MINH, "NV3")[-1]
    [answer] = chat.say(MINH, "đang làm, được 40% rồi ạ", message_id=reminder.platform_id)
    assert "Đã ghi NV3" in answer.text
    assert state(chat, 3, CENTRE) == (Said.WORKING, 40)


@pytest.mark.parametrize("words", ["dạ em nhận được rồi ạ", "ok chị", "👍"])
def test_a_nod_after_a_reminder_is_a_receipt_of_all_in_it(chat, words):
    morning(chat, TUESDAY)
    [answer] = chat.say(LAN, words)
    assert "NV1, NV2, NV4" in answer.text
    assert [state(chat, task)[0] for task in (1, 2, 4)] == [Said.RECEIVED] * 3


def test_a_nod_at_another_time_is_none(chat):
    morning(chat, TUESDAY)
    chat.say(LAN, "NV1 đạt 20%")
    [answer] = chat.say(LAN, "vâng em cảm ơn")
    assert len(answer.text) < 100
    assert (lines(chat, 2), len(lines(chat, 1))) == ([], 1)


def test_a_list_of_numbers_answers_for_several_tasks(chat):
    answers = chat.say(LAN, "1 xong, 2 60%, 4 chưa làm")
    assert [answer.text[:10] for answer in answers] == ["Đã ghi NV1", "Đã ghi NV2", "Đã ghi NV4"]
    assert [state(chat, task)[0] for task in (1, 2, 4)] == [Said.DONE, Said.WORKING, Said.NOT_STARTED]


def test_words_of_the_task_find_it(chat):
    [answer] = chat.say(LAN, "phần băng rôn treo xong rồi nhé")
    assert "NV4" in answer.text
    assert state(chat, 4)[0] is Said.DONE


def test_what_was_counted_finds_the_one_task_that_speaks_of_it(chat):
    chat.say(LAN, "đã treo 12 băng rôn, khẩu hiệu")
    assert figures(chat) == [("băng rôn", 12)] or len(lines(chat, 4)) == 1


def test_words_about_a_task_already_done_are_not_put_down_to_the_one_left(chat):
    for task in (1, 2):
        chat.say(LAN, f"NV{task} xong")
    [asked] = chat.say(LAN, "kết quả hội nghị tuyên truyền: 50 người")
    assert [choice[0][:3] for choice in asked.choices] == ["NV1", "NV4"]
    assert lines(chat, 4) == []


def test_without_any_sign_of_the_task_one_short_question(chat):
    [asked] = chat.say(LAN, "xong rồi ạ")
    assert "nhiệm vụ nào" in asked.text
    assert 2 <= len(asked.choices) <= 4
    assert lines(chat, 1) == lines(chat, 2) == lines(chat, 4) == []
    [answer] = chat.press(LAN, "NV2")
    assert "Đã ghi NV2: hoàn thành" in answer.text
    assert state(chat, 2)[0] is Said.DONE


def test_an_unsure_report_is_asked_about_and_nothing_written(chat):
    [asked] = chat.say(LAN, "NV1 đạt 1000%")
    assert lines(chat, 1) == []
    chat.press(LAN, "Đang làm")
    assert state(chat, 1) == (Said.WORKING, None)
    assert "NV1" in asked.text


def test_no_report_leaves_nothing(chat):
    chat.say(LAN, "NV1 đạt 1000%")
    [answer] = chat.press(LAN, "Không phải báo cáo")
    assert "không ghi" in answer.text.casefold() or "chưa ghi" in answer.text.casefold()
    assert lines(chat, 1) == []


@pytest.mark.parametrize("words", ["cảm ơn chị", "ok em", "vâng ạ", "👍", "chào buổi sáng cả nhà"])
def test_manners_are_no_report(chat, words):
    chat.say(LAN, words)
    assert [lines(chat, task) for task in (1, 2, 4)] == [[], [], []]


def test_a_question_reaches_the_clerk_and_the_answer_comes_back(chat):
    chat.say(LAN, "NV1 mời bao nhiêu xã vậy chị?")
    assert heard(chat, HANH, "bao nhiêu xã")
    chat.press(HANH, "Trả lời")
    chat.say(HANH, "Mời đủ 12 xã em nhé")
    assert heard(chat, LAN, "Mời đủ 12 xã")
    assert lines(chat, 1) == []


def test_an_obstacle_is_kept_in_their_own_words(chat):
    chat.say(LAN, "NV1 chưa làm được do chưa có kinh phí")
    assert state(chat, 1)[0] is Said.BLOCKED
    assert standing(chat, 1).blocker == "chưa có kinh phí"


def test_the_obstacle_button_asks_for_it_and_keeps_it(chat):
    morning(chat, TUESDAY)
    chat.press(LAN, "NV1")
    chat.press(LAN, "Vướng mắc")
    chat.say(LAN, "xã chưa gửi danh sách đại biểu")
    assert standing(chat, 1).blocker == "xã chưa gửi danh sách đại biểu"


def test_more_time_is_decided_in_one_tap_and_the_plan_s_date_stays(chat):
    chat.say(LAN, "NV1 xin lùi đến 18/6 vì trùng lịch họp")
    assert standing(chat, 1).due == date(2026, 6, 15)
    chat.press(HANH, "Đồng ý")
    found = standing(chat, 1)
    assert (found.due, found.original_due) == (date(2026, 6, 18), date(2026, 6, 15))
    assert heard(chat, LAN, "18/6")


def test_a_week_more_is_offered_from_the_deadline(chat):
    [asked] = chat.say(LAN, "xin thêm 1 tuần cho NV1 nhé chị, xã gửi số liệu chậm")
    assert "hạn 15/6" in asked.text
    chat.press(LAN, "Đến 22/6")
    assert [line.asked_due for line in lines(chat, 1)] == [date(2026, 6, 22)]
    assert lines(chat, 1)[0].words.startswith("xin thêm 1 tuần")
    chat.press(HANH, "Đồng ý")
    assert standing(chat, 1).due == date(2026, 6, 22)


def test_more_time_takes_two_taps(chat):
    morning(chat, TUESDAY)
    chat.press(LAN, "NV1")
    chat.press(LAN, "Xin gia hạn")
    chat.press(LAN, "Đến 18/6")
    assert [line.said for line in lines(chat, 1)] == [Said.MORE_TIME]
    assert heard(chat, HANH, "18/6")


def test_a_correction_counts_instead_and_the_first_words_stay(chat):
    chat.say(LAN, "NV1 đã tổ chức 21 hội nghị, đạt 50%")
    chat.say(LAN, "nhầm, 12 chứ không phải 21")
    assert figures(chat)[-1] == ("hội nghị", 12)
    assert [line.words for line in lines(chat, 1)] == [
        "NV1 đã tổ chức 21 hội nghị, đạt 50%",
        "nhầm, 12 chứ không phải 21",
    ]
    assert state(chat, 1) == (Said.WORKING, 50)


def test_taking_back_leaves_the_state_before(chat):
    chat.say(LAN, "NV1 đạt 30%")
    chat.say(LAN, "NV1 xong")
    chat.say(LAN, "hoàn tác")
    assert state(chat, 1) == (Said.WORKING, 30)
    assert len(lines(chat, 1)) == 3


def test_sua_waits_for_the_right_report(chat):
    chat.say(LAN, "NV1 đạt 30%")
    chat.say(LAN, "sửa")
    chat.say(LAN, "đạt 40%")
    assert state(chat, 1) == (Said.WORKING, 40)


def test_sua_keeps_to_the_report_it_read_out(chat):
    chat.say(LAN, "NV4 đã treo 15 băng rôn")
    chat.say(LAN, "sửa")
    chat.say(LAN, "phần hội nghị đại biểu: treo 12 băng rôn")
    assert figures(chat)[-1] == ("băng rôn", 12)
    assert len(lines(chat, 4)) == 2
    assert lines(chat, 1) == []


def test_huy_while_the_bot_waits_takes_nothing_back(chat):
    chat.say(LAN, "NV1 đạt 30%")
    chat.say(LAN, "xong rồi")
    chat.say(LAN, "thôi")
    assert state(chat, 1) == (Said.WORKING, 30)
    assert len(lines(chat, 1)) == 1


def test_a_photo_with_words_is_evidence_of_the_task_named(chat):
    [answer, *_] = chat.say(LAN, "NV4 xong", attachments=(PHOTO,))
    assert "1 tệp minh chứng" in answer.text or "ảnh" in answer.text.casefold()
    assert state(chat, 4)[0] is Said.DONE


def test_another_unit_s_number_is_not_theirs(chat):
    [asked] = chat.say(LAN, "NV3 xong")
    assert "không có NV3" in asked.text
    assert lines(chat, 3, CENTRE) == []


def test_staff_and_head_of_one_unit_see_the_same_tasks(chat):
    chat.say(TUAN, "NV2 đạt 70%")
    [tasks] = chat.say(LAN, "/nhiemvu")
    assert "70%" in tasks.text


def test_a_part_that_says_nothing_of_its_task_is_asked_about(chat):
    chat.say(LAN, "NV4 xong")
    *_, asked = chat.say(LAN, "phần hội nghị thì xong, băng rôn cũng vậy đó nha")
    assert state(chat, 4)[0] is Said.DONE
    assert "Đã ghi NV4: đang" not in asked.text
