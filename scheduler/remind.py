"""From due times to messages: one bundle a person a day, in one transaction each, however late the clock comes by."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, and_, col, or_, select

from messages.render import render
from models.assignment import Assignment
from models.bundle import Bundle, Followed, ask, missed, told
from models.cadence import Policy
from models.database import Sessions
from models.follow import bundle_key, bundles_of, letter, open_work, policy_of, post
from models.office import Office, take_turn
from models.outbox import Delivery, OutboxMessage, Priority
from models.people import Person, language_of, reachable, talking, unit_names
from models.snooze import mark
from scheduler.ahead import NOTHING, Ahead, ahead_of

_TOO_LATE = (
    OutboxMessage.status == Delivery.EXPIRED,
    OutboxMessage.priority == Priority.REMINDER,
    OutboxMessage.resends == 0,
)
_KEPT_FOR_TOMORROW = (col(OutboxMessage.status) == Delivery.EXPIRED, col(OutboxMessage.priority) == Priority.REPLY)


@dataclass(frozen=True)
class Round:
    """An office's reminders of one day: whom to tell, and which assignments concern each."""

    office: Office
    policy: Policy
    now: datetime
    work: dict[int, list[int]]  # person id -> assignment ids
    ahead: Ahead = NOTHING


def remind(sessions: Sessions, now: datetime) -> int:
    """Queue the bundles that are due and return how many; again at the same moment, or by two processes, none twice."""
    with sessions() as session:
        due = select(Assignment.office_id).where(col(Assignment.remind_at) <= now).distinct()
        too_late = select(OutboxMessage.office_id).where(or_(and_(*_TOO_LATE), and_(*_KEPT_FOR_TOMORROW))).distinct()
        offices = sorted({*session.exec(due).all(), *session.exec(too_late).all()} - {None})
        for office_id in offices:
            take_turn(session, office_id)
        rounds = [_round(session, session.get_one(Office, office_id), now) for office_id in offices]
    queued = 0
    for each in rounds:
        for person_id in each.work:
            with sessions() as session:
                take_turn(session, each.office.id or 0)
                # Half-way through a report or a correction a reminder would only break it off; it comes after.
                queued += not talking(session, person_id, now) and _tell(session, each, person_id)
    return queued


def _round(session: Session, office: Office, now: datetime) -> Round:
    """Everyone with something due now, with all that falls due for them until the office closes."""
    policy = policy_of(session, office)
    work: dict[int, list[int]] = {}
    if policy.moment_from(now) != now:
        return Round(office, policy, now, work)
    _repeat_what_expired(session, office, policy, now)
    _send_kept_notes(session, office, policy, now)
    due_now = set()
    for followed in _due(session, office, policy, now):
        people = followed.told_on(policy.calendar.local_day(now))
        if not people:
            missed(followed, policy, now)
        for person in people:
            work.setdefault(person, []).append(followed.assignment.id or 0)
            if followed.assignment.remind_at and followed.assignment.remind_at <= now:
                due_now.add(person)
    ahead = ahead_of(session, office, policy, now) if due_now else NOTHING
    return Round(office, policy, now, {person: work[person] for person in sorted(due_now)}, ahead)


def _repeat_what_expired(session: Session, office: Office, policy: Policy, now: datetime) -> None:
    """A bundle that could not go out on its day was no reminder: what it asked is due again, once for each bundle."""
    for message in session.exec(select(OutboxMessage).where(OutboxMessage.office_id == office.id, *_TOO_LATE)).all():
        message.resends = 1
        for followed in open_work(session, col(Assignment.id).in_(message.speaks_of)):
            assignment = followed.assignment
            if not _was_its_last_word(message, assignment, policy):
                continue
            assignment.remind_at, assignment.unanswered = now, max(0, assignment.unanswered - 1)
            if assignment.unanswered == 0 and assignment.heard_at is None:
                assignment.reminded_at = None  # it was the first word, and nobody has it


def _send_kept_notes(session: Session, office: Office, policy: Policy, now: datetime) -> None:
    """What colleagues decided or wrote is told once, however long it had to wait: never at night, never not at all."""
    kept = update(OutboxMessage).where(col(OutboxMessage.office_id) == office.id, *_KEPT_FOR_TOMORROW)
    closing = policy.calendar.closing(policy.calendar.local_day(now))
    session.execute(kept.values(status=Delivery.QUEUED, due_at=now, not_after=closing, attempts=0))


def _was_its_last_word(message: OutboxMessage, assignment: Assignment, policy: Policy) -> bool:
    """Whether nothing was said of the assignment since that bundle, by either side."""
    at, heard_at = assignment.reminded_at, assignment.heard_at
    if at is None or (heard_at is not None and heard_at >= at):
        return False
    return message.key == bundle_key(message.person_id or 0, policy.calendar.local_day(at))


def _due(session: Session, office: Office, policy: Policy, now: datetime) -> list[Followed]:
    day = policy.calendar.local_day(now)
    due = col(Assignment.remind_at) <= policy.calendar.closing(day)
    return open_work(session, Assignment.office_id == office.id, due, day=day)


def _tell(session: Session, each: Round, person_id: int) -> bool:
    """Queue one person's bundle and move its assignments on; what changed since the round began is looked at anew."""
    policy, now = each.policy, each.now
    day = policy.calendar.local_day(now)
    mine = col(Assignment.id).in_(each.work[person_id])
    due_today = col(Assignment.remind_at) <= policy.calendar.closing(day)
    due = open_work(session, mine, due_today, day=day, lock=True)
    due = [followed for followed in due if person_id in followed.told_on(day)]
    if not due:
        return False
    bundle = Bundle(now, person_id, tuple(ask(followed, policy, day, person_id) for followed in due))
    queued = _post(session, each, bundle)
    concerned = {person for followed in due for person in followed.told_on(day)}
    bundles = bundles_of(session, concerned, day)
    waiting = {person for person in concerned - bundles.keys() if reachable(session, person)}
    for followed in due:
        _move_on(followed, each, bundles, waiting)
    return queued


def _post(session: Session, each: Round, bundle: Bundle) -> bool:
    person = session.get_one(Person, bundle.person)
    words = render(
        "remind",
        language_of(person, each.office),
        bundle=bundle,
        units=_units(session, bundle),
        person=person,
        today=each.policy.calendar.local_day(bundle.at),
        later=mark(bundle, each.policy),
        ahead=each.ahead.to(bundle.person),
    )
    choices = [(choice.label, choice.data, choice.row) for choice in words.choices]
    return post(session, person, letter(bundle, each.policy, words.text, choices))


def _units(session: Session, bundle: Bundle) -> dict[int, str]:
    """By name, where what is asked is of several: whoever holds several posts must see for which."""
    units = {ask.followed.assignment.unit_id for ask in bundle.asks}
    return unit_names(session, units) if len(units) > 1 else {}


def _move_on(followed: Followed, each: Round, bundles: dict[int, list[int]], waiting: set[int]) -> None:
    """Set the next due time once nobody is left to tell, so that a crash between two persons forgets neither."""
    people = followed.told_on(each.policy.calendar.local_day(each.now))
    if waiting & people.keys():
        return
    if any(followed.assignment.id in bundles.get(person, ()) for person in people):
        told(followed, each.policy, each.now)
    else:
        missed(followed, each.policy, each.now)
