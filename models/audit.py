"""Who saw, exported, approved or changed what: append-only, each entry sealed with the hash of the one before."""

from datetime import datetime

from sqlmodel import JSON, Field, SQLModel, UniqueConstraint

from models.database import Utc


class AuditEntry(SQLModel, table=True):
    """One entry of an office's chain; `number` counts from 1. Ids and plain facts: no words, token or name."""

    __table_args__ = (UniqueConstraint("office_id", "number", name="uq_auditentry_office_number"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    number: int
    at: datetime = Field(sa_type=Utc)
    actor_id: int | None = Field(default=None, foreign_key="person.id")  # None: the command line or the bot itself
    channel: str  # where it was done: "telegram", "zalo", "cli", "clock" ...
    action: str  # "report.made", "person.left", "date.moved" ...
    subject: str  # what it was done to: "plan 3", "person 12"
    detail: dict[str, object] = Field(default_factory=dict, sa_type=JSON)
    before: str  # the hash of the entry before, "" for the first
    hash: str
