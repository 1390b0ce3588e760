"""/vuongmac: the obstacles, questions and wishes that wait, oldest first, and one of them with its buttons."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import and_, col, or_, select

from handlers.notes import Matter, matter_of, may_decide
from handlers.permits import reach
from handlers.talk import Reply, Talk, id_of
from models.assignment import OVER, Assignment
from models.item import Item, ItemKind
from models.people import Person
from models.permits import Action
from models.plan import Plan, PlanState, Task
from vietnamese.text import fold

_PAGE = 8


@dataclass(frozen=True)
class Row:
    """One line of the list. `days`: since it was raised."""

    matter: Matter
    days: int
    mine: bool  # the sender may answer it


def show(talk: Talk, argument: str = "") -> list[Reply]:
    """/vuongmac [tất cả]: the whole office for clerk and leader, the own unit for others."""
    return [_page(talk, 0, closed=fold(argument).strip() in ("tat ca", "ca", "het"))]


def turn(talk: Talk, argument: str) -> list[Reply]:
    """Further on, "<page>:<open or all>"."""
    page, _, kind = argument.partition(":")
    return [_page(talk, id_of(page) or 0, closed=kind == "all")]


def _page(talk: Talk, page: int, *, closed: bool) -> Reply:
    found = _visible(talk, closed=closed)
    at = min(page, (len(found) - 1) // _PAGE if found else 0)
    rows = [_row(talk, item) for item in found[at * _PAGE : (at + 1) * _PAGE]]
    more = (at + 1) * _PAGE < len(found)
    return talk.change("items", rows=rows, count=len(found), first=at * _PAGE, page=at, more=more, closed=closed)


def _visible(talk: Talk, *, closed: bool) -> Sequence[Item]:
    query = (
        select(Item)
        .join(Assignment, col(Assignment.id) == Item.assignment_id, isouter=True)
        .join(Task, col(Task.id) == Assignment.task_id, isouter=True)
        .join(Plan, col(Plan.id) == Assignment.plan_id, isouter=True)
        .join(Person, col(Person.id) == Item.raised_by)
        .where(Item.office_id == talk.office.id)
        .order_by(col(Item.raised_at), col(Item.id))
    )
    if not closed:
        # Nobody waits for what a plan that is over, or a task taken away, left open.
        followed = and_(
            Plan.state == PlanState.ACTIVE, col(Task.dropped).is_(False), col(Assignment.ended_at).is_(None)
        )
        unended = or_(col(Assignment.state).is_(None), col(Assignment.state).not_in(OVER))
        query = query.where(col(Item.closed_at).is_(None), or_(Item.kind != ItemKind.MORE_TIME, unended))
        query = query.where(or_(col(Item.assignment_id).is_(None), followed))
    seen, me = reach(talk, Action.SEE_MATTERS), talk.person.id
    if not seen.whole:
        of_units = [col(Assignment.unit_id).in_(seen.units), col(Person.unit_id).in_(seen.units)]
        query = query.where(or_(Item.raised_by == me, Item.owner_id == me, *of_units))
    return talk.session.exec(query).all()


def _row(talk: Talk, item: Item) -> Row:
    matter = matter_of(talk, item)
    raised_on = item.raised_at.astimezone(talk.office.zone).date()
    return Row(matter, (talk.today - raised_on).days, may_decide(talk, matter))


def card(talk: Talk, argument: str) -> list[Reply]:
    """One item in full, "<item id>", with what the sender may do about it."""
    item = next((item for item in _visible(talk, closed=True) if item.id == id_of(argument)), None)
    return [talk.change("item", row=_row(talk, item))] if item else [talk.say("button_old")]
