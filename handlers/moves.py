"""When people and units change: what they had to do goes on to whoever answers for it now, with its history."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlmodel import Session, col, select

from handlers.talk import Reply, tell
from messages.render import render
from models.acts import Act
from models.assignment import CLOSED, Assignment
from models.audit import CLI, Actor, Fact, note
from models.bundle import Followed
from models.cadence import next_reminder
from models.follow import policy_of, with_people
from models.handover import Cause, Shift, hand_over
from models.item import Item
from models.office import Office, take_turn
from models.people import Person, Role, Unit, language_of, unit_names
from models.plan import Plan, PlanState, Task
from models.posts import Post, contacts

Made = TypeVar("Made")


class CannotMoveError(Exception):
    """The change cannot be made; `why` names what the templates say of it, `names` whom it speaks of."""

    def __init__(self, why: str, *names: str) -> None:
        super().__init__(why, *names)
        self.why, self.names = why, names


@dataclass(frozen=True)
class Change:
    """Who changes people and units of an office, in which transaction and when."""

    session: Session
    office: Office
    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(self.office.zone).date()

    def shift(self, cause: Cause) -> Shift:
        return Shift(cause, self.now, self.actor.person_id)

    def note(self, act: Act, subject: str, **detail: Fact) -> None:
        note(self.session, self.actor, act, subject, self.now, **detail)


@dataclass(frozen=True)
class Handed:
    """One piece of work that goes on, in plain words. `into`: it is one with another of the new unit's from now on."""

    id: int
    ref: str
    plan: str
    before: str
    now: str
    person: str = ""  # who had it
    into: bool = False


@dataclass(frozen=True)
class Seat:
    """Somebody's place after the change; `role` is a value of Role."""

    name: str
    unit: str
    role: str


@dataclass(frozen=True)
class Headless:
    """A unit that nobody heads any more; `staff` answer for its open `work`, which is given by its references."""

    unit: str
    staff: tuple[str, ...]
    work: tuple[str, ...]


@dataclass(frozen=True)
class Done:
    """What a change of people or units did, or would do; plain, so that it can be told after it was undone.

    `orphans`: units that have open work and nobody any more; `names`: what a unit is called from now on, too.
    `own`: it is done to whoever asks for it.
    """

    act: str
    who: str
    to: str = ""
    work: tuple[Handed, ...] = ()
    people: tuple[Seat, ...] = ()
    heads: tuple[tuple[int, str], ...] = ()  # who might head it, where that has to be chosen
    orphans: tuple[tuple[str, int], ...] = ()
    names: tuple[str, ...] = ()
    rooms: int = 0
    day: date | None = None
    stays: tuple[Handed, ...] = field(default=())  # closed, so it stays with the unit that did it
    headless: tuple[Headless, ...] = ()
    own: bool = False

    @property
    def routes(self) -> list[tuple[str, str, list[Handed]]]:
        """The work by where it comes from and where it goes."""
        found: dict[tuple[str, str], list[Handed]] = {}
        for each in self.work:
            found.setdefault((each.before, each.now), []).append(each)
        return [(*route, works) for route, works in found.items()]


def by_command(session: Session, office: Office, now: datetime) -> Change:
    """What the command line does; it waits until nobody else changes the office's facts."""
    take_turn(session, office.id or 0)
    return Change(session, office, Actor(office.id or 0, None, CLI), now)


def attempted(change: Change, act: Callable[[], Made]) -> Made:
    """What a change would do: it is made and taken back, so that what is told is what happens."""
    with change.session.begin_nested() as attempt:
        done = act()
        attempt.rollback()
    return done


def whole(change: Change, act: Callable[[], Made]) -> Made:
    """A change; of one that is refused on the way nothing stays."""
    with change.session.begin_nested():
        return act()


def work_of(change: Change, *where: object) -> list[tuple[Assignment, Task, Plan]]:
    """What is followed or was done, of active plans, in the plans' order."""
    query = (
        select(Assignment, Task, Plan)
        .join(Task, col(Task.id) == Assignment.task_id)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(Assignment.office_id == change.office.id, Plan.state == PlanState.ACTIVE)
        .where(col(Task.dropped).is_(False), col(Assignment.ended_at).is_(None), *where)  # type: ignore[arg-type]
        .order_by(col(Plan.id), col(Task.position), col(Assignment.id))
    )
    return list(change.session.exec(query).all())


def pass_work(
    change: Change, rows: Iterable[tuple[Assignment, Task, Plan]], cause: Cause, unit: int | None = None
) -> tuple[Handed, ...]:
    """Hand work to a unit, or back to its own, and ask about what is open from the next working day on."""
    session, found = change.session, []
    for assignment, task, plan in rows:
        person = session.get(Person, assignment.person_id) if assignment.person_id else None
        hand_over(session, assignment, change.shift(cause), unit or assignment.unit_id)
        ask_anew(change, assignment, task, plan)
        found.append((assignment, task, plan, person))
    names = unit_names(session, {row[0].unit_id for row in found})
    return tuple(
        Handed(a.id or 0, f"NV{task.position}", plan.name, "", names[a.unit_id], person.name if person else "")
        for a, task, plan, person in found
    )


def ask_anew(change: Change, assignment: Assignment, task: Task, plan: Plan) -> None:
    """Whoever answers for it now has heard nothing of it yet; the news comes today, the question tomorrow."""
    if assignment.state in CLOSED:
        return
    policy = policy_of(change.session, change.office)
    tomorrow = policy.calendar.local_day(change.now) + timedelta(days=1)
    assignment.unanswered, assignment.snoozes, assignment.snoozed_until = 0, 0, None
    assignment.reminded_at = None
    after = max(change.now, datetime.combine(tomorrow, datetime.min.time(), change.office.zone))
    assignment.remind_at = next_reminder(assignment, Followed(assignment, task, plan).period, policy, after)
    change.session.add(assignment)


def came_from(handed: Sequence[Handed], before: str) -> tuple[Handed, ...]:
    return tuple(replace(each, before=before) for each in handed)


def new_post(person: Person, unit: Unit, role: Role, days: tuple[date, date | None]) -> Post:
    """A row of the days from and until which, inclusive, a person holds a post."""
    of = {"office_id": person.office_id, "person_id": person.id or 0}
    return Post(unit_id=unit.id, role=role, first=days[0], last=days[1], **of)


def orphans(change: Change, units: Iterable[int]) -> tuple[tuple[str, int], ...]:
    """Of some units those that nobody answers for and that have open work, with how much."""
    found = []
    for unit in sorted({*units}):
        left = [a for a, *_ in work_of(change, Assignment.unit_id == unit) if a.state not in CLOSED]
        if left and not contacts(change.session, unit, change.today):
            found.append((change.session.get_one(Unit, unit).name, len(left)))
    return tuple(found)


def let_go(change: Change, person: Person) -> None:
    """What waited for somebody's answer waits for the clerks."""
    query = select(Item).where(Item.owner_id == person.id, col(Item.closed_at).is_(None))
    for item in change.session.exec(query).all():
        item.owner_id = None
        change.session.add(item)


def announce(change: Change, done: Done) -> int:
    """One message to each person who has work now that others had, in working hours; how many are told."""
    ids = [each.id for each in done.work if not each.into]
    rows = [row for row in work_of(change, col(Assignment.id).in_(ids)) if row[0].state not in CLOSED]
    handed = {each.id: each for each in done.work}
    of_person: dict[int, list[Followed]] = {}
    for followed in with_people(change.session, rows, change.today):
        for who in followed.told_on(change.today):
            of_person.setdefault(who, []).append(followed)
    told = 0
    for identity, theirs in of_person.items():
        person = change.session.get_one(Person, identity)
        moved = [(handed[each.assignment.id or 0], each) for each in theirs]
        words = render("work_moved", language_of(person, change.office), zone=change.office.zone, moved=moved)
        reply = Reply(words, speaks_of=tuple(each.assignment.id or 0 for each in theirs))
        told += tell(change.session, person, reply, f"moved:{change.now.isoformat()}:{identity}", change.now)
    return told
