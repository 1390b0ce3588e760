"""What the audit says to people: /nhatky, and the words of every action."""

from datetime import timedelta

import pytest

from chat import Chat
from conftest import HANH, LAN, MONDAY, join
from june import activate, add_draft
from messages.render import render
from models.acts import Act
from models.audit import Actor, AuditEntry, note
from models.audit_view import Line
from models.database import Sessions
from models.office import Office
from models.people import Person, Role

THE_ADMIN = "1009"


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    with sessions() as session:
        admin = Person(office_id=office.id or 0, name="Nông Văn Quản", role=Role.ADMIN)
        session.add(admin)
        session.flush()
        join(session, admin, THE_ADMIN)
    return Chat(sessions)


def fill(chat: Chat, office: Office, count: int, person: int | None = None, at=MONDAY) -> None:
    with chat.sessions() as session:
        for number in range(count):
            note(session, Actor(office.id or 0, person, "fake"), Act.REPORT_MADE, f"report {number}-3f9a1c", at)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("act", Act)
def test_every_action_has_words(act: Act, language: str):
    fields = {"channel": "cli", "action": act, "subject": "plan 1", "before": "", "hash": ""}
    entry = AuditEntry(office_id=1, number=1, at=MONDAY, **fields)
    words = render("audit_line", language, line=Line(entry, None, "plan", "Kế hoạch tháng 6", None, {})).text
    said = words.partition(": ")[2].removesuffix(" Kế hoạch tháng 6").removesuffix(" kế hoạch").removesuffix(" plan")
    assert said != act
    assert len(said) > 4


def test_the_last_twenty_are_shown_and_then_older_ones(chat: Chat, office: Office):
    fill(chat, office, 25)
    [first] = chat.say(THE_ADMIN, "/nhatky")
    assert "26. 08:" in first.text  # that this record was looked at is written down too
    assert "xem nhật ký này" in first.text
    assert "6." not in first.text.split("7. ")[0].split("\n")[-1]
    [older] = chat.press(THE_ADMIN, "Cũ hơn")
    assert [line.split(".")[0] for line in older.text.split("\n")[1:]] == ["6", "5", "4", "3", "2", "1"]
    assert older.choices == []


def test_it_can_be_of_a_week_or_of_one_person(chat: Chat, office: Office):
    fill(chat, office, 1, person=1, at=MONDAY - timedelta(days=8))
    fill(chat, office, 1, person=2)
    [week] = chat.say(THE_ADMIN, "/nhatky tuần")
    assert "Trần Thị Lan (fake): lập báo cáo bản 0-3f9a1c" in week.text
    assert "Đỗ Thị Hạnh" not in week.text
    [hers] = chat.say(THE_ADMIN, "/nhatky Hạnh")
    assert [line.split(".")[0] for line in hers.text.split("\n")[1:]] == ["1"]
    [unknown] = chat.say(THE_ADMIN, "/nhatky Không Ai")
    assert "Không có ai tên" in unknown.text


def test_people_in_the_details_are_named_and_days_written_as_days(chat: Chat, office: Office):
    with chat.sessions() as session:
        actor = Actor(office.id or 0, 1, "zalo")
        note(session, actor, Act.WORK_DELEGATED, "person 3", MONDAY, was=2, to=3)
        note(session, actor, Act.DATE_MOVED, "person 3", MONDAY, due=MONDAY.date(), added=0)
    [shown] = chat.say(THE_ADMIN, "/nhatky")
    assert "Đỗ Thị Hạnh (Zalo): giao việc Vũ Văn Minh, cho Vũ Văn Minh; trước là Trần Thị Lan" in shown.text
    assert "đổi thời hạn Vũ Văn Minh; hạn nay 01/6/2026\n" in shown.text


def test_the_work_itself_is_shown_only_to_who_may_see_work(chat: Chat, office: Office):
    activate(chat.sessions, add_draft(chat.sessions, office))
    with chat.sessions() as session:
        leader = Person(office_id=office.id or 0, name="Hoàng Văn Lãnh", role=Role.LEADER)
        session.add(leader)
        session.flush()
        join(session, leader, "1010")
        actor = Actor(office.id or 0, 1, "zalo")
        note(session, actor, Act.PLAN_CHANGED, "plan 1", MONDAY)
        note(session, actor, Act.DATE_MOVED, "task 1", MONDAY, due=MONDAY.date())
        note(session, actor, Act.ENTERED_FOR, "progress 11", MONDAY, assignment=1, person=2)
    [led], [kept] = chat.say("1010", "/nhatky"), chat.say(THE_ADMIN, "/nhatky")
    assert "nhập báo cáo thay lượt 11; việc NV1/1, Phòng Nghiệp vụ I; của Trần Thị Lan\n" in led.text
    assert "đổi thời hạn NV1/1; hạn nay 01/6/2026\n" in led.text
    assert "điều chỉnh kế hoạch Kế hoạch Tháng" in led.text
    assert [line.partition(": ")[2] for line in kept.text.splitlines()[-3:]] == [
        "nhập báo cáo thay lượt 11",
        "đổi thời hạn nhiệm vụ số 1",
        "điều chỉnh kế hoạch 1",
    ]


def test_what_was_done_is_said_in_words(chat: Chat, office: Office):
    with chat.sessions() as session:
        actor = Actor(office.id or 0, None, "cli")
        note(session, actor, Act.OUTBOX_CHANGED, "message all", MONDAY, how="retry", changed=1)
        note(session, actor, Act.DATA_ANSWERED, "data_request 3", MONDAY, what="refused")
        note(session, actor, Act.PERSON_ERASED, "person 3", MONDAY, words=4, reports=2)
    [shown] = chat.say(THE_ADMIN, "/nhatky")
    assert [line.partition("dòng lệnh: ")[2] for line in shown.text.splitlines()[-3:]] == [
        "xóa dữ liệu cá nhân Vũ Văn Minh; số báo cáo 2; số lời 4",
        "trả lời yêu cầu về dữ liệu cá nhân số 3; loại từ chối",
        "gửi lại hoặc hủy các tin; sửa 1; cách gửi lại",
    ]


def test_another_offices_record_is_not_shown(chat: Chat, office: Office):
    with chat.sessions() as session:
        other = Office(name="Sở Y tế")
        session.add(other)
        session.flush()
        note(session, Actor(other.id or 0, None, "cli"), Act.EXPORTED, "plan 77", MONDAY)
    [shown] = chat.say(THE_ADMIN, "/nhatky")
    assert "77" not in shown.text


@pytest.mark.parametrize("who", [HANH, LAN])
def test_clerk_and_head_are_not_shown_who_looked(chat: Chat, office: Office, who: str):
    [answer] = chat.say(who, "/nhatky")
    assert "Nhật ký" not in answer.text
