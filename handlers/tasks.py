"""/nhiemvu: what a person has to do, as a list and as one card a task."""

from dataclasses import replace

from handlers import photos
from handlers.permits import roles
from handlers.talk import Reply, Talk, id_of
from handlers.work import Work, find_work, my_work
from models.assignment import Assignment
from models.claim import claim_of, confirmers
from models.item import ItemKind, open_item
from models.people import Person, Unit
from models.snooze import is_put_off
from models.standing import status_of


def my_tasks(talk: Talk, _argument: str = "") -> list[Reply]:
    """The open work first, then what is done, each with its status in words."""
    work = my_work(talk)
    rows = [view(talk, each) for each in sorted(work, key=lambda each: not each.is_open)]
    late = None if talk.incoming.group else next(iter(photos.waiting(talk)), None)
    spoken = tuple(each.id for each in work if each.is_open)
    return [replace(talk.say("tasks", rows=rows), speaks_of=spoken, pictures_of=late.id if late else None)]


def show_help(talk: Talk, _argument: str = "") -> list[Reply]:
    """/trogiup: what this person can do."""
    return [talk.say("help", roles=roles(talk), files=talk.incoming.brings_files, groups=talk.incoming.has_groups)]


def card(talk: Talk, argument: str) -> list[Reply]:
    """One task in full with its action buttons; `argument` is the assignment's id from a button."""
    work = find_work(talk, id_of(argument))
    if work is None:
        return [talk.say("button_old")]
    reply = talk.change("task", **view(talk, work))
    return [Reply(reply.words, edits=reply.edits, speaks_of=(work.id,))]


def view(talk: Talk, work: Work) -> dict[str, object]:
    """What the templates say of one piece of work."""
    unit = talk.session.get(Unit, work.assignment.unit_id)
    claim = claim_of(talk.session, work.assignment)
    by = confirmers(talk.session, work.assignment, talk.today) if claim else []
    return {
        "ref": work.ref,
        "id": work.id,
        "task": work.task,
        "plan": work.plan,
        "unit": unit.name if unit else "",
        "assignment": work.assignment,
        "delegate": _delegate(talk, work),
        "put_off": is_put_off(work.assignment, talk.today),
        "status": status_of(work.assignment, talk.today),
        "claim": claim,
        "waits_for": [person.name for person in by],
        "confirms": talk.person.id in [person.id for person in by],
        "days_left": days_left(work.assignment, talk),
        "wish": open_item(talk.session, work.id, ItemKind.MORE_TIME) if work.is_open else None,
    }


def _delegate(talk: Talk, work: Work) -> str:
    """Whom it was given to, for those who look on."""
    given = work.assignment.person_id
    person = talk.session.get(Person, given) if given and given != talk.person.id else None
    return person.name if person and person.active else ""


def days_left(assignment: Assignment, talk: Talk) -> int | None:
    return None if assignment.due is None else (assignment.due - talk.today).days
