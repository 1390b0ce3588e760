"""When an office's reports are made of themselves: every week, and on a plan's last working day."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session, case, col, func, or_, select

from models.assignment import CLOSED, Assignment
from models.office import Office
from models.outbox import Snapshot
from models.plan import Plan, PlanState
from vietnamese.calendar import ONE_DAY, WorkCalendar

WEEK = dt.timedelta(days=7)
_LONGEST_HOLIDAY = dt.timedelta(days=14)  # Tết with the weekends around it is nine days


class SlotKind(StrEnum):
    WEEK = "week"
    END = "end"


@dataclass(frozen=True)
class Slot:
    """One report to be made: of which plan, for which working day, and the moment (UTC)."""

    office_id: int
    plan_id: int
    kind: SlotKind
    day: dt.date
    at: dt.datetime

    @property
    def key(self) -> str:
        """Snapshot.slot, which is unique: the report is made once, by however many processes."""
        return f"{self.plan_id}:{self.kind}:{self.day.isoformat()}"


@dataclass(frozen=True)
class Course:
    """A plan's days, as far as they are known, and the moment from which reports of it can be due."""

    plan_id: int
    start: dt.date | None
    end: dt.date | None
    is_open: bool  # something of it is still to be done
    since: dt.datetime | None


def slots(office: Office, calendar: WorkCalendar, course: Course, first: dt.date, last: dt.date) -> list[Slot]:
    """A plan's reports from day to day, in order. A day off moves one to the working day before it: a week's report
    belongs to that week, and the end's must not come after the end. Of two on one day only the end's is made."""
    days = {day: SlotKind.WEEK for day in _weekly(office, calendar, first, last) if _is_going_on(course, day)}
    if office.report_at_end and course.end:
        days[calendar.on_or_before(course.end)] = SlotKind.END
    found = [
        Slot(office.id or 0, course.plan_id, kind, day, _moment(office, calendar, day))
        for day, kind in sorted(days.items())
        if first <= day <= last
    ]
    return [slot for slot in found if course.since is None or slot.at > course.since]


def _is_going_on(course: Course, day: dt.date) -> bool:
    began = course.start is None or day >= course.start
    return began and (course.is_open or course.end is None or day <= course.end)


def _weekly(office: Office, calendar: WorkCalendar, first: dt.date, last: dt.date) -> list[dt.date]:
    if office.report_on is None:
        return []
    nominal = first + dt.timedelta((office.report_on - first.weekday()) % 7)
    days = []
    while nominal <= last + _LONGEST_HOLIDAY:
        days.append(calendar.on_or_before(nominal))
        nominal += WEEK
    return days


def _moment(office: Office, calendar: WorkCalendar, day: dt.date) -> dt.datetime:
    """Within working hours, also where those were changed since: then in their last hour."""
    inside = calendar.opens <= office.report_at < calendar.closes
    return calendar.moment(day, office.report_at) if inside else calendar.closing(day) - dt.timedelta(hours=1)


def courses(session: Session, office: Office) -> list[Course]:
    """Of the office's active plans; one that states no end has its latest deadline."""
    undone = case((or_(col(Assignment.state).is_(None), col(Assignment.state).not_in(CLOSED)), 1))
    work = (
        select(Assignment.plan_id, func.max(Assignment.due).label("due"), func.count(undone).label("undone"))
        .where(col(Assignment.ended_at).is_(None))
        .group_by(col(Assignment.plan_id))
        .subquery()
    )
    query = (
        select(Plan, work.c.due, work.c.undone)
        .join(work, work.c.plan_id == Plan.id, isouter=True)
        .where(Plan.office_id == office.id, Plan.state == PlanState.ACTIVE)
        .order_by(col(Plan.id))
    )
    return [
        Course(plan.id or 0, plan.start, plan.end or due, bool(undone), _later(plan.approved_at, office.report_since))
        for plan, due, undone in session.exec(query).all()
    ]


def _later(*moments: dt.datetime | None) -> dt.datetime | None:
    return max((at for at in moments if at is not None), default=None)


def due_now(session: Session, office: Office, calendar: WorkCalendar, now: dt.datetime) -> list[Slot]:
    """The reports that should have been made by now and were not; of each kind a plan's last one, unless it is a week
    old. An outage so makes a report late, and never two of the same."""
    if not calendar.within_hours(now) or not (office.report_at_end or office.report_on is not None):
        return []
    today = calendar.local_day(now)
    newest: dict[tuple[int, SlotKind], Slot] = {}
    for course in courses(session, office):
        for slot in slots(office, calendar, course, today - WEEK, today):
            if now - WEEK < slot.at <= now:
                newest[slot.plan_id, slot.kind] = slot
    keys = [slot.key for slot in newest.values()]
    made = set(session.exec(select(Snapshot.slot).where(col(Snapshot.slot).in_(keys))).all()) if keys else set()
    return [slot for slot in newest.values() if slot.key not in made]


def made_tomorrow(session: Session, office: Office, calendar: WorkCalendar, today: dt.date) -> list[Slot]:
    """The reports of the next working day."""
    day = calendar.add_working_days(today, 1)
    return [slot for course in courses(session, office) for slot in slots(office, calendar, course, day, day)]


def next_report(session: Session, office: Office, calendar: WorkCalendar, now: dt.datetime) -> Slot | None:
    """The next one to come of any plan."""
    today = calendar.local_day(now)
    found: list[Slot] = []
    for course in courses(session, office):
        last = max(course.end or today, today) + ONE_DAY * 14
        found += [slot for slot in slots(office, calendar, course, today, last) if slot.at > now]
    return min(found, key=lambda slot: slot.at, default=None)
