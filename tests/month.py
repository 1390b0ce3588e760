"""An office to play a month with: several plans, units with two heads, one or none, and whatever else may matter."""

import datetime as dt
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from conftest import join
from handlers.assign import planned_assignments
from handlers.due import recompute, start_reminding
from handlers.preview import planned_bundles
from june import at, day
from models.absence import Absence
from models.assignment import Assignment, Progress, Said, journal_of
from models.database import Sessions
from models.follow import open_work, policy_of
from models.office import DayOverride, Office, the_office
from models.outbox import OutboxMessage, Priority
from models.people import Person, Role, Unit
from models.plan import Plan, PlanState, Task, active_plans
from models.snooze import put_off
from models.standing import advance
from scheduler.remind import remind

UNITS = ("Văn phòng Sở", "Phòng Nghiệp vụ I", "Phòng Nghiệp vụ II", "Trung tâm Trợ giúp pháp lý", "Công đoàn")
PEOPLE = (
    ("Đỗ Thị Hạnh", 0, Role.CLERK),
    ("Trần Thị Lan", 1, Role.HEAD),
    ("Hà Văn Sơn", 1, Role.HEAD),
    ("Lê Anh Tuấn", 1, Role.STAFF),
    ("Vũ Văn Minh", 2, Role.HEAD),
    ("Lý Thị Thu", 2, Role.STAFF),
    ("Nông Văn Bình", 3, Role.STAFF),
    ("Hoàng Thị Yến", 3, Role.STAFF),
)
# Of each plan: text, start, due, units that lead, units that help.
PLANS = (
    (
        ("Tổ chức hội nghị", None, "06-12", (1,), (2, 3)),
        ("Tuyên truyền thường xuyên", None, None, (1,), (0,)),
        ("Trợ giúp pháp lý lưu động", None, "06-19", (3,), (1,)),
        ("Treo băng rôn", None, "06-01", (0, 2), ()),
        ("Tổng hợp báo cáo", "06-22", "06-28", (0,), (1, 2, 3)),
    ),
    (
        ("Rà soát văn bản", None, None, (1, 2, 3), ()),
        ("Tặng quà trẻ em", "06-08", "06-10", (4,), (2,)),
        ("Kiểm tra cơ sở", None, "05-22", (2,), ()),
    ),
)
START = at("05-28 14:00")


@dataclass(frozen=True)
class Case:
    """What is so when the month begins. Persons and assignments are named by their ids."""

    settings: dict[str, object] = field(default_factory=dict)
    away: tuple[tuple[int, str, str | None, int | None], ...] = ()  # who, first, last, stand-in
    delegates: dict[int, int] = field(default_factory=dict)
    silent: dict[int, int] = field(default_factory=dict)  # reminders without an answer so far
    heard: tuple[int, ...] = ()
    claimed: tuple[int, ...] = ()
    put_off: dict[int, str] = field(default_factory=dict)
    off: tuple[str, ...] = ()  # days off besides the holidays
    worked: tuple[str, ...] = ()


Line = tuple[dt.datetime, int]
Played = dict[Line, list[tuple[int, bool, str, str]]]  # what, short?, in whose place, silent delegate


def begin(sessions: Sessions, case: Case) -> None:
    with sessions() as session:
        office = the_office(session)
        units = [Unit(office_id=office.id or 0, name=name) for name in UNITS]
        session.add_all(units)
        session.flush()
        for number, (name, unit, role) in enumerate(PEOPLE, 1):
            person = Person(office_id=office.id or 0, unit_id=units[unit].id, name=name, role=role)
            session.add(person)
            session.flush()
            join(session, person, str(1000 + number))
        for moved, working in ((case.off, False), (case.worked, True)):
            session.add_all(DayOverride(office_id=office.id or 0, day=day(each), working=working) for each in moved)
        for number, tasks in enumerate(PLANS, 1):
            _approve(session, office, add_plan(session, office, number, tasks))
        for who, first, last, stand_in in case.away:
            until = day(last) if last else None
            row = {"person_id": who, "stand_in_id": stand_in, "first": day(first), "last": until}
            session.add(Absence(office_id=office.id or 0, noted_at=START, **row))
        for number, who in case.delegates.items():
            session.get_one(Assignment, number).person_id = who
        _history(session, case)
        for name, value in case.settings.items():
            setattr(office, name, value)
        recompute(session, office, START)
        _put_off(session, office, case)


def add_plan(session: Session, office: Office, number: int, tasks) -> Plan:
    plan = Plan(office_id=office.id or 0, sha256=str(number), file_name=f"KH{number}.docx", added_at=START)
    plan.start, plan.end = day("06-01"), day("06-30")
    session.add(plan)
    session.flush()
    for position, (text, start, due, leads, helpers) in enumerate(tasks, 1):
        names = {"leads": [UNITS[unit] for unit in leads], "cooperators": [UNITS[unit] for unit in helpers]}
        task = Task(plan_id=plan.id or 0, position=position, text=text, due=due and day(due), **names)
        task.start = start and day(start)
        session.add(task)
    session.flush()
    return plan


def _approve(session: Session, office: Office, plan: Plan) -> None:
    session.add_all(planned_assignments(session, plan))
    plan.state = PlanState.ACTIVE
    session.flush()
    start_reminding(session, office, plan, START)


def _history(session: Session, case: Case) -> None:
    for number, times in case.silent.items():
        row = session.get_one(Assignment, number)
        row.unanswered, row.reminded_at = times, at("05-27 08:00")
    for number in (*case.heard, *case.claimed):
        row = session.get_one(Assignment, number)
        said = Said.CLAIMED if number in case.claimed else Said.WORKING
        moment = at("05-27 10:00")
        session.add(Progress(assignment_id=number, person_id=4, at=moment, day=day("05-27"), said=said))
        session.flush()
        advance(row, journal_of(session, number))


def _put_off(session: Session, office: Office, case: Case) -> None:
    policy = policy_of(session, office)
    for followed in open_work(session, col(Assignment.id).in_(case.put_off)):
        put_off(followed, policy, day("05-28"), day(case.put_off[followed.assignment.id or 0]))


def foreseen(sessions: Sessions, now: dt.datetime) -> Played:
    """Every bundle that the calendars of all plans announce, put together."""
    found: Played = {}
    with sessions() as session:
        for plan in active_plans(session, the_office(session).id or 0):
            for bundle in planned_bundles(session, plan, now):
                lines = found.setdefault((bundle.at, bundle.person), [])
                lines += [
                    (a.followed.assignment.id or 0, a.is_short, a.to.instead_of, a.to.silent) for a in bundle.asks
                ]
    return {line: sorted(asks) for line, asks in sorted(found.items())}


def play(sessions: Sessions, start: dt.datetime, end: dt.datetime) -> None:
    """The clock comes by when something is due, and at midnight, in the morning, at closing and at night."""
    now = start
    with sessions() as session:
        own = the_office(session).remind_at
    times = (dt.time(6, 59), own, dt.time(16, 59), dt.time(17), dt.time(20))
    while now <= end:
        remind(sessions, now)
        with sessions() as session:
            later = col(Assignment.remind_at) > now
            due = session.exec(select(Assignment.remind_at).where(later).order_by(col(Assignment.remind_at))).first()
        midnight = now.replace(hour=0, minute=0) + dt.timedelta(days=1)
        probes = [now.replace(hour=time.hour, minute=time.minute) for time in times]
        now = min(at.astimezone(start.tzinfo) for at in (due, midnight, *probes) if at and at > now)


def bundles(sessions: Sessions) -> list[OutboxMessage]:
    with sessions() as session:
        query = select(OutboxMessage).where(OutboxMessage.priority == Priority.REMINDER)
        return list(session.exec(query.order_by(col(OutboxMessage.due_at), col(OutboxMessage.person_id))).all())
