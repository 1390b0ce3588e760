"""Nhắc lại sau: a reminder put off by a button or in words. It reports nothing, and the report does not see it."""

from collections import defaultdict
from datetime import date

from sqlmodel import col, select

from handlers.more_time import day_of
from handlers.permits import may
from handlers.talk import Reply, Talk, id_of
from handlers.thread import last_reminded, spoken_of
from handlers.work import my_work
from messages.snooze_words import asks_later, later_aside
from models.assignment import Assignment
from models.bundle import Followed
from models.cadence import Policy
from models.follow import bundle_key, open_work, policy_of
from models.outbox import OutboxMessage
from models.permits import Action
from models.snooze import Refusal, latest, put_off


def press(talk: Talk, argument: str) -> list[Reply]:
    """The button under a reminder, "b<yyyymmdd>" of a day's bundle or "t<assignment>": until when is asked."""
    return [_ask(talk, argument, _named(talk, argument))]


def choose(talk: Talk, argument: str) -> list[Reply]:
    """The day chosen, "<what>:<yyyymmdd>"."""
    what, _, name = argument.partition(":")
    day, following = day_of(name), _named(talk, what)
    return [_put_off(talk, following, day)] if day and following else [talk.say("button_old")]


def typed(talk: Talk) -> list[Reply] | None:
    """ "Mai nhắc lại", of the tasks named, else of the message answered, else of the last reminder."""
    later = asks_later(talk.incoming.text, talk.today)
    if later is None or talk.incoming.attachments:
        return None
    if later.refs:
        ids = {work.id for work in my_work(talk) if str(work.task.position) in later.refs}
    else:
        ids = {*(spoken_of(talk) or last_reminded(talk))}
    following = _mine(talk, ids)
    if not following:
        return None if may(talk, Action.REMIND) else [talk.say("snooze_none")]
    if later.day is None:
        return [_ask(talk, "t" + ",".join(str(f.assignment.id) for f in following[:6]), following)]
    return [_put_off(talk, following, later.day)]


def beside(talk: Talk, answered: list[Reply]) -> list[Reply]:
    """What comes of "NV1 mai nhắc lại" within a message that reports too, before what comes of the report."""
    aside = later_aside(talk.incoming.text, talk.today)
    if aside is None:
        return answered
    ids = {work.id for work in my_work(talk) if str(work.task.position) in aside.later.refs}
    following = _mine(talk, ids)
    if not following or aside.later.day is None:
        return [talk.say("snooze_apart", words=aside.words), *answered]
    return [_put_off(talk, following, aside.later.day), *answered]


def _ask(talk: Talk, what: str, following: list[Followed]) -> Reply:
    """The working days to choose from, up to the last one possible for any of the tasks."""
    if not following:
        return talk.say("button_old")
    policy = policy_of(talk.session, talk.office)
    ends = [latest(followed, policy, talk.today) for followed in following]
    possible = [end for end in ends if not isinstance(end, Refusal)]
    if not possible:
        return _put_off(talk, following, talk.today)
    count = policy.calendar.working_days_between(talk.today, max(possible))
    days = [policy.calendar.add_working_days(talk.today, n) for n in range(1, count + 1)]
    return talk.say("ask_snooze", what=what, days=days[:6], tasks=[followed.task for followed in following])


def _put_off(talk: Talk, following: list[Followed], wanted: date) -> Reply:
    policy: Policy = policy_of(talk.session, talk.office)
    days: defaultdict[date, list[Followed]] = defaultdict(list)
    refused: defaultdict[str, list[Followed]] = defaultdict(list)
    for followed in following:
        outcome = put_off(followed, policy, talk.today, wanted)
        if isinstance(outcome, Refusal):
            refused[outcome].append(followed)
        else:
            days[outcome].append(followed)
    reply = talk.change("snoozed", days=sorted(days.items()), refused=refused, wanted=wanted, most=policy.snooze_days)
    return Reply(reply.words, speaks_of=tuple(f.assignment.id or 0 for f in following))


def _named(talk: Talk, what: str) -> list[Followed]:
    """The open work that a button names, as far as it is the sender's."""
    kind, name = what[:1], what[1:]
    if kind == "t":
        return _mine(talk, {number for part in name.split(",") if (number := id_of(part))})
    day = day_of(name) if kind == "b" else None
    return _mine(talk, _bundle(talk, day)) if day else []


def _bundle(talk: Talk, day: date) -> set[int]:
    """What the sender was reminded of on a day, by the clock or by hand."""
    key = bundle_key(talk.person.id or 0, day)
    query = select(OutboxMessage.speaks_of).where(OutboxMessage.person_id == talk.person.id)
    return {each for ids in talk.session.exec(query.where(col(OutboxMessage.key).startswith(key))) for each in ids}


def _mine(talk: Talk, ids: set[int]) -> list[Followed]:
    own = {work.id for work in my_work(talk)} & ids
    return open_work(talk.session, col(Assignment.id).in_(own), day=talk.today, lock=True) if own else []
