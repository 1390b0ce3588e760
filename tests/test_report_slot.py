"""When reports are made of themselves: the days, as pure rules."""

import datetime as dt

import pytest

from june import at, day
from models.office import Office
from models.report_slot import Course, SlotKind, slots
from vietnamese.calendar import WorkCalendar

WEEK, END = SlotKind.WEEK, SlotKind.END
FRIDAY = 4


def made(
    first: str, last: str, course: Course | None = None, overrides=None, **settings
) -> list[tuple[SlotKind, dt.date]]:
    office = Office(id=1, **{"report_on": FRIDAY, **settings})
    calendar = WorkCalendar(office.zone, office.opens, office.closes, overrides or {})
    course = course or Course(7, day("06-01"), day("06-30"), is_open=True, since=at("05-28 14:00"))
    return [(slot.kind, slot.day) for slot in slots(office, calendar, course, day(first), day(last))]


def test_every_friday_of_the_plan_and_its_last_day():
    fridays = [(WEEK, day(f"06-{number:02}")) for number in (5, 12, 19, 26)]
    assert made("05-25", "06-30") == [*fridays, (END, day("06-30"))]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"report_on": None}, [END]),
        ({"report_at_end": False}, [WEEK] * 4),
        ({"report_on": None, "report_at_end": False}, []),
    ],
)
def test_what_is_switched_off_is_not_made(settings, expected):
    assert [kind for kind, _ in made("06-01", "06-30", **settings)] == expected


def test_of_a_day_off_the_working_day_before_has_the_report():
    assert made("06-08", "06-12", overrides={day("06-12"): False}) == [(WEEK, day("06-11"))]


def test_a_plan_that_ends_on_a_sunday_is_reported_on_the_friday_and_once():
    course = Course(7, day("06-01"), day("06-28"), is_open=True, since=None)
    assert made("06-22", "06-30", course) == [(END, day("06-26"))]


def test_a_long_holiday_gives_one_report_before_it():
    """Tết 2026: off from Saturday 14/2 to Sunday 22/2."""
    course = Course(7, day("02-01"), day("03-31"), is_open=True, since=None)
    assert made("02-09", "02-27", course) == [(WEEK, day("02-13")), (WEEK, day("02-27"))]


def test_nothing_is_made_of_what_was_before_the_approval_or_the_switching_on():
    late = Course(7, day("06-01"), day("06-30"), is_open=True, since=at("06-12 15:00"))
    assert made("06-01", "06-19", late) == [(WEEK, day("06-19"))]


def test_after_the_end_it_goes_on_only_for_what_is_open():
    over = Course(7, day("06-01"), day("06-30"), is_open=False, since=None)
    assert made("07-01", "07-10", over) == []
    assert made("07-01", "07-10", Course(7, None, day("06-30"), is_open=True, since=None)) == [
        (WEEK, day("07-03")),
        (WEEK, day("07-10")),
    ]


def test_a_plan_without_any_end_has_no_report_at_it():
    assert made("06-01", "06-12", Course(7, None, None, is_open=True, since=None)) == [
        (WEEK, day("06-05")),
        (WEEK, day("06-12")),
    ]


def test_the_moment_is_within_working_hours_whatever_they_are_now():
    office = Office(id=1, report_on=FRIDAY, opens=dt.time(7), closes=dt.time(11, 30))
    calendar = WorkCalendar(office.zone, office.opens, office.closes)
    course = Course(7, None, None, is_open=True, since=None)
    [slot] = slots(office, calendar, course, day("06-01"), day("06-05"))
    assert slot.at == at("06-05 10:30")
    assert slot.key == "7:week:2026-06-05"
