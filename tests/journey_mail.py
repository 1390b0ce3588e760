"""The journey by e-mail: mails go out through a server on loopback, and every answer is given in the form."""

import html
import re
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx
from sqlmodel import select

from bot.mail import Mail, Server
from bot.mail_form import Form
from bot.webhook import Webhooks
from journeys import File, Got, Journey
from mail_server import LINKS, SENDER, Post, begin_server, hidden, link_in, text_of
from messages.channel import Channel, Incoming
from models.database import Sessions
from models.outbox import OutboxMessage, enqueue
from models.people import Address

TOLD = re.compile(r'<div class="note good".*?</div>', re.DOTALL)
CHOICES = re.compile(r'<form method="post" class="choices">.*?</form>', re.DOTALL)
BUTTON = re.compile(r'<button name="button" value="([^"]*)">([^<]*)<')


class OnMail(Journey):
    """A choice of a mail is typed by its number; one of the page is tapped."""

    def __init__(self, sessions: Sessions, files: Path) -> None:
        self.post, self.got, self.seen, self.mark = Post(), list[Got](), 0, 0
        super().__init__(sessions, files)
        self.web = Webhooks("127.0.0.1:0")
        Form(self.mail, LINKS, self.desk, self.inbox.shelf).show_on(self.web)
        self.listening = self.runner.get_loop().create_task(self.mail.listen(self._hear))

    def join(self, sessions: Sessions, files: Path) -> Channel:
        self.server = self.runner.run(begin_server(self.post))
        port = self.server.sockets[0].getsockname()[1]
        self.mail = Mail(Server("127.0.0.1", SENDER, port), LINKS, sessions, files, self.clock)
        return self.mail

    def address(self, known: Address) -> str:
        return f"{known.address}@stp.test"

    async def _hear(self, incoming: Incoming) -> None:
        await self.inbox.hear(incoming)
        await self.inbox.settle()

    def put(self, who: str, text: str, file: File | None = None) -> None:
        path = self._link(who)
        page = self._ask("GET", path).text
        self.mark = len(self.arrived())
        fields = {**(hidden(page, "enctype") if "<form" in page else {}), "text": text}
        self._read(who, self._ask("POST", path, data=fields, files={"file": file or ("", b"")}))

    def push(self, who: str, data: str, message_id: str) -> None:
        self.mark = len(self.arrived())
        page = self._ask("GET", self._link(who)).text
        fields = {"nonce": hidden(page, "enctype")["nonce"], "about": message_id, "button": data}
        self._read(who, self._ask("POST", self._link(who), data=fields))

    def answered(self) -> list[Got]:
        self.send()
        return self.got[self.mark :]

    def arrived(self) -> list[Got]:
        new, self.seen = self.post.mails[self.seen :], len(self.post.mails)
        self.got += map(got_of, new)
        return self.got

    def end(self) -> None:
        self.listening.cancel()
        self.runner.run(self._end())
        super().end()

    async def _end(self) -> None:
        self.server.close()
        await self.server.wait_closed()

    def _link(self, who: str) -> str:
        """Of the newest mail; of the next one where that is over, as a digest would bring it. A stranger guesses."""
        for mail in reversed(self.post.mails):
            if mail["To"] == f"{who}@stp.test" and self._ask("GET", link_in(mail)).status_code == 200:
                return link_in(mail)
        with self.desk.sessions() as session:
            known = session.exec(select(Address).where(Address.address == f"{who}@stp.test")).first()
            if known is None:
                return LINKS.form_link(1, 1, self.clock.now).removeprefix(LINKS.url)[:-9] + "guessed-x"
            enqueue(session, OutboxMessage(
                key=f"news:{who}:{self.clock.now}", person_id=known.person_id, channel="mail", address=known.address,
                text="Bản tin", due_at=self.clock.now,
            ))  # fmt: skip
        self.send()
        return self._link(who)

    def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def call() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(self.web.app), base_url=LINKS.url) as client:
                return await client.request(method, path, **more)

        return self.runner.run(call())

    def _read(self, who: str, answer: httpx.Response) -> None:
        """What the page says, and what it offers to choose."""
        for told in TOLD.findall(answer.text):
            self.got.append(Got(who, words_of(told)))
        for form in CHOICES.findall(answer.text):
            choices = tuple((html.unescape(label), html.unescape(value)) for value, label in BUTTON.findall(form))
            self.got.append(Got(who, "", hidden(form, "class")["about"], choices))


def words_of(part: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", part)).strip()


def got_of(mail: EmailMessage) -> Got:
    [*files] = mail.iter_attachments()
    file = (str(files[0].get_filename()), files[0].get_content()) if files else None
    return Got(str(mail["To"]).partition("@")[0], text_of(mail), file=file)
