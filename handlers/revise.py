"""The clerk decides on a changed version of a plan: the differences page by page, then Áp dụng thay đổi."""

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.amend import amend
from handlers.audited import amended
from handlers.drafts import ask_unclear, find_plan
from handlers.plans import NotApprovableError
from handlers.talk import Reply, Talk, id_of
from handlers.thread import offered
from handlers.versions import Difference, Shift, applied, difference, propose, recognised
from messages.render import render
from models.office import Office
from models.plan import Plan, PlanState, Task
from plans.draft import PlanDraft

ON_A_PAGE = 8


@dataclass(frozen=True)
class Line:
    """One line of the differences: "changed", "added", "removed" or, in a partial version, "left"."""

    kind: str
    task: Task
    shift: Shift | None = None


def recognise(talk: Talk, draft: Plan, reading: PlanDraft) -> None:
    """Where the document changes an active plan, propose so; nothing else happens until the clerk decides."""
    found = recognised(talk.session, talk.office, reading)
    if found:
        plan, partial = found
        propose(draft, plan, partial=partial)
        talk.session.add(draft)


def show(talk: Talk, draft: Plan, page: int = 0, *, anew: bool = False) -> Reply:
    """What the new version changes, and the ways to go on; `anew` where the plan changed since it was shown."""
    count = applied(talk.session, draft.revises)
    return talk.change("plan_revision", count=count, anew=anew, **_values(difference(talk.session, draft), page))


def lines_of(office: Office, found: Difference) -> str:
    """The whole of the differences as HTML words, for the command line."""
    values = _values(found, 0, size=10_000)
    return render("plan_revision", office.language, zone=office.zone, count=0, anew=False, **values).text


def _values(found: Difference, page: int, size: int = ON_A_PAGE) -> dict[str, object]:
    lines = list(_lines(found))
    last = max(len(lines) - 1, 0) // size
    page = min(page, last)
    return {
        "found": found,
        "plan": found.plan,
        "draft": found.draft,
        "lines": lines[page * size : (page + 1) * size],
        "page": page,
        "last": last,
    }


def _lines(found: Difference) -> Iterator[Line]:
    yield from (Line("changed", shift.task, shift) for shift in found.changed)
    yield from (Line("added", task) for task in found.added)
    yield from (Line("removed", task) for task in found.removed)


def show_page(talk: Talk, argument: str) -> list[Reply]:
    """The button to another page, "<draft id>:<page>"."""
    identity, _, page = argument.partition(":")
    draft = _proposed(talk, identity)
    return [show(talk, draft, id_of(page) or 0)] if draft else [talk.say("button_old")]


def press_apply(talk: Talk, argument: str) -> list[Reply]:
    """Áp dụng thay đổi, "<draft id>:<changes the plan had taken over>"; with ":keep" nothing is removed."""
    identity, _, shown = argument.partition(":")
    draft = _proposed(talk, identity)
    return apply(talk, draft, shown) if draft else [talk.say("button_old")]


def approve(talk: Talk, draft: Plan) -> list[Reply]:
    """Phê duyệt, typed: applies what was offered last here; else the differences are shown first."""
    shown = f"{applied(talk.session, draft.revises)}"
    return apply(talk, draft, shown if f"ra:{draft.id}:{shown}" in {choice[1] for choice in offered(talk)} else "")


def apply(talk: Talk, draft: Plan, shown: str) -> list[Reply]:
    """Ask about the first unclear unit, else make the new version the plan's; what was not shown is shown first."""
    count, _, keep = shown.partition(":")
    if count != str(applied(talk.session, draft.revises)):
        return [show(talk, draft, anew=bool(count))]
    question = ask_unclear(talk, draft, shown)
    if question is not None:
        return [question]
    found = difference(talk.session, draft, keep=keep == "keep")
    try:
        done = amend(talk.session, talk.office, found, talk.person, talk.now)
    except NotApprovableError as error:
        return [talk.say("plan_not_approvable", reason=str(error))]
    amended(talk.session, talk.actor, done.difference, talk.now)
    return [talk.say("plan_revised", done=done, found=done.difference, plan=done.difference.plan, order="")]


def _proposed(talk: Talk, argument: str) -> Plan | None:
    draft = find_plan(talk, argument) if argument else None
    return draft if draft and draft.state is PlanState.DRAFT and draft.revises is not None else None
