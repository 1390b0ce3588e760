"""A month of a whole office on the virtual clock: some answer soon, some late, some never; what each of them gets.

python tests/crowd.py [people]
"""

import datetime as dt
import heapq
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from sqlmodel import Session, col, select

from databases import fresh_engine
from handlers.assign import planned_assignments
from handlers.dispatch import dispatch
from handlers.due import start_reminding
from june import at, day, local_day
from messages.channel import Incoming
from models.absence import Absence
from models.assignment import Assignment, Duty
from models.database import Sessions, transactions
from models.office import Office, the_office
from models.outbox import Delivery, OutboxMessage, Priority
from models.people import Address, Person, Role, Unit
from models.plan import Plan, PlanState, Task
from scheduler.digest import digest
from scheduler.remind import remind

START, END = at("05-28 14:00"), at("07-03 20:30")
PLANS, TASKS, UNIT = 4, 12, 10  # tasks a plan, people a unit
TEMPERS = ("soon", "soon", "soon", "soon", "soon", "late", "late", "late", "never", "never")


@dataclass
class Crowd:
    """`tempers` by person; `answers` are to come: when, who presses, the message, the button."""

    sessions: Sessions
    dice: random.Random
    tempers: dict[int, str] = field(default_factory=dict)
    answers: list[tuple[dt.datetime, int, int, str]] = field(default_factory=list)
    said: int = 0

    def found(self, people: int) -> None:
        """Units of ten with a head each, two clerks, two leaders; one of twenty never joins, one of ten is away."""
        with self.sessions() as session:
            office = the_office(session)
            units = [Unit(office_id=office.id or 0, name=f"Phòng Nghiệp vụ {n + 1}") for n in range(people // UNIT)]
            session.add_all(units)
            session.flush()
            for number in range(people):
                place = number // len(units)
                role = Role.HEAD if place == 0 else Role.STAFF
                if number >= people - 4:
                    role = Role.CLERK if number % 2 else Role.LEADER
                self._person(session, units[number % len(units)], number, role)
            for number in range(1, PLANS + 1):
                self._plan(session, office, number, [unit.name for unit in units])

    def _person(self, session: Session, unit: Unit, number: int, role: Role) -> None:
        person = Person(office_id=unit.office_id, unit_id=unit.id, name=f"Cán bộ {number}", role=role)
        session.add(person)
        session.flush()
        who = person.id or 0
        self.tempers[who] = self.dice.choice(TEMPERS)
        if self.dice.random() > 0.05:
            session.add(Address(person_id=who, channel="fake", address=str(who), joined_at=START))
        if self.dice.random() < 0.1:
            first = day("06-01") + dt.timedelta(self.dice.randrange(26))
            last = first + dt.timedelta(self.dice.randrange(1, 6))
            stand_in = who - 1 if who > 1 and self.dice.random() < 0.5 else None
            row = {"person_id": who, "stand_in_id": stand_in, "first": first, "last": last}
            session.add(Absence(office_id=unit.office_id, noted_at=START, **row))

    def _plan(self, session: Session, office: Office, number: int, units: list[str]) -> None:
        plan = Plan(office_id=office.id or 0, sha256=str(number), file_name=f"KH{number}.docx", added_at=START)
        plan.start, plan.end = day("06-01"), day("06-30")
        session.add(plan)
        session.flush()
        for position in range(1, TASKS + 1):
            due = day("06-01") + dt.timedelta(self.dice.randrange(30)) if self.dice.random() < 0.6 else None
            named = units if position == TASKS else self.dice.sample(units, min(len(units), self.dice.randint(1, 4)))
            leads, helpers = (named, []) if position == TASKS else (named[:2], named[2:])
            values = {"position": position, "text": f"Việc {position}", "due": due}
            session.add(Task(plan_id=plan.id or 0, leads=leads, cooperators=helpers, **values))
        session.flush()
        session.add_all(planned_assignments(session, plan))
        plan.state = PlanState.ACTIVE
        session.flush()
        self._delegate(session, plan)
        start_reminding(session, office, plan, START)

    def _delegate(self, session: Session, plan: Plan) -> None:
        """Heads pass most of it on."""
        for row in session.exec(select(Assignment).where(Assignment.plan_id == plan.id)).all():
            if row.duty is Duty.LEAD and self.dice.random() < 0.7:
                staff = select(Person.id).where(Person.unit_id == row.unit_id, Person.role == Role.STAFF)
                row.person_id = self.dice.choice(sorted(filter(None, session.exec(staff).all())))

    def play(self, end: dt.datetime = END) -> None:
        """Every quarter of an hour by day, and once at night."""
        for now in moments(START, end):
            while self.answers and self.answers[0][0] <= now:
                self._press(*heapq.heappop(self.answers))
            remind(self.sessions, now)
            digest(self.sessions, now)
            self._look(now)

    def _look(self, now: dt.datetime) -> None:
        """All that is due is delivered, and people think about their answers."""
        with self.sessions() as session:
            due = select(OutboxMessage).where(OutboxMessage.status == Delivery.QUEUED, col(OutboxMessage.due_at) <= now)
            for message in session.exec(due.order_by(col(OutboxMessage.id))).all():
                message.status, message.sent_at, message.platform_id = Delivery.SENT, now, f"m{message.id}"
                if message.person_id and not message.key.startswith("reply:"):
                    self._think(message, now)

    def _think(self, message: OutboxMessage, now: dt.datetime) -> None:
        who = message.person_id or 0
        if self.tempers[who] == "never":
            return
        wait = self.dice.uniform(0.1, 3) if self.tempers[who] == "soon" else self.dice.uniform(20, 80)
        presses = [data for _, data, _ in message.choices if str(data).startswith("cf:") and str(data).endswith(":ok")]
        later = [data for _, data, _ in message.choices if str(data).startswith("z:")]
        if later and self.dice.random() < 0.1:
            presses = later
        elif message.priority == Priority.REMINDER:
            presses += [f"a:{number}:{self._progress()}" for number in message.speaks_of]
        for data in presses:
            heapq.heappush(self.answers, (now + dt.timedelta(hours=wait), who, message.id or 0, str(data)))

    def _progress(self) -> str:
        return self.dice.choice(("received", "working", "25", "50", "75", "done", "done"))

    def _press(self, when: dt.datetime, who: int, message: int, data: str) -> None:
        self.said += 1
        said = Incoming("fake", str(self.said), str(who), "", when, button=data, message_id=f"m{message}")
        dispatch(self.sessions, said, when, None)
        if data.startswith("z:"):
            with self.sessions() as session:
                key = OutboxMessage.key == f"reply:fake:{self.said}:0"
                choices = session.exec(select(OutboxMessage.choices).where(key)).one()
            if choices:
                self._press(when, who, message, str(self.dice.choice(choices)[1]))

    def sent(self) -> list[OutboxMessage]:
        """What the office's people got without having asked: bundles, digests and notices."""
        with self.sessions() as session:
            rows = session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id))).all()
            return [row for row in rows if row.person_id and not row.key.startswith("reply:")]


def moments(start: dt.datetime, end: dt.datetime) -> Iterable[dt.datetime]:
    now = start
    while now <= end:
        if 6 <= now.hour < 21 or (now.hour, now.minute) == (2, 0):
            yield now
        now += dt.timedelta(minutes=15)


def bundles(sent: Iterable[OutboxMessage]) -> list[OutboxMessage]:
    return [message for message in sent if message.key.startswith("remind:")]


def digests(sent: Iterable[OutboxMessage]) -> list[OutboxMessage]:
    return [message for message in sent if message.key.startswith("digest:")]


def weekly(messages: Iterable[OutboxMessage]) -> Counter[tuple[int, int]]:
    """How many by person and week."""
    return Counter((m.person_id or 0, local_day(m.due_at).isocalendar().week) for m in messages)


def figures(name: str, messages: list[OutboxMessage], people: int) -> str:
    """Over all people and five full weeks, and over those weeks in which somebody got any."""
    weeks = {week: n for week, n in weekly(messages).items() if 23 <= week[1] <= 27}
    told = sorted(weeks.values()) or [0]
    all_weeks = sorted([*told, *[0] * (people * 5 - len(told))])
    return (
        f"{name}: {len(messages)}; person and week, all: median {median(all_weeks)}, p95 {_p95(all_weeks)}, "
        f"max {all_weeks[-1]}; those with any: median {median(told)}, p95 {_p95(told)}"
    )


def _p95(values: list[int]) -> int:
    return values[len(values) * 95 // 100]


def main(people: int) -> None:
    began = time.perf_counter(), time.process_time()
    with fresh_engine() as engine:
        crowd = Crowd(transactions(engine), random.Random(5))
        crowd.found(people)
        crowd.play()
        sent = crowd.sent()
    wall, cpu = time.perf_counter() - began[0], time.process_time() - began[1]
    ours = {message.key for message in [*bundles(sent), *digests(sent)]}
    notices = [message for message in sent if message.key not in ours]
    kinds = {"bundles": bundles(sent), "digests": digests(sent), "notices": notices, "all": sent}
    lines = [figures(name, messages, people) for name, messages in kinds.items()]
    same = Counter((message.person_id, message.due_at) for message in [*bundles(sent), *digests(sent)])
    lines += [
        f"bundles a week: {dict(sorted(Counter(weekly(bundles(sent)).values()).items()))}",
        f"notices: {dict(Counter(message.key.split(':')[0] for message in notices))}",
        f"a digest and a bundle at one moment: {sum(n > 1 for n in same.values())}",
        f"answers {crowd.said}, {wall:.0f} s, {cpu:.0f} s CPU",
    ]
    print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
