"""The working day before a scheduled report: who is silent about it is asked once, in the day's bundle or by itself."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from messages.render import render
from models.assignment import Assignment, Duty, Said
from models.bundle import Bundle, Followed, ask
from models.cadence import Policy
from models.database import Sessions
from models.follow import letter, open_work, policy_of, post
from models.office import Office, take_turn
from models.people import Person, language_of, talking
from models.plan import Task
from models.report_slot import WEEK, Slot, made_tomorrow
from models.snooze import is_put_off


@dataclass(frozen=True)
class Missing:
    """What one person's report is missing of; `day` and `time` of the report, where the office is."""

    day: dt.date
    time: dt.time
    work: tuple[Followed, ...]

    @property
    def tasks(self) -> list[Task]:
        return [followed.task for followed in self.work]


@dataclass(frozen=True)
class Ahead:
    """The reports of the next working day, and what nobody said anything about in the week before them."""

    day: dt.date
    time: dt.time
    silent: tuple[tuple[Followed, frozenset[int]], ...] = ()  # with the persons to ask today

    def to(self, person: int) -> Missing | None:
        work = tuple(followed for followed, people in self.silent if person in people)
        return Missing(self.day, self.time, work) if work else None

    @property
    def people(self) -> list[int]:
        return sorted({person for _, people in self.silent for person in people})


NOTHING = Ahead(dt.date.min, dt.time.min)


def ahead_of(session: Session, office: Office, policy: Policy, now: dt.datetime) -> Ahead:
    """`NOTHING` on a day before which no report is made."""
    if not office.report_at_end and office.report_on is None:
        return NOTHING
    today = policy.calendar.local_day(now)
    slots = made_tomorrow(session, office, policy.calendar, today)
    if not slots:
        return NOTHING
    found = [(followed, frozenset(followed.told_on(today))) for followed in _silent(session, slots, today)]
    at = slots[0].at.astimezone(office.zone)
    return Ahead(slots[0].day, at.time(), tuple(found))


def _silent(session: Session, slots: list[Slot], today: dt.date) -> list[Followed]:
    """Work that is led, has begun and was asked about before, without a word of how it stands for a week."""
    since, day = slots[0].at - WEEK, slots[0].day
    unheard = or_(
        col(Assignment.heard_at).is_(None), col(Assignment.heard_at) < since, Assignment.state == Said.RECEIVED
    )
    asked = or_(col(Assignment.reminded_at).is_not(None), col(Assignment.heard_at).is_not(None))
    of_plans = col(Assignment.plan_id).in_([slot.plan_id for slot in slots])
    found = open_work(session, of_plans, Assignment.duty == Duty.LEAD, unheard, asked, day=today)
    return [
        followed
        for followed in found
        if followed.assignment.state is not Said.CLAIMED
        and (followed.period.start is None or followed.period.start <= day)
        and not is_put_off(followed.assignment, today)
    ]


def ask_before_reports(sessions: Sessions, now: dt.datetime) -> int:
    """Queue the question to those who had no bundle today, and return how many: it has the key of the day's bundle, so
    nobody gets both, and in a bundle the same is a line of it."""
    queued = 0
    with sessions() as session:
        rounds = [
            (office, policy, ahead)
            for office in session.exec(select(Office).order_by(col(Office.id))).all()
            if (policy := policy_of(session, office)).moment_from(now) == now
            and (ahead := ahead_of(session, office, policy, now)).silent
        ]
    for office, policy, ahead in rounds:
        for person_id in ahead.people:
            with sessions() as session:
                take_turn(session, office.id or 0)
                queued += not talking(session, person_id, now) and _ask(session, policy, ahead, person_id, now)
    return queued


def _ask(session: Session, policy: Policy, ahead: Ahead, person_id: int, now: dt.datetime) -> bool:
    person, today, missing = session.get_one(Person, person_id), policy.calendar.local_day(now), ahead.to(person_id)
    if missing is None:
        return False
    asks = tuple(ask(followed, policy, today, person_id) for followed in missing.work)
    bundle = Bundle(now, person_id, asks)
    language = language_of(person, session.get_one(Office, person.office_id))
    words = render("remind_report", language, ahead=missing, bundle=bundle.listed, person=person, today=today)
    choices = [(choice.label, choice.data, choice.row) for choice in words.choices]
    return post(session, person, letter(bundle, policy, words.text, choices))
