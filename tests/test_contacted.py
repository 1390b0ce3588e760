import datetime as dt

import pytest
from sqlmodel import Session, select

from conftest import MONDAY
from models.assignment import Assignment, Progress, Said
from models.contacted import contacts_of
from models.office import Office
from models.outbox import Delivery, OutboxMessage, Priority
from models.people import Address, Person, Unit
from models.plan import Plan, Task
from models.roll import roll_of

LATER = MONDAY + dt.timedelta(days=9)


def reached(session: Session, works: list[Assignment], journal: list[Progress], until: dt.datetime = LATER):
    roll = roll_of(session, session.exec(select(Office)).one(), until)
    return contacts_of(session, roll, works, journal)


def sent(session: Session, person: Person, works: list[int], day: int, **more):
    values = {"status": Delivery.SENT, "priority": Priority.REMINDER, **more}
    at = MONDAY + dt.timedelta(days=day)
    key = f"{person.id}:{works}:{day}:{sorted(more)}"
    session.add(
        OutboxMessage(
            key=key,
            office_id=person.office_id,
            person_id=person.id,
            channel="telegram",
            address="0912345678",
            text="Nhắc",
            speaks_of=works,
            due_at=at,
            sent_at=at,
            **values,
        )
    )


@pytest.fixture
def work(engine):
    with Session(engine) as session:
        office = Office(name="Sở Y")
        session.add(office)
        session.flush()
        units = [Unit(office_id=office.id, name=name) for name in ("Phòng A", "Phòng B", "Phòng C")]
        plan = Plan(office_id=office.id, sha256="0" * 64, file_name="a.docx", added_at=MONDAY)
        session.add_all([*units, plan])
        session.flush()
        task = Task(plan_id=plan.id, position=1, text="Việc")
        people = [Person(office_id=office.id, unit_id=unit.id, name=f"Người {unit.name[-1]}") for unit in units]
        session.add_all([task, *people])
        session.flush()
        works = [
            Assignment(office_id=office.id, plan_id=plan.id, task_id=task.id, unit_id=unit.id) for unit in units[:2]
        ]
        session.add_all(works)
        session.flush()
        yield session, people, works


def test_it_counts_what_arrived_about_the_work_until_the_moment(work):
    session, (a, _, _), works = work
    session.add(Address(person_id=a.id, channel="telegram", address="0912345678", joined_at=MONDAY))
    one, other = works[0].id, works[1].id + 50
    sent(session, a, [one], 1)
    sent(session, a, [one, other], 3)
    sent(session, a, [one], 4, priority=Priority.REPLY)
    sent(session, a, [other], 5)
    sent(session, a, [one], 6, status=Delivery.DEAD)
    sent(session, a, [one], 20)
    line = Progress(assignment_id=one, person_id=a.id, at=LATER, day=LATER.date(), said=Said.WORKING)
    found = reached(session, works, [line, line])
    assert [(each.unit, each.person) for each in found] == [("Phòng A", "Người A"), ("Phòng B", "Người B")]
    first, silent = found
    assert (first.joined, first.asked, first.answered, first.lost) == (MONDAY, 2, 2, None)
    assert (first.first, first.last) == (MONDAY + dt.timedelta(days=1), MONDAY + dt.timedelta(days=4))
    assert (silent.joined, silent.first, silent.asked, silent.answered) == (None, None, 0, 0)
    assert "0912345678" not in repr(found)


def test_whoever_has_one_chat_left_is_not_lost(work):
    session, (a, b, _), works = work
    chats = [(a, "1", 2), (b, "2", 2), (b, "3", None)]
    session.add_all(
        Address(
            person_id=person.id,
            channel="telegram",
            address=chat,
            joined_at=MONDAY,
            unreachable_since=MONDAY + dt.timedelta(days=since) if since else None,
        )
        for person, chat, since in chats
    )
    session.flush()
    assert [each.lost is None for each in reached(session, works, [])] == [False, True]
    assert [each.lost for each in reached(session, works, [], MONDAY)] == [None, None]


def test_somebody_of_another_unit_to_whom_the_work_was_given_counts_too(work):
    session, (_, _, c), works = work
    works[0].person_id = c.id
    assert [each.person for each in reached(session, works, [])] == ["Người A", "Người B", "Người C"]


def test_of_no_work_nobody_was_asked(work):
    assert reached(work[0], [], []) == ()
