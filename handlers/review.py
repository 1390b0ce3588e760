"""Changing a draft in review: units, time, text, dropping and adding tasks."""

from sqlmodel import select

from handlers import running
from handlers.assign import units_of
from handlers.awaiting import number, stop_waiting, wait_for
from handlers.desk import approve_plan, page
from handlers.drafts import find_plan
from handlers.fields import new_task, set_field
from handlers.meanwhile import changed, unseen
from handlers.permits import may
from handlers.plans import add_task, draft_of, drafts
from handlers.talk import Reply, Talk, id_of
from messages.edit import Edit, Field, parse_edit
from messages.understood import Status
from models.people import Awaiting, Unit
from models.permits import Action
from models.plan import Plan, PlanState, Task, active_plans
from plans.doubts import with_doubts


def change(talk: Talk, edit: Edit) -> list[Reply]:
    """A change ordered in words, on the newest draft, else on a plan that is being carried out."""
    plan = next(iter(drafts(talk.session, talk.office)), None)
    task = _task_at(talk, plan, edit.position) if plan else None
    if plan and task:
        return [_apply(talk, plan, task, edit)]
    if plan and edit.field is Field.APPROVE and may(talk, Action.APPROVE_PLAN):
        return approve_plan(talk, str(plan.id))
    if plan and edit.field is Field.ADD:
        return [page(talk, plan, _add(talk, plan, edit.value))]
    return running.change(talk, edit) or [_nowhere(talk, plan, edit)]


def _nowhere(talk: Talk, draft: Plan | None, edit: Edit) -> Reply:
    if edit.position and (draft or active_plans(talk.session, talk.office.id or 0)):
        return talk.say("no_such_task", position=edit.position, draft=draft)
    return talk.say("no_draft")


def ask(talk: Talk, argument: str) -> list[Reply]:
    """The button that changes a field, "<task id>:<field>": asks for the new value, or drops at once."""
    task, field = draft_task(talk, argument)
    if task is None or field not in {f.value for f in Field}:
        return [talk.say("button_old")]
    plan = talk.session.get_one(Plan, task.plan_id)
    if field in (Field.DROP, Field.RESTORE):
        return [_apply(talk, plan, task, Edit(Field(field)))]
    wait_for(talk, "edit", task=task.id or 0, field=field)
    units = units_of(talk.session, talk.office.id or 0) if field in (Field.LEADS, Field.COOPERATORS) else []
    return [talk.say("ask_edit", task=task, field=field, units=units)]


def ask_new(talk: Talk, argument: str) -> list[Reply]:
    """The button that adds a task to a draft."""
    plan = find_plan(talk, argument)
    if plan is None or plan.state is not PlanState.DRAFT:
        return [talk.say("button_old")]
    wait_for(talk, "edit", plan=plan.id or 0, field=Field.ADD.value)
    return [talk.say("ask_new_task", plan=plan)]


def answer(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """The new value, typed; None for what is an order or a report of its own, or no words at all."""
    text = talk.incoming.text
    if not text.strip() or parse_edit(text) or is_report(talk):
        return None
    stop_waiting(talk)
    field = Field(str(row.data["field"]))
    task = talk.session.get(Task, number(row, "task"))
    plan = find_plan(talk, str(task.plan_id if task else number(row, "plan")))
    if plan is None or plan.state is not PlanState.DRAFT:
        return [talk.say("button_old")]
    if field is Field.ADD or task is None:
        return [page(talk, plan, _add(talk, plan, talk.incoming.text))]
    return [_apply(talk, plan, task, Edit(field, value=talk.incoming.text))]


def is_report(talk: Talk) -> bool:
    """Whether the words report on a numbered task."""
    numbered = (talk.said.task_ref or "").startswith("NV ") or bool(talk.said.parts)
    return numbered and talk.said.status is not Status.UNCLEAR


def set_unit(talk: Talk, argument: str) -> list[Reply]:
    """The button that makes one unit the lead or cooperator, "<task id>:<field>:<unit id>"."""
    rest, _, unit_id = argument.rpartition(":")
    task, field = draft_task(talk, rest)
    unit = unit_by_id(talk, unit_id)
    if task is None or unit is None or field not in (Field.LEADS, Field.COOPERATORS):
        return [talk.say("button_old")]
    stop_waiting(talk)
    plan = talk.session.get_one(Plan, task.plan_id)
    return [_apply(talk, plan, task, Edit(Field(field), value=unit.name))]


def draft_task(talk: Talk, argument: str) -> tuple[Task | None, str]:
    """The task of a draft of the sender's office that a button speaks of, and what follows it."""
    task_id, _, rest = argument.partition(":")
    identity = id_of(task_id)
    task = talk.session.get(Task, identity) if identity else None
    plan = find_plan(talk, str(task.plan_id)) if task else None
    return (task if plan and plan.state is PlanState.DRAFT else None), rest


def unit_by_id(talk: Talk, argument: str) -> Unit | None:
    """A unit of the sender's office by id."""
    identity = id_of(argument)
    unit = talk.session.get(Unit, identity) if identity else None
    return unit if unit and unit.office_id == talk.office.id else None


def _task_at(talk: Talk, plan: Plan, position: int | None) -> Task | None:
    return talk.session.exec(select(Task).where(Task.plan_id == plan.id, Task.position == position)).first()


def _add(talk: Talk, plan: Plan, text: str) -> Task:
    return add_task(talk.session, plan, new_task(talk, text))


def _apply(talk: Talk, plan: Plan, task: Task, edit: Edit) -> Reply:
    if news := unseen(talk, task):
        return news
    set_field(talk, task, edit)
    # What the clerk says needs no reason from the document.
    field = "timing" if edit.field is Field.TIME else edit.field.value
    task.why = [why for why in task.why if why["field"] != field]
    task.doubts = list(with_doubts(draft_of(task)).doubts)
    changed(talk, task)
    talk.session.add(task)
    talk.session.flush()
    return page(talk, plan, task)
