"""What was refused to somebody: counted, and in the audit at most once an hour, so that nobody fills it."""

from datetime import datetime, timedelta

from sqlmodel import Field, Session, SQLModel

from models.acts import Act
from models.audit import Actor, note
from models.database import Utc

QUIET = timedelta(hours=1)


class Refusal(SQLModel, table=True):
    """When a refusal to this person was last written down, and how many there were since."""

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    noted_at: datetime = Field(sa_type=Utc)
    since: int = 0


def refused(session: Session, actor: Actor, subject: str, at: datetime) -> None:
    """Note that the actor, who is a person, asked for what is not theirs; `subject` such as "command baocao"."""
    row = session.get(Refusal, actor.person_id)
    if row is not None and at - row.noted_at < QUIET:
        row.since += 1
        return
    note(session, actor, Act.REFUSED, subject, at, since_last=row.since if row else 0)
    row = row or Refusal(person_id=actor.person_id or 0, noted_at=at)
    row.noted_at, row.since = at, 0
    session.add(row)
