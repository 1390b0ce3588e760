"""/donvi: a unit's work at a glance, by who has it, what nobody has first; and one task to be given to somebody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import col, func, select

from handlers.assign import match_name, units_of
from handlers.permits import reach
from handlers.talk import Reply, Talk, id_of
from handlers.work import Work, my_work, visible_work
from messages.children import has_child_data
from messages.wording import wording
from models.assignment import Progress, Said, Status, journal_of
from models.handover import Handover
from models.people import Person, Unit
from models.permits import Action
from models.permits import may as role_may
from models.posts import members
from models.standing import status_of

_PAGE = 12  # tasks, so that all fits on a phone's screen
_SHOWN = 10


@dataclass(frozen=True)
class Row:
    """One task in somebody's hands. `silent`: how often it was asked about since the last word, from twice on."""

    work: Work
    status: Status
    silent: int


@dataclass(frozen=True)
class Share:
    """What one person has, None for what nobody was given; `heard_at`: that person's last word on any of it."""

    person: Person | None
    rows: tuple[Row, ...]
    heard_at: datetime | None = None

    @property
    def overdue(self) -> int:
        return sum(row.status is Status.OVERDUE for row in self.rows)

    @property
    def waiting(self) -> int:
        return sum(row.work.assignment.state is Said.CLAIMED for row in self.rows)


def command(talk: Talk, argument: str) -> list[Reply]:
    """/donvi [tên đơn vị]."""
    if not argument:
        return units(talk, Action.SEE_UNIT)
    allowed = reach(talk, Action.SEE_UNIT)
    mine = [unit for unit in units_of(talk.session, talk.office.id or 0) if allowed.covers(unit.id)]
    found = match_name(argument, mine)
    return _shown(talk, found[0], 0) if len(found) == 1 else [talk.say("unit_which", units=(found or mine)[:20])]


def units(talk: Talk, action: Action) -> list[Reply]:
    """The one unit that the sender may look at, else which."""
    allowed = reach(talk, action)
    found = [unit for unit in units_of(talk.session, talk.office.id or 0) if allowed.covers(unit.id)]
    if len(found) == 1:
        return _shown(talk, found[0], 0)
    followed = {work.assignment.unit_id for work in visible_work(talk) if _is_followed(work)}
    return [talk.say("unit_which", units=[unit for unit in found if unit.id in followed][:20])]


def show(talk: Talk, argument: str) -> list[Reply]:
    """The button of a unit's page, "<unit>:<page>"."""
    number, _, page = argument.partition(":")
    unit = talk.session.get(Unit, id_of(number) or 0)
    if unit is None or unit.office_id != talk.office.id or not reach(talk, Action.SEE_UNIT).covers(unit.id):
        return [talk.say("button_old")]
    return _shown(talk, unit, id_of(page) or 0)


def task(talk: Talk, argument: str) -> list[Reply]:
    """One task, "<assignment>": who has it since when, the last word of it, and to whom it can be given."""
    allowed = reach(talk, Action.SEE_UNIT)
    work = next((work for work in visible_work(talk) if work.id == id_of(argument)), None)
    if work is None or not allowed.covers(work.assignment.unit_id):
        return [talk.say("button_old")]
    gives = work.is_open and reach(talk, Action.DELEGATE).covers(work.assignment.unit_id)
    has = talk.session.get(Person, work.assignment.person_id or 0)
    people = members(talk.session, work.assignment.unit_id, talk.today) if gives else []
    others = [person for person, role in people if role_may(role, Action.REPORT) and person != has]
    values = {
        "row": _row(talk, work),
        "person": has,
        "since": _since(talk, work),
        "last": _last_word(talk, work),
        "people": [person for person in others if person.id != talk.person.id][:_SHOWN],
        "gives": gives,
        "mine": work.id in {each.id for each in my_work(talk)},
    }
    return [replace(talk.change("unit_task", **values), speaks_of=(work.id,))]


def _shown(talk: Talk, unit: Unit, page: int) -> list[Reply]:
    works = [work for work in visible_work(talk) if work.assignment.unit_id == unit.id and _is_followed(work)]
    shares = _shares(talk, works)
    at = min(page, max(len(works) - 1, 0) // _PAGE)
    here = _page(shares, at * _PAGE)
    counts = {"count": len(works), "page": at, "more": len(works) > (at + 1) * _PAGE}
    gives = reach(talk, Action.DELEGATE).covers(unit.id)
    rows = [row for share in here for row in share.rows]
    reply = talk.change("unit", unit=unit, shares=here, rows=rows, gives=gives, **counts)
    return [replace(reply, speaks_of=tuple(row.work.id for row in rows))]


def _is_followed(work: Work) -> bool:
    return work.is_open or work.assignment.state is Said.CLAIMED


def _shares(talk: Talk, works: Sequence[Work]) -> list[Share]:
    heard = _heard(talk, [work.id for work in works])
    rows: dict[int | None, list[Row]] = {}
    for work in works:
        rows.setdefault(work.assignment.person_id, []).append(_row(talk, work))
    shares = []
    for person_id in sorted(rows, key=lambda identity: identity or 0):
        person = talk.session.get(Person, person_id) if person_id else None
        ordered = sorted(rows[person_id], key=lambda row: (row.status is not Status.OVERDUE, row.work.task.position))
        shares.append(Share(person, tuple(ordered), heard.get(person_id)))
    return shares


def _page(shares: Sequence[Share], start: int) -> list[Share]:
    """The shares with the rows of one page only."""
    found, past = [], 0
    for share in shares:
        rows = share.rows[max(0, start - past) : max(0, start + _PAGE - past)]
        past += len(share.rows)
        if rows:
            found.append(replace(share, rows=rows))
    return found


def _row(talk: Talk, work: Work) -> Row:
    unanswered = work.assignment.unanswered
    return Row(work, status_of(work.assignment, talk.today), unanswered if unanswered > 1 else 0)


def _heard(talk: Talk, ids: Sequence[int]) -> dict[int | None, datetime]:
    """When each person last said something of the work."""
    query = select(Progress.person_id, func.max(Progress.at)).where(col(Progress.assignment_id).in_(ids))
    return dict(talk.session.exec(query.group_by(col(Progress.person_id))).all())


def _since(talk: Talk, work: Work) -> datetime | None:
    query = select(func.max(Handover.at)).where(Handover.assignment_id == work.id)
    return talk.session.exec(query.where(Handover.to_person == work.assignment.person_id)).first()


def _last_word(talk: Talk, work: Work) -> tuple[Progress, Person | None] | None:
    journal = [line for line in journal_of(talk.session, work.id) if line.said is not Said.WITHDRAWN]
    if not journal:
        return None
    line = journal[-1]
    kept = line if not has_child_data(wording(line.words)) else Progress(**{**line.model_dump(), "words": ""})
    return kept, talk.session.get(Person, line.person_id or 0)
