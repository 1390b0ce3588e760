"""What really arrived: only a message that was sent tells anybody of a task."""

import pytest

from conftest import LAN
from june import activate, add_draft, assignment, at, change
from models.database import Sessions
from models.office import Office
from models.outbox import Delivery, OutboxMessage, enqueue
from models.reach import first_told, is_reached


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


def test_who_spoke_of_it_knows_of_it(sessions: Sessions, office_with_work: Office):
    assert not is_reached(assignment(sessions, 1), set())
    assert is_reached(assignment(sessions, 1), {assignment(sessions, 1).id})
    change(sessions, 1, heard_at=at("06-02 09:00"))
    assert is_reached(assignment(sessions, 1), set())
