"""What the form of an e-mail brought, as far as it is one of ours."""

import hashlib
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from bot.intake import LARGEST, is_picture
from bot.webhook import body_of
from messages.channel import PICTURES

WORDS = 4000  # characters of an answer
ROOM = 64_000  # bytes of a form besides its file: accented letters come as nine each

_PROGRAMS = (b"MZ", b"\x7fELF")

_NONCE = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Sent:
    """What a form brought."""

    nonce: str
    text: str = ""
    button: str = ""
    about: int = 0
    file: tuple[str, bytes] | None = None

    @property
    def mark(self) -> str:
        """Of what it says: the same form sent twice is one answer, gone back to and written anew it is another."""
        said = (self.text, self.button, str(self.about), self.file[0] if self.file else "")
        content = hashlib.sha256("\0".join(said).encode() + (self.file[1] if self.file else b""))
        return content.hexdigest()[:16]

    @property
    def is_false(self) -> bool:
        """Whether the file is a program, or no picture though it is called one: nothing that could be evidence."""
        name, data = self.file or ("", b"")
        if name.casefold().endswith(PICTURES) and not (is_picture(data) or data[4:8] == b"ftyp"):
            return True
        return data.startswith(_PROGRAMS)

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.button or self.file)


async def read_form(request: Request) -> Sent | None:
    """None for what no form of ours sends."""
    with_file = request.headers.get("content-type", "").startswith("multipart/form-data")
    body = await body_of(request, LARGEST + ROOM if with_file else ROOM)
    if body is None:
        return None
    try:
        async with _parsed(request, body, with_file=with_file) as fields:
            return await _sent(fields)
    except (MultiPartException, ValueError):
        return None


@asynccontextmanager
async def _parsed(request: Request, body: bytes, *, with_file: bool) -> AsyncGenerator[FormData, None]:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield body
        yield b""

    parser: FormParser | MultiPartParser = FormParser(request.headers, stream())
    if with_file:
        parser = MultiPartParser(request.headers, stream(), max_files=1, max_fields=8, max_part_size=ROOM)
        parser.spool_max_size = 2 * LARGEST  # what the reader will refuse must not touch the disk
    fields = await parser.parse()
    try:
        yield fields
    finally:
        await fields.close()


async def _sent(fields: FormData) -> Sent | None:
    nonce, about = str(fields.get("nonce", "")), str(fields.get("about", ""))
    if not _NONCE.fullmatch(nonce) or len(about) > 15:
        return None
    upload = fields.get("file")
    data = await upload.read() if isinstance(upload, UploadFile) else b""
    file = (upload.filename or "tep", data) if isinstance(upload, UploadFile) and data else None
    text, button = (str(fields.get(name, "")).replace("\r\n", "\n").strip() for name in ("text", "button"))
    number = int(about) if about.isascii() and about.isdigit() else 0
    return Sent(nonce, text[:WORDS], button[:64], number, file)
