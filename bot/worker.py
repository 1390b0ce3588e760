"""The durable inbox: what is heard is stored, then handled; one chat in order, different chats side by side."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import structlog
from sqlalchemy.exc import OperationalError

from bot.intake import Intake
from bot.trouble import place_of
from handlers.dispatch import Reading
from handlers.parked import apologise
from messages.channel import Incoming
from models.database import Sessions, empty_log
from models.inbox import TRIES, InboxMessage, failed, forget_words, is_handled, store, waiting
from vietnamese.text import clean

CHATS = 32  # with files fetched and read at once
HANDS = 2  # of them in the database at once: more would only make deliveries wait for their turn to be recorded
BATCH = 200  # messages looked at together
IDLE = 1.0  # seconds between two looks when nobody calls
SWEEP = timedelta(days=1)  # between two looks for files that nothing refers to any more

Dispatch = Callable[[Sessions, Incoming, datetime, Reading], Collection[str] | None]
Chat = tuple[str, str]

log = structlog.get_logger()


class Worker:
    """Stores messages and hands each to `dispatch` once; `handled` is called after each."""

    def __init__(
        self, intake: Intake, dispatch: Dispatch, clock: Callable[[], datetime], handled: Callable[[], None]
    ) -> None:
        self._intake, self._dispatch, self._clock, self._handled = intake, dispatch, clock, handled
        self._sessions = intake.shelf.sessions
        self._heard: list[InboxMessage] = []
        self._storing = asyncio.Lock()
        self._hands = asyncio.Semaphore(HANDS)
        self._chats: dict[Chat, asyncio.Task[None]] = {}
        self._called = asyncio.Event()
        self._stopping = self._untidy = False

    async def hear(self, incoming: Incoming) -> None:
        """Return when the message is stored for good; one commit stores all that were heard meanwhile."""
        mine = InboxMessage(
            channel=incoming.channel,
            external_id=incoming.id,
            address=incoming.address,
            payload=_cleaned(incoming.to_json()),
            received_at=self._clock(),
        )
        self._heard.append(mine)
        async with self._storing:
            batch, self._heard = self._heard, []
            others = [row for row in batch if row is not mine]
            try:
                await asyncio.to_thread(self._store, batch)
                others = []
            finally:
                # Where storing failed the others of the batch try again in their own turn; none is confirmed.
                self._heard = others + self._heard
        self._called.set()

    def _store(self, batch: Sequence[InboxMessage]) -> None:
        if batch:
            with self._sessions() as session:
                for row in batch:
                    store(session, row)

    async def run(self) -> None:
        """Handle what waits, first what an earlier run left behind, until `stop`."""
        sweep_at = self._clock()
        while not self._stopping:
            self._called.clear()
            if (now := self._clock()) >= sweep_at:
                await self._intake.shelf.sweep(now)
                sweep_at = now + SWEEP
            try:
                await self._look()
            except OperationalError as error:
                log.error("inbox not reached", error=str(error.orig))
            try:
                async with asyncio.timeout(IDLE):
                    await self._called.wait()
            except TimeoutError:
                await self._tidy()

    async def _tidy(self) -> None:
        """Once nobody speaks, no file of the database holds the words of handled messages any more."""
        if self._untidy and not self._chats:
            try:
                self._untidy = not await asyncio.to_thread(empty_log, self._sessions)
            except OperationalError as error:
                log.error("log not emptied", error=str(error.orig))

    async def stop(self) -> None:
        """Begin nothing more, and wait for what is being handled."""
        self._stopping = True
        self._called.set()
        if self._chats:
            await asyncio.wait(self._chats.values())

    async def settle(self) -> None:
        """Handle all that waits now; for tests and for a clock that stands still."""
        while await self._look() or self._chats:
            await asyncio.wait(list(self._chats.values()))

    async def _look(self) -> int:
        room = CHATS - len(self._chats)
        if room <= 0:
            return 0
        rows = await asyncio.to_thread(self._waiting)
        by_chat: dict[Chat, list[InboxMessage]] = {}
        for row in rows:
            by_chat.setdefault((row.channel, row.address), []).append(row)
        for chat, messages in islice(by_chat.items(), room):
            self._chats[chat] = asyncio.create_task(self._handle_all(chat, messages))
        return min(len(by_chat), room)

    def _waiting(self) -> list[InboxMessage]:
        with self._sessions() as session:
            return waiting(session, tuple(self._chats), BATCH)

    async def _handle_all(self, chat: Chat, rows: Sequence[InboxMessage]) -> None:
        try:
            for row in rows:
                if not self._stopping:
                    await self._handle(row)
        finally:
            del self._chats[chat]
            self._called.set()

    async def _handle(self, row: InboxMessage) -> None:
        tries = 0
        while not self._stopping:
            try:
                await self._pass_on(row)
                return
            except Exception as error:  # noqa: BLE001 one message that cannot be handled must not stop the others
                place = place_of(error)
                log.warning("message not handled", message=row.external_id, error=place)
                tries = await self._count(row, place)
                if tries >= TRIES:
                    log.error("message parked", message=row.external_id, error=place)
                    self._handled()
                    return
                await asyncio.sleep(self._intake.pause * 2**tries / 5)

    async def _pass_on(self, row: InboxMessage) -> None:
        if row.payload.get("album") and await asyncio.to_thread(self._went_with_another, row):
            return
        async with self._intake.prepared(Incoming.from_json(row.payload)) as (incoming, reading), self._hands:
            loose = await asyncio.to_thread(self._dispatch, self._sessions, incoming, self._clock(), reading)
        await self._intake.shelf.reconsider(loose or ())
        self._untidy = True
        self._handled()

    def _went_with_another(self, row: InboxMessage) -> bool:
        with self._sessions() as session:
            return is_handled(session, row.id or 0)

    async def _count(self, row: InboxMessage, error: str) -> int:
        """Tries so far; 0 where the database that should count them is the fault."""
        try:
            return await asyncio.to_thread(self._failed, row, error)
        except OperationalError:
            return 0

    def _failed(self, row: InboxMessage, error: str) -> int:
        with self._sessions() as session:
            tries = failed(session, row.id or 0, error)
            if tries >= TRIES:
                forget_words(session, row.id or 0)
                apologise(session, row, self._clock())
            return tries


def _cleaned(value: Any) -> Any:
    """The payload without characters that no database takes or that hide what a person reads."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    return [_cleaned(part) for part in value] if isinstance(value, list | tuple) else value
