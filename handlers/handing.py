"""Work changes hands inside its unit: the row, the handover, the reminders that wait, and who is told of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.due import call_off, reschedule
from handlers.talk import Reply, Talk, tell
from handlers.work import Work
from models.acts import Act
from models.bundle import Followed, told
from models.claim import heads
from models.follow import policy_of
from models.handover import Cause, Handover
from models.people import Person, Role
from models.posts import members


@dataclass(frozen=True)
class Given:
    """What came of an order: the tasks that changed hands, and who could be told of it.

    `told`: the one who has them now; `heads`: those in whose place the clerk did it; `earlier`: who had them before.
    """

    works: tuple[Work, ...]
    told: bool = False
    heads: tuple[Person, ...] = ()
    earlier: tuple[Person, ...] = ()


def give(talk: Talk, works: Sequence[Work], to: Person | None, note: str = "") -> Given:
    """Give work to one of its unit, or back to the unit (None); what is there already stays as it is.

    The unit answers for it as before: its heads confirm it, and hear of it when nothing comes.
    """
    moved = [work for work in works if work.assignment.person_id != (to.id if to else None)]
    earlier: dict[int, list[Work]] = defaultdict(list)
    for work in moved:
        if before := work.assignment.person_id:
            earlier[before].append(work)
        _hand(talk, work, to)
    people = tuple(talk.session.get_one(Person, identity) for identity in earlier)
    for person in people:
        _tell(talk, person, earlier[person.id or 0], "delegate_taken", to=to)
    instead = is_instead(talk, moved)
    chiefs = _heads(talk, moved) if instead else ()
    for head in chiefs:
        _tell(talk, head, moved, "delegate_by_clerk", to=to)
    informed = to is not None and _tell(talk, to, moved, "delegate_told", note=note, instead=instead)
    for work in moved:
        _ask_from_now(talk, work, informed=informed)
    return Given(tuple(moved), informed, chiefs, tuple(person for person in people if person.active))


def _hand(talk: Talk, work: Work, to: Person | None) -> None:
    assignment = work.assignment
    before = assignment.person_id
    talk.session.add(
        Handover(
            office_id=talk.office.id or 0,
            assignment_id=work.id,
            cause=Cause.DELEGATED if to else Cause.RETURNED,
            at=talk.now,
            by=talk.person.id,
            from_unit=assignment.unit_id,
            to_unit=assignment.unit_id,
            from_person=before,
            to_person=to.id if to else None,
        )
    )
    assignment.person_id = to.id if to else None
    talk.session.add(assignment)
    talk.session.flush()
    talk.note(Act.WORK_DELEGATED, f"assignment {work.id}", was=before, to=to.id if to else None)


def _ask_from_now(talk: Talk, work: Work, *, informed: bool) -> None:
    """What was not answered before is not the new one's silence; the word that it was given is a first reminder."""
    assignment, policy = work.assignment, policy_of(talk.session, talk.office)
    call_off(talk.session, work.id, talk.now)
    assignment.unanswered = assignment.snoozes = 0
    assignment.snoozed_until = None
    if informed:
        at = policy.calendar.next_working_moment(talk.now)
        told(Followed(assignment, work.task, work.plan), policy, at)
    else:
        reschedule(talk.session, talk.office, work, talk.now)
    talk.session.flush()


def is_instead(talk: Talk, works: Sequence[Work]) -> bool:
    """Whether the sender decides in a head's place, being none of the units' heads."""
    units = {work.assignment.unit_id for work in works}
    everybody = (members(talk.session, unit, talk.today) for unit in units)
    return not all((talk.person, Role.HEAD) in people for people in everybody)


def _heads(talk: Talk, works: Sequence[Work]) -> tuple[Person, ...]:
    units = dict.fromkeys(work.assignment.unit_id for work in works)
    return tuple({head.id: head for unit in units for head in heads(talk.session, unit, talk.today)}.values())


def _tell(talk: Talk, to: Person, works: Sequence[Work], template: str, /, **values: object) -> bool:
    if to.id == talk.person.id or not to.active or not works:
        return False
    words = talk.say_to(to, template, by=talk.person, works=works, **values)
    about: Reply = replace(words, speaks_of=tuple(work.id for work in works))
    key = f"{template}:{talk.incoming.channel}:{talk.incoming.id}:{to.id}"
    return tell(talk.session, to, about, key, talk.now)
