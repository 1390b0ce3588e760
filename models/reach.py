"""Who can be reached: addresses that stop taking messages, take them again, or move; and what really arrived."""

import json
from collections.abc import Container
from datetime import datetime

from sqlalchemy import String, cast, exists, func, select, update
from sqlmodel import Session

from models.assignment import Assignment
from models.database import table_of
from models.outbox import Delivery, OutboxMessage
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


def first_told(session: Session, office_id: int, until: datetime) -> dict[int, datetime]:
    """When the first message about each assignment arrived, up to `until`; of those not in it, none ever did.

    Queued, refused, expired and unclear messages are not delivered ones.
    """
    table = table_of(OutboxMessage)
    speaks_of = cast(table.c.speaks_of, String)
    query = select(speaks_of, func.min(table.c.sent_at)).group_by(speaks_of)
    arrived = query.where(table.c.office_id == office_id, table.c.status == Delivery.SENT, table.c.sent_at <= until)
    told: dict[int, datetime] = {}
    for ids, at in session.execute(arrived.where(speaks_of != "[]")):
        for identity in json.loads(ids):
            told[identity] = min(told.get(identity, at), at)
    return told


def is_reached(assignment: Assignment, told: Container[int]) -> bool:
    """Whether somebody knows of it: a message arrived (`first_told`), or the unit spoke of it. Else nobody is late."""
    return assignment.heard_at is not None or assignment.id in told
