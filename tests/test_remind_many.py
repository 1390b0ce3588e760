"""A person with very many tasks: the message names the most pressing, and concerns them all."""

import pytest
from sqlmodel import select

from chat import Chat
from conftest import LAN
from june import activate, add_draft, at, day, outbox
from models.assignment import Assignment
from models.bundle import LISTED
from models.database import Sessions
from models.office import Office
from models.plan import Task
from scheduler.remind import remind

MANY = 60


@pytest.fixture
def many(sessions: Sessions, office: Office) -> Sessions:
    plan = add_draft(sessions, office)
    with sessions() as session:
        lan = session.exec(select(Task.leads).where(Task.position == 1)).one()
        for position in range(100, 100 + MANY):
            text = f"Việc thứ {position} của phòng trong tháng hành động"
            session.add(Task(plan_id=plan.id or 0, position=position, text=text, due=day("06-29"), leads=lan))
    activate(sessions, plan)
    return sessions


def test_a_reminder_of_very_many_tasks_names_the_first_and_counts_the_rest(many: Sessions):
    remind(many, at("05-28 14:11"))
    lan = next(message for message in outbox(many) if message.address == LAN)
    assert len(lan.speaks_of) > MANY
    assert f"… và {len(lan.speaks_of) - LISTED} việc nữa: /nhiemvu" in lan.text
    assert len(lan.text) < 4096
    assert len(lan.choices) == LISTED + 1  # and to be reminded later
    with many() as session:
        told = session.exec(select(Assignment.unanswered).where(Assignment.id.in_(lan.speaks_of))).all()
    assert set(told) == {1}


def test_putting_very_many_off_names_the_first_and_concerns_all(many: Sessions):
    remind(many, at("05-28 14:11"))
    chat = Chat(many, at("05-28 14:20"))
    chat.settle()
    [done] = chat.say(LAN, "mai nhắc lại")
    assert "việc nữa: tôi nhắc lại vào" in done.text
    assert done.text.count("NV") == LISTED
    with many() as session:
        put_off = session.exec(select(Assignment).where(Assignment.snoozes == 1)).all()
    assert len(put_off) > MANY


def test_a_few_tasks_are_all_named(sessions: Sessions, office: Office):
    activate(sessions, add_draft(sessions, office))
    remind(sessions, at("05-28 14:11"))
    assert "việc nữa" not in "".join(message.text for message in outbox(sessions))
