"""One message in, one message out, the same for every platform, and the protocol a platform implements."""

from collections.abc import Awaitable, Callable
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, Self, TypeGuard


class FileKind(StrEnum):
    DOCUMENT = "document"
    PHOTO = "photo"
    OTHER = "other"  # voice, sticker, video, location: answered, not kept


class Content(StrEnum):
    """What a message holds besides words and files; of all this nothing is fetched and nothing is kept."""

    VOICE = "voice"
    VIDEO = "video"  # with animations and video notes without words
    STICKER = "sticker"  # its emoji is the message's text
    PLACE = "place"
    CONTACT = "contact"
    POLL = "poll"
    WITHHELD = "withheld"  # what the platform keeps from bots: it says only that there was something
    OTHER = "other"  # dice, games, and whatever comes next


PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".bmp", ".tif", ".tiff", ".jfif", ".avif")


@dataclass(frozen=True)
class Attachment:
    """A file that came with a message. `ref` is the platform's handle; `sha256` is set once it was fetched."""

    ref: str
    name: str
    size: int
    kind: FileKind = FileKind.DOCUMENT
    sha256: str | None = None
    picture: bool = False  # a document that the platform, or its first bytes, call an image

    @property
    def is_picture(self) -> bool:
        """Whether it shows something, whatever it was sent as: somebody may be recognised."""
        return self.kind is FileKind.PHOTO or self.picture or self.name.casefold().endswith(PICTURES)


@dataclass(frozen=True)
class Incoming:
    """One message from a person. `id` is unique within the channel; `address` is the chat to answer in."""

    channel: str
    id: str
    address: str
    text: str
    sent_at: datetime
    sender: str = ""  # the platform's user id where it differs from the chat (groups)
    sender_name: str = ""
    group: bool = False
    button: str | None = None  # data of the pressed button
    message_id: str | None = None  # platform id of the message answered, or of the one whose button was pressed
    attachments: tuple[Attachment, ...] = ()
    album: str = ""  # the platform's mark of messages sent in one go, each with one of the files
    parts: tuple[str, ...] = ()  # ids of the album's other messages, whose files this one has too
    join_link: str = ""  # the platform's address that opens the bot with an appended code; "" where there is none
    own_id: str = ""  # the platform's id of this message itself, where it tells; an edit comes with the same one
    edited: bool = False  # the new words of a message that was sent before
    forwarded: bool = False  # somebody else's words
    other: Content | None = None
    by_link: bool = False  # whoever has a link can write so, and a link can be passed on
    brings_files: bool = True  # False where documents cannot be sent to the bot at all
    has_groups: bool = True  # False where the bot cannot be in a group

    @property
    def source(self) -> str | None:
        """What tells this message from all others, however often it is edited; None for presses."""
        return f"{self.channel}:{self.address}:{self.own_id}" if self.own_id else None

    @property
    def who(self) -> str:
        """The address under which the sender is known in private."""
        return self.sender or self.address

    def to_json(self) -> dict[str, Any]:
        """What the inbox keeps until the message is handled."""
        # `asdict` copies deeply, which takes longer than all the rest of storing a message.
        return {
            **vars(self),
            "sent_at": self.sent_at.isoformat(),
            "attachments": [dict(vars(file)) for file in self.attachments],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """The message that `to_json` kept."""
        attachments = tuple(Attachment(**{**a, "kind": FileKind(a["kind"])}) for a in kept["attachments"])
        sent_at, parts = datetime.fromisoformat(kept["sent_at"]), tuple(kept.get("parts", ()))
        other = Content(kept["other"]) if kept.get("other") else None
        return cls(**{**kept, "sent_at": sent_at, "attachments": attachments, "parts": parts, "other": other})


@dataclass(frozen=True)
class Choice:
    """A button, or a numbered answer where there are no buttons. `row` is its keyboard row."""

    label: str
    data: str
    row: int = 0


@dataclass(frozen=True)
class Document:
    """A file that goes with a message; with a `url` the platform fetches it there, and `data` is empty."""

    name: str
    data: bytes
    photo: bool = False
    url: str = ""


@dataclass(frozen=True)
class Outgoing:
    """One message to a chat. `text` is HTML of <b>, <i>, <code> only; no tag spans a line end."""

    text: str
    choices: tuple[Choice, ...] = ()
    document: Document | None = None
    edits: str | None = None  # platform id of the message to change instead of sending a new one
    row: int = field(default=0, compare=False)  # the outbox row it is of, for channels whose messages hold links to it


@dataclass(frozen=True)
class Pace:
    """How fast a platform takes messages: a second in all, and the seconds between two to one chat."""

    per_second: float = 29.5  # evenly spaced, 30 a second were never refused below 29.8 (facts/performance.md 1)
    chat_gap: float = 1.0
    group_gap: float = 3.0
    group_prefix: str = "-"  # addresses of groups begin with it

    def gap(self, address: str) -> float:
        return self.group_gap if address.startswith(self.group_prefix) else self.chat_gap


UNPACED = Pace(per_second=0, chat_gap=0, group_gap=0)
"""No limits: the console, a fake."""


@dataclass(frozen=True)
class Capabilities:
    buttons: bool = True
    edit: bool = True
    documents: bool = True
    linked_photos: bool = False  # takes a picture by its address, where it takes no files
    groups: bool = True
    text_limit: int = 4096  # UTF-16 code units, as Telegram counts
    caption_limit: int = 1024
    pace: Pace = UNPACED
    polled: bool = False  # asks its platform, whose silence then says something: see `Polled`
    pushed: bool = False  # is called by its platform, and whatever process it calls may store that


@dataclass(eq=False)
class DeliveryError(Exception):
    """A message was not (or perhaps not) delivered; carries what the caller must decide.

    permanent: this address will never take it (blocked, deleted).   refused: no address will take this message.
    elsewhere: this channel will not take it, say for its document; another may.
    retry_in: the platform asked to wait, or cannot be reached, in seconds.   here: it is only this process that
    cannot reach it, others need not wait.   unknown: it may have been delivered.
    fatal: token refused, stop the channel.   moved_to: the chat's new address.   None of them: it was not delivered.
    """

    reason: str
    _: KW_ONLY
    permanent: bool = False
    refused: bool = False
    elsewhere: bool = False
    retry_in: float | None = None
    here: bool = False
    unknown: bool = False
    fatal: bool = False
    moved_to: str | None = None

    def __str__(self) -> str:
        return self.reason


Hear = Callable[[Incoming], Awaitable[None]]


class Channel(Protocol):
    name: str
    can: Capabilities

    async def listen(self, hear: Hear) -> None:
        """Call `hear` for each message; a platform's confirmation goes out only after `hear` returned."""

    async def send(self, address: str, message: Outgoing) -> str:
        """Deliver and return the platform's message id; raises DeliveryError."""

    async def fetch(self, attachment: Attachment) -> bytes:
        """The bytes of an attachment; raises DeliveryError."""


class Polled(Channel, Protocol):
    """A channel that asks its platform."""

    @property
    def heard_at(self) -> datetime | None:
        """When the platform last answered; None before the first time."""


def is_polled(channel: Channel) -> TypeGuard[Polled]:
    return channel.can.polled
