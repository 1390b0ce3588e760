"""/lichnhac and /nhac: who will be reminded of what and when, and reminding now."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from sqlmodel import Session, select

from handlers.assign import match_name, planned_assignments, units_of
from handlers.drafts import find_plan
from handlers.talk import Reply, Talk, id_of
from messages.plain import length, plain
from messages.render import render
from models.assignment import Assignment, Duty
from models.bundle import Ask, Bundle, Followed, ask, forecast, told
from models.cadence import Policy
from models.follow import bundles_of, letter, open_work, policy_of, post, with_people
from models.office import Office
from models.people import Person, reachable
from models.plan import Plan, PlanState, active_plans, tasks_of
from models.snooze import is_put_off, mark
from vietnamese.text import fold
from vietnamese.units import collective

LONG = 3500
"""Characters that still make one message on every channel; a longer calendar is told by day, not by person."""


def calendar(talk: Talk, argument: str) -> list[Reply]:
    """The calendar of a plan by its id, or of one unit by its name.

    Without an id it is that of the draft under review, else of the newest active plan.
    """
    target = argument.strip()
    numbered = id_of(target) is not None
    plan = find_plan(talk, target) if numbered else _current_plan(talk)
    if plan is None or plan.state is PlanState.CLOSED:
        return [talk.say("calendar_none")]
    units = None if numbered or not target else _units_meant(talk, target)
    if units is not None and not units:
        return [talk.say("calendar_no_unit", target=target)]
    values = _values(talk.session, plan, talk.now, units)
    full = talk.change("calendar", **values)
    return [full if length(full.words.text) <= LONG else talk.change("calendar_short", **values)]


def _current_plan(talk: Talk) -> Plan | None:
    return find_plan(talk, "") or next(reversed(active_plans(talk.session, talk.office.id or 0)), None)


def calendar_lines(session: Session, plan: Plan, now: dt.datetime) -> list[str]:
    """The whole calendar of a draft or active plan as plain lines, for the command line."""
    office = session.get_one(Office, plan.office_id)
    words = render("calendar", office.language, zone=office.zone, **_values(session, plan, now))
    return plain(words.text).splitlines()


def planned_bundles(session: Session, plan: Plan, now: dt.datetime) -> list[Bundle]:
    """What of each message to come is about one plan: in order, within the office's working days and hours.

    Of a draft, if it were approved now. All plans of the office are played, for a person gets one bundle a day
    whatever it is about; absences, snoozes and the short question to the silent are as they will be if nobody
    answers. A bundle's `at` is the moment (UTC), `person` a Person.id, each ask's `to` why that person hears of it.
    """
    office = session.get_one(Office, plan.office_id)
    policy = policy_of(session, office)
    of_plan = _following(session, plan)
    others = open_work(session, Assignment.office_id == office.id, Assignment.plan_id != plan.id)
    following = sorted([*others, *of_plan], key=lambda f: (f.plan.id or 0, f.task.position))
    today, people = policy.calendar.local_day(now), session.exec(select(Person.id).where(Person.office_id == office.id))
    had = bundles_of(session, [person for person in people if person], today)
    found = forecast(following, policy, now, _until(of_plan, policy, now), had)
    mine = [replace(bundle, asks=_about(bundle, plan)) for bundle in found]
    return [bundle for bundle in mine if bundle.asks]


def _about(bundle: Bundle, plan: Plan) -> tuple[Ask, ...]:
    return tuple(ask for ask in bundle.asks if ask.followed.plan.id == plan.id)


def _following(session: Session, plan: Plan) -> list[Followed]:
    if plan.state is not PlanState.DRAFT:
        return open_work(session, Assignment.plan_id == plan.id)
    tasks = {task.id: task for task in tasks_of(session, plan.id or 0)}
    return with_people(session, [(a, tasks[a.task_id], plan) for a in planned_assignments(session, plan)])


def _until(following: list[Followed], policy: Policy, now: dt.datetime) -> dt.datetime:
    """A week after the last date of the plan; where it states none, a month from now."""
    today = policy.calendar.local_day(now)
    dates = [day for f in following for day in (f.assignment.due, f.period.end) if day and day >= today]
    return policy.calendar.closing(max(dates, default=today + dt.timedelta(days=24)) + dt.timedelta(days=7))


def _values(session: Session, plan: Plan, now: dt.datetime, only: set[int] | None = None) -> dict[str, object]:
    """What both calendar templates show, of some units or of all; also who cannot be reminded, and guessed years."""
    calendar = policy_of(session, session.get_one(Office, plan.office_id)).calendar
    bundles = planned_bundles(session, plan, now)
    people = {person: session.get_one(Person, person) for person in {bundle.person for bundle in bundles}}
    shown = [bundle for bundle in bundles if only is None or people[bundle.person].unit_id in only]
    units = {unit.id: unit.name for unit in units_of(session, plan.office_id)}
    nobody = {f.assignment.unit_id for f in _following(session, plan) if not f.people}
    years = sorted({calendar.local_day(bundle.at).year for bundle in shown})
    return {
        "plan": plan,
        "days": [(day, list(group)) for day, group in groupby(shown, key=lambda b: calendar.local_day(b.at))],
        "people": people,
        "units": units,
        "example": next(iter(units.values()), ""),
        "unreached": {person for person in people if reachable(session, person) is None},
        "nobody": sorted(units.get(unit, "") for unit in nobody),
        "unannounced": [year for year in years if not calendar.is_announced(year)],
    }


def remind_now(talk: Talk, argument: str) -> list[Reply]:
    """Remind at once those who lead open work and are silent, or with "NV3" or a unit's name of just that.

    Whoever had today's bundle gets no other, unless the clerk names the task or the unit; that too only once a day.
    """
    target = argument.strip()
    chosen = _asked_for(talk, target)
    policy = policy_of(talk.session, talk.office)
    if not chosen:
        return [talk.say("remind_none", target=target, active=active_plans(talk.session, talk.office.id or 0))]
    if not policy.calendar.within_hours(talk.now):
        at = policy.moment_from(talk.now)
        for followed in chosen:
            followed.assignment.remind_at = at
        return [talk.say("remind_later", at=at, count=len(chosen))]
    today = policy.calendar.local_day(talk.now)
    people = sorted({person for followed in chosen for person in followed.told_on(today)})
    sent = {person for person in people if _send(talk, policy, person, chosen, target)}
    for followed in chosen:
        if sent & followed.told_on(today).keys():
            told(followed, policy, talk.now)
    return [talk.say("remind_done", **_outcome(talk, chosen, people, sent))]


def _open_leads(talk: Talk) -> list[Followed]:
    return open_work(talk.session, Assignment.office_id == talk.office.id, Assignment.duty == Duty.LEAD)


def _asked_for(talk: Talk, target: str) -> list[Followed]:
    """Of a task, of a unit or group of units (of none where several could be meant), or all that are silent."""
    leads = _open_leads(talk)
    if not target:
        silent = [f for f in leads if f.assignment.heard_at is None or f.assignment.unanswered]
        return [followed for followed in silent if not is_put_off(followed.assignment, talk.today)]
    number = re.fullmatch(r"(?:nv|nhiem vu)?\s*(\d{1,4})", fold(target))
    if number:
        return [f for f in leads if f.task.position == int(number[1])]
    units = _units_meant(talk, target)
    return [f for f in leads if f.assignment.unit_id in units]


def _units_meant(talk: Talk, name: str) -> set[int]:
    """The unit, or the group's units; none where several could be meant."""
    units = match_name(name, units_of(talk.session, talk.office.id or 0))
    return {unit.id or 0 for unit in units} if len(units) == 1 or collective(name) else set()


def _send(talk: Talk, policy: Policy, person_id: int, chosen: Sequence[Followed], target: str) -> bool:
    today = policy.calendar.local_day(talk.now)
    person = talk.session.get_one(Person, person_id)
    mine = [followed for followed in chosen if person_id in followed.told_on(today)]
    bundle = Bundle(talk.now, person_id, tuple(ask(followed, policy, today, person_id) for followed in mine))
    language, later = person.language or talk.office.language, mark(bundle, policy)
    words = render("remind", language, bundle=bundle, person=person, today=today, later=later)
    choices = [(choice.label, choice.data, choice.row) for choice in words.choices]
    message = letter(bundle, policy, words.text, choices)
    if target:
        message.key += f":{fold(target)}"
    return post(talk.session, person, message)


def _outcome(talk: Talk, chosen: Sequence[Followed], people: Sequence[int], sent: set[int]) -> dict[str, object]:
    """Who was reminded, who had been today, and who cannot be: persons without a chat, units without persons."""
    units = {unit.id: unit.name for unit in units_of(talk.session, talk.office.id or 0)}
    persons = [talk.session.get_one(Person, person) for person in people]
    reached = [person for person in persons if reachable(talk.session, person.id or 0)]
    return {
        "sent": [person for person in persons if person.id in sent],
        "earlier": [person for person in reached if person.id not in sent],
        "unreached": [person for person in persons if person not in reached],
        "nobody": sorted({units.get(f.assignment.unit_id, "") for f in chosen if not f.told_on(talk.today)}),
        "units": units,
    }
