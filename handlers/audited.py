"""What the audit writes down of a changed plan: how much of it, and every date that moved."""

import datetime as dt

from sqlmodel import Session

from handlers.versions import Difference
from models.acts import Act
from models.audit import Actor, note
from plans.compare import Part


def amended(session: Session, actor: Actor, done: Difference, now: dt.datetime) -> None:
    """Of a difference that was applied."""
    counts = {"changed": len(done.changed), "added": len(done.added), "removed": len(done.removed)}
    note(session, actor, Act.PLAN_CHANGED, f"plan {done.plan.id}", now, by=done.draft.id, **counts)
    for shift in done.changed:
        if Part.TIME in shift.parts:
            was = str(shift.task.earlier[-1].get("deadline") or "")
            note(session, actor, Act.DATE_MOVED, f"task {shift.task.id}", now, before=was, due=shift.task.deadline)
