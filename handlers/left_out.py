"""What the reader put into no task of a plan: listed page by page, and each of it made a task in one tap."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.drafts import find_plan
from handlers.plans import add_task
from handlers.talk import Reply, Talk, id_of
from models.plan import Plan, PlanState
from plans.doubts import with_doubts
from plans.fields import task_of_line

ON_A_PAGE = 5


@dataclass(frozen=True)
class Item:
    """One sentence, or one section of `lines` lines; `key` is "3", or "3.1" for a line of section 3."""

    key: str
    text: str
    reason: str = ""
    lines: int = 0
    position: int | None = None  # of the task that it became


def show(talk: Talk, argument: str) -> list[Reply]:
    """A page of it, "<plan id>:<page>"; "<plan id>:<page>:<key>" lists the lines of one section."""
    plan_id, page, opened = [*argument.split(":"), "", ""][:3]
    plan = find_plan(talk, plan_id)
    items = _items(plan, opened) if plan else []
    at = (id_of(page or "0") or 0) * ON_A_PAGE
    if plan is None or at >= len(items):
        return [talk.say("button_old")]
    return [_page(talk, plan, items, at, opened)]


def add(talk: Talk, argument: str) -> list[Reply]:
    """Thêm thành nhiệm vụ, "<plan id>:<key>": read as a task of its own, once however often it is pressed."""
    plan_id, _, key = argument.partition(":")
    plan = find_plan(talk, plan_id)
    opened = key.partition(".")[0] if "." in key else ""
    items = _items(plan, opened) if plan and plan.state is PlanState.DRAFT else []
    at = next((at for at, item in enumerate(items) if item.key == key and not item.lines), None)
    if plan is None or at is None:
        return [talk.say("button_old")]
    if items[at].position is None:
        year = plan.date.year if plan.date else talk.today.year
        task = with_doubts(task_of_line(items[at].text, year))
        _mark(plan, key, add_task(talk.session, plan, task, items[at].text).position)
    return [_page(talk, plan, _items(plan, opened), at - at % ON_A_PAGE, opened)]


def _page(talk: Talk, plan: Plan, items: list[Item], at: int, opened: str) -> Reply:
    return talk.change(
        "plan_left_out",
        plan=plan,
        items=items[at : at + ON_A_PAGE],
        page=at // ON_A_PAGE,
        pages=-(-len(items) // ON_A_PAGE),
        opened=opened,
        section=_items(plan, "")[int(opened)] if opened else None,
        editable=plan.state is PlanState.DRAFT,
    )


def _items(plan: Plan, opened: str) -> list[Item]:
    """Everything that was left out, or the lines of one section of it."""
    entries: list[Mapping[str, Any]] = list(plan.left_out)
    if not opened:
        return [_item(str(at), entry) for at, entry in enumerate(entries)]
    place = id_of(opened)
    if place is None or place >= len(entries):
        return []
    added = entries[place].get("added", {})
    lines = entries[place].get("lines", [])
    return [Item(f"{place}.{at}", line, position=added.get(f"{place}.{at}")) for at, line in enumerate(lines)]


def _item(key: str, entry: Mapping[str, Any]) -> Item:
    lines = entry.get("lines", [])
    return Item(key, entry["text"], entry["reason"], len(lines), entry.get("added", {}).get(key))


def _mark(plan: Plan, key: str, position: int) -> None:
    place = int(key.partition(".")[0])
    entries: list[dict[str, Any]] = [dict(entry) for entry in plan.left_out]
    entries[place]["added"] = {**entries[place].get("added", {}), key: position}
    # A column of JSON is written only when it is set anew.
    plan.left_out = list(entries)
