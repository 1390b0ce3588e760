"""/baocao: a plan's standing at a moment, kept as a snapshot and drawn from it when it is sent."""

import re
from collections.abc import Callable
from dataclasses import replace

from sqlmodel import col, select

from handlers import kept
from handlers.asked import Asked, parse_day, read_asked
from handlers.assign import units_of
from handlers.kept import Scope
from handlers.permits import reach
from handlers.talk import Reply, Talk, id_of
from handlers.unanswered import OF_A_REPORT
from messages.render import Words
from models.acts import Act
from models.assignment import Assignment
from models.outbox import Snapshot
from models.people import Awaiting, Person, Unit, heir_of
from models.permits import Action
from models.plan import Plan, PlanState
from reports.pdf import available as pdf_available
from reports.report import Report, from_json
from vietnamese.text import fold

NO_UNIT = 0
REPORTED = (PlanState.ACTIVE, PlanState.CLOSED)


def report(talk: Talk, argument: str) -> list[Reply]:
    """/baocao [ngày, tuần, tháng] [đơn vị] [bản N] [pdf]: the documents; asks which plan where several are active."""
    asked = read_asked(argument, talk.today, units_of(talk.session, talk.office.id or 0))
    if asked is None or asked.day > talk.today:
        return [talk.say("report_day", day=asked and asked.day, today=talk.today)]
    if asked.kept:
        return _again(talk, *asked.kept, pdf=asked.pdf)
    if asked.unit and not reach(talk, Action.SEE_REPORT).covers(asked.unit.id):
        return [talk.say("report_not_yours", unit=asked.unit)]
    if asked.plan:
        plan = reported(talk, asked.plan)
        return _documents(talk, plan, asked) if plan else [talk.say("report_no_plan", number=asked.plan)]
    return on_a_plan(talk, lambda plan: _documents(talk, plan, asked), "rp", f":{_code(asked)}")


def _code(asked: Asked) -> str:
    """What was asked for, in a button's few characters; `_decoded` reads it."""
    more = [str(asked.since or ""), str(asked.unit.id if asked.unit else ""), "pdf" if asked.pdf else ""]
    return ":".join([str(asked.day), *more]).rstrip(":")


def _decoded(talk: Talk, code: str) -> Asked | None:
    day, since, unit, pdf = [*code.split(":"), "", "", "", ""][:4]
    days = [parse_day("/".join(reversed(written.split("-"))), talk.today) for written in (day, since)]
    if days[0] is None or days[0] > talk.today:
        return None
    found = talk.session.get(Unit, id_of(unit) or 0)
    if unit and (found is None or found.office_id != talk.office.id):
        return None
    if found and not reach(talk, Action.SEE_REPORT).covers(found.id):
        return None
    return Asked(days[0], days[1], found, pdf=pdf == "pdf")


def choose_report(talk: Talk, argument: str) -> list[Reply]:
    """The plan chosen for /baocao: "<plan id>:<what was asked for>" from a button."""
    number, _, code = argument.partition(":")
    plan, asked = chosen(talk, number), _decoded(talk, code)
    return _documents(talk, plan, asked) if plan and asked else [talk.say("button_old")]


def on_a_plan(talk: Talk, answer: Callable[[Plan], list[Reply]], button: str, rest: str) -> list[Reply]:
    """The answer for the plan meant; where there are several, which one is asked by choices."""
    if not sees_any(talk):
        return [talk.say("report_none", unit=False)]
    plans = _plans(talk)
    if not plans:
        return [talk.say("report_none", unit=True)]
    return answer(plans[0]) if len(plans) == 1 else [talk.say("report_which", plans=plans, button_of=button, rest=rest)]


def _plans(talk: Talk) -> list[Plan]:
    """The active plans that concern the sender; after all are closed, the newest of those."""
    plans = _every_plan(talk)
    return [plan for plan in plans if plan.state is PlanState.ACTIVE] or plans[:1]


def _every_plan(talk: Talk) -> list[Plan]:
    """Those that were approved and concern the sender, newest first."""
    query = select(Plan).where(Plan.office_id == talk.office.id, col(Plan.state).in_(REPORTED))
    seen = reach(talk, Action.SEE_WORK)
    if not seen.whole:
        query = query.where(col(Plan.id).in_(select(Assignment.plan_id).where(col(Assignment.unit_id).in_(seen.units))))
    return list(talk.session.exec(query.order_by(col(Plan.id).desc())).all())


def chosen(talk: Talk, number: str) -> Plan | None:
    """The plan of a button, if it is still one to choose."""
    return next((plan for plan in _plans(talk) if str(plan.id) == number), None)


def scope(talk: Talk) -> int | None:
    """The one unit whose part the sender sees unless another of the sender's is named; None: all. See `sees_any`."""
    seen = reach(talk, Action.SEE_WORK)
    if seen.whole:
        return None
    return talk.person.unit_id if talk.person.unit_id in seen.units else min(seen.units, default=NO_UNIT)


def sees_any(talk: Talk) -> bool:
    """Who is in no unit, and does not look after the whole office, has no report."""
    return scope(talk) != NO_UNIT


def reported(talk: Talk, plan_id: int) -> Plan | None:
    """A plan of which the sender may have a report, active or closed."""
    return next((plan for plan in _every_plan(talk) if plan.id == plan_id), None)


def _documents(talk: Talk, plan: Plan, asked: Asked) -> list[Reply]:
    if plan.approved_at and asked.day < plan.approved_at.astimezone(talk.office.zone).date():
        return [talk.say("report_too_early", day=asked.day, plan=plan)]
    seen = reach(talk, Action.SEE_REPORT)
    if asked.unit is None and not seen.whole and len(seen.units) > 1:
        mine = [unit for unit in units_of(talk.session, talk.office.id or 0) if unit.id in seen.units]
        units = [(unit.name, _code(replace(asked, unit=unit))) for unit in mine]
        return [talk.say("report_which_unit", plan=plan, units=units)]
    unit = asked.unit.id if asked.unit else None if seen.whole else min(seen.units, default=NO_UNIT)
    snapshot = kept.make(talk.session, plan, Scope(asked.day, unit, asked.since), talk.now)
    talk.note(Act.REPORT_MADE, f"report {kept.identity(snapshot)}", plan=plan.id, unit=unit, until=asked.day)
    told = from_json(snapshot.content)
    making = talk.say("report_making", report=told, units=_units(told))
    return [making, *documents(talk, snapshot, told, pdf=asked.pdf)]


def _units(told: Report) -> int:
    return len({part.unit for task in told.tasks for part in task.parts})


def _again(talk: Talk, number: int, digits: str | None, *, pdf: bool) -> list[Reply]:
    """A report as it was kept, whatever was said or corrected since."""
    snapshot = kept.find(talk.session, talk.office.id or 0, number)
    if snapshot is None or not reach(talk, Action.SEE_REPORT).covers(heir_of(talk.session, snapshot.unit_id)):
        return [talk.say("report_not_kept", number=number)]
    if not kept.is_of(snapshot, digits):
        return [talk.say("report_other_id", number=number, digits=digits)]
    talk.note(Act.REPORT_FETCHED, f"report {kept.identity(snapshot)}", plan=snapshot.plan_id, unit=snapshot.unit_id)
    told = from_json(snapshot.content)
    values = {"number": kept.identity(snapshot), "renewed": kept.was_renewed(snapshot)}
    again = talk.say("report_again", report=told, snapshot=snapshot, **values)
    return [again, *documents(talk, snapshot, told, pdf=pdf)]


def documents(talk: Talk, snapshot: Snapshot, told: Report, *, pdf: bool = False) -> list[Reply]:
    """A kept report in its forms, with what it says in short; the PDF alone where that was asked for and can be."""
    values = {"report": told, "leads": sum(told.counts.values()), "number": kept.identity(snapshot)}
    waiting = _unanswered(talk, snapshot)
    words = talk.say("report", **values, row=snapshot.id, can_pdf=pdf_available(), waiting=waiting).words
    return in_files(talk, snapshot, told, words, pdf=pdf)


def _unanswered(talk: Talk, snapshot: Snapshot) -> list[str]:
    """The units of replies that are not recorded, for their senders were asked something and did not answer yet."""
    query = (
        select(Unit.name)
        .join(Person, col(Person.unit_id) == col(Unit.id))
        .join(Awaiting, col(Awaiting.person_id) == col(Person.id))
        .where(Unit.office_id == snapshot.office_id, col(Awaiting.what).in_(OF_A_REPORT))
        .order_by(col(Unit.id))
    )
    if snapshot.unit_id is not None:
        query = query.where(Unit.id == snapshot.unit_id)
    return list(talk.session.exec(query).all())


def in_files(talk: Talk, snapshot: Snapshot, told: Report, words: Words, *, pdf: bool = False) -> list[Reply]:
    """The files of a kept report, the first of them below the words."""
    key, name = f"snapshot:{snapshot.id}", file_name(told, snapshot.plan_id)
    if pdf and pdf_available():
        return [Reply(words, f"{key}:pdf", f"{name}.pdf")]
    replies = [Reply(words, f"{key}:docx", f"{name}.docx")]
    replies.append(Reply(talk.say("report_sheet", report=told).words, f"{key}:xlsx", f"{name}.xlsx"))
    if pdf_available():
        replies.append(Reply(talk.say("report_pdf", report=told).words, f"{key}:pdf", f"{name}.pdf"))
    return replies


def file_name(told: Report, plan_id: int) -> str:
    """Without its ending: "BaoCao_26-KH-STP_2026-06-30_ban-7", with the unit whose part it is."""
    pieces = ["BaoCao", file_part(told.head.plan_number or str(plan_id)), str(told.head.day)]
    pieces += [file_part(told.head.unit)] if told.head.unit else []
    kept_as = (told.head.snapshot or "").partition("-")[0]  # the same day's reports must not overwrite one another
    return "_".join([*pieces, *([f"ban-{kept_as}"] if kept_as else [])])


def file_part(text: str) -> str:
    """A piece of a file name that every system takes: "26/KH-STP" -> "26-KH-STP"."""
    upper = "".join(fold(c).upper() if c.isupper() else fold(c) for c in text)
    return re.sub(r"[^A-Za-z0-9]+", "-", upper).strip("-")[:40] or "0"
