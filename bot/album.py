"""Files sent in one go: platforms pass them on as messages of their own, and the clerk means one plan."""

from dataclasses import replace

from messages.channel import FileKind, Incoming
from models.database import Sessions
from models.inbox import of_chat


def whole_album(sessions: Sessions, incoming: Incoming) -> Incoming:
    """The message with the files of its album's other messages that wait in the inbox too, in their order.

    Only one of them carries the words that were written with the album, mostly the first.
    """
    with sessions() as session:
        rows = of_chat(session, incoming.channel, incoming.address)
    found = [Incoming.from_json(row.payload) for row in rows if row.payload.get("album") == incoming.album]
    # By webhook they may arrive in another order than that of their numbers, which have one length.
    parts = sorted((part for part in found if part.attachments), key=lambda part: (len(part.id), part.id))
    files = [file for part in parts for file in part.attachments] or list(incoming.attachments)
    return replace(
        incoming,
        text=next((part.text for part in parts if part.text), incoming.text),
        attachments=tuple(
            replace(file, name=f"ảnh {number}.jpg") if file.kind is FileKind.PHOTO else file
            for number, file in enumerate(files, 1)
        ),
        parts=tuple(part.id for part in parts if part.id != incoming.id),
    )


def belongs_to_plan(sessions: Sessions, incoming: Incoming) -> bool:
    """True for what arrives after the other files of its album were read as a plan."""
    from handlers.plans import is_of_album

    with sessions() as session:
        return is_of_album(session, incoming.album)
