"""The platforms that have a token, each with what carries its calls, and the servers they push to."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from urllib.request import getproxies

from telegram.request import BaseRequest, HTTPXRequest

from bot.context import fail
from bot.http import AiohttpRequest, proxy_for
from bot.settings import Settings, SettingsError
from bot.shelf import Shelf
from bot.signed import Links, links_of
from bot.telegram import Telegram
from messages.channel import Channel
from models.database import Sessions
from models.ledger import Held
from scheduler.parcel import Desk

if TYPE_CHECKING:
    from bot.mail import Mail
    from bot.webhook import Webhooks
    from bot.zalo import Zalo


class Platform(Channel, Protocol):
    """A channel with connections."""

    async def open(self) -> None: ...

    async def close(self) -> None: ...


def servers_of(settings: Settings) -> "tuple[Webhooks | None, Webhooks | None]":
    """What platforms post to and people open by links, and the pages about the bot; loaded only where asked for."""
    is_open = bool(settings.public_url) or "webhook" in {settings.telegram_mode, settings.zalo_mode}
    if not (is_open or settings.health_listen):
        return None, None
    from bot.webhook import Webhooks

    pages = Webhooks(settings.health_listen, setting="DONDOC_HEALTH_LISTEN") if settings.health_listen else None
    return Webhooks(settings.listen) if is_open else None, pages


def platforms_of(
    settings: Settings, server: "Webhooks | None", clock: Callable[[], datetime]
) -> Mapping[str, Platform]:
    """Every platform that has a token, by its channel's name."""
    found = (telegram_of(settings, server, clock), zalo_of(settings, server, clock))
    return {platform.name: platform for platform in found if platform}


def telegram_of(settings: Settings, server: "Webhooks | None", clock: Callable[[], datetime]) -> Telegram | None:
    if not settings.telegram_token:
        return None
    pushed = server if settings.telegram_mode == "webhook" else None
    hook = (pushed, settings.telegram_webhook_url or "", settings.telegram_webhook_secret) if pushed else None
    urls = (settings.telegram_api, settings.telegram_file_api)
    requests = (_request(settings, 2), _request(settings, 64))
    return Telegram(settings.telegram_token, urls, requests, clock, hook)


def zalo_of(settings: Settings, server: "Webhooks | None", clock: Callable[[], datetime]) -> "Zalo | None":
    if not settings.zalo_token:
        return None
    from bot.zalo import Zalo

    pushed = server if settings.zalo_mode == "webhook" else None
    hook = (pushed, settings.zalo_webhook_url or "", settings.zalo_webhook_secret) if pushed else None
    return Zalo(settings.zalo_token, settings.zalo_api, clock, hook)


def mail_of(settings: Settings, sessions: Sessions, clock: Callable[[], datetime]) -> "Mail | None":
    """E-mail, where a server for it is set; without DONDOC_PUBLIC_URL its mails can only be read."""
    if not settings.mail_host:
        return None
    from bot.mail import Mail, server_of

    return Mail(server_of(settings), _links(settings), sessions, settings.files, clock)


def link_maker(settings: Settings, clock: Callable[[], datetime]) -> Callable[[Held], str] | None:
    """What makes the address of a row's document; None where people can open none of ours."""
    if not settings.public_url:
        return None
    links = _links(settings)
    return lambda row: links.file_link(row.id, clock())


def show_pages(settings: Settings, server: "Webhooks", desk: Desk, mail: "Mail | None", shelf: Shelf) -> None:
    """What links lead to: documents, and the form that answers an e-mail, whose files go onto the inbox's shelf."""
    from bot.pages import show_files

    links = _links(settings)
    show_files(server, links, desk)
    if mail:
        from bot.mail_form import Form

        Form(mail, links, desk, shelf).show_on(server)


def show_way_in(settings: Settings, server: "Webhooks", platforms: Mapping[str, Platform]) -> None:
    """The page behind an invitation's link."""
    from bot.join_page import show_joining

    telegram = [platform for platform in platforms.values() if isinstance(platform, Telegram)]
    show_joining(server, lambda: telegram[0].join_link if telegram else "", str(settings.zalo_link or ""))


def _links(settings: Settings) -> Links:
    try:
        return links_of(settings)
    except SettingsError as error:
        raise fail(str(error)) from None


def _request(settings: Settings, connections: int) -> BaseRequest:
    if settings.telegram_http == "aiohttp":
        return AiohttpRequest(connections, settings.telegram_proxy or proxy_for(settings.telegram_api, getproxies()))
    return HTTPXRequest(
        connection_pool_size=connections,
        proxy=settings.telegram_proxy,
        connect_timeout=10,
        read_timeout=20,
        write_timeout=20,
        pool_timeout=10,
        media_write_timeout=60,
    )
