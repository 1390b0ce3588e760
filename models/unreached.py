"""Reached is not answered: who of the office gets no message, and why; nobody is late for what was never delivered."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session, col, select

from models.absence import absent
from models.bundle import Followed
from models.office import Office
from models.people import Address, Person, Unit
from models.posts import held, posts_in
from vietnamese.calendar import WorkCalendar
from vietnamese.text import fold


class Why(StrEnum):
    NEVER = "never"  # never started the bot
    BLOCKED = "blocked"
    GONE = "gone"  # the account was deleted, or the chat is no more
    REFUSED = "refused"  # for another reason
    NOBODY = "nobody"  # a unit without persons
    AWAY = "away"  # with nobody to stand in
    LONG = "long"  # away for days, and nobody said until when


LONG_AWAY = 5  # working days
_BLOCKED, _GONE = ("block", "chan bot"), ("deactivat", "not found", "deleted", "kicked")


@dataclass(frozen=True)
class NotReached:
    """A person, or a unit without any. `work`: how much open work is asked of them.

    `cut_off`: nobody of the unit can be written to.
    """

    why: Why
    unit: Unit | None
    person: Person | None = None
    since: dt.date | None = None
    work: int = 0
    cut_off: bool = False

    @property
    def mark(self) -> str:
        who = f"p{self.person.id}" if self.person else f"u{self.unit.id if self.unit else 0}"
        return f"unreached:{who}:{self.why}"


def why_lost(reason: str | None) -> Why:
    """What a platform's refusal means for whoever wants to reach the person again."""
    said = fold(reason or "")
    if any(sign in said for sign in _BLOCKED):
        return Why.BLOCKED
    return Why.GONE if any(sign in said for sign in _GONE) else Why.REFUSED


def not_reached(
    session: Session, office: Office, work: Iterable[Followed], day: dt.date | None = None
) -> list[NotReached]:
    """Persons without a chat that takes messages, and units without persons on a day; by unit, the whole office."""
    following, office_id = list(work), office.id or 0
    units = session.exec(select(Unit).where(Unit.office_id == office_id, col(Unit.active)).order_by(col(Unit.id))).all()
    everybody = select(Person).where(Person.office_id == office_id, col(Person.active)).order_by(col(Person.id))
    people = session.exec(everybody).all()
    chats = _chats(session, office_id)
    alive = {identity for identity, rows in chats.items() if any(row.unreachable_since is None for row in rows)}
    found = []
    known = {unit.id for unit in units}
    posts = posts_in(session, office_id)
    places = {p.id: {unit for unit, _ in held(p, posts.get(p.id or 0, ()), day)} & known for p in people}
    for unit in (None, *units):
        everyone = [person for person in people if (unit.id in places[person.id] if unit else not places[person.id])]
        cut_off = unit is not None and not any(person.id in alive for person in everyone)
        # Whoever holds several posts is told once, in the unit of the main one.
        members = [p for p in everyone if unit is None or p.unit_id == unit.id or p.unit_id not in places[p.id]]
        if unit and not everyone:
            asked = sum(f.assignment.unit_id == unit.id for f in following)
            found.append(NotReached(Why.NOBODY, unit, work=asked, cut_off=True))
        for person in members:
            if person.id not in alive:
                asked = sum(person.id in f.people for f in following)
                last = _last(chats.get(person.id or 0, []))
                since = (
                    last.unreachable_since.astimezone(office.zone).date() if last and last.unreachable_since else None
                )
                why = why_lost(last.unreachable_why) if last else Why.NEVER
                found.append(NotReached(why, unit, person, since, asked, cut_off))
    return found


def away_alone(session: Session, work: Iterable[Followed], today: dt.date) -> list[NotReached]:
    """Those away today for whom nobody hears of the work that is asked of them."""
    asked: dict[int, int] = {}
    for followed in work:
        if followed.people and not followed.told_on(today):
            for person in followed.people:
                asked[person] = asked.get(person, 0) + 1
    people = [session.get_one(Person, identity) for identity in sorted(asked)]
    return [
        NotReached(Why.AWAY, session.get(Unit, person.unit_id) if person.unit_id else None, person, None, asked[who])
        for who, person in zip(sorted(asked), people, strict=True)
    ]


def away_long(session: Session, office: Office, calendar: WorkCalendar, today: dt.date) -> list[NotReached]:
    """Whose absence began more than five working days ago and has no end yet."""
    return [
        NotReached(Why.LONG, session.get(Unit, person.unit_id) if person.unit_id else None, person, row.first)
        for row, person in absent(session, office.id or 0, today)
        if row.last is None and calendar.working_days_between(row.first, today) > LONG_AWAY
    ]


def _last(rows: Sequence[Address]) -> Address | None:
    return max(rows, key=lambda row: row.joined_at, default=None)


def _chats(session: Session, office_id: int) -> dict[int, list[Address]]:
    query = select(Address).join(Person, col(Person.id) == Address.person_id).where(Person.office_id == office_id)
    found: dict[int, list[Address]] = {}
    for address in session.exec(query).all():
        found.setdefault(address.person_id, []).append(address)
    return found
