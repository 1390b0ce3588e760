"""/tinhhinh: one card of a plan, what needs attention first."""

from sqlmodel import col, select

from handlers.reports import chosen, keep, on_a_plan, scope
from handlers.talk import Reply, Talk
from models.assignment import Assignment, Duty, Said, Status
from models.outbox import SnapshotKind
from models.people import Unit
from models.plan import Plan, Task
from reports.report import Matter


def situation(talk: Talk, _argument: str = "") -> list[Reply]:
    """/tinhhinh: one card with the chart, what needs attention first."""
    return on_a_plan(talk, lambda plan: [_card(talk, plan)], "st", "")


def choose_situation(talk: Talk, argument: str) -> list[Reply]:
    """The plan chosen for /tinhhinh: its id from a button."""
    plan = chosen(talk, argument)
    return [_card(talk, plan)] if plan else [talk.say("button_old")]


def _card(talk: Talk, plan: Plan) -> Reply:
    kept, key = keep(talk, plan, talk.today, SnapshotKind.CARD)
    overdue = [
        Matter(task.position, part.unit, "", part.due)
        for task in kept.tasks
        for part in task.parts
        if part.duty is Duty.LEAD and part.status is Status.OVERDUE
    ]
    received = [
        Matter(task.position, part.unit, "", part.heard_on)
        for task in kept.tasks
        for part in task.parts
        if part.duty is Duty.LEAD and part.state is Said.RECEIVED
    ]
    waiting = [
        Matter(task.position, part.unit, "", part.done_on)
        for task in kept.tasks
        for part in task.parts
        if part.duty is Duty.LEAD and part.status is Status.WAITING
    ]
    values = {"overdue": overdue, "received": received, "waiting": waiting, "put_off": _put_off(talk, plan)}
    words = talk.say("situation", report=kept, plan=plan, **values).words
    return Reply(words, f"{key}:png", f"TinhHinh_{kept.head.day}.png")


def _put_off(talk: Talk, plan: Plan) -> list[Matter]:
    """Whose reminders are put off, for the card only: the report does not see it."""
    query = (
        select(Task.position, Unit.name, col(Assignment.snoozed_until))
        .join(Assignment, col(Assignment.task_id) == Task.id)
        .join(Unit, col(Unit.id) == Assignment.unit_id)
        .where(Assignment.plan_id == plan.id, col(Assignment.snoozed_until) > talk.today)
        .order_by(col(Task.position), col(Unit.id))
    )
    unit = scope(talk)
    rows = talk.session.exec(query if unit is None else query.where(Assignment.unit_id == unit)).all()
    return [Matter(position, name, "", until) for position, name, until in rows]
