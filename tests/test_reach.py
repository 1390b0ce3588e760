"""What really arrived: only a message that was sent tells anybody of a task."""

from datetime import date

import pytest

from conftest import LAN
from june import activate, add_draft, at
from models.assignment import Assignment
from models.database import Sessions
from models.office import Office
from models.outbox import Delivery, OutboxMessage, enqueue
from models.reach import Reach, Word, first_told, reach_of
from models.roll import roll_of


@pytest.fixture
def office_with_work(sessions: Sessions, office: Office) -> Office:
    activate(sessions, add_draft(sessions, office))
    return office


def add_message(sessions: Sessions, office: Office, about: list[int], sent: str | None, status=Delivery.SENT) -> None:
    moment = at(sent) if sent else None
    with sessions() as session:
        due = at("06-01 08:00")
        row = OutboxMessage(key=f"{about}{sent}{status}", channel="fake", address=LAN, text="", due_at=due)
        row.office_id, row.speaks_of, row.sent_at, row.status = office.id, about, moment, status
        enqueue(session, row)


def told(sessions: Sessions, office: Office, until: str = "06-30 17:00"):
    with sessions() as session:
        return first_told(session, office.id or 0, at(until))


def test_the_first_delivered_message_about_each_task_counts(sessions: Sessions, office_with_work: Office):
    add_message(sessions, office_with_work, [1, 2], "06-03 08:00")
    add_message(sessions, office_with_work, [2, 3], "06-01 08:01")
    add_message(sessions, office_with_work, [], "06-01 08:00")
    assert told(sessions, office_with_work) == {1: at("06-03 08:00"), 2: at("06-01 08:01"), 3: at("06-01 08:01")}


def test_what_arrived_later_is_not_known_before(sessions: Sessions, office_with_work: Office):
    add_message(sessions, office_with_work, [1], "06-03 08:00")
    assert told(sessions, office_with_work, until="06-02 17:00") == {}


@pytest.mark.parametrize("status", [status for status in Delivery if status is not Delivery.SENT])
def test_no_other_state_is_a_delivery(sessions: Sessions, office_with_work: Office, status: Delivery):
    add_message(sessions, office_with_work, [1], "06-03 08:00" if status is Delivery.UNKNOWN else None, status)
    assert told(sessions, office_with_work) == {}


def test_another_office_s_messages_tell_nothing(sessions: Sessions, office_with_work: Office):
    with sessions() as session:
        other = Office(name="Sở Y tế")
        session.add(other)
    add_message(sessions, other, [1], "06-03 08:00")
    assert told(sessions, office_with_work) == {}


CHAT, DAY = {1}, at("06-01 08:00")


@pytest.mark.parametrize(
    ("reach", "until", "due", "word"),
    [
        ({"chats": CHAT}, "06-02 17:00", "06-02", Word.WAITS),
        ({"chats": CHAT}, "06-02 17:00", None, Word.WAITS),
        ({"chats": CHAT}, "06-03 08:00", "06-02", Word.LOST),
        ({"chats": CHAT, "told": {7: DAY}}, "06-03 08:00", "06-02", Word.ARRIVED),
        ({}, "06-02 17:00", "06-02", Word.LOST),
        ({"told": {7: DAY}, "left": {1: at("06-02 08:00")}}, "06-03 08:00", "06-02", Word.LOST),
        ({"told": {7: DAY}, "left": {1: at("06-03 07:00")}}, "06-03 08:00", "06-02", Word.ARRIVED),
        ({"left": {1: at("06-03 07:00")}}, "06-03 08:00", "06-02", Word.LOST),
        ({"told": {7: DAY}, "left": {1: at("06-03 07:00")}}, "06-03 08:00", None, Word.LOST),
    ],
)
def test_one_rule_says_whether_word_came_to_a_unit(reach, until: str, due: str | None, word: Word):
    row = Assignment(id=7, office_id=1, plan_id=1, task_id=1, unit_id=1, due=due and date.fromisoformat(f"2026-{due}"))
    found = Reach(at(until), **reach)
    assert found.word_of(row, heard=False) is word
    assert found.word_of(row, heard=True) is Word.ARRIVED


def test_a_chat_counts_from_when_it_was_joined(sessions: Sessions, office_with_work: Office):
    with sessions() as session:
        assert reach_of(session, roll_of(session, office_with_work, at("01-01 08:00"))).chats == frozenset()
        assert reach_of(session, roll_of(session, office_with_work, at("06-30 17:00"))).chats
