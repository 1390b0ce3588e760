"""/vuongmac: the obstacles and questions that wait, oldest first, and one of them with its buttons."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, or_, select

from handlers.notes import Matter, matter_of, may_decide
from handlers.talk import Reply, Talk, id_of
from models.assignment import Assignment
from models.item import Item, ItemKind
from models.people import Person, Role
from models.plan import PlanState
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
    rows = [_row(talk, item) for item in _visible(talk, closed=closed)]
    rows = [row for row in rows if closed or _waits(row)]
    first = min(page, (len(rows) - 1) // _PAGE if rows else 0) * _PAGE
    shown: Sequence[Row] = rows[first : first + _PAGE]
    following = first // _PAGE + 1 if first + _PAGE < len(rows) else None
    return talk.change("items", rows=shown, count=len(rows), first=first, following=following, closed=closed)


def _visible(talk: Talk, *, closed: bool) -> Sequence[Item]:
    query = (
        select(Item)
        .join(Assignment, col(Assignment.id) == Item.assignment_id, isouter=True)
        .join(Person, col(Person.id) == Item.raised_by)
        .where(Item.office_id == talk.office.id, Item.kind != ItemKind.MORE_TIME)
        .order_by(col(Item.raised_at), col(Item.id))
    )
    if not closed:
        query = query.where(col(Item.closed_at).is_(None))
    if talk.person.role not in (Role.CLERK, Role.LEADER):
        unit, me = talk.person.unit_id, talk.person.id
        of_unit = [Assignment.unit_id == unit, Person.unit_id == unit] if unit is not None else []
        query = query.where(or_(Item.raised_by == me, Item.owner_id == me, *of_unit))
    return talk.session.exec(query).all()


def _row(talk: Talk, item: Item) -> Row:
    matter = matter_of(talk, item)
    raised_on = item.raised_at.astimezone(talk.office.zone).date()
    return Row(matter, (talk.today - raised_on).days, may_decide(talk, matter))


def _waits(row: Row) -> bool:
    """Nobody waits for what a plan that is over, or a task taken away, left open."""
    work = row.matter.work
    return work is None or (
        work.plan.state is PlanState.ACTIVE and work.assignment.ended_at is None and not work.task.dropped
    )


def card(talk: Talk, argument: str) -> list[Reply]:
    """One item in full, "<item id>", with what the sender may do about it."""
    item = next((item for item in _visible(talk, closed=True) if item.id == id_of(argument)), None)
    return [talk.change("item", row=_row(talk, item))] if item else [talk.say("button_old")]
