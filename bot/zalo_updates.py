"""Zalo's updates as Incoming."""

import hashlib
import json
import re
from datetime import UTC, datetime
from typing import Any

from messages.channel import Attachment, Content, FileKind, Incoming

GROUP = "GROUP"
_OLDEST = 1e12  # milliseconds: in 2001; what is less is no date in milliseconds
_ID = re.compile(r"[!-~]{1,200}")
# In a group the bot hears what mentions it; a command comes after its name.
_BEFORE_COMMAND = re.compile(r"\A@[^/\n]{1,60} (?=/\w)")
_OTHERS = {"sticker": Content.STICKER, "voice": Content.VOICE, "unsupported": Content.WITHHELD}


def read_update(raw: Any, received_at: datetime, *, groups: bool) -> Incoming | None:
    """The message in {"event_name", "message"}; None where no person spoke to the bot, and for a group's where the
    bot is not for groups.

    Raises KeyError, TypeError, AttributeError or ValueError for what is not an update.
    """
    message = raw["message"]
    chat, sender = message["chat"], message["from"]
    group = chat.get("chat_type") == GROUP
    if sender.get("is_bot") or (group and not groups):
        return None
    chat_id, number = _name(chat["id"]), _name(message.get("message_id") or _digest(raw))
    text, photo, event = message.get("text") or message.get("caption") or "", _photo(message, number), _event(raw)
    return Incoming(
        channel="zalo",
        id=f"{chat_id}:{number}",  # nothing says that a message_id is none of another chat's
        address=chat_id,
        text=_BEFORE_COMMAND.sub("", _words(text), count=1) if group else _words(text),
        sent_at=_moment(message.get("date"), received_at),
        sender=_name(sender["id"]) if group else "",
        sender_name=_words(sender.get("display_name") or ""),
        group=group,
        attachments=photo,
        own_id=number,
        other=None if photo or (text and event not in _OTHERS) else _OTHERS.get(event, Content.OTHER),
        brings_files=False,
        has_groups=groups,
    )


def _event(raw: dict[str, Any]) -> str:
    """ "text" of "message.text.received"."""
    return str(raw.get("event_name") or "").removeprefix("message.").removesuffix(".received")


def _photo(message: dict[str, Any], number: str) -> tuple[Attachment, ...]:
    """The documentation says `photo`, real events carry `photo_url`."""
    found = (message.get(field) for field in ("photo_url", "photo"))
    url = next((each for each in found if isinstance(each, str) and each.startswith(("https://", "http://"))), None)
    return (Attachment(url, f"{number}.jpg", 0, FileKind.PHOTO),) if url else ()


def _moment(milliseconds: Any, received_at: datetime) -> datetime:
    if not isinstance(milliseconds, int | float) or milliseconds < _OLDEST:
        return received_at
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return received_at


def _name(given: Any) -> str:
    """An id as the database can keep it: what it refuses would be tried again for ever."""
    if not isinstance(given, str | int) or not _ID.fullmatch(str(given)):
        raise ValueError("no id")
    return str(given)


def _words(given: Any) -> str:
    if not isinstance(given, str):
        raise TypeError("words that are no text")
    return given


def _digest(raw: Any) -> str:
    """What tells an update without a message_id from all others; the same one again has the same."""
    return hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()[:32]
