"""One Outgoing as calls of the Bot API."""

import structlog
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from messages.channel import Choice, Outgoing
from messages.plain import plain

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_UPLOAD = 60.0  # seconds

log = structlog.get_logger()


async def deliver(bot: Bot, address: str, message: Outgoing) -> str:
    """Send, or change in place, and return the message's id; HTML that is refused goes out as plain text.

    Raises TelegramError.
    """
    try:
        return await _deliver(bot, address, message, ParseMode.HTML)
    except BadRequest as error:
        if "parse entities" not in str(error):
            raise
        return await _deliver(bot, address, message, None)


async def _deliver(bot: Bot, address: str, message: Outgoing, mode: str | None) -> str:
    if message.edits and message.document is None and await _changed(bot, address, message, mode):
        return message.edits
    return str((await _new(bot, address, message, mode)).message_id)


async def _changed(bot: Bot, address: str, message: Outgoing, mode: str | None) -> bool:
    """False when the old message cannot be changed any more."""
    try:
        await bot.edit_message_text(
            message.text if mode else plain(message.text),
            address,
            int(message.edits or 0),
            parse_mode=mode,
            reply_markup=_keyboard(message.choices),
            link_preview_options=_NO_PREVIEW,
        )
    except BadRequest as error:
        if "parse entities" in str(error):
            raise
        log.info("message not changed in place", error=str(error))
        return "not modified" in str(error)
    return True


async def _new(bot: Bot, address: str, message: Outgoing, mode: str | None) -> Message:
    text = message.text if mode else plain(message.text)
    keyboard = _keyboard(message.choices)
    if message.document is None:
        return await bot.send_message(
            address, text, parse_mode=mode, reply_markup=keyboard, link_preview_options=_NO_PREVIEW
        )
    file = InputFile(message.document.data, message.document.name)
    send = bot.send_photo if message.document.photo else bot.send_document
    return await send(address, file, caption=text or None, parse_mode=mode, reply_markup=keyboard, read_timeout=_UPLOAD)


def _keyboard(choices: tuple[Choice, ...]) -> InlineKeyboardMarkup | None:
    rows: dict[int, list[InlineKeyboardButton]] = {}
    for choice in choices:
        rows.setdefault(choice.row, []).append(InlineKeyboardButton(choice.label, callback_data=choice.data))
    return InlineKeyboardMarkup([rows[row] for row in sorted(rows)]) if rows else None
