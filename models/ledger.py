"""The ledger of deliveries: every change of an outbox row is a compare-and-set, so that two workers never hold one.

Statements are made once and rows come back as tuples: the ORM's objects cost more than the sending itself.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Row, Select, bindparam, cast, exists, func, null, or_, select, update
from sqlmodel import Session

from models.database import table_of
from models.outbox import Delivery, Gate, OutboxMessage
from models.people import Address, Person

CLAIM_LEASE = timedelta(seconds=45)
"""With a sweep every ten seconds, what a killed worker claimed is another's within the minute that is promised."""
FLIGHT_LEASE = timedelta(seconds=285)
"""Longer than any attempt lasts: a lease that ends means that its worker is gone. Swept within five minutes."""
LONGEST_GAP = timedelta(minutes=1)
"""A gate that opens later than this, unless the platform asked for it, was written by a clock that has gone back."""

IN_HAND = (Delivery.CLAIMED, Delivery.INFLIGHT)

_OUTBOX, _GATE = table_of(OutboxMessage), table_of(Gate)
_ADDRESS, _PERSON = table_of(Address), table_of(Person)


class Held(NamedTuple):
    """A message in a worker's hands: of its row, what delivering needs."""

    id: int
    key: str
    office_id: int | None
    person_id: int | None
    channel: str
    address: str
    priority: int
    text: str
    choices: list[list[str | int]]
    document: str | None
    document_name: str | None
    edits: str | None
    speaks_of: list[int]
    due_at: datetime
    not_after: datetime | None
    status: Delivery
    attempts: int
    resends: int
    worker: str | None


_COLUMNS = [_OUTBOX.c[name] for name in Held._fields]


def _held(row: Row[Any]) -> Held:
    return Held._make(row)


def _candidates(of_office: ColumnElement[bool]) -> Select[Any]:
    busy = _OUTBOX.alias()
    written_to = select(busy.c.address).where(busy.c.channel == bindparam("channel"), busy.c.status.in_(IN_HAND))
    waits = exists().where(
        _GATE.c.channel == bindparam("channel"),
        _GATE.c.address == _OUTBOX.c.address,
        _GATE.c.next_at > bindparam("now"),
        _GATE.c.next_at <= bindparam("latest"),
    )
    return (
        select(*_COLUMNS)
        .where(_OUTBOX.c.channel == bindparam("channel"), _OUTBOX.c.status == Delivery.QUEUED, of_office)
        .where(_OUTBOX.c.due_at <= bindparam("now"), _OUTBOX.c.address.not_in(written_to), ~waits)
        .order_by(_OUTBOX.c.priority, _OUTBOX.c.due_at, _OUTBOX.c.id)
        .limit(bindparam("room"))
        .with_for_update(skip_locked=True)
    )


def _offices() -> Any:
    """From one office to the next along the index: the cost is that of the offices, not of their messages."""
    queued = (_OUTBOX.c.channel == bindparam("channel"), _OUTBOX.c.status == Delivery.QUEUED)
    each = select(func.min(_OUTBOX.c.office_id).label("id")).where(*queued).cte("each_office", recursive=True)
    following = select(func.min(_OUTBOX.c.office_id)).where(*queued, _OUTBOX.c.office_id > each.c.id).scalar_subquery()
    each = each.union_all(select(following).where(each.c.id.is_not(None)))
    of_none = exists().where(*queued, _OUTBOX.c.office_id.is_(None))
    return select(each.c.id).where(each.c.id.is_not(None)).union_all(select(cast(null(), Integer)).where(of_none))


_OFFICES = _offices()
_OF_OFFICE = _candidates(_OUTBOX.c.office_id == bindparam("office"))
_OF_STRANGERS = _candidates(_OUTBOX.c.office_id.is_(None))
_THESE = _OUTBOX.c.id.in_(bindparam("ids", expanding=True))
_MINE = (_OUTBOX.c.status == Delivery.CLAIMED, _OUTBOX.c.worker == bindparam("holder"))
_WORKERS = (
    select(_OUTBOX.c.worker).where(_OUTBOX.c.channel == bindparam("channel"), _OUTBOX.c.status.in_(IN_HAND)).distinct()
)
_RESERVE = (
    update(_OUTBOX)
    .where(_THESE, _OUTBOX.c.status == Delivery.QUEUED)
    .values(status=Delivery.CLAIMED, worker=bindparam("holder"), lease_until=bindparam("until"))
)
_RELEASE = update(_OUTBOX).where(_THESE, *_MINE).values(status=Delivery.QUEUED, lease_until=None)
_STILL_THERE = exists().where(
    _ADDRESS.c.channel == _OUTBOX.c.channel,
    _ADDRESS.c.address == _OUTBOX.c.address,
    _ADDRESS.c.person_id == _OUTBOX.c.person_id,
    _PERSON.c.id == _OUTBOX.c.person_id,
    _PERSON.c.active,
)
_START = (
    update(_OUTBOX)
    .where(_THESE, *_MINE, _OUTBOX.c.attempts == bindparam("tried"))
    # Who gets it is decided here: whoever left, or changed the account, gets nothing in the old chat.
    .where(or_(_OUTBOX.c.person_id.is_(None), _STILL_THERE))
    .values(status=Delivery.INFLIGHT, attempts=_OUTBOX.c.attempts + 1, lease_until=bindparam("until"))
    .returning(_OUTBOX.c.id)
)
_SENT = (
    update(_OUTBOX)
    .where(
        _OUTBOX.c.id == bindparam("message"),
        _OUTBOX.c.worker == bindparam("holder"),
        _OUTBOX.c.attempts == bindparam("tried"),
        # A late success is welcome even after the sweep gave the attempt up. (A list cannot be executed many times.)
        or_(*(_OUTBOX.c.status == status for status in (Delivery.INFLIGHT, Delivery.UNKNOWN, Delivery.QUEUED))),
    )
    .values(status=Delivery.SENT, platform_id=bindparam("given"), sent_at=bindparam("at"), lease_until=None, error=None)
)


def claim(session: Session, channel: str, worker: str, now: datetime, limit: int) -> list[Held]:
    """Reserve the messages that may go now: at most one a chat, none of a chat that is being written to or waits.

    Who calls holds the channel's gate (scheduler/gate.py), so that no other worker looks at the same moment.
    """
    given = {"channel": channel, "now": now, "latest": now + LONGEST_GAP, "room": limit}
    offices = list(session.execute(_OFFICES, {"channel": channel}).scalars())
    waiting: list[Held] = []
    for office in offices:
        query = _OF_STRANGERS if office is None else _OF_OFFICE
        waiting += map(_held, session.execute(query, {**given, "office": office}))
    chosen = fair(waiting, limit, now.microsecond)
    if chosen:
        ids = [message.id for message in chosen]
        session.execute(_RESERVE, {"ids": ids, "holder": worker, "until": now + CLAIM_LEASE})
    return [message._replace(status=Delivery.CLAIMED, worker=worker) for message in chosen]


def fair(waiting: Iterable[Held], room: int, turn: int) -> list[Held]:
    """The messages for `room` places: one a chat, replies first; while several offices wait each has its share, and
    none more than half of the places. `turn` says whose share comes first where there are more offices than places.
    """
    ordered = sorted(waiting, key=lambda message: (message.priority, message.due_at, message.id))
    first = list({message.address: message for message in reversed(ordered)}.values())[::-1]
    offices = sorted({message.office_id or 0 for message in first})
    places = {office: (index + turn) % len(offices) for index, office in enumerate(offices)}
    shares = (max(1, room // max(1, len(offices))), max(1, room // 2))
    taken: Counter[int] = Counter()
    lined_up = []
    for message in first:
        office = message.office_id or 0
        rank, taken[office] = taken[office], taken[office] + 1
        beyond = sum(rank >= share for share in shares)
        lined_up.append(((beyond, message.priority, rank, places[office]), message))
    return [message for _, message in sorted(lined_up, key=lambda pair: pair[0])][:room]


def release(session: Session, messages: Iterable[Held]) -> None:
    """Give claimed messages back."""
    for worker, group in groupby(messages, key=lambda message: message.worker):
        session.execute(_RELEASE, {"ids": [message.id for message in group], "holder": worker})


def start(session: Session, messages: Iterable[Held], until: datetime) -> set[int]:
    """Mark claimed messages in flight; the ids of those that still were this worker's, and go to their person's own
    chat or to nobody's."""
    started: set[int] = set()
    by_attempt = sorted(messages, key=_attempt)
    for (worker, tried), group in groupby(by_attempt, key=_attempt):
        given = {"ids": [message.id for message in group], "holder": worker, "tried": tried, "until": until}
        started.update(session.execute(_START, given).scalars())
    return started


def _attempt(message: Held) -> tuple[str, int]:
    return message.worker or "", message.attempts


def sent(session: Session, landed: Sequence[tuple[Held, str, datetime]]) -> None:
    """Record messages that the platform took, each with the id it gave and the moment."""
    rows = [
        {"message": m.id, "holder": m.worker, "tried": m.attempts, "given": given, "at": at} for m, given, at in landed
    ]
    if rows:
        session.execute(_SENT, rows)


def change(session: Session, message: Held, expected: Collection[Delivery], **values: Any) -> bool:
    """Compare and set: False if the row is no longer as this worker's attempt left it."""
    statement = update(_OUTBOX).where(
        _OUTBOX.c.id == message.id,
        _OUTBOX.c.status.in_(expected),
        _OUTBOX.c.worker == message.worker,
        _OUTBOX.c.attempts == message.attempts,
    )
    return bool(session.execute(statement.values(**values)).rowcount)  # type: ignore[attr-defined]


def lapsed(session: Session, channel: str, now: datetime, gone: Collection[str] = ()) -> list[Held]:
    """Messages in the hands of a worker whose lease ended, or of one known to be gone."""
    over = (_OUTBOX.c.lease_until < now) | _OUTBOX.c.worker.in_(gone)
    query = select(*_COLUMNS).where(_OUTBOX.c.channel == channel, _OUTBOX.c.status.in_(IN_HAND), over)
    return [_held(row) for row in session.execute(query)]


def workers(session: Session, channel: str) -> set[str]:
    """Who holds messages now."""
    return {worker for worker in session.execute(_WORKERS, {"channel": channel}).scalars() if worker}


def held(session: Session, channel: str, worker: str) -> list[Held]:
    """Messages in one worker's hands."""
    query = select(*_COLUMNS).where(_OUTBOX.c.channel == channel, _OUTBOX.c.status.in_(IN_HAND))
    return [_held(row) for row in session.execute(query.where(_OUTBOX.c.worker == worker))]


def due(session: Session, now: datetime) -> list[Held]:
    """Messages of every channel that should have gone out by now and have no end yet."""
    query = select(*_COLUMNS).where(_OUTBOX.c.status.in_([Delivery.QUEUED, *IN_HAND]), _OUTBOX.c.due_at <= now)
    return [_held(row) for row in session.execute(query)]


def give_up(session: Session, channel: str, address: str, why: str) -> None:
    """End every message that still waits for an address which takes none."""
    session.execute(_waiting_for(channel, address).values(status=Delivery.DEAD, error=why))


def redirect(session: Session, channel: str, old: str, new: str) -> None:
    """Send what waits for a chat to its new address."""
    session.execute(_waiting_for(channel, old).values(address=new))


def _waiting_for(channel: str, address: str) -> Any:
    here = (_OUTBOX.c.channel == channel, _OUTBOX.c.address == address)
    return update(_OUTBOX).where(*here, _OUTBOX.c.status == Delivery.QUEUED)
