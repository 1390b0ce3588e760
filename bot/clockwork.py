"""The stage of the demo: a clock that is set by hand, a platform in memory, and the product itself between them."""

import asyncio
import re
from dataclasses import dataclass, field
from datetime import datetime

from bot.intake import Intake
from bot.shelf import Shelf
from bot.warm import due
from bot.worker import Worker
from handlers.dispatch import dispatch
from messages.channel import (
    Attachment,
    Capabilities,
    Choice,
    DeliveryError,
    Document,
    Hear,
    Incoming,
    Outgoing,
)
from models.database import Sessions
from models.pulse import beat
from scheduler.deliver import deliver
from scheduler.parcel import Desk


@dataclass
class Clock:
    """The moment it was set to."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class Bubble:
    """One message as it stands in a chat, from the bot or (`mine`) from the person."""

    at: datetime
    address: str
    text: str
    id: str = ""
    mine: bool = False
    choices: tuple[Choice, ...] = ()
    document: Document | None = None


@dataclass
class MemoryChannel:
    """Keeps every chat; whoever is in `blocked` takes no more messages."""

    clock: Clock
    name: str = "demo"
    can: Capabilities = field(default_factory=Capabilities)
    chats: dict[str, list[Bubble]] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)

    async def listen(self, hear: Hear) -> None:
        """Nobody types here: `Stage.hear` brings what the script says."""

    async def send(self, address: str, message: Outgoing) -> str:
        if address in self.blocked:
            raise DeliveryError("người dùng đã chặn bot", permanent=True)
        chat = self.chats.setdefault(address, [])
        identity = message.edits or str(len(chat) + 1)
        chat.append(
            Bubble(self.clock(), address, message.text, identity, choices=message.choices, document=message.document)
        )
        return identity

    async def fetch(self, attachment: Attachment) -> bytes:
        return self.files[attachment.ref]

    def shown(self, address: str) -> list[Bubble]:
        """The bot's messages in a chat, newest first."""
        return [bubble for bubble in reversed(self.chats.get(address, [])) if not bubble.mine]

    def button(self, address: str, label: str, about: str = "") -> tuple[Bubble, Choice] | None:
        """The newest button whose label begins with `label`, on a message that names `about` ("NV3")."""
        for bubble in self.shown(address):
            if re.search(rf"{about}(?!\d)", bubble.text):
                for choice in bubble.choices:
                    if choice.label.startswith(label):
                        return bubble, choice
        return None


class Stage:
    """What `dondoc run` connects, with the clock in hand."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock
        self.channel = MemoryChannel(clock)
        self._runner = asyncio.Runner()
        intake = Intake(Shelf(desk.sessions, desk.files), {self.channel.name: self.channel})
        self._inbox = Worker(intake, dispatch, clock, lambda: None)

    @property
    def sessions(self) -> Sessions:
        return self.desk.sessions

    def close(self) -> None:
        self._runner.close()

    def tick(self, at: datetime) -> None:
        """What the scheduler does: queue what is due, deliver what may go."""
        self.clock.at = at
        with self.sessions() as session:
            beat(session, "tick", at)
        for what_is_due in due():
            what_is_due(self.sessions, at)
        self._runner.run(deliver(self.desk, self.channel))

    def hear(self, said: Incoming, shown: str, at: datetime) -> None:
        """A message reaches the bot; `shown` is how it stands in the person's own chat."""
        self.clock.at = at
        self.channel.chats.setdefault(said.address, []).append(Bubble(said.sent_at, said.address, shown, mine=True))
        self._runner.run(self._handle(said))

    async def _handle(self, said: Incoming) -> None:
        await self._inbox.hear(said)
        await self._inbox.settle()
        await deliver(self.desk, self.channel)
