"""How far a long reading has got, said in the chat of whoever waits for it.

This is no fact and need not survive anything, so it goes past the outbox, straight to the channel: one message that is
changed every few seconds, far below any platform's pace. What goes wrong with it is logged and forgotten.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import structlog

from messages.channel import Channel, DeliveryError, Outgoing
from plans.draft import Tell

log = structlog.get_logger()


@dataclass(frozen=True)
class Pauses:
    """Seconds: before anything is said, between two changes, and between two messages where none can be changed."""

    first: float = 3.0
    change: float = 5.0
    message: float = 20.0


PAUSES = Pauses()


@dataclass(frozen=True)
class Chat:
    """Where somebody waits, and the language to speak there."""

    channel: Channel
    address: str
    language: str = "vi"


@dataclass
class Turning:
    """The page that is being read, and what the chat was told of it last."""

    chat: Chat
    pauses: Pauses
    at: tuple[int, int] = (0, 0)
    said: tuple[int, int] = (0, 0)
    message: str | None = field(default=None)

    def turn(self, page: int, pages: int) -> None:
        """Called in the thread that reads."""
        self.at = (page, pages)

    async def keep_saying(self) -> None:
        can = self.chat.channel.can.edit
        await asyncio.sleep(self.pauses.first)
        while True:
            if self.at != self.said:
                await self._say("reading_page", self.at)
            # Before the first page is known there is nothing to say, but soon there may be.
            await asyncio.sleep(self.pauses.change if can or self.message is None else self.pauses.message)

    async def end(self) -> None:
        """A message that can be changed does not go on saying that a page is being read."""
        if self.message is not None and self.chat.channel.can.edit:
            await self._say("reading_over", self.at)

    async def _say(self, template: str, at: tuple[int, int]) -> None:
        from messages.render import render

        channel = self.chat.channel
        words = render(template, self.chat.language, page=at[0], pages=at[1])
        edits = self.message if channel.can.edit else None
        try:
            self.message = await channel.send(self.chat.address, Outgoing(words.text, edits=edits))
            self.said = at
        except DeliveryError as error:
            log.info("page number not sent", channel=channel.name, reason=error.reason)


@asynccontextmanager
async def told(chat: Chat, pauses: Pauses = PAUSES) -> AsyncIterator[Tell]:
    """Inside, the chat is told of the pages that the given function is called with, if it takes longer."""
    turning = Turning(chat, pauses)
    saying = asyncio.create_task(turning.keep_saying())
    try:
        yield turning.turn
    finally:
        saying.cancel()
        with suppress(asyncio.CancelledError):
            await saying
        await turning.end()
