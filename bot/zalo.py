"""The Zalo Bot Platform: no buttons, no changes in place, no documents; pictures by their address."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import structlog

from bot.aside import Aside
from bot.fetching import fetch
from bot.http import BrokenOffError, NotSentError
from bot.listening import decoded, rest_after
from bot.trouble import place_of
from bot.zalo_client import REFUSED, ApiError, Client, verdict
from bot.zalo_poll import Patience, Poller, back_off
from bot.zalo_updates import read_update
from messages.channel import Attachment, Capabilities, DeliveryError, Hear, Outgoing, Pace
from messages.plain import plain

if TYPE_CHECKING:
    from bot.webhook import Webhooks

SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105

# Zalo publishes no pace. One project assumes 5 to 10 messages a second (facts/platforms.md 4), unverified: the lower.
PACE = Pace(per_second=5.0, chat_gap=1.0, group_gap=3.0)
CAN = Capabilities(
    buttons=False,
    edit=False,
    documents=False,
    linked_photos=True,
    groups=False,
    text_limit=2000,
    caption_limit=2000,
    pace=PACE,
)

TRIES = 5  # of a call that Zalo refuses, before the bot goes on without it

Result = TypeVar("Result")

log = structlog.get_logger()


class Zalo:
    """The channel. `hook` is (server, public URL, secret) in webhook mode, None when polling."""

    name = "zalo"
    patience = Patience()

    def __init__(
        self, token: str, api: str, clock: Callable[[], datetime], hook: "tuple[Webhooks, str, str] | None" = None
    ) -> None:
        self.can = replace(CAN, polled=hook is None, pushed=hook is not None)
        self._client = Client(token, api, self.patience.answer)
        self._clock, self._hook = clock, hook
        self._poller = Poller(self._client, clock, self.patience)
        self._trusted = frozenset({urlsplit(api).netloc})
        self._strikes = 0
        self._known = False  # whether Zalo told of the bot
        self._polite = Aside()

    async def open(self) -> None:
        await self._client.open()

    async def close(self) -> None:
        await self._client.close()

    @property
    def heard_at(self) -> datetime | None:
        """When Zalo last answered a poll, or last called in webhook mode; None before the first time."""
        return self._poller.heard_at

    async def listen(self, hear: Hear) -> None:
        """Hand on every message; raises DeliveryError(fatal) when the token is refused."""
        if self._hook is not None:
            await self._be_called(hear, *self._hook)
            return
        await self._learn()
        await self._ask(self._client.delete_webhook)  # while updates are pushed none can be asked for
        await self._poller.run(lambda raw: self._take(raw, hear))

    async def _learn(self) -> None:
        me = await self._ask(self._client.get_me)
        self._known = bool(me)
        self.can = replace(self.can, groups=me.get("can_join_groups") is True)

    async def _ask(self, call: Callable[[], Coroutine[Any, Any, dict[str, Any]]]) -> dict[str, Any]:
        """The result once Zalo can be reached, {} where it goes on to give none; DeliveryError(fatal) as above."""
        trouble = 0
        while True:
            try:
                return await call()
            except (ApiError, NotSentError, BrokenOffError) as error:
                trouble += 1
                if isinstance(error, ApiError) and error.code != REFUSED and trouble >= TRIES:
                    log.error("call refused", channel=self.name, call=call.__name__, error=str(error))
                    return {}
                await back_off(error, trouble, self.patience.pause)

    async def _be_called(self, hear: Hear, server: "Webhooks", url: str, secret: str) -> None:
        from bot.webhook import Hook

        async def receive(body: bytes) -> None:
            self._poller.heard_at = self._clock()
            if (raw := decoded(body, self.name)) is not None:
                await self._take(raw.get("result", raw) if isinstance(raw, dict) else raw, hear)

        async def set_webhook() -> dict[str, Any]:
            return await self._client.set_webhook(url, secret)

        # First of all: what was posted to nobody may never be posted again.
        server.add(Hook(urlsplit(url).path or "/", SECRET_HEADER, secret, receive))
        while True:
            if not self._known:
                await self._learn()
            # Whoever polls with the same token, to try something, takes the webhook away.
            told = await self._ask(self._client.get_webhook_info)
            if told.get("url") != url:
                told = await self._ask(set_webhook)
            await asyncio.sleep(self.patience.look if told.get("url") == url else self.patience.calm)

    async def _take(self, raw: Any, hear: Hear) -> None:
        try:
            incoming = read_update(raw, self._clock(), groups=self.can.groups or not self._known)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            log.error("update not understood", channel=self.name, error=place_of(error))
            return
        if incoming is None:
            return
        # A group that is heard before Zalo told of the bot is not promised to others.
        await hear(replace(incoming, has_groups=incoming.group or self.can.groups))
        if incoming.attachments:  # what takes a while
            self._polite.begin(self._show_typing(incoming.address))

    async def _show_typing(self, address: str) -> None:
        try:
            await self._client.send_chat_action(address)
        except (ApiError, NotSentError, BrokenOffError) as error:
            log.info("typing not shown", channel=self.name, error=str(error))

    async def send(self, address: str, message: Outgoing) -> str:
        """Deliver; raises DeliveryError. A picture that Zalo will not fetch goes out as its address."""
        words, document = plain(message.text), message.document
        if document is None:
            return await self._call(self._client.send_message(address, words))
        if not document.url:
            raise DeliveryError("kênh này không gửi được tệp", refused=True)
        try:
            return await self._call(self._client.send_photo(address, document.url, words))
        except DeliveryError as error:
            if not error.refused:
                raise
        return await self._call(self._client.send_message(address, f"{words}\n{document.url}".strip()))

    async def fetch(self, attachment: Attachment) -> bytes:
        """The picture's bytes; raises DeliveryError."""
        return await fetch(attachment.ref, self._trusted)

    async def _call(self, call: Coroutine[Any, Any, Result]) -> Result:
        try:
            result = await call
        except (ApiError, NotSentError, BrokenOffError) as error:
            wait = rest_after(self._strikes)
            judged = verdict(error, wait)
            self._strikes += judged.retry_in == wait
            raise judged from None
        self._strikes = 0
        return result
