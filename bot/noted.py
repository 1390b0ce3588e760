"""What the command line writes into the audit: nobody's name stands behind it, only that it was done there."""

from sqlmodel import Session, col, select

from bot.context import now
from models.acts import Act
from models.audit import CLI, Actor, Fact, note
from models.office import Office


def by_command(session: Session, office_id: int, act: Act, subject: str, **detail: Fact) -> None:
    """Of one office, in the transaction in which it is done."""
    note(session, Actor(office_id, None, CLI), act, subject, now(), **detail)


def by_command_of_all(session: Session, act: Act, subject: str, **detail: Fact) -> None:
    """What concerns every office, such as a copy of the database."""
    for office_id in session.exec(select(Office.id).order_by(col(Office.id))).all():
        by_command(session, office_id or 0, act, subject, **detail)
