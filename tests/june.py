"""A June plan of five tasks for the office of conftest: with a deadline and without, led by every unit."""

import datetime as dt

from sqlmodel import Session, col, select

from handlers.assign import planned_assignments
from models.assignment import Assignment, Duty
from models.cadence import next_reminder
from models.database import Sessions
from models.follow import open_work, policy_of
from models.office import Office
from models.outbox import OutboxMessage
from models.plan import Plan, PlanState, Task


def at(text: str) -> dt.datetime:
    """ "05-28 14:00" of 2026 in Hà Nội."""
    return dt.datetime.fromisoformat(f"2026-{text}+07:00")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2026-{text}")


def local_day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(dt.timezone(dt.timedelta(hours=7))).date()


FIRST, SECRETARIAT, CENTRE = "Phòng Nghiệp vụ I", "Văn phòng Sở", "Trung tâm Trợ giúp pháp lý"

TASKS = (
    ("Tổ chức hội nghị tuyên truyền", day("06-12"), [FIRST], [CENTRE]),
    ("Tuyên truyền trên cổng thông tin", None, [FIRST], [SECRETARIAT]),
    ("Trợ giúp pháp lý lưu động", day("06-19"), [CENTRE], [FIRST]),
    ("Treo băng rôn", day("06-01"), [SECRETARIAT], []),
    ("Tổng hợp báo cáo", day("06-28"), [SECRETARIAT], [FIRST]),
)
APPROVED = at("05-28 14:10")


def add_draft(sessions: Sessions, office: Office) -> Plan:
    with sessions() as session:
        plan = Plan(
            office_id=office.id or 0,
            sha256="1",
            file_name="KH15.docx",
            title="Kế hoạch Tháng hành động",
            start=day("06-01"),
            end=day("06-30"),
            added_at=at("05-28 14:00"),
        )
        session.add(plan)
        session.flush()
        for position, (text, due, leads, cooperators) in enumerate(TASKS, 1):
            names = {"leads": leads, "cooperators": cooperators}
            session.add(Task(plan_id=plan.id or 0, position=position, text=text, due=due, **names))
    return plan


def activate(sessions: Sessions, plan: Plan) -> None:
    """As approving it on 28/5 at 14:10 does."""
    with sessions() as session:
        plan = session.get_one(Plan, plan.id)
        session.add_all(planned_assignments(session, plan))
        plan.state = PlanState.ACTIVE
        session.flush()
        policy = policy_of(session, session.get_one(Office, plan.office_id))
        for followed in open_work(session):
            followed.assignment.remind_at = next_reminder(followed.assignment, followed.period, policy, APPROVED)


def find(session: Session, position: int, duty: Duty = Duty.LEAD) -> Assignment:
    query = select(Assignment).join(Task, col(Task.id) == Assignment.task_id)
    return session.exec(query.where(Task.position == position, Assignment.duty == duty)).one()


def assignment(sessions: Sessions, position: int, duty: Duty = Duty.LEAD) -> Assignment:
    with sessions() as session:
        return find(session, position, duty)


def change(sessions: Sessions, position: int, duty: Duty = Duty.LEAD, **values: object) -> None:
    with sessions() as session:
        find(session, position, duty).sqlmodel_update(values)


def outbox(sessions: Sessions) -> list[OutboxMessage]:
    with sessions() as session:
        return list(session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id))).all())
