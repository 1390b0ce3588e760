"""Who hears of an item, and the short note that each of them gets, once, in private."""

from dataclasses import dataclass

from sqlmodel import col, select

from handlers.permits import reach
from handlers.talk import Reply, Talk, tell
from handlers.work import Work
from models.assignment import Assignment
from models.item import Item, ItemKind
from models.outbox import Delivery, OutboxMessage
from models.people import Person, Role, Unit
from models.permits import Action
from models.plan import Plan, Task
from models.posts import clerks, members, role_in

_TEMPLATES = {
    ItemKind.BLOCKER: "item_note",
    ItemKind.QUESTION: "item_note",
    ItemKind.MORE_TIME: "more_time",
}


@dataclass(frozen=True)
class Matter:
    """An item with the people and the work it concerns."""

    item: Item
    raised_by: Person
    owner: Person | None = None
    answered_by: Person | None = None
    work: Work | None = None
    unit: Unit | None = None  # of the work, else of who raised it

    @property
    def id(self) -> int:
        return self.item.id or 0

    @property
    def ref(self) -> str:
        """ "NV2", or nothing where the item is of no task."""
        return self.work.ref if self.work else ""


def matter_of(talk: Talk, item: Item) -> Matter:
    session = talk.session
    assignment = session.get(Assignment, item.assignment_id) if item.assignment_id else None
    raised_by = session.get_one(Person, item.raised_by)
    work = None
    if assignment is not None:
        work = Work(assignment, session.get_one(Task, assignment.task_id), session.get_one(Plan, assignment.plan_id))
    unit_id = assignment.unit_id if assignment else raised_by.unit_id
    return Matter(
        item,
        raised_by,
        session.get(Person, item.owner_id) if item.owner_id else None,
        session.get(Person, item.answered_by) if item.answered_by else None,
        work,
        session.get(Unit, unit_id) if unit_id else None,
    )


def heads_of(talk: Talk, matter: Matter) -> list[Person]:
    """The heads of the unit, but not the one who raised the matter."""
    if matter.unit is None:
        return []
    people = members(talk.session, matter.unit.id or 0, talk.today)
    return [head for head, role in people if role is Role.HEAD and head.id != matter.raised_by.id]


def deciders(talk: Talk, matter: Matter) -> list[Person]:
    """The clerks, the head where staff raised it, and whoever it was given to; each once."""
    role = role_in(talk.session, matter.raised_by, matter.unit.id if matter.unit else None, talk.today)
    heads = heads_of(talk, matter) if role is Role.STAFF else []
    office = clerks(talk.session, talk.office.id or 0, talk.today)
    others = [clerk for clerk in office if clerk.id != matter.raised_by.id]
    owner = [matter.owner] if matter.owner and matter.owner.active else []
    found = {person.id: person for person in (*heads, *others, *owner)}
    return list(found.values()) or office


def may_decide(talk: Talk, matter: Matter) -> bool:
    if matter.item.office_id != talk.office.id:
        return False
    allowed = reach(talk, Action.ANSWER_MATTERS)
    return allowed.whole or (allowed.own and talk.person.id in {p.id for p in deciders(talk, matter)})


def announce(talk: Talk, item: Item, what: str) -> list[Person]:
    """Tell those who can answer; the ones who could be told. `what` tells the news about one item apart."""
    matter = matter_of(talk, item)
    return [person for person in deciders(talk, matter) if note(talk, matter, person, what)]


def note(talk: Talk, matter: Matter, person: Person, what: str) -> bool:
    """The note with its buttons; its key leads from an answer by reply back to the item."""
    reply = talk.say_to(person, _TEMPLATES[matter.item.kind], matter=matter, given=matter.owner is not None)
    return tell(talk.session, person, reply, f"{key_of(matter)}{what}:{person.id}", talk.now)


def tell_raiser(talk: Talk, matter: Matter, reply: Reply, key: str) -> bool:
    """What came of it; False where that person cannot be reached, has left, or was told already."""
    return matter.raised_by.active and tell(talk.session, matter.raised_by, reply, key, talk.now)


def key_of(matter: Matter) -> str:
    return f"item:{matter.id}:"


def noted_item(talk: Talk) -> int | None:
    """The item of the note that the sender's message answers."""
    if talk.incoming.message_id is None or talk.incoming.button:
        return None
    query = select(OutboxMessage.key).where(
        OutboxMessage.channel == talk.incoming.channel,
        OutboxMessage.address == talk.incoming.address,
        OutboxMessage.platform_id == talk.incoming.message_id,
        col(OutboxMessage.key).startswith("item:"),
    )
    key = talk.session.exec(query).first()
    return int(key.split(":")[1]) if key else None


def last_note(talk: Talk, matter: Matter, person: Person) -> str | None:
    """The platform's id of the newest note on the matter that a person was sent."""
    query = select(OutboxMessage.platform_id).where(
        OutboxMessage.person_id == person.id,
        col(OutboxMessage.key).startswith(key_of(matter)),
        OutboxMessage.status == Delivery.SENT,
    )
    return talk.session.exec(query.order_by(col(OutboxMessage.id).desc())).first()
