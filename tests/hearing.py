"""The worker over a fake channel: what each message came to, with its files and what was read."""

import asyncio
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

from bot.intake import Intake
from bot.shelf import Shelf
from bot.worker import Dispatch, Worker
from conftest import LAN, MONDAY
from fakes import Clock, FakeChannel
from messages.channel import Attachment, Incoming
from models.database import Sessions
from models.inbox import take
from plans.draft import Reading

Handled = list[tuple[Incoming, Reading]]


class Desk:
    """A worker over a fake channel; `handle` runs in its thread for every message, before it is marked handled.

    `act` takes the place of all that, for messages that are to be recorded.
    """

    def __init__(self, sessions: Sessions, files: Path) -> None:
        self.channel, self.done = FakeChannel(), Handled()
        self.handle: Callable[[Incoming], None] = lambda _incoming: None
        self.act: Dispatch | None = None
        intake = Intake(Shelf(sessions, files), {"fake": self.channel}, pause=0)
        self.worker = Worker(intake, self.dispatch, Clock(MONDAY), lambda: None)

    def dispatch(
        self, sessions: Sessions, incoming: Incoming, at: datetime, reading: Reading
    ) -> Collection[str] | None:
        if self.act:
            loose = self.act(sessions, incoming, at, reading)
            self.done.append((incoming, reading))
            return loose
        with sessions() as session:
            self.handle(incoming)
            if take(session, incoming.channel, incoming.id, incoming.address, at):
                self.done.append((incoming, reading))
        return None

    def hear(self, *incoming: Incoming) -> Handled:
        async def play() -> None:
            await asyncio.gather(*(self.worker.hear(each) for each in incoming))
            await self.worker.settle()

        asyncio.run(play())
        return self.done


def says(number: int, who: str = LAN, *files: Attachment, text: str = "") -> Incoming:
    return Incoming("fake", str(number), who, text or f"tin {number}", MONDAY, attachments=files)
