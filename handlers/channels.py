"""/kenh: where the bot writes to a person, in which order, and the way in from one more platform."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import col, select

from handlers.invites import OWN_VALID_FOR, own_code, typed
from handlers.permits import refused
from handlers.talk import Reply, Talk, id_of
from models.acts import Act
from models.audit import Actor, note
from models.people import Address
from models.platform import down
from models.unreached import Why, why_lost
from vietnamese.text import fold, squash

_MORE = ("them", "add", "new", "ma", "ma moi", "them kenh")


class State(StrEnum):
    WORKS = "works"
    DOWN = "down"  # the whole platform
    LOST = "lost"  # this chat takes no messages


@dataclass(frozen=True)
class Chat:
    """One of the person's chats; `here` is where this is read."""

    row: Address
    state: State
    here: bool
    since: datetime | None = None
    why: Why | None = None

    @property
    def id(self) -> int:
        return self.row.id or 0


def command(talk: Talk, argument: str) -> list[Reply]:
    """/kenh shows the person's channels; "/kenh thêm" gives a code for one more."""
    if squash(fold(argument)) in _MORE:
        return _one_more(talk)
    return [talk.say("channels", chats=_chats(talk), first=None, removed=None)]


def press(talk: Talk, data: str) -> list[Reply]:
    """A button of /kenh: "f12" writes to that chat first, "x12" removes it, "n" asks for a code."""
    if data == "n":
        return _one_more(talk)
    chats = _chats(talk)
    chat = next((each for each in chats if each.id == id_of(data[1:])), None)
    if chat is None or data[:1] not in ("f", "x"):
        return [talk.say("button_old")]
    return _put_first(talk, chat, chats) if data[0] == "f" else _remove(talk, chat, chats)


def _chats(talk: Talk) -> list[Chat]:
    """As they are written to: in the order of preference, of equals the newest first."""
    outages = {outage.channel: outage.since for outage in down(talk.session)}
    query = select(Address).where(Address.person_id == talk.person.id)
    rows = talk.session.exec(query.order_by(col(Address.rank), col(Address.joined_at).desc())).all()
    return [_chat(talk, row, outages.get(row.channel)) for row in rows]


def _chat(talk: Talk, row: Address, down_since: datetime | None) -> Chat:
    here = (row.channel, row.address) == (talk.incoming.channel, talk.incoming.who)
    if row.unreachable_since is not None:
        return Chat(row, State.LOST, here, row.unreachable_since, why_lost(row.unreachable_why))
    return Chat(row, State.DOWN if down_since else State.WORKS, here, down_since)


def _put_first(talk: Talk, chat: Chat, chats: list[Chat]) -> list[Reply]:
    if chat is not chats[0]:
        chat.row.rank = chats[0].row.rank - 1
        talk.session.flush()
        _note(talk, "first", chat)
    return [talk.change("channels", chats=_chats(talk), first=chat.row.channel, removed=None)]


def _remove(talk: Talk, chat: Chat, chats: list[Chat]) -> list[Reply]:
    """Never where the person writes from, which works, so that one that works is always left."""
    if chat.here:
        return [talk.say("channel_kept", alone=len(chats) == 1)]
    talk.session.delete(chat.row)
    talk.session.flush()
    _note(talk, "removed", chat)
    return [talk.change("channels", chats=_chats(talk), first=None, removed=chat.row.channel)]


def _one_more(talk: Talk) -> list[Reply]:
    if talk.incoming.by_link:  # a forwarded mail must not become an account
        return [refused(talk)]
    code = own_code(talk.session, talk.person, talk.now)
    actor = Actor(talk.office.id or 0, talk.person.id, talk.incoming.channel)
    note(talk.session, actor, Act.PERSON_INVITED, f"person {talk.person.id}", talk.now, own=True)
    return [talk.say("channel_code", code=typed(code), until=talk.now + OWN_VALID_FOR)]


def _note(talk: Talk, change: str, chat: Chat) -> None:
    actor = Actor(talk.office.id or 0, talk.person.id, talk.incoming.channel)
    facts = {"change": change, "channel": chat.row.channel}
    note(talk.session, actor, Act.PERSON_CHANGED, f"person {talk.person.id}", talk.now, **facts)
