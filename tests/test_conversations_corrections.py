"""Corrections and taking back as offices write them: what was said last is meant, and nothing else is overwritten."""

import pytest

from chat import Chat
from conftest import HANH, LAN
from conversation import CENTRE, FIRST, MINH, TypedChat, figures, heard, lines, open_office, state
from messages.channel import Attachment, FileKind
from messages.misplaced import misplaced
from models.assignment import Said

PHOTO = Attachment(ref="p1", name="anh.jpg", size=10, kind=FileKind.PHOTO, sha256="cd" * 32)


@pytest.fixture(params=[Chat, TypedChat], ids=["buttons", "digits"])
def chat(request, sessions, office) -> Chat:
    return open_office(request.param(sessions))


def test_huy_after_the_card_of_a_mistake_takes_the_report_back(chat):
    chat.say(LAN, "NV1 85%")
    chat.say(LAN, "nhầm")
    [answer] = chat.say(LAN, "hủy")
    assert answer.text.startswith("Đã rút lại báo cáo NV1")
    assert state(chat, 1) == (None, None)


@pytest.mark.parametrize("words", ["hủy", "hoàn tác", "/huy", "bỏ báo cáo vừa rồi của em"])
def test_huy_after_a_report_takes_it_back_though_an_older_question_waits(chat, words):
    chat.say(LAN, "xong rồi ạ")
    chat.say(LAN, "NV2 đạt 30%")
    answer = chat.say(LAN, words)[0]
    assert answer.text.startswith("Đã rút lại báo cáo NV2")
    assert state(chat, 2) == (None, None)


@pytest.mark.parametrize("words", ["hủy", "/huy"])
def test_huy_of_a_question_says_which_and_what_stands(chat, words):
    chat.say(LAN, "NV2 đạt 30%")
    chat.say(LAN, "xong rồi ạ")
    [answer] = chat.say(LAN, words)
    assert "xong rồi ạ" in answer.text
    assert "NV2 vẫn như đã ghi" in answer.text
    assert state(chat, 2) == (Said.WORKING, 30)


def test_huy_of_the_question_for_a_day_takes_the_wish_back(chat):
    chat.say(LAN, "NV1 xin gia hạn")
    chat.say(LAN, "hủy")
    assert state(chat, 1) == (None, None)


@pytest.mark.parametrize("words", ["chúc anh chị cuối tuần vui vẻ", "nv2 gui anh", "cảm ơn chị", "mai em gửi nốt"])
def test_what_corrects_nothing_leaves_the_report_as_it_was(chat, words):
    chat.say(LAN, "NV2 đạt 70%")
    chat.say(LAN, "NV1 đạt 80%")
    chat.say(LAN, "sửa")
    chat.say(LAN, words)
    assert not heard(chat, LAN, "Đã sửa")
    assert [len(lines(chat, task)) for task in (1, 2)] == [1, 1]


def test_a_question_in_place_of_a_correction_reaches_the_clerk(chat):
    chat.say(LAN, "NV1 đạt 80%")
    chat.say(LAN, "sửa")
    chat.say(LAN, "hôm nay có phải nộp báo cáo không?")
    assert heard(chat, HANH, "hôm nay có phải nộp")


def test_a_photo_in_place_of_a_correction_is_kept(chat):
    chat.say(LAN, "NV1 đạt 80%")
    chat.say(LAN, "sửa")
    chat.say(LAN, "NV2", attachments=(PHOTO,))
    assert [line.said for line in lines(chat, 2)] == [Said.EVIDENCE]


def test_a_number_that_is_nobody_s_corrects_nothing(chat):
    chat.say(LAN, "NV1 đạt 80%")
    chat.say(LAN, "sửa")
    [answer, *_] = chat.say(LAN, "NV99 xong")
    assert "không có NV99" in answer.text
    assert state(chat, 1) == (Said.WORKING, 80)


def test_another_task_in_place_of_a_correction_is_a_new_report(chat):
    chat.say(LAN, "NV4 đã treo 2 băng rôn")
    chat.say(LAN, "NV2 đạt 50%")
    chat.say(LAN, "sửa")
    [answer] = chat.say(LAN, "NV4 thêm 1 băng rôn")
    assert answer.text.startswith("Đã ghi NV4")
    assert figures(chat) == [("băng rôn", 2), ("băng rôn", 1)]
    assert all(line.corrects is None for line in lines(chat, 4))


def test_a_digit_means_the_card_above_it(chat):
    chat.say(LAN, "NV1 đạt 80%")
    chat.say(LAN, "nhầm")
    chat.say(LAN, "NV2 đạt 50%")
    chat.say(LAN, "nhầm")
    chat.press(LAN, "Rút lại báo cáo")
    assert state(chat, 1) == (Said.WORKING, 80)
    assert state(chat, 2) == (None, None)


def test_the_button_of_an_older_card_takes_nothing_else_back(chat):
    chat.say(LAN, "NV1 đạt 80%")
    chat.say(LAN, "nhầm")
    message, data = chat.button(LAN, "Rút lại báo cáo")
    chat.say(LAN, "NV1 mới đạt 50%")
    chat.say(LAN, "", button=data, message_id=message.platform_id)
    assert state(chat, 1) == (Said.WORKING, 50)


def test_a_report_under_the_wrong_task_moves_though_the_right_one_has_its_own(chat):
    chat.say(LAN, "NV2 đạt 30%")
    chat.say(LAN, "NV1 đạt 60%")
    chat.say(LAN, "nhầm, không phải NV1 mà là NV2")
    assert state(chat, 1) == (None, None)
    assert state(chat, 2) == (Said.WORKING, 60)
    assert [line.corrects for line in lines(chat, 2)] == [None, None]


@pytest.mark.parametrize("words", ["à nhầm 8%", "nhầm, 8% thôi", "8% chứ không phải 80%"])
def test_a_percentage_after_nham_is_the_right_one(chat, words):
    chat.say(LAN, "NV1 đạt 80%")
    chat.say(LAN, words)
    assert state(chat, 1) == (Said.WORKING, 8)


@pytest.mark.parametrize("words", ["45", "450"])
def test_a_bare_number_is_the_one_figure_that_stands(chat, words):
    chat.say(MINH, "NV3 trợ giúp 54 vụ việc")
    chat.say(MINH, "sửa")
    [answer] = chat.say(MINH, words)
    assert answer.text.startswith("Đã sửa NV3")
    assert figures(chat)[-1] == ("vụ việc", int(words))
    assert len(lines(chat, 3, CENTRE)) == 2


def test_sua_with_the_name_of_a_figure_corrects_that_one(chat):
    chat.say(LAN, "NV1 20 suất quà, 12 suất học bổng")
    [answer] = chat.say(LAN, "sửa học bổng 15 suất")
    assert answer.text.startswith("Đã sửa NV1")
    assert sorted(figures(chat)[-2:]) == [("suất học bổng", 15), ("suất quà", 20)]


@pytest.mark.parametrize(
    ("words", "ref"),
    [("không phải NV10 mà là NV3", "NV 10"), ("NV2 xong chứ không phải NV1", "NV 1"), ("nhầm, NV3 mới 40%", None)],
)
def test_the_task_taken_back_is_told_from_the_one_meant(words, ref):
    assert misplaced(words) == ref


def test_nobody_takes_back_what_others_reported(chat):
    chat.say(LAN, "NV1 đạt 80%")
    chat.say(MINH, "hủy")
    assert state(chat, 1, FIRST) == (Said.WORKING, 80)
