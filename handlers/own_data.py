"""What is kept about one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, SQLModel, col, func, select

from models.absence import Absence
from models.assignment import Figure, Progress
from models.evidence import Evidence
from models.item import Item
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Address, Person, Unit
from models.posts import Held, posts_of
from models.privacy import DataRequest
from models.retention import Kind, kept_for


@dataclass(frozen=True)
class OwnData:
    """`posts` are (unit or "", role); `since` is the day of the first journal line."""

    person: Person
    posts: Sequence[tuple[str, str]]
    chats: Sequence[Address]
    absences: int
    lines: int
    since: date | None
    figures: int
    files: int
    items: int
    messages: int
    requests: Sequence[DataRequest]
    days: dict[str, int]  # by kind


def own_data(session: Session, person: Person, office: Office, today: date) -> OwnData:
    mine = col(Progress.person_id) == person.id
    first = session.exec(select(func.min(Progress.day)).where(mine)).one()
    lines = select(Progress.id).where(mine)
    requests = select(DataRequest).where(DataRequest.person_id == person.id).order_by(col(DataRequest.id))
    chats = select(Address).where(Address.person_id == person.id).order_by(col(Address.rank), col(Address.id))
    return OwnData(
        person,
        [(_unit(session, held), held.role) for held in posts_of(session, person, today)],
        session.exec(chats).all(),
        absences=_count(session, Absence, col(Absence.person_id) == person.id),
        lines=_count(session, Progress, mine),
        since=date.fromisoformat(str(first)) if first else None,
        figures=_count(session, Figure, col(Figure.progress_id).in_(lines)),
        files=_count(session, Evidence, col(Evidence.progress_id).in_(lines)),
        items=_count(session, Item, col(Item.raised_by) == person.id),
        messages=_count(session, OutboxMessage, col(OutboxMessage.person_id) == person.id),
        requests=session.exec(requests).all(),
        days={kind.value: kept_for(office.retention, kind).days for kind in Kind},
    )


def _unit(session: Session, held: Held) -> str:
    unit = session.get(Unit, held.unit_id) if held.unit_id else None
    return unit.name if unit else ""


def _count(session: Session, model: type[SQLModel], of: ColumnElement[bool]) -> int:
    return session.exec(select(func.count()).select_from(model).where(of)).one()
