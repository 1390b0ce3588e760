"""/giao: a head gives work to staff in chat and stays accountable for it."""

import re
from datetime import date

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN, join
from conversation import CENTRE, FIRST, MINH, TUAN, TypedChat, heard, morning, open_office, standing, state
from messages.giving import read_giving, refuses_work
from messages.plain import plain
from models.acts import Act
from models.assignment import Assignment, Said
from models.audit import AuditEntry
from models.handover import Cause, Handover
from models.outbox import Delivery, OutboxMessage, Priority
from models.people import Person, Role, Unit
from models.plan import Task
from scheduler.digest import digest
from scheduler.remind import remind

HOA, BINH = "1005", "1006"


@pytest.fixture(params=[Chat, TypedChat])
def chat(request, sessions, office) -> Chat:
    """Monday 1/6, 08:02: the plan is approved. Lan heads Phòng Nghiệp vụ I, Tuấn and Hoa are its staff."""
    return opened(request.param(sessions))


@pytest.fixture
def one(sessions, office) -> Chat:
    """The same on a platform with buttons only."""
    return opened(Chat(sessions))


def opened(chat: Chat) -> Chat:
    chat = open_office(chat)
    add(chat, "Bùi Thị Hoa", FIRST, HOA)
    return chat


def add(chat: Chat, name: str, unit: str, address: str = "", role: Role = Role.STAFF, **more: object) -> None:
    with chat.sessions() as session:
        found = session.exec(select(Unit).where(Unit.name == unit)).one()
        person = Person(office_id=found.office_id, unit_id=found.id, name=name, role=role, **more)
        session.add(person)
        session.flush()
        if address:
            join(session, person, address)


def has(chat: Chat, task: int, unit: str = FIRST) -> str | None:
    """Who was given a task."""
    identity = standing(chat, task, unit).person_id
    with chat.sessions() as session:
        return session.get_one(Person, identity).name if identity else None


def handovers(chat: Chat) -> list[tuple[Cause, int | None, int | None]]:
    with chat.sessions() as session:
        rows = session.exec(select(Handover).order_by(col(Handover.id))).all()
        return [(row.cause, row.from_person, row.to_person) for row in rows]


def person(chat: Chat, name: str) -> int | None:
    with chat.sessions() as session:
        return session.exec(select(Person.id).where(Person.name == name)).one()


def reminders(chat: Chat, who: str) -> list[OutboxMessage]:
    return [message for message in chat.shown(who) if message.priority == Priority.REMINDER]


@pytest.mark.parametrize(
    ("text", "refs", "words"),
    [
        ("giao NV3 cho chị Hoa", (3,), "chị Hoa"),
        ("Giao NV3, NV5 cho Hoa, hạn 20/6", (3, 5), "Hoa, hạn 20/6"),
        ("phân công đồng chí Hoa làm NV3", (3,), "đồng chí Hoa"),
        ("giao lại việc 3 cho Hoa", (3,), "Hoa"),
        ("NV3: giao cho chị Hoa", (3,), "chị Hoa"),
        ("giao nv1 va nv2 cho tuan", (1, 2), "tuan"),
    ],
)
def test_an_order_names_tasks_and_a_person(text, refs, words):
    said = read_giving(text)
    assert said is not None
    assert (said.refs, said.words, said.back) == (refs, words, False)


@pytest.mark.parametrize(
    "text", ["NV3 đạt 60%", "giao NV3", "đã giao 50 suất quà cho trẻ em", "thu được 5 triệu", "NV3 xong, giao ban rồi"]
)
def test_other_words_are_no_order(text):
    assert read_giving(text) is None


@pytest.mark.parametrize(
    ("text", "refuses"),
    [
        ("NV3 không phải việc của em ạ", True),
        ("em không nhận được việc này", True),
        ("em không nhận được tiền", False),
        ("không phải xong", False),
    ],
)
def test_a_task_is_turned_down_in_words(text, refuses):
    assert refuses_work(text) is refuses


@pytest.mark.parametrize(
    "text",
    ["/giao NV1 cho Hoa", "/giao 1 Hoa", "giao NV1 cho chị Hoa", "/giao Bùi Thị Hoa NV1", "giao nv1 cho c Hoa nhé"],
)
def test_a_head_gives_a_task_and_the_person_is_told_with_its_buttons(one, text):
    [reply] = one.say(LAN, text)
    assert has(one, 1) == "Bùi Thị Hoa"
    assert "Đã giao NV1 cho Bùi Thị Hoa; đã báo" in reply.text
    assert "Lời dặn" not in reply.text
    assert "Anh/chị vẫn chịu trách nhiệm" in reply.text
    told = one.shown(HOA)[-1]
    assert "Trần Thị Lan giao anh/chị" in told.text
    assert "hạn 15/6" in told.text
    labels = [label for label, *_ in told.choices]
    assert {"Đã nhận", "Hoàn thành", "Không phải việc của tôi"} <= set(labels)
    one.press(HOA, "50%")
    assert state(one, 1) == (Said.WORKING, 50)


def test_it_is_written_down_who_gave_what_to_whom(one):
    one.say(LAN, "giao NV1 cho Hoa")
    one.say(LAN, "thu lại NV1")
    hoa = person(one, "Bùi Thị Hoa")
    assert handovers(one) == [(Cause.DELEGATED, None, hoa), (Cause.RETURNED, hoa, None)]
    with one.sessions() as session:
        noted = session.exec(
            select(AuditEntry).where(AuditEntry.action == Act.WORK_DELEGATED).order_by(col(AuditEntry.number))
        ).all()
    assert [(entry.detail.get("was"), entry.detail.get("to")) for entry in noted] == [(None, hoa), (hoa, None)]
    assert noted[0].actor_id == person(one, "Trần Thị Lan")


def test_several_tasks_go_in_one_order_with_a_note(chat):
    [reply] = chat.say(LAN, "giao NV1, NV2 cho Hoa, xong trước 10/6")
    assert (has(chat, 1), has(chat, 2)) == ("Bùi Thị Hoa", "Bùi Thị Hoa")
    assert "Lời dặn: xong trước 10/6" in reply.text
    [told] = heard(chat, HOA, "giao anh/chị")
    assert "NV1" in told.text
    assert "NV2" in told.text
    assert "Lời dặn: xong trước 10/6" in told.text


def test_the_menu_shows_who_has_what_and_gives_by_choice(chat):
    chat.say(LAN, "giao NV1 cho Hoa")
    [menu] = chat.say(LAN, "/giao")
    assert menu.text.index("Chưa giao ai") < menu.text.index("Bùi Thị Hoa")
    assert "NV3" not in menu.text
    chat.press(LAN, "NV2")
    assert "Chưa giao ai" in chat.shown(LAN)[-1].text
    chat.press(LAN, "Lê Anh Tuấn")
    assert has(chat, 2) == "Lê Anh Tuấn"
    assert heard(chat, TUAN, "giao anh/chị")


def test_an_order_without_a_name_is_asked_and_a_typed_name_answers(chat):
    [asked] = chat.say(LAN, "/giao NV1")
    assert "Giao NV1 cho ai?" in asked.text
    chat.say(LAN, "chị Hoa, hạn 10/6")
    assert has(chat, 1) == "Bùi Thị Hoa"
    assert "hạn 10/6" in heard(chat, HOA, "giao anh/chị")[0].text


def test_two_people_of_one_name_are_asked_about_and_the_note_is_kept(chat):
    add(chat, "Vũ Thị Hoa", FIRST, BINH)
    chat.say(LAN, "giao NV1 cho Hoa, làm sớm giúp")
    assert has(chat, 1) is None
    chat.press(LAN, "Vũ Thị Hoa")
    assert has(chat, 1) == "Vũ Thị Hoa"
    assert "làm sớm giúp" in heard(chat, BINH, "giao anh/chị")[0].text


def test_of_two_people_of_one_name_the_unit_s_own_is_meant(one):
    add(one, "Trần Thu Hoa", CENTRE, BINH)
    one.say(LAN, "giao NV1 cho Hoa")
    assert has(one, 1) == "Bùi Thị Hoa"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Minh", "thuộc Trung tâm Trợ giúp pháp lý: chỉ giao được trong Phòng Nghiệp vụ I"),
        ("Sen", "Không thấy ai tên"),
        ("Trung tâm Trợ giúp pháp lý", "là đơn vị"),
        ("Cúc", "không còn làm ở cơ quan"),
        ("Mai", "chỉ xem, không báo cáo được"),
    ],
)
def test_who_cannot_get_it_is_said_in_one_line_with_who_can(one, words, told):
    add(one, "Lê Thị Cúc", FIRST, active=False)
    add(one, "Đỗ Thị Mai", FIRST, "1007", Role.OBSERVER)
    [reply] = one.say(LAN, f"giao NV1 cho {words}")
    assert told in reply.text
    assert has(one, 1) is None
    assert {"Bùi Thị Hoa", "Lê Anh Tuấn"} <= {label for label, *_ in reply.choices}


def test_who_has_no_chat_gets_it_only_when_asked_for_sure(chat):
    add(chat, "Ngô Văn Sơn", FIRST)
    [asked] = chat.say(LAN, "giao NV1 cho Sơn")
    assert "chưa nhận được tin của bot" in asked.text
    assert has(chat, 1) is None
    [reply] = chat.press(LAN, "Vẫn giao")
    assert has(chat, 1) == "Ngô Văn Sơn"
    assert "chưa báo được" in reply.text
    morning(chat, date(2026, 6, 8))
    assert "NV1" in reminders(chat, LAN)[-1].text  # the head is asked in that person's place


def test_who_is_away_gets_it_only_when_asked_for_sure(one):
    one.say(LAN, "/vang Hoa 1/6-5/6 Tuấn thay")
    [asked] = one.say(LAN, "giao NV1 cho Hoa")
    assert "đang vắng từ 01/6 đến hết 05/6" in asked.text
    assert has(one, 1) is None
    one.press(LAN, "Giao Lê Anh Tuấn")
    assert has(one, 1) == "Lê Anh Tuấn"


@pytest.mark.parametrize("text", ["giao NV1 cho Hoa", "thu lại NV1"])
def test_staff_give_nothing_away(one, text):
    [reply] = one.say(TUAN, text)
    assert "Chỉ trưởng đơn vị" in reply.text
    assert has(one, 1) is None
    assert "Đã giao" not in one.say(TUAN, "/giao NV1 cho Hoa")[0].text
    assert handovers(one) == []


def test_the_head_of_another_unit_gives_nothing_away(one):
    [reply] = one.say(MINH, "giao NV2 cho Hoa")
    assert "Không có NV2 trong những việc anh/chị giao được" in reply.text
    one.say(MINH, "/giao NV1 cho Hoa")  # of which the own unit has a part
    assert handovers(one) == []


@pytest.mark.parametrize("who", [MINH, TUAN])
def test_forged_buttons_change_nothing(one, who):
    identity, hoa = standing(one, 1).id, person(one, "Bùi Thị Hoa")
    for button in (f"gc:{identity}:{hoa}", f"gc:{identity}:{hoa}:1", f"gt:{identity}", f"gv:{identity}", "gp:2:0"):
        assert "không còn hiệu lực" in one._send(who, button=button)[0].text
    assert has(one, 1) is None


@pytest.mark.parametrize("argument", ["", "x:y", "999:1", "{id}", "{id}.999:{hoa}", "{id}:999", "{id}:{minh}"])
def test_a_button_that_names_nobody_of_the_unit_changes_nothing(one, argument):
    ids = {"id": standing(one, 1).id, "hoa": person(one, "Bùi Thị Hoa"), "minh": person(one, "Vũ Văn Minh")}
    assert "không còn hiệu lực" in one._send(LAN, button="gc:" + argument.format(**ids))[0].text
    assert handovers(one) == []


def test_the_clerk_gives_on_the_head_s_behalf_and_says_so(one):
    [reply] = one.say(HANH, "giao NV1 cho Hoa")
    assert has(one, 1) == "Bùi Thị Hoa"
    assert "thay mặt trưởng đơn vị" in reply.text
    assert "Đỗ Thị Hạnh (thay mặt trưởng đơn vị) giao anh/chị" in heard(one, HOA, "giao anh/chị")[0].text
    assert heard(one, LAN, "Đỗ Thị Hạnh đã giao NV1 cho Bùi Thị Hoa thay mặt anh/chị")


def test_the_clerk_chooses_a_unit_first(chat):
    chat.say(HANH, "/giao")
    chat.press(HANH, "Phòng Nghiệp vụ I")
    chat.press(HANH, "NV1")
    chat.press(HANH, "Bùi Thị Hoa")
    assert has(chat, 1) == "Bùi Thị Hoa"


def test_of_a_task_of_two_units_each_one_s_part_is_given_apart(chat):
    chat.say(HANH, "/giao NV1")
    chat.press(HANH, "Bùi Thị Hoa")
    assert (has(chat, 1), has(chat, 1, CENTRE)) == ("Bùi Thị Hoa", None)


def test_given_to_another_the_first_one_is_told_and_no_longer_reminded(one):
    one.say(LAN, "giao NV1, NV2 cho Hoa")
    one.now = one.now.replace(day=12, hour=1, minute=0)
    remind(one.sessions, one.now)  # waits to be sent
    assert "NV1" in reminders(one, HOA)[-1].text
    one.deliver = False
    one.say(LAN, "giao NV1 cho Tuấn")
    assert heard(one, HOA, "Trần Thị Lan đã giao Lê Anh Tuấn NV1")
    remind(one.sessions, one.now)
    one.settle()
    sent = [message.text for message in reminders(one, HOA) if message.status is Delivery.SENT]
    assert not any("NV1" in text for text in sent)
    assert any("NV2" in text for text in sent)
    assert not any("NV1" in message.text for message in reminders(one, LAN))


def test_the_delegate_is_reminded_in_place_of_the_head(one):
    one.say(LAN, "giao NV1 cho Hoa")
    morning(one, date(2026, 6, 12))
    assert "NV1" in reminders(one, HOA)[-1].text
    assert not any("NV1" in message.text for message in reminders(one, LAN))


def test_a_silent_delegate_s_head_hears_of_it_and_sees_it_in_the_digest(one):
    one.say(LAN, "giao NV1 cho Hoa")
    identity = standing(one, 1).id
    one.now = one.now.replace(day=11, hour=1, minute=0)
    with one.sessions() as session:
        row = session.get_one(Assignment, identity)
        row.unanswered, row.remind_at = 4, one.now
    remind(one.sessions, one.now)
    digest(one.sessions, one.now.replace(day=15))
    one.settle()
    assert "giao Bùi Thị Hoa, đã nhắc 4 lần chưa trả lời" in reminders(one, LAN)[-1].text
    assert "🔕5" in one.say(LAN, "/donvi")[0].text


def test_the_head_confirms_what_the_delegate_calls_done_and_may_report_too(one):
    one.say(LAN, "giao NV1 cho Hoa")
    one.say(HOA, "NV1 xong")
    assert state(one, 1)[0] is Said.CLAIMED
    one.press(LAN, "Xác nhận")
    assert state(one, 1)[0] is Said.DONE
    one.say(LAN, "giao NV2 cho Hoa")
    one.say(LAN, "NV2 đạt 40%")
    assert state(one, 2) == (Said.WORKING, 40)


def test_what_is_over_or_waits_for_the_head_is_not_given(one):
    one.say(TUAN, "NV1 xong")
    [reply] = one.say(LAN, "giao NV1 cho Hoa")
    assert "đang chờ xác nhận nên không giao" in reply.text
    assert has(one, 1) is None


@pytest.mark.parametrize(
    "words", ["không phải việc của em", "NV1 không phải việc của em ạ", "em không nhận được việc này"]
)
def test_the_head_hears_that_it_is_turned_down(one, words):
    one.say(LAN, "giao NV1 cho Hoa")
    one.say(HOA, words)
    assert heard(one, LAN, "Bùi Thị Hoa báo NV1 không phải việc của mình")
    assert state(one, 1) == (None, None)


def test_back_with_the_head_it_is_the_head_s_to_answer(one):
    one.say(LAN, "giao NV1 cho Hoa")
    [reply] = one.press(LAN, "Thu lại NV1")
    assert "Đã thu lại NV1 từ Bùi Thị Hoa" in reply.text
    assert heard(one, HOA, "đã thu lại NV1")
    assert "chưa giao cho ai" in one.say(LAN, "thu lại NV1")[0].text
    morning(one, date(2026, 6, 12))
    assert "NV1" in reminders(one, LAN)[-1].text


def test_a_report_that_speaks_of_giving_is_a_report(one):
    one.say(LAN, "NV1 đã giao cho các xã thực hiện, đạt 50%")
    assert state(one, 1) == (Said.WORKING, 50)


def test_a_head_may_keep_it_for_herself(one):
    one.say(LAN, "giao NV1 cho Hoa")
    one.say(LAN, "giao NV1 cho tôi")
    assert has(one, 1) == "Trần Thị Lan"
    assert heard(one, HOA, "đã giao Trần Thị Lan NV1")


def test_at_night_nobody_is_woken(one):
    one.now = one.now.replace(hour=15)  # 22:00
    one.say(LAN, "giao NV1 cho Hoa")
    [told] = heard(one, HOA, "giao anh/chị")
    assert told.due_at.date() == date(2026, 6, 2)
    assert told.status is Delivery.QUEUED


def test_the_unit_s_work_fits_a_phone_s_screen(one):
    rows = [(position, f"Nhiệm vụ thứ {position} có tên dài như trong các kế hoạch") for position in range(5, 14)]
    first = standing(one, 1)
    with one.sessions() as session:
        for position, text in rows:
            task = Task(plan_id=first.plan_id, position=position, text=text, leads=[FIRST])
            session.add(task)
            session.flush()
            values = first.model_dump(exclude={"id", "task_id"})
            session.add(Assignment(**values, task_id=task.id))
    one.say(LAN, "giao NV1, NV5, NV6, NV7 cho Hoa")
    one.say(LAN, "giao NV8, NV9, NV10 cho Tuấn")
    one.say(HOA, "NV1 đạt 50%")
    [view] = one.say(LAN, "/donvi")
    assert len(re.findall(r"NV\d+ ", view.text)) == 12
    assert len(plain(view.text)) <= 1000
    assert "báo gần nhất 01/6" in view.text
    assert len(view.choices) == 12


def test_a_leader_looks_at_any_unit_and_gives_nothing(one):
    add(one, "Phạm Quốc Bình", FIRST, BINH, Role.LEADER)
    [view] = one.say(BINH, "/donvi Phòng Nghiệp vụ I")
    assert "Chọn việc để xem" in view.text
    one.press(BINH, "NV1")
    labels = [label for label, *_ in one.shown(BINH)[-1].choices]
    assert "Bùi Thị Hoa" not in labels
    assert "NV1" not in one.say(HOA, "/donvi")[0].text
