"""Reminders that wait to be sent while what they ask about is taken away, or goes to somebody else."""

from datetime import datetime

from sqlalchemy import and_, bindparam, or_, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.database import table_of
from models.follow import open_work
from models.ledger import Held
from models.office import Office
from models.outbox import Delivery
from models.people import Person
from models.plan import Plan, PlanState, Task

_ASSIGNMENT, _PLAN, _TASK, _PERSON = table_of(Assignment), table_of(Plan), table_of(Task), table_of(Person)
_IS_OWN = or_(
    _ASSIGNMENT.c.person_id == _PERSON.c.id,
    and_(_ASSIGNMENT.c.person_id.is_(None), _ASSIGNMENT.c.unit_id == _PERSON.c.unit_id),
)
_FOLLOWED = (
    select(_IS_OWN)
    .select_from(_ASSIGNMENT)
    .join(_PLAN, _PLAN.c.id == _ASSIGNMENT.c.plan_id)
    .join(_TASK, _TASK.c.id == _ASSIGNMENT.c.task_id)
    .outerjoin(_PERSON, _PERSON.c.id == bindparam("person"))
    .where(_ASSIGNMENT.c.id.in_(bindparam("ids", expanding=True)), _ASSIGNMENT.c.ended_at.is_(None))
    .where(_PLAN.c.state == PlanState.ACTIVE, _TASK.c.dropped.is_(False))
)


def taken_away(session: Session, reminder: Held, now: datetime) -> Delivery | None:
    """How a reminder ends of which nothing is left to ask its person; None while there is something.

    CANCELLED once a clerk or a later version of the plan withdrew all of it. EXPIRED where it is asked of others now:
    so it is due again, of them.
    """
    own = list(session.execute(_FOLLOWED, {"ids": reminder.speaks_of, "person": reminder.person_id}).scalars())
    if not own:
        return Delivery.CANCELLED
    if any(own) or reminder.person_id is None or reminder.office_id is None:
        return None
    # A stand-in, a head above a silent delegate, whoever confirms: to know them takes longer, and they are few.
    day = now.astimezone(session.get_one(Office, reminder.office_id).zone).date()
    asked = open_work(session, col(Assignment.id).in_(reminder.speaks_of), day=day)
    return None if any(reminder.person_id in followed.told_on(day) for followed in asked) else Delivery.EXPIRED
