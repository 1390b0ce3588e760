import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.assignment import Assignment, Duty, Said
from models.bundle import Followed, Why, ask, forecast, told
from models.cadence import Period, Policy, next_reminder
from models.plan import Plan, Task
from vietnamese.calendar import WorkCalendar

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = WorkCalendar(HANOI, dt.time(7, 30), dt.time(17, 0))
POLICY = Policy(CALENDAR)
JUNE = Period(dt.date(2026, 6, 1), dt.date(2026, 6, 30))


def at(text: str) -> dt.datetime:
    """ "05-28 14:00" of 2026, where the office is."""
    return dt.datetime.fromisoformat(f"2026-{text}").replace(tzinfo=HANOI)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2026-{text}")


def followed(duty: Duty = Duty.LEAD, due: dt.date | None = None, period: Period = JUNE, **fields: object) -> Followed:
    assignment = Assignment(office_id=1, plan_id=1, task_id=1, unit_id=1, duty=duty, due=due, **fields)
    plan = Plan(office_id=1, sha256="", file_name="a", added_at=at("05-20 08:00"), start=period.start, end=period.end)
    return Followed(assignment, Task(plan_id=1, position=1, text="Tổ chức hội nghị"), plan, (7,))


def next_at(one: Followed, after: dt.datetime) -> dt.datetime | None:
    return next_reminder(one.assignment, one.period, POLICY, after)


def whole_story(one: Followed, start: dt.datetime, until: str = "12-31 17:00") -> list[str]:
    """Every reminder to come if nobody answers: day and reason."""
    bundles = forecast([one], POLICY, start, at(until))
    return [f"{b.at.astimezone(HANOI):%m-%d %H:%M} {b.asks[0].why} {b.asks[0].days}" for b in bundles]


def test_a_deadline_is_asked_about_before_on_and_ever_more_rarely_after_it():
    assert whole_story(followed(due=day("06-15")), at("05-28 14:10")) == [
        "05-28 14:10 new 0",
        "06-01 08:00 start 10",
        "06-10 08:00 soon 3",
        "06-12 08:00 soon 1",
        "06-15 08:00 due 0",
        "06-16 08:00 overdue 1",
        "06-18 08:00 overdue 3",
        "06-22 08:00 overdue 5",
        "06-25 08:00 overdue 8",
        "07-01 08:00 overdue 12",
        "07-08 08:00 overdue 17",
        "07-15 08:00 overdue 22",
        "07-29 08:00 overdue 32",
        "08-12 08:00 overdue 42",
    ]


def test_each_part_s_end_is_asked_about_and_only_the_last_is_overdue():
    stops = [{"words": "đợt 1", "due": "2026-06-10"}, {"words": "đợt 2", "due": "2026-06-25"}]
    one = followed(due=day("06-25"), period=Period(), reminded_at=at("05-28 08:00"))
    one.task.milestones = stops
    bundles = forecast([one], POLICY, at("05-29 08:00"), at("06-27 08:00"))
    story = [(f"{b.at.astimezone(HANOI):%m-%d}", b.asks[0].why.value, b.asks[0].stop) for b in bundles]
    first = one.task.stops[0]
    assert story == [
        ("06-05", "soon", first),
        ("06-09", "soon", first),
        ("06-10", "due", first),
        ("06-22", "soon", None),
        ("06-24", "soon", None),
        ("06-25", "due", None),
        ("06-26", "overdue", None),
    ]


def test_without_a_deadline_each_week_and_at_the_end_of_the_period():
    assert whole_story(followed(), at("05-28 14:10")) == [
        "05-28 14:10 new 0",
        "06-01 08:00 start 0",
        "06-05 08:00 weekly 0",
        "06-12 08:00 weekly 0",
        "06-30 08:00 end 0",
    ]


def test_without_any_dates_each_week():
    story = whole_story(followed(period=Period()), at("06-01 09:00"), until="07-01 08:00")
    assert story == ["06-01 09:00 new 0", *(f"{d} 08:00 weekly 0" for d in ("06-05", "06-12", "06-19"))]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["06-15 08:00 cooperate 0"]),  # the middle of June
        ({"due": day("06-15")}, ["06-10 08:00 cooperate 0"]),
        ({"due": day("05-29")}, ["05-28 14:10 cooperate 0"]),
        ({"due": day("05-27")}, []),
        ({"period": Period(end=day("06-30"))}, ["06-25 08:00 cooperate 0"]),
        ({"period": Period()}, ["06-04 08:00 cooperate 0"]),
        ({"heard_at": at("05-20 08:00")}, []),
        ({"reminded_at": at("05-20 08:00")}, []),
    ],
)
def test_a_cooperator_is_asked_once(fields: dict, expected: list[str]):
    assert whole_story(followed(Duty.COOPERATOR, **fields), at("05-28 14:10")) == expected


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("06-14", ["06-09 soon 3", "06-11 soon 1", "06-12 due 0", "06-15 overdue 1"]),  # a Sunday
        ("02-23", ["02-11 soon 3", "02-13 soon 1", "02-23 due 0", "02-24 overdue 1"]),  # the day after Tết
        ("02-18", ["02-10 soon 3", "02-12 soon 1", "02-13 due 0", "02-23 overdue 1"]),  # within Tết
        ("08-22", ["08-19 soon 3", "08-21 soon 1", "08-22 due 0", "08-24 overdue 1"]),  # a Saturday worked
        ("06-30", ["06-25 soon 3", "06-29 soon 1", "06-30 due 0", "07-01 overdue 1"]),  # the month's end
        ("01-02", ["12-26 soon 3", "12-30 soon 1", "12-31 due 0", "01-05 overdue 1"]),  # a day off by a notice only
    ],
)
def test_days_off_move_the_reminders_to_working_days(due: str, expected: list[str]):
    told_before = followed(due=day(due), period=Period(), reminded_at=dt.datetime(2025, 12, 1, tzinfo=dt.UTC))
    start = dt.datetime(2025, 12, 2, tzinfo=dt.UTC)
    story = [line.replace(" 08:00", "") for line in whole_story(told_before, start)]
    assert story[:4] == expected


def test_a_leap_day_is_a_day():
    one = followed(due=dt.date(2028, 2, 29), period=Period(), reminded_at=dt.datetime(2028, 2, 1, tzinfo=dt.UTC))
    bundles = forecast([one], POLICY, dt.datetime(2028, 2, 2, tzinfo=dt.UTC), dt.datetime(2028, 3, 2, tzinfo=dt.UTC))
    days = [CALENDAR.local_day(b.at) for b in bundles]
    assert days == [dt.date(2028, 2, 24), dt.date(2028, 2, 28), dt.date(2028, 2, 29), dt.date(2028, 3, 1)]


@pytest.mark.parametrize(
    ("fields", "after", "expected"),
    [
        ({"state": Said.DONE, "due": day("06-15")}, "06-09 10:00", None),
        ({"state": Said.DONE}, "06-09 10:00", None),
        ({"heard_at": at("06-08 10:00"), "due": day("06-15")}, "06-08 10:00", "06-10 08:00"),
        ({"heard_at": at("06-09 10:00"), "due": day("06-15")}, "06-09 10:00", "06-12 08:00"),  # fresh on 10/6
        (
            {"heard_at": at("06-12 10:00"), "due": day("06-15")},
            "06-12 10:00",
            "06-15 08:00",
        ),  # but the day itself counts
        ({"heard_at": at("06-15 10:00"), "due": day("06-15")}, "06-15 10:00", "06-18 08:00"),
        ({"heard_at": at("06-04 10:00")}, "06-04 10:00", "06-12 08:00"),  # this week's question is answered
        ({"heard_at": at("06-02 10:00")}, "06-02 10:00", "06-05 08:00"),
        (
            {"heard_at": at("05-30 10:00"), "due": day("07-10")},
            "06-15 14:00",
            "07-07 08:00",
        ),  # extended: before the new day
        (
            {"reminded_at": at("06-01 08:00"), "due": day("06-15")},
            "06-15 10:00",
            "06-15 10:00",
        ),  # moved to today, today
    ],
)
def test_an_answer_or_a_change_moves_the_next_reminder(fields: dict, after: str, expected: str | None):
    assert next_at(followed(**fields), at(after)) == (expected and at(expected))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("05-28 06:00", "05-28 08:00"),
        ("05-28 07:40", "05-28 08:00"),  # open, but before the office's hour of reminding
        ("05-28 16:59", "05-28 16:59"),
        ("05-28 17:00", "05-29 08:00"),
        ("05-30 10:00", "06-01 08:00"),
    ],
)
def test_the_first_word_goes_out_at_once_within_working_hours(after: str, expected: str):
    assert next_at(followed(), at(after)) == at(expected)


def test_an_hour_of_reminding_outside_working_hours_becomes_the_opening():
    assert Policy(CALENDAR, remind_at=dt.time(21)).moment(day("06-01")) == at("06-01 07:30")


@pytest.mark.parametrize(
    ("today", "fields", "why", "days"),
    [
        ("06-12", {"due": day("06-10")}, Why.NEW, 0),  # never reached, so not late
        ("06-12", {"due": day("06-10"), "reminded_at": at("06-08 08:00")}, Why.OVERDUE, 2),
        ("06-12", {"due": day("06-13"), "reminded_at": at("06-08 08:00")}, Why.DUE, 0),
        ("06-12", {"due": day("06-15"), "reminded_at": at("06-08 08:00")}, Why.SOON, 1),
        ("06-02", {"due": day("06-15"), "reminded_at": at("05-20 08:00")}, Why.START, 9),  # the machine was off on 01/6
        ("06-03", {"due": day("06-15"), "reminded_at": at("06-02 08:00")}, Why.OPEN, 8),
        ("07-02", {"reminded_at": at("06-19 08:00")}, Why.END, 0),
    ],
)
def test_a_reminder_speaks_of_the_day_it_is_read(today: str, fields: dict, why: Why, days: int):
    answer = ask(followed(**fields), POLICY, day(today))
    assert (answer.why, answer.days) == (why, days)


def test_a_preview_changes_nothing():
    one = followed(due=day("06-15"))
    before = one.assignment.model_dump()
    assert forecast([one], POLICY, at("05-28 14:10"), at("07-30 08:00"))
    assert one.assignment.model_dump() == before


dates = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
moments = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 31), timezones=st.just(dt.UTC))  # noqa: DTZ001
periods = st.builds(Period, st.none() | dates, st.none() | dates)
assignments = st.builds(
    followed,
    st.sampled_from(Duty),
    st.none() | dates,
    periods,
    state=st.none() | st.sampled_from([Said.RECEIVED, Said.WORKING, Said.BLOCKED, Said.NOT_STARTED]),
    heard_at=st.none() | moments,
    reminded_at=st.none() | moments,
)


hours = st.tuples(st.times(), st.times()).map(sorted).filter(lambda pair: pair[0] < pair[1])
offices = st.builds(
    lambda zone, open_hours, own, remind_at: Policy(WorkCalendar(ZoneInfo(zone), *open_hours, own), remind_at),
    st.sampled_from(["Asia/Ho_Chi_Minh", "America/New_York", "UTC"]),  # one with daylight saving
    st.just([dt.time(7, 30), dt.time(17, 0)]) | hours.filter(lambda pair: pair[1] > dt.time(4)),
    st.dictionaries(dates, st.booleans(), max_size=30),
    st.times(),
)


@given(assignments, offices, moments)
def test_a_reminder_is_never_early_nor_outside_hours_nor_on_a_day_already_used(
    one: Followed, policy: Policy, after: dt.datetime
):
    moment = next_reminder(one.assignment, one.period, policy, after)
    if moment is None:
        return
    calendar = policy.calendar
    assert moment >= after
    assert calendar.within_hours(moment)
    assert moment == policy.moment_from(moment)
    for contact in (one.assignment.reminded_at, one.assignment.heard_at):
        assert contact is None or calendar.local_day(moment) > calendar.local_day(contact)


@given(assignments, moments)
def test_reminders_come_on_ever_later_days_and_end(one: Followed, start: dt.datetime):
    days = [CALENDAR.local_day(b.at) for b in forecast([one], POLICY, start, start + dt.timedelta(days=400))]
    assert all(first < second for first, second in pairwise(days))
    assert len(days) <= 80
    if one.assignment.due:
        assert len(days) <= 3 + len(POLICY.before) + len(POLICY.overdue)
    if one.assignment.duty is Duty.COOPERATOR:
        assert len(days) <= 1


@given(assignments, moments)
def test_what_is_done_is_never_asked_about(one: Followed, after: dt.datetime):
    one.assignment.state = Said.DONE
    assert next_at(one, after) is None
    assert forecast([one], POLICY, after, after + dt.timedelta(days=400)) == []


@given(assignments, moments)
def test_telling_moves_on_to_a_later_day(one: Followed, now: dt.datetime):
    now = POLICY.moment_from(now)
    told(one, POLICY, now)
    assert one.assignment.reminded_at == now
    assert one.assignment.unanswered == 1
    following = one.assignment.remind_at
    assert following is None or CALENDAR.local_day(following) > CALENDAR.local_day(now)
