"""What the bot said before in a chat, so that an answer by reply or by a bare digit finds what it answers."""

from sqlmodel import col, select

from handlers.talk import Talk
from handlers.work import Work, my_work
from models.outbox import Delivery, OutboxMessage


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


def chosen(talk: Talk) -> str | None:
    """The data of the choice that a bare digit picks: of the message answered, else of the last one sent here."""
    text = talk.incoming.text.strip().rstrip(".")
    if not text.isdecimal() or len(text) > 2:
        return None
    query = select(OutboxMessage.choices).where(
        OutboxMessage.channel == talk.incoming.channel,
        OutboxMessage.address == talk.incoming.address,
        OutboxMessage.status == Delivery.SENT,
    )
    if talk.incoming.message_id is not None:
        query = query.where(OutboxMessage.platform_id == talk.incoming.message_id)
    offered = talk.session.exec(query.order_by(col(OutboxMessage.id).desc())).first() or []
    return str(offered[int(text) - 1][1]) if 0 < int(text) <= len(offered) else None


def which_work(talk: Talk, ref: str | None) -> list[Work]:
    """The work a message may speak of: by its number, by the message answered, or what is open."""
    mine = my_work(talk)
    if ref is not None and ref.startswith("NV "):
        # Reminders say NVN by position; a duty may be labelled "1." again in a later part of the plan.
        return [w for w in mine if ref[3:] == str(w.task.position)] or [w for w in mine if ref[3:] == w.task.label]
    answered = [work for work in mine if work.id in spoken_of(talk)]
    return answered or [work for work in mine if work.is_open]
