"""Of several processes on one database one listens and handles; the others send, and take over when it is gone."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
import typer

from models.database import AWAY, Sessions, fault_of
from models.lease import Lease, hold, holder, let_go

TERM = timedelta(seconds=40)
RENEW = 10.0  # seconds between two renewals
WATCH = 2.0  # seconds between two looks of those who stand by

log = structlog.get_logger()


class Turn:
    """`ours` is set while this process may listen; `alive` says of another worker whether it may still be at work."""

    def __init__(
        self, name: str, sessions: Sessions, worker: str, clock: Callable[[], datetime], alive: Callable[[str], bool]
    ) -> None:
        self._name, self._sessions, self._worker, self._clock, self._alive = name, sessions, worker, clock, alive
        self.ours = asyncio.Event()
        self.renew, self.watch = RENEW, WATCH

    async def keep(self) -> None:
        """Take the turn when it is free and renew it; raises typer.Exit(1) when another has taken it from us."""
        waits = False
        while True:
            try:
                ours = await asyncio.to_thread(self._hold)
            except AWAY as error:
                # Nobody else can take the turn either.
                log.error("turn not renewed", error=fault_of(error))
                ours = self.ours.is_set()
            if ours:
                self.ours.set()
            elif self.ours.is_set():
                log.critical("another process listens in our place; ending, to be started again")
                raise typer.Exit(1)
            elif not waits:
                log.warning("another process listens; this one sends, and listens when that is gone")
                waits = True
            await asyncio.sleep(self.renew if ours else self.watch)

    def _hold(self) -> bool:
        with self._sessions() as session:
            before = holder(session, self._name)
            gone = [before] if before and before != self._worker and not self._alive(before) else []
            wanted = Lease(name=self._name, worker=self._worker, until=self._clock())
            return hold(session, wanted, TERM, gone)

    async def give_back(self) -> None:
        """Let a process that stands by go on at once."""
        if self.ours.is_set():
            await asyncio.to_thread(self._let_go)

    def _let_go(self) -> None:
        try:
            with self._sessions() as session:
                let_go(session, self._name, self._worker)
        except AWAY:
            return  # it lapses
