"""What happens to a message before its transaction: files are fetched, plans are read, what may be kept is kept."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import structlog

from bot.album import belongs_to_plan, whole_album
from bot.shelf import Shelf
from bot.turning import PAUSES, Chat, Pauses, told
from messages.channel import Attachment, Channel, DeliveryError, FileKind, Incoming
from messages.form_words import is_form
from models.people import language_of, speaker_at
from models.permits import Action, reach_of
from models.posts import Held, posts_of
from plans.draft import FormRead, PlanDraft, Reading, RosterRead, UnreadableError
from plans.isolate import Reading as Reader
from plans.roster import UnreadableRosterError, is_roster, read_roster
from vietnamese.text import fold

LARGEST = 20_000_000  # bytes; what Telegram lets a bot download
TRIES = 5

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_BOXES = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftypavif")  # what phones take photos in

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
        speaker = await asyncio.to_thread(self._speaker, incoming) if incoming.attachments else None
        if speaker is None:
            return incoming, None
        posts, language = speaker
        if incoming.edited:
            return replace(incoming, attachments=()), None  # they came with the first words
        if incoming.album:
            await asyncio.sleep(self.pause)  # each file of an album is a message of its own
            incoming = await asyncio.to_thread(whole_album, self.shelf.sessions, incoming)
        if reach_of(posts, Action.KEEP_FORMS) and is_form(incoming):
            return await self._form(incoming, held)
        may_plan = bool(reach_of(posts, Action.CHANGE_PLAN)) and not incoming.group
        of_plan = may_plan and await self._is_plan(incoming)
        fetched = [(file, await self._fetch(incoming.channel, file)) for file in incoming.attachments]
        reading: Reading = None
        if reach_of(posts, Action.CHANGE_PEOPLE) and _may_be_roster(incoming):
            reading = await self._roster(fetched[0][1])
        if reading is not None:
            return replace(incoming, attachments=()), reading  # it holds phone numbers: the file itself is not kept
        if of_plan:
            reading, fetched = await self._read_all(incoming, fetched, language)
        kept = [await self._put(file, data, held) for file, data in fetched]
        return replace(incoming, attachments=tuple(kept)), reading

    async def _form(self, incoming: Incoming, held: list[str]) -> tuple[Incoming, Reading]:
        """A form of the report, looked through; only one that can be used is kept."""
        from handlers.forms import problems_of

        file = incoming.attachments[0]
        data = await self._fetch(incoming.channel, file)
        if data is None:
            return incoming, UnreadableError("Không tải được tệp; hãy gửi lại.")
        async with self.readers:
            found = await asyncio.to_thread(problems_of, data)
        kept = file if found else await self._put(file, data, held)
        return replace(incoming, attachments=(kept,)), FormRead(tuple(found))

    async def _roster(self, data: bytes | None) -> RosterRead | None:
        """A workbook with the sheets of a roster, read; None for any other."""
        if data is None or not is_roster(data):
            return None
        async with self.readers:
            try:
                return RosterRead(await asyncio.to_thread(read_roster, data))
            except UnreadableRosterError as error:
                return RosterRead(problem=str(error))

    async def _is_plan(self, incoming: Incoming) -> bool:
        """Whether a clerk's message is a plan, or comes after the other files of its album were read as one."""
        late = bool(incoming.album) and await asyncio.to_thread(belongs_to_plan, self.shelf.sessions, incoming)
        return late or is_plan(incoming)

    async def _read_all(
        self, incoming: Incoming, fetched: list[Fetched], language: str
    ) -> tuple[Reading, list[Fetched]]:
        """The one plan that all the files are, and the files without the bytes of those that were refused."""
        from plans.together import documents_of, put_together

        drafts: list[tuple[str, PlanDraft]] = []
        refused: list[tuple[str, UnreadableError]] = []
        kept = list(fetched)
        for document in documents_of([data for _, data in fetched]):
            name = fetched[document[0]][0].name
            reading = await self._read(incoming, [fetched[at] for at in document], language)
            if isinstance(reading, PlanDraft):
                drafts.append((name, reading))
                continue
            refused.append((name, reading))
            for at in document:
                kept[at] = (fetched[at][0], None)
        try:
            return put_together(drafts, refused), kept
        except UnreadableError as error:
            return error, kept

    def _speaker(self, incoming: Incoming) -> tuple[Sequence[Held], str] | None:
        """The sender's posts and language; None for a stranger."""
        with self.shelf.sessions() as session:
            found = speaker_at(session, incoming.channel, incoming.who)
            if found is None:
                return None
            day = incoming.sent_at.astimezone(found.office.zone).date()
            return posts_of(session, found.person, day), language_of(found.person, found.office)

    async def _put(self, file: Attachment, data: bytes | None, held: list[str]) -> Attachment:
        if data is None or len(data) > LARGEST:
            return file
        held.append(await self.shelf.put(data))
        return replace(file, sha256=held[-1], size=len(data), picture=file.picture or is_picture(data))

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

    async def _read(self, incoming: Incoming, files: list[Fetched], language: str) -> PlanDraft | UnreadableError:
        """What a document says, in one file or in pictures of its pages."""
        if any(max(file.size, len(data or b"")) > LARGEST for file, data in files):
            return UnreadableError("Tệp lớn hơn 20 MB; hãy gửi bản .docx gọn hơn.")
        parts = [data for _, data in files if data is not None]
        if len(parts) < len(files):
            return UnreadableError("Không tải được tệp; hãy gửi lại.")
        chat = Chat(self.channels[incoming.channel], incoming.address, language)
        async with self.readers, told(chat, self.pauses) as tell:
            reader = Reader(tell=tell)
            try:
                return await asyncio.to_thread(reader.read, files[0][0].name, *parts)
            except UnreadableError as error:
                return error
            finally:
                # When the bot is told to stop, the thread must not wait for a long scan.
                reader.stop()


def _may_be_roster(incoming: Incoming) -> bool:
    files = incoming.attachments
    return len(files) == 1 and not incoming.group and files[0].name.casefold().endswith(".xlsx")


def is_plan(incoming: Incoming) -> bool:
    """Whether a clerk's file is a plan to read: any document, and a photo whose caption begins with "kế hoạch".

    Other photos are evidence, as everybody's are.
    """
    kind = incoming.attachments[0].kind
    return kind is FileKind.DOCUMENT or (kind is FileKind.PHOTO and fold(incoming.text).strip().startswith("ke hoach"))


def is_picture(data: bytes) -> bool:
    """By the first bytes, whatever the file is called."""
    return data.startswith(_PICTURES) or data[4:12] in _BOXES or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
