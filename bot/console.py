"""The terminal as a platform: plays any person of the office, so that everything works without a token."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlmodel import Session, col, select

from bot.context import now
from bot.screen import styled
from handlers.roster import first_clerk
from messages.channel import Attachment, Capabilities, DeliveryError, FileKind, Hear, Incoming, Outgoing
from models.database import Sessions
from models.office import the_office
from models.people import Address, Person, Unit, reachable
from plans.roster_roles import ROLES
from vietnamese.text import fold

STRANGER = "khach"
QUIT = "/quit"
CAN = Capabilities(buttons=False, edit=False, groups=False, text_limit=100_000)
PHOTOS = {".jpg", ".jpeg", ".png", ".webp"}
ROLE_WORDS = {role: word for word, role in ROLES.items()}
HELP = """\
/as 3, /as Lan    đóng vai người khác (/as khach: người lạ)
/people           danh sách cán bộ
/send ĐƯỜNG_DẪN [lời kèm]   gửi tệp
/quit             thoát
Mọi dòng khác là tin nhắn; gõ số để chọn nút, /trogiup để hỏi bot."""


@dataclass
class ConsoleChannel:
    """Addresses are person ids. A person gets a console address when played first; the others are not reached.

    `read` gives the next line typed and raises EOFError at the end; documents that people get lie in `downloads`.
    `ended` is told when the typing ends; the channel then listens on in silence, for only failures stop a listener.
    """

    sessions: Sessions
    read: Callable[[], str] = input
    clock: Callable[[], datetime] = now
    screen: Console = field(default_factory=Console)
    downloads: Path = Path("out")
    ended: asyncio.Event | None = None
    name: str = "console"
    can: Capabilities = CAN
    _playing: str = STRANGER
    _count: int = 0
    _files: dict[str, Path] = field(default_factory=dict)

    async def listen(self, hear: Hear) -> None:
        """Until the typing ends."""
        await self._listen(hear)
        if self.ended:
            self.ended.set()
            await asyncio.Event().wait()

    async def _listen(self, hear: Hear) -> None:
        await asyncio.to_thread(self._open)
        lines = _typed(self.read)
        while (line := await lines.get()) is not None:
            command, _, argument = line.strip().partition(" ")
            if command == QUIT:
                return
            if command in ("/as", "/people", "/send", "/help"):
                await self._own(command, argument.strip(), hear)
            elif line.strip():
                await hear(self._incoming(line.strip()))

    async def send(self, address: str, message: Outgoing) -> str:
        """Print it under the name of whoever gets it."""
        name, zone = await asyncio.to_thread(self._heading, address)
        heading = Text.assemble((f"→ {name}", "bold"), f"  {self.clock().astimezone(zone):%H:%M}")
        self.screen.rule(heading, align="left")
        self.screen.print(styled(message.text))
        if message.document:
            path = self.downloads / Path(message.document.name).name
            self.downloads.mkdir(parents=True, exist_ok=True)
            path.write_bytes(message.document.data)
            self.screen.print(Text(f"[tệp] {path}"))
        return self._next_id()

    async def fetch(self, attachment: Attachment) -> bytes:
        try:
            return await asyncio.to_thread(self._files[attachment.ref].read_bytes)
        except (KeyError, OSError):
            raise DeliveryError(f"không đọc được tệp {attachment.name}", refused=True) from None

    async def _own(self, command: str, argument: str, hear: Hear) -> None:
        if command == "/send":
            await self._upload(argument, hear)
        elif command == "/as":
            await asyncio.to_thread(self._play, argument)
        elif command == "/people":
            await asyncio.to_thread(self._list)
        else:
            self.screen.print(Text(HELP))

    async def _upload(self, typed: str, hear: Hear) -> None:
        words = typed.split(" ")
        # A path may hold blanks: the longest beginning that is a file is the path, what follows the caption.
        tried = ((" ".join(words[:count]), " ".join(words[count:])) for count in range(len(words), 0, -1))
        found = next(((path, caption) for name, caption in tried if (path := _file(name))), None)
        if found is None:
            self.screen.print(Text(f"Không có tệp {typed}"))
            return
        path, caption = found
        ref = self._next_id()
        self._files[ref] = path
        kind = FileKind.PHOTO if path.suffix.lower() in PHOTOS else FileKind.DOCUMENT
        await hear(self._incoming(caption, Attachment(ref, path.name, path.stat().st_size, kind)))

    def _incoming(self, text: str, *files: Attachment) -> Incoming:
        return Incoming(self.name, self._next_id(), self._playing, text, self.clock(), attachments=files)

    def _next_id(self) -> str:
        self._count += 1
        return f"{self.clock().timestamp():.3f}-{self._count}"

    def _open(self) -> None:
        """Begin as the clerk, so that an empty office can be set up."""
        with self.sessions() as session:
            clerk = first_clerk(session)
            _join(session, clerk, self)
        self._playing = str(clerk.id)
        self.screen.print(Text(HELP))
        self._list()

    def _play(self, wanted: str) -> None:
        with self.sessions() as session:
            found = [] if wanted == STRANGER else _find(_people(session), wanted)
            if len(found) == 1:
                _join(session, found[0], self)
        if wanted == STRANGER:
            self._playing = STRANGER
            self.screen.print("Đang đóng vai một người lạ.")
        elif len(found) == 1:
            self._playing = str(found[0].id)
            self.screen.print(Text(f"Đang đóng vai {found[0].name}."))
        else:
            names = "; ".join(f"{person.id} {person.name}" for person in found) or "không có ai tên như vậy"
            self.screen.print(Text(f"Đóng vai ai? {names}"))

    def _list(self) -> None:
        table = Table("", "Họ và tên", "Vai trò", "Đơn vị", "Tham gia")
        with self.sessions() as session:
            units = {unit.id: unit.name for unit in session.exec(select(Unit)).all()}
            for person in _people(session):
                mark = "▸" if str(person.id) == self._playing else ""
                joined = "có" if reachable(session, person.id or 0) else ""
                unit = units.get(person.unit_id, "")
                cells = (f"{mark}{person.id}", person.name, ROLE_WORDS[person.role], unit, joined)
                table.add_row(*map(Text, cells))
        self.screen.print(table)

    def _heading(self, address: str) -> tuple[str, ZoneInfo]:
        with self.sessions() as session:
            person = session.get(Person, int(address)) if address.isdecimal() else None
            return person.name if person else "người lạ", the_office(session).zone


def _people(session: Session) -> list[Person]:
    return list(session.exec(select(Person).where(col(Person.active)).order_by(col(Person.id))).all())


def _find(people: list[Person], wanted: str) -> list[Person]:
    """By number, else by words of the name, with or without accents."""
    words = fold(wanted).split()
    return [p for p in people if str(p.id) == wanted or (words and set(words) <= set(fold(p.name).split()))]


def _join(session: Session, person: Person, channel: ConsoleChannel) -> None:
    known = select(Address).where(Address.channel == channel.name, Address.person_id == person.id)
    if session.exec(known).first() is None:
        session.add(
            Address(person_id=person.id or 0, channel=channel.name, address=str(person.id), joined_at=channel.clock())
        )


def _typed(read: Callable[[], str]) -> asyncio.Queue[str | None]:
    """Lines as they are typed, None at the end; read in a thread of their own, which an end of the program cuts off."""
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def pump() -> None:
        while True:
            try:
                line: str | None = read()
            except (EOFError, KeyboardInterrupt):
                line = None
            loop.call_soon_threadsafe(lines.put_nowait, line)
            if line is None or line.strip() == QUIT:  # no thread may hold the input while the program ends
                return

    threading.Thread(target=pump, daemon=True).start()
    return lines


def _file(typed: str) -> Path | None:
    try:
        path = Path(typed).expanduser()
        return path if path.is_file() else None
    except (OSError, RuntimeError, ValueError):  # a name too long or with a NUL, a home of nobody
        return None
