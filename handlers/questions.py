"""What a unit asks, and what it says to be asked about no more."""

from handlers import items
from handlers.awaiting import number, stop_waiting
from handlers.journal import Entry, record
from handlers.talk import Reply, Talk
from handlers.tasks import view
from handlers.thread import which_work
from handlers.work import Work, find_work, visible_work
from messages.asked import asks_standing
from messages.captions import tasks_named
from messages.cleared import says_cleared
from messages.understood import Status, Understood
from models.assignment import Said
from models.item import ItemKind, open_item
from models.people import Awaiting
from models.posts import clerks


def forward(talk: Talk, said: Understood) -> list[Reply]:
    """Answer what the data answer; else pass it on with the task it is about, and say to whom."""
    known = _known(talk, said)
    if known:
        return [talk.say("question_known", rows=[view(talk, work) for work in known])]
    if _only_asks_self(talk):
        return [talk.say("question_own")]
    work = which_work(talk, said).work
    told = items.ask(talk, work)
    return [talk.say("question_passed_on" if told else "question_not_passed_on", work=work, told=told)]


def _known(talk: Talk, said: Understood) -> list[Work]:
    """The tasks whose deadline or status is asked for, by those who need nobody's word for it."""
    if not asks_standing(talk.incoming.text) or talk.incoming.attachments:
        return []
    refs = tasks_named(talk.incoming.text)
    if refs:
        return [work for work in visible_work(talk) if str(work.task.position) in refs]
    work = which_work(talk, said).work
    return [work] if work else []


def _only_asks_self(talk: Talk) -> bool:
    """The clerk is who answers for the office; alone, she has nobody to pass a question on to."""
    return [each.id for each in clerks(talk.session, talk.office.id or 0, talk.today)] == [talk.person.id]


def cleared(talk: Talk) -> list[Reply]:
    """ "Đã khắc phục" about the one task with an obstacle is a report without it; else nothing."""
    if not says_cleared(talk.incoming.text):
        return []
    meant = which_work(talk, talk.said)
    held_up = [
        work
        for work in ([meant.work] if meant.work else meant.among)
        if open_item(talk.session, work.id, ItemKind.BLOCKER)
    ]
    if len(held_up) != 1:
        return []
    return [record(talk, held_up[0], Entry(Said.WORKING, talk.incoming.text, files=talk.incoming.attachments))]


def until(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """The day that a wish for more time did not name, asked for once; None for other words."""
    work, day = find_work(talk, number(row, "assignment")), talk.said.new_deadline
    stop_waiting(talk)
    if work is None or talk.said.task_ref or talk.said.status is Status.DONE or day is None or day < talk.today:
        return None
    words = talk.incoming.text
    entry = Entry(Said.MORE_TIME, words, asked_due=day, blocker=talk.said.blocker, files=talk.incoming.attachments)
    return [record(talk, work, entry)]
