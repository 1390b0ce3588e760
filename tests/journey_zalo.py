"""The journey on Zalo's adapter, over a Zalo on loopback, asked for its updates or pushing them."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import httpx
from sqlmodel import select

from bot.pages import show_files
from bot.signed import Links
from bot.webhook import Webhooks
from conftest import HANH
from handlers.plans import Source, take_in
from journeys import File, Got, Journey
from messages.channel import Channel
from models.database import Sessions
from models.office import Office
from plans.read import read
from zalo_rig import SECRET, Hasty
from zalo_server import TOKEN, ZaloServer

HERE = "https://dondoc.test"
LINK = re.compile(rf"{HERE}(/\S+)")


class OnZalo(Journey):
    """Files go out as links, which are opened here; plans do not come in at all."""

    def __init__(self, sessions: Sessions, files: Path) -> None:
        super().__init__(sessions, files)
        links = Links(b"a key of thirty-two bytes, or more", HERE)
        self.desk = replace(self.desk, link=lambda row: links.file_link(row.id, self.clock.now))
        show_files(self.web, links, self.desk)
        self.opened: dict[str, File] = {}
        self.runner.run(self.zalo.open())
        self.listen()

    def join(self, sessions: Sessions, files: Path) -> Channel:
        self.server, self.web = ZaloServer().__enter__(), Webhooks("127.0.0.1:0")
        self.serving = self.runner.run(self._serve())
        self.zalo = Hasty(TOKEN, self.server.api, self.clock, self.hook())
        return self.zalo

    async def _serve(self) -> asyncio.Task[None]:
        serving = asyncio.create_task(self.web.serve())
        self.port = await self.web.port()
        return serving

    def hook(self) -> tuple[Webhooks, str, str] | None:
        return None

    def put(self, who: str, text: str, file: File | None = None) -> None:
        before, at = self.heard, self.clock.now.timestamp()
        if file:
            self.server.photo(who, *file, at=at, caption=text)
        else:
            self.server.say(who, text, at=at)
        self.until(lambda: self.heard > before)

    def hand_in(self, name: str, data: bytes) -> list[Got]:
        """The bot says where a plan goes, as here no document arrives; the clerk does that, and comes back."""
        before = self.heard
        self.server.event("unsupported", HANH, at=self.clock.now.timestamp())
        self.until(lambda: self.heard > before)
        [told] = self.answered()
        assert "dondoc plan add" in told.text
        with self.desk.sessions() as session:
            office = session.exec(select(Office)).one()
            take_in(session, office, read(name, data), [Source(name, "")], self.clock.now)
        self.hear(HANH, "/kehoach")
        return self.press(HANH, "Mở")

    def arrived(self) -> list[Got]:
        found = []
        for number, (_, fields) in enumerate(self.server.sent, 1):
            text = fields.get("text") or fields.get("caption", "")
            link = LINK.search(fields.get("photo", "") or text)
            found.append(Got(fields["chat_id"], text, f"s{number}", file=self.open(link[1]) if link else None))
        return found

    def open(self, path: str) -> File:
        """What a person who follows a link gets."""
        if path not in self.opened:
            answer = self.runner.run(self._get(path))
            assert answer.status_code == httpx.codes.OK
            name = re.search('filename="([^"]+)"', answer.headers["Content-Disposition"])
            self.opened[path] = (name[1] if name else "", answer.content)
        return self.opened[path]

    async def _get(self, path: str) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(self.web.app), base_url=HERE) as client:
            return await client.get(path)

    def end(self) -> None:
        self.listening.cancel()
        self.web.stop()
        self.runner.run(asyncio.wait([self.listening, self.serving]))
        self.runner.run(self.zalo.close())
        self.server.__exit__()
        super().end()


class OnZaloThatCalls(OnZalo):
    def hook(self) -> tuple[Webhooks, str, str] | None:
        return self.web, f"http://127.0.0.1:{self.port}/zalo", SECRET
