"""The durable inbox: what is heard is stored, then handled; one chat in order, different chats side by side."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from itertools import islice

import structlog

from bot.ear import Ear
from bot.intake import Intake
from bot.shelf import Shelf
from bot.trouble import place_of
from messages.channel import Incoming
from models.database import AWAY, Sessions, cut_off, empty_log, fault_of
from models.inbox import TRIES, Heard, failed, forget_words, is_handled, waiting
from plans.draft import Reading

CHATS = 32  # with files fetched and read at once
HANDS = 2  # of them in the database at once: more would only make deliveries wait for their turn to be recorded
BATCH = 64  # messages looked at together: twice as many as chats, what is not taken is read again
TOGETHER = 16  # handled in one transaction: less work a message, and still no long wait for whoever writes next
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
        self._ear = Ear(self._sessions, clock)
        self._hands = asyncio.Semaphore(HANDS)
        self._chats: dict[Chat, asyncio.Task[None]] = {}
        self._called = asyncio.Event()
        self._stopping = self._untidy = False

    @property
    def shelf(self) -> Shelf:
        return self._intake.shelf

    async def hear(self, incoming: Incoming) -> None:
        """Return when the message is stored for good, or turned away for good."""
        if await self._ear.hear(incoming):
            self._called.set()
        else:
            self._handled()

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
            except AWAY as error:
                log.error("inbox not reached", error=fault_of(error))
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
            except AWAY as error:
                log.error("log not emptied", error=fault_of(error))

    async def stop(self) -> None:
        """Begin nothing more, and wait for what is being handled."""
        self._stopping = True
        self._called.set()
        while self._chats:
            await asyncio.wait(set(self._chats.values()))

    async def settle(self) -> None:
        """Handle all that waits now; for tests and for a clock that stands still."""
        while await self._look() or self._chats:
            await asyncio.wait(set(self._chats.values()))

    async def _look(self) -> int:
        room = CHATS - len(self._chats)
        if room <= 0:
            return 0
        rows = await asyncio.to_thread(self._waiting)
        by_chat: dict[Chat, list[Heard]] = {}
        for row in rows:
            by_chat.setdefault((row.channel, row.address), []).append(row)
        chosen = dict(islice(by_chat.items(), room))
        for some in _shares(chosen):
            task = asyncio.create_task(self._handle_some(some))
            self._chats |= dict.fromkeys(some, task)
        if len(rows) == BATCH:
            self._called.set()  # behind one chat's many messages those of others wait, which is busy from now on
        return len(chosen)

    def _waiting(self) -> list[Heard]:
        with self._sessions() as session:
            return waiting(session, tuple(self._chats), BATCH)

    async def _handle_some(self, chats: Mapping[Chat, Sequence[Heard]]) -> None:
        """Several chats in one transaction; each alone where one of their messages fails."""
        together = len(chats) > 1 and await self._handle_together([row for rows in chats.values() for row in rows])
        if together:
            self._release(chats)
            return
        for chat, rows in chats.items():
            self._chats[chat] = asyncio.create_task(self._handle_all(chat, rows))

    async def _handle_all(self, chat: Chat, rows: Sequence[Heard]) -> None:
        try:
            for row in rows:
                if not self._stopping:
                    await self._handle(row)
        finally:
            self._release([chat])

    def _release(self, chats: Collection[Chat]) -> None:
        for chat in chats:
            del self._chats[chat]
        self._called.set()

    async def _handle_together(self, rows: Sequence[Heard]) -> bool:
        try:
            async with self._hands:
                loose = await asyncio.to_thread(self._dispatch_all, rows)
        except Exception as error:  # noqa: BLE001 which of them it was shows when each is handled alone
            log.info("handled one by one", messages=len(rows), error=place_of(error))
            return False
        await self._done(loose)
        return True

    def _dispatch_all(self, rows: Sequence[Heard]) -> set[str]:
        loose: set[str] = set()
        with self._sessions() as session:
            for row in rows:
                incoming = Incoming.from_json(row.payload)
                loose |= set(self._dispatch(lambda: nullcontext(session), incoming, self._clock(), None) or ())
                session.flush()
                session.expunge_all()  # each reads what is in the database, as if the one before had committed
        return loose

    async def _done(self, loose: Collection[str]) -> None:
        await self._intake.shelf.reconsider(loose)
        self._untidy = True
        self._handled()

    async def _handle(self, row: Heard) -> None:
        tries = 0
        while not self._stopping:
            try:
                await self._pass_on(row)
                return
            except Exception as error:  # noqa: BLE001 one message that cannot be handled must not stop the others
                place = place_of(error)
                log.warning("message not handled", message=row.external_id, error=place)
                tries = 0 if cut_off(error) else await self._count(row, place)
                if tries >= TRIES:
                    log.error("message parked", message=row.external_id, error=place)
                    self._handled()
                    return
                await asyncio.sleep(self._intake.pause * 2**tries / 5)

    async def _pass_on(self, row: Heard) -> None:
        if row.payload.get("album") and await asyncio.to_thread(self._went_with_another, row):
            return
        async with self._intake.prepared(Incoming.from_json(row.payload)) as (incoming, reading), self._hands:
            loose = await asyncio.to_thread(self._dispatch, self._sessions, incoming, self._clock(), reading)
        await self._done(loose or ())

    def _went_with_another(self, row: Heard) -> bool:
        with self._sessions() as session:
            return is_handled(session, row.id or 0)

    async def _count(self, row: Heard, error: str) -> int:
        """Tries so far; 0 where the database that should count them is the fault."""
        try:
            return await asyncio.to_thread(self._failed, row, error)
        except AWAY:
            return 0

    def _failed(self, row: Heard, error: str) -> int:
        from handlers.parked import apologise

        with self._sessions() as session:
            tries = failed(session, row.id or 0, error)
            if tries >= TRIES:
                forget_words(session, row.id or 0)
                apologise(session, row, self._clock())
            return tries


def _shares(chats: Mapping[Chat, Sequence[Heard]]) -> list[dict[Chat, Sequence[Heard]]]:
    """Chats to be handled together: small ones without files, up to `TOGETHER` messages; any other alone."""
    shares: list[dict[Chat, Sequence[Heard]]] = []
    room = 0
    for chat, rows in chats.items():
        alone = len(rows) > TOGETHER // 2 or any(row.payload["attachments"] for row in rows)
        if alone or len(rows) > room:
            shares.append({})
            room = 0 if alone else TOGETHER
        shares[-1][chat] = rows
        room = max(0, room - len(rows))
    return shares
