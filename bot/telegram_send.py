"""One Outgoing as calls of the Bot API."""

from dataclasses import replace

import structlog
from telegram import InputFile
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.telegram_client import Client, Fields
from bot.telegram_errors import said
from messages.channel import Choice, Outgoing
from messages.plain import plain

# Plain values: PTB's own types cost a fifth of the time that a message takes.
_NO_PREVIEW: Fields = {"is_disabled": True}
_ANSWER, _UPLOAD = 20.0, 60.0  # seconds to wait for the answer

log = structlog.get_logger()


async def deliver(bot: Client, address: str, message: Outgoing) -> str:
    """Send, or change in place, and return the message's id; HTML that is refused goes out as plain text.

    Raises TelegramError.
    """
    try:
        return await _deliver(bot, address, message, ParseMode.HTML)
    except BadRequest as error:
        if "parse entities" not in str(error):
            raise
        return await _deliver(bot, address, replace(message, text=plain(message.text)), None)


async def _deliver(bot: Client, address: str, message: Outgoing, mode: str | None) -> str:
    shared = {"chat_id": address, "parse_mode": mode, "reply_markup": _keyboard(message.choices)}
    if message.document:
        method, field = ("sendPhoto", "photo") if message.document.photo else ("sendDocument", "document")
        file = InputFile(message.document.data, message.document.name)
        return await bot.deliver(method, {**shared, field: file, "caption": message.text or None}, _UPLOAD)
    text = {**shared, "text": message.text, "link_preview_options": _NO_PREVIEW}
    if message.edits and await _changed(bot, {**text, "message_id": message.edits}):
        return message.edits
    return await bot.deliver("sendMessage", text, _ANSWER)


async def _changed(bot: Client, fields: Fields) -> bool:
    """False when the old message cannot be changed any more."""
    try:
        await bot.deliver("editMessageText", fields, _ANSWER)
    except BadRequest as error:
        if "parse entities" in str(error):
            raise
        log.info("message not changed in place", error=said(error, bot.token))
        return "not modified" in str(error)
    return True


def _keyboard(choices: tuple[Choice, ...]) -> Fields | None:
    rows: dict[int, list[Fields]] = {}
    for choice in choices:
        rows.setdefault(choice.row, []).append({"text": choice.label, "callback_data": choice.data})
    return {"inline_keyboard": [rows[row] for row in sorted(rows)]} if rows else None
