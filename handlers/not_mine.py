"""Không phải việc của tôi: told to whoever can give the work to somebody else; it reports nothing."""

from dataclasses import replace

from sqlmodel import select

from handlers import items
from handlers.stale import gone
from handlers.talk import Reply, Talk, id_of
from handlers.work import Work, find_work
from messages.render import render
from models.bundle import Followed
from models.cadence import next_reminder
from models.follow import policy_of
from models.item import Item, ItemKind
from models.people import Unit

REST = 2
"""Working days without a reminder, for the office to settle whose it is."""


def press(talk: Talk, argument: str) -> list[Reply]:
    """The button under the short question, "<assignment id>"."""
    work = find_work(talk, id_of(argument))
    if work is None:
        return gone(talk, id_of(argument))
    unit = talk.session.get_one(Unit, work.assignment.unit_id)
    words = render("not_mine_words", talk.office.language, work=work, unit=unit, person=talk.person).text
    if _is_known(talk, work, words):
        return [talk.say("not_mine", work=work, told=[], again=True)]
    told = items.ask(replace(talk, incoming=replace(talk.incoming, text=words)), work)
    _rest(talk, work)
    return [talk.say("not_mine", work=work, told=told, again=False)]


def _is_known(talk: Talk, work: Work, words: str) -> bool:
    query = select(Item.words, Item.closed_at).where(Item.assignment_id == work.id, Item.kind == ItemKind.QUESTION)
    return any(said == words and closed is None for said, closed in talk.session.exec(query))


def _rest(talk: Talk, work: Work) -> None:
    policy, assignment = policy_of(talk.session, talk.office), work.assignment
    assignment.unanswered = 0
    until = policy.calendar.closing(policy.calendar.add_working_days(policy.calendar.local_day(talk.now), REST))
    followed = Followed(assignment, work.task, work.plan)
    assignment.remind_at = next_reminder(assignment, followed.period, policy, until)
