"""What happens to a message before its transaction: files are fetched, plans are read, what may be kept is kept."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import structlog

from bot.album import was_read, whole_album
from bot.shelf import Shelf
from bot.turning import PAUSES, Pauses, told
from handlers.dispatch import Reading
from messages.channel import Attachment, Channel, DeliveryError, FileKind, Incoming
from models.people import Role, person_at
from plans.draft import PlanDraft, UnreadableError
from plans.isolate import Reading as Reader
from plans.together import put_together
from vietnamese.text import fold

LARGEST = 20_000_000  # bytes; what Telegram lets a bot download
TRIES = 5

Fetched = tuple[Attachment, bytes | None]

log = structlog.get_logger()


@dataclass(frozen=True)
class Intake:
    """`pause` is how many seconds after a failed download the next comes; `pauses` are those of page numbers."""

    shelf: Shelf
    channels: Mapping[str, Channel]
    pause: float = 1.0
    pauses: Pauses = PAUSES
    readers: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))

    @asynccontextmanager
    async def prepared(self, incoming: Incoming) -> AsyncIterator[tuple[Incoming, Reading]]:
        """The message with the hashes of its files, and what the reader made of a plan.

        A file that cannot be had, and one that the reader refused, keeps no hash and is not stored. When the block
        ends, the files that nothing recorded refers to are gone again.
        """
        held: list[str] = []
        try:
            yield await self._prepare(incoming, held)
        finally:
            await self.shelf.release(held)

    async def _prepare(self, incoming: Incoming, held: list[str]) -> tuple[Incoming, Reading]:
        role = await asyncio.to_thread(self._role, incoming) if incoming.attachments else None
        if role is None:
            return incoming, None
        of_plan = role is Role.CLERK and not incoming.group and is_plan(incoming)
        if of_plan and incoming.album:
            await asyncio.sleep(self.pause)  # each file of an album is a message of its own
            incoming = await asyncio.to_thread(whole_album, self.shelf.sessions, incoming)
        fetched = [(file, await self._fetch(incoming.channel, file)) for file in incoming.attachments]
        reading: Reading = None
        if of_plan and not await asyncio.to_thread(was_read, self.shelf.sessions, incoming, fetched[0][1]):
            reading, fetched = await self._read_all(incoming, fetched)
        kept = [await self._put(file, data, held) for file, data in fetched]
        return replace(incoming, attachments=tuple(kept)), reading

    async def _read_all(self, incoming: Incoming, fetched: list[Fetched]) -> tuple[Reading, list[Fetched]]:
        """The one plan that all the files are, and the files without the bytes of those that were refused."""
        found = [(file, await self._read(incoming, file, data)) for file, data in fetched]
        drafts = [(file.name, reading) for file, reading in found if isinstance(reading, PlanDraft)]
        refused = [(file.name, reading) for file, reading in found if isinstance(reading, UnreadableError)]
        names = {name for name, _ in refused}
        kept = [(file, None if file.name in names else data) for file, data in fetched]
        try:
            return put_together(drafts, refused), kept
        except UnreadableError as error:
            return error, kept

    def _role(self, incoming: Incoming) -> Role | None:
        with self.shelf.sessions() as session:
            person = person_at(session, incoming.channel, incoming.who)
            return person.role if person else None

    async def _put(self, file: Attachment, data: bytes | None, held: list[str]) -> Attachment:
        if data is None or len(data) > LARGEST:
            return file
        held.append(await self.shelf.put(data))
        return replace(file, sha256=held[-1], size=len(data))

    async def _fetch(self, channel: str, file: Attachment) -> bytes | None:
        if file.kind is FileKind.OTHER or file.size > LARGEST:
            return None
        for attempt in range(TRIES):
            try:
                return await self.channels[channel].fetch(file)
            except DeliveryError as error:
                log.warning("file not fetched", channel=channel, reason=error.reason, tries=attempt + 1)
                if error.refused:
                    break
                await asyncio.sleep(error.retry_in or self.pause * 2**attempt)
        return None

    async def _read(self, incoming: Incoming, file: Attachment, data: bytes | None) -> PlanDraft | UnreadableError:
        if max(file.size, len(data or b"")) > LARGEST:
            return UnreadableError("Tệp lớn hơn 20 MB; hãy gửi bản .docx gọn hơn.")
        if data is None:
            return UnreadableError("Không tải được tệp; hãy gửi lại.")
        async with self.readers, told(self.channels[incoming.channel], incoming.address, self.pauses) as tell:
            reader = Reader(tell=tell)
            try:
                return await asyncio.to_thread(reader.read, file.name, data)
            except UnreadableError as error:
                return error
            finally:
                # When the bot is told to stop, the thread must not wait for a long scan.
                reader.stop()


def is_plan(incoming: Incoming) -> bool:
    """Whether a clerk's file is a plan to read: any document, and a photo whose caption begins with "kế hoạch".

    Other photos are evidence, as everybody's are.
    """
    kind = incoming.attachments[0].kind
    return kind is FileKind.DOCUMENT or (kind is FileKind.PHOTO and fold(incoming.text).strip().startswith("ke hoach"))
