"""From the card of /tinhhinh to the lists behind it, and from a list to one unit, task or item; always as of now."""

from dataclasses import replace

from handlers import board, tasks
from handlers.card import plan_of, standing, words_of
from handlers.exceptions import OF_UNITS, Row, Section, exceptions, tasks_of_unit
from handlers.permits import reach
from handlers.reports import scope
from handlers.talk import Reply, Talk, id_of
from handlers.work import Work, my_work
from messages.children import has_child_data
from messages.wording import wording
from models.acts import Act
from models.assignment import Assignment, journal_of
from models.people import Person
from models.permits import Action
from models.plan import Plan, Task

_PAGE = 8


def back(talk: Talk, argument: str) -> list[Reply]:
    """The card without its picture, "<plan id>"."""
    plan = plan_of(talk, argument)
    return [_card(talk, plan)] if plan else [talk.say("button_old")]


def _card(talk: Talk, plan: Plan, *, gone: bool = False) -> Reply:
    edits = talk.incoming.message_id if talk.incoming.button else None
    return Reply(words_of(talk, plan, standing(talk, plan), gone=gone), edits=edits)


def show(talk: Talk, argument: str) -> list[Reply]:
    """One section as a list, "<plan id>:<section>:<page>"; where nothing is left of it, the card as it is now."""
    number, _, rest = argument.partition(":")
    name, _, page = rest.partition(":")
    plan = plan_of(talk, number)
    if plan is None or name not in {section.value for section in Section}:
        return [talk.say("button_old")]
    section = Section(name)
    rows = exceptions(talk.session, plan, standing(talk, plan), scope(talk))[section]
    if not rows:
        return [_card(talk, plan, gone=True)]
    return [_list(talk, rows, id_of(page) or 0, plan=plan, section=section, unit=None)]


def show_unit(talk: Talk, argument: str) -> list[Reply]:
    """The tasks behind one unit's row, "<plan id>:<section>:<unit id>:<page>"."""
    number, name, unit_id, page = [*argument.split(":"), "", "", ""][:4]
    plan = plan_of(talk, number)
    if plan is None or name not in {section.value for section in OF_UNITS}:
        return [talk.say("button_old")]
    report = standing(talk, plan)
    rows = exceptions(talk.session, plan, report, scope(talk))[Section(name)]
    row = next((row for row in rows if row.unit_id is not None and str(row.unit_id) == unit_id), None)
    if row is None:
        return [_card(talk, plan, gone=True)]
    found = tasks_of_unit(talk.session, plan, report, row)
    return [_list(talk, found, id_of(page) or 0, plan=plan, section=Section(name), unit=row)]


def _list(talk: Talk, rows: list[Row], page: int, **values: object) -> Reply:
    at = min(page, (len(rows) - 1) // _PAGE)
    here = rows[at * _PAGE : (at + 1) * _PAGE]
    more = (at + 1) * _PAGE < len(rows)
    values |= {"units": sum(row.what == "unit" for row in rows), "now": talk.now}
    return talk.change("situation_list", rows=here, count=len(rows), page=at, first=at * _PAGE, more=more, **values)


def show_task(talk: Talk, argument: str) -> list[Reply]:
    """One task, "<assignment id>:<section>": with its buttons for whose work it is, for others to read."""
    number, _, section = argument.partition(":")
    work = _visible(talk, id_of(number))
    if work is None or section not in {each.value for each in Section}:
        return [talk.say("button_old")]
    mine = work.id in {each.id for each in my_work(talk)}
    reply = tasks.card(talk, number)[0] if mine else _to_read(talk, work)
    return [_with_way_back(talk, reply, work.plan, section)]


def _to_read(talk: Talk, work: Work) -> Reply:
    last = next(iter(reversed(journal_of(talk.session, work.id))), None)
    by = talk.session.get(Person, last.person_id) if last and last.person_id else None
    talk.note(Act.SOURCES_SEEN, f"assignment {work.id}")
    hidden = last is not None and has_child_data(wording(last.words))
    return talk.change("situation_task", **tasks.view(talk, work), last=last, by=by, hidden=hidden)


def _visible(talk: Talk, assignment_id: int | None) -> Work | None:
    """Of a plan that the sender may choose, and of a unit that the sender may see."""
    assignment = talk.session.get(Assignment, assignment_id) if assignment_id else None
    plan = plan_of(talk, str(assignment.plan_id)) if assignment and assignment.ended_at is None else None
    if assignment is None or plan is None or not reach(talk, Action.SEE_WORK).covers(assignment.unit_id):
        return None
    task = talk.session.get_one(Task, assignment.task_id)
    return None if task.dropped else Work(assignment, task, plan)


def show_item(talk: Talk, argument: str) -> list[Reply]:
    """One obstacle, question or wish with the buttons of whoever decides, "<item id>:<plan id>:<section>"."""
    number, plan_id, section = [*argument.split(":"), "", ""][:3]
    plan = plan_of(talk, plan_id)
    if plan is None or section not in {each.value for each in Section}:
        return [talk.say("button_old")]
    return [_with_way_back(talk, board.card(talk, number)[0], plan, section)]


def _with_way_back(talk: Talk, reply: Reply, plan: Plan, section: str) -> Reply:
    """The buttons to the list and the card, below those that the reply has."""
    below = max((choice.row for choice in reply.words.choices), default=-1) + 1
    ways = talk.say("situation_back", plan=plan, section=section).words.choices
    choices = (*reply.words.choices, *(replace(way, row=below) for way in ways))
    return replace(reply, words=replace(reply.words, choices=choices))
