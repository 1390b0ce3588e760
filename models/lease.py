"""Which of several processes does what only one may do at a time."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Field, Session, SQLModel

from models.database import Utc, insert_new, own_clock, table_of


class Lease(SQLModel, table=True):
    """`name`: "inbox:telegram" ..."""

    name: str = Field(primary_key=True)
    worker: str
    until: datetime = Field(sa_type=Utc)


def hold(session: Session, wanted: Lease, term: timedelta, gone: Collection[str] = ()) -> bool:
    """Take a lease that is free, lapsed or of a worker known to be `gone`, or renew one's own; False if another has it.

    `wanted.until` is the moment now; it counts only where the database has no clock of its own.
    """
    now = own_clock(session, wanted.until)
    row = {"name": wanted.name, "worker": wanted.worker, "until": now + term}
    if insert_new(session, Lease, row, ["name"]):
        return True
    table = table_of(Lease)
    free = (table.c.until < now) | table.c.worker.in_([wanted.worker, *gone])
    taken = session.execute(update(table).where(table.c.name == wanted.name, free).values(**row))
    return bool(taken.rowcount)  # type: ignore[attr-defined]


def let_go(session: Session, name: str, worker: str) -> None:
    """Let the next one take the lease at once."""
    lease = session.get(Lease, name)
    if lease and lease.worker == worker:
        session.delete(lease)


def holder(session: Session, name: str) -> str | None:
    """Who had the lease last."""
    lease = session.get(Lease, name)
    return lease.worker if lease else None
