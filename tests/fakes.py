"""A channel in memory: a real implementation of the protocol, whose platform misbehaves as it is told."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from messages.channel import Attachment, Capabilities, DeliveryError, Hear, Incoming, Outgoing


@dataclass
class Sent:
    """One message that a person got (or saw changed)."""

    address: str
    message: Outgoing
    id: str


@dataclass
class FakeChannel:
    """`faults` are raised by the next sends, one each; with `delivers` an unknown one reaches the person."""

    name: str = "fake"
    can: Capabilities = field(default_factory=Capabilities)
    sent: list[Sent] = field(default_factory=list)
    faults: deque[DeliveryError] = field(default_factory=deque)
    delivers: bool = False
    files: dict[str, bytes] = field(default_factory=dict)
    gate: asyncio.Event | None = None
    heard: asyncio.Queue[Incoming] = field(default_factory=asyncio.Queue)
    confirmed: list[str] = field(default_factory=list)

    async def listen(self, hear: Hear) -> None:
        while True:
            incoming = await self.heard.get()
            await hear(incoming)
            self.confirmed.append(incoming.id)

    async def send(self, address: str, message: Outgoing) -> str:
        if self.gate:
            await self.gate.wait()
        fault = self.faults.popleft() if self.faults else None
        if fault and not (fault.unknown and self.delivers):
            raise fault
        sent = Sent(address, message, message.edits or str(len(self.sent) + 1))
        self.sent.append(sent)
        if fault:
            raise fault
        return sent.id

    async def fetch(self, attachment: Attachment) -> bytes:
        if attachment.ref not in self.files:
            raise DeliveryError("no such file", refused=True)
        return self.files[attachment.ref]

    def texts(self, address: str | None = None) -> list[str]:
        return [sent.message.text for sent in self.sent if address in (None, sent.address)]


@dataclass
class Clock:
    """A clock that moves only when told."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)
