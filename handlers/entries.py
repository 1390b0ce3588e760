"""What is to be written into the journal of one message."""

from dataclasses import dataclass, field
from datetime import date

from messages.channel import Attachment
from models.assignment import Figure, Said


@dataclass(frozen=True)
class Entry:
    """What is to be written down of one message about one task."""

    said: Said
    words: str
    percent: int | None = None
    blocker: str | None = None
    asked_due: date | None = None
    figures: tuple[Figure, ...] = ()
    files: tuple[Attachment, ...] = field(default=())
    more_time: bool = False  # it asks to move the deadline
    settles: int | None = None  # the claim that it confirms or returns
