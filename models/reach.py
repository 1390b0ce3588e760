"""Addresses that stopped taking messages, take them again, or moved."""

from datetime import datetime

from sqlalchemy import exists, update
from sqlmodel import Session

from models.database import table_of
from models.people import Address, Room


def give_up_address(session: Session, channel: str, address: str, why: str, now: datetime) -> None:
    """Mark an address that refuses messages for good, until its person writes again."""
    table = table_of(Address)
    statement = update(table).where(table.c.channel == channel, table.c.address == address)
    mark = statement.where(table.c.unreachable_since.is_(None))
    session.execute(mark.values(unreachable_since=now, unreachable_why=why))


def reached_again(session: Session, channel: str, address: str) -> None:
    """A person who writes can be written to."""
    table = table_of(Address)
    statement = update(table).where(table.c.channel == channel, table.c.address == address)
    mark = statement.where(table.c.unreachable_since.is_not(None))
    session.execute(mark.values(unreachable_since=None, unreachable_why=None))


def move_address(session: Session, channel: str, old: str, new: str) -> None:
    """Follow a chat to its new address (a group that became a supergroup), unless that is known already."""
    for model in (Address, Room):
        table = table_of(model)
        known = table.alias()
        taken = exists().where(known.c.channel == channel, known.c.address == new)
        statement = update(table).where(table.c.channel == channel, table.c.address == old, ~taken)
        session.execute(statement.values(address=new))
