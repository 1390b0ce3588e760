"""/caidat: the clerk sees the office's settings and switches the head's confirmation."""

import datetime as dt

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from handlers.scheduled import reports
from june import activate, add_draft, assignment, at, outbox
from models.office import Office
from models.outbox import Priority
from scheduler.remind import remind


@pytest.fixture
def chat(sessions, office) -> Chat:
    return Chat(sessions)


def confirms(chat: Chat) -> bool:
    with chat.sessions() as session:
        return session.exec(select(Office)).one().confirm_done


def test_the_settings_are_shown(chat: Chat):
    [shown] = chat.say(HANH, "/caidat")
    assert "Cài đặt của Sở Tư pháp" in shown.text
    assert "Nơi nhận báo cáo: Sở Y tế" in shown.text
    assert "07:30 - 17:00; nhắc việc lúc 08:00" in shown.text
    assert "xác nhận hoàn thành: <b>có</b>" in shown.text


@pytest.mark.parametrize("with_buttons", [True, False])
def test_one_tap_switches_and_another_switches_back(chat: Chat, with_buttons: bool):
    chat.say(HANH, "/caidat")
    for wanted in (False, True):
        [shown] = chat.press(HANH, "trưởng đơn vị xác nhận") if with_buttons else chat.say(HANH, "1")
        assert "Đã đổi" in shown.text
        assert confirms(chat) is wanted


def test_a_second_tap_changes_nothing_and_says_so(chat: Chat):
    chat.say(HANH, "/caidat")
    message, data = chat.button(HANH, "Không cần")
    chat.press(HANH, "Không cần")
    [again] = chat._send(HANH, button=data, message_id=message.platform_id)
    assert "Không có gì đổi" in again.text
    assert confirms(chat) is False


def test_only_the_clerk_may(chat: Chat):
    assert "Cài đặt" not in chat.say(LAN, "/caidat")[0].text
    chat._send(LAN, button="os:confirm:0")
    assert confirms(chat) is True


@pytest.mark.parametrize("data", ["os:confirm:2", "os:other:1", "os:"])
def test_a_forged_button_switches_nothing(chat: Chat, data: str):
    assert "không còn hiệu lực" in chat._send(HANH, button=data)[0].text
    assert confirms(chat) is True


def stored(chat: Chat) -> Office:
    with chat.sessions() as session:
        return session.exec(select(Office)).one()


@pytest.mark.parametrize(
    ("words", "column", "value"),
    [
        ("giờ nhắc 8h30", "remind_at", dt.time(8, 30)),
        ("nhac viec luc 9:15", "remind_at", dt.time(9, 15)),
        ("Giờ làm việc: 7h-16h30", "closes", dt.time(16, 30)),
        ("nhắc trước 5, 2, 1 ngày", "remind_before", [5, 2, 1]),
        ("nhắc trước 1 và 4 ngày", "remind_before", [4, 1]),
        ("hỏi hằng tuần thứ năm", "weekly_on", 3),
        ("báo trưởng đơn vị sau 2 ngày", "head_after", 2),
        ("báo văn thư sau 6 ngày làm việc", "clerk_after", 6),
        ("báo lãnh đạo sau 10 ngày", "leader_after", 10),
        ("hoãn nhắc tối đa 5 ngày", "snooze_days", 5),
        ("hoãn nhắc: không", "snooze_days", 0),
        ("bản tin lúc 8h", "digest_at", dt.time(8)),
        ("bản tin tuần thứ 6", "digest_on", 4),
        ("báo cáo tuần thứ 6", "report_on", 4),
        ("Lập báo cáo hằng tuần vào thứ năm", "report_on", 3),
        ("giờ báo cáo 14h30", "report_at", dt.time(14, 30)),
        ("báo cáo tuần lúc 4 giờ chiều", "report_at", dt.time(16)),
        ("báo cáo cuối kế hoạch không", "report_at_end", False),
        ("không báo cáo cuối kế hoạch", "report_at_end", False),
        ("trưởng đơn vị xác nhận: không", "confirm_done", False),
    ],
)
@pytest.mark.parametrize("command", ["", "/caidat "])
def test_a_setting_is_changed_in_words(chat: Chat, command: str, words: str, column: str, value: object):
    [told] = chat.say(HANH, command + words)
    assert "Đã đổi" in told.text
    assert getattr(stored(chat), column) == value


@pytest.mark.parametrize(
    ("button", "choice", "column", "value"),
    [
        ("Giờ nhắc", "8h30", "remind_at", dt.time(8, 30)),
        ("Nhắc trước hạn", "5, 2, 1", "remind_before", [5, 2, 1]),
        ("Báo lãnh đạo", "10", "leader_after", 10),
        ("Hoãn nhắc", "0", "snooze_days", 0),
        ("Ngày hỏi tuần", "thứ 4", "weekly_on", 2),
        ("Báo cáo tuần", "thứ 5", "report_on", 3),
        ("Giờ báo cáo", "10h", "report_at", dt.time(10)),
        ("Báo cáo cuối", "không", "report_at_end", False),
    ],
)
def test_a_setting_is_changed_by_buttons(chat: Chat, button: str, choice: str, column: str, value: object):
    chat.say(HANH, "/caidat")
    chat.press(HANH, button)
    assert "Đã đổi" in chat.press(HANH, choice)[0].text
    assert getattr(stored(chat), column) == value


def test_a_value_may_be_typed_after_its_button(chat: Chat):
    chat.say(HANH, "/caidat")
    chat.press(HANH, "Giờ nhắc")
    assert "Đã đổi giờ nhắc: 08:00 → 08:45" in chat.say(HANH, "8h45")[0].text


@pytest.mark.parametrize(
    "words",
    [
        "giờ nhắc 25h",
        "giờ nhắc 18h",  # after closing
        "giờ nhắc sớm hơn",
        "giờ làm việc 17h-8h",
        "giờ làm việc 9h-9h30",
        "giờ làm việc 0h-23h59",  # nobody would be left in peace
        "giờ làm việc 9h-17h",  # the reminders would come before
        "nhắc trước 0 ngày",
        "nhắc trước 9, 8, 7, 6, 5, 4 ngày",
        "nhắc trước 99 ngày",
        "/caidat báo lãnh đạo sau 2 ngày",  # before the clerk
        "/caidat hỏi hằng tuần chủ nhật",
        "/caidat hoãn nhắc 50 ngày",
        "/caidat báo cáo tuần chủ nhật",
        "/caidat giờ báo cáo 19h",
        "/caidat giờ báo cáo muộn",
        "/caidat màu xanh",
    ],
)
def test_bad_input_is_one_clear_line_and_changes_nothing(chat: Chat, words: str):
    before = stored(chat)
    [told] = chat.say(HANH, words)
    assert "ông đổi gì" in told.text
    assert len(told.text.splitlines()) == 1
    assert stored(chat) == before


def test_nobody_else_changes_a_setting(chat: Chat):
    before = stored(chat)
    for words in ("giờ nhắc 9h", "/caidat giờ nhắc 9h"):
        assert "Đã đổi" not in chat.say(LAN, words)[0].text
    chat._send(LAN, button="os:set:remind_at:9h")
    assert stored(chat) == before


def test_open_work_follows_the_new_settings_at_once(chat: Chat, office: Office):
    activate(chat.sessions, add_draft(chat.sessions, office))
    remind(chat.sessions, at("06-01 08:00"))
    chat.now = at("06-01 10:00")
    [told] = chat.say(HANH, "nhắc trước 5, 2, 1 ngày")
    assert assignment(chat.sessions, 1).remind_at == at("06-05 08:00")  # the deadline is Friday 12 June
    assert "lần nhắc gần nhất" in told.text
    chat.say(HANH, "giờ nhắc 9h30")
    assert assignment(chat.sessions, 1).remind_at == at("06-05 09:30")


def test_a_later_hour_brings_nobody_a_second_bundle_that_day(chat: Chat, office: Office):
    activate(chat.sessions, add_draft(chat.sessions, office))
    remind(chat.sessions, at("06-01 08:00"))
    before = [m.key for m in outbox(chat.sessions) if m.priority == Priority.REMINDER]
    chat.now = at("06-01 08:10")
    chat.say(HANH, "giờ nhắc 14h")
    remind(chat.sessions, at("06-01 14:00"))
    assert [m.key for m in outbox(chat.sessions) if m.priority == Priority.REMINDER] == before


def test_what_waits_keeps_to_the_new_closing_time(chat: Chat, office: Office):
    activate(chat.sessions, add_draft(chat.sessions, office))
    remind(chat.sessions, at("06-01 10:00"))
    chat.now, chat.deliver = at("06-01 10:05"), False
    chat.say(HANH, "giờ làm việc 7h-11h30")
    reminders = [m for m in outbox(chat.sessions) if m.priority == Priority.REMINDER]
    assert {m.not_after for m in reminders} == {at("06-01 11:30")}


def test_the_weekly_report_is_switched_on_and_off_and_says_when_it_comes(chat: Chat, office: Office):
    activate(chat.sessions, add_draft(chat.sessions, office))
    chat.now = at("06-05 16:00")
    [told] = chat.say(HANH, "báo cáo tuần thứ 6")
    assert "Lần tự lập tới: 15:00 ngày 12/6/2026" in told.text
    assert reports(chat.sessions, at("06-05 16:01")) == 0  # today's hour had passed
    assert (
        "thứ Sáu hằng tuần; cuối kế hoạch: có; lúc 15:00; lần tới 15:00 ngày 12/6" in chat.say(HANH, "/caidat")[0].text
    )
    assert "Không có gì đổi" in chat.say(HANH, "báo cáo tuần thứ 6")[0].text
    [told] = chat.say(HANH, "không báo cáo tuần nữa")
    assert "thứ Sáu → không lập" in told.text
    assert "Lần tự lập tới: 15:00 ngày 30/6/2026" in told.text
    assert stored(chat).report_on is None


def test_the_reports_hour_follows_an_earlier_closing(chat: Chat):
    chat.say(HANH, "giờ làm việc 7h-11h30")
    assert stored(chat).report_at == dt.time(10, 30)


@pytest.mark.parametrize("words", ["báo cáo tuần này", "báo cáo tuần", "gửi báo cáo tuần cho Sở Y tế thứ 6"])
def test_words_about_a_report_change_no_setting(chat: Chat, words: str):
    before = stored(chat)
    chat.say(HANH, words)
    assert stored(chat) == before
