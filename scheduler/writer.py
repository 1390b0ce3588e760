"""One transaction for all who write at the same moment: under load one commit carries many messages."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import structlog
from sqlmodel import Session

from models.database import AWAY, Sessions, fault_of

RETRY = 1.0  # seconds until the database is tried again

Note = TypeVar("Note")
Result = TypeVar("Result")

log = structlog.get_logger()


class Writer(Generic[Note, Result]):
    """Each `write` returns when its note is committed. While the database is away it waits: what was sent stays in
    memory until it can be written down, so that an outage doubles nothing."""

    def __init__(
        self,
        sessions: Sessions,
        enter: Callable[[Session, Sequence[Note]], Sequence[Result]],
        pause: Callable[[], float] = lambda: 0.0,
    ) -> None:
        """`pause` says how many seconds to wait for more to write, before each transaction."""
        self._sessions, self._enter, self._pause = sessions, enter, pause
        self._waiting: list[tuple[Note, asyncio.Future[Result]]] = []
        self._writing: asyncio.Task[None] | None = None

    def write(self, note: Note) -> asyncio.Future[Result]:
        """To be awaited: what `enter` returns for the note; raises what it raises."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((note, future))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        return future

    async def _write_all(self) -> None:
        while self._waiting:
            await asyncio.sleep(self._pause())
            batch, self._waiting = self._waiting, []
            await self._commit(batch)
        self._writing = None

    async def _commit(self, batch: Sequence[tuple[Note, asyncio.Future[Result]]]) -> None:
        while True:
            try:
                results = await asyncio.to_thread(self._run, [note for note, _ in batch])
            except AWAY as error:
                log.error("ledger not written yet", error=fault_of(error))
                await asyncio.sleep(RETRY)
            except Exception as error:  # noqa: BLE001  whoever waits for the transaction must hear of it
                await self._apart(batch, error)
                return
            else:
                for (_, future), result in zip(batch, results, strict=True):
                    if not future.done():
                        future.set_result(result)
                return

    async def _apart(self, batch: Sequence[tuple[Note, asyncio.Future[Result]]], error: Exception) -> None:
        """One note that cannot be written must not take the others with it."""
        if len(batch) > 1:
            for each in batch:
                await self._commit([each])
        elif not batch[0][1].done():
            batch[0][1].set_exception(error)

    def _run(self, notes: Sequence[Note]) -> Sequence[Result]:
        with self._sessions() as session:
            return self._enter(session, notes)
