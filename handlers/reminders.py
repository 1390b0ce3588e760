"""/lichnhac and /nhac: who will be reminded of what and when, and reminding now."""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import groupby

from sqlmodel import Session

from handlers.assign import match_name, units_of
from handlers.drafts import find_plan
from handlers.preview import Preview, preview
from handlers.talk import Reply, Talk, id_of
from messages.plain import length, plain
from messages.render import render
from models.assignment import Assignment, Duty
from models.bundle import Bundle, Followed, ask, told
from models.cadence import Policy
from models.follow import letter, open_work, policy_of, post
from models.office import Office
from models.people import Person, language_of, reachable
from models.plan import Plan, PlanState, active_plans
from models.snooze import is_put_off, mark
from vietnamese.text import fold
from vietnamese.units import collective

UNITS_ON_A_BUTTON = 8
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
    values = {**_values(plan, preview(talk.session, plan, talk.now, units)), "files": _scope(plan, units)}
    full = talk.change("calendar", **values)
    return [full if length(full.words.text) <= LONG else talk.change("calendar_short", **values)]


def _current_plan(talk: Talk) -> Plan | None:
    return find_plan(talk, "") or next(reversed(active_plans(talk.session, talk.office.id or 0)), None)


def calendar_lines(session: Session, plan: Plan, now: dt.datetime) -> list[str]:
    """The whole calendar of a draft or active plan as plain lines, by days and then by persons."""
    office = session.get_one(Office, plan.office_id)
    values = {**_values(plan, preview(session, plan, now)), "files": ""}
    by_day = render("calendar", office.language, zone=office.zone, **values)
    by_person = render("calendar_people", office.language, zone=office.zone, **values)
    return plain(f"{by_day.text}\n\n{by_person.text}").splitlines()


def _scope(plan: Plan, units: set[int] | None) -> str:
    """What the buttons for the files name: the plan, and the units unless all are meant; empty for too many units."""
    if units is None:
        return str(plan.id)
    return f"{plan.id}:{'.'.join(map(str, sorted(units)))}" if len(units) <= UNITS_ON_A_BUTTON else ""


def _values(plan: Plan, found: Preview) -> dict[str, object]:
    """What the templates of the calendar show."""
    by_day = groupby(found.bundles, key=lambda bundle: found.calendar.local_day(bundle.at))
    by_person = groupby(sorted(found.bundles, key=found.place), key=lambda bundle: bundle.person)
    return {
        **vars(found),
        "plan": plan,
        "days": [(day, list(bundles)) for day, bundles in by_day],
        "by_person": [(person, list(bundles)) for person, bundles in by_person],
        "example": next(iter(found.units.values()), ""),
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
    of_office = Assignment.office_id == talk.office.id
    return open_work(talk.session, of_office, Assignment.duty == Duty.LEAD, day=talk.today)


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
    language, later = language_of(person, talk.office), mark(bundle, policy)
    words = render("remind", language, bundle=bundle, person=person, today=today, later=later, ahead=None)
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
