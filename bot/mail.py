"""E-mail as a platform: the last resort for a person who uses no messenger. Answers come by the form behind its link.

Nothing is ever fetched by e-mail, so that no mailbox has to be watched and no sender has to be believed.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

import aiosmtplib
from sqlmodel import col, select

from bot.mail_errors import delivery_error
from bot.mail_letter import Letter, compose, is_address, message_id
from bot.settings import Settings
from bot.signed import Links
from messages.channel import Attachment, Capabilities, DeliveryError, Hear, Incoming, Outgoing, Pace
from models.database import Sessions
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Address, Person, language_of
from models.posts import clerks

NAME = "mail"
PORTS = {"starttls": 587, "tls": 465, "none": 25}
LONGEST = 60.0  # seconds for each step of a delivery; the server may look through what is attached
REMEMBERED = 1000  # answers that the page showed
CAN = Capabilities(
    buttons=False,
    edit=False,
    groups=False,
    text_limit=200_000,  # never cut: two parts of one message would have one Message-ID
    caption_limit=200_000,
    pace=Pace(per_second=1, chat_gap=1, group_gap=1, group_prefix="\n"),
    pushed=True,
)
"""Mail servers publish no limits; sixty a minute is what small offices' providers let pass."""


@dataclass(frozen=True)
class Server:
    """Where mails are handed in, and in whose name."""

    host: str
    sender: str
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    security: Literal["starttls", "tls", "none"] = "none"


def server_of(settings: Settings) -> Server:
    """The one that DONDOC_MAIL_HOST names."""
    port = settings.mail_port or PORTS[settings.mail_security]
    login = (settings.mail_user, settings.mail_password)
    return Server(settings.mail_host, settings.mail_from, port, *login, settings.mail_security)


class Mail:
    """The channel. Addresses are those of `Address` rows; `files` is where the form keeps what came with an answer."""

    name = NAME
    can = CAN

    def __init__(
        self, server: Server, links: Links, sessions: Sessions, files: Path, clock: Callable[[], datetime]
    ) -> None:
        self._server, self._links, self._sessions, self._files, self._clock = server, links, sessions, files, clock
        self._hear: Hear | None = None
        self._shown: dict[str, asyncio.Future[bool]] = {}

    @property
    def sender(self) -> str:
        return self._server.sender

    async def listen(self, hear: Hear) -> None:
        """Nothing comes by SMTP; what comes by the form is heard while this lasts."""
        self._hear = hear
        try:
            await asyncio.Event().wait()
        finally:
            self._hear = None

    async def take(self, incoming: Incoming) -> bool:
        """Store what the form brought; False while nobody listens."""
        if self._hear is None:
            return False
        await self._hear(incoming)
        return True

    def hold_answers(self, incoming_id: str) -> "asyncio.Future[bool]":
        """Mail no answer to this message until the page says by the future whether it showed them."""
        if len(self._shown) >= REMEMBERED:
            del self._shown[next(iter(self._shown))]
        return self._shown.setdefault(incoming_id, asyncio.get_running_loop().create_future())

    def let_go(self, incoming_id: str, *, shown: bool) -> None:
        """What was shown is remembered: the answer may come to `send` a moment later."""
        future = self._shown[incoming_id] if shown else self._shown.pop(incoming_id, None)
        if future and not future.done():
            future.set_result(shown)

    async def send(self, address: str, message: Outgoing) -> str:
        letter = await asyncio.to_thread(self._letter, address, message)
        if not is_address(address):
            raise DeliveryError("địa chỉ thư không hợp lệ", permanent=True)
        identity = message_id(letter.key, letter.sender)
        if not message.document and await self._was_shown(letter.key):
            return identity
        await self._hand_in(address, compose(letter).as_bytes())
        return identity

    async def fetch(self, attachment: Attachment) -> bytes:
        if not attachment.ref.isalnum():
            raise DeliveryError("không có tệp", refused=True)
        try:
            return await asyncio.to_thread((self._files / attachment.ref).read_bytes)
        except OSError as error:
            raise DeliveryError(f"không đọc được tệp: {error.strerror}", refused=True) from None

    async def _was_shown(self, key: str) -> bool:
        """Whether the page showed this answer to what its form brought; `key` is "reply:mail:<id>:<n>" or alike."""
        _, _, rest = key.partition(f":{NAME}:")
        future = self._shown.get(rest.partition(":")[0]) if rest else None
        return await asyncio.shield(future) if future else False

    async def _hand_in(self, address: str, mail: bytes) -> None:
        server, data_begun = self._server, False
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",
            timeout=LONGEST / 2,
        )
        try:
            async with client:
                if server.user:
                    await client.login(server.user, server.password)
                await client.mail(server.sender)
                await client.rcpt(address)
                data_begun = True
                await client.data(mail)
        except (aiosmtplib.SMTPException, OSError) as error:
            raise delivery_error(error, data_begun=data_begun) from None

    def _letter(self, address: str, message: Outgoing) -> Letter:
        with self._sessions() as session:
            row = session.get(OutboxMessage, message.row)
            query = select(Address, Person, Office).join(Person, col(Person.id) == Address.person_id).join(Office)
            known = session.exec(query.where(Address.channel == NAME, Address.address == address)).first()
            if known is None or row is None or known[1].id != row.person_id or not known[1].active:
                raise DeliveryError("địa chỉ thư không còn là của người nhận", refused=True)
            mailbox, person, office = known
            at = self._clock()
            there = at.astimezone(office.zone)
            names = [clerk.name for clerk in clerks(session, office.id or 0, there.date())]
            link = self._links.form_link(mailbox.id or 0, message.row, at)
            return Letter(
                message, address, self._server.sender, office.name, row.key, there,
                language_of(person, office), link, tuple(names),
            )  # fmt: skip
