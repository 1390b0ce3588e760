"""One transaction for all who write at the same moment: under load one commit carries many messages."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import structlog
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from models.database import Sessions

RETRY = 1.0  # seconds until the database is tried again

Result = TypeVar("Result")
Act = Callable[[Session], Any]

log = structlog.get_logger()


class Writer:
    """Each `write` returns when its act is committed. While the database is away it waits: what was sent stays in
    memory until it can be written down, so that an outage doubles nothing."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._waiting: list[tuple[Act, asyncio.Future[Any]]] = []
        self._turn = asyncio.Lock()

    async def write(self, act: Callable[[Session], Result]) -> Result:
        """What `act` returns; raises what any act of the same transaction raises."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((act, future))
        async with self._turn:
            batch, self._waiting = self._waiting, []
            if batch:
                await self._commit(batch)
        return await future

    async def _commit(self, batch: list[tuple[Act, asyncio.Future[Any]]]) -> None:
        while True:
            try:
                results = await asyncio.to_thread(self._run, [act for act, _ in batch])
            except OperationalError as error:
                log.error("ledger not written yet", error=str(error.orig))
                await asyncio.sleep(RETRY)
                continue
            except Exception as error:  # noqa: BLE001  whoever waits for the transaction must hear of it
                for _, future in batch:
                    if not future.done():
                        future.set_exception(error)
                return
            for (_, future), result in zip(batch, results, strict=True):
                if not future.done():
                    future.set_result(result)
            return

    def _run(self, acts: list[Act]) -> list[Any]:
        with self._sessions() as session:
            return [act(session) for act in acts]
