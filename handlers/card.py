"""/tinhhinh: one card of a plan that a leader reads in twenty seconds, what needs attention first."""

import datetime as dt

from sqlalchemy import delete, or_
from sqlmodel import Session, and_, col, func, select

from handlers import kept
from handlers.exceptions import OF_UNITS, exceptions
from handlers.kept import Scope
from handlers.reports import chosen, on_a_plan, scope, sees_any
from handlers.talk import Reply, Talk
from messages.channel import Outgoing
from messages.plain import length, numbered
from messages.render import Words
from models.assignment import Assignment, Duty, Said
from models.outbox import Delivery, OutboxMessage, Snapshot, SnapshotKind
from models.plan import Plan
from reports.report import Report, from_json

LONG = 1000
"""Characters, the choices as numbered lines included, that fit one screen and the text under a picture."""

PICTURES = {"progress": "TienDo", "units": "DonVi"}
"""Those besides the chart, by their form, and what their files are called."""

_EXAMPLES = 3
_OLD = dt.timedelta(days=7)
_ENDED = (Delivery.SENT, Delivery.DEAD, Delivery.CANCELLED)


def situation(talk: Talk, _argument: str = "") -> list[Reply]:
    """/tinhhinh: the card with the chart; asks which plan where several are active."""
    return on_a_plan(talk, lambda plan: [with_picture(talk, plan)], "st", "")


def choose_situation(talk: Talk, argument: str) -> list[Reply]:
    """The plan chosen for /tinhhinh: its id from a button."""
    plan = plan_of(talk, argument)
    return [with_picture(talk, plan)] if plan else [talk.say("button_old")]


def plan_of(talk: Talk, number: str) -> Plan | None:
    """The plan of a button, if the sender may see anything of it: who is in no unit may not."""
    return chosen(talk, number) if sees_any(talk) else None


def with_picture(talk: Talk, plan: Plan) -> Reply:
    """The card under the chart of the same moment."""
    report, key = _kept(talk, plan)
    return Reply(words_of(talk, plan, report), f"{key}:png", f"TinhHinh_{report.head.day}.png")


def picture(talk: Talk, argument: str) -> list[Reply]:
    """Another picture, "<plan id>:<its name>"."""
    number, _, name = argument.partition(":")
    plan = plan_of(talk, number)
    if plan is None or name not in PICTURES:
        return [talk.say("button_old")]
    report, key = _kept(talk, plan)
    words = talk.say("situation_picture", report=report, plan=plan, name=name).words
    return [Reply(words, f"{key}:{name}.png", f"{PICTURES[name]}_{report.head.day}.png")]


def _kept(talk: Talk, plan: Plan) -> tuple[Report, str]:
    """The report, and the beginning of the names under which its pictures are sent."""
    drop_cards(talk.session, plan, scope(talk), talk.now)
    snapshot = kept.make(talk.session, plan, Scope(talk.today, scope(talk), kind=SnapshotKind.CARD), talk.now)
    return from_json(snapshot.content), f"snapshot:{snapshot.id}"


def standing(talk: Talk, plan: Plan) -> Report:
    """How the plan stands now, of what the sender may see; nothing is kept."""
    return kept.standing(talk.session, plan, talk.now, scope(talk))


def words_of(talk: Talk, plan: Plan, report: Report, **more: object) -> Words:
    """The card's words with as many examples as fit; `more` are the template's other values."""
    found = {section: rows for section, rows in exceptions(talk.session, plan, report, scope(talk)).items() if rows}
    values = {"report": report, "plan": plan, "sections": found, "of_units": OF_UNITS, **_besides(talk, plan, report)}
    words = [
        talk.say("situation", **{"gone": False, "scheduled": None, **values, **more}, shown=shown).words
        for shown in range(_EXAMPLES, -1, -1)
    ]
    return next((each for each in words if _size(each) <= LONG), words[-1])


def _size(words: Words) -> int:
    return length(numbered(Outgoing(words.text, words.choices)).text)


def _besides(talk: Talk, plan: Plan, report: Report) -> dict[str, int]:
    """What a leader need not act on: what was only received, and whose reminders are put off."""
    parts = [part for task in report.tasks for part in task.parts if part.duty is Duty.LEAD]
    query = select(func.count(col(Assignment.id))).where(
        Assignment.plan_id == plan.id, col(Assignment.snoozed_until) > talk.today
    )
    unit = scope(talk)
    put_off = talk.session.exec(query if unit is None else query.where(Assignment.unit_id == unit)).one()
    return {"received": sum(part.state is Said.RECEIVED for part in parts), "put_off": put_off}


def drop_cards(session: Session, plan: Plan, unit_id: int | None, now: dt.datetime) -> None:
    """Remove what earlier cards of the same were drawn from, and all old ones: nobody asks for a card again. One whose
    picture is still to be sent stays."""
    waiting = select(OutboxMessage.document).where(
        col(OutboxMessage.status).not_in(_ENDED), col(OutboxMessage.document).startswith("snapshot:")
    )
    needed = {int(str(name).split(":")[1]) for name in session.exec(waiting).all()}
    same = and_(col(Snapshot.plan_id) == plan.id, col(Snapshot.unit_id).is_not_distinct_from(unit_id))
    gone = delete(Snapshot).where(
        col(Snapshot.office_id) == plan.office_id,
        col(Snapshot.kind) == SnapshotKind.CARD,
        or_(same, col(Snapshot.made_at) < now - _OLD),
        col(Snapshot.id).not_in(needed),
    )
    session.execute(gone)
