"""Files that come with a message: fetched for known people only, kept under their hash, read if they may be a plan."""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import structlog

from handlers.dispatch import Reading
from messages.channel import Attachment, Channel, DeliveryError, FileKind, Incoming
from models.database import Sessions
from models.people import Role, person_at
from plans.draft import UnreadableError
from plans.isolate import read_isolated

LARGEST = 20_000_000  # bytes; what Telegram lets a bot download
TRIES = 5

log = structlog.get_logger()


@dataclass(frozen=True)
class Intake:
    """`files` holds each file under its SHA-256; `pause` is how many seconds after a failed download the next comes."""

    sessions: Sessions
    channels: Mapping[str, Channel]
    files: Path
    pause: float = 1.0
    readers: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))

    async def prepare(self, incoming: Incoming) -> tuple[Incoming, Reading]:
        """The message with the hashes of its files, and what the reader made of a plan.

        A file that cannot be had keeps no hash.
        """
        role = await asyncio.to_thread(self._role, incoming) if incoming.attachments else None
        if role is None:
            return incoming, None
        kept = [await self._keep(incoming, attachment) for attachment in incoming.attachments]
        reading: Reading = None
        if role is Role.CLERK and not incoming.group and kept[0].kind is FileKind.DOCUMENT:
            reading = await self._read(kept[0])
        return replace(incoming, attachments=tuple(kept)), reading

    def _role(self, incoming: Incoming) -> Role | None:
        with self.sessions() as session:
            person = person_at(session, incoming.channel, incoming.who)
            return person.role if person else None

    async def _keep(self, incoming: Incoming, attachment: Attachment) -> Attachment:
        if attachment.kind is FileKind.OTHER or attachment.size > LARGEST or attachment.sha256:
            return attachment
        data = await self._fetch(self.channels[incoming.channel], attachment)
        if data is None or len(data) > LARGEST:
            return attachment
        return replace(attachment, sha256=await asyncio.to_thread(keep, self.files, data), size=len(data))

    async def _fetch(self, channel: Channel, attachment: Attachment) -> bytes | None:
        for attempt in range(TRIES):
            try:
                return await channel.fetch(attachment)
            except DeliveryError as error:
                log.warning("file not fetched", channel=channel.name, reason=error.reason, tries=attempt + 1)
                if error.refused:
                    break
                await asyncio.sleep(error.retry_in or self.pause * 2**attempt)
        return None

    async def _read(self, file: Attachment) -> Reading:
        if file.size > LARGEST:
            return UnreadableError("Tệp lớn hơn 20 MB; hãy gửi bản .docx gọn hơn.")
        if file.sha256 is None:
            return UnreadableError("Không tải được tệp; hãy gửi lại.")
        data = await asyncio.to_thread((self.files / file.sha256).read_bytes)
        async with self.readers:
            try:
                return await asyncio.to_thread(read_isolated, file.name, data)
            except UnreadableError as error:
                return error


def keep(files: Path, data: bytes) -> str:
    """Store bytes under their SHA-256, whole or not at all; the name they were sent under is never a path."""
    name = hashlib.sha256(data).hexdigest()
    target = files / name
    if not target.exists():
        files.mkdir(parents=True, exist_ok=True)
        part = files / f"{name}.part"
        part.write_bytes(data)
        part.replace(target)
    return name
