import datetime as dt
import re
from collections import Counter

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN, join
from june import activate, add_draft, assignment, at, change, day, local_day, outbox
from models.assignment import Assignment, Said
from models.bundle import forecast
from models.database import Sessions
from models.follow import open_work, policy_of
from models.office import DayOverride, Office
from models.outbox import Delivery, OutboxMessage, Priority
from models.people import Address, Person, Role, Unit
from models.plan import Plan, PlanState, Task
from scheduler.remind import remind

STEP = dt.timedelta(minutes=30)


@pytest.fixture
def plan(sessions: Sessions, office: Office) -> Plan:
    plan = add_draft(sessions, office)
    activate(sessions, plan)
    return plan


@pytest.fixture
def reached(sessions: Sessions, plan: Plan) -> Plan:
    with sessions() as session:
        join(session, session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one(), "1003")
    return plan


def run(sessions: Sessions, start: str, end: str, step: dt.timedelta = STEP) -> int:
    now, queued = at(start), 0
    while now <= at(end):
        queued += remind(sessions, now)
        now += step
    return queued


def test_approval_brings_each_lead_one_message_with_all_that_is_new(sessions: Sessions, plan: Plan):
    assert remind(sessions, at("05-28 14:11")) == 2  # Minh has not joined
    lan = next(message for message in outbox(sessions) if message.address == LAN)
    assert lan.text.count("NV1") >= 1
    assert "NV2" in lan.text
    assert "NV3" not in lan.text  # a cooperator is asked later, once
    assert [data for _, data, _ in lan.choices] == [*(f"t:{i}" for i in lan.speaks_of), "z:b20260528"]
    assert lan.priority == Priority.REMINDER
    assert lan.not_after == at("05-28 17:00")
    assert assignment(sessions, 1).reminded_at == at("05-28 14:11")
    assert assignment(sessions, 1).unanswered == 1


def test_whoever_joins_later_that_day_is_asked_that_day(sessions: Sessions, office: Office, plan: Plan):
    remind(sessions, at("05-28 14:11"))
    chat = Chat(sessions, at("05-28 14:20"))
    [invitation] = chat.say(HANH, "/moi Minh")
    chat.say("1003", re.search(r"<code>(\S+)</code>", invitation.text)[1])
    assert remind(sessions, at("05-28 14:30")) == 1
    assert {message.address for message in outbox(sessions) if message.priority == Priority.REMINDER} > {"1003"}


def test_the_same_moment_again_queues_nothing(sessions: Sessions, plan: Plan):
    assert remind(sessions, at("05-28 14:11")) == 2
    assert remind(sessions, at("05-28 14:11")) == 0
    assert remind(sessions, at("05-28 16:00")) == 0
    assert len(outbox(sessions)) == 2


def test_a_single_task_carries_its_actions(sessions: Sessions, plan: Plan):
    for position in (2, 3, 4, 5):
        change(sessions, position, state=Said.DONE)
    remind(sessions, at("05-28 14:11"))
    (message,) = outbox(sessions)
    number = message.speaks_of[0]
    rows = [[data for _, data, row in message.choices if row == wanted] for wanted in range(3)]
    assert rows == [
        [f"a:{number}:received", f"a:{number}:working", f"a:{number}:done"],
        [f"a:{number}:25", f"a:{number}:50", f"a:{number}:75"],
        [f"a:{number}:blocked", f"a:{number}:more_time"],
    ]
    assert all(len(str(data).encode()) <= 64 for _, data, _ in message.choices)


def test_whoever_cannot_be_reached_is_not_counted_as_silent(sessions: Sessions, plan: Plan):
    run(sessions, "05-28 14:11", "06-02 12:00")
    waiting = assignment(sessions, 3)
    assert waiting.unanswered == 0
    assert waiting.reminded_at is None
    assert waiting.remind_at == at("06-03 08:00")


def test_whoever_joins_late_hears_of_it_the_next_day(sessions: Sessions, plan: Plan):
    run(sessions, "05-28 14:11", "06-22 12:00")
    with sessions() as session:
        join(session, session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one(), "1003")
    run(sessions, "06-22 12:30", "06-23 12:00")
    message = next(message for message in outbox(sessions) if message.address == "1003")
    assert message.due_at == at("06-23 08:00")
    assert "quá hạn" not in message.text.casefold()  # nobody is late for what never reached them


def test_missed_times_lead_to_one_bundle_that_speaks_of_today(sessions: Sessions, plan: Plan):
    run(sessions, "05-28 14:11", "06-08 12:00")
    before = len(outbox(sessions))
    assert remind(sessions, at("06-12 10:20")) == 2  # nothing ran from 8 to 12 June
    messages = outbox(sessions)[before:]
    assert sorted(message.address for message in messages) == [HANH, LAN]
    lan = next(message for message in messages if message.address == LAN)
    assert "hạn hôm nay, 12/6/2026" in lan.text


def test_a_stopped_machine_that_starts_at_night_waits_for_the_morning(sessions: Sessions, plan: Plan):
    assert run(sessions, "05-28 17:00", "05-29 07:59") == 0
    assert run(sessions, "05-30 00:00", "06-01 07:30") == 0
    assert remind(sessions, at("06-01 08:00")) == 2


def test_an_answer_stops_the_reminding_of_it(sessions: Sessions, plan: Plan):
    change(sessions, 1, state=Said.DONE, remind_at=at("05-28 14:10"))
    remind(sessions, at("05-28 14:11"))
    lan = next(message for message in outbox(sessions) if message.address == LAN)
    assert lan.speaks_of == [assignment(sessions, 2).id]


@pytest.mark.parametrize("state", [PlanState.CLOSED, PlanState.DISCARDED, PlanState.DRAFT])
def test_only_active_plans_remind(sessions: Sessions, plan: Plan, state: PlanState):
    with sessions() as session:
        session.get_one(Plan, plan.id).state = state
    assert run(sessions, "05-28 14:11", "06-02 12:00") == 0


def test_a_delegate_is_asked_instead_of_the_head(sessions: Sessions, plan: Plan, office: Office):
    with sessions() as session:
        unit = session.exec(select(Unit).where(Unit.name == "Phòng Nghiệp vụ I")).one()
        mai = Person(office_id=office.id or 0, unit_id=unit.id, name="Lê Thị Mai", role=Role.STAFF)
        session.add(mai)
        session.flush()
        join(session, mai, "1004")
    change(sessions, 1, person_id=mai.id)
    remind(sessions, at("05-28 14:11"))
    spoken = {message.address: message.speaks_of for message in outbox(sessions)}
    assert spoken["1004"] == [assignment(sessions, 1).id]
    assert spoken[LAN] == [assignment(sessions, 2).id]


@pytest.fixture
def deputy(sessions: Sessions, plan: Plan) -> Person:
    """A second head of Lan's unit."""
    with sessions() as session:
        lan = session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()
        deputy = Person(office_id=lan.office_id, unit_id=lan.unit_id, name="Hà Văn Sơn", role=Role.HEAD)
        session.add(deputy)
        session.flush()
        join(session, deputy, "1005")
    return deputy


def test_two_heads_of_a_unit_both_hear_and_it_counts_once(sessions: Sessions, deputy: Person):
    assert remind(sessions, at("05-28 14:11")) == 3
    assert assignment(sessions, 1).unanswered == 1


@pytest.mark.parametrize("transactions", [1, 2, 3])
def test_a_crash_between_two_persons_forgets_and_doubles_nobody(sessions: Sessions, deputy: Person, transactions: int):
    left = iter(range(transactions))

    def until_the_crash():
        next(left)  # raises StopIteration once the machine "dies"
        return sessions()

    with pytest.raises(StopIteration):
        remind(until_the_crash, at("05-28 14:11"))
    assert remind(sessions, at("05-28 14:12")) + transactions - 1 == 3
    assert sorted(m.address for m in outbox(sessions)) == sorted([HANH, LAN, "1005"])
    assert assignment(sessions, 1).unanswered == 1


def test_what_is_approved_after_today_s_bundle_waits_for_the_next_day(sessions: Sessions, plan: Plan):
    remind(sessions, at("05-28 14:11"))
    with sessions() as session:
        task = Task(plan_id=plan.id or 0, position=6, text="Rà soát văn bản", due=day("06-20"))
        session.add(task)
        session.flush()
        lan = session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()
        ids = {"office_id": plan.office_id, "plan_id": plan.id, "task_id": task.id, "unit_id": lan.unit_id}
        session.add(Assignment(**ids, due=task.due, remind_at=at("05-28 15:00")))
    assert remind(sessions, at("05-28 15:00")) == 0
    assert assignment(sessions, 6).reminded_at is None
    assert assignment(sessions, 6).remind_at == at("05-29 08:00")
    assert remind(sessions, at("05-29 08:00")) == 2
    assert "NV6" in next(m.text for m in reversed(outbox(sessions)) if m.address == LAN)


def test_what_falls_due_later_today_comes_in_the_same_message(sessions: Sessions, plan: Plan):
    change(sessions, 2, remind_at=at("05-28 16:30"))
    remind(sessions, at("05-28 14:11"))
    lan = next(message for message in outbox(sessions) if message.address == LAN)
    assert lan.speaks_of == [assignment(sessions, 1).id, assignment(sessions, 2).id]
    assert remind(sessions, at("05-28 16:30")) == 0


def test_a_unit_without_people_holds_up_nobody(sessions: Sessions, plan: Plan):
    with sessions() as session:
        session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one().active = False
    assert run(sessions, "05-28 14:11", "06-01 12:00") == 5
    assert assignment(sessions, 3).remind_at == at("06-02 08:00")


def test_an_office_s_own_days_count(sessions: Sessions, plan: Plan, office: Office):
    with sessions() as session:
        session.add(DayOverride(office_id=office.id or 0, day=day("05-30"), working=True, basis="làm bù"))
        session.add(DayOverride(office_id=office.id or 0, day=day("05-29"), working=False, basis="nghỉ"))
    assert run(sessions, "05-28 17:00", "05-29 17:00") == 0
    assert remind(sessions, at("05-30 08:00")) == 2


def test_a_month_brings_nobody_two_bundles_a_day_nor_any_outside_hours(sessions: Sessions, reached: Plan):
    run(sessions, "05-28 00:00", "07-05 00:00")
    messages = outbox(sessions)
    assert len(messages) > 30
    assert max(Counter((m.person_id, local_day(m.due_at)) for m in messages).values()) == 1
    with sessions() as session:
        calendar = policy_of(session, session.exec(select(Office)).one()).calendar
    assert all(calendar.within_hours(message.due_at) for message in messages)
    assert all(message.not_after == calendar.closing(local_day(message.due_at)) for message in messages)


def test_the_preview_equals_what_happens(sessions: Sessions, reached: Plan):
    with sessions() as session:
        policy = policy_of(session, session.exec(select(Office)).one())
        preview = forecast(open_work(session), policy, at("05-28 14:10"), at("07-31 17:00"))
    expected = {(b.at, b.person): [ask.followed.assignment.id for ask in b.asks] for b in preview}
    run(sessions, "05-28 14:10", "05-28 17:00", dt.timedelta(minutes=10))
    run(sessions, "05-29 00:00", "07-31 17:00", dt.timedelta(minutes=30))
    assert {(m.due_at, m.person_id): m.speaks_of for m in outbox(sessions)} == expected
    assert len(expected) > 30


def expire(sessions: Sessions) -> None:
    """As when no message could leave until the office closed."""
    with sessions() as session:
        for message in session.exec(select(OutboxMessage)).all():
            message.status = Delivery.EXPIRED


def test_what_could_not_leave_on_its_day_comes_the_next(sessions: Sessions, plan: Plan):
    remind(sessions, at("05-28 14:11"))
    expire(sessions)
    assert remind(sessions, at("05-28 17:30")) == 0
    assert remind(sessions, at("05-29 08:00")) == 2
    assert "mới giao" in outbox(sessions)[-1].text
    assert assignment(sessions, 1).unanswered == 1
    assert remind(sessions, at("05-29 08:10")) == 0


def test_what_was_answered_meanwhile_does_not_come_again(sessions: Sessions, plan: Plan):
    remind(sessions, at("05-28 14:11"))
    expire(sessions)
    change(sessions, 1, state=Said.DONE, remind_at=None)
    change(sessions, 2, state=Said.WORKING, heard_at=at("05-28 16:00"), unanswered=0)
    remind(sessions, at("05-29 08:00"))
    assert all(message.address != LAN for message in outbox(sessions)[2:])


def test_the_machine_s_own_time_zone_does_not_matter(sessions: Sessions, reached: Plan):
    new_york = dt.timezone(dt.timedelta(hours=-4))
    assert remind(sessions, at("05-28 07:59").astimezone(new_york)) == 0
    assert remind(sessions, at("05-28 14:10").astimezone(new_york)) == 3
    assert all(message.key.endswith(":2026-05-28") for message in outbox(sessions))


def test_a_blocked_bot_is_not_a_silent_person(sessions: Sessions, plan: Plan):
    with sessions() as session:
        session.exec(select(Address).where(Address.address == LAN)).one().unreachable_since = at("05-27 08:00")
    assert remind(sessions, at("05-28 14:11")) == 1
    assert assignment(sessions, 1).reminded_at is None


def test_a_reminder_waits_until_a_question_is_answered(sessions: Sessions, plan: Plan):
    chat = Chat(sessions, at("05-28 14:20"))
    chat.say(LAN, "xong rồi")  # of which task?
    assert {m.address for m in reminders(sessions, at("05-28 14:25"))} == {HANH}
    assert {m.address for m in reminders(sessions, at("05-28 14:40"))} == {HANH, LAN}


def reminders(sessions: Sessions, now: dt.datetime) -> list[OutboxMessage]:
    remind(sessions, now)
    return [message for message in outbox(sessions) if message.priority == Priority.REMINDER]
