"""A nod, in words or as 👍: what a reminder asked about was seen, and nothing more."""

from sqlmodel import col, select

from handlers.journal import Entry, record
from handlers.talk import Reply, Talk
from handlers.thread import spoken_of
from handlers.work import Work, my_work
from models.assignment import Said
from models.outbox import Delivery, OutboxMessage, Priority


def received(talk: Talk, works: list[Work]) -> Reply:
    """Record the receipt of each and say so in one line; thanks for thanks where it is of nothing."""
    lines = [record(talk, work, Entry(Said.RECEIVED, talk.incoming.text)) for work in works]
    if len(lines) == 1:
        return lines[0]
    reply = talk.say("received", refs=[work.ref for work in works])
    return Reply(reply.words, speaks_of=tuple(work.id for work in works))


def reminded_of(talk: Talk) -> list[Work]:
    """The work of the message answered, or of a reminder just shown: nobody quotes it for a nod."""
    ids = spoken_of(talk) if talk.incoming.message_id else _just_reminded(talk)
    return [work for work in my_work(talk) if work.id in ids]


def _just_reminded(talk: Talk) -> list[int]:
    """The assignments of a reminder after which nothing was said in this chat yet."""
    query = (
        select(OutboxMessage)
        .where(OutboxMessage.channel == talk.incoming.channel, OutboxMessage.address == talk.incoming.address)
        .where(OutboxMessage.status == Delivery.SENT)
        .order_by(col(OutboxMessage.sent_at).desc(), col(OutboxMessage.id).desc())
    )
    last = talk.session.exec(query.limit(1)).first()
    return list(last.speaks_of) if last and last.priority == Priority.REMINDER else []
