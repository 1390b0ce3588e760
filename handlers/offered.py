"""Words that count only once their sender says so: a message scrubbed of a child's data, or somebody else's words.

What the bot waited for before goes on afterwards, so that such words may be the answer to it.
"""

from dataclasses import replace
from datetime import datetime

from handlers.awaiting import as_said_then, awaited, put, row_of, stop_waiting, wait_for
from handlers.talk import Reply, Talk
from handlers.thread import spoken_of
from messages.channel import Incoming
from messages.children import Kind
from messages.scrub import scrubbed, seen, seen_in_name
from messages.understand import LIMIT
from messages.understood import Status
from models.people import Awaiting


def without_child(talk: Talk) -> list[Reply] | None:
    """What is answered to a message that tells of one child; None where none is told of.

    Only what is left of such a message is kept, and only until the sender has looked at it. Files that came with a
    child's data, in the words or in their names, may show or hold more of it: they are not kept.
    """
    said = talk.incoming
    told = seen(said.text) if talk.said.has_personal_data or len(said.text) > LIMIT else ()
    files = () if told else tuple(file for file in said.attachments if not seen_in_name(file.name))
    kinds = {*told, *(kind for file in said.attachments for kind in seen_in_name(file.name))}
    if not kinds:
        return None
    text = said.text if not told else _left_of(talk)
    if not (text or files) or said.text.startswith("/"):
        return [talk.say("child_data", kinds=[kind for kind in Kind if kind in kinds])]
    _offer(talk, replace(said, text=text, attachments=files))
    lost = len(said.attachments) - len(files)
    return [
        talk.say(
            "child_left_out",
            kinds=[kind for kind in Kind if kind in kinds],
            text=text,
            kept=len(files),
            lost=lost,
            id=said.id,
        )
    ]


def _left_of(talk: Talk) -> str:
    """What may be recorded of the words; "" for nothing, and in a group that did not speak to the bot."""
    left = scrubbed(talk.incoming.text, talk.today)
    return left.text if left and (not talk.incoming.group or spoken_of(talk)) else ""


def somebody_elses(talk: Talk) -> list[Reply] | None:
    """Whether a forwarded report is meant as the sender's own; None for own words and for files alone."""
    if not (talk.incoming.forwarded and talk.incoming.text.strip()):
        return None
    if talk.said.status is Status.UNCLEAR and not talk.incoming.attachments and awaited(talk) is None:
        return [talk.say("forwarded_unread")]
    _offer(talk, talk.incoming)
    return [talk.say("ask_forwarded", text=talk.incoming.text, id=talk.incoming.id)]


def taken(talk: Talk, argument: str) -> Talk | list[Reply]:
    """The button under an offer, "<message id>:<yes|no>": the talk with the words to be heard, or what to answer."""
    identity, _, choice = argument.rpartition(":")
    row = awaited(talk)
    if row is None or row.what != "offer" or row.data.get("offer") != identity or choice not in ("yes", "no"):
        return [talk.say("offer_over")]
    meant = as_said_then(talk, row)
    give_back(talk, row)
    if choice == "no":
        return [talk.say("nothing_recorded")]
    return replace(meant, incoming=replace(meant.incoming, forwarded=False))


def _offer(talk: Talk, said: Incoming) -> None:
    before = row_of(talk)
    kept: dict[str, object] = {}
    if before is not None and before.what == "offer":
        kept = {"before": before.data["before"]}
    elif before is not None:
        kept = {"before": {"what": before.what, "data": before.data, "since": before.since.isoformat()}}
    wait_for(replace(talk, incoming=said), "offer", offer=said.id)
    if (row := row_of(talk)) is not None:
        row.data = {**row.data, "before": kept.get("before")}


def set_aside(talk: Talk) -> None:
    """Words typed in place of a tap answer what was asked before the offer."""
    row = awaited(talk)
    if row is not None and row.what == "offer" and row.data.get("before"):
        give_back(talk, row)


def give_back(talk: Talk, row: Awaiting) -> None:
    """Wait no more for this, but again for what was waited for before it."""
    before = row.data.get("before")
    stop_waiting(talk)
    if isinstance(before, dict):
        since = datetime.fromisoformat(before["since"])
        put(talk, Awaiting(person_id=row.person_id, what=before["what"], data=before["data"], since=since))
