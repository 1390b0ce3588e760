"""More time granted or refused by a typed word: "đồng ý gia hạn NV10", or "đồng ý" below the note or the card."""

from sqlmodel import col, select

from handlers.awaiting import awaited
from handlers.decisions import by_words, too_late
from handlers.notes import Matter, deciders, matter_of, may_decide
from handlers.talk import Reply, Talk
from handlers.thread import offered
from messages.captions import tasks_named
from messages.verdict import is_about_moving, volunteered
from models.assignment import Assignment
from models.item import Item, ItemKind
from models.plan import Plan, PlanState, Task


def replied(talk: Talk) -> list[Reply] | None:
    """None where the words decide nothing, or nothing waits that they can be about."""
    said = volunteered(talk.incoming.text, talk.today)
    if said is None:
        return None
    wishes = _wishes(talk)
    meant, about_moving = _meant(talk, wishes), is_about_moving(talk.incoming.text)
    if len(meant) == 1:
        return by_words(talk, meant[0], said)
    if meant:
        return [talk.say("more_time_which", matters=meant)]
    return _nothing_waits(talk, wishes) if about_moving else None


def _meant(talk: Talk, wishes: list[Matter]) -> list[Matter]:
    """By number, by the message that asked last, or the only one where the words speak of more time."""
    waiting = [matter for matter in wishes if not _is_over(talk, matter)]
    refs = tasks_named(talk.incoming.text)
    if refs:
        return [matter for matter in waiting if matter.ref.removeprefix("NV") in refs]
    if talk.incoming.message_id is not None:
        return []
    asked = {str(data).split(":")[1] for _, data, _ in offered(talk) if str(data).startswith(("g:", "gn:"))}
    shown = [] if awaited(talk) else [matter for matter in waiting if str(matter.id) in asked]
    return shown or (waiting if is_about_moving(talk.incoming.text) else [])


def _is_over(talk: Talk, matter: Matter) -> bool:
    return bool(too_late(talk, matter))


def _nothing_waits(talk: Talk, wishes: list[Matter]) -> list[Reply]:
    """What became of the wish that was meant, or that there is none."""
    refs = tasks_named(talk.incoming.text)
    decided = [matter for matter in wishes if matter.ref.removeprefix("NV") in refs]
    return too_late(talk, decided[0]) if decided else [talk.say("more_time_none", refs=refs)]


def _wishes(talk: Talk) -> list[Matter]:
    """Those that the sender may decide, decided or not, of what is still followed; the newest first."""
    query = (
        select(Item)
        .join(Assignment, col(Assignment.id) == Item.assignment_id)
        .join(Task, col(Task.id) == Assignment.task_id)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(Item.office_id == talk.office.id, Item.kind == ItemKind.MORE_TIME)
        .where(Plan.state == PlanState.ACTIVE, col(Task.dropped).is_(False), col(Assignment.ended_at).is_(None))
        .order_by(col(Item.id).desc())
    )
    matters = [matter_of(talk, item) for item in talk.session.exec(query).all()]
    return [matter for matter in matters if may_decide(talk, matter) and not _is_own(talk, matter)]


def _is_own(talk: Talk, matter: Matter) -> bool:
    """Raised by the sender, where somebody else can be asked."""
    asked = {person.id for person in deciders(talk, matter)}
    return matter.raised_by.id == talk.person.id and asked != {talk.person.id}
