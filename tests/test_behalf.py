"""The clerk enters what somebody said by telephone: the journal, reports and answers name both."""

from datetime import date

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN, join
from conversation import CENTRE, FIRST, MINH, TUAN, TypedChat, figures, heard, lines, morning, open_office, state
from handlers.records import load
from messages.behalf_words import read_entered
from messages.channel import Attachment, FileKind
from models.absence import Absence
from models.acts import Act
from models.assignment import Progress, Said
from models.audit import AuditEntry
from models.evidence import Evidence
from models.inbox import InboxMessage
from models.people import Awaiting, Person, Role, Unit
from models.plan import Plan
from reports.sheet import _journal
from reports.summary import summarise

NAM = "Lê Văn Nam"
LAN_NAME, HANH_NAME, TUAN_NAME = "Trần Thị Lan", "Đỗ Thị Hạnh", "Lê Anh Tuấn"


@pytest.fixture(params=[Chat, TypedChat])
def chat(request, sessions, office) -> Chat:
    """Monday 1/6, 08:02: the plan is approved. Nam is of Lan's unit and never joined."""
    return opened(request.param(sessions))


@pytest.fixture
def one(sessions, office) -> Chat:
    return opened(Chat(sessions))


def opened(chat: Chat) -> Chat:
    chat = open_office(chat)
    add(chat, NAM, FIRST)
    return chat


def add(chat: Chat, name: str, unit: str, address: str = "", **more: object) -> None:
    with chat.sessions() as session:
        found = session.exec(select(Unit).where(Unit.name == unit)).one()
        person = Person(office_id=found.office_id, unit_id=found.id, name=name, **more)
        session.add(person)
        session.flush()
        if address:
            join(session, person, address)


def people(chat: Chat, line: Progress) -> tuple[str, str | None]:
    """Who said a line, and who wrote it down for them."""
    with chat.sessions() as session:
        said = session.get_one(Person, line.person_id).name
        return said, session.get_one(Person, line.entered_by).name if line.entered_by else None


@pytest.mark.parametrize(
    ("text", "who", "said"),
    [
        ("thay Lan: NV2 đạt 50%, chờ số liệu", "Lan", "NV2 đạt 50%, chờ số liệu"),
        ("Ghi thay chị Lan (Phòng NV1): NV2 xong", "chị Lan (Phòng NV1)", "NV2 xong"),
        ("nhập thay Lan:\nNV1 xong\nNV2 đạt 50%", "Lan", "NV1 xong\nNV2 đạt 50%"),
        ("ghi ho chi Lan: nv2 xong", "chi Lan", "nv2 xong"),
        ("/ghithay Lan: NV2 xong", "Lan", "NV2 xong"),
        ("/ghithay Lan NV2 xong", "Lan", "NV2 xong"),
        ("ghi thay chị Lan NV2 đạt 50%: chờ số liệu", "chị Lan", "NV2 đạt 50%: chờ số liệu"),
        ("/ghithay Lan đã nhận", "", "Lan đã nhận"),
    ],
)
def test_whose_reply_it_is_stands_before_it(text, who, said):
    found = read_entered(text)
    assert found is not None
    assert (found.who, found.said) == (who, said)


@pytest.mark.parametrize("text", ["NV2 xong", "NV2 đã thay: xong", "em thay chị Lan báo NV2 xong", "thay mới bóng đèn"])
def test_other_words_are_one_s_own(text):
    assert read_entered(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "thay Lan: NV2 đạt 50%, vướng do chờ số liệu",
        "ghi thay chị Lan (Phòng NV1): NV2 đạt 50%, vướng do chờ số liệu",
        "thay Phòng Nghiệp vụ I: NV2 đạt 50%, vướng do chờ số liệu",
        "/ghithay Lan NV2 đạt 50%, vướng do chờ số liệu",
        "/ghithay Trần Thị Lan: NV2 đạt 50%, vướng do chờ số liệu",
    ],
)
def test_it_is_the_person_s_line_written_by_the_clerk(one, text):
    [reply] = one.say(HANH, text)
    [line] = lines(one, 2)
    assert people(one, line) == (LAN_NAME, HANH_NAME)
    assert line.words == "NV2 đạt 50%, vướng do chờ số liệu"
    assert (line.percent, "chờ số liệu" in (line.blocker or "")) == (50, True)
    assert "ghi thay Trần Thị Lan NV2" in reply.text
    assert "Trần Thị Lan được báo" in reply.text


def test_the_person_is_told_and_corrects_it_as_her_own(chat):
    chat.say(HANH, "thay Lan: NV2 đạt 50%")
    [told] = heard(chat, LAN, "Đỗ Thị Hạnh đã ghi thay anh/chị NV2")
    assert told.speaks_of
    chat.say(LAN, "sửa: 60%")
    first, second = lines(chat, 2)
    assert second.corrects == first.id
    assert people(chat, second) == (LAN_NAME, None)
    assert state(chat, 2) == (Said.WORKING, 60)


def test_a_telephone_call_of_somebody_who_never_joined_is_entered(one):
    [reply] = one.say(HANH, "thay anh Nam: NV2 đạt 40%, 3 hội nghị")
    [line] = lines(one, 2)
    assert people(one, line) == (NAM, HANH_NAME)
    assert figures(one) == [("hội nghị", 3.0)]
    assert "Lê Văn Nam chưa dùng bot nên chưa được báo" in reply.text


def test_several_tasks_are_entered_at_once(one):
    one.say(HANH, "ghi thay Lan:\nNV1 đạt 30%\nNV2 đạt 40%")
    assert (state(one, 1)[1], state(one, 2)[1]) == (30, 40)


def test_what_staff_call_done_waits_for_the_head(one):
    one.say(HANH, "thay Nam: NV1 xong")
    assert state(one, 1)[0] is Said.CLAIMED
    assert heard(one, LAN, "Lê Văn Nam</b> (Đỗ Thị Hạnh ghi thay) báo hoàn thành NV1")
    one.press(LAN, "Xác nhận")
    assert state(one, 1)[0] is Said.DONE


def test_a_head_s_word_settles_as_if_she_had_said_it(one):
    one.say(TUAN, "NV1 xong")
    one.say(HANH, "thay Lan: NV1 xong")
    assert state(one, 1)[0] is Said.DONE
    assert lines(one, 1)[-1].settles == lines(one, 1)[0].id


def test_doubts_are_asked_of_the_clerk_and_answered_for_the_person(chat):
    [asked] = chat.say(HANH, "thay Lan: đạt 50%")
    assert asked.choices
    assert heard(chat, LAN, "ghi thay") == []
    with chat.sessions() as session:
        assert session.exec(select(Awaiting.person_id)).all() == [
            session.exec(select(Person.id).where(Person.name == HANH_NAME)).one()
        ]
    chat.press(HANH, "NV2")
    [line] = lines(chat, 2)
    assert people(chat, line) == (LAN_NAME, HANH_NAME)
    assert heard(chat, LAN, "Đỗ Thị Hạnh đã ghi thay anh/chị NV2")


def test_the_answer_in_words_is_for_the_person_too(one):
    one.say(HANH, "thay Lan: đạt 50%")
    one.say(HANH, "NV2")
    assert people(one, lines(one, 2)[0]) == (LAN_NAME, HANH_NAME)


def test_the_clerk_s_next_words_are_the_clerk_s_own(one):
    one.say(HANH, "thay Lan: đạt 50%")
    one.say(HANH, "/kehoach")
    one.say(HANH, "NV2 đạt 70%")
    assert all(people(one, line)[1] is None or line.percent == 50 for line in lines(one, 2))


@pytest.mark.parametrize("words", ["sửa: 60%", "hủy", "/huy"])
def test_the_clerk_corrects_what_was_entered_last(one, words):
    one.say(HANH, "thay Lan: NV2 đạt 50%")
    one.say(HANH, words)
    first, second = lines(one, 2)
    assert second.corrects == first.id
    assert people(one, second) == (LAN_NAME, HANH_NAME)


def test_what_the_person_said_since_is_left_to_her(one):
    one.say(HANH, "thay Lan: NV2 đạt 50%")
    one.say(LAN, "NV2 đạt 70%")
    one.say(HANH, "hủy")
    assert state(one, 2) == (Said.WORKING, 70)


def test_a_head_s_confirmation_by_telephone_settles_the_claim(one):
    one.say(TUAN, "NV1 xong")
    one.say(HANH, "thay Lan: xác nhận NV1")
    claim, done = lines(one, 1)
    assert (done.said, done.settles) == (Said.DONE, claim.id)
    assert people(one, done) == (LAN_NAME, HANH_NAME)


def test_pictures_of_what_was_entered_are_asked_of_the_clerk(one):
    photo = Attachment(ref="p1", name="anh.jpg", size=9, kind=FileKind.PHOTO, sha256="cd" * 32)
    one.say(HANH, "thay Lan: NV2 đạt 50%", attachments=(photo,))
    assert people(one, lines(one, 2)[0]) == (LAN_NAME, HANH_NAME)
    asked = next(data for message in one.shown(HANH) for _, data, _ in message.choices if str(data).startswith("ph:"))
    assert "không còn hiệu lực" in one._send(LAN, button=asked)[0].text
    one.say(HANH, "không")
    with one.sessions() as session:
        assert [row.held for row in session.exec(select(Evidence)).all()] == [False]


def test_two_of_one_name_are_asked_about_and_a_unit_settles_it(chat):
    add(chat, "Hoàng Thị Lan", CENTRE)
    [asked] = chat.say(HANH, "thay Lan: NV1 đạt 50%")
    assert "Có 2 người" in asked.text
    assert lines(chat, 1) == lines(chat, 1, CENTRE) == []
    chat.press(HANH, "Hoàng Thị Lan")
    [line] = lines(chat, 1, CENTRE)
    assert people(chat, line) == ("Hoàng Thị Lan", HANH_NAME)
    chat.say(HANH, "thay Lan (Phòng NV1): NV1 đạt 20%")
    assert people(chat, lines(chat, 1)[0]) == (LAN_NAME, HANH_NAME)


def test_a_fuller_name_answers_too(one):
    add(one, "Hoàng Thị Lan", CENTRE)
    one.say(HANH, "thay Lan: NV1 đạt 50%")
    one.say(HANH, "Trần Thị Lan")
    assert people(one, lines(one, 1)[0]) == (LAN_NAME, HANH_NAME)


@pytest.mark.parametrize(
    ("who", "told"), [("Sen", "Không thấy"), ("Cúc", "không còn làm"), ("Mai", "không báo cáo tiến độ")]
)
def test_who_cannot_be_meant_is_said_and_nothing_recorded(one, who, told):
    add(one, "Lê Thị Cúc", FIRST, active=False)
    add(one, "Đỗ Thị Mai", FIRST, role=Role.OBSERVER)
    [reply] = one.say(HANH, f"ghi thay {who}: NV2 xong")
    assert told in reply.text
    assert lines(one, 2) == []


@pytest.mark.parametrize("who", [LAN, MINH, TUAN])
def test_nobody_else_enters_for_others(one, who):
    one.say(who, "/ghithay Nam NV2 xong")
    one.say(who, "ghi thay Nam: NV2 xong")
    assert all(line.entered_by is None and people(one, line)[0] != NAM for line in lines(one, 2))
    identity = next(iter(one.shown(HANH))).person_id
    assert "không còn hiệu lực" in one._send(who, button=f"bh:{identity}")[0].text


def test_no_command_is_obeyed_in_another_s_name(one):
    [reply] = one.say(HANH, "thay Lan: /giao NV1 cho Nam")
    assert "Ghi thay người báo" in reply.text
    assert lines(one, 1) == []


def test_what_tells_of_a_child_is_not_kept_here_either(one):
    one.say(HANH, "thay Lan: NV2 đạt 50%, đã hỗ trợ cháu Nguyễn Văn An 9 tuổi bị xâm hại")
    assert lines(one, 2) == []
    with one.sessions() as session:
        kept = [*session.exec(select(InboxMessage.payload)).all(), *session.exec(select(Awaiting.data)).all()]
    assert "Nguyễn Văn An" not in str(kept)
    one.press(HANH, "Ghi bản này")
    [line] = lines(one, 2)
    assert people(one, line) == (LAN_NAME, HANH_NAME)
    assert "Nguyễn Văn An" not in line.words


def test_an_edited_entry_corrects_the_line(one):
    one.say(HANH, "thay Lan: NV2 đạt 50%", own_id="77")
    one.say(HANH, "thay Lan: NV2 đạt 60%", own_id="77", edited=True)
    assert state(one, 2) == (Said.WORKING, 60)
    assert people(one, lines(one, 2)[-1]) == (LAN_NAME, HANH_NAME)


def test_it_is_written_in_the_audit(one):
    one.say(HANH, "thay Lan: NV2 đạt 50%")
    with one.sessions() as session:
        [entry] = session.exec(select(AuditEntry).where(AuditEntry.action == Act.ENTERED_FOR)).all()
        names = {person.id: person.name for person in session.exec(select(Person)).all()}
    assert (names[entry.actor_id], names[entry.detail["person"]]) == (HANH_NAME, LAN_NAME)


def test_who_is_away_stays_away(one):
    one.say(LAN, "em nghỉ ốm chưa biết khi nào đi làm lại")
    one.press(LAN, "Đúng, ghi nhận")
    one.now = one.now.replace(day=3)
    one.say(HANH, "thay Lan: NV2 đạt 50%")
    with one.sessions() as session:
        assert [row.last for row in session.exec(select(Absence)).all()] == [None]


def test_reports_and_sources_name_both(one):
    one.say(HANH, "thay Lan: NV2 đạt 50%, 3 hội nghị")
    assert "Trần Thị Lan (do Đỗ Thị Hạnh ghi)" in one.say(HANH, "/nguon NV2")[0].text
    with one.sessions() as session:
        plan = session.exec(select(Plan).order_by(col(Plan.id))).first()
        report = summarise(load(session, plan.id, one.now), one.now)
    [row] = list(_journal(report).rows)
    assert "Trần Thị Lan, do Đỗ Thị Hạnh ghi" in row


def test_what_was_entered_is_an_answer_to_the_reminder(one):
    morning(one, date(2026, 6, 12))
    one.say(HANH, "thay Lan: NV1 đạt 50%")
    with one.sessions() as session:
        assert session.exec(select(Progress)).one().said is Said.WORKING
    assert state(one, 1) == (Said.WORKING, 50)
