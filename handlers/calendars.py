"""The dry run as files: a workbook and a picture of who will be reminded of what on which day."""

import datetime as dt

from sqlmodel import Session

from handlers.drafts import find_plan
from handlers.preview import Preview, preview
from handlers.reports import file_part
from handlers.talk import Reply, Talk, id_of
from models.acts import Act
from models.office import Office
from models.outbox import Snapshot, SnapshotKind
from models.plan import Plan, PlanState
from reports.calendar import Addressee, Calendar, call_of, to_json
from reports.heading import head_of
from vietnamese.calendar import ONE_DAY


def sheet(talk: Talk, argument: str) -> list[Reply]:
    """The workbook of a plan's calendar: "<plan id>", or "<plan id>:<unit id>.<unit id>" of some units' people."""
    return _file(talk, argument, "calendar_sheet", "xlsx")


def picture(talk: Talk, argument: str) -> list[Reply]:
    """The same as a picture."""
    return _file(talk, argument, "calendar_picture", "png")


def calendar_of(session: Session, plan: Plan, now: dt.datetime, only: set[int] | None = None) -> Calendar:
    """The bundles of `planned_bundles` as the files show them; `only`: of the people of some units."""
    office, found = session.get_one(Office, plan.office_id), preview(session, plan, now, only)
    bundles = sorted(found.bundles, key=lambda bundle: bundle.at)
    calls = tuple(call_of(bundle, office.zone) for bundle in bundles)
    asks = [ask for bundle in bundles for ask in bundle.asks]
    days = [call.day for call in calls]
    span = (days[0] + ONE_DAY * n for n in range((days[-1] - days[0]).days + 1)) if days else ()
    return Calendar(
        head_of(office, plan, now),
        plan.state is PlanState.DRAFT,
        _people(found),
        calls,
        {ask.followed.task.position: ask.followed.task.name for ask in asks},
        tuple(day for day in span if not found.calendar.is_working(day)),
    )


def _people(found: Preview) -> tuple[Addressee, ...]:
    """In the order of their units."""
    places = sorted({found.place(bundle) for bundle in found.bundles})
    return tuple(
        Addressee(person, found.people[person].name, found.units.get(unit, ""), person not in found.unreached)
        for unit, person in places
    )


def _file(talk: Talk, argument: str, template: str, form: str) -> list[Reply]:
    number, _, units = argument.partition(":")
    plan = find_plan(talk, number) if id_of(number) else None
    if plan is None or plan.state is PlanState.CLOSED:
        return [talk.say("button_old")]
    only = {unit for part in units.split(".") if (unit := id_of(part))} if units else None
    calendar = calendar_of(talk.session, plan, talk.now, only)
    if not calendar.calls:
        return [talk.say("calendar_nothing", plan=plan)]
    content = to_json(calendar)
    snapshot = Snapshot(
        office_id=plan.office_id,
        plan_id=plan.id or 0,
        kind=SnapshotKind.CALENDAR,
        made_at=talk.now,
        content=content,
    )
    talk.session.add(snapshot)
    talk.session.flush()
    talk.note(Act.EXPORTED, f"plan {plan.id}", what="calendar", form=form)
    name = f"LichNhac_{file_part(plan.number or str(plan.id))}_{calendar.head.day}.{form}"
    return [Reply(talk.say(template, calendar=calendar).words, f"snapshot:{snapshot.id}:{form}", name)]
