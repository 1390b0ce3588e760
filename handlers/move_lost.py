"""What a change of a person would take away, shown before it is done: a unit's only head, one's own access."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from handlers.moves import Change, Done, Headless, work_of
from models.assignment import CLOSED, Assignment
from models.people import Person, Role, Unit
from models.posts import contacts, members, posts_of


def warned(change: Change, person: Person, act: Callable[[], Done]) -> Done:
    """What an act on a person does, with the units that it leaves without a head."""
    headed = [unit for unit, role in posts_of(change.session, person, change.today) if role is Role.HEAD and unit]
    done = act()
    return replace(done, headless=headless(change, headed), own=person.id == change.actor.person_id)


def headless(change: Change, units: Iterable[int]) -> tuple[Headless, ...]:
    """Of some units those that nobody heads now, with who answers for their open work instead."""
    found = []
    for unit in dict.fromkeys(units):
        if Role.HEAD not in {role for _, role in members(change.session, unit, change.today)}:
            staff = tuple(person.name for person in contacts(change.session, unit, change.today))
            rows = work_of(change, Assignment.unit_id == unit)
            work = tuple(f"NV{task.position}" for assignment, task, _ in rows if assignment.state not in CLOSED)
            found.append(Headless(change.session.get_one(Unit, unit).name, staff, tuple(dict.fromkeys(work))))
    return tuple(found)
