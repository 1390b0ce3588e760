"""The address that lets somebody in with a one-time code: our own page, or the bot's chat on Telegram."""

from bot.settings import Settings

JOIN_PATH = "/vao/"


def link_to(bot_name: str) -> str:
    """What a code is appended to, so that Telegram opens the bot and sends "/start CODE"."""
    return f"https://t.me/{bot_name.lstrip('@')}?start="


def page_link(settings: Settings) -> str:
    """What a code is appended to for our own page, which opens any platform; "" where nothing of ours is reached."""
    return f"{settings.public_url}{JOIN_PATH}" if settings.public_url else ""


def join_link(settings: Settings, bot_name: str | None = None) -> str:
    """The link for `bot_name`, else our own page's, else for the bot that the token belongs to; "" where none is known
    or reached."""
    if bot_name:
        return link_to(bot_name)
    if settings.public_url or not settings.telegram_token:
        return page_link(settings)
    import httpx

    try:
        address = f"{settings.telegram_api}{settings.telegram_token}/getMe"
        answer = httpx.get(address, proxy=settings.telegram_proxy, timeout=10).json()
        return link_to(str(answer["result"]["username"]))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
        return ""  # the error would show the token
