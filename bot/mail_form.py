"""The page behind the link of an e-mail: whoever has the link answers with it, in words, by a choice, or with a file.

No login, no script, nothing from elsewhere. Another site cannot post here: it would have to know the token in the path.
"""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from bot.aside import Aside
from bot.disk import NotNow
from bot.form_fields import WORDS, Sent, read_form
from bot.mail import NAME, Mail
from bot.mail_letter import message_id
from bot.pages import gone, shown
from bot.shelf import Shelf
from bot.signed import FORM_PATH, Closed, Links
from bot.webhook import Webhooks
from handlers.answer_form import Opened, answers_to, is_stored, message_to, opened
from messages.channel import PICTURES, Attachment, FileKind, Incoming
from messages.page import as_is, page, with_breaks
from models.outbox import OutboxMessage
from scheduler.parcel import Desk

PATIENCE = 120  # seconds for a form with a photo over a slow line
UPLOADS = 4  # forms read at once
WAIT, GLANCE = 8.0, 0.1  # seconds for the bot's answer, and between two looks for it
LATE = 600.0  # seconds after which a file whose message nobody handled is left to the shelf's sweep

Choices = list[list[str | int]]


@dataclass(frozen=True)
class Told:
    """What the bot answered, with what it offers to choose and the link to its document."""

    row: int
    text: Markup
    choices: Choices
    document: str | None
    link: Markup


class Form:
    """`wait` is how many seconds the page waits for the bot's answer before it says that one will come."""

    def __init__(self, mail: Mail, links: Links, desk: Desk, shelf: Shelf, wait: float = WAIT) -> None:
        self._mail, self._links, self._desk, self._shelf, self._wait = mail, links, desk, shelf, wait
        self._uploads = asyncio.Semaphore(UPLOADS)
        self.tidying = Aside()

    def show_on(self, server: Webhooks) -> None:
        """GET shows the form and changes nothing, as mail programs look at links; POST answers."""
        server.show_below(FORM_PATH, self.page, "POST")

    async def page(self, request: Request) -> Response:
        token = self._links.open_form(request.url.path.removeprefix(FORM_PATH), self._desk.clock())
        found = None if isinstance(token, Closed) else await asyncio.to_thread(self._open, *token)
        if found is None:
            return gone()
        if request.method != "POST":
            return _drawn(found, told=[self._told(found.asked)] if found.asked else ())
        try:
            async with self._uploads, asyncio.timeout(PATIENCE):
                sent = await read_form(request)
        except TimeoutError:
            return _drawn(found, "slow", status=408)
        if sent is None:
            return _drawn(found, "wrong", status=400)
        if sent.is_false:
            return _drawn(found, "false", status=400)
        return _drawn(found, "empty") if sent.is_empty else await self._answer(found, sent)

    def _open(self, address: int, row: int) -> Opened | None:
        with self._desk.sessions() as session:
            return opened(session, address, row, self._desk.clock())

    async def _answer(self, found: Opened, sent: Sent) -> Response:
        identity = f"{found.address.id}-{sent.nonce}-{sent.mark}"
        held = [await self._shelf.put(sent.file[1])] if sent.file else []
        self._mail.hold_answers(identity)
        answers: list[OutboxMessage] | None = None
        try:
            incoming = await asyncio.to_thread(self._incoming, found, sent, identity, held)
            if not await self._mail.take(incoming):
                return _drawn(found, "closed", status=503)
            answers, stored = await asyncio.to_thread(self._said, identity)
            if stored and answers is None:
                answers = await self._answers(identity)
        except NotNow:
            return _drawn(found, "closed", status=503)
        finally:
            self._mail.let_go(identity, shown=answers is not None)
            if held:
                self.tidying.begin(self._release(identity, held))
        again = await asyncio.to_thread(self._open, found.address.id or 0, found.about.id or 0)
        note = "" if answers else "many" if not stored else "nothing" if answers is not None else "received"
        return _drawn(again, note, [self._told(each) for each in answers or ()]) if again else gone()

    def _told(self, row: OutboxMessage) -> Told:
        link = self._links.file_link(row.id or 0, self._desk.clock()) if row.document else ""
        name = row.document_name if row.document else None
        return Told(row.id or 0, with_breaks(row.text), row.choices, name, as_is(link))

    def _incoming(self, found: Opened, sent: Sent, identity: str, held: list[str]) -> Incoming:
        """The same as from any messenger; what it answers is named by the id that the mail had."""
        with self._desk.sessions() as session:
            about = message_to(session, found.address, sent.about) if sent.about else None
            answered = (about.platform_id or message_id(about.key, self._mail.sender)) if about else None
        files: tuple[Attachment, ...] = ()
        if sent.file and held:
            name, data = sent.file
            kind = FileKind.PHOTO if name.casefold().endswith(PICTURES) else FileKind.DOCUMENT
            files = (Attachment(held[0], name, len(data), kind),)
        return Incoming(
            NAME, identity, found.address.address, sent.text, self._desk.clock(), sender_name=found.person.name,
            button=sent.button or None, message_id=answered, attachments=files, by_link=True,
        )  # fmt: skip

    async def _answers(self, identity: str) -> list[OutboxMessage] | None:
        """What the bot said within some seconds; None where it has not yet."""
        for _ in range(int(self._wait / GLANCE)):
            await asyncio.sleep(GLANCE)
            answers, _stored = await asyncio.to_thread(self._said, identity)
            if answers is not None:
                return answers
        return None

    def _said(self, identity: str) -> tuple[list[OutboxMessage] | None, bool]:
        """The answers, None until there are any; and whether the message was stored: one of a flood is not."""
        with self._desk.sessions() as session:
            return answers_to(session, identity), is_stored(session, identity)

    async def _release(self, identity: str, held: list[str]) -> None:
        """The file is let go when its message was handled: what was not recorded then is gone from the disk."""
        try:
            async with asyncio.timeout(LATE):
                while (await asyncio.to_thread(self._said, identity))[0] is None:
                    await asyncio.sleep(1)
        except TimeoutError:
            pass
        await self._shelf.release(held)


def _drawn(found: Opened, note: str = "", told: Sequence[Told] = (), status: int = 200) -> Response:
    """`note` names what the page says besides: received, nothing, empty, wrong, slow, closed, many."""
    about = found.about if not told else None  # in a conversation that goes on, words answer what was said last
    asked = [(each.row, each.choices) for each in told]
    if about:
        asked.append((about.id or 0, found.choices))
    style = secrets.token_urlsafe(12)
    html = page(
        "form_page",
        found.language,
        style=as_is(style),
        office=found.office.name,
        person=found.person.name,
        rows=found.rows,
        more=found.more,
        closed=found.is_over,
        about=about.id if about else "",
        note=note,
        told=told,
        asked=[(row, _as_values(choices), secrets.token_hex(16)) for row, choices in asked if choices],
        nonce=secrets.token_hex(16),
        words=WORDS,
    )
    return shown(html, style, status)


def _as_values(choices: Choices) -> list[tuple[str, Markup]]:
    """Labels are words to be shown; what a choice sends back stays as it is."""
    return [(str(label), escape(str(data))) for label, data, _ in choices]
