"""A task that is stopped by a decision, for all of its units or one: its reason is kept, and nobody is reminded."""

from collections import defaultdict
from collections.abc import Sequence

from handlers import items
from handlers.assign import match_name, units_of
from handlers.awaiting import awaited, number, stop_waiting, wait_for
from handlers.due import call_back, reschedule
from handlers.permits import may
from handlers.talk import Reply, Talk, id_of, tell
from handlers.work import Work, visible_work
from messages.edit import parse_edit
from messages.stop_words import Stop, parse_resume, parse_stop
from models.acts import Act
from models.assignment import Progress, Said, journal_of
from models.follow import policy_of, with_people
from models.people import Awaiting, Person, Unit
from models.permits import Action
from models.standing import advance

STOPPING, STOPPED = "stop", "stopped"


def typed(talk: Talk) -> list[Reply] | None:
    """What a clerk orders; None for other words."""
    if not may(talk, Action.CHANGE_PLAN):
        return None
    if order := parse_stop(talk.incoming.text):
        return stop(talk, order)
    position = parse_resume(talk.incoming.text)
    return resume(talk, position) if position else None


def stop(talk: Talk, order: Stop, plan: int = 0) -> list[Reply]:
    """Stop what is open, or ask for the reason, or which plan's task is meant."""
    units = match_name(order.unit, units_of(talk.session, talk.office.id or 0)) if order.unit else []
    if order.unit and len(units) != 1:
        return [talk.say("plan_unit_unknown", names=[order.unit])]
    task = [work for work in visible_work(talk) if work.task.position == order.position]
    if not task:
        return [talk.say("no_such_task", position=order.position, draft=None)]
    meant = [work for work in task if work.is_open and plan in (0, work.plan.id)]
    meant = [work for work in meant if not units or work.assignment.unit_id == units[0].id]
    plans = {work.plan.id: work.plan for work in meant}
    if not meant:
        return [talk.say("stopped", works=[], position=order.position, resumed=False, told=0, reason="")]
    if len(plans) > 1 or not order.reason:
        wait_for(talk, STOPPING, plan=plan, position=order.position, unit=order.unit, reason=order.reason)
        return [talk.say("ask_stop", work=meant[0], plans=list(plans.values()) if len(plans) > 1 else [])]
    return _write(talk, meant, order.reason)


def press(talk: Talk, argument: str) -> list[Reply]:
    """The plan whose task is meant, "<plan id>"."""
    row, plan = awaited(talk), id_of(argument)
    if row is None or row.what != STOPPING or not plan:
        return [talk.say("button_old")]
    stop_waiting(talk)
    return stop(talk, _ordered(row), plan)


def answer(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """The reason, typed; None for another order, or no words at all."""
    text, order = talk.incoming.text.strip(), _ordered(row)
    if not text or text.startswith("/") or order.reason or parse_edit(text) or parse_stop(text) or talk.said.task_ref:
        return None
    stop_waiting(talk)
    return stop(talk, order._replace(reason=text), number(row, "plan"))


def _ordered(row: Awaiting) -> Stop:
    return Stop(number(row, "position"), str(row.data["unit"]), str(row.data["reason"]))


def resume(talk: Talk, position: int, since: str = "") -> list[Reply]:
    """Take back the stop of a task, of all the units for which it was stopped, or the one that was just ordered."""
    stopped = [(work, line) for work in visible_work(talk) if (line := _stop_of(talk, work, position))]
    stopped = [(work, line) for work, line in stopped if since in ("", line.at.isoformat())]
    for work, line in stopped:
        _add(talk, work, Said.WITHDRAWN, corrects=line.id)
    works = [work for work, _ in stopped]
    told = _tell(talk, works, "", resumed=True) if works else 0
    return [talk.say("stopped", works=_named(talk, works), position=position, resumed=True, told=told, reason="")]


def undo(talk: Talk, row: Awaiting) -> list[Reply]:
    """ "Hủy", right after the order."""
    return resume(talk, number(row, "position"), str(row.data["at"]))


def _stop_of(talk: Talk, work: Work, position: int) -> Progress | None:
    if work.task.position != position or work.assignment.state is not Said.STOPPED:
        return None
    return next(line for line in reversed(journal_of(talk.session, work.id)) if line.said is Said.STOPPED)


def _write(talk: Talk, works: Sequence[Work], reason: str) -> list[Reply]:
    for work in works:
        _add(talk, work, Said.STOPPED, reason=reason)
    told, position = _tell(talk, works, reason, resumed=False), works[0].task.position
    wait_for(talk, STOPPED, position=position, at=talk.incoming.sent_at.isoformat())
    return [talk.say("stopped", works=_named(talk, works), position=position, resumed=False, told=told, reason=reason)]


def _add(talk: Talk, work: Work, said: Said, reason: str | None = None, corrects: int | None = None) -> None:
    line = Progress(
        assignment_id=work.id,
        person_id=talk.person.id,
        at=talk.incoming.sent_at,
        day=talk.today,
        said=said,
        words=talk.incoming.text,
        blocker=reason,
        corrects=corrects,
        source=talk.incoming.source,
    )
    talk.session.add(line)
    talk.session.flush()
    talk.note(Act.WORK_RESUMED if said is Said.WITHDRAWN else Act.WORK_STOPPED, f"assignment {work.id}")
    advance(work.assignment, journal_of(talk.session, work.id))
    items.follow(talk, work, line)
    reschedule(talk.session, talk.office, work, talk.now)
    call_back(talk.session, {work.id})


def _named(talk: Talk, works: Sequence[Work]) -> list[tuple[Work, str]]:
    return [(work, talk.session.get_one(Unit, work.assignment.unit_id).name) for work in works]


def _tell(talk: Talk, works: Sequence[Work], reason: str, *, resumed: bool) -> int:
    """One message a person; how many were told."""
    of_person: dict[int, list[Work]] = defaultdict(list)
    at = policy_of(talk.session, talk.office).moment_from(talk.now)
    day = at.astimezone(talk.office.zone).date()
    followed = with_people(talk.session, [(work.assignment, work.task, work.plan) for work in works], day)
    for work, row in zip(works, followed, strict=True):
        for each in row.told_on(day):
            of_person[each].append(work)
    told = 0
    for identity, theirs in of_person.items():
        person = talk.session.get_one(Person, identity)
        if identity != talk.person.id:
            reply = talk.say_to(person, "stopped_note", work=theirs[0], reason=reason, resumed=resumed)
            told += tell(talk.session, person, reply, f"stop:{talk.incoming.id}:{identity}", at)
    return told
