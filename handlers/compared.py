"""/sosanh: a plan's standing beside an earlier plan's, an earlier day's or a kept report."""

import datetime as dt
import re
from dataclasses import dataclass

from sqlmodel import Session, col, select

from handlers import kept
from handlers.asked import read_asked
from handlers.kept import Scope
from handlers.reports import REPORTED, chosen, file_part, on_a_plan
from handlers.talk import Reply, Talk, id_of
from models.acts import Act
from models.office import Office
from models.plan import Plan
from reports.report import Report, from_json
from vietnamese.calendar import ONE_DAY
from vietnamese.text import fold

_ALIKE = 85  # of 100: the titles of two years' plans differ in their numbers


@dataclass(frozen=True)
class Against:
    """What a plan is compared with; nothing given: the earlier plan that is alike, else the report before."""

    day: dt.date | None = None
    plan: int | None = None
    kept: int | None = None

    @property
    def code(self) -> str:
        """As a button carries it."""
        return f"{self.day or ''}:{self.plan or ''}:{self.kept or ''}"


def command(talk: Talk, argument: str) -> list[Reply]:
    """/sosanh [ngày | kế hoạch 3 | bản 9]."""
    asked = read_asked(argument, talk.today, [])
    if asked is None or asked.since or asked.day > talk.today:
        return [talk.say("comparison_how")]
    if asked.kept:
        snapshot = kept.find(talk.session, talk.office.id or 0, asked.kept[0])
        if snapshot and not kept.is_of(snapshot, asked.kept[1]):
            return [talk.say("report_other_id", number=asked.kept[0], digits=asked.kept[1])]
    day = None if asked.day == talk.today else asked.day
    against = Against(day, asked.plan, asked.kept[0] if asked.kept else None)
    return on_a_plan(talk, lambda plan: _answer(talk, plan, against), "ss", f":{against.code}")


def press(talk: Talk, argument: str) -> list[Reply]:
    """The plan chosen, "<plan id>:<day>:<earlier plan>:<kept report>"."""
    number, day, earlier, snapshot = [*argument.split(":"), "", "", "", ""][:4]
    plan = chosen(talk, number)
    asked = read_asked("/".join(reversed(day.split("-"))), talk.today, []) if day else None
    if plan is None or (day and asked is None):
        return [talk.say("button_old")]
    return _answer(talk, plan, Against(asked.day if asked else None, id_of(earlier), id_of(snapshot)))


def _answer(talk: Talk, plan: Plan, against: Against) -> list[Reply]:
    before = earlier(talk.session, plan, against, talk.now)
    if before is None:
        return [talk.say("comparison_none", against=against)]
    snapshot = kept.make(talk.session, plan, Scope(beside=before), talk.now)
    talk.note(Act.REPORT_MADE, f"report {kept.identity(snapshot)}", plan=plan.id, compared=True)
    told = from_json(snapshot.content)
    name = f"SoSanh_{file_part(told.head.plan_number or str(plan.id))}_{told.head.day}"
    words = talk.say("comparison", report=told, number=kept.identity(snapshot)).words
    sheet = talk.say("comparison_sheet", report=told).words
    key = f"snapshot:{snapshot.id}"
    return [Reply(words, f"{key}:docx", f"{name}.docx"), Reply(sheet, f"{key}:xlsx", f"{name}.xlsx")]


def earlier(session: Session, plan: Plan, against: Against, now: dt.datetime) -> Report | None:
    """The report to compare with; None where there is none of that name."""
    if against.kept:
        snapshot = kept.find(session, plan.office_id, against.kept)
        return from_json(snapshot.content) if snapshot else None
    if against.plan and against.plan != plan.id:
        other = session.get(Plan, against.plan)
        known = other is not None and other.office_id == plan.office_id and other.state in REPORTED
        return kept.standing(session, other, now) if other and known else None
    zone = session.get_one(Office, plan.office_id).zone
    if against.day:
        began = (plan.approved_at or plan.added_at).astimezone(zone).date()
        return kept.standing(session, plan, kept.end_of(against.day, zone)) if against.day >= began else None
    other = None if against.plan else alike(session, plan)  # asked beside itself: beside its report before
    if other is not None:
        return kept.standing(session, other, now)
    yesterday = now.astimezone(zone).date() - ONE_DAY
    last = kept.before(session, plan.id or 0, None, kept.end_of(yesterday, zone), now)
    return from_json(last.content) if last else None


def alike(session: Session, plan: Plan) -> Plan | None:
    """The other plan of the office whose title is the same but for its numbers, the newest of those."""
    from rapidfuzz import fuzz

    query = select(Plan).where(Plan.office_id == plan.office_id, Plan.id != plan.id, col(Plan.state).in_(REPORTED))
    others = session.exec(query.order_by(col(Plan.id).desc())).all()
    scores = [(fuzz.ratio(_title(plan), _title(other)), other) for other in others]
    best = max(scores, key=lambda found: found[0], default=None)
    return best[1] if best and best[0] >= _ALIKE else None


def _title(plan: Plan) -> str:
    return re.sub(r"\d[\d./-]*", "0", fold(plan.title or plan.name))
