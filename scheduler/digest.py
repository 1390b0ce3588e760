"""Digests: at most one a person a day, in working hours, only with something new; late after an outage, not doubled."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from messages.render import render
from models.cadence import Policy
from models.database import Sessions
from models.digest import (
    DigestKind,
    Reader,
    digest_key,
    is_anybody_left,
    is_due,
    last_days,
    note,
    readers,
    slot,
    told_before,
)
from models.follow import policy_of, post
from models.office import Office
from models.outbox import OutboxMessage, Priority
from models.overview import Overview
from models.people import language_of, reachable, talking
from models.survey import survey
from reports.digests import compose


@dataclass(frozen=True)
class Round:
    """An office's digests of one moment: who is to read one now, and what all of them are made of."""

    office: Office
    policy: Policy
    now: datetime
    readers: tuple[Reader, ...]
    over: Overview

    @property
    def today(self) -> date:
        return self.over.today


def digest(sessions: Sessions, now: datetime) -> int:
    """Queue the digests that are due and return how many; again at the same moment, or by two processes, none twice."""
    with sessions() as session:
        offices = session.exec(select(Office).order_by(col(Office.id))).all()
        rounds = [each for office in offices if (each := _round(session, office, now))]
    queued = 0
    for each in rounds:
        for reader in each.readers:
            with sessions() as session:
                queued += not talking(session, reader.person.id or 0, now) and _tell(session, each, reader)
    return queued


def _round(session: Session, office: Office, now: datetime) -> Round | None:
    """None where nobody is to read a digest at this moment."""
    policy = policy_of(session, office)
    opening = _moment(office, policy, policy.calendar.local_day(now))
    if not policy.calendar.within_hours(now) or now < opening:
        return None
    due = _due(session, office, policy, now)
    return Round(office, policy, now, tuple(due), survey(session, office, now)) if due else None


def _moment(office: Office, policy: Policy, day: date) -> datetime:
    calendar = policy.calendar
    at = office.digest_at if calendar.opens <= office.digest_at < calendar.closes else calendar.opens
    return calendar.moment(day, at)


def _due(session: Session, office: Office, policy: Policy, now: datetime) -> list[Reader]:
    """Who had none since the slot. Whoever was not there at the slot yet waits for the next one."""
    office_id, today = office.id or 0, policy.calendar.local_day(now)
    slots = {kind: slot(kind, office, policy.calendar, today) for kind in DigestKind}
    if not is_anybody_left(session, office_id, slots, today):
        return []
    last, due = last_days(session, office_id), []
    for reader in readers(session, office_id, today):
        day = slots[reader.kind]
        missed = is_due(last.get((reader.person.id or 0, reader.kind)), day, today)
        address = reachable(session, reader.person.id or 0) if missed else None
        if address and address.joined_at <= _moment(office, policy, day):
            due.append(reader)
    return due


def _tell(session: Session, each: Round, reader: Reader) -> bool:
    """Note what the reader's digest tells, and queue it if any of it is new."""
    made = compose(each.over, reader, told_before(session, reader))
    if not note(session, reader, each.today, made.tells) or not made.is_new:
        return False
    person, office = reader.person, each.office
    words = render(
        f"digest_{reader.kind}",
        language_of(person, office),
        digest=made,
        person=person,
        office=office,
        zone=office.zone,
    )
    message = OutboxMessage(
        key=digest_key(person.id or 0, each.today),
        channel="",
        address="",
        priority=Priority.BULK,
        text=words.text,
        choices=[[choice.label, choice.data, choice.row] for choice in words.choices],
        due_at=each.now,
        not_after=each.policy.calendar.closing(each.today),
    )
    return post(session, person, message)
