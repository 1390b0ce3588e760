"""Reports that are made of themselves, when the office wants them: for the clerk to sign, and a card for the leader."""

import datetime as dt
from dataclasses import replace

from sqlmodel import Session, col, select

from handlers.card import words_of
from handlers.kept import Scope, identity, make
from handlers.reports import documents
from handlers.talk import CLOCK, Reply, Talk, tell
from messages.channel import Incoming
from models.acts import Act
from models.audit import Actor, note
from models.database import Sessions
from models.digest import DigestKind, Reader, readers
from models.follow import policy_of
from models.office import Office, take_turn
from models.outbox import Snapshot
from models.plan import Plan
from models.report_slot import Slot, due_now
from reports.report import Report, from_json


def reports(sessions: Sessions, now: dt.datetime) -> int:
    """Make the reports that are due, one transaction each, and return how many messages tell of them; again at the
    same moment, or by two processes, none twice. It waits for no unit: what is missing is said."""
    with sessions() as session:
        offices = session.exec(select(Office).order_by(col(Office.id))).all()
        due = [slot for office in offices for slot in _due(session, office, now)]
    queued = 0
    for slot in due:
        with sessions() as session:
            take_turn(session, slot.office_id)
            office = session.get_one(Office, slot.office_id)
            queued += _make(session, office, slot, now) if slot in _due(session, office, now) else 0
    return queued


def _due(session: Session, office: Office, now: dt.datetime) -> list[Slot]:
    return due_now(session, office, policy_of(session, office).calendar, now)


def _make(session: Session, office: Office, slot: Slot, now: dt.datetime) -> int:
    snapshot = make(session, session.get_one(Plan, slot.plan_id), Scope(slot.day), now)
    snapshot.slot = slot.key
    session.flush()
    made = f"report {identity(snapshot)}"
    note(session, Actor(slot.office_id, None, CLOCK), Act.REPORT_MADE, made, now, plan=slot.plan_id, until=slot.day)
    kept = from_json(snapshot.content)
    today = now.astimezone(office.zone).date()
    return sum(
        tell(session, reader.person, reply, f"scheduled:{snapshot.id}:{number}:{reader.person.id}", now)
        for reader in readers(session, slot.office_id, today)
        for number, reply in enumerate(_messages(_talk(session, office, reader, now), reader, snapshot, kept, slot))
    )


def _talk(session: Session, office: Office, reader: Reader, now: dt.datetime) -> Talk:
    """As if the reader had asked for it now; nothing was said, and nothing is answered to."""
    return Talk(session, office, reader.person, Incoming("", "", "", "", now), now)


def _messages(talk: Talk, reader: Reader, snapshot: Snapshot, kept: Report, slot: Slot) -> list[Reply]:
    """The documents for a clerk, the card for a leader; heads ask for their own part when they want it."""
    plan = talk.session.get_one(Plan, slot.plan_id)
    if reader.kind is DigestKind.LEADER:
        words = words_of(talk, plan, kept, scheduled=slot.kind)
        return [Reply(words, f"snapshot:{snapshot.id}:png", f"TinhHinh_{kept.head.day}.png")]
    if reader.kind is not DigestKind.CLERK:
        return []
    first, *others = documents(talk, snapshot, kept)
    values = {"slot": slot, "late": talk.today > slot.day, "leads": sum(kept.counts.values())}
    words = talk.say("report_scheduled", report=kept, now=talk.now, number=kept.head.snapshot, **values).words
    return [replace(first, words=replace(words, choices=first.words.choices)), *others]
