"""What the clerk decides or answers for a unit: more time for a task, the answer to a question."""

from datetime import date, datetime

from handlers.awaiting import number, stop_waiting, wait_for
from handlers.due import reschedule
from handlers.talk import Reply, Talk, id_of, tell
from handlers.work import Work
from models.assignment import Assignment
from models.people import Awaiting, Person, Unit
from models.plan import Plan, PlanState, Task


def extend(talk: Talk, argument: str) -> list[Reply]:
    """The button that grants or refuses more time, "<assignment id>:<yyyymmdd or no>:<person id>".

    The plan's own date stays in `original_due`, and the report shows both.
    """
    identity, wish, asked_by = ([*argument.split(":"), "", ""])[:3]
    work, person = _work(talk, identity), _colleague(talk, asked_by)
    due = _day(wish)
    if work is None or person is None or (due is None and wish != "no"):
        return [talk.say("button_old")]
    if due is not None:
        work.assignment.due = due
        reschedule(talk.session, talk.office, work, talk.now)
    unit = talk.session.get_one(Unit, work.assignment.unit_id)
    values = {"ref": work.ref, "task": work.task, "due": due, "unit": unit.name, "person": person}
    key = f"extend:{talk.incoming.channel}:{talk.incoming.id}"
    told = tell(talk.session, person, talk.say("more_time_decided", **values), key, talk.now)
    return [talk.change("more_time_done", told=told, **values)]


def ask_answer(talk: Talk, argument: str) -> list[Reply]:
    """The button under a question, "<person id>": the clerk's next words go to that person."""
    person = _colleague(talk, argument)
    if person is None:
        return [talk.say("button_old")]
    wait_for(talk, "answer", person=person.id or 0)
    return [talk.say("ask_answer", person=person)]


def answer(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """Pass the clerk's words on; None where there are none."""
    person = talk.session.get(Person, number(row, "person"))
    if person is None or not talk.incoming.text.strip():
        return None
    stop_waiting(talk)
    note = talk.say("answer", clerk=talk.person, text=talk.incoming.text)
    told = tell(talk.session, person, note, f"answer:{talk.incoming.channel}:{talk.incoming.id}", talk.now)
    return [talk.say("answer_passed_on", person=person, told=told)]


def _work(talk: Talk, argument: str) -> Work | None:
    """An assignment of an active plan of the sender's office."""
    identity = id_of(argument)
    assignment = talk.session.get(Assignment, identity) if identity else None
    if assignment is None or assignment.office_id != talk.office.id or assignment.ended_at is not None:
        return None
    plan = talk.session.get_one(Plan, assignment.plan_id)
    if plan.state is not PlanState.ACTIVE:
        return None
    return Work(assignment, talk.session.get_one(Task, assignment.task_id), plan)


def _colleague(talk: Talk, argument: str) -> Person | None:
    identity = id_of(argument)
    person = talk.session.get(Person, identity) if identity else None
    return person if person and person.active and person.office_id == talk.office.id else None


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y%m%d").date() if len(text) == 8 and text.isascii() else None  # noqa: DTZ007
    except ValueError:
        return None
