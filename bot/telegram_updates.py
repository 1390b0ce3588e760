"""Telegram's updates as Incoming."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from telegram import Bot, CallbackQuery, Document, Message, MessageOriginUser, PhotoSize, Sticker, Update, User
from telegram.constants import ChatType

from messages.channel import Attachment, Content, FileKind, Incoming

_BESIDE_WORDS = {"entities", "link_preview_options", "reply_to_message"}
WANTED = ["message", "edited_message", "callback_query"]
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_OTHERS = {
    "Voice": Content.VOICE,
    "Audio": Content.VOICE,
    "VideoNote": Content.VOICE,  # somebody speaks
    "Video": Content.VIDEO,
    "Animation": Content.VIDEO,
    "Sticker": Content.STICKER,
    "Location": Content.PLACE,
    "Venue": Content.PLACE,
    "Contact": Content.CONTACT,
    "Poll": Content.POLL,
}


def read_update(raw: dict[str, Any], bot: Bot, bot_id: str, received_at: datetime) -> Incoming | None:
    """The message in an update; None where no person spoke to the bot (channel posts, service notes).

    Raises KeyError, TypeError or ValueError for what is not an update. The id names the bot too, because two bots
    count their updates apart.
    """
    raw = _completed(raw)
    if (plain := _plain(raw, bot_id)) is not None:
        return plain
    update = Update.de_json(raw, bot)
    number = f"{bot_id}:{update.update_id}"
    if update.callback_query:
        return _press(update.callback_query, number, received_at)
    message = update.message or update.edited_message
    if message and message.from_user and not message.from_user.is_bot:
        return _message(message, message.from_user, number)
    return None


def _plain(raw: dict[str, Any], bot_id: str) -> Incoming | None:
    """Words alone from a person in private: what most updates are, and PTB's types cost five times as much. None for
    everything else."""
    match raw:
        case {
            "update_id": int(update),
            "message": {
                "message_id": int(own),
                "date": int(date),
                "chat": {"id": int(chat), "type": "private"},
                "from": {"id": int(), "is_bot": False, "first_name": str(first), **sender},
                "text": str(text),
                **more,
            },
            **others,
        } if text and not others and more.keys() <= _BESIDE_WORDS:
            last = sender.get("last_name")
            answered: Any = more.get("reply_to_message")
            return Incoming(
                channel="telegram",
                id=f"{bot_id}:{update}",
                address=str(chat),
                text=text,
                sent_at=datetime.fromtimestamp(date, UTC),
                sender_name=f"{first} {last}" if last else first,
                message_id=str(answered["message_id"]) if answered else None,
                own_id=str(own),
            )
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
    found = message.effective_attachment
    attachments = _attachments(found)
    other = None if attachments or found is None else _OTHERS.get(type(found).__name__, Content.OTHER)
    text = message.text or message.caption or (found.emoji if isinstance(found, Sticker) else None) or ""
    if message.chat.type == ChatType.CHANNEL or not (text or attachments or other):
        return None
    group = message.chat.type in _GROUPS
    answered = message.reply_to_message
    return Incoming(
        channel="telegram",
        id=number,
        address=str(message.chat.id),
        text=text,
        sent_at=message.edit_date or message.date,
        sender=str(sender.id) if group else "",
        sender_name=sender.full_name,
        group=group,
        message_id=str(answered.message_id) if answered else None,
        attachments=attachments,
        album=message.media_group_id or "",
        own_id=str(message.message_id),
        edited=message.edit_date is not None,
        forwarded=_is_forwarded(message, sender),
        other=other,
    )


def _is_forwarded(message: Message, sender: User) -> bool:
    """True for the words of somebody else; people forward their own reports too."""
    origin = message.forward_origin
    return origin is not None and not (isinstance(origin, MessageOriginUser) and origin.sender_user.id == sender.id)


def _attachments(found: object) -> tuple[Attachment, ...]:
    if isinstance(found, Document):
        picture = (found.mime_type or "").startswith("image/")
        return (Attachment(found.file_id, found.file_name or "tep", found.file_size or 0, picture=picture),)
    sizes = [size for size in found if isinstance(size, PhotoSize)] if isinstance(found, Sequence) else []
    return (_photo(sizes),) if sizes else ()


def _photo(sizes: Sequence[PhotoSize]) -> Attachment:
    largest = max(sizes, key=lambda size: size.width * size.height)
    return Attachment(largest.file_id, f"{largest.file_unique_id}.jpg", largest.file_size or 0, FileKind.PHOTO)
