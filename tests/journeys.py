"""A bot on a platform, and how one says something there and sees what arrives: what tests/test_journey.py walks on."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import select

from bot.intake import Intake
from bot.shelf import Shelf
from bot.worker import Worker
from conftest import HANH, MONDAY
from fakes import Clock, FakeChannel
from handlers.dispatch import dispatch
from messages.channel import UNPACED, Attachment, Capabilities, Channel, FileKind, Incoming, Outgoing
from messages.plain import plain
from models.database import Sessions
from models.people import Address
from reports.forms import draw
from scheduler.deliver import deliver
from scheduler.parcel import Desk
from scheduler.remind import remind

File = tuple[str, bytes]


@dataclass(frozen=True)
class Got:
    """What one person saw arrive. `choices` are (label, data) of its buttons; where there are none they are lines."""

    who: str
    text: str
    id: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    file: File | None = None


class Journey:
    """A platform, a clock and the bot between them."""

    def __init__(self, sessions: Sessions, files: Path) -> None:
        self.clock, self.heard, self.runner = Clock(MONDAY), 0, asyncio.Runner()
        self.channel = channel = self.join(sessions, files)
        channel.can = replace(channel.can, pace=UNPACED)
        self.desk = Desk(sessions, self.clock, files, draw)
        self.inbox = Worker(Intake(Shelf(sessions, files), {channel.name: channel}), dispatch, self.clock, lambda: None)
        with sessions() as session:
            for address in session.exec(select(Address)).all():
                address.channel, address.address = channel.name, self.address(address)

    def join(self, sessions: Sessions, files: Path) -> Channel:
        """Make the channel."""
        raise NotImplementedError

    def address(self, known: Address) -> str:
        """Where a person of the fixture is reached here."""
        return known.address

    def put(self, who: str, text: str, file: File | None = None) -> None:
        """Somebody says or sends something."""
        raise NotImplementedError

    def push(self, who: str, data: str, message_id: str) -> None:
        """Somebody presses a button."""
        raise AssertionError("there are no buttons here")

    def arrived(self) -> list[Got]:
        """All that people got so far."""
        raise NotImplementedError

    def end(self) -> None:
        self.runner.close()

    def hear(self, who: str, text: str = "", file: File | None = None) -> list[Got]:
        """Say something; what it led to, in the order it was sent."""
        self.put(who, text, file)
        return self.answered()

    def answered(self) -> list[Got]:
        self.runner.run(self.inbox.settle())
        return self.send()

    def press(self, who: str, label: str) -> list[Got]:
        """The newest choice with that label, by its button or by its number."""
        for got in reversed([got for got in self.arrived() if got.who == who]):
            for words, data in got.choices:
                if label in words:
                    self.push(who, data, got.id)
                    return self.answered()
            for line in got.text.splitlines():
                number, dot, words = line.partition(". ")
                if dot and number.isdecimal() and label in words:
                    return self.hear(who, number)
        raise AssertionError(f"no choice {label!r} for {who}")

    def hand_in(self, name: str, data: bytes) -> list[Got]:
        """The clerk brings a plan; what shows it."""
        return self.hear(HANH, file=(name, data))

    def send(self) -> list[Got]:
        before = len(self.arrived())
        self.runner.run(deliver(self.desk, self.channel))
        return self.arrived()[before:]

    def tick(self, at: datetime) -> list[Got]:
        self.clock.now = at
        remind(self.desk.sessions, at)
        return self.send()

    async def _hear(self, incoming: Incoming) -> None:
        await self.inbox.hear(incoming)
        self.heard += 1

    def listen(self) -> None:
        """Begin to listen as the running bot does; it goes on whenever something runs here."""

        async def begin() -> asyncio.Task[None]:
            return asyncio.create_task(self.channel.listen(self._hear))

        self.listening = self.runner.run(begin())

    def until(self, check: Callable[[], bool]) -> None:
        async def wait() -> None:
            async with asyncio.timeout(60):
                while not check():
                    assert not self.listening.done(), self.listening
                    await asyncio.sleep(0.002)

        self.runner.run(wait())


class OnFake(Journey):
    can = Capabilities()

    def join(self, sessions: Sessions, files: Path) -> Channel:
        self.fake, self.count = FakeChannel(can=self.can), 0
        return self.fake

    def put(self, who: str, text: str, file: File | None = None, **more: Any) -> None:
        self.count += 1
        incoming = Incoming("fake", str(self.count), who, text, self.clock.now, **more)
        if file:
            self.fake.files[file[0]] = file[1]
            kind = FileKind.PHOTO if file[0].endswith(".jpg") else FileKind.DOCUMENT
            incoming = replace(incoming, attachments=(Attachment(file[0], file[0], len(file[1]), kind),))
        self.runner.run(self.inbox.hear(incoming))

    def push(self, who: str, data: str, message_id: str) -> None:
        self.put(who, "", button=data, message_id=message_id)

    def arrived(self) -> list[Got]:
        return [got_of(sent.address, sent.message, sent.id) for sent in self.fake.sent]


class OnFakeWithNumbers(OnFake):
    can = Capabilities(buttons=False, edit=False, groups=False, text_limit=2000)


def got_of(who: str, message: Outgoing, number: str) -> Got:
    choices = tuple((choice.label, choice.data) for choice in message.choices)
    document = message.document
    return Got(who, plain(message.text), number, choices, (document.name, document.data) if document else None)
