"""Telegram through python-telegram-bot as a client of the Bot API: its types and its `Bot`, none of its loops.

PTB's own updater confirms updates before they are handled (facts/performance.md 3), so the loop of
bot/telegram_poll.py asks for the next updates only when the last ones are stored.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import structlog
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.aside import Aside
from bot.join_link import link_to
from bot.listening import decoded, rest_after
from bot.telegram_client import Client
from bot.telegram_errors import delivery_error, said
from bot.telegram_poll import Patience, Poller, back_off
from bot.telegram_send import deliver
from bot.telegram_updates import WANTED, read_update
from bot.trouble import place_of
from messages.channel import Attachment, Capabilities, DeliveryError, Hear, Outgoing, Pace

if TYPE_CHECKING:
    from bot.webhook import Webhooks

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105

Result = TypeVar("Result")

log = structlog.get_logger()


class Telegram:
    """The channel. `hook` is (server, public URL, secret) in webhook mode, None when polling."""

    name = "telegram"
    patience = Patience()

    def __init__(
        self,
        token: str,
        urls: tuple[str, str],
        requests: tuple[BaseRequest, BaseRequest],
        clock: Callable[[], datetime],
        hook: "tuple[Webhooks, str, str] | None" = None,
    ) -> None:
        """`urls` are the bases of the API and of its files; `requests` carry the polling and everything else."""
        api, file_api = urls
        self.can = Capabilities(pace=Pace(), polled=hook is None, pushed=hook is not None)
        self._bot = Client(token, api, file_api, request=requests[1], get_updates_request=requests[0])
        self._requests, self._clock, self._hook = requests, clock, hook
        self._poller = Poller(self._bot, requests[0], clock, self.patience)
        self._strikes = 0
        self._link = ""
        self._polite = Aside()

    async def open(self) -> None:
        for request in self._requests:
            await request.initialize()

    async def close(self) -> None:
        for request in self._requests:
            await request.shutdown()

    @property
    def heard_at(self) -> datetime | None:
        """When Telegram last answered a poll, or last called in webhook mode; None before the first time."""
        return self._poller.heard_at

    @property
    def join_link(self) -> str:
        """What an invitation's code is appended to; "" until the bot's own name is known."""
        return self._link

    async def listen(self, hear: Hear) -> None:
        """Hand on every message; raises DeliveryError(fatal) when the token is refused or another bot uses it."""
        if self._hook is None:
            await self._insist(self._bot.delete_webhook)
            await self._learn_link()
            await self._poller.run(lambda raw: self._take(raw, hear))
        else:
            await self._be_called(hear, *self._hook)

    async def _learn_link(self) -> None:
        """What an invitation's link begins with; without it codes are typed."""
        try:
            name = await self._bot.own_name()
        except TelegramError as error:
            log.info("own name not learnt", channel=self.name, error=self._said(error))
        else:
            self._link = link_to(name) if name else ""

    async def _insist(self, call: Callable[[], Coroutine[Any, Any, object]]) -> None:
        trouble = 0
        while True:
            try:
                await call()
            except TelegramError as error:
                trouble += 1
                await back_off(error, trouble, self._bot.token)
            else:
                return

    async def _be_called(self, hear: Hear, server: "Webhooks", url: str, secret: str) -> None:
        from bot.webhook import Hook

        async def receive(body: bytes) -> None:
            self._poller.heard_at = self._clock()
            if (raw := decoded(body, self.name)) is not None:
                await self._take(raw, hear)

        server.add(Hook(urlsplit(url).path or "/", SECRET_HEADER, secret, receive))
        await self._insist(lambda: self._bot.set_webhook(url, secret_token=secret, allowed_updates=WANTED))
        await self._learn_link()
        await asyncio.Event().wait()

    async def _take(self, raw: dict[str, Any], hear: Hear) -> None:
        try:
            incoming = read_update(raw, self._bot, self._bot.token.partition(":")[0], self._clock())
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            number = raw.get("update_id") if isinstance(raw, dict) else None
            # Of what an error says nothing is logged: it may quote the update, which holds people's words.
            log.error("update not understood", channel=self.name, update=number, error=place_of(error))
            return
        if incoming is None:
            return
        await hear(replace(incoming, join_link=self._link))
        if incoming.button is not None:
            self._polite.begin(self._acknowledge(str(raw["callback_query"]["id"])))

    async def _acknowledge(self, press: str) -> None:
        """Stop the button's waiting mark; the answer itself is a message."""
        try:
            await self._bot.answer_callback_query(press)
        except TelegramError as error:
            log.info("press not acknowledged", channel=self.name, error=self._said(error))

    async def send(self, address: str, message: Outgoing) -> str:
        """Deliver; raises DeliveryError."""
        return await self._call(deliver(self._bot, address, message))

    async def fetch(self, attachment: Attachment) -> bytes:
        """The file's bytes; raises DeliveryError, refused when Telegram will not give it (20 MB is its limit)."""
        file = await self._call(self._bot.get_file(attachment.ref))
        if (file.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
            raise DeliveryError("file is too big", refused=True)
        return bytes(await self._call(file.download_as_bytearray(read_timeout=60)))

    async def _call(self, call: Coroutine[Any, Any, Result]) -> Result:
        try:
            result = await call
        except (TelegramError, KeyError) as error:
            wait = rest_after(self._strikes)
            verdict = delivery_error(error, wait)
            verdict.reason = self._said(verdict)
            self._strikes += verdict.unknown or verdict.retry_in == wait
            raise verdict from None
        self._strikes = 0
        return result

    def _said(self, error: Exception) -> str:
        return said(error, self._bot.token)
