"""A person leaves, goes to another unit, or takes on a further post: access follows at once, work and messages too."""

from datetime import date, datetime

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from handlers.due import pass_on
from handlers.moves import (
    CannotMoveError,
    Change,
    Done,
    Seat,
    came_from,
    let_go,
    new_post,
    orphans,
    pass_work,
    work_of,
)
from models import absence
from models.absence import Absence
from models.acts import Act
from models.assignment import Assignment
from models.handover import Cause
from models.outbox import OutboxMessage, cancel
from models.people import Awaiting, Invite, Person, Role, Unit
from models.posts import Post, clerks, posts_of, units_held
from vietnamese.calendar import ONE_DAY


def leave(change: Change, person: Person, day: date | None = None) -> Done:
    """Shut a person out: no more access, invitations and messages, also those that wait to be sent. Reports stay.

    What was delegated to the person is the unit's again. The addresses are kept until retention clears them.
    """
    if not person.active:
        raise CannotMoveError("left", person.name)
    _keep_a_clerk(change, person)
    units, kept = units_held(change.session, person, change.today), work_of(change, Assignment.person_id == person.id)
    person.active, person.left_at = False, change.now
    change.session.add(person)
    for post in _rows(change.session, person):
        last = day - ONE_DAY if day else change.today
        post.last = min(post.last or last, last)
    change.session.flush()
    work = pass_work(change, kept, Cause.LEFT)
    let_go(change, person)
    _silence(change.session, person, change.now)
    _end_absences(change, person)
    change.note(Act.PERSON_LEFT, f"person {person.id}", work=[each.id for each in work])
    change.session.flush()
    left = orphans(change, {*units, *(assignment.unit_id for assignment, *_ in kept)})
    return Done("leave", person.name, work=came_from(work, person.name), orphans=left, day=day)


def transfer(change: Change, person: Person, unit: Unit, role: Role, day: date | None = None) -> Done:
    """From `day` on, today or earlier, the person's main post is in another unit, or is another one in the same.

    What was delegated there goes back to the old unit; the old main post is kept as a former one.
    """
    first, old = day or change.today, person.unit_id
    if first > change.today:
        raise CannotMoveError("future", person.name)
    if (old, person.role) == (unit.id, role):
        raise CannotMoveError("same", person.name, unit.name)
    if role is not Role.CLERK:
        _keep_a_clerk(change, person)
    _close_main(change, person, first)
    person.unit_id, person.role = unit.id, role
    change.session.add(person)
    _begin(change, person, unit, role, first)
    change.session.flush()
    theirs = units_held(change.session, person, change.today)
    kept = work_of(change, Assignment.person_id == person.id, col(Assignment.unit_id).not_in(theirs))
    work = pass_work(change, kept, Cause.TRANSFER)
    forget_question(change.session, person)
    _call_back(change.session, person)
    change.note(Act.PERSON_MOVED, f"person {person.id}", unit_was=old, unit=unit.id, role=role.value, since=first)
    change.session.flush()
    seats = (Seat(person.name, unit.name, role.value),)
    left = orphans(change, [old] if old else [])
    return Done("transfer", person.name, unit.name, came_from(work, person.name), seats, orphans=left, day=first)


def add_post(
    change: Change, person: Person, unit: Unit, role: Role, days: tuple[date | None, date | None] = (None, None)
) -> Done:
    """A further post, from today or the first of `days` until its last or for good."""
    first, last = days[0] or change.today, days[1]
    held = posts_of(change.session, person, first)
    if (unit.id, role) in held or person.unit_id == unit.id:
        raise CannotMoveError("same", person.name, unit.name)
    for row in _rows(change.session, person, unit):
        row.last = min(row.last or date.max, first - ONE_DAY)
    change.session.add(new_post(person, unit, role, (first, last)))
    change.note(Act.PERSON_ROLE, f"person {person.id}", unit=unit.id, role=role.value, since=first, until=last)
    change.session.flush()
    return Done("post", person.name, unit.name, people=(Seat(person.name, unit.name, role.value),), day=first)


def end_post(change: Change, person: Person, unit: Unit, day: date | None = None) -> Done:
    """A further post ends: on `day`, today or earlier, it is gone already."""
    last = (day or change.today) - ONE_DAY
    open_rows = [row for row in _rows(change.session, person, unit) if row.last is None or row.last >= change.today]
    if not open_rows or person.unit_id == unit.id:
        raise CannotMoveError("no_post", person.name, unit.name)
    for row in open_rows:
        row.last = last
    change.session.flush()
    kept = work_of(change, Assignment.person_id == person.id, Assignment.unit_id == unit.id)
    work = pass_work(change, kept, Cause.TRANSFER)
    _call_back(change.session, person)
    change.note(Act.PERSON_ROLE, f"person {person.id}", unit=unit.id, until=last)
    left = orphans(change, [unit.id or 0])
    return Done("post_end", person.name, unit.name, came_from(work, person.name), orphans=left, day=day)


def _keep_a_clerk(change: Change, person: Person) -> None:
    """Without one, nobody in the office could take anybody in again."""
    if [clerk.id for clerk in clerks(change.session, change.office.id or 0, change.today)] == [person.id]:
        raise CannotMoveError("last_clerk", person.name)


def forget_question(session: Session, person: Person) -> None:
    """What the bot waits for is about work that may be somebody else's now."""
    row = session.get(Awaiting, person.id)
    if row is not None:
        session.delete(row)


def _close_main(change: Change, person: Person, first: date) -> None:
    """The main post held so far becomes a former one, the day before the new one begins its last."""
    if person.unit_id is None:
        return
    dated = [row for row in _rows(change.session, person) if row.unit_id == person.unit_id and row.last is None]
    for row in dated:
        row.last = first - ONE_DAY
    if not dated:
        unit = change.session.get_one(Unit, person.unit_id)
        change.session.add(new_post(person, unit, person.role, (date.min, first - ONE_DAY)))


def _begin(change: Change, person: Person, unit: Unit, role: Role, first: date) -> None:
    """Since when the main post is held; a further post in the same unit is it from now on."""
    for row in _rows(change.session, person, unit):
        if row.last is None or row.last >= first:
            row.last = first - ONE_DAY
    change.session.add(new_post(person, unit, role, (first, None)))


def _rows(session: Session, person: Person, unit: Unit | None = None) -> list[Post]:
    query = select(Post).where(Post.person_id == person.id)
    if unit is not None:
        query = query.where(Post.unit_id == unit.id)
    return list(session.exec(query.order_by(col(Post.id))).all())


def _silence(session: Session, person: Person, now: datetime) -> None:
    pass_on(session, person)
    unused = (col(Invite.person_id) == person.id, col(Invite.used_at).is_(None), col(Invite.expires_at) > now)
    session.execute(update(Invite).where(*unused).values(expires_at=now))
    rows = session.exec(select(OutboxMessage.id).where(OutboxMessage.person_id == person.id)).all()
    cancel(session, [identity for identity in rows if identity])
    forget_question(session, person)


def _call_back(session: Session, person: Person) -> None:
    """What was asked for in the former post and still waits to be sent: answers and documents, as it is not known of
    which unit they tell. The notice about personal data is not asked for again, so it goes out."""
    pass_on(session, person)
    asked = or_(col(OutboxMessage.key).startswith("reply:"), col(OutboxMessage.document).is_not(None))
    query = select(OutboxMessage.id).where(OutboxMessage.person_id == person.id, asked)
    if person.told_at is not None:
        query = query.where(OutboxMessage.due_at != person.told_at)
    cancel(session, [identity for identity in session.exec(query).all() if identity])


def _end_absences(change: Change, person: Person) -> None:
    """Of the person, and those in which the person was to stand in: others of the unit do."""
    for row in absence.current(change.session, person.id or 0, change.today):
        absence.end(change.session, row, change.today)
    query = select(Absence).where(Absence.stand_in_id == person.id, absence.not_over(change.today))
    for row in change.session.exec(query).all():
        row.stand_in_id = None
        change.session.add(row)
