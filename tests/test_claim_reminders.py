"""What staff call done is asked about of their head, and of nobody else."""

import datetime as dt

import pytest
from sqlmodel import Session, select

from conftest import join
from june import FIRST, activate, add_draft, assignment, at, change, day, find, outbox
from models.assignment import Duty, Progress, Said, journal_of
from models.bundle import Why, ask, forecast
from models.cadence import next_reminder
from models.database import Sessions
from models.follow import open_work, policy_of
from models.office import Office
from models.people import Person, Role, Unit
from models.plan import Plan
from models.standing import advance
from scheduler.remind import remind

LAN, MAI = "1002", "1004"


@pytest.fixture
def plan(sessions: Sessions, office: Office) -> Plan:
    """The June plan with everybody in it; Mai works under Lan."""
    plan = add_draft(sessions, office)
    activate(sessions, plan)
    with sessions() as session:
        unit = session.exec(select(Unit).where(Unit.name == FIRST)).one()
        mai = Person(office_id=office.id or 0, unit_id=unit.id, name="Lê Thị Mai", role=Role.STAFF)
        session.add(mai)
        session.flush()
        join(session, mai, MAI)
        join(session, session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one(), "1003")
    return plan


def claim(sessions: Sessions, position: int, moment: str, duty: Duty = Duty.LEAD) -> None:
    """As Mai's report does."""
    with sessions() as session:
        row, mai = find(session, position, duty), session.exec(select(Person).where(Person.name == "Lê Thị Mai")).one()
        line = {"assignment_id": row.id or 0, "person_id": mai.id, "at": at(moment), "day": day(moment[:5])}
        session.add(Progress(**line, said=Said.CLAIMED))
        session.flush()
        advance(row, journal_of(session, row.id or 0))
        followed = open_work(session, *[type(row).id == row.id])[0]
        row.remind_at = next_reminder(row, followed.period, _policy(session), at(moment))


def _policy(session: Session):
    return policy_of(session, session.exec(select(Office)).one())


def run(sessions: Sessions, start: str, end: str) -> None:
    moment = at(start)
    while moment <= at(end):
        remind(sessions, moment)
        moment += dt.timedelta(minutes=30)


@pytest.mark.parametrize("duty", list(Duty))
def test_the_head_is_asked_after_one_working_day_and_the_delegate_no_more(sessions: Sessions, plan: Plan, duty: Duty):
    position = 1 if duty is Duty.LEAD else 3
    with sessions() as session:
        mai = session.exec(select(Person).where(Person.name == "Lê Thị Mai")).one()
    change(sessions, position, duty, person_id=mai.id, reminded_at=at("05-29 08:00"))
    claim(sessions, position, "06-05 16:00", duty)  # a Friday
    row = assignment(sessions, position, duty)
    assert row.remind_at == at("06-08 08:00")
    run(sessions, "06-08 07:00", "06-08 17:00")
    told = [m.address for m in outbox(sessions) if row.id in m.speaks_of]
    assert told == [LAN]


def test_the_bundle_has_a_section_and_buttons_of_its_own(sessions: Sessions, plan: Plan):
    change(sessions, 1, reminded_at=at("05-29 08:00"))
    change(sessions, 2, reminded_at=at("05-29 08:00"), remind_at=at("06-08 08:00"))
    claim(sessions, 1, "06-05 16:00")
    remind(sessions, at("06-08 08:00"))
    message = next(m for m in outbox(sessions) if m.address == LAN)
    assert "Chờ đồng chí xác nhận" in message.text
    assert "Lê Thị Mai báo hoàn thành ngày 05/6/2026" in message.text
    labels = [(label, data) for label, data, _ in message.choices]
    assert labels[:2] == [("Xác nhận NV1", "cf:1:ok"), ("Trả lại NV1", "cf:1:no")]
    assert labels[2][0].startswith("NV2")


def test_a_claim_made_in_time_is_never_told_as_overdue(sessions: Sessions, plan: Plan):
    change(sessions, 1, reminded_at=at("05-29 08:00"))
    claim(sessions, 1, "06-12 16:00")
    number = assignment(sessions, 1).id
    with sessions() as session:
        followed = next(f for f in open_work(session) if f.assignment.id == number)
        assert ask(followed, _policy(session), day("06-29")).why is Why.CONFIRM


def test_once_no_head_can_be_reached_the_clerk_is_asked(sessions: Sessions, plan: Plan):
    change(sessions, 1, reminded_at=at("05-29 08:00"))
    claim(sessions, 1, "06-05 16:00")
    with sessions() as session:
        session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one().active = False
    remind(sessions, at("06-08 08:00"))
    number = assignment(sessions, 1).id
    assert [m.address for m in outbox(sessions) if number in m.speaks_of] == ["1001"]


def test_the_preview_with_claims_equals_what_happens(sessions: Sessions, plan: Plan):
    run(sessions, "05-28 14:00", "06-05 17:00")
    claim(sessions, 1, "06-05 16:00")
    claim(sessions, 3, "06-05 16:30", Duty.COOPERATOR)
    before = len(outbox(sessions))
    with sessions() as session:
        preview = forecast(open_work(session), _policy(session), at("06-08 07:00"), at("07-31 17:00"))
    expected = {(b.at, b.person): [ask.followed.assignment.id for ask in b.asks] for b in preview}
    run(sessions, "06-08 07:00", "07-31 17:00")
    assert {(m.due_at, m.person_id): m.speaks_of for m in outbox(sessions)[before:]} == expected
    confirms = [b.at for b in preview if any(ask.why is Why.CONFIRM for ask in b.asks)]
    assert confirms[:3] == [at("06-08 08:00"), at("06-10 08:00"), at("06-12 08:00")]
