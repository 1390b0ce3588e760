"""One message in, one message out, the same for every platform, and the protocol a platform implements."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class FileKind(StrEnum):
    DOCUMENT = "document"
    PHOTO = "photo"
    OTHER = "other"  # voice, sticker, video, location: answered, not kept


@dataclass(frozen=True)
class Attachment:
    """A file that came with a message. `ref` is the platform's handle; `sha256` is set once it was fetched."""

    ref: str
    name: str
    size: int
    kind: FileKind = FileKind.DOCUMENT
    sha256: str | None = None


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

    @property
    def who(self) -> str:
        """The address under which the sender is known in private."""
        return self.sender or self.address


@dataclass(frozen=True)
class Choice:
    """A button, or a numbered answer where there are no buttons. `row` is its keyboard row."""

    label: str
    data: str
    row: int = 0


@dataclass(frozen=True)
class Document:
    name: str
    data: bytes
    photo: bool = False


@dataclass(frozen=True)
class Outgoing:
    """One message to a chat. `text` is HTML of <b>, <i>, <code> only; no tag spans a line end."""

    text: str
    choices: tuple[Choice, ...] = ()
    document: Document | None = None
    edits: str | None = None  # platform id of the message to change instead of sending a new one


@dataclass(frozen=True)
class Capabilities:
    buttons: bool = True
    edit: bool = True
    documents: bool = True
    groups: bool = True
    text_limit: int = 4096  # UTF-16 code units, as Telegram counts


class DeliveryError(Exception):
    """A message was not (or perhaps not) delivered; carries what the caller must decide.

    permanent: this address will never take it (blocked, deleted).   retry_in: the platform asked to wait, in seconds.
    unknown: it may have been delivered.   fatal: token refused, stop the channel.   moved_to: the chat's new address.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        retry_in: float | None = None,
        unknown: bool = False,
        fatal: bool = False,
        moved_to: str | None = None,
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.retry_in = retry_in
        self.unknown = unknown
        self.fatal = fatal
        self.moved_to = moved_to


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
