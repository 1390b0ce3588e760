"""/vang: who is away gets no reminders, whoever stands in does, and all ends by itself."""

import re
from datetime import date

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from conversation import CENTRE, FIRST, MINH, TUAN, TypedChat, heard, lines, morning, open_office, standing
from messages.plain import plain
from models.absence import Absence
from models.assignment import Assignment, Said, journal_of
from models.database import Sessions
from models.outbox import Delivery, Priority
from models.people import Person, Role
from scheduler.digest import digest
from scheduler.remind import remind

MON, TUE, WED, THU, FRI = (date(2026, 6, day) for day in (1, 2, 3, 4, 5))


@pytest.fixture(params=[Chat, TypedChat])
def chat(request, sessions, office) -> Chat:
    """Monday 1/6, 08:02: the plan is approved; nobody was reminded yet. Hạnh, Lan, Tuấn and Minh have joined."""
    return open_office(request.param(sessions))


def reminded(chat: Chat, who: str) -> list[str]:
    return [message.text for message in chat.shown(who) if message.priority == Priority.REMINDER]


def absences(chat: Chat) -> list[tuple[str, date, date | None]]:
    with chat.sessions() as session:
        query = select(Person.name, Absence.first, Absence.last).join(Person, Person.id == Absence.person_id)
        return list(session.exec(query.order_by(Absence.id)).all())


def delegate(chat: Chat, task: int, name: str) -> None:
    identity = standing(chat, task).id
    with chat.sessions() as session:
        row = session.get_one(Assignment, identity)
        row.person_id = session.exec(select(Person.id).where(Person.name == name)).one()


def test_the_stand_in_is_reminded_in_place_of_who_is_away(chat: Chat):
    [noted] = chat.say(MINH, "/vang 1/6-3/6 Lan thay")
    assert "vắng từ 01/6 đến hết 03/6, Trần Thị Lan thay" in noted.text
    assert "anh/chị được ghi là người thay" in chat.shown(LAN)[-1].text
    remind(chat.sessions, chat.now)
    assert reminded(chat, MINH) == []
    assert "NV3" in reminded(chat, LAN)[0]
    assert "thay cho Vũ Văn Minh" in reminded(chat, LAN)[0]


def test_what_the_stand_in_says_is_recorded_under_their_own_name(chat: Chat):
    chat.say(MINH, "/vang 1/6-3/6 Lan thay")
    chat.say(LAN, "NV3 đạt 40%")
    [line] = lines(chat, 3, CENTRE)
    with chat.sessions() as session:
        assert session.get_one(Person, line.person_id).name == "Trần Thị Lan"
    assert line.percent == 40


def test_after_the_last_day_all_is_as_before(chat: Chat):
    chat.say(MINH, "/vang 1/6-2/6 Lan thay")
    chat.now = chat.now.replace(day=3)
    remind(chat.sessions, chat.now)
    chat.settle()
    assert "NV3" in reminded(chat, MINH)[0]
    chat.say(LAN, "NV3 đạt 40%")
    assert lines(chat, 3, CENTRE) == []


def test_without_a_stand_in_the_head_hears_of_a_delegate_s_work(chat: Chat):
    delegate(chat, 1, "Lê Anh Tuấn")
    chat.say(TUAN, "/vang hôm nay")
    remind(chat.sessions, chat.now)
    assert reminded(chat, TUAN) == []
    assert "NV1" in reminded(chat, LAN)[0]
    assert "thay cho Lê Anh Tuấn" in reminded(chat, LAN)[0]


def test_where_nobody_is_left_nobody_is_late_and_it_comes_back(chat: Chat):
    [noted] = chat.say(MINH, "/vang 1/6-2/6")
    assert "văn thư sẽ được báo" in noted.text
    remind(chat.sessions, chat.now)
    assert reminded(chat, MINH) == []
    assert standing(chat, 3, CENTRE).reminded_at is None
    morning(chat, WED)
    assert "NV3" in reminded(chat, MINH)[0]


def test_the_clerk_enters_it_for_anybody_and_a_head_for_the_own_unit(chat: Chat):
    chat.say(HANH, "/vang Minh 1/6-3/6 Lan thay")
    chat.say(LAN, "/vang Tuấn 2/6-3/6")
    assert [name for name, *_ in absences(chat)] == ["Vũ Văn Minh", "Lê Anh Tuấn"]
    assert heard(chat, MINH, "Đỗ Thị Hạnh đã ghi anh/chị vắng")


def test_nobody_else_may(chat: Chat):
    assert "chỉ ghi được thời gian vắng của mình" in chat.say(TUAN, "/vang Lan 1/6-3/6")[0].text
    assert "chỉ ghi được thời gian vắng của mình" in chat.say(LAN, "/vang Minh 1/6-3/6")[0].text
    assert absences(chat) == []


def test_a_sentence_is_offered_first(chat: Chat):
    [asked] = chat.say(MINH, "em nghỉ phép từ 2 đến 5/6, chị Lan thay em")
    assert "từ 02/6 đến hết 05/6, Trần Thị Lan thay" in asked.text
    assert absences(chat) == []
    chat.press(MINH, "Đúng")
    assert absences(chat) == [("Vũ Văn Minh", TUE, FRI)]


def test_a_usual_span_is_one_press_and_a_stand_in_another(chat: Chat):
    chat.say(TUAN, "/vang")
    chat.press(TUAN, "Ngày mai")
    chat.press(TUAN, "Trần Thị Lan")
    assert absences(chat) == [("Lê Anh Tuấn", TUE, TUE)]
    with chat.sessions() as session:
        assert session.exec(select(Absence)).one().stand_in_id is not None


def test_it_can_be_ended_before_its_time(chat: Chat):
    chat.say(MINH, "/vang 1/6-5/6 Lan thay")
    chat.now = chat.now.replace(day=3)
    chat.say(MINH, "/vang xong")
    assert absences(chat) == [("Vũ Văn Minh", MON, TUE)]
    remind(chat.sessions, chat.now)
    assert "NV3" in reminded(chat, MINH)[0]


def test_a_new_span_stands_in_place_of_the_old_one(chat: Chat):
    chat.say(MINH, "/vang 2/6-5/6 Lan thay")
    chat.say(MINH, "/vang 3/6-4/6 Hạnh thay")
    assert absences(chat) == [("Vũ Văn Minh", WED, THU)]


def test_a_reminder_that_waits_to_be_sent_goes_to_the_stand_in(sessions: Sessions, office):
    chat = open_office(Chat(sessions))
    chat.deliver = False
    remind(sessions, chat.now)
    chat.say(MINH, "/vang 1/6-3/6 Tuấn thay")
    waiting = [m for m in chat.shown(MINH) if m.priority == Priority.REMINDER]
    assert [m.status for m in waiting] == [Delivery.EXPIRED]
    remind(sessions, chat.now)
    assert "thay cho Vũ Văn Minh" in reminded(chat, TUAN)[0]


@pytest.mark.parametrize("words", ["/vang Minh", "/vang 40/6", "/vang 1/5-3/5", "/vang " + "x" * 500])
def test_bad_input_is_one_clear_line(chat: Chat, words: str):
    [told] = chat.say(MINH, words)
    assert "chưa ghi gì" in told.text
    assert absences(chat) == []


def test_an_unknown_or_unclear_name_is_asked_about(chat: Chat):
    assert "Không tìm thấy" in chat.say(MINH, "/vang 2/6-3/6 Zung thay")[0].text
    with chat.sessions() as session:
        minh = session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one()
        session.add(Person(office_id=minh.office_id, unit_id=minh.unit_id, name="Đỗ Minh", role=Role.STAFF))
    assert "Có 2 người tên" in chat.say(LAN, "/vang 2/6-3/6 Minh thay")[0].text
    assert absences(chat) == []


@pytest.mark.parametrize(
    "data", ["va:", "va:3:20260602:20260601:0", "va:2:20260602:20260603:0", "ve:99", "vs:1:2", "ve:x"]
)
def test_forged_buttons_do_nothing(chat: Chat, data: str):
    assert "không còn hiệu lực" in chat._send(MINH, button=data)[0].text
    assert absences(chat) == []


def test_a_claim_goes_to_whoever_may_confirm_it(chat: Chat):
    chat.say(LAN, "/vang 1/6-5/6 Minh thay")
    chat.say(TUAN, "NV4 xong")
    assert standing(chat, 4, FIRST).state is Said.CLAIMED
    morning(chat, TUE)
    assert "Chờ đồng chí xác nhận" in reminded(chat, MINH)[0]
    chat.press(MINH, "Xác nhận")
    assert standing(chat, 4, FIRST).state is Said.DONE


def test_the_clerk_s_digest_says_for_whom_nobody_hears(chat: Chat):
    chat.say(MINH, "/vang 1/6-5/6")
    chat.now = chat.now.replace(day=2, hour=0, minute=45)
    digest(chat.sessions, chat.now)
    [told] = heard(chat, HANH, "đang vắng, chưa có ai nhận lời nhắc thay")
    assert "Vũ Văn Minh" in told.text


def test_the_calendar_says_who_stands_in_and_where_only_a_short_question_is_left(chat: Chat):
    chat.say(MINH, "/vang 1/6-3/6 Lan thay")
    text = plain(chat.say(HANH, f"/lichnhac {CENTRE}")[-1].text) + plain(chat.say(HANH, f"/lichnhac {FIRST}")[-1].text)
    assert "Đã tính người vắng, người thay và việc đang hoãn nhắc" in text
    assert re.search(r"Trần Thị Lan .*NV3 \(thay cho Vũ Văn Minh\)", text)
    assert re.search(r"NV\d\*", text)
    assert not re.search(r"NV3\* \(thay cho", text)


@pytest.mark.parametrize("words", ["/vang từ mai, Lan thay", "em nghỉ ốm chưa biết đến khi nào, chị Lan thay"])
def test_an_absence_may_have_no_end_until_the_person_says_to_be_back(chat: Chat, words: str):
    chat.say(MINH, words)
    if not words.startswith("/"):
        chat.press(MINH, "Đúng, ghi nhận")
    assert "chưa rõ đến ngày nào" in chat.shown(MINH)[-1].text
    [(_, first, last)] = absences(chat)
    assert (first in (MON, TUE), last) == (True, None)
    morning(chat, FRI)
    assert reminded(chat, MINH) == []
    assert "thay cho Vũ Văn Minh" in reminded(chat, LAN)[-1]
    chat.press(MINH, "Tôi đã đi làm lại")
    assert absences(chat)[0][2] == THU


def test_whoever_reports_again_is_back(chat: Chat):
    chat.say(MINH, "/vang từ 1/6")
    chat.say(MINH, "NV3 đạt 20%")  # a last word on the first day
    assert absences(chat)[0][2] is None
    chat.now = chat.now.replace(day=4)
    said = chat.say(MINH, "NV3 đạt 40%")
    assert "40" in said[0].text
    assert absences(chat)[0][2] == WED
    assert "Đã kết thúc thời gian vắng" in chat.shown(MINH)[-1].text or "Đã kết thúc" in chat.shown(MINH)[-2].text


@pytest.mark.parametrize(("day", "told"), [(8, 0), (9, 1)])
def test_the_clerk_is_reminded_of_a_long_absence_without_an_end(chat: Chat, day: int, told: int):
    chat.say(MINH, "/vang từ 1/6, Lan thay")
    chat.now = chat.now.replace(day=day, hour=0, minute=45)
    digest(chat.sessions, chat.now)
    assert len(heard(chat, HANH, "Vũ Văn Minh (Trung tâm Trợ giúp pháp lý): vắng, chưa rõ ngày về, từ 01/6")) == told


def test_only_who_stands_in_and_only_meanwhile_may_use_the_buttons(chat: Chat):
    chat.say(MINH, "/vang 1/6-2/6 Lan thay")
    number = standing(chat, 3, CENTRE).id
    assert "NV3" in chat._send(LAN, button=f"t:{number}")[0].text
    chat._send(LAN, button=f"a:{number}:40")
    for forged in (f"t:{number}", f"a:{number}:60"):
        assert "không còn hiệu lực" in chat._send(TUAN, button=forged)[0].text
    chat.now = chat.now.replace(day=3)
    assert "không còn hiệu lực" in chat._send(LAN, button=f"t:{number}")[0].text
    chat._send(LAN, button=f"a:{number}:80")
    with chat.sessions() as session:
        said = [(session.get_one(Person, line.person_id).name, line.percent) for line in journal_of(session, number)]
    assert said == [("Trần Thị Lan", 40)]


def test_a_stand_in_who_is_away_too_is_said_and_another_offered(chat: Chat):
    chat.say(MINH, "/vang 1/6-5/6 Lan thay")
    [noted] = chat.say(LAN, "/vang 1/6-5/6 Minh thay")
    assert "Vũ Văn Minh cũng đang vắng trong thời gian đó, nên chưa có ai nhận lời nhắc thay" in noted.text
    assert "Lê Anh Tuấn" in [label for label, _, _ in noted.choices]


def test_an_absence_without_a_stand_in_is_listed(chat: Chat):
    chat.say(LAN, "/vang 3/6")
    [shown] = chat.say(LAN, "/vang")
    assert "Trần Thị Lan (Phòng Nghiệp vụ I): ngày 03/6" in shown.text


def test_a_span_that_takes_the_place_of_another_says_so(chat: Chat):
    chat.say(LAN, "/vang 1/6-30/6")
    [noted] = chat.say(LAN, "/vang 10/6")
    assert "Ghi này thay cho ghi trước: vắng từ 01/6 đến hết 30/6." in noted.text
    assert absences(chat) == [("Trần Thị Lan", date(2026, 6, 10), date(2026, 6, 10))]
