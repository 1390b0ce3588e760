"""What is heard is stored before anything else, many messages in one commit; floods are turned away."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from sqlmodel import Session

from bot.quota import Quota, Verdict
from messages.channel import Incoming
from models.database import Sessions
from models.inbox import Heard, store
from vietnamese.text import clean

Write = Callable[[Session], object]

log = structlog.get_logger()


class Ear:
    def __init__(self, sessions: Sessions, clock: Callable[[], datetime]) -> None:
        self._sessions, self._clock, self._quota = sessions, clock, Quota()
        self._heard: list[Write] = []
        self._storing = asyncio.Lock()

    async def hear(self, incoming: Incoming) -> bool:
        """True once the message is stored for good; False for one of a flood, whose sender is told once."""
        now = self._clock()
        verdict = self._quota.weigh(incoming, now)
        if verdict is Verdict.TAKE:
            payload = _cleaned(incoming.to_json())
            row = Heard(incoming.channel, incoming.id, incoming.address, payload, now)
            await self._write(partial(store, message=row))
        elif verdict is Verdict.TELL:
            from handlers.parked import tell_of_flood

            log.warning("flood", channel=incoming.channel, message=incoming.id)
            await self._write(partial(tell_of_flood, incoming=incoming, now=now))
        return verdict is Verdict.TAKE

    async def _write(self, mine: Write) -> None:
        """Return when it is committed; one commit takes all that were heard meanwhile."""
        self._heard.append(mine)
        async with self._storing:
            batch, self._heard = self._heard, []
            others = [write for write in batch if write is not mine]
            try:
                await asyncio.to_thread(self._store, batch)
                others = []
            finally:
                # Where storing failed the others of the batch try again in their own turn; none is confirmed.
                self._heard = others + self._heard

    def _store(self, batch: Sequence[Write]) -> None:
        if batch:
            with self._sessions() as session:
                for write in batch:
                    write(session)


def _cleaned(value: Any) -> Any:
    """The payload without characters that no database takes or that hide what a person reads."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    return [_cleaned(part) for part in value] if isinstance(value, list | tuple) else value
