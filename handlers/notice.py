"""The notice about data, for those who joined before there was one, or never join: once, in the version of today."""

from datetime import datetime

from sqlmodel import col, select

from handlers.talk import Reply, tell
from messages.render import render
from models.database import Sessions
from models.office import Office
from models.people import Address, Person, language_of
from models.privacy import NOTICE


def tell_notice(sessions: Sessions, now: datetime) -> int:
    """Queue it for the next working hours to everybody who can be reached and was not told; how many."""
    with sessions() as session:
        reached = select(Address.person_id).where(col(Address.unreachable_since).is_(None))
        untold = select(Person).where(col(Person.active), Person.told_version < NOTICE, col(Person.id).in_(reached))
        told = 0
        for person in session.exec(untold.order_by(col(Person.id))).all():
            office = session.get_one(Office, person.office_id)
            words = render("notice", language_of(person, office), office=office)
            if tell(session, person, Reply(words), f"notice:{NOTICE}:{person.id}", now):
                told += 1
            person.told_at, person.told_version = now, NOTICE
        return told
