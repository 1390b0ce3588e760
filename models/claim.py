"""What staff call done and their head has yet to confirm: by whom, and which lines of the journal wait."""

from datetime import date

from sqlmodel import Session

from models.absence import spells_of
from models.assignment import Assignment, Progress, Said, journal_of
from models.bundle import Claim
from models.people import Person, Role, reachable
from models.posts import clerks, members
from models.recipients import Circle, recipients
from models.standing import standing


def heads(session: Session, unit_id: int, day: date | None = None) -> list[Person]:
    """The active heads of a unit on a day who have a chat that takes messages."""
    found = [person for person, role in members(session, unit_id, day) if role is Role.HEAD]
    return [person for person in found if reachable(session, person.id or 0)]


def answerable(session: Session, assignment: Assignment, day: date | None = None) -> list[Person]:
    """Who says whether a claim holds: the unit's heads; once none of them can be reached any more, the clerks."""
    return heads(session, assignment.unit_id, day) or clerks(session, assignment.office_id, day)


def confirmers(session: Session, assignment: Assignment, day: date) -> list[Person]:
    """The same, and in place of those away on the day whoever stands in, as far as that is a head or a clerk too."""
    people, office = answerable(session, assignment, day), clerks(session, assignment.office_id, day)
    others = tuple(person.id or 0 for person in office)
    circle = Circle(others, spells=spells_of(session, [assignment.office_id], settling=True))
    ids = recipients([person.id or 0 for person in people], circle, day)
    return [session.get_one(Person, identity) for identity in ids]


def claim_of(session: Session, assignment: Assignment) -> Claim | None:
    """The newest line of what waits now; None where nothing does."""
    lines = waiting_lines(session, assignment)
    if not lines:
        return None
    person = session.get(Person, lines[0].person_id)
    return Claim(lines[-1].id or 0, person.name if person else "")


def waiting_lines(session: Session, assignment: Assignment) -> list[Progress]:
    """The lines that wait together, oldest first."""
    if assignment.state is not Said.CLAIMED:
        return []
    journal = journal_of(session, assignment.id or 0)
    waiting = standing(journal).claims
    return [line for line in journal if line.id in waiting]
