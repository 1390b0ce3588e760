"""More time granted or refused in words, from the note, later by the task's number, and from /vuongmac."""

from datetime import date

import pytest

from chat import Chat
from conftest import HANH, LAN
from conversation import TypedChat
from models.item import ItemKind
from people_of import BINH, NAM, TAM, more_people
from test_more_time import assignment, last, wishes
from test_progress import DRAFT


@pytest.fixture(params=[Chat, TypedChat])
def chat(request, sessions, office) -> Chat:
    with sessions() as session:
        more_people(session, NAM, TAM, BINH)
    chat = request.param(sessions)
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    return chat


@pytest.mark.parametrize("who", [HANH, LAN, BINH])
@pytest.mark.parametrize(
    ("words", "granted", "due"),
    [
        ("đồng ý gia hạn NV1", True, 20),
        ("NV1 đồng ý gia hạn", True, 20),
        ("dong y nv1", True, 20),
        ("đồng ý cho NV1 lùi đến 18/6", True, 18),
        ("gia hạn NV1 đến 18/6", True, 18),
        ("không đồng ý gia hạn NV1 vì tỉnh cần sớm", False, 15),
        ("ko dong y gia han NV1", False, 15),
        ("NV1 không đồng ý gia hạn", False, 15),
        ("không đồng ý gia hạn", False, 15),
    ],
)
def test_a_wish_is_decided_by_words_at_any_time(chat, who, words, granted, due):
    chat.say(NAM, "NV1 xin lùi đến 20/6 do xã gửi số liệu chậm")
    chat.say(who, "/nhiemvu")
    chat.say(who, words)
    [wish] = wishes(chat)
    assert (wish.granted, assignment(chat).due) == (granted, date(2026, 6, due))
    assert ("đồng ý gia hạn đến" if granted else "giữ nguyên thời hạn") in last(chat, NAM)


@pytest.mark.parametrize(("words", "granted"), [("đồng ý", True), ("không đồng ý, tỉnh cần ngày 15", False)])
def test_consent_right_after_the_note_needs_no_number(chat, words, granted):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    chat.say(HANH, words)
    assert wishes(chat)[0].granted is granted


def test_a_refusal_without_a_reason_is_asked_for_one(chat):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    [asked] = chat.say(HANH, "không đồng ý gia hạn NV1")
    assert "Muốn nêu lý do" in asked.text
    assert "Lý do" not in last(chat, NAM)
    chat.say(HANH, "tỉnh cần trước ngày 16")
    assert "tỉnh cần trước ngày 16" in last(chat, NAM)


@pytest.mark.parametrize("who", [HANH, LAN, NAM])
@pytest.mark.parametrize("words", ["không đồng ý gia hạn NV1", "đồng ý gia hạn NV1", "từ chối gia hạn NV1"])
def test_a_decision_where_nothing_waits_says_so_and_files_no_request(chat, who, words):
    [reply] = chat.say(who, words)
    assert "không có đề nghị gia hạn nào đang chờ" in reply.text
    assert not wishes(chat)
    assert assignment(chat).state is None


def test_a_second_decision_says_who_took_the_first(chat):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    chat.say(LAN, "đồng ý gia hạn NV1")
    [reply] = chat.say(HANH, "không đồng ý gia hạn NV1")
    assert "đã quyết định đồng ý" in reply.text
    assert assignment(chat).due == date(2026, 6, 20)


@pytest.mark.parametrize("who", [NAM, TAM])
def test_staff_decide_nothing(chat, who):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    chat.say(who, "đồng ý gia hạn NV1")
    [wish] = wishes(chat)
    assert (wish.granted, assignment(chat).due) == (None, date(2026, 6, 15))


@pytest.mark.parametrize("words", ["NV1 chưa được duyệt kinh phí", "chưa duyệt kinh phí cho NV1", "ok em"])
def test_other_words_of_the_head_decide_nothing(chat, words):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    chat.say(LAN, words)
    assert wishes(chat)[0].granted is None


def test_which_of_several_is_asked(chat):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    chat.say(TAM, "NV2 xin lùi đến 26/6")
    chat.say(HANH, "/vuongmac")
    [asked] = chat.say(HANH, "đồng ý gia hạn")
    assert "2 đề nghị gia hạn" in asked.text
    chat.press(HANH, "Đồng ý NV2")
    assert [wish.granted for wish in wishes(chat)] == [None, True]


@pytest.mark.parametrize(("label", "granted"), [("Đồng ý đến", True), ("Không đồng ý", False)])
def test_the_list_decides_too(chat, label, granted):
    chat.say(NAM, "NV1 xin lùi đến 20/6 do xã gửi số liệu chậm")
    [shown] = chat.say(HANH, "/vuongmac")
    assert "đang chờ: 1<" in shown.text
    assert "⏳" in shown.text
    chat.press(HANH, "1. NV1")
    chat.press(HANH, label)
    assert [(wish.kind, wish.granted) for wish in wishes(chat)] == [(ItemKind.MORE_TIME, granted)]
    assert "⏳" not in chat.say(HANH, "/vuongmac")[0].text
