"""The rate gate: when the next message of a channel, and of each chat, may go out. It lives in the database, so that
it holds across processes (facts/performance.md 1: an evenly spaced clock is never refused)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlmodel import Session

from messages.channel import Pace
from models.database import insert_new, table_of
from models.outbox import Gate

WHOLE = "*"


def opens(session: Session, channel: str, now: datetime) -> datetime:
    """When the channel takes its next message; `now` when it never sent one."""
    table = table_of(Gate)
    query = select(table.c.next_at).where(table.c.channel == channel, table.c.address == WHOLE)
    return max(now, session.execute(query).scalar() or now)


def slots(session: Session, channel: str, addresses: Sequence[str], pace: Pace, now: datetime) -> list[datetime | None]:
    """Take the next moments of the channel's clock, one an address; None for a chat that must wait longer than that."""
    if not pace.per_second:
        return [now] * len(addresses)
    at, step = max(now, _lock(session, channel, now)), timedelta(seconds=1 / pace.per_second)
    chats = _chats(session, channel, addresses)
    taken: list[datetime | None] = []
    for address in addresses:
        free = chats.get(address, now) <= at
        taken.append(at if free else None)
        if free:
            _set(session, channel, address, at + timedelta(seconds=pace.gap(address)), known=address in chats)
            at += step
    _set(session, channel, WHOLE, at, known=True)
    return taken


def hold(session: Session, channel: str, until: datetime) -> None:
    """Nothing leaves on this channel before `until`."""
    if _lock(session, channel, until) < until:
        _set(session, channel, WHOLE, until, known=True)


def _lock(session: Session, channel: str, now: datetime) -> datetime:
    insert_new(session, Gate, {"channel": channel, "address": WHOLE, "next_at": now}, ["channel", "address"])
    table = table_of(Gate)
    query = select(table.c.next_at).where(table.c.channel == channel, table.c.address == WHOLE)
    return session.execute(query.with_for_update()).scalar_one()  # type: ignore[no-any-return]


def _chats(session: Session, channel: str, addresses: Sequence[str]) -> dict[str, datetime]:
    table = table_of(Gate)
    query = select(table.c.address, table.c.next_at).where(table.c.channel == channel, table.c.address.in_(addresses))
    return {address: next_at for address, next_at in session.execute(query)}  # noqa: C416


def _set(session: Session, channel: str, address: str, next_at: datetime, *, known: bool) -> None:
    row = {"channel": channel, "address": address, "next_at": next_at}
    if known or not insert_new(session, Gate, row, ["channel", "address"]):
        table = table_of(Gate)
        where = (table.c.channel == channel) & (table.c.address == address)
        session.execute(update(table).where(where).values(next_at=next_at))
