"""After a backup was put back: nobody knows which of the messages due by now went out since it was made."""

from datetime import datetime

from sqlmodel import Session

from models import ledger
from models.outbox import Delivery
from scheduler.outcome import lost


def doubt_what_was_due(session: Session, now: datetime) -> int:
    """Treat each as one whose outcome was lost: sent once more with a mark, or shown to a person; how many."""
    rows = ledger.due(session, now)
    for row in rows:
        ledger.change(session, row, (row.status,), **lost(row._replace(status=Delivery.INFLIGHT), now))
    return len(rows)
