"""What the page shows by which a person answers an e-mail: the work as it stands now, and what was answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from handlers.talk import Talk
from handlers.tasks import view
from handlers.work import Work, my_work
from messages.channel import Incoming
from models.inbox import TRIES, InboxMessage
from models.office import Office
from models.outbox import Delivery, OutboxMessage
from models.people import Address, Person, Speaker, language_of, speaker_at, talking

CHANNEL = "mail"
MOST = 20  # tasks on a page; the others are a question away
_OVER = (Delivery.CANCELLED, Delivery.EXPIRED)


@dataclass(frozen=True)
class Opened:
    """What a link opens for its person now. `rows` are as `handlers.tasks.view` gives them; `more`: how many not shown.

    `about` is the message that is answered; `asked`: what the bot asked a moment ago, and still waits for.
    """

    address: Address
    person: Person
    office: Office
    about: OutboxMessage
    rows: tuple[dict[str, Any], ...] = ()
    more: int = 0
    asked: OutboxMessage | None = None

    @property
    def language(self) -> str:
        return language_of(self.person, self.office)

    @property
    def choices(self) -> list[list[str | int]]:
        """Those of the message, as long as there is work that it speaks of."""
        return [] if self.is_over or self.about.status in _OVER else self.about.choices

    @property
    def is_over(self) -> bool:
        """Nothing of what the message spoke of is open, or still this person's."""
        return bool(self.about.speaks_of) and not self.rows


def opened(session: Session, address_id: int, row_id: int, now: datetime) -> Opened | None:
    """None where the person has left, the address is no more or another's, or the message was never for it."""
    address = session.get(Address, address_id)
    speaker = speaker_at(session, CHANNEL, address.address) if address and address.channel == CHANNEL else None
    if speaker is None or speaker.address.id != address_id:
        return None
    about = message_to(session, speaker.address, row_id)
    if about is None:
        return None
    incoming = Incoming(CHANNEL, "", speaker.address.address, "", now)
    talk = Talk(session, speaker.office, speaker.person, incoming, now)
    work = [each for each in my_work(talk) if each.is_open and _is_spoken_of(each, about)]
    rows = tuple(view(talk, each) for each in work[:MOST])
    asked = _question(session, speaker, now)
    return Opened(speaker.address, speaker.person, speaker.office, about, rows, len(work) - len(rows), asked)


def _question(session: Session, speaker: Speaker, now: datetime) -> OutboxMessage | None:
    """A page that was closed too early, or loaded again, asks it once more."""
    if not talking(session, speaker.person.id or 0, now):
        return None
    here = (OutboxMessage.channel == CHANNEL, OutboxMessage.address == speaker.address.address)
    said = select(OutboxMessage).where(*here, col(OutboxMessage.key).startswith(f"reply:{CHANNEL}:"))
    return session.exec(said.order_by(col(OutboxMessage.id).desc())).first()


def _is_spoken_of(work: Work, about: OutboxMessage) -> bool:
    """A message about no work in particular is answered with whatever is open."""
    return not about.speaks_of or work.id in about.speaks_of


def message_to(session: Session, address: Address, row_id: int) -> OutboxMessage | None:
    """A message that went to this very address and person."""
    row = session.get(OutboxMessage, row_id)
    if row is None or (row.channel, row.address, row.person_id) != (CHANNEL, address.address, address.person_id):
        return None
    return row


def answers_to(session: Session, incoming_id: str) -> list[OutboxMessage] | None:
    """What the bot said to a message; None until it has said it, or has nothing to say."""
    about = f":{CHANNEL}:{incoming_id}"
    single = [f"{kind}{about}" for kind in ("parked", "too_many", "too_many_files")]
    key = col(OutboxMessage.key)
    query = select(OutboxMessage).where(or_(key.startswith(f"reply{about}:", autoescape=True), key.in_(single)))
    found = list(session.exec(query.order_by(col(OutboxMessage.id))).all())
    return found if found or _is_done(session, incoming_id) else None


def _is_done(session: Session, incoming_id: str) -> bool:
    query = select(InboxMessage).where(InboxMessage.channel == CHANNEL, InboxMessage.external_id == incoming_id)
    row = session.exec(query).first()
    return row is not None and (row.handled_at is not None or row.attempts >= TRIES)


def is_stored(session: Session, incoming_id: str) -> bool:
    """Whether a message came in; one of a flood did not."""
    query = select(InboxMessage.id).where(InboxMessage.channel == CHANNEL, InboxMessage.external_id == incoming_id)
    return session.exec(query).first() is not None
