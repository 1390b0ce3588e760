"""Which received files something refers to; the others are not the office's to keep."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from models.assignment import Evidence
from models.outbox import OutboxMessage
from models.people import Awaiting
from models.plan import Plan


def referred_to(session: Session, hashes: Collection[str]) -> set[str]:
    """Those of some SHA-256 that a plan, a piece of evidence, an open question or a message to be sent names."""
    plans = select(Plan.sha256).where(col(Plan.sha256).in_(hashes))
    evidence = select(Evidence.sha256).where(col(Evidence.sha256).in_(hashes))
    documents = select(OutboxMessage.document).where(col(OutboxMessage.document).in_([f"file:{h}" for h in hashes]))
    named = {*session.exec(plans), *session.exec(evidence)}
    named |= {(document or "").removeprefix("file:") for document in session.exec(documents)}
    asked = " ".join(str(data) for data in session.exec(select(Awaiting.data)))
    return named | {name for name in hashes if name in asked}
