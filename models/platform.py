"""Whether a platform can be used now, as everybody sees it who may write to people over it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlmodel import Field, Session, SQLModel

from models.database import Utc, insert_new, table_of
from models.people import Address, Person

PATIENCE = timedelta(minutes=10)
"""How long messages wait for a platform that is down before they go another way."""


class Platform(SQLModel, table=True):
    """`down_since` None: it works. `told_at`: when the clerks were told that it does not; None again once they were
    told that it does. `files`: whether it takes documents."""

    channel: str = Field(primary_key=True)
    down_since: datetime | None = Field(default=None, sa_type=Utc)
    why: str | None = None
    told_at: datetime | None = Field(default=None, sa_type=Utc)
    files: bool = True


@dataclass(frozen=True)
class Outage:
    """A platform that is down, for one office: `over` which others its people are written to, and for how many there
    is none (`alone`)."""

    channel: str
    since: datetime
    why: str
    over: tuple[str, ...] = ()
    alone: int = 0


UNREACHED, NOBODYS = "unreached", "nobodys"
"""Reasons of ours: its servers cannot be reached; no process has the channel. All others are the platform's words."""

_PLATFORM, _ADDRESS, _PERSON = table_of(Platform), table_of(Address), table_of(Person)
_DOWN = select(_PLATFORM.c.channel, _PLATFORM.c.down_since, _PLATFORM.c.why).where(_PLATFORM.c.down_since.is_not(None))


def has(session: Session, channel: str, *, files: bool) -> None:
    """A process has this channel, which takes documents or not."""
    if not insert_new(session, Platform, {"channel": channel, "files": files}, ["channel"]):
        changed = update(_PLATFORM).where(_PLATFORM.c.channel == channel, _PLATFORM.c.files != files)
        session.execute(changed.values(files=files))


def went_down(session: Session, channel: str, since: datetime, why: str) -> None:
    """Note that the platform cannot be used; the first moment and reason stand until it works again."""
    values = {"down_since": since, "why": why[:300]}
    if not insert_new(session, Platform, {"channel": channel, "files": True, **values}, ["channel"]):
        working = update(_PLATFORM).where(_PLATFORM.c.channel == channel, _PLATFORM.c.down_since.is_(None))
        session.execute(working.values(**values))


def works(session: Session, channel: str) -> None:
    """Note that the platform can be used (again)."""
    down = update(_PLATFORM).where(_PLATFORM.c.channel == channel, _PLATFORM.c.down_since.is_not(None))
    session.execute(down.values(down_since=None, why=None))


def down(session: Session) -> list[Outage]:
    """The platforms that cannot be used now, the longest first."""
    rows = session.execute(_DOWN.order_by(_PLATFORM.c.down_since, _PLATFORM.c.channel))
    return [Outage(channel, since, why or "") for channel, since, why in rows]


def outages(session: Session, office_id: int) -> list[Outage]:
    """Those of them over which somebody of the office is written to."""
    found = down(session)
    return [each for outage in found if (each := _for(outage, found, chats_of(session, office_id)))] if found else []


def chats_of(session: Session, office_id: int) -> dict[int, set[str]]:
    """On which channels the office's people can be written to, by person."""
    query = select(_ADDRESS.c.person_id, _ADDRESS.c.channel).join(_PERSON, _PERSON.c.id == _ADDRESS.c.person_id)
    alive = query.where(_PERSON.c.office_id == office_id, _PERSON.c.active, _ADDRESS.c.unreachable_since.is_(None))
    found: dict[int, set[str]] = {}
    for person, channel in session.execute(alive):
        found.setdefault(person, set()).add(channel)
    return found


def _for(outage: Outage, down: Collection[Outage], chats: dict[int, set[str]]) -> Outage | None:
    dead = {each.channel for each in down}
    concerned = [channels for channels in chats.values() if outage.channel in channels]
    if not concerned:
        return None
    over = sorted({channel for channels in concerned for channel in channels} - dead)
    alone = sum(not channels - dead for channels in concerned)
    return Outage(outage.channel, outage.since, outage.why, tuple(over), alone)
