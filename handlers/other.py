"""What is no sentence and no file: voices, stickers, places, other languages, far too many words."""

from handlers.awaiting import awaited
from handlers.permits import may
from handlers.receipt import received, reminded_of
from handlers.talk import Reply, Talk
from handlers.thread import spoken_of
from handlers.work import my_work
from messages.channel import Content
from messages.odd import Odd, agrees, odd
from messages.understand import LIMIT
from models.permits import Action

EXAMPLE = "NV2"

_READ = (
    "which",
    "what",
    "doubt",
    "correction",
    "blocked",
    "more_time",
    "offer",
)  # what is waited for and read as a report


def too_long(talk: Talk) -> list[Reply] | None:
    """Of far too many words nothing is read, for half of them might say the opposite of the whole."""
    if len(talk.incoming.text) <= LIMIT:
        return None
    return [] if talk.incoming.group else [talk.say("too_long", limit=LIMIT, is_clerk=_is_clerk(talk))]


def instead(talk: Talk) -> list[Reply] | None:
    """The short answer to a message without words to read; None where there are some."""
    text, other = talk.incoming.text, talk.incoming.other
    if agrees(text):
        return _nod(talk)
    if other is Content.STICKER:
        return []
    if not text.strip():
        return beside(talk) if other else None
    return _oddity(talk, odd(text))


def _oddity(talk: Talk, kind: Odd | None) -> list[Reply] | None:
    if kind is None or (talk.incoming.attachments and kind is not Odd.FOREIGN) or _may_be_anything(talk):
        return None
    if kind is Odd.EMOJI:
        return []
    match kind:
        case Odd.FOREIGN:
            reply = talk.say("foreign")
        case Odd.LINK:
            reply = talk.say("link_only", ref=_ref(talk))
        case _:
            reply = talk.say("not_understood", is_clerk=_is_clerk(talk))
    return [reply]


def _may_be_anything(talk: Talk) -> bool:
    """Whether the bot waits for words that it only passes on: a link may be the clerk's answer to a question."""
    row = awaited(talk)
    return row is not None and row.what not in _READ


def _is_clerk(talk: Talk) -> bool:
    return may(talk, Action.CHANGE_PLAN)


def beside(talk: Talk) -> list[Reply]:
    """What is said of a voice, a video or the like, whether words came with it or not."""
    other = talk.incoming.other
    if other is None or other is Content.STICKER:
        return []
    return [talk.say("other", kind=other, ref=_ref(talk), is_clerk=_is_clerk(talk))]


def _nod(talk: Talk) -> list[Reply]:
    """A 👍 means that a reminder was seen and never that work is done; elsewhere it is thanks and gets no answer."""
    open_work = [work for work in reminded_of(talk) if work.is_open]
    return [received(talk, open_work)] if open_work else []


def _ref(talk: Talk) -> str:
    """The task to name in an example: the one answered about, or the only one open."""
    mine = my_work(talk)
    meant = [work for work in mine if work.id in spoken_of(talk)] or [work for work in mine if work.is_open]
    return meant[0].ref if len(meant) == 1 else EXAMPLE
