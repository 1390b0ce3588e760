"""When each part of the running bot last did its work, for whoever asks from outside the process."""

from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Field, Session, SQLModel

from models.database import Utc, insert_new, table_of


class Pulse(SQLModel, table=True):
    """`name`: "poll:telegram", "tick", "backup" ..."""

    name: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Utc)


def beat(session: Session, name: str, at: datetime) -> None:
    """Note that the part did its work at that moment."""
    if not insert_new(session, Pulse, {"name": name, "at": at}, ["name"]):
        table = table_of(Pulse)
        session.execute(update(table).where(table.c.name == name).values(at=at))


def pulses(session: Session) -> dict[str, datetime]:
    """Every part that ever reported, with its last moment."""
    table = table_of(Pulse)
    return {name: at for name, at in session.execute(select(table.c.name, table.c.at))}  # noqa: C416
