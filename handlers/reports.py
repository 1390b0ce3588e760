"""/baocao: a plan's standing at a moment, kept as a snapshot and drawn from it when it is sent."""

import datetime as dt
import re
from collections.abc import Callable

from sqlmodel import Session, col, select

from handlers.records import load
from handlers.talk import Reply, Talk
from models.assignment import Assignment
from models.office import Office
from models.outbox import Snapshot, SnapshotKind
from models.people import Role
from models.plan import Plan, PlanState
from reports.report import Report, from_json, to_json
from reports.summary import summarise
from vietnamese.text import fold

WHOLE = frozenset({Role.CLERK, Role.LEADER})
"""Who sees all units; everybody else sees the part of the own unit."""

_DAY = re.compile(r"(?:den )?(?:het )?(?:ngay )?(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_REPORTED = (PlanState.ACTIVE, PlanState.CLOSED)


def report(talk: Talk, argument: str) -> list[Reply]:
    """/baocao [ngày]: the documents, up to now or to the end of a day; asks which plan where several are active."""
    day = parse_day(argument, talk.today) if argument else talk.today
    if day is None or day > talk.today:
        return [talk.say("report_day", day=day, today=talk.today)]
    return on_a_plan(talk, lambda plan: _documents(talk, plan, day), "rp", f":{day}")


def choose_report(talk: Talk, argument: str) -> list[Reply]:
    """The plan chosen for /baocao: "<plan id>:<day>" from a button."""
    number, _, written = argument.partition(":")
    plan = chosen(talk, number)
    day = parse_day("/".join(reversed(written.split("-"))), talk.today)
    if plan is None or day is None or day > talk.today:
        return [talk.say("button_old")]
    return _documents(talk, plan, day)


def snapshot_of(
    session: Session,
    plan_id: int,
    day: dt.date | None,
    now: dt.datetime,
    unit_id: int | None = None,
    *,
    kind: SnapshotKind = SnapshotKind.REPORT,
) -> Snapshot | None:
    """The standing at the end of `day`, or now, kept as a row; None where there is no approved plan of this id."""
    plan = session.get(Plan, plan_id)
    if plan is None or plan.state not in _REPORTED:
        return None
    zone = session.get_one(Office, plan.office_id).zone
    as_of = min(now, dt.datetime.combine(day, dt.time.max, zone)) if day else now
    content = to_json(summarise(load(session, plan_id, as_of, unit_id), as_of))
    snapshot = Snapshot(
        office_id=plan.office_id,
        plan_id=plan_id,
        unit_id=unit_id,
        kind=kind,
        as_of=as_of,
        made_at=now,
        content=content,
    )
    session.add(snapshot)
    session.flush()
    return snapshot


def parse_day(text: str, today: dt.date) -> dt.date | None:
    """ "14/6", "ngày 14/6/2026"; without a year the last such day up to `today`. None where it is no day."""
    found = _DAY.fullmatch(fold(text).strip())
    if found is None:
        return None
    day, month, year = (int(part) if part else None for part in found.groups())
    try:
        if year:
            return dt.date(year, month or 0, day or 0)
        this_year = dt.date(today.year, month or 0, day or 0)
        return this_year if this_year <= today else this_year.replace(year=today.year - 1)
    except ValueError:
        return None


def on_a_plan(talk: Talk, answer: Callable[[Plan], list[Reply]], button: str, rest: str) -> list[Reply]:
    """The answer for the plan meant; where there are several, which one is asked by choices."""
    if talk.person.role not in WHOLE and talk.person.unit_id is None:
        return [talk.say("report_none", unit=False)]
    plans = _plans(talk)
    if not plans:
        return [talk.say("report_none", unit=True)]
    return answer(plans[0]) if len(plans) == 1 else [talk.say("report_which", plans=plans, button_of=button, rest=rest)]


def _plans(talk: Talk) -> list[Plan]:
    """The active plans that concern the sender; after all are closed, the newest of those."""
    query = select(Plan).where(Plan.office_id == talk.office.id, col(Plan.state).in_(_REPORTED))
    unit = scope(talk)
    if unit is not None:
        query = query.where(col(Plan.id).in_(select(Assignment.plan_id).where(Assignment.unit_id == unit)))
    plans = talk.session.exec(query.order_by(col(Plan.id).desc())).all()
    return [plan for plan in plans if plan.state is PlanState.ACTIVE] or list(plans[:1])


def chosen(talk: Talk, number: str) -> Plan | None:
    """The plan of a button, if it is still one to choose."""
    return next((plan for plan in _plans(talk) if str(plan.id) == number), None)


def scope(talk: Talk) -> int | None:
    """The one unit the sender may see; None: all."""
    return None if talk.person.role in WHOLE else talk.person.unit_id


def keep(talk: Talk, plan: Plan, day: dt.date, kind: SnapshotKind = SnapshotKind.REPORT) -> tuple[Report, str]:
    """The report, and the beginning of the names under which its documents are sent."""
    snapshot = snapshot_of(talk.session, plan.id or 0, day, talk.now, scope(talk), kind=kind)
    assert snapshot is not None  # the plan was chosen among those that are reported
    return from_json(snapshot.content), f"snapshot:{snapshot.id}"


def _documents(talk: Talk, plan: Plan, day: dt.date) -> list[Reply]:
    if plan.approved_at and day < plan.approved_at.astimezone(talk.office.zone).date():
        return [talk.say("report_too_early", day=day, plan=plan)]
    kept, key = keep(talk, plan, day)
    name = f"BaoCao_{file_part(plan.number or str(plan.id))}_{kept.head.day}"
    words = talk.say("report", report=kept, leads=sum(kept.counts.values()), number=key.partition(":")[2]).words
    sheet = talk.say("report_sheet", report=kept).words
    return [Reply(words, f"{key}:docx", f"{name}.docx"), Reply(sheet, f"{key}:xlsx", f"{name}.xlsx")]


def file_part(text: str) -> str:
    """A piece of a file name that every system takes: "26/KH-STP" -> "26-KH-STP"."""
    upper = "".join(fold(c).upper() if c.isupper() else fold(c) for c in text)
    return re.sub(r"[^A-Za-z0-9]+", "-", upper).strip("-")[:40] or "0"
