"""What a unit asks, and what it says to be asked about no more."""

from handlers import items
from handlers.awaiting import number, stop_waiting
from handlers.journal import Entry, record
from handlers.talk import Reply, Talk
from handlers.thread import which_work
from handlers.work import find_work
from messages.cleared import says_cleared
from messages.understood import Status, Understood
from models.assignment import Said
from models.item import ItemKind, open_item
from models.people import Awaiting


def forward(talk: Talk, said: Understood) -> list[Reply]:
    """Pass a question on with the task it is about; say to whom, or that nobody could be reached."""
    work = which_work(talk, said).work
    told = items.ask(talk, work)
    return [talk.say("question_passed_on" if told else "question_not_passed_on", work=work, told=told)]


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
