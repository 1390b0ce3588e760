"""Every message to be sent, once: a ledger whose rows all reach an end state that someone can see."""

from collections.abc import Collection
from datetime import datetime
from enum import IntEnum, StrEnum

from sqlalchemy import Index, UniqueConstraint, update
from sqlmodel import JSON, Field, Session, SQLModel

from models.database import Utc, choice, insert_new, table_of


class Delivery(StrEnum):
    QUEUED = "queued"
    CLAIMED = "claimed"
    INFLIGHT = "inflight"
    SENT = "sent"
    UNKNOWN = "unknown"  # may have been delivered; a person decides
    DEAD = "dead"
    EXPIRED = "expired"  # its time passed before it could go out
    CANCELLED = "cancelled"


class Priority(IntEnum):
    REPLY = 0
    REMINDER = 1
    BULK = 2


class OutboxMessage(SQLModel, table=True):
    """One message to one chat. `key` makes it unique: the same reply or reminder is never queued twice."""

    __table_args__ = (Index("ix_outboxmessage_next", "status", "channel", "office_id", "priority", "due_at"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    office_id: int | None = Field(default=None, foreign_key="office.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    channel: str
    address: str = Field(index=True)
    priority: int = Priority.REPLY
    text: str
    choices: list[list[str | int]] = Field(default_factory=list, sa_type=JSON)  # [label, data, row]
    document: str | None = None  # "snapshot:<id>:<form>", "file:<sha256>", "form:docx", "slips:<JSON>"
    document_name: str | None = None
    edits: str | None = None  # platform id of the message to change in place
    speaks_of: list[int] = Field(default_factory=list, sa_type=JSON)  # assignment ids, for answers by reply
    due_at: datetime = Field(sa_type=Utc, index=True)
    not_after: datetime | None = Field(default=None, sa_type=Utc)
    status: Delivery = Field(default=Delivery.QUEUED, sa_type=choice(Delivery))
    attempts: int = 0
    resends: int = 0  # after an unknown outcome; at most one
    worker: str | None = None
    lease_until: datetime | None = Field(default=None, sa_type=Utc)
    platform_id: str | None = Field(default=None, index=True)
    sent_at: datetime | None = Field(default=None, sa_type=Utc)
    error: str | None = None


class Gate(SQLModel, table=True):
    """When the next message may go out: one row a channel ("*") and one a chat; shared by all processes."""

    channel: str = Field(primary_key=True)
    address: str = Field(primary_key=True)
    next_at: datetime = Field(sa_type=Utc)


class SnapshotKind(StrEnum):
    REPORT = "report"
    CARD = "card"  # what /tinhhinh draws its picture from; no later report is compared with it
    LETTER = "letter"
    CALENDAR = "calendar"


class Snapshot(SQLModel, table=True):
    """A report's figures and words at a moment; the same snapshot always draws the same bytes."""

    __table_args__ = (UniqueConstraint("slot", name="uq_snapshot_slot"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    plan_id: int = Field(foreign_key="plan.id", index=True)
    made_at: datetime = Field(sa_type=Utc)
    content: dict[str, object] = Field(default_factory=dict, sa_type=JSON)
    kind: SnapshotKind = Field(default=SnapshotKind.REPORT, sa_type=choice(SnapshotKind))
    as_of: datetime | None = Field(default=None, sa_type=Utc)  # of a report: the last moment counted
    unit_id: int | None = Field(default=None, foreign_key="unit.id")  # the report of one unit's part
    form: str | None = None  # SHA-256 of the office's own .docx form that it is drawn in
    slot: str | None = None  # of a scheduled report: which one it is, so that it is made once


def enqueue(session: Session, message: OutboxMessage) -> bool:
    """Queue a message unless one with its key was queued before; True if it is new."""
    return insert_new(session, OutboxMessage, message.model_dump(exclude={"id"}), ["key"])


def cancel(session: Session, ids: Collection[int]) -> int:
    """Call back messages that are not on their way yet; how many."""
    table = table_of(OutboxMessage)
    waiting = table.c.status.in_([Delivery.QUEUED, Delivery.CLAIMED])
    statement = update(table).where(table.c.id.in_(ids), waiting).values(status=Delivery.CANCELLED, lease_until=None)
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]
