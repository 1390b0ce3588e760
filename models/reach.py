"""Who can be reached: addresses that stop taking messages, take them again, or move; and what really arrived."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum

from sqlalchemy import String, cast, exists, func, select, update
from sqlmodel import Session

from models.assignment import Assignment
from models.database import table_of
from models.outbox import Delivery, OutboxMessage
from models.people import Address, Room, was_in
from models.roll import Roll


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


class Word(StrEnum):
    """Whether word of a piece of work came to its unit."""

    ARRIVED = "arrived"
    WAITS = "waits"  # nobody had to be told yet
    LOST = "lost"  # chưa liên hệ được: nobody is late


@dataclass(frozen=True)
class Reach:
    """What came to an office's units until a moment. `told`: the first message about each assignment that arrived.

    `chats`: units somebody of which can be written to; `left`: of those that once could, since when nobody can.
    """

    until: datetime
    told: Mapping[int, datetime] = field(default_factory=dict)
    chats: Collection[int] = ()
    left: Mapping[int, datetime] = field(default_factory=dict)
    zone: tzinfo = UTC

    def word_of(self, assignment: Assignment, *, heard: bool) -> Word:
        """The one rule for every list and report. `heard`: somebody spoke of it, so it is known.

        Whoever never answered, and could be written to no more before the deadline, is not late either.
        """
        told, due = assignment.id in self.told, assignment.due
        if heard or (told and assignment.unit_id in self.chats):
            return Word.ARRIVED
        if assignment.unit_id not in self.chats:
            left = self.left.get(assignment.unit_id)
            stayed = left is not None and due is not None and self._day(left) > due
            return Word.ARRIVED if told and stayed else Word.LOST
        return Word.LOST if due is not None and self._day(self.until) > due else Word.WAITS

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()


def reach_of(session: Session, roll: Roll) -> Reach:
    """What came to an office's units until the roll's moment, inclusive."""
    rows = [
        (unit, chat.unreachable_since)
        for person, chat in roll.chats
        if chat is not None and was_in(person, roll.until)
        for unit, _ in roll.held(person)
        if unit is not None
    ]
    chats = frozenset(unit for unit, left in rows if left is None or left > roll.until)
    gone = sorted((left, unit) for unit, left in rows if left is not None and unit not in chats)
    told = first_told(session, roll.office.id or 0, roll.until)
    return Reach(roll.until, told, chats, {unit: left for left, unit in gone}, roll.office.zone)
