"""Obstacles and questions: who hears of them, who answers, what comes back, when they are over."""

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN, STRANGER
from messages.channel import Attachment
from models.assignment import Assignment, Progress, Said
from models.item import Item, ItemKind
from models.people import Room
from people_of import BINH, HOA, NAM, TAM, more_people
from test_progress import DRAFT


@pytest.fixture
def chat(sessions, office) -> Chat:
    with sessions() as session:
        more_people(session, NAM, TAM, HOA, BINH)
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    return chat


def items(chat: Chat) -> list[Item]:
    with chat.sessions() as session:
        return list(session.exec(select(Item).order_by(col(Item.id))).all())


def assignment(chat: Chat, number: int) -> Assignment:
    with chat.sessions() as session:
        return session.get_one(Assignment, number)


def notes(chat: Chat, who: str, about: str) -> list[str]:
    return [message.text for message in chat.shown(who) if about in message.text and message.key.startswith("item:")]


def last(chat: Chat, who: str) -> str:
    return chat.shown(who)[-1].text


@pytest.mark.parametrize(
    "texts",
    [
        ["NV2 chưa làm được do chờ kinh phí"],
        ["NV1 xong, NV2 chưa làm được do chờ kinh phí"],
        ["NV2 vướng", "NV2 chưa làm được do chờ kinh phí"],
    ],
)
def test_an_obstacle_in_a_sentence_is_an_item(chat, texts):
    for text in texts:
        chat.say(NAM, text)
    [item] = items(chat)
    assert (item.kind, item.assignment_id, item.words) == (ItemKind.BLOCKER, 2, "chờ kinh phí")


def test_an_obstacle_told_after_the_button_is_an_item(chat):
    chat.say(NAM, "", button="a:2:blocked")
    chat.say(NAM, "chờ Sở Tài chính cấp kinh phí")
    [item] = items(chat)
    assert "kinh phí" in item.words
    assert len(notes(chat, HANH, "vướng mắc NV2")) == 1


def test_clerks_and_the_head_are_told_at_once_where_staff_is_held_up(chat):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    for who in (HANH, HOA, LAN):
        [note] = notes(chat, who, "vướng mắc NV2")
        assert "Lê Văn Nam" in note
        assert "chờ kinh phí" in note
    assert not notes(chat, TAM, "vướng mắc") + notes(chat, BINH, "vướng mắc")
    labels = [choice[0] for choice in chat.shown(LAN)[-1].choices]
    assert labels == ["Trả lời", "Giao người xử lý", "Đã giải quyết"]


def test_the_head_s_own_obstacle_goes_to_the_clerks(chat):
    chat.say(LAN, "NV2 chưa làm được do chờ kinh phí")
    assert notes(chat, HANH, "vướng mắc NV2")
    assert not notes(chat, LAN, "vướng mắc")


def test_the_same_obstacle_again_is_told_once_and_other_words_change_it(chat):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    assert len(notes(chat, HANH, "vướng mắc")) == 1
    chat.say(TAM, "NV2 chưa làm được do thiếu người")
    [item] = items(chat)
    assert item.words == "thiếu người"
    assert len(notes(chat, HANH, "vướng mắc")) == 2


@pytest.mark.parametrize("text", ["NV2 xong", "NV2 đạt 60%", "NV2 đã khắc phục", "NV2 hết vướng rồi"])
def test_a_report_without_the_obstacle_closes_it(chat, text):
    chat.say(NAM, "NV1 xong")
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.say(NAM, text)
    [item] = items(chat)
    assert (item.is_open, item.answer) == (False, None)
    assert assignment(chat, 2).blocker is None


@pytest.mark.parametrize("text", ["NV2 chưa khắc phục được", "NV2 khi nào khắc phục xong em báo", "cảm ơn"])
def test_other_words_leave_it_open(chat, text):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.say(NAM, text)
    assert items(chat)[0].is_open


def test_taking_the_report_back_closes_its_obstacle(chat):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.say(NAM, "hủy")
    assert not items(chat)[0].is_open


def test_taking_back_what_closed_it_opens_it_again(chat):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.say(NAM, "NV2 xong")
    chat.say(NAM, "hủy")
    [item] = items(chat)
    assert item.is_open
    assert len(notes(chat, HANH, "vướng mắc")) == 1


def test_the_answer_reaches_who_raised_it_and_the_head_and_leaves_an_obstacle_open(chat):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.press(HANH, "Trả lời")
    [done] = chat.say(HANH, "Tuần này kế toán chuyển kinh phí về phòng")
    assert "Đã chuyển câu trả lời đến Lê Văn Nam" in done.text
    assert "Trả lời về NV2" in last(chat, NAM)
    assert "(Đỗ Thị Hạnh)" in last(chat, NAM)
    assert "Đỗ Thị Hạnh trả lời Lê Văn Nam" in last(chat, LAN)
    [item] = items(chat)
    assert (item.is_open, item.answer) == (True, "Tuần này kế toán chuyển kinh phí về phòng")


def test_an_answer_by_reply_to_the_note_needs_no_button(chat):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    note = chat.shown(LAN)[-1]
    chat.say(LAN, "Chiều nay tôi làm việc với kế toán", message_id=note.platform_id)
    assert "Chiều nay tôi làm việc với kế toán" in last(chat, NAM)
    assert "(Trần Thị Lan)" in last(chat, NAM)
    with chat.sessions() as session:
        assert len(session.exec(select(Progress)).all()) == 1


def test_settled_in_one_tap_is_told_once_and_can_be_contradicted(chat):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.press(HANH, "Đã giải quyết")
    again = chat.press(HANH, "Đã giải quyết")
    assert "đã khép lại" in again[0].text
    told = [message for message in chat.shown(NAM) if "đã được giải quyết" in message.text]
    assert len(told) == 1
    assert assignment(chat, 2).blocker is None
    chat.press(NAM, "Vẫn vướng")
    assert items(chat)[0].is_open
    assert assignment(chat, 2).blocker == "chờ kinh phí"
    assert len(notes(chat, HANH, "vướng mắc")) == 2
    chat.press(NAM, "Vẫn vướng")
    assert len(notes(chat, HANH, "vướng mắc")) == 2


def test_a_settled_obstacle_does_not_come_back_with_a_file(chat):
    chat.say(NAM, "NV1 xong")
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.press(HANH, "Đã giải quyết")
    file = Attachment(ref="p", name="to-trinh.pdf", size=9, sha256="cd" * 32)
    chat.say(NAM, "", attachments=(file,))
    assert len(items(chat)) == 1
    assert (assignment(chat, 2).blocker, assignment(chat, 2).state) == (None, Said.WORKING)


def test_an_obstacle_met_again_is_a_new_item(chat):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.press(HANH, "Đã giải quyết")
    chat.say(NAM, "NV2 vẫn chưa làm được do chờ kinh phí")
    assert [item.is_open for item in items(chat)] == [False, True]


def test_somebody_can_be_made_to_see_to_it(chat):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.press(HANH, "Giao người xử lý")
    [given] = chat.press(HANH, "Phạm Quốc Bình")
    assert "Đã giao Phạm Quốc Bình" in given.text
    [note] = notes(chat, BINH, "vướng mắc NV2")
    assert "chờ kinh phí" in note
    chat.press(BINH, "Trả lời")
    chat.say(BINH, "Tôi đã ký tờ trình")
    assert "(Phạm Quốc Bình)" in last(chat, NAM)


@pytest.mark.parametrize("name", ["Tâm", "chị Tâm", "giao cho Ngô Thị Tâm xử lý", "ngo thi tam"])
def test_the_owner_can_be_typed(chat, name):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.press(HANH, "Giao người xử lý")
    chat.say(HANH, name)
    assert len(notes(chat, TAM, "vướng mắc NV2")) == 1
    chat.press(TAM, "Đã giải quyết")
    assert not items(chat)[0].is_open


def test_a_name_nobody_has_is_said_and_asked_for_again(chat):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.press(HANH, "Giao người xử lý")
    assert 'không thấy ai tên "Tuấn"' in chat.say(HANH, "Tuấn")[0].text
    chat.say(HANH, "Tâm")
    assert notes(chat, TAM, "vướng mắc")


def test_a_double_tap_gives_it_once(chat):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.press(HANH, "Giao người xử lý")
    menu, data = chat.button(HANH, "Phạm Quốc Bình")
    for _ in range(2):
        chat.say(HANH, "", button=data, message_id=menu.platform_id)
    assert len(notes(chat, BINH, "vướng mắc")) == 1


@pytest.mark.parametrize("button", ["it:1", "is:1", "io:1", "ip:1:1", "iy:1", "ix:1", "ib:1", "it:99", "ii:x", "ib:99"])
def test_a_forged_button_tells_and_changes_nothing(chat, button):
    chat.say(LAN, "NV2 chưa làm được do chờ kinh phí")
    for who in (NAM, STRANGER) if button != "ib:1" else (STRANGER,):
        [reply] = chat.say(who, "", button=button)
        assert "kinh phí" not in reply.text
    assert items(chat)[0].is_open


def test_what_is_asked_in_the_group_is_told_in_private_only(chat):
    with chat.sessions() as session:
        session.add(Room(office_id=1, unit_id=2, channel="fake", address="-5"))
    [card] = chat.say("-5", "", sender=NAM, group=True, button="t:2")
    chat.say("-5", "chưa làm được do chờ kinh phí", sender=NAM, group=True, message_id=card.platform_id)
    assert notes(chat, HANH, "vướng mắc NV2")
    assert not notes(chat, "-5", "vướng mắc")
    assert "nhắn riêng" in chat.say("-5", "/vuongmac", sender=NAM, group=True)[0].text
    chat.press(HANH, "Trả lời")
    chat.say(HANH, "Tuần này có kinh phí")
    assert "Tuần này có kinh phí" in last(chat, NAM)
    assert "Tuần này" not in last(chat, "-5")


def test_a_picture_sent_as_a_document_is_not_passed_on_with_an_answer(chat):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.press(HANH, "Trả lời")
    picture = Attachment(ref="p", name="anh.jpg", size=9, sha256="cd" * 32)
    paper = Attachment(ref="d", name="mau.docx", size=9, sha256="ef" * 32)
    [reply] = chat.say(HANH, "xem file", attachments=(picture, paper))
    assert "Không chuyển 1 ảnh" in reply.text
    assert [message.document for message in chat.shown(NAM) if message.document] == ["file:" + "ef" * 32]
