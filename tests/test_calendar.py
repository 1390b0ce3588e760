import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.calendar import WorkCalendar

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = WorkCalendar(HANOI, dt.time(7, 30), dt.time(17, 0))

days = st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31))
moments = st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2028, 12, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001
overrides = st.dictionaries(st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), st.booleans(), max_size=20)
calendars = overrides.map(lambda own: WorkCalendar(HANOI, dt.time(7, 30), dt.time(17, 0), own))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def span(first: str, last: str) -> list[dt.date]:
    return [day(first) + dt.timedelta(n) for n in range((day(last) - day(first)).days + 1)]


WEEKDAYS_OFF = {
    2024: [
        day("2024-01-01"),
        *span("2024-02-08", "2024-02-09"),
        *span("2024-02-12", "2024-02-14"),
        day("2024-04-18"),
        *span("2024-04-29", "2024-05-01"),
        *span("2024-09-02", "2024-09-03"),
    ],
    2025: [
        day("2025-01-01"),
        *span("2025-01-27", "2025-01-31"),
        day("2025-04-07"),
        *span("2025-04-30", "2025-05-02"),
        *span("2025-09-01", "2025-09-02"),
    ],
    2026: [
        *span("2026-01-01", "2026-01-02"),
        *span("2026-02-16", "2026-02-20"),
        day("2026-04-27"),
        *span("2026-04-30", "2026-05-01"),
        *span("2026-08-31", "2026-09-02"),
        day("2026-11-24"),
    ],
}
SATURDAYS_WORKED = {2024: ["2024-05-04"], 2025: ["2025-04-26"], 2026: ["2026-01-10", "2026-08-22"]}


@pytest.mark.parametrize("year", WEEKDAYS_OFF)
def test_every_day_of_a_year_is_as_its_notice_says(year: int):
    every = span(f"{year}-01-01", f"{year}-12-31")
    assert [d for d in every if d.weekday() < 5 and not CALENDAR.is_working(d)] == WEEKDAYS_OFF[year]
    assert [d.isoformat() for d in every if d.weekday() > 4 and CALENDAR.is_working(d)] == SATURDAYS_WORKED[year]


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2026-06-05", 1, "2026-06-08"),  # over a weekend
        ("2026-06-06", 1, "2026-06-08"),
        ("2026-06-08", -1, "2026-06-05"),
        ("2026-06-07", -1, "2026-06-05"),
        ("2026-06-07", 0, "2026-06-07"),
        ("2026-02-13", 1, "2026-02-23"),  # over Tết
        ("2026-02-23", -3, "2026-02-11"),
        ("2026-08-21", 1, "2026-08-22"),  # a Saturday worked for the holiday
        ("2026-08-28", 1, "2026-09-03"),
        ("2024-02-28", 1, "2024-02-29"),
        ("2024-02-28", 2, "2024-03-01"),
        ("2025-12-31", 1, "2026-01-05"),
    ],
)
def test_working_days_are_added_over_holidays(start: str, n: int, expected: str):
    assert CALENDAR.add_working_days(day(start), n) == day(expected)


@given(calendars, days, st.integers(-15, 15))
def test_counting_undoes_adding(calendar: WorkCalendar, start: dt.date, n: int):
    assert calendar.working_days_between(start, calendar.add_working_days(start, n)) == n


@given(calendars, days)
def test_the_nearest_working_days_stand_on_either_side(calendar: WorkCalendar, start: dt.date):
    before, after = calendar.on_or_before(start), calendar.on_or_after(start)
    assert before <= start <= after
    assert calendar.is_working(before)
    assert calendar.is_working(after)
    assert (before == after) == calendar.is_working(start)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-06-01T07:29:59+07:00", "2026-06-01T07:30+07:00"),
        ("2026-06-01T07:30+07:00", "2026-06-01T07:30+07:00"),
        ("2026-06-01T16:59+07:00", "2026-06-01T16:59+07:00"),
        ("2026-06-01T17:00+07:00", "2026-06-02T07:30+07:00"),
        ("2026-06-05T23:59+07:00", "2026-06-08T07:30+07:00"),
        ("2026-06-07T18:00+00:00", "2026-06-08T07:30+07:00"),  # already Monday, 01:00, in Hà Nội
        ("2026-02-15T10:00+07:00", "2026-02-23T07:30+07:00"),
    ],
)
def test_the_next_working_moment(at: str, expected: str):
    moment = dt.datetime.fromisoformat(at)
    assert CALENDAR.next_working_moment(moment) == dt.datetime.fromisoformat(expected)


@given(calendars, moments)
def test_the_next_working_moment_is_never_early_nor_outside_hours(calendar: WorkCalendar, at: dt.datetime):
    following = calendar.next_working_moment(at)
    assert following >= at
    assert calendar.within_hours(following)
    assert (following == at) == calendar.within_hours(at)


def test_an_office_may_decide_otherwise():
    own = {day("2026-01-10"): False, day("2026-01-11"): True}
    calendar = WorkCalendar(HANOI, dt.time(8), dt.time(12), own)
    assert not calendar.is_working(day("2026-01-10"))
    assert calendar.is_working(day("2026-01-11"))


def test_a_year_without_a_notice_is_said():
    assert CALENDAR.is_announced(2026)
    assert not CALENDAR.is_announced(2027)
    entered = WorkCalendar(HANOI, dt.time(8), dt.time(17), {day("2027-02-04"): False})
    assert entered.is_announced(2027)
    assert not entered.is_announced(2028)


def test_an_office_that_never_opens_is_refused():
    with pytest.raises(ValueError, match="opens at"):
        WorkCalendar(HANOI, dt.time(17), dt.time(8))
