"""/tinhhinh: the leader's card, what is behind it, and that it leaves nothing behind in the database."""

import datetime as dt

import pytest
from sqlmodel import Session, col, select

from chat import Chat
from conftest import HANH, LAN, MONDAY, join
from conversation import CENTRE, FIRST, MINH, TUAN, TypedChat, morning, open_office, state
from handlers.assign import planned_assignments
from handlers.due import start_reminding
from messages.channel import Capabilities, Choice, Outgoing
from messages.plain import length, numbered
from models.assignment import Said
from models.database import Sessions
from models.office import Office
from models.outbox import OutboxMessage, Snapshot, SnapshotKind
from models.people import Address, Person, Role, Unit
from models.plan import Plan, PlanState, Task
from people_of import BINH, more_people


@pytest.fixture(params=[Chat, TypedChat])
def chat(request, sessions: Sessions, office: Office) -> Chat:
    """Since 1/6: of Lan's unit NV4 is overdue and NV1 wants more time; the centre is silent; a question waits."""
    chat = open_office(request.param(sessions))
    with sessions() as session:
        more_people(session, BINH)
    morning(chat, dt.date(2026, 6, 2))
    chat.say(LAN, "NV1 đạt 30%, xin gia hạn đến 20/6")
    chat.say(TUAN, "NV2 vướng mắc: thiếu kinh phí in ấn")
    chat.say(TUAN, "Cho em hỏi NV2 lấy số liệu ở đâu ạ?")
    chat.say(LAN, "NV4 đang làm")
    morning(chat, dt.date(2026, 6, 9))
    return chat


def card(chat: Chat, who: str = BINH) -> OutboxMessage:
    [message] = chat.say(who, "/tinhhinh")
    return message


def test_the_leader_reads_the_exceptions_in_order_and_then_the_rate(chat: Chat):
    text = card(chat).text
    names = ("1. Chưa báo cáo: 1", "2. Quá hạn: 1", "3. Vướng mắc: 1", "4. Chờ quyết định: 2", "Chủ trì:", "0/4 = 0%")
    assert [name for name in names if name in text] == list(names)
    assert [text.index(name) for name in names] == sorted(text.index(name) for name in names)
    assert "NV4 Phòng Nghiệp vụ I (hạn 05/6)" in text
    assert "NV1 Phòng Nghiệp vụ I: xin gia hạn đến 20/6/2026" in text
    assert "hoàn thành / tổng số được giao" in text


def test_a_section_opens_its_list_and_a_line_of_it_the_task(chat: Chat):
    card(chat)
    [late] = chat.press(BINH, "Quá hạn (1)")
    assert "1. NV4 Phòng Nghiệp vụ I (hạn 05/6)" in late.text
    [task] = chat.press(BINH, "NV4")
    assert "Treo băng rôn" in task.text
    assert "Báo gần nhất: đang thực hiện, Trần Thị Lan" in task.text
    assert [label for label, *_ in task.choices] == ["↩ Danh sách", "↩ Tình hình"]
    [again] = chat.press(BINH, "Danh sách")
    assert again.text.split("\n")[1:] == late.text.split("\n")[1:]


def test_a_silent_unit_opens_its_tasks_and_each_of_them_its_card(chat: Chat):
    card(chat)
    [units] = chat.press(BINH, "Chưa báo cáo (1)")
    assert f"1. {CENTRE}: NV3" in units.text
    [tasks] = chat.press(BINH, CENTRE)
    assert "1. NV3 Trung tâm Trợ giúp pháp lý: Trợ giúp pháp lý lưu động. (hạn 19/6)" in tasks.text
    assert "Chưa có báo cáo nào, đã nhắc" in chat.press(BINH, "NV3")[0].text


def test_what_waits_for_a_decision_is_decided_from_the_list(chat: Chat):
    card(chat)
    chat.press(BINH, "Chờ quyết định (2)")
    [wish] = chat.press(BINH, "NV1")
    assert "Xin đến 20/6/2026" in wish.text
    chat.press(BINH, "Đồng ý đến 20/6")
    assert "Chờ quyết định: 1" in card(chat).text


def test_a_question_is_answered_from_the_list(chat: Chat):
    card(chat)
    chat.press(BINH, "Chờ quyết định (2)")
    chat.press(BINH, "hỏi")
    chat.press(BINH, "Trả lời")
    chat.say(BINH, "Lấy ở Cục Thống kê")
    assert any("Cục Thống kê" in message.text for message in chat.shown(TUAN))


def test_back_from_a_list_leads_to_the_card_without_a_new_picture(chat: Chat):
    first = card(chat)
    chat.press(BINH, "Vướng mắc (1)")
    [again] = chat.press(BINH, "Quay lại")
    assert again.text == first.text
    assert (first.document is None, again.document) == (False, None)
    assert again.choices == first.choices


def test_other_pictures_are_a_button_away(chat: Chat):
    card(chat)
    [progress] = chat.press(BINH, "Tiến độ")
    assert (progress.document or "").endswith(":progress.png")
    assert "Tiến độ theo thời gian, đến 09/6/2026" in progress.text
    [units] = chat.press(BINH, "Theo đơn vị")
    assert (units.document or "").endswith(":units.png")
    assert "2. Quá hạn: 1" in chat.press(BINH, "Tình hình")[0].text


def test_a_leader_reads_all_of_it_in_english(chat: Chat):
    chat.say(BINH, "/ngonngu en")
    shown = [card(chat), *(chat.press(BINH, label)[0] for label in ("Overdue (1)", "NV4", "List", "↩"))]
    shown += [chat.press(BINH, label)[0] for label in ("No report yet", CENTRE)]
    assert [words for words in ("Chưa", "Quá hạn", "Quay lại", "hạn 05/6") if any(words in m.text for m in shown)] == []
    assert "1. No report yet: 1 unit" in shown[0].text


def test_an_old_button_tells_what_is_the_case_now(chat: Chat):
    card(chat)
    message, data = chat.button(BINH, "Quá hạn (1)")
    chat.say(LAN, "NV4 xong")
    [fresh] = chat._send(BINH, button=data, message_id=message.platform_id)
    assert "nay không còn gì" in fresh.text
    assert "Quá hạn:" not in fresh.text
    assert "Hoàn thành 1/4" in fresh.text


FORGED = "sl: sl:1 sl:1:x:0 sl:9:l:0 su:1:l:2:0 sv:999:l sv:1:x si:1:9:d sb: sb:7 sp:1:png sp:7:units"


@pytest.mark.parametrize("data", FORGED.split())
def test_a_forged_button_shows_nothing(chat: Chat, data: str):
    [reply] = chat._send(BINH, button=data)
    assert "không còn hiệu lực" in reply.text
    assert not reply.document


def test_a_page_beyond_the_last_is_the_last(chat: Chat):
    assert "NV4" in chat._send(BINH, button="sl:1:l:99")[0].text


def test_a_head_sees_the_own_unit_and_acts_from_the_card(chat: Chat):
    text = card(chat, MINH).text
    assert (CENTRE in text, FIRST in text) == (True, False)
    chat.press(MINH, "Chưa báo cáo")
    chat.press(MINH, CENTRE)
    chat.press(MINH, "NV3")
    chat.press(MINH, "50%")
    assert state(chat, 3, CENTRE) == (Said.WORKING, 50)
    assert "không còn hiệu lực" in chat._send(MINH, button="sv:1:l")[0].text  # Lan's


def test_who_is_in_no_unit_sees_nothing_by_a_forged_button(chat: Chat):
    with chat.sessions() as session:
        office = session.exec(select(Office)).one()
        nobody = Person(office_id=office.id or 0, name="Phạm Văn Nam", role=Role.STAFF)
        session.add(nobody)
        session.flush()
        join(session, nobody, "7777")
    for data in ("st:1", "sl:1:l:0", "sb:1", "sv:1:l", "si:1:1:d"):
        [reply] = chat._send("7777", button=data)
        assert "không còn hiệu lực" in reply.text


def cards(chat: Chat) -> list[Snapshot]:
    with chat.sessions() as session:
        query = select(Snapshot).where(Snapshot.kind == SnapshotKind.CARD)
        return list(session.exec(query.order_by(col(Snapshot.id))).all())


def test_cards_do_not_pile_up_and_reports_stay(chat: Chat):
    chat.say(HANH, "/baocao")
    for _ in range(5):
        card(chat)
    assert len(cards(chat)) == 1
    with chat.sessions() as session:
        assert len(session.exec(select(Snapshot)).all()) == 2


def test_a_card_whose_picture_is_still_to_be_sent_stays(chat: Chat):
    chat.deliver = False
    first, second = card(chat), card(chat)
    assert [f"snapshot:{kept.id}:png" for kept in cards(chat)] == [first.document, second.document]


def test_an_old_card_of_another_plan_goes_too(chat: Chat):
    card(chat, MINH)
    chat.now += dt.timedelta(days=8)
    card(chat)
    assert [kept.unit_id for kept in cards(chat)] == [None]


UNITS, TASKS = 12, 40


def fill_large(session: Session, office: Office) -> None:
    """40 tasks, each led by all of 12 units with long names; all late, and half of the units are never reached."""
    names = [f"Phòng Quản lý xử lý vi phạm hành chính và Theo dõi thi hành pháp luật số {n}" for n in range(UNITS)]
    session.add_all(Unit(office_id=office.id or 0, name=name) for name in names)
    plan = Plan(
        office_id=office.id or 0, sha256="9", file_name="l.docx", title="Kế hoạch " + "rất dài " * 40, added_at=MONDAY
    )
    session.add(plan)
    session.flush()
    for position in range(1, TASKS + 1):
        text, due = f"Nhiệm vụ số {position} " + "chi tiết " * 30, dt.date(2026, 6, 2)
        session.add(Task(plan_id=plan.id or 0, position=position, text=text, due=due, leads=names))
    session.flush()
    session.add_all(planned_assignments(session, plan))
    plan.state = PlanState.ACTIVE
    session.flush()
    start_reminding(session, office, plan, MONDAY)
    for unit in session.exec(select(Unit).where(col(Unit.name).in_(names[:6]))).all():
        person = Person(office_id=office.id or 0, unit_id=unit.id, name=f"Người {unit.id}", role=Role.HEAD)
        session.add(person)
        session.flush()
        join(session, person, f"20{unit.id}")
    more_people(session, BINH)


def test_a_large_plan_still_fits_one_screen_and_the_text_under_a_picture(sessions: Sessions, office: Office):
    with sessions() as session:
        fill_large(session, office)
    chat = TypedChat(sessions)
    morning(chat, dt.date(2026, 6, 1))
    morning(chat, dt.date(2026, 6, 5))
    with sessions() as session:
        heads = session.exec(select(Address.address).where(col(Address.address).startswith("20"))).all()
    for head in heads[:3]:
        chat.say(head, "NV1 vướng mắc: chưa có kinh phí in ấn tài liệu tuyên truyền cho các xã")
        chat.say(head, "NV2 đạt 10%, xin gia hạn đến 30/6 do chờ số liệu của tất cả các xã trong tỉnh gửi về")
    message = card(chat)
    shown = numbered(Outgoing(message.text, tuple(Choice(str(label), str(data)) for label, data, _ in message.choices)))
    assert "1. Chưa báo cáo: 3 đơn vị" in message.text
    assert "5. Chưa liên hệ được: 6 đơn vị" in message.text
    assert length(shown.text) <= 1000 < Capabilities().caption_limit
    assert len(message.text.split("\n")) <= 25
    chat.press(BINH, "Quá hạn (")
    chat.press(BINH, "Tiếp")
    assert "Trang 2, việc 9 đến 16" in chat.shown(BINH)[-1].text
    assert all(len(str(data)) <= 64 for row in chat.shown(BINH) for _, data, _ in row.choices)
