"""Who may do more after a change of people and units: nobody by their own hand, and nobody unseen."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlmodel import col, select

from handlers.moves import CannotMoveError, Change
from handlers.talk import Reply, tell
from messages.render import render
from models.people import Person, Role, language_of
from models.posts import posts_in

Made = TypeVar("Made")
Gain = tuple[int, Role]

_TOLD = (Role.CLERK, Role.LEADER)
_HIGH = (*_TOLD, Role.ADMIN)


def watched(change: Change, act: Callable[[], Made]) -> Made:
    """A change that somebody makes in chat; clerks and leaders hear of everybody who becomes one of them, or
    administrator.

    Raises CannotMoveError where whoever makes it would have a role that was not theirs.
    """
    before = _roles(change)
    done = act()
    change.session.flush()
    after = _roles(change)
    gained = sorted(after - before)
    for person_id, _ in gained:
        if person_id == change.actor.person_id:
            raise CannotMoveError("own", change.session.get_one(Person, person_id).name)
    high = [(person_id, role) for person_id, role in gained if role in _HIGH]
    known = {person_id for person_id, role in before & after if role in _TOLD}
    if high:
        _tell(change, high, known - {change.actor.person_id})
    return done


def _roles(change: Change) -> set[Gain]:
    """Of everybody active, with what begins only later."""
    posts = posts_in(change.session, change.office.id or 0)
    people = select(Person).where(Person.office_id == change.office.id, col(Person.active))
    found: set[Gain] = set()
    for person in change.session.exec(people).all():
        identity = person.id or 0
        found.add((identity, person.role))
        found |= {(identity, p.role) for p in posts.get(identity, ()) if p.last is None or p.last >= change.today}
    return found


def _tell(change: Change, gained: Sequence[Gain], to: set[int]) -> None:
    raised = [(change.session.get_one(Person, person_id).name, role) for person_id, role in gained]
    by = change.session.get(Person, change.actor.person_id)
    for person_id in sorted(to):
        person = change.session.get_one(Person, person_id)
        words = render("role_given", language_of(person, change.office), raised=raised, by=by)
        tell(change.session, person, Reply(words), f"raised:{change.now.isoformat()}:{person_id}", change.now)
