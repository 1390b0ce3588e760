"""Conversations in which something goes wrong (rows of the catalogue of faults and abuse, part 5)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from chat import Chat
from conftest import HANH, LAN, found_office, join
from conversation import FIRST, PLAN, TUAN, TypedChat, heard, lines, morning, open_office, standing, state
from handlers.dispatch import dispatch
from messages.channel import Incoming
from models.assignment import Said
from models.database import transactions
from models.people import Person, Role

SECOND_CLERK = "1005"


@pytest.fixture(params=[Chat, TypedChat], ids=["buttons", "digits"])
def chat(request, sessions, office) -> Chat:
    return open_office(request.param(sessions))


@pytest.fixture
def two_clerks(request, sessions, office) -> Chat:
    with sessions() as session:
        thu = Person(office_id=office.id, name="Phạm Minh Thu", role=Role.CLERK)
        session.add(thu)
        session.flush()
        join(session, thu, SECOND_CLERK)
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", PLAN)
    return chat


def test_row_15_a_double_tap_gives_the_same_answer_and_one_line(chat):
    morning(chat, date(2026, 6, 2))
    chat.press(LAN, "NV2")
    message, data = chat.button(LAN, "50%")
    answers = [chat.say(LAN, "", button=data, message_id=message.platform_id)[0].text for _ in range(10)]
    assert len(set(answers)) == 1
    assert len(lines(chat, 2)) == 1


def test_row_15_taps_at_one_moment_give_one_line(engine_for_many):
    sessions = transactions(engine_for_many)
    found_office(sessions)
    chat = open_office(Chat(sessions))
    morning(chat, date(2026, 6, 2))
    chat.press(LAN, "NV2")
    message, data = chat.button(LAN, "50%")
    at = chat.now + timedelta(minutes=1)
    taps = [Incoming("fake", f"tap{n}", LAN, "", at, button=data, message_id=message.platform_id) for n in range(10)]
    with ThreadPoolExecutor(10) as hands:
        list(hands.map(lambda tap: dispatch(chat.sessions, tap, at), taps))
    assert len(lines(chat, 2)) == 1
    assert len({shown.text for shown in chat.shown(LAN) if ":tap" in shown.key}) == 1


def test_row_17_a_button_of_a_closed_plan_is_answered_politely(chat):
    morning(chat, date(2026, 6, 2))
    chat.press(LAN, "NV2")
    message, data = chat.button(LAN, "50%")
    chat.say(HANH, "/kehoach")
    chat.press(HANH, "Kế hoạch Tháng")
    chat.press(HANH, "Kết thúc")
    chat.press(HANH, "Kết thúc")
    [answer] = chat.say(LAN, "", button=data, message_id=message.platform_id)
    assert "không còn hiệu lực" in answer.text
    assert "đã kết thúc" in answer.text
    assert lines(chat, 2) == []


def test_row_17_an_answered_question_s_buttons_say_so_and_show_what_is_open(chat):
    chat.say(LAN, "xong rồi ạ")
    message, data = chat.button(LAN, "NV4")
    chat.press(LAN, "NV2")
    [answer] = chat.say(LAN, "", button=data, message_id=message.platform_id)
    assert "không còn hiệu lực" in answer.text
    assert [choice[0][:3] for choice in answer.choices] == ["NV1", "NV4"]
    assert lines(chat, 4) == []


def test_row_51_the_second_clerk_sees_what_the_first_changed(two_clerks):
    chat = two_clerks
    chat.say(SECOND_CLERK, "/kehoach")
    chat.say(HANH, "NV1 thời hạn: trước ngày 12/6/2026")
    [news] = chat.say(SECOND_CLERK, "NV1 thời hạn: trước ngày 20/6/2026")
    assert "Đỗ Thị Hạnh vừa sửa NV1" in news.text
    assert "12/6" in news.text
    chat.say(SECOND_CLERK, "NV1 thời hạn: trước ngày 20/6/2026")
    chat.say(HANH, "/kehoach")
    chat.press(HANH, "Kế hoạch Tháng")
    chat.press(HANH, "Phê duyệt")
    assert standing(chat, 1).due == date(2026, 6, 20)


def test_row_51_a_card_opened_before_the_change_does_not_undo_it(two_clerks):
    chat = two_clerks
    chat.say(SECOND_CLERK, "/kehoach")
    chat.press(SECOND_CLERK, "Kế hoạch Tháng")
    chat.press(SECOND_CLERK, "Xem từng nhiệm vụ")
    message, data = chat.button(SECOND_CLERK, "Bỏ nhiệm vụ này")
    chat.say(HANH, "NV1 thời hạn: trước ngày 12/6/2026")
    [news] = chat.say(SECOND_CLERK, "", button=data, message_id=message.platform_id)
    assert "Chưa ghi" in news.text
    chat.press(SECOND_CLERK, "Xem NV1")
    assert "12/6" in chat.shown(SECOND_CLERK)[-1].text


def test_row_51_two_of_a_unit_report_and_both_are_kept(chat):
    chat.say(LAN, "NV2 đạt 40%")
    chat.say(TUAN, "NV2 đạt 60%")
    assert [line.percent for line in lines(chat, 2)] == [40, 60]
    assert state(chat, 2) == (Said.WORKING, 60)


def test_row_52_a_reply_and_a_new_deadline_at_once_are_both_kept(chat):
    chat.say(LAN, "NV1 xin lùi đến 18/6 vì trùng lịch")
    message, data = chat.button(HANH, "Đồng ý")
    at = chat.now + timedelta(minutes=1)
    dispatch(chat.sessions, Incoming("fake", "x1", LAN, "NV1 đạt 70%", at), at)
    dispatch(chat.sessions, Incoming("fake", "x2", HANH, "", at, button=data, message_id=message.platform_id), at)
    found = standing(chat, 1)
    assert (found.due, found.original_due) == (date(2026, 6, 18), date(2026, 6, 15))
    assert state(chat, 1) == (Said.WORKING, 70)


def test_row_53_a_reply_by_mistake_is_corrected_and_its_history_kept(chat):
    chat.say(LAN, "NV1 xong")
    chat.say(LAN, "nhầm, NV1 mới được 60% thôi")
    assert state(chat, 1) == (Said.WORKING, 60)
    assert [(line.said, line.corrects) for line in lines(chat, 1)] == [(Said.DONE, None), (Said.WORKING, 1)]


def test_row_53_a_report_on_the_wrong_task_moves(chat):
    chat.say(LAN, "NV1 xong")
    chat.say(LAN, "nhầm, NV2 mới xong chứ không phải NV1")
    assert state(chat, 1)[0] is not Said.DONE
    assert state(chat, 2)[0] is Said.DONE


@pytest.mark.parametrize(
    "words", ["NV1 xong, cháu Nguyễn Thị Hoa lớp 2A đã nhận quà", "be Trang lop 1b bi om, nv1 chua lam"]
)
def test_row_66_a_child_s_details_are_noticed_and_kept_nowhere(chat, words):
    [answer] = chat.say(LAN, words)
    assert "trẻ" in answer.text
    assert lines(chat, 1) == []
    assert not any(name in message.text for message in chat.everyone() for name in ("Hoa", "Trang"))
    assert not heard(chat, HANH, "lớp 2A")


def test_a_stranger_s_words_and_forged_buttons_change_nothing(chat):
    for words in ("NV1 xong", "/baocao", "/kehoach"):
        chat.say("6666", words)
    chat.say("6666", "", button="a:1:done")
    assert lines(chat, 1) == []
    assert not heard(chat, "6666", FIRST)


def test_in_a_group_an_answer_to_the_bot_s_own_list_is_a_report(chat):
    group = {"address": "-7", "sender": LAN, "group": True}
    chat.say(LAN, "/gannhom Phòng Nghiệp vụ I", **group)
    [listed] = chat.say(LAN, "/nhiemvu", **group)
    chat.say(LAN, "NV2 xong", message_id=listed.platform_id, **group)
    assert state(chat, 2)[0] is Said.DONE
