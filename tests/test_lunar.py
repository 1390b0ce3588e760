"""Lunar days stand where Vietnamese calendars put them, not a day beside as in Chinese tables."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.lunar import solar_of

_TET = (
    "1968-01-29 1985-01-21 2007-02-17 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 "
    "2030-02-02 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08"
)


@pytest.mark.parametrize("tet", _TET.split())
def test_tet_falls_where_vietnam_keeps_it(tet: str) -> None:
    assert solar_of(1, 1, int(tet[:4])) == date.fromisoformat(tet)


@pytest.mark.parametrize(
    ("lunar", "solar"),
    [
        ((15, 8, 2026), "2026-09-25"),
        ((15, 8, 2027), "2027-09-15"),
        ((15, 8, 2025), "2025-10-06"),  # after a leap sixth month
        ((10, 3, 2026), "2026-04-26"),
        ((10, 3, 2027), "2027-04-16"),
        ((10, 3, 2023), "2023-04-29"),  # after a leap second month
        ((15, 7, 2026), "2026-08-27"),
        ((23, 12, 2025), "2026-02-10"),
        ((30, 12, 2023), "2024-02-09"),
    ],
)
def test_feasts_fall_on_their_days(lunar: tuple[int, int, int], solar: str) -> None:
    assert solar_of(*lunar) == date.fromisoformat(solar)


@given(st.integers(1901, 2150), st.integers(1, 11))
def test_common_months_follow_each_other_by_one_or_two_moons(year: int, month: int) -> None:
    days = (solar_of(1, month + 1, year) - solar_of(1, month, year)).days
    assert days in (29, 30, 58, 59, 60)


@given(st.integers(1901, 2150))
def test_tet_falls_between_late_january_and_late_february(year: int) -> None:
    assert date(year, 1, 20) <= solar_of(1, 1, year) <= date(year, 2, 21)


@pytest.mark.parametrize("lunar", [(1, 13, 2026), (0, 1, 2026), (31, 1, 2026), (30, 12, 2025)])
def test_a_lunar_day_that_does_not_exist_is_refused(lunar: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="lunar"):
        solar_of(*lunar)
