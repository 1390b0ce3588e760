"""Words about what is done, confirmed or known already: nothing is reopened, filed or passed on by them."""

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from conversation import TUAN, TypedChat, heard, open_office, state
from models.assignment import Said
from models.item import Item


@pytest.fixture(params=[Chat, TypedChat])
def chat(request, sessions, office) -> Chat:
    return open_office(request.param(sessions))


def waiting(chat: Chat) -> list[Item]:
    with chat.sessions() as session:
        return list(session.exec(select(Item)).all())


def done(chat: Chat) -> None:
    chat.say(TUAN, "NV1 xong rồi ạ")
    chat.say(LAN, "xác nhận NV1")
    assert state(chat, 1)[0] is Said.DONE


@pytest.mark.parametrize("who", [LAN, TUAN])
@pytest.mark.parametrize("words", ["trả lại NV1 thiếu danh sách", "trả lại nv1, chưa có biên bản"])
def test_returning_where_nothing_waits_records_nothing(chat, who, words):
    [reply] = chat.say(who, words)
    assert "Không có báo cáo hoàn thành nào đang chờ" in reply.text
    assert state(chat, 1) == (None, None)
    assert not waiting(chat)


def test_confirming_twice_says_that_it_is_done(chat):
    done(chat)
    [reply] = chat.say(LAN, "xác nhận NV1")
    assert "oàn thành" in reply.text.split("Hiện tại:")[1]


def test_a_head_reports_by_confirming_what_nobody_claimed(chat):
    chat.say(LAN, "xác nhận NV1 đã hoàn thành")
    assert state(chat, 1)[0] is Said.DONE


def test_added_figures_keep_it_done(chat):
    done(chat)
    [reply] = chat.say(TUAN, "NV1 phát thêm 300 tờ rơi")
    assert "hoàn thành" in reply.text
    assert state(chat, 1)[0] is Said.DONE


def test_a_vague_word_is_asked_about_and_the_head_hears_what_was_meant(chat):
    done(chat)
    chat.say(TUAN, "NV1 đang làm thêm")
    assert state(chat, 1)[0] is Said.DONE
    chat.press(TUAN, "Đang làm")
    assert state(chat, 1)[0] is Said.WORKING
    assert heard(chat, LAN, "nay chưa xong")


def test_more_time_for_what_is_done_is_answered(chat):
    done(chat)
    [reply] = chat.say(TUAN, "NV1 xin lùi đến 26/6 do chưa có biên bản")
    assert "không cần gia hạn" in reply.text
    assert not waiting(chat)


@pytest.mark.parametrize("who", [HANH, LAN, TUAN])
@pytest.mark.parametrize("words", ["hạn nv1 là bao giờ", "NV1 xong chưa em", "NV1 thế nào rồi", "nv1 bao giờ phải gửi"])
def test_what_the_plan_answers_is_not_passed_on(chat, who, words):
    [reply] = chat.say(who, words)
    assert "hạn 15/6/2026" in reply.text
    assert not waiting(chat)


def test_the_only_clerk_is_not_asked_by_herself(chat):
    [reply] = chat.say(HANH, "kinh phí lấy ở đâu vậy?")
    assert "không có ai khác" in reply.text
    assert not waiting(chat)
