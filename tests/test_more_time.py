"""Xin gia hạn: both who may decide are asked, the first decision counts, the plan's date stays."""

from datetime import date

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN
from models.assignment import Assignment
from models.item import Item, ItemKind
from people_of import HOA, NAM, TAM, more_people
from test_progress import DRAFT


@pytest.fixture
def chat(sessions, office) -> Chat:
    with sessions() as session:
        more_people(session, NAM, TAM)
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    return chat


def assignment(chat: Chat, number: int = 1) -> Assignment:
    with chat.sessions() as session:
        return session.get_one(Assignment, number)


def wishes(chat: Chat) -> list[Item]:
    with chat.sessions() as session:
        query = select(Item).where(Item.kind == ItemKind.MORE_TIME).order_by(col(Item.id))
        return list(session.exec(query).all())


def last(chat: Chat, who: str) -> str:
    return chat.shown(who)[-1].text


def test_head_and_clerk_are_both_asked_where_staff_asks(chat):
    chat.say(NAM, "NV1 xin lùi đến 20/6 do xã gửi số liệu chậm")
    for who in (LAN, HANH):
        assert "Lê Văn Nam" in last(chat, who)
        assert "xin gia hạn NV1" in last(chat, who)
    assert not chat.shown(TAM)


def test_a_head_s_own_wish_goes_to_the_clerk(chat):
    chat.say(LAN, "NV1 xin lùi đến 20/6")
    assert "xin gia hạn NV1" in last(chat, HANH)
    chat.press(HANH, "Đồng ý đến 20/6/2026")
    assert assignment(chat).due == date(2026, 6, 20)
    assert "đồng ý gia hạn đến 20/6/2026 (hạn cũ 15/6/2026). (Đỗ Thị Hạnh)" in last(chat, LAN)


def test_a_head_may_not_grant_the_own_wish(chat):
    chat.say(LAN, "NV1 xin lùi đến 20/6")
    assert "không còn hiệu lực" in chat.say(LAN, "", button="g:1:20260620")[0].text
    assert assignment(chat).due == date(2026, 6, 15)


@pytest.mark.parametrize("say", ["press", "digit"])
def test_the_first_decision_counts_and_the_other_sees_who_took_it(chat, say):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    asked = chat.shown(HANH)[-1]
    if say == "press":
        chat.press(LAN, "Đồng ý")
    else:
        chat.say(LAN, "1")
    assert "đồng ý gia hạn đến 20/6/2026" in last(chat, NAM)
    assert "(Trần Thị Lan)" in last(chat, NAM)
    assert "Trần Thị Lan đã quyết định đồng ý" in last(chat, HANH)
    assert chat.shown(HANH)[-1].edits == asked.platform_id
    [late] = chat.say(HANH, "2", message_id=asked.platform_id)
    assert "Trần Thị Lan đã quyết định đồng ý" in late.text
    assert (assignment(chat).due, wishes(chat)[0].granted) == (date(2026, 6, 20), True)


def test_a_double_tap_tells_once(chat):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    chat.press(LAN, "Đồng ý")
    chat.press(LAN, "Đồng ý")
    assert len([message for message in chat.shown(NAM) if "đồng ý gia hạn" in message.text]) == 1


def test_the_old_date_is_shown_beside_the_new(chat):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    chat.press(LAN, "Đồng ý")
    assert assignment(chat).original_due == date(2026, 6, 15)
    assert "hạn 20/6/2026 (hạn cũ 15/6/2026, đã lùi)" in chat.say(NAM, "", button="t:1")[0].text


def test_a_refusal_is_told_at_once_and_its_reason_after(chat):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    chat.press(LAN, "Không đồng ý")
    assert "giữ nguyên thời hạn 15/6/2026. (Trần Thị Lan)" in last(chat, NAM)
    chat.say(LAN, "Sở đã hẹn với tỉnh ngày 15")
    assert 'Lý do giữ nguyên thời hạn NV1: "Sở đã hẹn với tỉnh ngày 15" (Trần Thị Lan)' in last(chat, NAM)
    assert wishes(chat)[0].granted is False
    assert assignment(chat).due == date(2026, 6, 15)


@pytest.mark.parametrize("skip", ["1", "thôi"])
def test_the_reason_can_be_left_out(chat, skip):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    chat.press(LAN, "Không đồng ý")
    chat.say(LAN, skip)
    chat.say(LAN, "Cảm ơn em")
    assert "giữ nguyên thời hạn" in last(chat, NAM)
    assert "Cảm ơn" not in last(chat, NAM)


def test_a_report_after_a_refusal_is_no_reason(chat):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    chat.press(LAN, "Không đồng ý")
    chat.say(LAN, "NV2 đạt 60%")
    assert assignment(chat, 2).percent == 60
    assert "60%" not in last(chat, NAM)


def test_another_day_asked_for_replaces_the_first(chat):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    _, first = chat.button(LAN, "Đồng ý")
    chat.say(NAM, "NV1 xin lùi đến 25/6")
    [wish] = wishes(chat)
    assert wish.asked_due == date(2026, 6, 25)
    [again] = chat.say(LAN, "", button=first)
    assert "đến 25/6/2026" in again.text
    assert assignment(chat).due == date(2026, 6, 15)
    chat.say(LAN, "1")
    assert assignment(chat).due == date(2026, 6, 25)


@pytest.mark.parametrize(
    ("who", "then", "said"),
    [(NAM, "NV1 xong", "đã báo hoàn thành"), (NAM, "hủy", "đã rút đề nghị")],
)
def test_what_needs_no_decision_any_more_is_said(chat, who, then, said):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    chat.say(who, then)
    [late] = chat.press(HANH, "Đồng ý")
    assert said in late.text
    assert assignment(chat).due == date(2026, 6, 15)


def test_after_the_plan_is_closed_nothing_is_decided(chat):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    chat.say(HANH, "", button="pz:1:yes")
    [late] = chat.press(LAN, "Đồng ý")
    assert "không còn theo dõi" in late.text
    assert assignment(chat).due == date(2026, 6, 15)


def test_a_wish_is_seen_until_it_is_decided(chat):
    waits = "xin gia hạn đến 20/6, chờ quyết định"
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    assert waits in chat.say(NAM, "/nhiemvu")[0].text
    assert waits in chat.say(NAM, "", button="t:1")[0].text
    assert "Chờ quyết định: 1" in chat.say(HANH, "/tinhhinh")[0].text
    chat.press(LAN, "Không đồng ý")
    assert "chờ quyết định" not in chat.say(NAM, "/nhiemvu")[0].text
    assert "Chờ quyết định" not in chat.say(HANH, "/tinhhinh")[0].text


def test_a_wish_beside_progress_is_a_wish_in_the_card_of_the_situation(chat):
    chat.say(NAM, "NV1 đạt 60%, xin gia hạn đến 20/6")
    card = chat.say(HANH, "/tinhhinh")[0].text
    assert "Chờ quyết định: 1</b>\n  NV1 Phòng Nghiệp vụ I: xin gia hạn đến 20/6/2026" in card


def test_a_wish_can_be_answered_in_words_before_it_is_decided(chat):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    chat.press(LAN, "Trả lời")
    chat.say(LAN, "Còn thiếu xã nào em?")
    assert "Còn thiếu xã nào em?" in last(chat, NAM)
    assert wishes(chat)[0].is_open


def test_the_only_clerk_asks_herself(chat):
    with chat.sessions() as session:
        session.get_one(Assignment, 1).unit_id = 1
    chat.say(HANH, "NV1 xin lùi đến 20/6")
    chat.press(HANH, "Đồng ý")
    assert assignment(chat).due == date(2026, 6, 20)


def test_another_clerk_decides_for_a_clerk(chat):
    with chat.sessions() as session:
        session.get_one(Assignment, 1).unit_id = 1
        more_people(session, HOA)
    chat.say(HANH, "NV1 xin lùi đến 20/6")
    assert "xin gia hạn NV1" in last(chat, HOA)


def test_a_wish_without_a_day_is_asked_for_one(chat):
    replies = chat.say(NAM, "NV1 đang làm, xin thêm thời gian")
    assert "đến ngày nào" in replies[-1].text
    chat.say(NAM, "đến 20/6 ạ")
    [wish] = wishes(chat)
    assert wish.asked_due == date(2026, 6, 20)
    chat.press(LAN, "Đồng ý đến 20/6/2026")
    assert assignment(chat).due == date(2026, 6, 20)


@pytest.mark.parametrize("typed", ["20/6", "đến 20/6 nhé", "đồng ý đến ngày 20/6"])
def test_the_decider_names_the_day_where_none_was_asked_for(chat, typed):
    chat.say(NAM, "NV1 đang làm, xin thêm thời gian")
    [asked] = chat.press(LAN, "Đồng ý")
    assert "đến ngày nào" in asked.text
    chat.say(LAN, typed)
    assert (assignment(chat).due, wishes(chat)[0].granted) == (date(2026, 6, 20), True)


@pytest.mark.parametrize(
    ("words", "granted", "due"),
    [
        ("Đồng ý", True, 20),
        ("ok em", True, 20),
        ("đồng ý đến 18/6 thôi nhé", True, 18),
        ("dong y den 18/6", True, 18),
        ("Không đồng ý, tỉnh cần ngày 15", False, 15),
        ("ko được em ơi", False, 15),
        ("giữ nguyên hạn nhé", False, 15),
    ],
)
def test_a_decision_may_be_typed_in_answer_to_the_note(chat, words, granted, due):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    chat.say(LAN, words, message_id=chat.shown(LAN)[-1].platform_id)
    assert (wishes(chat)[0].granted, assignment(chat).due) == (granted, date(2026, 6, due))
    assert (words in last(chat, NAM)) is not granted


@pytest.mark.parametrize("words", ["Đồng ý không em?", "để tôi hỏi lại tỉnh", "đồng ý đến 18/6 hoặc 19/6"])
def test_other_words_in_answer_to_the_note_decide_nothing(chat, words):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    chat.say(LAN, words, message_id=chat.shown(LAN)[-1].platform_id)
    assert wishes(chat)[0].is_open
    assert words in last(chat, NAM)


def test_the_reason_for_a_wish_is_told_with_it_only(chat):
    chat.say(NAM, "NV1 xin lùi đến 20/6 do xã gửi số liệu chậm")
    assert len(chat.shown(LAN)) == 1
    assert "xã gửi số liệu chậm" in last(chat, LAN)


def test_a_corrected_wish_is_asked_anew_with_its_day(chat):
    chat.say(NAM, "NV1 đạt 60%, xin gia hạn đến 20/6")
    chat.say(NAM, "sửa")
    chat.say(NAM, "xin gia hạn đến 22/6")
    [wish] = wishes(chat)
    assert (wish.is_open, wish.asked_due) == (True, date(2026, 6, 22))
    assert "đến 22/6/2026" in last(chat, LAN)


@pytest.mark.parametrize("button", ["g:1:20260620", "g:1:", "gn:1", "gs:1", "g:99:20260620", "g:1:x", "gn:x"])
def test_only_those_who_were_asked_decide(chat, button):
    chat.say(NAM, "NV1 xin lùi đến 20/6")
    for who in (NAM, TAM):
        assert "không còn hiệu lực" in chat.say(who, "", button=button)[0].text
    assert wishes(chat)[0].is_open
    assert assignment(chat).due == date(2026, 6, 15)


def test_the_day_is_asked_for_once(chat):
    chat.say(NAM, "NV1 đang làm, xin thêm thời gian")
    for text in ("cảm ơn chị", "vâng ạ"):
        assert not [reply for reply in chat.say(NAM, text) if "đến ngày nào" in reply.text]
    assert wishes(chat)[0].is_open


def test_a_wish_sent_anew_with_its_task_closes_the_question_for_the_day(chat):
    asked = chat.say(LAN, "NV1 xin gia hạn đến 10/6, NV2 xong")
    assert any("xin gia hạn đến ngày nào" in reply.text for reply in asked)
    [recorded] = chat.say(LAN, "NV1 xin gia hạn đến 20/6")
    assert "Đã ghi NV1: xin gia hạn đến 20/6/2026" in recorded.text
    assert all("đến ngày nào" not in reply.text for reply in chat.say(LAN, "NV2 đạt 40%"))
