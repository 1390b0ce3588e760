"""Both HTTP layers for tests, with waits that a busy machine keeps, and one message through either of them."""

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from telegram.error import TelegramError
from telegram.request import BaseRequest, HTTPXRequest

from bot.http import AiohttpRequest, Waits
from bot.telegram_client import Client
from bot.telegram_errors import delivery_error, said
from loopback import answer
from messages.channel import DeliveryError

TOKEN = "7001:not-a-real-token-0123456789"
SOON, ENOUGH = 0.3, 20.0  # seconds: every wait of a layer where something never comes, and where it does
OK = answer(b'{"ok": true, "result": {"message_id": 44}}')

Make = Callable[..., BaseRequest]


def aiohttp_layer(connections: int = 8, proxy: str | None = None, wait: float = ENOUGH) -> BaseRequest:
    return AiohttpRequest(connections, proxy, Waits(wait, wait, wait, wait))


def httpx_layer(connections: int = 8, proxy: str | None = None, wait: float = ENOUGH) -> BaseRequest:
    return HTTPXRequest(connections, wait, wait, wait, wait, proxy=proxy, media_write_timeout=wait)


@asynccontextmanager
async def client(request: BaseRequest, url: str) -> AsyncIterator[Client]:
    await request.initialize()
    try:
        yield Client(TOKEN, f"{url}/bot", f"{url}/file/bot", request=request, get_updates_request=request)
    finally:
        await request.shutdown()


async def send(bot: Client, wait: float = ENOUGH, **fields: Any) -> str | DeliveryError:
    try:
        return await bot.deliver("sendMessage", {"chat_id": 9, "text": "NV2 đạt 50%", **fields}, wait)
    except (TelegramError, KeyError) as error:
        failure, verdict = error, delivery_error(error, 2.0)
    assert TOKEN not in said(failure, TOKEN)
    assert TOKEN not in f"{failure!r} {failure.__cause__!r} {failure.__context__!r} {verdict!r}"
    return verdict


FLAGS = {"permanent": False, "refused": False, "retry_in": None, "unknown": False, "fatal": False, "moved_to": None}


def verdict(error: str | DeliveryError) -> dict[str, Any]:
    assert isinstance(error, DeliveryError)
    return {name: value for name in FLAGS if (value := getattr(error, name)) != FLAGS[name]}


NOT_SENT = {"retry_in": 2.0}
UNKNOWN = {"unknown": True}
UNWELL = {"unknown": True, "retry_in": 2.0}


def closed_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


async def sent_to(request: BaseRequest, url: str, wait: float = ENOUGH) -> str | DeliveryError:
    async with client(request, url) as bot:
        return await send(bot, wait)
