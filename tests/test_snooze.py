"""Nhắc lại sau: by button and in words, within its limits, and never a report."""

from datetime import date

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN, MONDAY
from conversation import CENTRE, MINH, TypedChat, lines, morning, open_office, standing
from models.assignment import Assignment, Said
from models.bundle import Followed
from models.cadence import Policy
from models.outbox import Snapshot
from models.plan import Plan, PlanState, Task
from models.snooze import Refusal, latest, put_off
from scheduler.remind import remind
from vietnamese.calendar import NATIONAL

POLICY = Policy(NATIONAL)
WEDNESDAY, THURSDAY, FRIDAY = date(2026, 6, 3), date(2026, 6, 4), date(2026, 6, 5)


@pytest.fixture(params=[Chat, TypedChat])
def chat(request, sessions, office) -> Chat:
    """Monday 1/6: the plan is approved and its first reminders went out."""
    chat = open_office(request.param(sessions))
    remind(chat.sessions, chat.now)
    chat.settle()
    return chat


def put(chat: Chat, task: int = 3, unit: str = CENTRE) -> date | None:
    return standing(chat, task, unit).snoozed_until


def test_a_button_asks_until_when_and_puts_the_reminder_off(chat: Chat):
    [asked] = chat.press(MINH, "Nhắc lại sau")
    assert [label for label, *_ in asked.choices] == ["Thứ Ba 02/6", "Thứ Tư 03/6", "Thứ Năm 04/6"]
    [done] = chat.press(MINH, "Thứ Tư")
    assert "NV3: tôi nhắc lại vào thứ Tư 03/6/2026" in done.text
    assert "chưa phải là báo cáo" in done.text
    before = len(chat.shown(MINH))
    morning(chat, date(2026, 6, 2))
    assert len(chat.shown(MINH)) == before
    morning(chat, WEDNESDAY)
    assert "NV3" in chat.shown(MINH)[-1].text


def test_words_do_the_same_and_report_nothing(chat: Chat):
    before = standing(chat, 3, CENTRE)
    [done] = chat.say(MINH, "mai nhắc lại nhé")
    after = standing(chat, 3, CENTRE)
    assert "thứ Ba 02/6/2026" in done.text
    assert after.snoozed_until == date(2026, 6, 2)
    assert (after.state, after.unanswered, after.heard_at, after.due) == (
        before.state,
        before.unanswered,
        before.heard_at,
        before.due,
    )
    assert lines(chat, 3, CENTRE) == []


def test_named_tasks_alone_are_put_off(chat: Chat):
    chat.say(LAN, "NV1 mai nhắc lại")
    assert standing(chat, 1).snoozed_until == date(2026, 6, 2)
    assert standing(chat, 2).snoozed_until is None


def test_a_whole_bundle_is_put_off_each_task_as_far_as_its_deadline_lets(chat: Chat):
    [done] = chat.say(LAN, "nhắc em sau 5 ngày")
    assert standing(chat, 1).snoozed_until == THURSDAY  # three working days at most
    assert standing(chat, 4).snoozed_until == THURSDAY  # the day before its deadline
    assert "không muộn hơn được" in done.text


def test_twice_in_a_row_is_enough(chat: Chat):
    for day, words in ((2, "mai nhắc lại"), (3, "mai nhắc lại")):
        chat.say(MINH, words)
        morning(chat, date(2026, 6, day))
    [refused] = chat.say(MINH, "mai nhắc lại")
    assert "đã hoãn hai lần liền" in refused.text
    chat.say(MINH, "NV3 đang làm")
    found = standing(chat, 3, CENTRE)
    assert (found.snoozes, found.snoozed_until) == (0, None)


def test_another_day_chosen_before_the_next_reminder_is_no_second_time(chat: Chat):
    for words, day in (("mai nhắc lại", date(2026, 6, 2)), ("để thứ 5 nhắc", THURSDAY), ("thứ 4 nhắc lại", WEDNESDAY)):
        chat.say(MINH, words)
        found = standing(chat, 3, CENTRE)
        assert (found.snoozes, found.snoozed_until) == (1, day)


def test_the_last_time_may_be_changed_too_and_reaches_no_further(chat: Chat):
    chat.say(MINH, "mai nhắc lại")
    morning(chat, date(2026, 6, 2))
    chat.say(MINH, "mai nhắc lại")
    chat.say(MINH, "để thứ 6 nhắc")
    assert (standing(chat, 3, CENTRE).snoozes, put(chat)) == (2, FRIDAY)
    chat.now = chat.now.replace(day=4)
    [done] = chat.say(MINH, "nhắc em sau 5 ngày")
    assert "thứ Sáu 05/6/2026" in done.text
    assert put(chat) == FRIDAY


def test_an_answer_ends_it(chat: Chat):
    chat.say(MINH, "mai nhắc lại")
    chat.say(MINH, "NV3 đạt 30%")
    [told] = chat.say(MINH, "mai nhắc lại NV3")
    assert "đã trả lời" in told.text
    assert put(chat) is None


def test_the_list_shows_it_to_the_unit(chat: Chat):
    chat.say(LAN, "NV1 mai nhắc lại")
    assert "⏰ hoãn nhắc đến 02/6" in chat.say(LAN, "/nhiemvu")[0].text


def test_nothing_to_put_off_is_said(chat: Chat):
    chat.say(MINH, "NV3 xong")
    assert "đã xong" in chat.say(MINH, "mai nhắc lại")[0].text or put(chat) is None


def test_a_clerk_s_silent_round_leaves_out_what_is_put_off(chat: Chat):
    chat.say(MINH, "để thứ 5 nhắc")
    chat.now = chat.now.replace(day=2, hour=2)
    assert "Minh" not in chat.say(HANH, "/nhac")[0].text


def test_the_clerk_sees_it_on_the_card_and_the_report_does_not(chat: Chat):
    chat.say(HANH, "/baocao")
    before = snapshot(chat)
    chat.say(MINH, "mai nhắc lại")
    [card] = chat.say(HANH, "/tinhhinh")
    assert "⏰ 1 việc đang hoãn nhắc (chưa phải báo cáo)" in card.text
    assert snapshot(chat) == before


def snapshot(chat: Chat) -> object:
    """The newest report's content, without the moment it was made at and how often each person was written to."""
    with chat.sessions() as session:
        content = session.exec(select(Snapshot.content).order_by(col(Snapshot.id).desc())).first()
    return {name: part for name, part in content.items() if name not in ("head", "reach")}


def test_others_reminders_cannot_be_put_off(chat: Chat):
    other = standing(chat, 1).id
    assert "không còn hiệu lực" in chat._send(MINH, button=f"zd:t{other}:20260603")[0].text
    assert standing(chat, 1).snoozed_until is None


@pytest.mark.parametrize("data", ["z:", "z:b2026", "zd:b20260601:", "zd:x:20260602", "z:t999999", "zd:t1,2:99999999"])
def test_forged_buttons_do_nothing(chat: Chat, data: str):
    assert "không còn hiệu lực" in chat._send(MINH, button=data)[0].text
    assert put(chat) is None


def followed(**fields) -> Followed:
    assignment = Assignment(office_id=1, plan_id=1, task_id=1, unit_id=1, **{"unanswered": 1, **fields})
    plan = Plan(office_id=1, sha256="", file_name="a", added_at=None, state=PlanState.ACTIVE)
    return Followed(assignment, Task(plan_id=1, position=1, text="Tổ chức hội nghị"), plan, (7,))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, date(2026, 6, 8)),
        ({"due": date(2026, 6, 30)}, date(2026, 6, 8)),
        ({"due": FRIDAY}, THURSDAY),
        ({"due": date(2026, 6, 7)}, FRIDAY),  # a Sunday
        ({"due": THURSDAY}, Refusal.CLOSE),
        ({"due": WEDNESDAY}, Refusal.CLOSE),
        ({"due": date(2026, 6, 1)}, THURSDAY),  # overdue: the next working day only
        ({"snoozes": 1}, date(2026, 6, 8)),
        ({"snoozes": 2}, Refusal.TWICE),
        ({"snoozes": 2, "reminded_at": MONDAY, "snoozed_until": FRIDAY}, THURSDAY),  # as far as from Monday
        ({"snoozes": 2, "reminded_at": MONDAY, "snoozed_until": WEDNESDAY}, Refusal.TWICE),
        ({"unanswered": 0, "heard_at": MONDAY}, Refusal.ANSWERED),
        ({"state": Said.DONE}, Refusal.DONE),
    ],
)
def test_the_limits(fields: dict[str, object], expected: date | Refusal):
    assert latest(followed(**fields), POLICY, WEDNESDAY) == expected


def test_an_office_may_have_none():
    assert latest(followed(), Policy(NATIONAL, snooze_days=0), WEDNESDAY) is Refusal.OFF


def test_a_weekend_becomes_the_next_working_day():
    one = followed()
    assert put_off(one, POLICY, WEDNESDAY, date(2026, 6, 6)) == date(2026, 6, 8)
    assert one.assignment.remind_at == POLICY.moment(date(2026, 6, 8))
