"""`dondoc console`: the whole bot with the terminal as its only platform, until the typing ends."""

import asyncio

from sqlmodel import Session, col, select

from bot.app import assemble
from bot.console import ConsoleChannel
from bot.context import now
from bot.settings import Settings
from models.database import Sessions
from models.inbox import waiting
from models.office import the_office
from models.outbox import Delivery, OutboxMessage

PATIENCE, GLANCE = 10.0, 0.05  # seconds: for the last answers when the input ends, and between two looks
UNSENT = (Delivery.QUEUED, Delivery.CLAIMED, Delivery.INFLIGHT)


async def run(settings: Settings, sessions: Sessions) -> None:
    """Raises OfficeError where it is not clear which office is played."""
    with sessions() as session:
        the_office(session)
    ended = asyncio.Event()
    channel = ConsoleChannel(sessions, ended=ended)
    stop = asyncio.Event()
    closing = asyncio.create_task(_close(sessions, channel.name, ended, stop))
    await assemble(settings, sessions, {channel.name: channel}, now).run(stop)
    closing.cancel()


async def _close(sessions: Sessions, channel: str, ended: asyncio.Event, stop: asyncio.Event) -> None:
    """Once the typing ended, let what was said be answered, so that a script can be piped in."""
    await ended.wait()
    try:
        async with asyncio.timeout(PATIENCE):
            while await asyncio.to_thread(_is_busy, sessions, channel):
                await asyncio.sleep(GLANCE)
    except TimeoutError:
        pass
    stop.set()


def _is_busy(sessions: Sessions, channel: str) -> bool:
    with sessions() as session:
        return bool(waiting(session, (), 1)) or _has_unsent(session, channel)


def _has_unsent(session: Session, channel: str) -> bool:
    unsent = select(OutboxMessage.id).where(
        OutboxMessage.channel == channel, col(OutboxMessage.status).in_(UNSENT), OutboxMessage.due_at <= now()
    )
    return session.exec(unsent.limit(1)).first() is not None
