"""The journey in the terminal, typed line by line."""

import asyncio
import io
import queue
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from bot.console import ConsoleChannel
from conftest import STRANGER
from journeys import File, Got, Journey, got_of
from messages.channel import Channel, Outgoing
from models.database import Sessions
from models.people import Address


class Noted(ConsoleChannel):
    """What it prints is noted too."""

    note: Callable[[str, Outgoing, str], None]

    async def send(self, address: str, message: Outgoing) -> str:
        number = await super().send(address, message)
        self.note(address, message, number)
        return number


class OnConsole(Journey):
    """One terminal for everybody: "/as" says who types."""

    def __init__(self, sessions: Sessions, files: Path) -> None:
        self.typed: queue.Queue[str | None] = queue.Queue()
        self.files, self.got, self.who = files, list[Got](), {STRANGER: "khach"}
        super().__init__(sessions, files)
        self.listen()

    def join(self, sessions: Sessions, files: Path) -> Channel:
        console = Noted(sessions, self._line, self.clock, Console(file=io.StringIO()), files)
        console.note = self._note
        return console

    def _note(self, address: str, message: Outgoing, number: str) -> None:
        names = {typed: who for who, typed in self.who.items()}
        self.got.append(got_of(names[address], message, number))

    def _line(self) -> str:
        line = self.typed.get()
        if line is None:
            raise EOFError
        return line

    def address(self, known: Address) -> str:
        self.who[known.address] = str(known.person_id)
        return str(known.person_id)

    def put(self, who: str, text: str, file: File | None = None) -> None:
        before = self.heard
        self.typed.put(f"/as {self.who[who]}")
        if file:
            path = self.files / Path(file[0]).name
            path.write_bytes(file[1])
            self.typed.put(f"/send {path} {text}")
        else:
            self.typed.put(text)
        self.until(lambda: self.heard > before)

    def arrived(self) -> list[Got]:
        return list(self.got)

    def end(self) -> None:
        self.typed.put(None)
        self.runner.run(asyncio.wait([self.listening]))
        super().end()
