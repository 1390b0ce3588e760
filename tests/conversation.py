"""Conversations as offices have them: the people, their plan, and the same play with buttons and with digits."""

from datetime import date

from sqlmodel import col, select

from chat import Chat
from conftest import HANH, join
from models.assignment import Assignment, Figure, Progress, Said
from models.outbox import OutboxMessage
from models.people import Person, Role, Unit
from models.plan import Task
from plans.draft import PlanDraft, TaskDraft
from scheduler.remind import remind

TUAN, MINH = "1004", "1003"  # staff of Lan's unit; head of the centre
FIRST, CENTRE, SECRETARIAT = "Phòng Nghiệp vụ I", "Trung tâm Trợ giúp pháp lý", "Văn phòng Sở"
PLAN = PlanDraft(
    title="Kế hoạch Tháng hành động vì trẻ em",
    number="15/KH-STP",
    start=date(2026, 6, 1),
    end=date(2026, 6, 30),
    tasks=(
        TaskDraft(
            text="Tổ chức hội nghị tuyên truyền pháp luật về trẻ em tại các xã.",
            leads=(FIRST,),
            cooperators=(CENTRE,),
            due=date(2026, 6, 15),
        ),
        TaskDraft(text="Rà soát văn bản quy phạm pháp luật.", leads=(FIRST,), timing="thường xuyên"),
        TaskDraft(text="Trợ giúp pháp lý lưu động.", leads=(CENTRE,), due=date(2026, 6, 19)),
        TaskDraft(text="Treo băng rôn, khẩu hiệu.", leads=(FIRST,), due=date(2026, 6, 5)),
    ),
)


class TypedChat(Chat):
    """A platform without buttons: a choice is its number, typed; below an older message, as an answer to it."""

    def press(self, who: str, label: str) -> list[OutboxMessage]:
        message, data = self.button(who, label)
        number = next(at for at, choice in enumerate(message.choices, 1) if choice[1] == data)
        newest = next(shown for shown in reversed(self.shown(who)) if shown.choices)
        answers = {} if newest.id == message.id else {"message_id": message.platform_id}
        return self.say(who, str(number), **answers)


def open_office(chat: Chat) -> Chat:
    """Given: Hạnh approved the plan on Monday 1/6; Lan, her staff member Tuấn and Minh have joined."""
    with chat.sessions() as session:
        first = session.exec(select(Unit).where(Unit.name == FIRST)).one()
        minh = session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one()
        tuan = Person(office_id=first.office_id, unit_id=first.id, name="Lê Anh Tuấn", role=Role.STAFF)
        session.add(tuan)
        session.flush()
        join(session, tuan, TUAN)
        join(session, minh, MINH)
    chat.upload(HANH, "kh.docx", PLAN)
    chat.press(HANH, "Phê duyệt")
    return chat


def morning(chat: Chat, day: date) -> None:
    """The reminders of that day at 08:00 go out."""
    chat.now = chat.now.replace(month=day.month, day=day.day, hour=1, minute=0)
    remind(chat.sessions, chat.now)
    chat.settle()


def lines(chat: Chat, task: int, unit: str = FIRST) -> list[Progress]:
    """The journal of a unit's task, oldest first."""
    with chat.sessions() as session:
        query = (
            select(Progress)
            .join(Assignment, col(Assignment.id) == Progress.assignment_id)
            .join(Task, col(Task.id) == Assignment.task_id)
            .join(Unit, col(Unit.id) == Assignment.unit_id)
            .where(Task.position == task, Unit.name == unit)
        )
        return list(session.exec(query.order_by(col(Progress.id))).all())


def state(chat: Chat, task: int, unit: str = FIRST) -> tuple[Said | None, int | None]:
    """Where a unit's task stands: what was said last, and the percentage."""
    found = standing(chat, task, unit)
    return found.state, found.percent


def standing(chat: Chat, task: int, unit: str = FIRST) -> Assignment:
    with chat.sessions() as session:
        query = (
            select(Assignment)
            .join(Task, col(Task.id) == Assignment.task_id)
            .join(Unit, col(Unit.id) == Assignment.unit_id)
            .where(Task.position == task, Unit.name == unit)
        )
        return session.exec(query).one()


def figures(chat: Chat) -> list[tuple[str, float]]:
    with chat.sessions() as session:
        return [(figure.indicator, figure.value) for figure in session.exec(select(Figure).order_by(col(Figure.id)))]


def heard(chat: Chat, who: str, words: str) -> list[OutboxMessage]:
    """The messages to somebody that hold the words."""
    return [message for message in chat.shown(who) if words in message.text]
