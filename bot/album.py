"""Files sent in one go: platforms pass them on as messages of their own, and the clerk means one plan."""

import hashlib
from dataclasses import replace

from handlers.plans import is_of_album
from messages.channel import Incoming
from models.database import Sessions
from models.inbox import of_chat


def whole_album(sessions: Sessions, incoming: Incoming) -> Incoming:
    """The message with the files of its album's other messages that wait in the inbox too."""
    with sessions() as session:
        rows = of_chat(session, incoming.channel, incoming.address)
    others = [Incoming.from_json(row.payload) for row in rows if row.payload.get("album") == incoming.album]
    rest = (file for other in others if other.id != incoming.id for file in other.attachments)
    return replace(incoming, attachments=(*incoming.attachments, *rest))


def was_read(sessions: Sessions, incoming: Incoming, data: bytes | None) -> bool:
    """True for a file that the first message of its album brought into a plan already."""
    if not incoming.album or data is None:
        return False
    with sessions() as session:
        return is_of_album(session, incoming.album, hashlib.sha256(data).hexdigest())
