"""Files that did not arrive: too large, not to be had, or no files at all. The sender is told; the rest goes on."""

from dataclasses import replace

from handlers.talk import Reply, Talk
from messages.channel import FileKind


def without_lost(talk: Talk) -> tuple[Talk, list[Reply]]:
    """The message with the files that were kept, and what to say about the others."""
    kept = tuple(file for file in talk.incoming.attachments if file.sha256)
    lost = [file for file in talk.incoming.attachments if not file.sha256]
    if not lost:
        return talk, []
    files = [file.name for file in lost if file.kind is not FileKind.OTHER]
    return replace(talk, incoming=replace(talk.incoming, attachments=kept)), [talk.say("file_not_kept", files=files)]


def is_empty(talk: Talk) -> bool:
    """True when nothing is left to answer."""
    return not (talk.incoming.text or talk.incoming.button or talk.incoming.attachments)
