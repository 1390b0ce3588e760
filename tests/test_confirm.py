"""Completion by staff waits for the head's word: one tap, or returned with a reason."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN, join
from messages.channel import Attachment
from models.assignment import Assignment, Progress, Said
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Address, Person, Role, Unit
from plans.draft import PlanDraft, TaskDraft
from scheduler.remind import remind

HA, SON = "1010", "1011"
FIRST = "Phòng Nghiệp vụ I"
DRAFT = PlanDraft(
    title="Kế hoạch tháng 6",
    start=date(2026, 6, 1),
    end=date(2026, 6, 30),
    tasks=(
        TaskDraft(text="Tổ chức hội nghị tuyên truyền.", leads=(FIRST,), due=date(2026, 6, 2)),
        TaskDraft(text="Rà soát văn bản.", leads=(FIRST,)),
    ),
)


def add(chat: Chat, name: str, role: Role, address: str) -> None:
    with chat.sessions() as session:
        unit = session.exec(select(Unit).where(Unit.name == FIRST)).one()
        person = Person(office_id=unit.office_id, unit_id=unit.id, name=name, role=role)
        session.add(person)
        session.flush()
        join(session, person, address)


@pytest.fixture
def chat(sessions, office) -> Chat:
    """Hà works under Lan, who heads Phòng Nghiệp vụ I and is asked by its claims."""
    chat = Chat(sessions)
    add(chat, "Nguyễn Thu Hà", Role.STAFF, HA)
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    return chat


def said(chat: Chat) -> list[Said]:
    with chat.sessions() as session:
        return [line.said for line in session.exec(select(Progress).order_by(col(Progress.id)))]


def task(chat: Chat, number: int = 1) -> Assignment:
    with chat.sessions() as session:
        return session.get_one(Assignment, number)


def last(chat: Chat, who: str) -> OutboxMessage:
    return chat.shown(who)[-1]


def test_a_claim_is_read_back_and_asked_of_the_head(chat: Chat):
    [answer] = chat.say(HA, "NV1 xong, 3 hội nghị, 150 lượt người")
    assert "Đã ghi NV1: báo hoàn thành, chờ Trần Thị Lan xác nhận" in answer.text
    asked = last(chat, LAN)
    assert "Nguyễn Thu Hà" in asked.text
    assert "NV1 xong, 3 hội nghị" in asked.text
    assert "hội nghị" in asked.text
    assert "150" in asked.text
    assert "Chưa có tệp minh chứng" in asked.text
    assert [label for label, *_ in asked.choices] == ["Xác nhận", "Trả lại"]
    assert (task(chat).state, task(chat).done_on) == (Said.CLAIMED, date(2026, 6, 1))


def test_the_button_claims_as_words_do(chat: Chat):
    chat.say(HA, "/nhiemvu")
    chat.press(HA, "NV1")
    [answer] = chat.press(HA, "Hoàn thành")
    assert "chờ Trần Thị Lan xác nhận" in answer.text
    [again] = chat.press(HA, "Hoàn thành")
    assert "chờ Trần Thị Lan xác nhận" in again.text
    assert len([m for m in chat.shown(LAN) if m.key.startswith("claim:")]) == 1


@pytest.mark.parametrize("with_buttons", [True, False])
def test_one_tap_confirms_and_the_day_is_that_of_the_claim(chat: Chat, with_buttons: bool):
    chat.say(HA, "NV1 xong")
    chat.now += timedelta(days=2)  # past the deadline
    [answer] = chat.press(LAN, "Xác nhận") if with_buttons else chat.say(LAN, "1")
    assert "Đã xác nhận NV1" in answer.text
    assert (task(chat).state, task(chat).done_on) == (Said.DONE, date(2026, 6, 1))
    assert "Trần Thị Lan</b> đã xác nhận NV1" in last(chat, HA).text
    assert "hoàn thành đúng hạn" in chat.say(HA, "/nhiemvu")[0].text


def test_the_head_may_confirm_in_words(chat: Chat):
    chat.say(HA, "NV1 xong")
    asked = last(chat, LAN)
    chat.say(LAN, "đã xong", message_id=asked.platform_id)
    assert task(chat).state is Said.DONE
    assert "đã xác nhận NV1" in last(chat, HA).text


@pytest.mark.parametrize(
    "words", ["xác nhận", "ok dong y", "Đồng ý nhé", "xác nhận NV1", "duyệt nv1", "ok xac nhan hoan thanh"]
)
@pytest.mark.parametrize("reply", [True, False])
def test_the_head_s_consent_confirms(chat: Chat, words: str, reply: bool):
    chat.say(HA, "NV1 xong")
    asked = last(chat, LAN)
    [answer] = chat.say(LAN, words, message_id=asked.platform_id if reply else None)
    assert "Đã xác nhận NV1" in answer.text
    assert task(chat).state is Said.DONE


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("trả lại, thiếu biên bản", "thiếu biên bản"),
        ("tra lai nv1 vi thieu bien ban", "vi thieu bien ban"),
        ("chưa đồng ý, còn thiếu ảnh", "còn thiếu ảnh"),
    ],
)
def test_the_head_s_refusal_returns(chat: Chat, words: str, reason: str):
    chat.say(HA, "NV1 xong")
    asked = last(chat, LAN)
    chat.say(LAN, words, message_id=asked.platform_id)
    with chat.sessions() as session:
        line = session.exec(select(Progress).where(Progress.said == Said.RETURNED)).one()
    assert line.words == reason


def test_consent_names_the_task_it_is_to(chat: Chat):
    chat.say(HA, "NV1 xong")
    chat.say(HA, "NV2 xong")
    chat.say(LAN, "/nhiemvu")
    [question] = chat.say(LAN, "xác nhận NV1")
    assert "Đã xác nhận NV1" in question.text
    assert task(chat, 2).state is Said.CLAIMED


def test_consent_to_a_bundle_of_several_is_asked_about(chat: Chat):
    chat.say(HA, "NV1 xong")
    chat.say(HA, "NV2 xong")
    chat.now += timedelta(days=1)
    remind(chat.sessions, chat.now)
    chat.settle()
    [question] = chat.say(LAN, "đồng ý", message_id=last(chat, LAN).platform_id)
    assert "Có 2 việc đang chờ đồng chí xác nhận" in question.text
    chat.press(LAN, "Xác nhận NV2")
    assert (task(chat).state, task(chat, 2).state) == (Said.CLAIMED, Said.DONE)


@pytest.mark.parametrize("words", ["đồng ý", "trả lại 3 hồ sơ cho công dân"])
def test_consent_to_something_else_confirms_nothing(chat: Chat, words: str):
    chat.say(HA, "NV1 xong")
    chat.say(LAN, "/nhiemvu")
    chat.say(LAN, words)
    assert task(chat).state is Said.CLAIMED


@pytest.mark.parametrize("with_buttons", [True, False])
def test_a_return_asks_for_the_reason_and_the_person_is_told(chat: Chat, with_buttons: bool):
    chat.say(HA, "NV1 đạt 60%")
    chat.say(HA, "NV1 xong")
    [question] = chat.press(LAN, "Trả lại") if with_buttons else chat.say(LAN, "2")
    assert "Trả lại NV1" in question.text
    [answer] = chat.say(LAN, "thiếu danh sách ký nhận")
    assert "Đã trả lại NV1" in answer.text
    told = last(chat, HA)
    assert "thiếu danh sách ký nhận" in told.text
    assert "60%" in told.text
    assert (task(chat).state, task(chat).percent, task(chat).done_on) == (Said.WORKING, 60, None)
    chat.say(HA, "xong rồi ạ", message_id=told.platform_id)
    assert task(chat).state is Said.CLAIMED


@pytest.mark.parametrize("with_buttons", [True, False])
def test_the_reason_may_be_skipped(chat: Chat, with_buttons: bool):
    chat.say(HA, "NV1 xong")
    chat.press(LAN, "Trả lại")
    [answer] = chat.press(LAN, "Không nêu") if with_buttons else chat.say(LAN, "1")
    assert "Đã trả lại NV1" in answer.text
    assert said(chat) == [Said.CLAIMED, Said.RETURNED]


def test_while_the_reason_is_waited_for_a_report_of_another_task_is_one(chat: Chat):
    chat.say(HA, "NV1 xong")
    chat.press(LAN, "Trả lại")
    chat.say(LAN, "NV2 đạt 30%")
    assert (task(chat, 2).percent, task(chat).state) == (30, Said.CLAIMED)
    chat.say(LAN, "chưa có biên bản")
    assert said(chat)[-1] is Said.RETURNED


def test_a_head_who_says_that_it_is_not_done_returns_it(chat: Chat):
    chat.say(HA, "NV1 xong")
    asked = last(chat, LAN)
    chat.say(LAN, "NV1 mới đạt 80%", message_id=asked.platform_id)
    assert (said(chat)[-1], task(chat).state, task(chat).percent) == (Said.RETURNED, Said.WORKING, 80)
    assert "NV1 mới đạt 80%" in last(chat, HA).text


@pytest.mark.parametrize(("first", "words"), [("Xác nhận", "đã xác nhận hoàn thành"), ("Trả lại", "đã trả lại")])
def test_a_second_tap_says_what_is_the_case(chat: Chat, first: str, words: str):
    chat.say(HA, "NV1 xong")
    message, data = chat.button(LAN, "Xác nhận")
    chat.press(LAN, first)
    if first == "Trả lại":
        chat.press(LAN, "Không nêu")
    before = said(chat)
    [answer] = chat._send(LAN, button=data, message_id=message.platform_id)
    assert f"Trần Thị Lan {words}" in answer.text
    assert said(chat) == before


def test_of_two_heads_the_first_decides(chat: Chat):
    add(chat, "Hà Văn Sơn", Role.HEAD, SON)
    [answer] = chat.say(HA, "NV1 xong")
    assert "chờ Trần Thị Lan hoặc Hà Văn Sơn xác nhận" in answer.text
    chat.press(SON, "Xác nhận")
    [late] = chat.press(LAN, "Trả lại")
    assert "Hà Văn Sơn đã xác nhận hoàn thành" in late.text
    assert task(chat).state is Said.DONE


def test_withdrawn_by_the_staff_it_waits_no_more(chat: Chat):
    chat.say(HA, "NV1 đạt 50%")
    chat.say(HA, "NV1 xong")
    chat.say(HA, "hủy")
    assert (task(chat).state, task(chat).percent) == (Said.WORKING, 50)
    [answer] = chat.press(LAN, "Xác nhận")
    assert "Nguyễn Thu Hà đã rút lại" in answer.text
    assert task(chat).state is Said.WORKING


def test_a_corrected_claim_is_asked_anew_and_the_old_button_leads_to_it(chat: Chat):
    chat.say(HA, "NV1 xong, 21 hội nghị")
    message, data = chat.button(LAN, "Xác nhận")
    chat.say(HA, "sửa: 12 hội nghị chứ không phải 21")
    assert "12" in last(chat, LAN).text
    [answer] = chat._send(LAN, button=data, message_id=message.platform_id)
    assert "đã sửa báo cáo này" in answer.text
    assert task(chat).state is Said.CLAIMED
    chat.press(LAN, "Xác nhận")
    assert task(chat).state is Said.DONE


def test_a_confirmed_claim_taken_back_is_done_no_more_and_the_head_hears_it(chat: Chat):
    chat.say(HA, "NV1 xong")
    chat.press(LAN, "Xác nhận")
    chat.say(HA, "hủy")
    assert task(chat).state is None
    assert "Nguyễn Thu Hà</b> đã rút lại" in last(chat, LAN).text


def test_a_head_may_take_the_confirmation_back(chat: Chat):
    chat.say(HA, "NV1 xong")
    chat.press(LAN, "Xác nhận")
    chat.say(LAN, "hủy")
    assert task(chat).state is Said.CLAIMED
    assert "đang chờ xác nhận" in last(chat, HA).text


def test_what_is_added_keeps_it_waiting_and_a_plain_not_yet_does_not(chat: Chat):
    chat.say(HA, "NV1 xong")
    chat.now += timedelta(days=1)
    chat.say(HA, "NV1 thêm 2 hội nghị")
    assert (task(chat).state, task(chat).done_on) == (Said.CLAIMED, date(2026, 6, 1))
    assert "báo thêm" in last(chat, LAN).text
    chat.say(HA, "NV1 mới đạt 70%")
    assert (task(chat).state, task(chat).percent) == (Said.WORKING, 70)
    [answer] = chat.press(LAN, "Xác nhận")
    assert "không còn chờ xác nhận" in answer.text


def test_files_of_the_task_are_counted_for_the_head(chat: Chat):
    file = Attachment(ref="f", name="bien ban.docx", size=9, sha256="cd" * 32)
    chat.say(HA, "NV1 xong", attachments=(file,))
    assert "Đã có 1 tệp minh chứng" in last(chat, LAN).text


@pytest.mark.parametrize("case", ["setting off", "head unreachable", "head gone"])
def test_without_a_head_to_ask_done_is_done(chat: Chat, case: str):
    with chat.sessions() as session:
        lan = session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()
        if case == "setting off":
            session.exec(select(Office)).one().confirm_done = False
        elif case == "head gone":
            lan.active = False
        else:
            session.exec(select(Address).where(Address.address == LAN)).one().unreachable_since = chat.now
    [answer] = chat.say(HA, "NV1 xong")
    assert "Đã ghi NV1: hoàn thành" in answer.text
    assert task(chat).state is Said.DONE


def test_a_head_s_own_report_waits_for_nobody(chat: Chat):
    chat.say(LAN, "NV1 xong")
    assert (task(chat).state, said(chat)) == (Said.DONE, [Said.DONE])


@pytest.mark.parametrize("who", [HA, HANH])
def test_nobody_else_may_confirm(chat: Chat, who: str):
    chat.say(HA, "NV1 xong")
    _, data = chat.button(LAN, "Xác nhận")
    [answer] = chat._send(who, button=data)
    assert "không còn hiệu lực" in answer.text
    assert task(chat).state is Said.CLAIMED


@pytest.mark.parametrize("data", ["cf:999:ok", "cf:x:ok", "cf:1:maybe", "cf::"])
def test_a_forged_button_does_nothing(chat: Chat, data: str):
    chat.say(HA, "NV1 xong")
    [answer] = chat._send(LAN, button=data)
    assert "không còn hiệu lực" in answer.text
    assert said(chat) == [Said.CLAIMED]


def test_the_head_s_card_of_the_task_has_the_buttons_too(chat: Chat):
    chat.say(HA, "NV1 xong")
    [listed] = chat.say(LAN, "/nhiemvu")
    assert "chờ xác nhận" in listed.text
    [card] = chat.press(LAN, "NV1")
    assert [label for label, *_ in card.choices] == ["Xác nhận", "Trả lại"]
    chat.say(HA, "/nhiemvu")
    [card] = chat.press(HA, "NV1")
    assert "chờ Trần Thị Lan xác nhận" in card.text
    assert "Xác nhận" not in [label for label, *_ in card.choices]


def test_a_bare_refusal_asks_for_the_reason(chat: Chat):
    chat.say(HA, "NV1 xong")
    [asked] = chat.say(LAN, "Trả lại", message_id=last(chat, LAN).platform_id)
    assert "vì sao?" in asked.text
    chat.say(LAN, "thiếu biên bản")
    assert "thiếu biên bản" in last(chat, HA).text


def test_consent_after_all_confirms_where_a_reason_was_asked_for(chat: Chat):
    chat.say(HA, "NV1 xong")
    chat.press(LAN, "Trả lại")
    chat.say(LAN, "thôi, xác nhận")
    assert "đã xác nhận" in last(chat, HA).text


def test_a_word_while_two_claims_wait_asks_which(chat: Chat):
    chat.say(HA, "NV1 xong")
    chat.say(HA, "NV2 xong")
    [asked] = chat.say(LAN, "xác nhận")
    assert "NV1" in asked.text
    assert "NV2" in asked.text


def test_what_the_head_stated_stands_when_the_claim_is_withdrawn(chat: Chat):
    chat.say(HA, "NV1 xong")
    chat.say(LAN, "NV1 mới đạt 50%")
    chat.say(HA, "hủy")
    with chat.sessions() as session:
        found = session.get_one(Assignment, 1)
        assert (found.state, found.percent) == (Said.WORKING, 50)
    before = last(chat, HA).id
    chat.say(LAN, "hủy")
    assert last(chat, HA).id == before


@pytest.mark.parametrize("words", ["NV1 chưa xong, mới được 2 hội nghị", "nv1 van con thieu, moi dc 2 hoi nghi"])
def test_figures_beside_what_is_left_take_done_back(chat: Chat, words: str):
    chat.say(LAN, "NV1 xong, 3 hội nghị")
    [answer] = chat.say(LAN, words)
    with chat.sessions() as session:
        assert session.get_one(Assignment, 1).state is not Said.DONE or len(answer.choices) > 1
