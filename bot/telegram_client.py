"""PTB's Bot with its answers unparsed."""

from typing import Any

from telegram import Bot

from bot.telegram_updates import WANTED

Fields = dict[str, Any]


class Client(Bot):
    """What PTB cannot read in an answer must not cost more than that: not the other 99 updates, and not the id of a
    message that was delivered."""

    async def raw_updates(self, offset: int | None, wait: int) -> list[Fields]:
        """The next updates after at most `wait` seconds; raises TelegramError."""
        values = {"offset": offset, "timeout": wait, "limit": 100, "allowed_updates": WANTED}
        updates: list[Fields] = await self._post("getUpdates", values, read_timeout=wait + 10)
        return updates

    async def own_name(self) -> str:
        """The bot's username, "" where the server does not tell it; raises TelegramError."""
        me = await self._post("getMe")
        return str(me.get("username") or "") if isinstance(me, dict) else ""

    async def deliver(self, method: str, fields: Fields, seconds: float) -> str:
        """Call a method that answers with a message; its id. Raises TelegramError."""
        message = await self._post(method, fields, read_timeout=seconds)
        return str(message["message_id"]) if isinstance(message, dict) else ""
