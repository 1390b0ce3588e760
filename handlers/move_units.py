"""Units are merged or divided: their people, their groups and their work go on in the new ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from handlers.due import pass_on
from handlers.move_people import forget_question
from handlers.moves import CannotMoveError, Change, Done, Handed, Seat, ask_anew, new_post, orphans, work_of
from handlers.unit_names import found_or_made, retire
from models.acts import Act
from models.assignment import CLOSED, Assignment, Duty
from models.handover import Cause, hand_over
from models.item import Item
from models.people import Person, Role, Room, Unit
from models.plan import Plan, Task
from models.posts import Post, highest, members
from vietnamese.calendar import ONE_DAY

Row = tuple[Assignment, Task, Plan]


@dataclass(frozen=True)
class Heads:
    """Who heads a merged unit: one of those who did, with the others as staff, or (`everybody`) all of them."""

    chosen: int | None = None
    everybody: bool = False

    @property
    def settled(self) -> bool:
        return self.everybody or self.chosen is not None


ALL_HEADS = Heads(everybody=True)


@dataclass(frozen=True)
class Piece:
    """One unit into which another is divided; `tasks` by their numbers, `people` by id."""

    name: str
    tasks: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()


def merge(change: Change, sources: Sequence[Unit], into: Unit | str, heads: Heads = Heads()) -> Done:
    """Some units become one, which is new or was there before; what they were called means it from now on.

    Open work goes on there. Where it has the same task already, one of both does: the lead's before the cooperator's.
    """
    target = found_or_made(change, into, sources)
    gone = [unit for unit in sources if unit.id != target.id]
    if not gone:
        raise CannotMoveError("same", target.name, target.name)
    asked = _heads_among(change, [target, *gone])
    work, stays = _merge_work(change, gone, target)
    seats = [seat for unit in gone for seat in _take_in(change, unit, target)]
    named = _settle_heads(change, target, asked, heads)
    for unit in gone:
        retire(change, unit, target)
    rooms = sum(_move_rooms(change, unit, target) for unit in gone)
    change.session.flush()
    ids = [unit.id or 0 for unit in gone]
    change.note(Act.UNIT_MERGED, f"unit {target.id}", units=ids, work=[each.id for each in work])
    return Done(
        "merge",
        ", ".join(unit.name for unit in gone),
        target.name,
        tuple(work),
        tuple(named.get(seat.name, seat) for seat in seats),
        heads=() if heads.settled or len(asked) < 2 else tuple((p.id or 0, p.name) for p in asked),
        orphans=orphans(change, [target.id or 0]),
        names=tuple(name for unit in gone for name in (unit.name, *unit.aliases)),
        rooms=rooms,
        stays=tuple(stays),
    )


def split(change: Change, source: Unit, pieces: Sequence[Piece], rest: str) -> Done:
    """A unit is divided: each piece gets its tasks and people, and what was delegated to them; `rest` all others."""
    made = {piece.name: found_or_made(change, piece.name, [source]) for piece in pieces}
    if rest not in made or len({unit.id for unit in made.values()}) < 2:
        raise CannotMoveError("pieces", source.name)
    of_person = {identity: made[piece.name] for piece in pieces for identity in piece.people}
    of_task = {number: made[piece.name] for piece in pieces for number in piece.tasks}
    work = []
    for assignment, task, plan in work_of(change, Assignment.unit_id == source.id):
        unit = of_task.get(task.position) or of_person.get(assignment.person_id or 0) or made[rest]
        if unit.id != source.id:
            # What was delegated stays so, as long as the person goes to the same unit.
            same = assignment.person_id if of_person.get(assignment.person_id or 0, made[rest]).id == unit.id else None
            work.append(_go_on(change, (assignment, task, plan), unit, Cause.SPLIT, same))
    people = [person for person, _ in members(change.session, source.id or 0, change.today)]
    seats = [
        _move_person(change, person, source, unit)
        for person in people
        if (unit := of_person.get(person.id or 0, made[rest])).id != source.id
    ]
    stays = any(unit.id == source.id for unit in made.values())
    rooms = 0 if stays else _move_rooms(change, source, made[rest])
    if not stays:
        retire(change, source, made[rest])
    change.session.flush()
    ids = [unit.id or 0 for unit in made.values()]
    change.note(Act.UNIT_SPLIT, f"unit {source.id}", units=ids, work=[each.id for each in work])
    left = orphans(change, ids)
    names = () if stays else (source.name, *source.aliases)
    return Done("split", source.name, rest, tuple(work), tuple(seats), orphans=left, names=names, rooms=rooms)


def _merge_work(change: Change, gone: Sequence[Unit], target: Unit) -> tuple[list[Handed], list[Handed]]:
    """What goes on in the new unit, and what is closed and stays, since that unit has the task itself."""
    standing = {row[0].task_id: row for row in work_of(change, Assignment.unit_id == target.id)}
    work, stays = [], []
    ids = [unit.id for unit in gone]
    for row in work_of(change, col(Assignment.unit_id).in_(ids)):
        other = standing.get(row[0].task_id)
        if other is None or _goes_before(row[0], other[0]):
            if other is not None:
                work.append(_become_one(change, other, row, target))
            standing[row[0].task_id] = row
            work.append(_go_on(change, row, target, Cause.MERGED, row[0].person_id))
        elif row[0].state in CLOSED:
            stays.append(_handed(change, row, row[0].unit_id, row[0].unit_id))
        else:
            work.append(_become_one(change, row, other, target))
    return work, stays


def _goes_before(one: Assignment, other: Assignment) -> bool:
    """Whether `one` is the piece of work that goes on, and not `other`: the lead's, then what is still open."""
    if one.duty is not other.duty:
        return one.duty is Duty.LEAD
    return other.state in CLOSED and one.state not in CLOSED


def _go_on(change: Change, row: Row, unit: Unit, cause: Cause, person: int | None) -> Handed:
    handed = _handed(change, row, row[0].unit_id, unit.id or 0)
    hand_over(change.session, row[0], change.shift(cause), unit.id or 0, person)
    change.session.flush()
    if person is None:
        ask_anew(change, *row)
    return handed


def _become_one(change: Change, ended: Row, goes_on: Row, target: Unit) -> Handed:
    """Two pieces of work on one task are one: the journal of the other stays, and is asked about no more."""
    handed = _handed(change, ended, ended[0].unit_id, target.id or 0, into=True)
    row = ended[0]
    row.ended_at, row.remind_at, row.merged_into = change.now, None, goes_on[0].id
    before = row.unit_id
    hand_over(change.session, row, change.shift(Cause.MERGED), target.id or 0, row.person_id)
    row.unit_id = before  # what it did, it did under that name
    open_items = select(Item).where(Item.assignment_id == row.id, col(Item.closed_at).is_(None))
    for item in change.session.exec(open_items).all():
        item.assignment_id = goes_on[0].id
        change.session.add(item)
    change.session.flush()
    return handed


def _handed(change: Change, row: Row, before: int, now: int, *, into: bool = False) -> Handed:
    old, new = (change.session.get_one(Unit, unit).name for unit in (before, now))
    return Handed(row[0].id or 0, f"NV{row[1].position}", row[2].name, old, new, into=into)


def _take_in(change: Change, unit: Unit, target: Unit) -> list[Seat]:
    people = [person for person, _ in members(change.session, unit.id or 0, change.today)]
    return [_move_person(change, person, unit, target) for person in people]


def _move_person(change: Change, person: Person, source: Unit, target: Unit) -> Seat:
    """Each post that the person has in one unit is in the other from today on."""
    rows = change.session.exec(select(Post).where(Post.person_id == person.id, Post.unit_id == source.id)).all()
    is_main, today = person.unit_id == source.id, change.today
    to_come = [row for row in rows if row.last is None or row.last >= today]
    roles = [person.role] if is_main else [row.role for row in to_come]
    for row in to_come:
        _go_over(change, row, target)
    if is_main:
        if not rows:
            change.session.add(new_post(person, source, person.role, (date.min, today - ONE_DAY)))
        if not to_come:
            change.session.add(new_post(person, target, person.role, (today, None)))
        person.unit_id = target.id
        change.session.add(person)
    forget_question(change.session, person)
    pass_on(change.session, person)
    change.session.flush()
    return Seat(person.name, target.name, highest(roles).value)


def _go_over(change: Change, row: Post, target: Unit) -> None:
    """One post: until yesterday in the old unit, from today on in the new one."""
    if row.first < change.today:
        post = Post(**{**row.model_dump(exclude={"id"}), "unit_id": target.id, "first": change.today})
        row.last = change.today - ONE_DAY
        change.session.add_all([row, post])
    else:
        row.unit_id = target.id
        change.session.add(row)


def _heads_among(change: Change, units: Iterable[Unit]) -> list[Person]:
    found = {
        person.id: person
        for unit in units
        for person, role in members(change.session, unit.id or 0, change.today)
        if role is Role.HEAD
    }
    return [found[identity] for identity in sorted(found, key=lambda each: each or 0)]


def _settle_heads(change: Change, target: Unit, asked: Sequence[Person], heads: Heads) -> Mapping[str, Seat]:
    """Where one of several heads was chosen, the others are staff of the unit from now on."""
    if heads.chosen is None or len(asked) < 2:
        return {}
    if heads.chosen not in {person.id for person in asked}:
        raise CannotMoveError("no_head", target.name)
    others = [person for person in asked if person.id != heads.chosen]
    for person in others:
        if person.unit_id == target.id:
            person.role = Role.STAFF
        rows = select(Post).where(Post.person_id == person.id, Post.unit_id == target.id)
        for row in change.session.exec(rows).all():
            if row.covers(change.today):
                row.role = Role.STAFF
        change.session.add(person)
        change.note(Act.PERSON_ROLE, f"person {person.id}", unit=target.id, role=Role.STAFF.value)
    return {person.name: Seat(person.name, target.name, Role.STAFF.value) for person in others}


def _move_rooms(change: Change, unit: Unit, target: Unit) -> int:
    rooms = change.session.exec(select(Room).where(Room.unit_id == unit.id)).all()
    for room in rooms:
        room.unit_id = target.id or 0
        change.session.add(room)
    return len(rooms)
