"""The bot, but it kills itself at a named point.

Each line of the input is one life, [point, settings] in JSON; each line of the output is the exit code of one.
The product knows nothing of it: its channel, its dispatch, its sessions and its engine are wrapped from outside.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, event, text
from sqlmodel import Session

from bot.app import assemble
from bot.context import now, open_database
from bot.platforms import telegram_of
from bot.settings import Settings
from handlers.dispatch import dispatch
from messages.channel import Hear, Incoming, Outgoing, Polled
from models.database import Sessions, transactions
from plans.draft import Reading

# After the commit that leaves such a row behind.
COMMITS = {
    "stored": "SELECT 1 FROM inboxmessage",
    "handled": "SELECT 1 FROM inboxmessage WHERE handled_at IS NOT NULL",
    "claim": "SELECT 1 FROM outboxmessage WHERE status = 'claimed'",
    "sent": "SELECT 1 FROM outboxmessage WHERE status = 'sent'",
}


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def watched(sessions: Sessions, query: str) -> Sessions:
    @contextmanager
    def begin() -> Iterator[Session]:
        with sessions() as session:
            yield session
        with sessions() as session:
            if session.execute(text(query)).first():
                die()

    return begin


class Dying:
    """A channel that dies with what it hears ("hear"), or before ("gate") or after ("send") its n-th message."""

    def __init__(self, channel: Polled, point: str, number: int) -> None:
        self.name, self.can, self.fetch = channel.name, channel.can, channel.fetch
        self._channel, self._point, self._left = channel, point, number

    @property
    def heard_at(self) -> datetime | None:
        return self._channel.heard_at

    async def listen(self, hear: Hear) -> None:
        async def heard(incoming: Incoming) -> None:
            if self._point == "hear":
                die()
            await hear(incoming)

        await self._channel.listen(heard)

    async def send(self, address: str, message: Outgoing) -> str:
        self._left -= 1
        if self._point == "gate" and not self._left:
            die()
        platform_id = await self._channel.send(address, message)
        if self._point == "send" and not self._left:
            die()
        return platform_id


def fatal(sessions: Sessions, incoming: Incoming, at: datetime, reading: Reading) -> None:
    """Row 2: the effect is there, the mark and the answer too, and the transaction is still open."""
    with sessions() as session:

        @contextmanager
        def same() -> Iterator[Session]:
            yield session

        dispatch(same, incoming, at, reading)
        session.flush()
        die()


async def play(settings: Settings, sessions: Sessions, point: str) -> None:
    name, _, number = point.partition(":")
    telegram = telegram_of(settings, None, now)
    assert telegram
    await telegram.open()
    if name in COMMITS:
        sessions = watched(sessions, COMMITS[name])
    channel = Dying(telegram, name, int(number or 1))
    answer: Callable[..., Any] = fatal if name == "effect" else dispatch
    await assemble(settings, sessions, {"telegram": channel}, now, answer).run(asyncio.Event())


def die_in_migration(words: str) -> None:
    """After the first statement that begins with the words."""

    def look(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if " ".join(statement.split()).startswith(words):
            die()

    event.listen(Engine, "after_cursor_execute", look)


def live_until(point: str, settings: Settings) -> None:
    if point.startswith("migration:"):
        die_in_migration(point.removeprefix("migration:"))
    asyncio.run(play(settings, transactions(open_database(settings)), point))


def main() -> None:
    """Every life is a fork: to import the bot takes longer than it lives."""
    for line in sys.stdin:
        point, given = json.loads(line)
        child = os.fork()
        if child == 0:
            signal.alarm(60)  # for whoever misses its point
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # logs are no answers
            live_until(point, Settings(_env_file=None, **given))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
