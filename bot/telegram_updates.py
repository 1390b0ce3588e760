"""Telegram's updates as Incoming."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from telegram import Bot, CallbackQuery, Document, Message, PhotoSize, Update, User
from telegram.constants import ChatType

from messages.channel import Attachment, FileKind, Incoming

WANTED = ["message", "callback_query"]
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


def read_update(raw: dict[str, Any], bot: Bot, bot_id: str, received_at: datetime) -> Incoming | None:
    """The message in an update; None where no person spoke to the bot (edits, channel posts, service notes).

    Raises KeyError, TypeError or ValueError for what is not an update. The id names the bot too, because two bots
    count their updates apart.
    """
    update = Update.de_json(_completed(raw), bot)
    number = f"{bot_id}:{update.update_id}"
    if update.callback_query:
        return _press(update.callback_query, number, received_at)
    if update.message and update.message.from_user and not update.message.from_user.is_bot:
        return _message(update.message, update.message.from_user, number)
    return None


def _completed(raw: dict[str, Any]) -> dict[str, Any]:
    """With what PTB insists on and servers that stand in for Telegram leave out."""
    for kind in WANTED:
        said = raw.get(kind)
        sender = said.get("from") if isinstance(said, dict) else None
        if isinstance(sender, dict):
            sender.setdefault("is_bot", False)
    return raw


def _press(query: CallbackQuery, number: str, received_at: datetime) -> Incoming | None:
    if query.data is None:
        return None
    chat = query.message.chat if query.message else None
    group = chat is not None and chat.type in _GROUPS
    return Incoming(
        channel="telegram",
        id=number,
        address=str(chat.id if chat else query.from_user.id),
        text="",
        sent_at=received_at,
        sender=str(query.from_user.id) if group else "",
        sender_name=query.from_user.full_name,
        group=group,
        button=query.data,
        message_id=str(query.message.message_id) if query.message else None,
    )


def _message(message: Message, sender: User, number: str) -> Incoming | None:
    attachments = _attachments(message.effective_attachment)
    text = message.text or message.caption or ""
    if message.chat.type == ChatType.CHANNEL or not (text or attachments):
        return None
    group = message.chat.type in _GROUPS
    answered = message.reply_to_message
    return Incoming(
        channel="telegram",
        id=number,
        address=str(message.chat.id),
        text=text,
        sent_at=message.date,
        sender=str(sender.id) if group else "",
        sender_name=sender.full_name,
        group=group,
        message_id=str(answered.message_id) if answered else None,
        attachments=attachments,
        album=message.media_group_id or "",
    )


def _attachments(found: object) -> tuple[Attachment, ...]:
    if found is None:
        return ()
    if isinstance(found, Document):
        return (Attachment(found.file_id, found.file_name or "tep", found.file_size or 0),)
    sizes = [size for size in found if isinstance(size, PhotoSize)] if isinstance(found, Sequence) else []
    if sizes:
        return (_photo(sizes),)
    return (Attachment("", type(found).__name__, 0, FileKind.OTHER),)


def _photo(sizes: Sequence[PhotoSize]) -> Attachment:
    largest = max(sizes, key=lambda size: size.width * size.height)
    return Attachment(largest.file_id, f"{largest.file_unique_id}.jpg", largest.file_size or 0, FileKind.PHOTO)
