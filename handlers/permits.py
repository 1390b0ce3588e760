"""What the sender of a message may do, and of whose rows; in a group no more than of the unit that it is bound to."""

from collections.abc import Sequence

from sqlmodel import select

from handlers.talk import Reply, Talk
from models import refusal
from models.people import Role, Room
from models.permits import NOT_BY_LINK, TABLE, Action, Reach, reach_of
from models.posts import Held, highest, posts_of


def may(talk: Talk, action: Action) -> bool:
    return bool(reach(talk, action))


def reach(talk: Talk, action: Action) -> Reach:
    """Of which rows, here."""
    anywhere = reach_anywhere(talk, action)
    if not talk.incoming.group:
        return anywhere
    room = room_of(talk)
    return anywhere.within(room.unit_id if room else None)


def reach_anywhere(talk: Talk, action: Action) -> Reach:
    """The same wherever it is asked from; only for what shows nothing of any row."""
    if talk.incoming.by_link and action in NOT_BY_LINK:
        return Reach()
    return reach_of(_posts(talk), action)


def roles(talk: Talk) -> frozenset[Role]:
    """As what the sender is here, in all posts together."""
    return frozenset(role for _, role in _posts(talk)) or frozenset({talk.person.role})


def _posts(talk: Talk) -> Sequence[Held]:
    day = talk.now.astimezone(talk.office.zone).date()
    return talk.once(("posts", talk.person.id), lambda: posts_of(talk.session, talk.person, day))


def room_of(talk: Talk) -> Room | None:
    """The group chat that the message came from, where it is bound to a unit of the sender's office."""
    said = talk.incoming
    if not said.group:
        return None
    query = select(Room).where(Room.channel == said.channel, Room.address == said.address)
    here = talk.once(("room", said.channel, said.address), lambda: talk.session.exec(query).first())
    return here if here is not None and here.office_id == talk.office.id else None


def refused(talk: Talk) -> Reply:
    """Who only reads, or only looks after people, or writes by a link, is told what to do instead."""
    role = highest(roles(talk))
    by_link = talk.incoming.by_link and role is not Role.OBSERVER
    return talk.say("not_by_link") if by_link else talk.say("not_allowed", role=role)


def note_refusal(talk: Talk, kind: str, name: str) -> None:
    """Somebody asked for what is not theirs, by a "command" or a "button"."""
    refusal.refused(talk.session, talk.actor, f"{kind} {name}", talk.now)


def show(talk: Talk, _argument: str = "") -> list[Reply]:
    """/quyen: what this person may do, of all the office, of the own unit, and of what is the person's own."""
    found: dict[str, list[tuple[str, str]]] = {"office": [], "unit": [], "own": []}
    for action, permit in TABLE.items():
        allowed = reach_anywhere(talk, action)
        if allowed:
            found["office" if allowed.whole else "unit" if allowed.units else "own"].append((action, permit.words))
    return [talk.say("permits", found=found)]
