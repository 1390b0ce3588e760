"""A changed version of a plan beside the plan that is being carried out, task by task."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache

from sqlmodel import Session, col, func, select

from handlers.assign import match_name, units_of
from handlers.plans import as_read, draft_of, plan_draft_of
from models.assignment import Assignment, Duty, Said
from models.office import Office
from models.people import Unit
from models.plan import Plan, PlanState, Task, active_plans, tasks_of
from plans.compare import Key, Part, changes, compare, folded
from plans.draft import PlanDraft
from plans.versions import version_of
from vietnamese.units import collective


@dataclass(frozen=True)
class Shift:
    """One task in both versions; `done` where a lead reported it done before the change."""

    task: Task
    new: Task
    parts: tuple[Part, ...]
    done: bool = False


@dataclass(frozen=True)
class Difference:
    """What the new version does to the plan's tasks; those not in it stay where it is `partial`.

    What the clerk corrected is no difference where the document still says what it said: `own` are the tasks that
    no version of it held.
    """

    plan: Plan
    draft: Plan
    shifts: tuple[Shift, ...]
    added: tuple[Task, ...]
    missing: tuple[Task, ...]
    own: tuple[Task, ...] = ()
    keep: bool = False  # the clerk wants nothing removed

    @property
    def changed(self) -> list[Shift]:
        return [shift for shift in self.shifts if shift.parts]

    @property
    def removed(self) -> tuple[Task, ...]:
        return () if self.draft.partial or self.keep else self.missing

    @property
    def kept(self) -> int:
        """How many tasks stay as they are."""
        return len(self.shifts) - len(self.changed) + len(self.missing) + len(self.own) - len(self.removed)

    @property
    def is_nothing(self) -> bool:
        return not (self.changed or self.added or self.removed)


def recognised(session: Session, office: Office, draft: PlanDraft) -> tuple[Plan, bool] | None:
    """The active plan that a document changes, and whether it speaks of some tasks only."""
    active = active_plans(session, office.id or 0)
    found = version_of(draft, [plan_draft_of(session, plan) for plan in active])
    return (active[found.of], found.partial) if found else None


def propose(draft: Plan, plan: Plan, *, partial: bool) -> None:
    """Keep in mind which plan a draft would change; what that plan does not follow, neither does the new version."""
    draft.revises, draft.partial = plan.id, partial
    draft.outside = [*plan.outside, *(name for name in draft.outside if name not in plan.outside)]


def applied(session: Session, plan_id: int | None) -> int:
    """How many changes a plan has taken over: another number means another plan than the one that was shown."""
    query = select(func.count()).where(Plan.revises == plan_id, Plan.state == PlanState.MERGED)
    return session.exec(query).one()


def difference(session: Session, draft: Plan, *, keep: bool = False) -> Difference:
    """The draft beside the plan it revises."""
    plan = session.get_one(Plan, draft.revises)
    old, new = tasks_of(session, plan.id or 0), tasks_of(session, draft.id or 0)
    key = unit_key(units_of(session, plan.office_id))
    found = compare([*map(as_read, old)], [*map(draft_of, new)], key)
    done = _done(session, plan)
    pairs = ((old[match.old], new[match.new], match.changed) for match in found.matches)
    shifts = (Shift(task, after, _moved(task, after, parts, key), task.id in done) for task, after, parts in pairs)
    added = _not_dropped(session, plan, [new[at] for at in found.added], key)
    missing = [old[at] for at in found.removed]
    # A plan taken in by an earlier release does not tell which tasks are the clerk's.
    own = [task for task in missing if not task.read] if any(task.read for task in old) else []
    missing = [task for task in missing if task not in own]
    return Difference(plan, draft, tuple(shifts), tuple(added), tuple(missing), tuple(own), keep)


def _moved(task: Task, after: Task, parts: tuple[Part, ...], key: Key) -> tuple[Part, ...]:
    """Of what changed in the document, that which the clerk had not put so already."""
    differs = changes(draft_of(task), draft_of(after), key)
    return tuple(part for part in parts if part in differs)


def _not_dropped(session: Session, plan: Plan, added: list[Task], key: Key) -> list[Task]:
    """Those that the clerk did not drop from the plan in the very same words."""
    query = select(Task).where(Task.plan_id == plan.id, col(Task.dropped))
    dropped = [task for task in session.exec(query).all() if task.read]
    found = compare([*map(as_read, dropped)], [*map(draft_of, added)], key)
    again = {match.new for match in found.matches if not match.changed}
    return [task for at, task in enumerate(added) if at not in again]


def unit_key(units: Sequence[Unit]) -> Key:
    """Written names that mean the same units of the office have the same key."""

    @cache
    def key(name: str) -> Hashable:
        meant = match_name(name, units)
        return frozenset(unit.id for unit in meant) if len(meant) == 1 or collective(name) else folded(name)

    return key


def _done(session: Session, plan: Plan) -> set[int]:
    query = select(Assignment.task_id).where(
        Assignment.plan_id == plan.id, Assignment.duty == Duty.LEAD, Assignment.state == Said.DONE
    )
    return set(session.exec(query).all())
