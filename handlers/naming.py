"""The answer to an unclear unit's name, pressed or typed; then what was being approved goes on."""

import re

from handlers import revise
from handlers.assign import match_name, typed_names, unclear_names, units_of
from handlers.awaiting import number, stop_waiting
from handlers.desk import approve_plan
from handlers.drafts import ask_unclear, find_plan
from handlers.review import draft_task, is_report, unit_by_id
from handlers.talk import Reply, Talk, id_of
from messages.edit import parse_edit
from messages.understood import Status
from models.people import Awaiting, Unit
from models.plan import Plan, PlanState, tasks_of
from vietnamese.text import fold, squash
from vietnamese.units import collective

_ALL_OF = re.compile(r"(?:tat ca |toan bo |ca )?(?:truong )?(?:cac|\d+) (?=\w)")
_OUTSIDE = re.compile(r"(?:don vi |co quan )?(?:ben )?ngoai\b.*|khong theo doi\b.*")


def press(talk: Talk, argument: str) -> list[Reply]:
    """The button of one unit, "<task id>:<lead|cooperator>:<index>:<unit id or 0>[:<what a revision goes on with>]".

    The unit learns the name as an alias, so that no later plan asks again; 0 is a body that the office does not follow.
    """
    task_id, duty, index, unit_id, shown = [*argument.split(":", 4), "", "", "", ""][:5]
    task, _ = draft_task(talk, f"{task_id}:")
    names = [] if task is None else task.leads if duty == "lead" else task.cooperators
    unit, place = unit_by_id(talk, unit_id), id_of(index)
    if task is None or place is None or place >= len(names) or (unit is None and unit_id != "0"):
        return [talk.say("button_old")]
    plan = talk.session.get_one(Plan, task.plan_id)
    return _settle(talk, plan, names[place], [unit] if unit else [], shown)


def turn(talk: Talk, argument: str) -> list[Reply]:
    """More units to choose from, "<plan id>:<page>[:<what a revision goes on with>]"."""
    plan_id, page, shown = [*argument.split(":", 2), "", ""][:3]
    plan = find_plan(talk, plan_id) if plan_id else None
    question = ask_unclear(talk, plan, shown, id_of(page) or 0) if plan and plan.state is PlanState.DRAFT else None
    return [question or talk.say("button_old")]


def answer(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """The unit or units, typed; None for what is an order or a report of its own, or no words at all."""
    text = talk.incoming.text
    plan = find_plan(talk, str(number(row, "plan")))
    if not text.strip() or parse_edit(text) or is_report(talk) or plan is None or plan.state is not PlanState.DRAFT:
        return None
    unclear, shown = unclear_names(talk.session, plan), str(row.data.get("shown", ""))
    units = _typed(text, units_of(talk.session, talk.office.id or 0))
    if unclear and not units and not _OUTSIDE.fullmatch(squash(fold(text))):
        question = ask_unclear(talk, plan, shown, said=text) if talk.said.status is Status.UNCLEAR else None
        return [question] if question else None
    return _settle(talk, plan, unclear[0].name, units, shown) if unclear else _go_on(talk, plan, shown)


def _typed(text: str, units: list[Unit]) -> list[Unit]:
    """The units that typed words mean; none where one of the names is not sure."""
    found: dict[int | None, Unit] = {}
    for name in typed_names(text, units):
        meant = _all_called(name, units) or match_name(name, units)
        if not meant or (len(meant) > 1 and not collective(name) and not _ALL_OF.match(squash(fold(name)))):
            return []
        found |= {unit.id: unit for unit in meant}
    return list(found.values())


def _all_called(name: str, units: list[Unit]) -> list[Unit]:
    """ "Các thôn": every unit whose name begins with "Thôn"."""
    kind, changed = _ALL_OF.subn("", squash(fold(name)), count=1)
    return [unit for unit in units if fold(unit.name).startswith(f"{kind} ")] if changed else []


def _settle(talk: Talk, plan: Plan, name: str, units: list[Unit], shown: str) -> list[Reply]:
    """One unit learns the name; a name of several gives way to theirs, and with no unit it is of no body followed."""
    if not units:
        plan.outside = [*plan.outside, name]
    elif len(units) == 1 and not _ALL_OF.match(squash(fold(name))):
        units[0].aliases = [*units[0].aliases, name]
    else:
        for task in tasks_of(talk.session, plan.id or 0):
            task.leads = _instead(task.leads, name, units)
            task.cooperators = _instead(task.cooperators, name, units)
    talk.session.flush()
    return _go_on(talk, plan, shown)


def _instead(names: list[str], name: str, units: list[Unit]) -> list[str]:
    each = ([unit.name for unit in units] if one == name else [one] for one in names)
    return list(dict.fromkeys(one for some in each for one in some))


def _go_on(talk: Talk, plan: Plan, shown: str) -> list[Reply]:
    stop_waiting(talk)
    return revise.apply(talk, plan, shown) if plan.revises is not None else approve_plan(talk, str(plan.id))
