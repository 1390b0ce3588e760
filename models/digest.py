"""What a digest told last, so that the next one is sent only when there is something new."""

from datetime import date
from enum import StrEnum

from sqlmodel import JSON, Field, SQLModel, UniqueConstraint

from models.database import choice


class DigestKind(StrEnum):
    HEAD = "head"  # weekly, the own unit
    CLERK = "clerk"  # daily, exceptions first
    LEADER = "leader"  # weekly, one card


class Digest(SQLModel, table=True):
    """One digest to one person. `tells` are its facts as short marks ("overdue:17"), without anybody's words."""

    __table_args__ = (UniqueConstraint("person_id", "kind", "day", name="uq_digest_person_kind_day"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: DigestKind = Field(sa_type=choice(DigestKind))
    day: date
    tells: list[str] = Field(default_factory=list, sa_type=JSON)
