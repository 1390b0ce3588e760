"""When each part of the running bot last did its work, for whoever asks from outside the process."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import case, literal, select, update
from sqlmodel import Field, Session, SQLModel

from models.database import Utc, insert_new, table_of

LONG = timedelta(hours=1)
"""A silence that somebody in the office should hear of afterwards."""


class Pulse(SQLModel, table=True):
    """`name`: "poll:telegram", "tick", "backup" ... The last long silence is kept, for the clerk's digest."""

    name: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Utc)
    gone_from: datetime | None = Field(default=None, sa_type=Utc)
    gone_until: datetime | None = Field(default=None, sa_type=Utc)


def beat(session: Session, name: str, at: datetime) -> None:
    """Note that the part did its work at that moment."""
    if not insert_new(session, Pulse, {"name": name, "at": at}, ["name"]):
        table = table_of(Pulse)
        was_long = table.c.at < at - LONG
        silence = {
            "gone_from": case((was_long, table.c.at), else_=table.c.gone_from),
            "gone_until": case((was_long, literal(at, table.c.at.type)), else_=table.c.gone_until),
        }
        session.execute(update(table).where(table.c.name == name).values(at=at, **silence))


def pulses(session: Session) -> dict[str, datetime]:
    """Every part that ever reported, with its last moment."""
    table = table_of(Pulse)
    return {name: at for name, at in session.execute(select(table.c.name, table.c.at))}  # noqa: C416


def last_sign(signs: Mapping[str, datetime], channel: str) -> datetime | None:
    """When the platform last answered a poll or took a message, from whatever process; `signs` are the pulses."""
    return max((signs[each] for each in (f"poll:{channel}", f"sent:{channel}") if each in signs), default=None)
