"""Two offices with the same structure, every role in them, and a row of every kind in each unit, to press and ask for.

What only one unit may read holds that unit's mark, a word that stands nowhere else.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, func, select

from chat import Chat
from conftest import MONDAY, join
from handlers.dispatch import dispatch
from messages.channel import Incoming
from models.absence import Absence
from models.assignment import Assignment, Duty, Progress, Said
from models.database import Sessions, transactions
from models.item import Item, ItemKind
from models.office import Office
from models.outbox import OutboxMessage, Snapshot
from models.people import Address, Person, Role, Room, Unit
from models.plan import Plan, PlanState, Task
from models.posts import Post
from models.privacy import DataRequest, Wish
from plans.draft import PlanDraft, TaskDraft

OWN, OTHER, FOREIGN = "thuoctim", "bancau", "hoasen"
"""The marks of the first unit, of the second one of the same office, and of both units of the other office."""

UNITS = {OWN: "Phòng Một", OTHER: "Phòng Hai", FOREIGN: "Phòng Hoasen"}
GROUP = "-100"  # the chat of the first unit
WEDNESDAY = MONDAY + timedelta(days=16)  # when all of it is past its due day
NOT_COMPARED = {"inboxmessage", "outboxmessage", "pulse", "auditentry", "refusal"}


_TOPICS = ("Tháng hành động vì trẻ em", "cải cách hành chính", "phòng cháy, chữa cháy")
_TASKS = (
    ("Thăm, tặng quà", "Mở lớp bơi", "Phát thanh", "Vẽ tranh"),
    ("Tổ chức hội nghị", "Rà soát văn bản", "Niêm yết công khai", "Kiểm tra đột xuất"),
    ("Diễn tập", "Mua sắm thiết bị", "Ký cam kết", "Bảo dưỡng hệ thống"),
)


NAMES = {OWN: "Đào Minh", OTHER: "Vũ Hải", FOREIGN: f"Lý {FOREIGN.capitalize()}", "left": "Ngô Bình", "moved": "Hà Quý"}


@dataclass
class World:
    """`ids` of each mark: the row of each kind that a button may name."""

    engine: Engine
    sessions: Sessions
    chat: Chat
    ids: dict[str, dict[str, int]] = field(default_factory=dict)
    kept: bytes = b""
    foreign: dict[str, list[tuple]] = field(default_factory=dict)

    def freeze(self) -> None:
        """Keep what there is, for `restore`."""
        self.foreign = self.part(FOREIGN)
        with self.engine.connect() as connection:
            self.kept = connection.connection.driver_connection.serialize()

    def restore(self) -> None:
        with self.engine.connect() as connection:
            connection.connection.driver_connection.deserialize(self.kept)

    def hear(self, who: str, text: str = "", button: str | None = None, **more) -> list[OutboxMessage]:
        """What is queued for anybody because of one message."""
        self.chat.count += 1
        said = {"sent_at": self.chat.now, "address": who, **more}
        return self.send(Incoming("fake", str(self.chat.count), text=text, button=button, **said))

    def send(self, incoming: Incoming) -> list[OutboxMessage]:
        with self.sessions() as session:
            before = session.exec(select(func.max(OutboxMessage.id))).one() or 0
        dispatch(self.sessions, incoming, self.chat.now)
        with self.sessions() as session:
            return list(session.exec(select(OutboxMessage).where(col(OutboxMessage.id) > before)).all())

    def dump(self) -> dict[str, list[tuple]]:
        """Every row of every table that a message may not change unless its sender may."""
        tables = [table for table in SQLModel.metadata.sorted_tables if table.name not in NOT_COMPARED]
        with self.engine.connect() as connection:
            return {table.name: [tuple(row) for row in connection.execute(table.select())] for table in tables}

    def part(self, mark: str) -> dict[str, list[tuple]]:
        """The rows of one unit, or of the whole other office."""
        with self.sessions() as session:
            unit = session.get_one(Unit, self.ids[mark]["unit"])
            mine = [Person.office_id == unit.office_id] if mark == FOREIGN else [Person.unit_id == unit.id]
            people = session.exec(select(Person.id).where(*mine)).all()
            work = session.exec(select(Assignment.id).where(Assignment.unit_id == unit.id)).all()
        of = {"assignment": ("id", work), "progress": ("assignment_id", work), "item": ("assignment_id", work)}
        of |= {"person": ("id", people), "absence": ("person_id", people), "awaiting": ("person_id", people)}
        if mark == FOREIGN:
            of |= {name: ("office_id", [unit.office_id]) for name in ("plan", "unit", "room", "snapshot", "indicator")}
            of |= {"office": ("id", [unit.office_id]), "invite": ("person_id", people)}
            of |= {"datarequest": ("office_id", [unit.office_id])}
        tables = {table.name: table for table in SQLModel.metadata.sorted_tables}
        with self.engine.connect() as connection:
            chosen = {
                name: tables[name].select().where(tables[name].c[key].in_(ids)) for name, (key, ids) in of.items()
            }
            return {name: [tuple(row) for row in connection.execute(query)] for name, query in chosen.items()}

    def words(self, messages: list[OutboxMessage]) -> str:
        """All that they show: text, choices, and what their documents are drawn from."""
        shown = [f"{m.text} {m.choices} {m.document_name}" for m in messages]
        numbers = [int(str(m.document).split(":")[1]) for m in messages if str(m.document).startswith("snapshot:")]
        with self.sessions() as session:
            shown += [str(session.get_one(Snapshot, number).content) for number in numbers]
        return " ".join(shown).casefold()


def build(engine: Engine) -> World:
    sessions = transactions(engine)
    world = World(engine, sessions, Chat(sessions))
    for mark, other in ((OWN, OTHER), (FOREIGN, FOREIGN)):
        _office(world, mark, other)
    for mark, other in ((OWN, OTHER), (FOREIGN, FOREIGN)):
        _work(world, mark, other)
    world.chat.now = WEDNESDAY
    world.chat.settle()
    for mark in (OWN, OTHER, FOREIGN):
        world.ids[mark] = _ids(world, mark)
    world.freeze()
    return world


def chat_of(role: Role | str, mark: str) -> str:
    return f"{mark}-{role}"


def _office(world: World, mark: str, other: str) -> None:
    """Every role, and in the first unit one who left and one who was moved to the second yesterday."""
    with world.sessions() as session:
        name = "Sở Tư pháp" if mark == OWN else f"Sở {FOREIGN.capitalize()}"
        office = Office(name=name, parent="UBND tỉnh", place="Vĩnh An", code="STP", confirm_done=True)
        session.add(office)
        session.flush()
        units = [Unit(office_id=office.id, name=UNITS[mark])]
        units += [Unit(office_id=office.id, name=UNITS[other])] if mark == OWN else []
        secretariat = Unit(office_id=office.id, name=f"Văn phòng {mark if mark == FOREIGN else ''}".strip())
        session.add_all([*units, secretariat])
        session.flush()
        for at, unit in enumerate(units):
            _join(session, office, unit.id, Role.STAFF, mark if not at else other, "colleague")
        for role in Role:
            unit = secretariat.id if role in (Role.CLERK, Role.OBSERVER) else None
            _join(session, office, units[0].id if role in (Role.HEAD, Role.STAFF) else unit, role, mark)
        for about in session.exec(
            select(Person).where(Person.office_id == office.id, col(Person.name).endswith("Colleague"))
        ).all():
            asked = {"asked_at": MONDAY, "answer_by": MONDAY.date(), "complete_by": MONDAY.date()}
            session.add(DataRequest(office_id=office.id, person_id=about.id, wish=Wish.OBJECT, **asked))
        if mark == OWN:
            _join(session, office, units[1].id, Role.HEAD, other)
            _join(session, office, units[1].id, Role.STAFF, other)
            _join(session, office, units[0].id, Role.HEAD, "left").active = False
            _join(session, office, units[0].id, Role.HEAD, "moved")
            session.add(Room(office_id=office.id, unit_id=units[0].id, channel="fake", address=GROUP))
        else:
            session.add(Room(office_id=office.id, unit_id=units[0].id, channel="fake", address=f"{GROUP}1"))


def _join(session: Session, office: Office, unit: int | None, role: Role, mark: str, called: str = "") -> Person:
    called = called or role
    person = Person(office_id=office.id, unit_id=unit, name=f"{NAMES[mark]} {called.capitalize()}", role=role)
    session.add(person)
    session.flush()
    join(session, person, chat_of(called, mark))
    return person


def _plan(mark: str, other: str, day: int) -> PlanDraft:
    topic = _TOPICS[day - 1]
    units = (mark, other, mark, other)
    tasks = [
        TaskDraft(text=f"{words} {topic} {unit}.", leads=(UNITS[unit],), due=date(2026, 6, 10))
        for words, unit in zip(_TASKS[day - 1], units, strict=True)
    ]
    title = f"Kế hoạch {topic} {FOREIGN if mark == FOREIGN else ''}".strip()
    return PlanDraft(title=title, number=f"{day}/KH", start=date(2026, 6, 1), end=date(2026, 6, 30), tasks=tuple(tasks))


def _work(world: World, mark: str, other: str) -> None:
    """A closed plan, one that is carried out with reports, questions, wishes and claims, and a draft."""
    chat, clerk = world.chat, chat_of(Role.CLERK, mark)
    for day in (1, 2):
        chat.now = MONDAY.replace(day=day)
        chat.upload(clerk, "kh.docx", _plan(mark, other, day), f"{mark}{day}")
        chat.press(clerk, "Phê duyệt")
    with world.sessions() as session:
        old = session.exec(select(Plan).where(Plan.number == "1/KH").order_by(col(Plan.id).desc())).first()
        old.state = PlanState.CLOSED
    if mark == OWN:
        chat.say(chat_of(Role.HEAD, "moved"), f"NV1 đạt 20%, đã in {OWN}")
    for who, first in ((mark, 1), (other, 2)) if mark != other else ((mark, 1),):
        staff = chat_of(Role.STAFF, who)
        chat.say(staff, f"NV{first} chưa làm được do thiếu kinh phí {who}")
        chat.say(staff, f"xin gia hạn NV{first} đến 29/6 do chờ {who}")
        chat.say(staff, f"NV{first} nộp kết quả {who} cho ai?")
        chat.say(staff, f"NV{first + 2} đã xong, 3 hội nghị {who}")
        chat.say(chat_of("colleague", who), "/vang 3/6-30/6")
        chat.say(chat_of(Role.HEAD, who), "/baocao")
    chat.say(clerk, "/baocao")
    chat.upload(clerk, "kh3.docx", _plan(mark, other, 3), f"{mark}3")
    if mark == OWN:
        _move(world)


def _move(world: World) -> None:
    """One who reported for the first unit belongs to the second one since yesterday."""
    with world.sessions() as session:
        moved = session.exec(select(Person).where(col(Person.name).startswith(NAMES["moved"]))).one()
        unit = session.exec(select(Unit).where(Unit.name == UNITS[OTHER])).one()
        was = {"office_id": moved.office_id, "person_id": moved.id, "unit_id": moved.unit_id, "role": moved.role}
        yesterday = WEDNESDAY.date() - timedelta(days=1)
        session.add(Post(**was, first=MONDAY.date(), last=yesterday))
        moved.unit_id = unit.id


def _ids(world: World, mark: str) -> dict[str, int]:
    with world.sessions() as session:
        unit = session.exec(select(Unit).where(Unit.name == UNITS[mark])).one()
        plans = {p.state: p.id for p in session.exec(select(Plan).where(Plan.office_id == unit.office_id)).all()}
        work = select(Assignment).where(Assignment.unit_id == unit.id, Assignment.duty == Duty.LEAD)
        active = work.where(Assignment.plan_id == plans[PlanState.ACTIVE])
        claimed = session.exec(active.where(Assignment.state == Said.CLAIMED)).one()
        first = session.exec(active.where(Assignment.id != claimed.id).order_by(col(Assignment.id))).first()
        people = session.exec(select(Person).where(Person.unit_id == unit.id, col(Person.active))).all()
        members = {each.name.split()[-1]: each for each in people}
        person = members["Staff"]
        line = select(Progress.id).where(Progress.person_id == person.id)
        items = session.exec(select(Item).where(Item.assignment_id == first.id)).all()
        task = select(Task.id).where(Task.plan_id == plans[PlanState.DRAFT], col(Task.text).contains(mark))
        snapshot = select(Snapshot.id).where(Snapshot.unit_id == unit.id)
        absence = select(Absence.id).join(Person, col(Person.id) == Absence.person_id)
        return {
            "work": first.id,
            "old": session.exec(work.where(Assignment.plan_id == plans[PlanState.CLOSED])).first().id,
            "claim": session.exec(line.where(Progress.assignment_id == claimed.id)).first(),
            "line": session.exec(
                line.where(Progress.assignment_id == first.id).order_by(col(Progress.id).desc())
            ).first(),
            "item": next(item.id for item in items if item.kind is ItemKind.BLOCKER),
            "wish": next(item.id for item in items if item.kind is ItemKind.MORE_TIME),
            "plan": plans[PlanState.ACTIVE],
            "draft": plans[PlanState.DRAFT],
            "task": session.exec(task).first(),
            "unit": unit.id,
            "person": members["Colleague"].id,
            "head": members["Head"].id,
            "request": session.exec(
                select(DataRequest.id).where(DataRequest.person_id == members["Colleague"].id)
            ).one(),
            "address": session.exec(select(Address.id).where(Address.person_id == members["Colleague"].id)).one(),
            "absence": session.exec(absence.where(Person.unit_id == unit.id)).first(),
            "report": session.exec(snapshot).first(),
            "whole": session.exec(
                select(Snapshot.id).where(Snapshot.office_id == unit.office_id, col(Snapshot.unit_id).is_(None))
            ).first(),
        }
