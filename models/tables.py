"""Every table, imported so that the metadata is whole: what a foreign key refers to must be known before a row is."""

from models import (
    absence,
    assignment,
    digest,
    evidence,
    inbox,
    indicator,
    item,
    lease,
    office,
    outbox,
    people,
    plan,
    pulse,
)

__all__ = [
    "absence",
    "assignment",
    "digest",
    "evidence",
    "inbox",
    "indicator",
    "item",
    "lease",
    "office",
    "outbox",
    "people",
    "plan",
    "pulse",
]
