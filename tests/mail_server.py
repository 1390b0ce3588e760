"""A mail server on loopback that takes mails, or fails as it is told; and the parts of the bot around it."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from pathlib import Path
from typing import Any

import httpx
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from sqlmodel import select

from bot.intake import Intake
from bot.mail import CAN, Mail, Server
from bot.mail_form import Form
from bot.pages import show_files
from bot.shelf import Shelf
from bot.signed import Links
from bot.webhook import Webhooks
from bot.worker import Worker
from chat import Chat
from conftest import MONDAY
from conversation import open_office
from fakes import Clock
from handlers.dispatch import dispatch
from messages.channel import UNPACED, Channel, Incoming, Outgoing
from models.database import Sessions
from models.outbox import OutboxMessage
from models.people import Address, Person
from reports.forms import draw
from scheduler.deliver import deliver
from scheduler.parcel import Desk
from scheduler.remind import remind

EIGHT = datetime(2026, 6, 3, 1, 0, tzinfo=UTC)  # 08:00 of a Wednesday
LAN_NAME = "Trần Thị Lan"
LAN_AT, SENDER = "lan@stp.test", "dondoc@stp.test"
LINKS = Links(b"k" * 48, "https://bot.test")
CUT = "cut"  # instead of an answer: the connection is closed


@dataclass
class Post:
    """`answers` are those of a stage (MAIL, RCPT, DATA, AUTH) in place of a yes."""

    answers: dict[str, str] = field(default_factory=dict)
    mails: list[EmailMessage] = field(default_factory=list)
    logins: int = 0

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self._answer("MAIL", server)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self._answer("RCPT", server)

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self._answer("DATA", server)
        if answer.startswith("250") or answer == CUT:
            assert isinstance(envelope.content, bytes)
            mail = message_from_bytes(envelope.content, policy=POLICY)
            assert isinstance(mail, EmailMessage)
            assert envelope.rcpt_tos == [str(mail["To"])]
            self.mails.append(mail)
        return answer

    def check(self, *_: Any) -> AuthResult:
        self.logins += 1
        return AuthResult(success="AUTH" not in self.answers, handled=False)

    def _answer(self, stage: str, server: SMTP) -> str:
        answer = self.answers.get(stage, "250 OK")
        if answer == CUT and server.transport:
            server.transport.abort()
        return answer


async def begin_server(post: Post, **options: Any) -> asyncio.Server:
    loop = asyncio.get_running_loop()
    return await loop.create_server(lambda: SMTP(post, hostname="mx.test", loop=loop, **options), "127.0.0.1", 0)


@asynccontextmanager
async def serving(post: Post, **options: Any) -> AsyncIterator[int]:
    """Its port."""
    async with await begin_server(post, **options) as server:
        yield server.sockets[0].getsockname()[1]


def office_by_mail(sessions: Sessions) -> Chat:
    """The plan is approved, and Lan is reached by e-mail alone; task 4 is due two days after `EIGHT`."""
    chat = open_office(Chat(sessions))
    move_to_mail(sessions, LAN_NAME, LAN_AT)
    return chat


def move_to_mail(sessions: Sessions, name: str, address: str) -> None:
    """A person who is reached by e-mail alone."""
    with sessions() as session:
        person = session.exec(select(Person).where(Person.name == name)).one()
        for old in session.exec(select(Address).where(Address.person_id == person.id)).all():
            session.delete(old)
        session.flush()
        session.add(Address(person_id=person.id or 0, channel="mail", address=address, joined_at=MONDAY, rank=90))


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def link_in(mail: EmailMessage) -> str:
    """The path of the form."""
    found = re.search(r"https://bot\.test(/tra-loi/\S+)", text_of(mail))
    assert found, text_of(mail)
    return found[1]


class Mailroom:
    """Mails out, forms in: the channel, its pages and the worker, in one loop of their own."""

    chat: Chat
    path: str

    def __init__(self, sessions: Sessions, files: Path, now: datetime = MONDAY, wait: float = 8.0) -> None:
        self.clock, self.post = Clock(now), Post()
        self.desk = Desk(sessions, self.clock, files, draw)
        self.runner = asyncio.Runner()
        self.server = self.runner.run(begin_server(self.post))
        port = self.server.sockets[0].getsockname()[1]
        self.mail = Mail(Server("127.0.0.1", SENDER, port), LINKS, sessions, files, self.clock)
        self.mail.can = replace(CAN, pace=UNPACED)  # the clock of a test stands still
        shelf = Shelf(sessions, files)
        self.worker = Worker(Intake(shelf, {"mail": self.mail}, pause=0), dispatch, self.clock, lambda: None)
        self.webhooks = Webhooks("127.0.0.1:0")
        self.form = Form(self.mail, LINKS, self.desk, shelf, wait)
        self.form.show_on(self.webhooks)
        show_files(self.webhooks, LINKS, self.desk)
        self.handles, self.count = True, 0
        self.listening = self.runner.get_loop().create_task(self.mail.listen(self._hear))

    async def _hear(self, incoming: Incoming) -> None:
        await self.worker.hear(incoming)
        if self.handles:
            await self.worker.settle()

    def close(self) -> None:
        self.listening.cancel()
        self.runner.run(self._end())
        self.runner.close()

    async def _end(self) -> None:
        self.server.close()
        await self.server.wait_closed()

    def remind(self) -> str:
        """The path of the form behind the reminder that Lan is due."""
        remind(self.desk.sessions, self.clock.now)
        [mail] = self.send()
        return link_in(mail)

    def send(self, *others: Channel) -> list[EmailMessage]:
        """Deliver all that is due; the new mails."""
        before = len(self.post.mails)
        for channel in (self.mail, *others):
            self.runner.run(deliver(self.desk, channel))
        return self.post.mails[before:]

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(self.webhooks.app)
            async with httpx.AsyncClient(transport=transport, base_url=LINKS.url) as client:
                answer = await client.request(method, path, **more)
            if self.handles:
                await asyncio.gather(*self.form.tidying.tasks)
            return answer

        return self.runner.run(call())

    def say(self, text: str) -> None:
        """Another answer of Lan's that came in and is not handled yet."""
        self.count += 1
        self.runner.run(self.worker.hear(Incoming("mail", f"s{self.count}", LAN_AT, text, self.clock.now)))

    def open(self, path: str) -> str:
        return self.ask("GET", path).text

    def write(self, path: str, page: str, text: str, file: tuple[str, bytes] | None = None) -> str:
        """Fill in the form of a page, as a browser does."""
        fields = {**hidden(page, "enctype"), "text": text}
        return self.ask("POST", path, data=fields, files={"file": file or ("", b"")}).text

    def choose(self, path: str, page: str, label: str) -> str:
        for form in re.findall(r"<form method=\"post\" class=.*?</form>", page, re.DOTALL):
            for value, words in re.findall(r"<button name=\"button\" value=\"([^\"]*)\">([^<]*)<", form):
                if label in words:
                    return self.ask("POST", path, data={**hidden(form, "class"), "button": value}).text
        raise AssertionError(f"no choice {label!r} in {page}")


@contextmanager
def reminded(sessions: Sessions, files: Path, wait: float = 8.0) -> Iterator[Mailroom]:
    """Lan has a mail about work that is due: `path` leads to its form, `chat` is that of her office."""
    chat = office_by_mail(sessions)
    with closing(Mailroom(sessions, files, EIGHT, wait)) as room:
        room.chat, room.path = chat, room.remind()
        yield room


def hidden(page: str, mark: str) -> dict[str, str]:
    form = re.search(rf"<form [^>]*{mark}.*?</form>", page, re.DOTALL)
    assert form, page
    return dict(re.findall(r"type=\"hidden\" name=\"(\w+)\" value=\"([^\"]*)\"", form[0]))


def told(page: str) -> str:
    """What the bot said, without tags."""
    return "\n".join(
        re.sub(r"<[^>]+>", "", part) for part in re.findall(r"<(?:div|p) class=\"note.*?</(?:div|p)>", page, re.S)
    )


def queue(sessions: Sessions, name: str, address: str, **more: Any) -> int:
    """An outbox row for a person's mail address."""
    with sessions() as session:
        person = session.exec(select(Person).where(Person.name == name)).one()
        values = {"key": "reminder:1", "person_id": person.id, "office_id": person.office_id, "due_at": MONDAY}
        row = OutboxMessage(**{**values, "channel": "mail", "address": address, "text": "Xin nhắc việc", **more})
        session.add(row)
        session.flush()
        return row.id or 0


def hand_in(mail: Callable[[int], Mail], post: Post, message: Outgoing, **options: Any) -> str:
    """Send one message to Lan over a server of its own; `mail` makes the channel for a port."""

    async def play() -> str:
        async with serving(post, **options) as port:
            return await mail(port).send(LAN_AT, message)

    return asyncio.run(play())
