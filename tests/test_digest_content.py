"""What each digest holds, from an overview alone."""

import datetime as dt
from dataclasses import replace

import pytest

from models.assignment import Assignment, Said
from models.bundle import Claim, Followed
from models.digest import DigestKind, Reader
from models.item import Item, ItemKind
from models.office import Office
from models.overview import Counts, Matter, Open, Overview
from models.people import Person, Role, Unit
from models.plan import Plan, Task
from models.unreached import NotReached, Why
from reports.digests import clerk_digest, compose, head_digest, leader_digest
from vietnamese.calendar import WorkCalendar

TODAY = dt.date(2026, 6, 17)  # a Wednesday
OFFICE = Office(id=1, name="Sở Tư pháp")
CALENDAR = WorkCalendar(OFFICE.zone, OFFICE.opens, OFFICE.closes)
PLAN = Plan(id=1, office_id=1, sha256="1", file_name="kh.docx", added_at=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
HEAD, OTHER = 7, 8


def open_(number: int, late: int = 0, unit: int = 1, **more) -> Open:
    """One unit's work; `more` are fields of the assignment or of Open."""
    own = {name: more.pop(name) for name in ("told", "asked_today", "delegate") if name in more}
    people, claim = more.pop("people", (HEAD,)), more.pop("claim", None)
    due = more.pop("due", CALENDAR.add_working_days(TODAY, -late) if late else None)
    assignment = Assignment(id=number, office_id=1, plan_id=1, task_id=number, unit_id=unit, due=due, **more)
    task = Task(id=number, plan_id=1, position=number, text=f"Việc {number}")
    return Open(Followed(assignment, task, PLAN, people, claim), f"Phòng {unit}", late=late, **own)


def matter(number: int, kind: ItemKind = ItemKind.BLOCKER, days: int = 0, **more) -> Matter:
    at = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    item = Item(id=number, office_id=1, kind=kind, raised_by=9, raised_at=at, words="chờ kinh phí", **more)
    return Matter(item, "Phòng 1", "NV1", days)


def over(*work: Open, **more) -> Overview:
    return Overview(OFFICE, CALENDAR, more.pop("today", TODAY), work=work, **more)


def ids(facts) -> list[int]:
    return [fact.of.id for fact in facts]


NOTHING: frozenset[str] = frozenset()


def test_the_heads_week_by_section():
    digest = head_digest(
        over(
            open_(1, late=3),
            open_(2, late=2),
            open_(3, due=TODAY + dt.timedelta(days=6)),
            open_(4, due=TODAY + dt.timedelta(days=7)),
            open_(5, unanswered=3, people=(OTHER,), delegate="Lê Văn Nam"),
            open_(6, unanswered=3),  # asked of the head, who knows
            open_(7, state=Said.CLAIMED, done_on=TODAY, claim=Claim(70, "Lê Văn Nam")),
            open_(8, late=9, unit=2),
            open_(9, snoozed_until=TODAY + dt.timedelta(days=1)),
            open_(10, late=4, asked_today=(HEAD,)),
        ),
        NOTHING,
        HEAD,
        [1],
    )
    assert ids(digest.overdue) == [1]  # of two days only the person is reminded
    assert ids(digest.soon) == [3]
    assert ids(digest.silent) == [5]
    assert ids(digest.confirm) == [7]
    assert [each.id for each in digest.snoozed] == [9]
    assert digest.asked == 1
    assert digest.units == ("Phòng 1",)


def test_a_stand_in_reads_of_every_unit_stood_in_for():
    digest = head_digest(over(open_(1, late=3), open_(2, late=3, unit=2), open_(3, late=3, unit=3)), NOTHING, 5, [1, 2])
    assert ids(digest.overdue) == [1, 2]


@pytest.mark.parametrize(("late", "told"), [(4, []), (5, [1]), (12, [1])])
def test_the_clerk_hears_of_what_is_overdue_for_the_offices_number_of_days(late: int, told: list[int]):
    digest = clerk_digest(over(open_(1, late=late)), NOTHING)
    assert ids(digest.overdue) == told
    assert [plan.id for plan in digest.to_urge] == told


def test_no_setting_calls_what_is_in_time_overdue():
    today = replace(over(open_(1, due=TODAY), open_(2, late=1)), office=Office(id=1, name="Sở", clerk_after=0))
    assert ids(clerk_digest(today, NOTHING).overdue) == [2]


@pytest.mark.parametrize(("late", "told"), [(7, []), (8, [1])])
def test_the_leader_hears_later(late: int, told: list[int]):
    assert ids(leader_digest(over(open_(1, late=late)), NOTHING).overdue) == told


def test_the_leader_decides_wishes_and_what_the_clerk_left():
    matters = (
        matter(1, days=4),
        matter(2, days=5),
        matter(3, days=9, answer="đã cấp"),
        matter(4, ItemKind.MORE_TIME),
        matter(5, ItemKind.QUESTION, days=6),
    )
    assert [fact.of.item.id for fact in leader_digest(over(matters=matters), NOTHING).decide] == [2, 4, 5]


def test_what_was_answered_waits_for_no_clerk():
    matters = (matter(1), matter(2, answer="đã cấp"), matter(3, ItemKind.MORE_TIME))
    digest = clerk_digest(over(matters=matters), NOTHING)
    assert [fact.of.item.id for fact in digest.obstacles] == [1]
    assert [fact.of.item.id for fact in digest.wishes] == [3]


def test_what_falls_due_stands_by_task_and_is_told_once():
    tomorrow = TODAY + dt.timedelta(days=1)
    work = [open_(1, due=TODAY), open_(2, due=tomorrow), open_(3, due=TODAY + dt.timedelta(days=2))]
    second = open_(4, due=tomorrow, unit=2)
    same = replace(second, followed=replace(second.followed, task=work[1].followed.task))
    digest = clerk_digest(over(*work, same), NOTHING)
    assert [(each.id, units) for each, units in digest.due_tasks] == [(1, ["Phòng 1"]), (2, ["Phòng 1", "Phòng 2"])]
    next_day = clerk_digest(over(*work, same, today=tomorrow), frozenset(digest.tells))
    assert [fact.of.id for fact in next_day.due if fact.new] == [3]


def test_on_a_friday_monday_is_told():
    friday = dt.date(2026, 6, 19)
    work = open_(1, due=dt.date(2026, 6, 22)), open_(2, due=dt.date(2026, 6, 21)), open_(3, due=dt.date(2026, 6, 23))
    assert ids(clerk_digest(over(*work, today=friday), NOTHING).due) == [1, 2]


def test_what_stays_is_told_again_on_the_weekly_day_after_a_week():
    """Overdue since Wednesday 3/6, five days on Wednesday 10/6; a week later is the 17th, so again on the 22nd."""
    new, told, day = [], NOTHING, dt.date(2026, 6, 10)
    while day <= dt.date(2026, 6, 30):
        if CALENDAR.is_working(day):
            late = CALENDAR.working_days_between(dt.date(2026, 6, 3), day)
            digest = clerk_digest(over(open_(1, late=late), today=day), told)
            if digest.is_new:
                new.append((day.day, digest.overdue[0].first))
            told = frozenset(digest.tells)
        day += dt.timedelta(days=1)
    assert new == [(10, True), (22, False), (29, False)]


def test_the_new_stands_before_what_was_told():
    told = frozenset(clerk_digest(over(open_(1, late=9)), NOTHING).tells)
    digest = clerk_digest(over(open_(1, late=9), open_(2, late=5)), told)
    assert [(fact.of.id, fact.first) for fact in digest.overdue] == [(2, True), (1, False)]


def test_who_is_asked_about_nothing_is_no_exception():
    unit = Unit(id=1, office_id=1, name="Phòng 1")
    idle = NotReached(Why.NEVER, unit, Person(id=1, office_id=1, name="A"))
    asked = NotReached(Why.BLOCKED, unit, Person(id=2, office_id=1, name="B"), work=2)
    digest = clerk_digest(over(unreached=(idle, asked)), NOTHING)
    assert [fact.of.person.name for fact in digest.unreached] == ["B"]
    assert digest.advice == [Why.BLOCKED]
    assert clerk_digest(over(unreached=(idle, asked)), frozenset(digest.tells)).advice == []


def test_counts_that_changed_are_news():
    counts = Counts(PLAN, on_time=3, open=5)
    told = frozenset(leader_digest(over(counts=(counts,)), NOTHING).tells)
    assert not leader_digest(over(counts=(counts,)), told).is_new
    assert leader_digest(over(counts=(replace(counts, on_time=4, open=4),)), told).is_new


@pytest.mark.parametrize("kind", list(DigestKind))
def test_marks_hold_nobodys_words(kind: DigestKind):
    unit = Unit(id=1, office_id=1, name="Phòng 1")
    work = [open_(n, late=n, delegate="Lê Văn Nam", unanswered=4) for n in range(12)]
    lost = (NotReached(Why.GONE, unit, Person(id=2, office_id=1, name="Lê Văn Nam"), work=1),)
    everything = over(*work, unreached=lost, matters=(matter(1),), counts=(Counts(PLAN, open=12),))
    reader = Reader(Person(id=HEAD, office_id=1, name="Trần Thị Lan", role=Role.HEAD), kind, (1,))
    tells = compose(everything, reader, NOTHING).tells
    assert tells
    assert all(mark.isascii() and " " not in mark and len(mark) < 40 for mark in tells)
    assert len(set(tells)) == len(tells)
