"""Messages that go another way than they were queued for, to the same person, as the same row with the same key.

What may have arrived already is left where it is: a second way would be a guess, and perhaps a third copy.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select, update
from sqlmodel import Session

from models.database import table_of
from models.ledger import Held
from models.outbox import Delivery, OutboxMessage, Priority
from models.people import Address, Person
from models.platform import PATIENCE, Platform

ANSWERS_PATIENCE = timedelta(hours=1)
"""An answer waits longer for its own chat: that is where its question stands, and where it is looked for."""
BATCH = 500

LEFT = "người nhận không còn ở cơ quan"
NOWHERE = "người nhận không còn địa chỉ này"

_OUTBOX, _ADDRESS, _PERSON = table_of(OutboxMessage), table_of(Address), table_of(Person)
_THERE, _HERE = table_of(Platform).alias("there"), table_of(Platform).alias("here")


class Way(NamedTuple):
    """A chat of a person that takes messages. `files`: also documents; `works`: its platform is not down."""

    channel: str
    address: str
    files: bool = True
    works: bool = True


def _ways(*columns: Any) -> Any:
    """The chats that take messages: first those whose platform works, then as the person wants them."""
    query = (
        select(*columns, _ADDRESS.c.channel, _ADDRESS.c.address)
        .select_from(_ADDRESS)
        .join(_PERSON, _PERSON.c.id == _ADDRESS.c.person_id)
        .outerjoin(_THERE, _THERE.c.channel == _ADDRESS.c.channel)
        .where(_PERSON.c.active, _ADDRESS.c.unreachable_since.is_(None))
    )
    is_down = case((_THERE.c.down_since.is_(None), 0), else_=1)
    return query, (is_down, _ADDRESS.c.rank, _ADDRESS.c.joined_at.desc())


_TAKES_FILES = func.coalesce(_THERE.c.files, True)


def _of_person() -> Any:
    query, order = _ways()
    query = query.add_columns(_TAKES_FILES, _THERE.c.down_since.is_(None))
    same = case((_ADDRESS.c.channel == bindparam("channel"), 0), else_=1)
    return query.where(_ADDRESS.c.person_id == bindparam("person")).order_by(same, *order)


_OF_PERSON = _of_person()


def ways_of(session: Session, person_id: int, channel: str) -> list[Way]:
    """Where the person can be written to: first on that channel, then where the platform works, then as is wished."""
    return [Way(*row) for row in session.execute(_OF_PERSON, {"person": person_id, "channel": channel})]


def other_way(session: Session, message: Held) -> Way | None:
    """The person's next chat on another channel, which takes a document if there is one; None for whoever has none,
    and for a message that may have arrived or was tried before as a change in place."""
    if message.person_id is None or message.resends or (message.edits and message.attempts > 1):
        return None
    ways = ways_of(session, message.person_id, message.channel)
    return next((way for way in ways if way.channel != message.channel and (way.files or not message.document)), None)


def turned(way: Way, why: str, now: datetime) -> dict[str, Any]:
    """The values of a row that goes that way now. Its attempts stay counted: they tell a late result from a new one."""
    queued = {"status": Delivery.QUEUED, "due_at": now, "lease_until": None, "error": why}
    return {"channel": way.channel, "address": way.address, "edits": None, **queued}


def astray(session: Session, message: Held, now: datetime) -> dict[str, Any]:
    """The values of a claimed message whose chat is no more its person's, or whose person left.

    It goes to the person's account of today, best on the same channel. A reminder that can go nowhere is due again, of
    whoever answers for the work now.
    """
    person = session.get(Person, message.person_id)
    ways = ways_of(session, message.person_id or 0, message.channel)
    way = next((way for way in ways if way.files or not message.document), None)
    if way is not None:
        return turned(way, NOWHERE, now)
    ended = Delivery.EXPIRED if message.priority == Priority.REMINDER else Delivery.CANCELLED
    why = NOWHERE if person is not None and person.active else LEFT
    return {"status": ended, "lease_until": None, "error": why}


def leave_address(session: Session, channel: str, address: str, why: str) -> int:
    """Send what waits for a chat that takes no more messages another way, where there is one; how many messages."""
    return _turn(session, why, _OUTBOX.c.channel == channel, _OUTBOX.c.address == address)


def leave_platforms(session: Session, now: datetime) -> int:
    """Send what has waited long enough for platforms that are down over others that work; how many messages."""
    since, is_answer = _HERE.c.down_since, _OUTBOX.c.key.startswith("reply:")
    waited = or_(since <= now - ANSWERS_PATIENCE, and_(~is_answer, since <= now - PATIENCE))
    patient = and_(since.is_not(None), or_(waited, _OUTBOX.c.not_after <= now + PATIENCE))
    here = _HERE.c.channel == _OUTBOX.c.channel
    return _turn(session, "kênh đang ngừng", here, patient, _OUTBOX.c.due_at <= now, _THERE.c.down_since.is_(None))


def end_what_is_late(session: Session, now: datetime) -> None:
    """No process may hold the channel of a platform that is down, so nobody else would see that a time is over."""
    down = select(_HERE.c.channel).where(_HERE.c.down_since.is_not(None))
    late = (_OUTBOX.c.status == Delivery.QUEUED, _OUTBOX.c.channel.in_(down), _OUTBOX.c.not_after < now)
    for status, resent in ((Delivery.EXPIRED, _OUTBOX.c.resends == 0), (Delivery.UNKNOWN, _OUTBOX.c.resends > 0)):
        session.execute(update(_OUTBOX).where(*late, resent).values(status=status, error="quá hạn gửi"))


_TURN = (
    update(_OUTBOX)
    .where(_OUTBOX.c.id == bindparam("row"), _OUTBOX.c.status == Delivery.QUEUED)
    .where(_OUTBOX.c.channel == bindparam("from_channel"), _OUTBOX.c.address == bindparam("from_address"))
    .values(channel=bindparam("to_channel"), address=bindparam("to_address"), edits=None, error=bindparam("said"))
)


def _turn(session: Session, why: str, *conditions: ColumnElement[bool]) -> int:
    query, order = _ways(_OUTBOX.c.id, _OUTBOX.c.channel, _OUTBOX.c.address)
    clear = (_OUTBOX.c.resends == 0, or_(_OUTBOX.c.edits.is_(None), _OUTBOX.c.attempts == 0))
    query = (
        query.join(_OUTBOX, _OUTBOX.c.person_id == _ADDRESS.c.person_id)
        .where(_OUTBOX.c.status == Delivery.QUEUED, _OUTBOX.c.channel != _ADDRESS.c.channel, *clear, *conditions)
        .where(or_(_OUTBOX.c.document.is_(None), _TAKES_FILES))
        .order_by(_OUTBOX.c.priority, _OUTBOX.c.due_at, _OUTBOX.c.id, *order)
        .limit(BATCH)
    )
    found: dict[int, Sequence[str]] = {}
    for number, *way in session.execute(query):
        found.setdefault(number, way)  # the best comes first
    names = ("from_channel", "from_address", "to_channel", "to_address")
    rows = [{"row": number, "said": why, **dict(zip(names, way, strict=True))} for number, way in found.items()]
    if rows:
        session.execute(_TURN, rows)
    return len(rows)
