"""Who saw, exported, approved or changed what: append-only, each entry sealed with the hash of the one before.

Kept for good, so longer than the 12 months of facts/reliability.md 6, point 14; neither the retention of other data nor
the deletion of a person touches it: it holds ids and plain facts, never a name, a message's words or a token.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Insert, Select, bindparam, event, insert, select
from sqlmodel import JSON, Field, Session, SQLModel, UniqueConstraint

from models.acts import Act
from models.append_only import guard_created
from models.database import Utc, table_of
from models.office import Office

Fact = str | int | bool | date | Sequence[int] | None
"""What a detail may be: an id, a number, a day, a code such as "docx"; words are not written down."""

_CODE = re.compile(r"[\w.:/+-]{0,20}", re.ASCII)  # longer than any code of ours, shorter than any token
_SUBJECT = re.compile(r"[a-z_]+ [\w-]{1,20}", re.ASCII)
_SEALED = ("at", "office_id", "number", "actor_id", "channel", "action", "subject", "detail", "before")
WORDS = "…"
"""Stands where a caller gave words after all."""


class AuditEntry(SQLModel, table=True):
    """One entry of an office's chain; `number` counts from 1."""

    __table_args__ = (UniqueConstraint("office_id", "number", name="uq_auditentry_office_number"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    number: int
    at: datetime = Field(sa_type=Utc)
    actor_id: int | None = Field(default=None, foreign_key="person.id")  # None: the command line or the bot itself
    channel: str  # where it was done: "telegram", "zalo", "cli", "clock" ...
    action: str  # an Act
    subject: str  # what it was done to: "plan 3", "person 12"
    detail: dict[str, object] = Field(default_factory=dict, sa_type=JSON)
    before: str  # the hash of the entry before, "" for the first
    hash: str


event.listen(table_of(AuditEntry), "after_create", guard_created)


class Actor(NamedTuple):
    """Who does something in an office, and where; nobody for the command line ("cli") and the clock ("clock")."""

    office_id: int
    person_id: int | None
    channel: str


CLI = "cli"
"""The channel of what is done on the command line."""


class Tip(NamedTuple):
    """The end of a chain. Kept elsewhere (log, backup, exported files), it shows later that the end was cut off."""

    number: int = 0
    hash: str = ""

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


def note(session: Session, actor: Actor, action: Act, subject: str, at: datetime, **detail: Fact) -> Tip:
    """Add the next entry to the chain of the actor's office, in the transaction in which it is done.

    `subject` is a word and an id, such as "plan 3". On PostgreSQL others of the office wait until that ends.
    """
    last = _last_for_good(session, actor.office_id)
    entry: dict[str, Any] = {
        "office_id": actor.office_id,
        "number": last.number + 1,
        "at": at,
        "actor_id": actor.person_id,
        "channel": actor.channel,
        "action": action,
        "subject": subject if _SUBJECT.fullmatch(subject) else WORDS,
        "detail": {name: _plain(value) for name, value in detail.items() if value is not None},
        "before": last.hash,
    }
    entry["hash"] = _seal(entry)
    session.execute(_adding(), entry)
    return Tip(last.number + 1, entry["hash"])


def _plain(value: Fact) -> object:
    """As JSON gives it back: what is hashed must be what is read again."""
    match value:
        case str():
            return str(value) if _CODE.fullmatch(value) else WORDS
        case bool() | int() | None:
            return value
        case date():
            return value.isoformat()
    return [int(each) for each in value]


def seal(entry: AuditEntry) -> str:
    """The SHA-256 over every field and the hash before, in one encoding that each field's change would change."""
    return _seal({name: getattr(entry, name) for name in _SEALED})


def _seal(fields: Mapping[str, Any]) -> str:
    at = fields["at"].astimezone(UTC).isoformat(timespec="microseconds")
    told = [at, *(fields[name] for name in _SEALED[1:])]
    return sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


def tip_of(session: Session, office_id: int) -> Tip:
    """Where the office's chain ends now."""
    row = session.execute(_newest(), {"office": office_id}).first()
    return Tip(*row) if row else Tip()


def _last_for_good(session: Session, office_id: int) -> Tip:
    """The end of the chain, which nobody else moves until this transaction ends; SQLite has one writer anyway."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(_turn(), {"office": office_id})
    return tip_of(session, office_id)


# Statements are built once: to write one down anew costs more than to run it.
@cache
def _newest() -> Select[Any]:
    table = table_of(AuditEntry)
    mine = select(table.c.number, table.c.hash).where(table.c.office_id == bindparam("office"))
    return mine.order_by(table.c.number.desc()).limit(1)


@cache
def _turn() -> Select[Any]:
    """Unlike `take_turn` it forgets nothing that the caller has read or is about to write."""
    table = table_of(Office)
    return select(table.c.id).where(table.c.id == bindparam("office")).with_for_update(key_share=True)


@cache
def _adding() -> Insert:
    return insert(table_of(AuditEntry))
