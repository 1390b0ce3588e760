"""One clock for all processes that share a database: its own.

Leases, claims and due times are compared between machines, and a machine's clock may be wrong or be set while the bot
runs. SQLite has no other clock than its machine's.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import DateTime, func, select
from sqlmodel import Session

from models.database import Sessions


class SharedClock:
    """The machine's time until `set` first read the database's; from then on that, carried on by a steady counter."""

    def __init__(
        self, sessions: Sessions, own: Callable[[], datetime], ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._sessions, self._own, self._ticks = sessions, own, ticks
        self._read: tuple[datetime, float] | None = None

    def __call__(self) -> datetime:
        if self._read is None:
            return self._own()
        at, tick = self._read
        return at + timedelta(seconds=self._ticks() - tick)

    def set(self) -> None:
        """Read the database's clock; a slow answer was given half-way between question and answer."""
        with self._sessions() as session:
            before = self._ticks()
            at = _time_of(session)
            after = self._ticks()
        self._read = (at, (before + after) / 2) if at else None


def _time_of(session: Session) -> datetime | None:
    if session.get_bind().dialect.name == "sqlite":
        return None
    moment: datetime = session.execute(select(func.clock_timestamp(type_=DateTime(timezone=True)))).scalar_one()
    return moment.astimezone(UTC)
