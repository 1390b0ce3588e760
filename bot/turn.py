"""Of several processes on one database one listens and handles; the others send, and take over when it is gone."""

import asyncio
import os
import socket
import time
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

import structlog
import typer

from models.database import AWAY, Sessions, fault_of
from models.lease import Lease, hold, holder, let_go

TERM = timedelta(seconds=40)
SURE = 30.0  # seconds after which a turn that could not be renewed may be another's soon
RENEW = 10.0  # seconds between two renewals
WATCH = 2.0  # seconds between two looks of those who stand by
DEAF = 120.0  # seconds without an answer of the platform after which another process may try its own line

log = structlog.get_logger()


class Turn:
    """`ours` is set while this process may listen; `alive` says of another worker whether it may still be at work.

    `heard_at` says when the platform last answered; whoever hears nothing lets another listen.
    """

    def __init__(
        self, name: str, sessions: Sessions, worker: str, clock: Callable[[], datetime], alive: Callable[[str], bool]
    ) -> None:
        self._name, self._sessions, self._worker, self._clock, self._alive = name, sessions, worker, clock, alive
        self.ours = asyncio.Event()
        self.heard_at: Callable[[], datetime | None] = clock
        self.renew, self.watch, self.sure, self.deaf = RENEW, WATCH, SURE, DEAF
        self._taken = False
        self._listens_since = clock()
        self._doubted = asyncio.Event()

    async def keep(self) -> None:
        """Take the turn when it is free and renew it; raises typer.Exit(1) when another has taken it from us."""
        waits, renewed = False, time.monotonic()
        while True:
            asked = time.monotonic()
            try:
                async with asyncio.timeout(max(0.1, renewed + self.sure - asked) if self.ours.is_set() else None):
                    ours = await asyncio.to_thread(self._hold)
            except (*AWAY, TimeoutError) as error:
                log.error("turn not renewed", error=fault_of(error) or "no answer")
                if self.ours.is_set() and time.monotonic() >= renewed + self.sure:
                    self._doubt()
                await asyncio.sleep(self.watch)
                continue
            if ours:
                renewed = asked
                await self._go_on()
            elif self._taken:
                log.critical("another process listens in our place; ending, to be started again")
                raise typer.Exit(1)
            elif not waits:
                log.warning("another process listens; this one sends, and listens when that is gone")
                waits = True
            await asyncio.sleep(self.renew if ours else self.watch)

    async def _go_on(self) -> None:
        now = self._clock()
        if not self.ours.is_set():
            self._taken, self._listens_since = True, now
            self._doubted.clear()
            self.ours.set()
        heard = max(self._listens_since, self.heard_at() or self._listens_since)
        if (now - heard).total_seconds() > self.deaf:
            log.error("nothing heard; another process may listen")
            self._doubt()
            await asyncio.to_thread(self._let_go)
            await asyncio.sleep(2 * self.watch)

    def _doubt(self) -> None:
        """A network cut may hide that another listens already: of two that ask, the platform refuses both."""
        self.ours.clear()
        self._doubted.set()

    async def listen(self, ear: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Listen whenever it is our turn, and not while that is in doubt; ends when `ear` does."""
        while True:
            await self.ours.wait()
            listening = asyncio.create_task(ear())
            doubt = asyncio.create_task(self._doubted.wait())
            try:
                await asyncio.wait({listening, doubt}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                doubt.cancel()
                listening.cancel()
                await asyncio.wait({listening})
            if not listening.cancelled():
                listening.result()
                return

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


def may_be_alive(worker: str) -> bool:
    """False for a process of this machine that is gone; its messages need not wait for their lease to end."""
    host, _, rest = worker.partition("/")
    number = rest.partition("/")[0]
    if host != socket.gethostname() or not number.isdecimal():
        return True
    if int(number) == os.getpid():
        return False  # an earlier process had our number, as in a restarted container
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
