"""Days as people type them in a reply."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.days import find_days
from vietnamese.text import fold

TODAY = date(2026, 6, 10)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mai", "06-11"),
        ("sáng mai", "06-11"),
        ("ngày kia", "06-12"),
        ("chiều nay", "06-10"),
        ("hôm qua", "06-09"),
        ("thứ năm", "06-11"),
        ("thứ sáu", "06-12"),
        ("thứ hai", "06-15"),
        ("thứ tư", "06-17"),
        ("hôm thứ hai", "06-08"),
        ("t 6 tuần sau", "06-19"),
        ("chủ nhật", "06-14"),
        ("cuối tuần", "06-12"),
        ("đầu tuần sau", "06-15"),
        ("giữa tuần sau", "06-17"),
        ("tuần tới", "06-19"),
        ("18/6", "06-18"),
        ("20/6/2026", "06-20"),
        ("ngày 5 tháng 7", "07-05"),
        ("ngày 20", "06-20"),
        ("đầu tháng 7", "07-05"),
        ("giữa tháng", "06-15"),
        ("cuối tháng 6", "06-30"),
        ("tháng 7", "07-31"),
        ("hết tháng", "06-30"),
        ("tháng sau", "07-31"),
        ("quý iii", "09-30"),
        ("cuối năm", "12-31"),
        ("3 ngày nữa", "06-13"),
        ("hai tuần nữa", "06-24"),
        ("thêm 1 tuần", "06-17"),
        ("một tháng nữa", "07-10"),
    ],
)
@pytest.mark.parametrize("plain", [False, True])
def test_a_day_is_found_with_accents_and_without(text: str, day: str, plain: bool) -> None:
    found = find_days(fold(text) if plain else text, TODAY, plain=plain)

    assert [d.day.isoformat() for d in found] == [f"2026-{day}"]


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("15/1", "2026-12-20", "2027-01-15"),
        ("ngày 15 tháng 1", "2026-12-20", "2027-01-15"),
        ("cuối tháng 1", "2026-12-20", "2027-01-31"),
        ("18/12", "2026-12-20", "2026-12-18"),
        ("15/1", "2026-10-20", "2026-01-15"),
        ("29/2", "2027-12-31", "2028-02-29"),
    ],
)
def test_towards_the_end_of_a_year_a_day_may_be_of_the_next(text: str, today: str, day: str) -> None:
    assert [d.day.isoformat() for d in find_days(text, date.fromisoformat(today))] == [day]


@pytest.mark.parametrize("text", ["chị mai", "31/2", "hai mươi mốt", "26/kh-ubnd", "3 hội nghị"])
def test_what_is_no_day_is_not_found(text: str) -> None:
    assert find_days(text, TODAY) == []


def test_a_bare_pair_of_numbers_may_be_a_share() -> None:
    assert [d.fraction for d in find_days("2/3", TODAY)] == [True]
    assert [d.fraction for d in find_days("ngày 2/3", TODAY)] == [False]


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_the_next_to_come(today: date, weekday: int) -> None:
    name = ["thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"][weekday]
    day = find_days(name, today)[0].day

    assert day.weekday() == weekday
    assert today < day <= today + timedelta(days=7)
