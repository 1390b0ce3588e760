"""The address that opens the bot's chat with a one-time code."""

from bot.settings import Settings


def link_to(bot_name: str) -> str:
    """What a code is appended to, so that Telegram opens the bot and sends "/start CODE"."""
    return f"https://t.me/{bot_name.lstrip('@')}?start="


def join_link(settings: Settings, bot_name: str | None = None) -> str:
    """The link for `bot_name`, else for the bot that the token belongs to; "" where neither is known or reached."""
    if bot_name:
        return link_to(bot_name)
    if not settings.telegram_token:
        return ""
    import httpx

    try:
        address = f"{settings.telegram_api}{settings.telegram_token}/getMe"
        answer = httpx.get(address, proxy=settings.telegram_proxy, timeout=10).json()
        return link_to(str(answer["result"]["username"]))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
        return ""  # the error would show the token
