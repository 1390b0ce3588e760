"""A claim settled by a typed word: "xác nhận NV2", or "đồng ý", "trả lại, thiếu ..." in answer to its message."""

from sqlmodel import col, select

from handlers import confirm
from handlers.awaiting import awaited
from handlers.claims import may_settle
from handlers.permits import may
from handlers.talk import Reply, Talk
from handlers.tasks import view
from handlers.thread import offered, spoken_of
from handlers.work import Work, visible_work
from messages.approval import Approval, approval
from messages.captions import tasks_named
from messages.understood import Status
from models.assignment import Assignment, Said
from models.claim import waiting_lines
from models.permits import Action
from models.plan import Plan, PlanState, Task


def replied(talk: Talk) -> list[Reply] | None:
    """None where the words decide nothing, or nothing waits that they can be about."""
    said, allowed = approval(talk.incoming.text), may(talk, Action.CONFIRM)
    if said is None or (said.confirmed and not allowed):
        return None
    meant = _meant(talk) if allowed else []
    if not meant:
        return _nothing_waits(talk, said)
    if len(meant) > 1:
        lines = [(work, waiting_lines(talk.session, work.assignment)[-1]) for work in meant]
        return [talk.say("claim_which", lines=lines)]
    work = meant[0]
    line = waiting_lines(talk.session, work.assignment)[-1]
    if said.confirmed:
        return confirm.accept(talk, line, work)
    return confirm.give_back(talk, line, work, said.reason) if said.reason else confirm.ask_reason(talk, line, work)


def _nothing_waits(talk: Talk, said: Approval) -> list[Reply] | None:
    """Where the task stands; "xác nhận NV2 hoàn thành" of what is still open is a report of the head's own."""
    refs = tasks_named(talk.incoming.text)
    works = [work for work in visible_work(talk) if str(work.task.position) in refs]
    if not works or (said.confirmed and any(work.is_open for work in works) and talk.said.status is Status.DONE):
        return None
    return [talk.say("claim_none", rows=[view(talk, work) for work in works])]


def _meant(talk: Talk) -> list[Work]:
    """By number, by the message answered, or all that waits where the last message asked about one of them."""
    waiting, refs, spoken = _waiting(talk), tasks_named(talk.incoming.text), spoken_of(talk)
    if refs:
        return [work for work in waiting if str(work.task.position) in refs]
    if talk.incoming.message_id is not None:
        return [work for work in waiting if work.id in spoken]
    asked = {str(data).split(":")[1] for _, data, _ in offered(talk) if str(data).startswith("cf:")}
    if awaited(talk) or not asked:
        return []
    lines = {str(line.id) for work in waiting for line in waiting_lines(talk.session, work.assignment)}
    return waiting if asked & lines else []


def _waiting(talk: Talk) -> list[Work]:
    """All that waits for the sender's word."""
    query = (
        select(Assignment, Task, Plan)
        .join(Task, col(Task.id) == Assignment.task_id)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(Assignment.office_id == talk.office.id, Assignment.state == Said.CLAIMED)
        .where(Plan.state == PlanState.ACTIVE, col(Task.dropped).is_(False), col(Assignment.ended_at).is_(None))
        .order_by(col(Plan.id), col(Task.position))
    )
    return [work for row in talk.session.exec(query).all() if may_settle(talk, work := Work(*row))]
