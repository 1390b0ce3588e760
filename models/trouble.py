"""What went wrong on the way: messages that did not arrive or could not be handled, hours without a word."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from models.inbox import TRIES, InboxMessage
from models.outbox import Delivery, OutboxMessage
from models.people import Address, Person, Room, reachable
from models.platform import Outage, outages
from models.pulse import LONG, Pulse
from vietnamese.calendar import ONE_DAY, WorkCalendar

_WINDOW = dt.timedelta(days=14)
_FAILED = (Delivery.UNKNOWN, Delivery.DEAD, Delivery.EXPIRED)


@dataclass(frozen=True)
class Failure:
    """A message to a person who can be written to, and which all the same did not, or perhaps not, arrive."""

    message: int
    status: Delivery
    person: str
    document: bool


@dataclass(frozen=True)
class Gap:
    """A part of the bot ("tick", "poll:telegram") that was silent, for long enough of the working hours."""

    name: str
    since: dt.datetime
    until: dt.datetime

    @property
    def channel(self) -> str:
        """The platform that could not be reached; "" where the bot itself did not run."""
        return self.name.partition(":")[2]


@dataclass(frozen=True)
class Trouble:
    """`parked`: inbox rows that failed as often as is tried. `down`: platforms that cannot be used now."""

    failures: tuple[Failure, ...] = ()
    parked: tuple[int, ...] = ()
    gaps: tuple[Gap, ...] = ()
    down: tuple[Outage, ...] = ()


def trouble(session: Session, office_id: int, calendar: WorkCalendar, now: dt.datetime) -> Trouble:
    """What went wrong in the last two weeks; the digests' marks tell what of it is new."""
    since = now - _WINDOW
    down = tuple(outages(session, office_id))
    gaps = _gaps(session, calendar, since)
    return Trouble(_failures(session, office_id, since), _parked(session, office_id), gaps, down)


def _failures(session: Session, office_id: int, since: dt.datetime) -> tuple[Failure, ...]:
    """Without those to people who cannot be written to at all: that is told of the person."""
    query = select(OutboxMessage, Person.name).join(Person, col(Person.id) == OutboxMessage.person_id)
    failed = query.where(OutboxMessage.office_id == office_id, col(OutboxMessage.status).in_(_FAILED))
    # What a digest had to say is said again by the next one.
    recent = failed.where(OutboxMessage.due_at >= since, ~col(OutboxMessage.key).startswith("digest:"))
    return tuple(
        Failure(message.id or 0, message.status, name, message.document is not None)
        for message, name in session.exec(recent.order_by(col(OutboxMessage.id))).all()
        if message.status is not Delivery.DEAD or reachable(session, message.person_id or 0)
    )


def _parked(session: Session, office_id: int) -> tuple[int, ...]:
    persons = select(Address.channel, Address.address).join(Person, col(Person.id) == Address.person_id)
    known = {*session.exec(persons.where(Person.office_id == office_id)).all()}
    known |= {*session.exec(select(Room.channel, Room.address).where(Room.office_id == office_id)).all()}
    query = select(InboxMessage.id, InboxMessage.channel, InboxMessage.address)
    parked = query.where(col(InboxMessage.handled_at).is_(None), InboxMessage.attempts >= TRIES)
    return tuple(identity or 0 for identity, *chat in session.exec(parked).all() if tuple(chat) in known)


def _gaps(session: Session, calendar: WorkCalendar, since: dt.datetime) -> tuple[Gap, ...]:
    heard = or_(Pulse.name == "tick", col(Pulse.name).startswith("poll:"))
    rows = session.exec(select(Pulse).where(heard, col(Pulse.gone_until) >= since).order_by(col(Pulse.name))).all()
    gaps = [Gap(row.name, row.gone_from, row.gone_until) for row in rows if row.gone_from and row.gone_until]
    gaps = [gap for gap in gaps if worked_between(calendar, gap.since, gap.until) >= LONG]
    # Where nothing ran at all no platform is to blame.
    stops = [gap for gap in gaps if not gap.channel]
    return tuple(gap for gap in gaps if gap in stops or not any(_within(gap, stop) for stop in stops))


def _within(gap: Gap, other: Gap) -> bool:
    return other.since - LONG <= gap.since and gap.until <= other.until + LONG


def worked_between(calendar: WorkCalendar, start: dt.datetime, end: dt.datetime) -> dt.timedelta:
    """How much of the office's working hours lies between two moments."""
    day, total = calendar.local_day(start), dt.timedelta()
    while day <= calendar.local_day(end):
        if calendar.is_working(day):
            opens, closes = calendar.moment(day, calendar.opens), calendar.closing(day)
            total += max(dt.timedelta(), min(end, closes) - max(start, opens))
        day += ONE_DAY
    return total
