"""Questions: the task they are about, the answer that comes back, and two who answer at once."""

import pytest
from sqlmodel import col, select

from conftest import HANH, LAN
from messages.channel import Attachment
from models.assignment import Said
from models.item import ItemKind
from models.people import Address, Person
from people_of import HOA, NAM
from test_items import assignment, chat, items, last

__all__ = ["chat"]  # the fixture


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("NV1 gửi kết quả cho ai ạ?", 1),
        ("rà soát văn bản thì gửi kết quả cho ai ạ?", 2),
        ("ra soat van ban thi gui ket qua cho ai a?", 2),
        ("có phải họp giao ban không ạ?", None),
    ],
)
def test_a_question_has_its_task_attached(chat, text, number):
    [reply] = chat.say(NAM, text)
    [item] = items(chat)
    assert (item.kind, item.assignment_id) == (ItemKind.QUESTION, number)
    assert "Trần Thị Lan, Đỗ Thị Hạnh" in reply.text


def test_a_question_in_answer_to_a_card_is_about_its_task(chat):
    [card] = chat.say(NAM, "", button="t:2")
    chat.say(NAM, "cái này gửi cho ai ạ?", message_id=card.platform_id)
    assert items(chat)[0].assignment_id == 2


def test_a_question_of_the_only_open_task_is_about_it(chat):
    chat.say(NAM, "NV1 xong")
    chat.say(NAM, "cái này gửi cho ai ạ?")
    assert items(chat)[0].assignment_id == 2


def test_an_answered_question_is_over(chat):
    chat.say(NAM, "NV1 báo cáo theo mẫu nào ạ?")
    chat.press(HANH, "Trả lời")
    chat.say(HANH, "Theo mẫu số 2")
    [item] = items(chat)
    assert (item.is_open, item.answer) == (False, "Theo mẫu số 2")


def test_an_answer_to_the_answer_finds_the_task(chat):
    chat.say(NAM, "NV2 báo cáo theo mẫu nào ạ?")
    chat.press(HANH, "Trả lời")
    chat.say(HANH, "Theo mẫu số 2")
    chat.say(NAM, "đạt 60%", message_id=chat.shown(NAM)[-1].platform_id)
    assert assignment(chat, 2).percent == 60


def test_a_question_that_reaches_nobody_waits_in_the_list(chat):
    with chat.sessions() as session:
        for address in session.exec(select(Address).where(col(Address.address).in_([HANH, HOA, LAN]))).all():
            address.unreachable_since = chat.now
    [reply] = chat.say(NAM, "NV1 báo cáo theo mẫu nào ạ?")
    assert "chưa liên hệ được" in reply.text
    assert "mẫu nào" in chat.say(HANH, "/vuongmac")[0].text


def test_an_answer_can_bring_a_document(chat):
    chat.say(NAM, "NV2 báo cáo theo mẫu nào ạ?")
    form = Attachment(ref="f", name="mau.docx", size=9, sha256="cd" * 32)
    chat.press(HANH, "Trả lời")
    chat.say(HANH, "Theo mẫu này", attachments=(form,))
    assert (chat.shown(NAM)[-1].document, chat.shown(NAM)[-1].document_name) == (f"file:{'cd' * 32}", "mau.docx")


def test_the_second_to_answer_sees_what_was_answered_and_may_add(chat):
    chat.say(NAM, "NV2 báo cáo theo mẫu nào ạ?")
    chat.press(HANH, "Trả lời")
    chat.press(LAN, "Trả lời")
    chat.say(HANH, "Theo mẫu số 2")
    [asked] = chat.say(LAN, "Dùng mẫu của quý trước nhé")
    assert 'Đỗ Thị Hạnh đã trả lời: "Theo mẫu số 2"' in asked.text
    assert "quý trước" not in last(chat, NAM)
    chat.press(LAN, "Gửi thêm")
    assert "quý trước" in last(chat, NAM)
    assert items(chat)[0].answer == "Theo mẫu số 2\nTrần Thị Lan: Dùng mẫu của quý trước nhé"
    assert "không còn hiệu lực" in chat.press(LAN, "Gửi thêm")[0].text


def test_the_second_may_keep_the_answer_back_by_a_digit(chat):
    chat.say(NAM, "NV2 báo cáo theo mẫu nào ạ?")
    chat.press(LAN, "Trả lời")
    chat.press(HANH, "Trả lời")
    chat.say(HANH, "Theo mẫu số 2")
    chat.say(LAN, "Dùng mẫu của quý trước nhé")
    assert "Không gửi gì thêm" in chat.say(LAN, "2")[0].text
    assert "quý trước" not in last(chat, NAM)


def test_who_presses_late_is_told_the_answer(chat):
    chat.say(NAM, "NV2 báo cáo theo mẫu nào ạ?")
    chat.press(HANH, "Trả lời")
    chat.say(HANH, "Theo mẫu số 2")
    note = next(message for message in chat.shown(HOA) if "hỏi về NV2" in message.text)
    [shown] = chat.say(HOA, "1", message_id=note.platform_id)
    assert "Theo mẫu số 2" in shown.text
    [closed] = chat.say(HOA, "3", message_id=note.platform_id)
    assert "đã khép lại" in closed.text


def test_what_others_raise_does_not_come_between_a_question_and_its_digit(chat):
    chat.say(LAN, "xong rồi")
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.say(LAN, "1")
    assert assignment(chat, 1).state is Said.DONE
    chat.say(LAN, "1")
    assert "gõ câu trả lời cho Lê Văn Nam" in last(chat, LAN)


def test_who_has_left_is_told_nothing(chat):
    chat.say(NAM, "NV2 báo cáo theo mẫu nào ạ?")
    with chat.sessions() as session:
        session.get_one(Person, 4).active = False
    before = len(chat.shown(NAM))
    chat.press(HANH, "Trả lời")
    [reply] = chat.say(HANH, "Theo mẫu số 2")
    assert "Chưa chuyển được" in reply.text
    assert len(chat.shown(NAM)) == before
    assert items(chat)[0].answer == "Theo mẫu số 2"
