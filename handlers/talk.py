"""What every handler gets and gives: one person speaking at one moment, and the replies to queue."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from sqlmodel import Session

from messages.channel import Incoming
from messages.render import Words, render
from messages.snooze_words import later_aside
from messages.understand import understand
from messages.understood import Status, Understood
from models.acts import Act
from models.audit import Actor, Fact, note
from models.database import insert_new
from models.follow import policy_of
from models.indicator import Indicator, indicators_of
from models.office import Office
from models.outbox import OutboxMessage, Priority
from models.people import Person, language_of, reachable

Found = TypeVar("Found")

_SAID = "said"
CLOCK = "clock"


@dataclass(frozen=True)
class Talk:
    """A known person's message inside its transaction. `now` is for queues, `incoming.sent_at` for facts.

    `entered_by` wrote down what `person` said, and is who is asked and answered.
    `completed_at`: when the answer came to a question about this message; None where nothing was asked.
    `memory` is what was looked up already: several handlers ask for the same, of this message or of the one before it.
    """

    session: Session
    office: Office
    person: Person
    incoming: Incoming
    now: datetime
    completed_at: datetime | None = None
    entered_by: Person | None = None
    memory: dict[tuple[Hashable, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def sender(self) -> Person:
        """Whose message it is."""
        return self.entered_by or self.person

    def once(self, key: tuple[Hashable, ...], look_up: Callable[[], Found]) -> Found:
        """What `look_up` finds, looked up once in the transaction; whoever changes it afterwards says so here too."""
        if key not in self.memory:
            self.memory[key] = look_up()
        found: Found = self.memory[key]
        return found

    @property
    def actor(self) -> Actor:
        """The sender; the clock, where it does what a person might have asked for."""
        channel = self.incoming.channel
        return Actor(self.office.id or 0, self.sender.id if channel else None, channel or CLOCK)

    def note(self, act: Act, subject: str, **detail: Fact) -> None:
        """Write into the audit what was just done."""
        note(self.session, self.actor, act, subject, self.now, **detail)

    def anew(self) -> "Talk":
        """The same talk with only its words remembered: the clerk's handlers change whose work is what."""
        return replace(self, memory={key: found for key, found in self.memory.items() if key[0] == _SAID})

    @property
    def today(self) -> date:
        """The day on which the message was sent, where the office is."""
        return self.incoming.sent_at.astimezone(self.office.zone).date()

    @property
    def said(self) -> Understood:
        """What the words of the message mean, read once."""
        nouns = tuple(noun for indicator in self.indicators for noun in indicator.nouns)
        words = (self.incoming.text, self.today, nouns)
        return self.once((_SAID, *words), lambda: _understood(*words))

    @property
    def indicators(self) -> list[Indicator]:
        """What the office counts, by its own list."""
        return self.once(("indicators",), lambda: indicators_of(self.session, self.office.id or 0))

    @property
    def language(self) -> str:
        """The sender's own; what is said in a group is read by others too."""
        return self.office.language if self.incoming.group else language_of(self.sender, self.office)

    def say(self, template: str, **values: object) -> "Reply":
        """An answer to the sender."""
        return Reply(render(template, self.language, zone=self.office.zone, **values))

    def say_to(self, to: Person, template: str, /, **values: object) -> "Reply":
        """What somebody is told of it, in that person's language."""
        return Reply(render(template, language_of(to, self.office), zone=self.office.zone, **values))

    def change(self, template: str, **values: object) -> "Reply":
        """An answer that replaces the message whose button was pressed."""
        edits = self.incoming.message_id if self.incoming.button else None
        return replace(self.say(template, **values), edits=edits)


def _understood(text: str, today: date, nouns: tuple[str, ...]) -> Understood:
    """Without a clause that puts a reminder off, as long as the rest says something by itself."""
    aside = later_aside(text, today)
    read = understand(aside.rest if aside else text, today, nouns)
    return understand(text, today, nouns) if aside and read.status is Status.UNCLEAR else read


def id_of(text: str) -> int | None:
    """The row that a button or an argument names; None where it is no plain number that a row could have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None


@dataclass(frozen=True)
class Reply:
    """One message back. `document` is an OutboxMessage.document; `speaks_of` are assignment ids."""

    words: Words
    document: str | None = None
    document_name: str | None = None
    edits: str | None = None
    speaks_of: tuple[int, ...] = ()
    pictures_of: int | None = None  # the journal line whose pictures are held until the sender was asked


def answer(session: Session, incoming: Incoming, replies: list[Reply], now: datetime, person: Person | None) -> None:
    """Queue the replies to a message in its own chat, keyed by it, so that the same message is never answered twice."""
    if person is not None and not person.active:
        person = None  # whoever left by this very message hears so as a stranger
    for number, reply in enumerate(replies):
        key = f"reply:{incoming.channel}:{incoming.id}:{number}"
        _queue(session, reply, Place(key, incoming.channel, incoming.address, group=incoming.group), person, now)
    if person:
        _note_files(session, Actor(person.office_id, person.id, incoming.channel), person, replies, now)


def tell(session: Session, person: Person, reply: Reply, key: str, now: datetime) -> bool:
    """Queue a message to somebody who did not just write, for working hours; what changes an old one rings nowhere.

    False where that person cannot be reached or was told already.
    """
    if reply.edits:
        return tell_at_once(session, person, reply, key, now)
    calendar = policy_of(session, session.get_one(Office, person.office_id)).calendar
    at = calendar.next_working_moment(now)
    return tell_at_once(session, person, reply, key, at, calendar.closing(calendar.local_day(at)))


def tell_at_once(
    session: Session, person: Person, reply: Reply, key: str, now: datetime, not_after: datetime | None = None
) -> bool:
    """The same at any hour, of what cannot wait: somebody else may be using the person's access."""
    address = reachable(session, person.id or 0)
    if address is None:
        return False
    queued = _queue(session, reply, Place(key, address.channel, address.address, not_after), person, now)
    if queued:
        _note_files(session, Actor(person.office_id, None, CLOCK), person, [reply], now)
    return queued


def _note_files(session: Session, actor: Actor, to: Person, replies: list[Reply], now: datetime) -> None:
    """Which forms of what is kept are on their way to whom: "snapshot:7:docx" is one of 7."""
    forms: dict[str, list[str]] = {}
    for reply in replies:
        kind, _, rest = (reply.document or "").partition(":")
        if kind == "snapshot":
            number, _, form = rest.partition(":")
            forms.setdefault(number, []).append(form)
    for number, each in forms.items():
        note(session, actor, Act.FILE_SENT, f"snapshot {number}", now, forms="+".join(each), to=to.id)


def tell_chat(session: Session, reply: Reply, to: "Place", now: datetime) -> bool:
    """Queue a message to a chat that is no known person's."""
    return _queue(session, reply, to, None, now)


class Place(NamedTuple):
    """Where a message goes, and under which key it does so once; `not_after`: until when.

    What is said in a group is nobody's own: it goes nowhere else.
    """

    key: str
    channel: str
    address: str
    not_after: datetime | None = None
    group: bool = False


def _queue(session: Session, reply: Reply, to: Place, person: Person | None, now: datetime) -> bool:
    """A plain row: an OutboxMessage costs ten times as much to make."""
    row = {
        "key": to.key,
        "channel": to.channel,
        "address": to.address,
        "not_after": to.not_after,
        "office_id": person and person.office_id,
        "person_id": None if to.group else person and person.id,
        "priority": Priority.REPLY,
        "text": reply.words.text,
        "choices": [[c.label, c.data, c.row] for c in reply.words.choices],
        "document": reply.document,
        "document_name": reply.document_name,
        "edits": reply.edits,
        "speaks_of": list(reply.speaks_of),
        "due_at": now,
    }
    return insert_new(session, OutboxMessage, row, ["key"])
