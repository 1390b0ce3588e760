"""A change ordered in words to a plan that is being carried out: shown first, then applied as a revision is."""

from dataclasses import replace

from sqlmodel import col, select

from handlers.amend import amend
from handlers.assign import resolve, units_of
from handlers.audited import amended
from handlers.awaiting import awaited, number, stop_waiting, wait_for
from handlers.fields import new_task, set_field
from handlers.plans import NotApprovableError, draft_of, task_row
from handlers.talk import Reply, Talk, id_of
from handlers.versions import Difference, Shift
from messages.edit import Edit, Field
from models.people import Awaiting
from models.plan import Plan, PlanState, Task, active_plans
from plans.compare import Part
from plans.doubts import with_doubts
from vietnamese.text import fold, squash

_PARTS = {
    Field.LEADS: Part.LEADS,
    Field.COOPERATORS: Part.COOPERATORS,
    Field.TIME: Part.TIME,
    Field.TEXT: Part.TEXT,
    Field.RESTORE: Part.LEADS,  # whoever led it leads it again
}
_YES = frozenset({"ap dung", "co", "dong y", "ok", "dung", "dung roi", "vang", "u"})


def change(talk: Talk, edit: Edit) -> list[Reply]:
    """What the order would change, to be applied by a button; empty where no plan has such a task."""
    plans = active_plans(talk.session, talk.office.id or 0)
    if edit.field is Field.APPROVE:
        return []
    found = [each for plan in plans if (each := _difference(talk, plan, edit))]
    unknown = sorted({name for each in found for name in _unknown(talk, each)})
    if unknown:
        return [talk.say("plan_unit_unknown", names=unknown)]
    if not found:
        return []
    wait_for(talk, "running", field=edit.field.value, position=edit.position or 0, value=edit.value)
    stamp = int(talk.incoming.sent_at.timestamp())
    return [talk.say("ask_running", found=found, field=edit.field.value, position=edit.position or 0, stamp=stamp)]


def press(talk: Talk, argument: str) -> list[Reply]:
    """Áp dụng, "<plan id>:<when it was ordered>"; plan 0 leaves everything as it is."""
    identity, _, stamp = argument.partition(":")
    row = awaited(talk)
    if row is None or row.what != "running" or stamp != str(int(row.since.timestamp())):
        return [talk.say("button_old")]
    plans = {plan.id: plan for plan in active_plans(talk.session, talk.office.id or 0)}
    plan = plans.get(id_of(identity))
    if plan is None and identity != "0":
        return [talk.say("button_old")]
    stop_waiting(talk)
    return _apply(talk, plan, _ordered(row)) if plan else [talk.change("plan_unchanged")]


def answer(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """ "Có", "áp dụng" where one plan is meant; None for everything else."""
    plans = active_plans(talk.session, talk.office.id or 0)
    meant = [plan for plan in plans if _difference(talk, plan, _ordered(row))]
    if squash(fold(talk.incoming.text)).strip(" .!") not in _YES or len(meant) != 1:
        return None
    stop_waiting(talk)
    return _apply(talk, meant[0], _ordered(row))


def _ordered(row: Awaiting) -> Edit:
    return Edit(Field(str(row.data["field"])), number(row, "position") or None, str(row.data["value"]))


def _difference(talk: Talk, plan: Plan, edit: Edit) -> Difference | None:
    """What the order means for one plan; None where the plan has no such task."""
    order = Plan(office_id=plan.office_id, sha256="", file_name=plan.file_name, revises=plan.id, added_at=talk.now)
    order.added_by, order.outside, order.partial = talk.person.id, list(plan.outside), edit.field is not Field.DROP
    nothing = Difference(plan, order, (), (), ())
    if edit.field is Field.ADD:
        return replace(nothing, added=(task_row(plan, 0, new_task(talk, edit.value), ""),))
    query = select(Task).where(Task.plan_id == plan.id, Task.position == edit.position)
    task = talk.session.exec(query.where(col(Task.dropped).is_(edit.field is Field.RESTORE))).first()
    if task is None:
        return None
    if edit.field is Field.DROP:
        return replace(nothing, missing=(task,))
    new = Task(**task.model_dump())
    if edit.field is not Field.RESTORE:
        set_field(talk, new, edit)
    return replace(nothing, shifts=(Shift(task, new, (_PARTS[edit.field],)),))


def _unknown(talk: Talk, found: Difference) -> list[str]:
    """Names in the order that are no unit of the office."""
    units = units_of(talk.session, talk.office.id or 0)
    tasks = [*found.added, *(shift.new for shift in found.shifts)]
    return [each.name for task in tasks for each in resolve(task, units, found.plan.outside).unclear]


def _apply(talk: Talk, plan: Plan, edit: Edit) -> list[Reply]:
    found = _difference(talk, plan, edit)
    if found is None or plan.state is not PlanState.ACTIVE:
        return [talk.say("button_old")]
    tasks = [*found.missing, *(shift.task for shift in found.shifts)]
    read = {task.id: task.read for task in tasks}
    for task in tasks:
        task.dropped = False
    talk.session.add(found.draft)
    talk.session.flush()
    try:
        done = amend(talk.session, talk.office, found, talk.person, talk.now)
    except NotApprovableError as error:
        return [talk.say("plan_not_approvable", reason=str(error))]
    amended(talk.session, talk.actor, found, talk.now)
    for task in tasks:
        task.read = read[task.id]  # the document still holds it, so its next version does not bring it back
        task.doubts = list(with_doubts(draft_of(task)).doubts)
        talk.session.add(task)
    return [talk.say("plan_revised", done=done, found=found, plan=plan, order=f"{edit.position or 0}")]
