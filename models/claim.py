"""What staff call done and their head has yet to confirm: by whom, and which lines of the journal wait."""

from sqlmodel import Session, col, select

from models.assignment import Assignment, Progress, Said, journal_of, standing
from models.bundle import Claim
from models.people import Person, Role, clerks, reachable


def heads(session: Session, unit_id: int) -> list[Person]:
    """The active heads of a unit who have a chat that takes messages."""
    query = select(Person).where(Person.unit_id == unit_id, Person.role == Role.HEAD, col(Person.active))
    found = session.exec(query.order_by(col(Person.id))).all()
    return [person for person in found if reachable(session, person.id or 0)]


def confirmers(session: Session, assignment: Assignment) -> list[Person]:
    """Who can say that a claim holds: the unit's heads; once none of them can be reached any more, the clerks."""
    return heads(session, assignment.unit_id) or clerks(session, assignment.office_id)


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
