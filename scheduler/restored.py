"""After a backup was put back: nobody knows which of the messages due by now went out since it was made."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from models import ledger
from models.database import table_of
from models.outbox import Delivery, OutboxMessage
from scheduler.outcome import lost

OPEN = (Delivery.QUEUED, Delivery.CLAIMED, Delivery.INFLIGHT)


def doubt_what_was_due(session: Session, now: datetime) -> int:
    """Treat each as one whose outcome was lost: sent once more with a mark, or shown to a person; how many."""
    table = table_of(OutboxMessage)
    query = select(table).where(table.c.status.in_(OPEN), table.c.due_at <= now)
    rows = [OutboxMessage(**row) for row in session.execute(query).mappings()]
    for row in rows:
        in_the_air = row.model_copy(update={"status": Delivery.INFLIGHT})
        ledger.change(session, row, (row.status,), **lost(in_the_air, now))
    return len(rows)
