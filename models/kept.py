"""Which received files something refers to; the others are not the office's to keep."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as core
from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.assignment import Progress
from models.database import table_of
from models.evidence import Evidence
from models.office import Office
from models.outbox import OutboxMessage, Snapshot
from models.people import Awaiting, Person
from models.plan import Plan


def referred_to(session: Session, hashes: Collection[str]) -> set[str]:
    """Those of some SHA-256 that a plan, a piece of evidence, a report's form, an open question or a message names."""
    plans = select(Plan.sha256).where(col(Plan.sha256).in_(hashes))
    evidence = select(Evidence.sha256).where(col(Evidence.sha256).in_(hashes))
    forms = select(Office.report_form).where(col(Office.report_form).in_(hashes))
    drawn = select(Snapshot.form).where(col(Snapshot.form).in_(hashes))
    documents = select(OutboxMessage.document).where(col(OutboxMessage.document).in_([f"file:{h}" for h in hashes]))
    named = {*session.exec(plans), *session.exec(evidence)}
    named |= {form for form in (*session.exec(forms), *session.exec(drawn)) if form}
    named |= {(document or "").removeprefix("file:") for document in session.exec(documents)}
    asked = " ".join(str(data) for data in session.exec(select(Awaiting.data)))
    return named | {name for name in hashes if name in asked}


def at_stake(session: Session, person: Person, asked: Awaiting | None) -> set[str]:
    """The files that the next word of a person may do away with: those asked about, and the pictures held."""
    names = set(session.execute(_HELD, {"person": person.id}).scalars())
    return names | (hashes_in(asked.data.get("message")) if asked else set())


_EVIDENCE, _LINE = table_of(Evidence), table_of(Progress)
_HELD = (
    core.select(_EVIDENCE.c.sha256)
    .join(_LINE, _LINE.c.id == _EVIDENCE.c.progress_id)
    .where(_EVIDENCE.c.held, core.func.coalesce(_LINE.c.entered_by, _LINE.c.person_id) == bindparam("person"))
)


def hashes_in(message: object) -> set[str]:
    """The files of an Incoming as `to_json` gives it."""
    files = message.get("attachments", ()) if isinstance(message, dict) else ()
    return {file["sha256"] for file in files if file["sha256"]}


def drop_unanswered(session: Session, before: datetime) -> int:
    """Remove the pictures about which a sender never answered; how many."""
    held = select(Evidence).join(Progress, col(Progress.id) == Evidence.progress_id)
    rows = session.exec(held.where(col(Evidence.held), Progress.at < before)).all()
    for row in rows:
        session.delete(row)
    return len(rows)
