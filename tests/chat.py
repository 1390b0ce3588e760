"""Plays people against the real dispatch: what somebody says, presses and gets back, without any platform."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import col, select

from conftest import MONDAY
from handlers.dispatch import dispatch
from messages.channel import Attachment, Incoming
from models.database import Sessions
from models.outbox import Delivery, OutboxMessage
from plans.draft import Reading


@dataclass
class Chat:
    """`now` moves on by a minute with every message; platform ids are the outbox rows' own.

    Where it does not `deliver`, people write on before the answers have reached them.
    """

    sessions: Sessions
    now: datetime = MONDAY
    count: int = field(default=0)
    deliver: bool = True

    def say(self, who: str, text: str, **more) -> list[OutboxMessage]:
        """Send a message and return what was queued for its chat."""
        return self._send(who, text=text, **more)

    def press(self, who: str, label: str) -> list[OutboxMessage]:
        """Press the newest button whose label contains `label`."""
        message, data = self.button(who, label)
        return self._send(who, button=data, message_id=message.platform_id)

    def button(self, who: str, label: str) -> tuple[OutboxMessage, str]:
        for message in reversed(self.shown(who)):
            for text, data, _row in message.choices:
                if label in str(text):
                    return message, str(data)
        raise AssertionError(f"no button {label!r} for {who}: {[m.choices for m in self.shown(who)][-1:]}")

    def upload(self, who: str, name: str, reading: Reading, sha256: str = "ab" * 32, **more) -> list[OutboxMessage]:
        file = Attachment(ref="f1", name=name, size=1000, sha256=sha256)
        return self._send(who, attachments=(file,), reading=reading, **more)

    def _send(
        self, who: str, reading: Reading = None, text: str = "", channel: str = "fake", **more
    ) -> list[OutboxMessage]:
        self.count += 1
        self.now += timedelta(minutes=1)
        more = {"sent_at": self.now, "address": who, **more}
        incoming = Incoming(channel, str(self.count), text=text, **more)
        dispatch(self.sessions, incoming, self.now, reading)
        if self.deliver:
            self.settle()
        return [m for m in self.shown(incoming.address) if m.key.startswith(f"reply:{channel}:{self.count}:")]

    def settle(self) -> None:
        """Mark all that is due as sent, as the deliverer would."""
        with self.sessions() as session:
            for message in self._rows(session.exec(select(OutboxMessage)).all()):
                message.status, message.platform_id, message.sent_at = Delivery.SENT, f"m{message.id}", self.now
                session.add(message)

    def _rows(self, messages: Iterable[OutboxMessage]) -> list[OutboxMessage]:
        return [m for m in messages if m.status is Delivery.QUEUED and m.due_at <= self.now]

    def shown(self, who: str) -> list[OutboxMessage]:
        """All messages to a chat, oldest first."""
        with self.sessions() as session:
            query = select(OutboxMessage).where(OutboxMessage.address == who).order_by(col(OutboxMessage.id))
            return list(session.exec(query).all())

    def everyone(self) -> list[OutboxMessage]:
        with self.sessions() as session:
            return list(session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id))).all())
