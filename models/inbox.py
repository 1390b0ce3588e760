"""Every message that came in, once."""

from datetime import datetime

from sqlmodel import JSON, Field, SQLModel, UniqueConstraint

from models.database import Utc


class InboxMessage(SQLModel, table=True):
    """`payload` is the Incoming as JSON, until it is handled; then only what tells that it was."""

    __table_args__ = (UniqueConstraint("channel", "external_id", name="uq_inboxmessage_channel_external_id"),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    external_id: str
    address: str
    payload: dict[str, object] = Field(default_factory=dict, sa_type=JSON)
    received_at: datetime = Field(sa_type=Utc)
    handled_at: datetime | None = Field(default=None, sa_type=Utc, index=True)
    attempts: int = 0
    error: str | None = None  # parked after 5 attempts with its last error
