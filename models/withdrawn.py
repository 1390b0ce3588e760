"""Reminders that wait to be sent while what they ask about is taken away."""

from collections.abc import Collection

from sqlalchemy import bindparam, select
from sqlmodel import Session

from models.assignment import Assignment
from models.database import table_of
from models.plan import Plan, PlanState, Task

_ASSIGNMENT, _PLAN, _TASK = table_of(Assignment), table_of(Plan), table_of(Task)
_FOLLOWED = (
    select(_ASSIGNMENT.c.id)
    .join(_PLAN, _PLAN.c.id == _ASSIGNMENT.c.plan_id)
    .join(_TASK, _TASK.c.id == _ASSIGNMENT.c.task_id)
    .where(_ASSIGNMENT.c.id.in_(bindparam("ids", expanding=True)), _ASSIGNMENT.c.ended_at.is_(None))
    .where(_PLAN.c.state == PlanState.ACTIVE, _TASK.c.dropped.is_(False))
)


def still_followed(session: Session, assignments: Collection[int]) -> set[int]:
    """Those of the assignments that no clerk and no later version of the plan has withdrawn."""
    return set(session.execute(_FOLLOWED, {"ids": list(assignments)}).scalars()) if assignments else set()
