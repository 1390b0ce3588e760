"""The rate gate: when the next message of a channel, and of each chat, may go out. It lives in the database, so that
it holds across processes (facts/performance.md 1: an evenly spaced clock is never refused)."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlmodel import Session

from messages.channel import Pace
from models.database import insert_into, insert_new, table_of
from models.ledger import LONGEST_GAP
from models.outbox import Gate

WHOLE, HELD = "*", "!"
SHARED = 0.92
"""Of the pace, where several processes send: two of them are late by different times, and together must not crowd."""

_GATE = table_of(Gate)
_OPENS = select(_GATE.c.address, _GATE.c.next_at).where(
    _GATE.c.channel == bindparam("channel"), _GATE.c.address.in_([WHOLE, HELD])
)


def opens(session: Session, channel: str, now: datetime) -> datetime:
    """When the channel takes its next message. The gate is held until the transaction ends: one worker at a time."""
    found = _read(session, channel)
    if WHOLE not in found:
        insert_new(session, Gate, {"channel": channel, "address": WHOLE, "next_at": now}, ["channel", "address"])
        found = _read(session, channel)
    until, own = found.get(HELD, now), found[WHOLE]
    return max(now, until, own if own <= now + LONGEST_GAP else now)


def _read(session: Session, channel: str) -> dict[str, datetime]:
    rows = session.execute(_OPENS.with_for_update(), {"channel": channel})
    return {address: next_at for address, next_at in rows}  # noqa: C416


def moments(session: Session, channel: str, at: datetime, count: int, per_second: float) -> Iterator[datetime]:
    """The channel's next moments from `at` on, evenly spaced and taken from everybody."""
    if not per_second or not count:
        return iter([at] * count)
    step = timedelta(seconds=1 / per_second)
    _set(session, [(channel, WHOLE, at + step * count)])
    return (at + step * number for number in range(count))


def wrote(session: Session, channel: str, addresses: Collection[str], pace: Pace, at: datetime) -> None:
    """A chat was written to: it takes its next message when its own gap is over.

    Counted from the end of the call, so that a message which left late is not followed too soon.
    """
    gaps = {address: pace.gap(address) for address in addresses}
    _set(session, [(channel, address, at + timedelta(seconds=gap)) for address, gap in gaps.items() if gap])


def hold(session: Session, channel: str, until: datetime) -> None:
    """Nothing leaves on this channel before `until`, whichever process would send it."""
    if (held := held_until(session, channel)) is None or held < until:
        _set(session, [(channel, HELD, until)])


def held_until(session: Session, channel: str) -> datetime | None:
    """Until when the platform asked for silence; it may be over."""
    return _read(session, channel).get(HELD)


def _set(session: Session, gates: Collection[tuple[str, str, datetime]]) -> None:
    if not gates:
        return
    statement = insert_into(_GATE, session.get_bind().dialect.name)
    newer = statement.on_conflict_do_update(
        index_elements=["channel", "address"], set_={"next_at": statement.excluded.next_at}
    )
    rows = [{"channel": channel, "address": address, "next_at": at} for channel, address, at in gates]
    session.execute(newer, rows)
