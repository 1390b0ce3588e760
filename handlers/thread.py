"""What the bot said before in a chat, so that an answer by reply or by a bare digit finds what it answers."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, String, case, cast
from sqlmodel import and_, col, select

from handlers.awaiting import awaited
from handlers.talk import Talk
from handlers.work import Work, my_work
from messages.meant import named, told
from messages.understood import Understood
from models.outbox import Delivery, OutboxMessage, Priority
from models.people import Address, talking

LATELY = timedelta(hours=12)
"""What was offered in a chat within this time is what a number there means, whatever was offered elsewhere since."""

_NEVER_SENT = (Delivery.DEAD, Delivery.EXPIRED, Delivery.CANCELLED)


def spoken_of(talk: Talk) -> list[int]:
    """The assignments that the answered message was about."""
    if talk.incoming.message_id is None or talk.incoming.button:
        return []
    query = select(OutboxMessage.speaks_of).where(
        OutboxMessage.channel == talk.incoming.channel,
        OutboxMessage.address == talk.incoming.address,
        OutboxMessage.platform_id == talk.incoming.message_id,
    )
    return list(talk.session.exec(query).first() or [])


@dataclass(frozen=True)
class Pick:
    """A bare number in answer to `offered`; `data` is that of the choice it picks, None where there is none such."""

    offered: list[list[str | int]]
    data: str | None


def picked(talk: Talk) -> Pick | None:
    """The choice that a bare number means: of the message answered, else of the last one here that offered any.

    None for other words, and for a number that answers a question asked in words after those choices.
    """
    text = talk.incoming.text.strip().rstrip(".")
    if talk.incoming.button or not text.isdecimal() or len(text) > 2:
        return None
    if talk.incoming.message_id is not None:
        choices = _answered_choices(talk)
    else:
        choices = _offered_elsewhere(talk) or offered(talk)
    number = int(text)
    return Pick(choices, str(choices[number - 1][1]) if 0 < number <= len(choices) else None) if choices else None


def offered(talk: Talk) -> list[list[str | int]]:
    """The choices of the last message here that offered any; none where the bot has asked for words since.

    An answer counts from the moment it is queued, for the words after it were said to it even if it is still on its
    way; whatever else is queued counts only once it is out.
    """
    table = OutboxMessage
    is_answer = col(table.key).startswith("reply:") & col(table.status).not_in(_NEVER_SENT)
    query = (
        select(table.choices)
        .where(table.channel == talk.incoming.channel, table.address == talk.incoming.address)
        .where(is_answer | (col(table.status) == Delivery.SENT))
        .order_by(case((is_answer, table.due_at), else_=table.sent_at).desc(), col(table.id).desc())
    )
    if talking(talk.session, talk.person.id or 0, talk.now):
        # What others raise meanwhile does not come between a question and its answer.
        asked = talk.session.exec(query.where(is_answer)).first()
        if asked:
            return list(asked)
    last = talk.session.exec(query).first()
    if last or awaited(talk):
        return list(last or [])
    return list(talk.session.exec(query.where(cast(table.choices, String) != "[]")).first() or [])


def _offered_elsewhere(talk: Talk) -> list[list[str | int]]:
    """The choices of the last message to the sender on another channel that offered any; none where this chat offered
    some lately, or later."""
    table = OutboxMessage
    offers, sent = cast(table.choices, String) != "[]", col(table.status) == Delivery.SENT
    there = select(table.choices, table.sent_at).where(_own(talk), table.channel != talk.incoming.channel, sent)
    # A question in words is answered in words: the number belongs to it, and to no choices before it.
    there = there if awaited(talk) else there.where(offers)
    last = talk.session.exec(there.order_by(col(table.sent_at).desc(), col(table.id).desc())).first()
    if last is None or last[1] is None or not last[0]:
        return []
    here = (table.channel == talk.incoming.channel, table.address == talk.incoming.address)
    since = col(table.due_at) > min(last[1], talk.now - LATELY)
    is_offered_here = talk.session.exec(select(table.id).where(*here, offers, since).limit(1)).first() is not None
    return [] if is_offered_here else list(last[0])


def _own(talk: Talk) -> ColumnElement[bool]:
    """Messages in the sender's own chats, on whatever channel; in a group, in no other."""
    if talk.incoming.group:
        return col(OutboxMessage.address) == talk.incoming.address
    mine = select(Address.address).where(Address.person_id == talk.person.id)
    return and_(col(OutboxMessage.address).in_(mine), col(OutboxMessage.person_id) == talk.person.id)


def last_reminded(talk: Talk) -> list[int]:
    """What the last reminder to the sender spoke of, in whatever chat it came."""
    query = select(OutboxMessage.speaks_of).where(
        _own(talk), OutboxMessage.priority == Priority.REMINDER, OutboxMessage.due_at <= talk.now
    )
    return list(talk.session.exec(query.order_by(col(OutboxMessage.id).desc())).first() or [])


def _answered_choices(talk: Talk) -> list[list[str | int]]:
    query = select(OutboxMessage.choices).where(
        OutboxMessage.channel == talk.incoming.channel,
        OutboxMessage.address == talk.incoming.address,
        OutboxMessage.platform_id == talk.incoming.message_id,
        OutboxMessage.status == Delivery.SENT,
    )
    return list(talk.session.exec(query.order_by(col(OutboxMessage.id).desc())).first() or [])


@dataclass(frozen=True)
class Meant:
    """What work a message speaks of: `work` where that is sure, else what to choose `among`, the likeliest first."""

    among: list[Work]
    work: Work | None = None


def which_work(talk: Talk, said: Understood) -> Meant:
    """By its number, by words of it, by the message answered, by what alone is open, by what was counted."""
    mine, ref = my_work(talk), said.task_ref
    if ref is not None and ref.startswith("NV "):
        # Reminders say NVN by position; a duty may be labelled "1." again in a later part of the plan.
        numbered = [w for w in mine if ref[3:] == str(w.task.position)] or [w for w in mine if ref[3:] == w.task.label]
        return _one_of(numbered)
    spoken = spoken_of(talk)
    likely = [work for work in mine if work.id in spoken] or [work for work in mine if work.is_open]
    if ref is not None:
        called = _named(ref, likely) or _named(ref, [work for work in mine if work not in likely])
        # The words may name a step of the only task or another one: "phần in ấn xong" must not end it.
        return _one_of(called) if called else Meant(likely)
    words, counted = said.words or talk.incoming.text, [figure.indicator for figure in said.figures]
    if len(likely) > 1:
        return _one_of(_told(words, counted, likely))
    closer = [] if spoken else _told(words, counted, mine)
    # What speaks of a task that is done already is hardly about the only one left.
    return Meant([*closer, *likely]) if len(closer) == 1 and closer != likely else _one_of(likely)


def pointed(talk: Talk) -> Meant:
    """The work that words name which report nothing: "NV1", "phần băng rôn"; none where they name none."""
    ref = talk.said.task_ref
    if ref is not None and ref.startswith("NV "):
        return which_work(talk, talk.said)
    mine = my_work(talk)
    words = ref or talk.incoming.text
    return _one_of(_named(words, [work for work in mine if work.is_open]) or _named(words, mine))


def _told(words: str, counted: list[str], works: list[Work]) -> list[Work]:
    return [works[index] for index in told(words, counted, [work.task.text for work in works])]


def _named(ref: str, works: list[Work]) -> list[Work]:
    return [works[index] for index in named(ref, [work.task.text for work in works])]


def _one_of(works: list[Work]) -> Meant:
    return Meant(works, works[0] if len(works) == 1 else None)
