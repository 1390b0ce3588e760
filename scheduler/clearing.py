"""The nightly clearing: what was kept long enough is removed or emptied, kind by kind, office by office.

Never here: the audit, the journal with its figures and evidence, plans and reports. Received files that nothing refers
to any more are deleted by the daily sweep (bot/shelf.py), once what referred to them is gone.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, cast, delete, exists, func, literal, or_, select, update
from sqlmodel import Session, col
from sqlmodel import select as rows_of

from models.absence import Absence
from models.acts import Act
from models.assignment import Assignment
from models.audit import Actor, AuditEntry, note
from models.database import Sessions, table_of
from models.inbox import InboxMessage
from models.office import Office, offices, take_turn
from models.outbox import Delivery, OutboxMessage, Snapshot, SnapshotKind
from models.people import Address, Invite, JoinAttempt, Person
from models.plan import Plan, PlanState
from models.privacy import Clearing, DataRequest
from models.retention import Kind, is_held, kept_for

GONE = "-"  # in the place of a chat's address
BATCH = 500  # rows changed by one statement

_ENDED = (Delivery.SENT, Delivery.DEAD, Delivery.EXPIRED, Delivery.CANCELLED)
_EMPTY: dict[str, Any] = {"text": "", "choices": [], "document": None, "document_name": None, "error": None}
_CODE = "%____-____-____-____-____-____-____%"  # as handlers.invites.typed writes it
_CODE_IN = re.compile(r"\b[2-9B-Z]{4}(?:-[2-9B-Z]{4}){6}\b")
_REFUSED = "…"

_OUTBOX, _INBOX = table_of(OutboxMessage), table_of(InboxMessage)
_PERSON, _INVITE = table_of(Person), table_of(Invite)


@dataclass(frozen=True)
class Run:
    """Of one office, or of none. `dry`: only count."""

    session: Session
    office: Office | None
    now: datetime
    dry: bool = False

    def before(self, kind: Kind) -> datetime:
        """What is older is cleared; of what belongs to no office, by the office that keeps it longest."""
        known = [self.office] if self.office else offices(self.session)
        kept = [kept_for(office.retention, kind) for office in known] or [kept_for({}, kind)]
        return self.now - max(kept)


def clear(sessions: Sessions, now: datetime, *, dry: bool = False) -> dict[int | None, dict[str, int]]:
    """Clear every office; how many rows of each kind, by office (None: what belongs to none), where there were any.

    Offices on hold are left out, and with one of them what belongs to no office.
    """
    with sessions() as session:
        known = offices(session)
        free: list[int | None] = [office.id for office in known if not is_held(office.retention)]
        free += [None] if len(free) == len(known) else []
    found = {identity: _clear(sessions, identity, now, dry=dry) for identity in free}
    return {identity: removed for identity, removed in found.items() if removed}


def _clear(sessions: Sessions, office_id: int | None, now: datetime, *, dry: bool) -> dict[str, int]:
    with sessions() as session:
        if office_id is not None:
            take_turn(session, office_id)
        run = Run(session, session.get(Office, office_id) if office_id else None, now, dry)
        kinds = OF_AN_OFFICE if run.office else OF_NONE
        removed = {kind.value: count for kind, clear_kind in kinds.items() if (count := clear_kind(run))}
        if removed and not dry:
            session.add(Clearing(office_id=office_id, at=now, removed=removed))
            if office_id is not None:
                note(session, Actor(office_id, None, "clock"), Act.DATA_CLEARED, f"office {office_id}", now, **removed)
        return removed


def _messages(run: Run) -> int:
    """The words of messages of no plan, or of plans that were closed long enough ago; what may be sent again stays."""
    before = run.before(Kind.MESSAGES)
    old = (_OUTBOX.c.office_id == _id(run), _OUTBOX.c.status.in_(_ENDED), _OUTBOX.c.due_at < before)
    full = or_(_OUTBOX.c.text != "", _OUTBOX.c.document.is_not(None))
    running = _still_needed(run, before)
    rows = run.session.execute(select(_OUTBOX.c.id, _OUTBOX.c.speaks_of).where(*old, full)).all()
    return _empty(run, [identity for identity, speaks_of in rows if not running.intersection(speaks_of or ())])


def _still_needed(run: Run, before: datetime) -> set[int]:
    """The assignments of plans that are not closed, or were after that moment."""
    closed: dict[str, datetime] = {}
    audited = rows_of(AuditEntry.subject, AuditEntry.at).where(AuditEntry.office_id == _id(run))
    for subject, at in run.session.exec(audited.where(AuditEntry.action == Act.PLAN_CLOSED)).all():
        closed[subject] = max(at, closed.get(subject, at))
    plans = run.session.exec(rows_of(Plan).where(Plan.office_id == _id(run))).all()
    over = {p.id for p in plans if p.state is PlanState.CLOSED and closed.get(f"plan {p.id}", p.added_at) < before}
    kept = [plan.id for plan in plans if plan.id not in over]
    work = rows_of(Assignment.id).where(col(Assignment.plan_id).in_(kept))
    return {identity or 0 for identity in run.session.exec(work).all()}


def _invitations(run: Run) -> int:
    """Codes that open nothing any more, and the messages in which they were handed out."""
    before = run.before(Kind.INVITATIONS)
    old = (_OUTBOX.c.office_id == _id(run), _OUTBOX.c.status.in_(_ENDED), _OUTBOX.c.due_at < before)
    holds = or_(_OUTBOX.c.document.like("slips:%"), _OUTBOX.c.text.like(_CODE))
    rows = run.session.execute(select(_OUTBOX.c.id, _OUTBOX.c.text, _OUTBOX.c.document).where(*old, holds)).all()
    slips = [identity for identity, text, document in rows if document or _CODE_IN.search(text)]
    mine = _INVITE.c.person_id.in_(select(_PERSON.c.id).where(_PERSON.c.office_id == _id(run)))
    unused = (mine, _INVITE.c.used_at.is_(None), _INVITE.c.expires_at < before)
    return _empty(run, slips) + _delete(run, Invite, *unused)


def _leavers(run: Run) -> int:
    """Whoever left: where they were reached. The name stays in the record of the work until its owner asks."""
    mine = (_PERSON.c.office_id == _id(run), _PERSON.c.active.is_(False), _PERSON.c.left_at < run.before(Kind.LEAVERS))
    people = select(_PERSON.c.id).where(*mine)
    removed = sum(_delete(run, model, table_of(model).c.person_id.in_(people)) for model in (Address, Invite, Absence))
    phones = (_PERSON.c.id.in_(people), _PERSON.c.phone.is_not(None))
    removed += _change(run, Person, {"phone": None}, *phones)
    chats = (_OUTBOX.c.person_id.in_(people), _OUTBOX.c.status.in_(_ENDED), _OUTBOX.c.address != GONE)
    return removed + _change(run, OutboxMessage, {"address": GONE}, *chats)


def _cards(run: Run) -> int:
    """Pictures that are drawn anew whenever they are asked for; one that is on its way stays."""
    table = table_of(Snapshot)
    named = literal("snapshot:").concat(cast(table.c.id, String)).concat(":%")
    waits = exists().where(_OUTBOX.c.document.like(named), _OUTBOX.c.status.not_in(_ENDED))
    kinds = table.c.kind.in_([SnapshotKind.CARD, SnapshotKind.CALENDAR])
    old = table.c.made_at < run.before(Kind.CARDS)
    return _delete(run, Snapshot, table.c.office_id == _id(run), kinds, old, ~waits)


def _requests(run: Run) -> int:
    """That something was asked for, and refused, stays; in which words does not."""
    table = table_of(DataRequest)
    old = (table.c.office_id == _id(run), table.c.done_at < run.before(Kind.REQUESTS))
    refused = (table.c.refused.is_not(None), table.c.refused != _REFUSED)
    removed = _change(run, DataRequest, {"refused": _REFUSED}, *old, *refused)
    return removed + _change(run, DataRequest, {"words": ""}, *old, table.c.words != "")


def _inbox(run: Run) -> int:
    return _delete(run, InboxMessage, _INBOX.c.handled_at < run.before(Kind.INBOX))


def _attempts(run: Run) -> int:
    return _delete(run, JoinAttempt, table_of(JoinAttempt).c.at < run.before(Kind.ATTEMPTS))


OF_AN_OFFICE: Mapping[Kind, Callable[[Run], int]] = {
    Kind.MESSAGES: _messages,
    Kind.INVITATIONS: _invitations,
    Kind.LEAVERS: _leavers,
    Kind.CARDS: _cards,
    Kind.REQUESTS: _requests,
}
OF_NONE: Mapping[Kind, Callable[[Run], int]] = {Kind.INBOX: _inbox, Kind.ATTEMPTS: _attempts}


def _id(run: Run) -> int:
    return run.office.id or 0 if run.office else 0


def _empty(run: Run, ids: Sequence[int]) -> int:
    """Take the words out of messages; the rows stay, for they tell who was reached when."""
    for start in range(0, 0 if run.dry else len(ids), BATCH):
        these = _OUTBOX.c.id.in_(ids[start : start + BATCH])
        run.session.execute(update(_OUTBOX).where(these).values(**_EMPTY))
    return len(ids)


def _delete(run: Run, model: Any, *conditions: ColumnElement[bool]) -> int:
    table = table_of(model)
    if run.dry:
        return int(run.session.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())
    return int(run.session.execute(delete(table).where(*conditions)).rowcount)  # type: ignore[attr-defined]


def _change(run: Run, model: Any, values: dict[str, Any], *conditions: ColumnElement[bool]) -> int:
    table = table_of(model)
    if run.dry:
        return int(run.session.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())
    return int(run.session.execute(update(table).where(*conditions).values(**values)).rowcount)  # type: ignore[attr-defined]
