"""The dry run: what the reminders to come will be if nobody answers, and whom they cannot reach."""

import datetime as dt
from dataclasses import dataclass, replace

from sqlmodel import Session, select

from handlers.assign import planned_assignments, units_of
from models.assignment import Assignment
from models.bundle import Ask, Bundle, Followed, forecast
from models.cadence import Policy
from models.follow import bundles_of, open_work, policy_of, with_people
from models.office import Office
from models.people import Person, reachable
from models.plan import Plan, PlanState, tasks_of
from vietnamese.calendar import WorkCalendar


@dataclass(frozen=True)
class Preview:
    """The bundles of a plan in order, of some units' people or of all, and what is to be said beside them.

    `unreached`: who has no chat; `nobody`: units without anybody to remind; `unannounced`: years with guessed holidays.
    """

    bundles: list[Bundle]
    calendar: WorkCalendar
    people: dict[int, Person]
    units: dict[int, str]
    unreached: set[int]
    nobody: list[str]
    unannounced: list[int]

    def place(self, bundle: Bundle) -> tuple[int, int]:
        """Sorts by unit and person."""
        return self.people[bundle.person].unit_id or 0, bundle.person


def preview(session: Session, plan: Plan, now: dt.datetime, only: set[int] | None = None) -> Preview:
    """The calendar of a draft, if it were approved now, or of an active plan; `only` for the people of some units."""
    calendar = policy_of(session, session.get_one(Office, plan.office_id)).calendar
    bundles = planned_bundles(session, plan, now)
    people = {person: session.get_one(Person, person) for person in {bundle.person for bundle in bundles}}
    shown = [bundle for bundle in bundles if only is None or people[bundle.person].unit_id in only]
    units = {unit.id or 0: unit.name for unit in units_of(session, plan.office_id)}
    nobody = {f.assignment.unit_id for f in _following(session, plan, calendar.local_day(now)) if not f.people}
    years = sorted({calendar.local_day(bundle.at).year for bundle in shown})
    return Preview(
        shown,
        calendar,
        people,
        units,
        unreached={person for person in people if reachable(session, person) is None},
        nobody=sorted(units.get(unit, "") for unit in nobody),
        unannounced=[year for year in years if not calendar.is_announced(year)],
    )


def planned_bundles(session: Session, plan: Plan, now: dt.datetime) -> list[Bundle]:
    """What of each message to come is about one plan: in order, within the office's working days and hours.

    Of a draft, if it were approved now. All plans of the office are played, for a person gets one bundle a day
    whatever it is about; absences, snoozes and the short question to the silent are as they will be if nobody
    answers. A bundle's `at` is the moment (UTC), `person` a Person.id, each ask's `to` why that person hears of it.
    """
    office = session.get_one(Office, plan.office_id)
    policy = policy_of(session, office)
    today = policy.calendar.local_day(now)
    of_plan = _following(session, plan, today)
    others = open_work(session, Assignment.office_id == office.id, Assignment.plan_id != plan.id, day=today)
    following = sorted([*others, *of_plan], key=lambda f: (f.plan.id or 0, f.task.position))
    people = session.exec(select(Person.id).where(Person.office_id == office.id))
    had = bundles_of(session, [person for person in people if person], today)
    found = forecast(following, policy, now, _until(of_plan, policy, now), had)
    mine = [replace(bundle, asks=_about(bundle, plan)) for bundle in found]
    return [bundle for bundle in mine if bundle.asks]


def _about(bundle: Bundle, plan: Plan) -> tuple[Ask, ...]:
    return tuple(ask for ask in bundle.asks if ask.followed.plan.id == plan.id)


def _following(session: Session, plan: Plan, day: dt.date) -> list[Followed]:
    if plan.state is not PlanState.DRAFT:
        return open_work(session, Assignment.plan_id == plan.id, day=day)
    tasks = {task.id: task for task in tasks_of(session, plan.id or 0)}
    return with_people(session, [(a, tasks[a.task_id], plan) for a in planned_assignments(session, plan)], day)


def _until(following: list[Followed], policy: Policy, now: dt.datetime) -> dt.datetime:
    """A week after the last date of the plan; where it states none, a month from now."""
    today = policy.calendar.local_day(now)
    dates = [day for f in following for day in (f.assignment.due, f.period.end) if day and day >= today]
    return policy.calendar.closing(max(dates, default=today + dt.timedelta(days=24)) + dt.timedelta(days=7))
