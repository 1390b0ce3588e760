"""Figures that do not fit the ledger, told by the rows alone."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.assignment import Said
from models.terms import Aim
from reports.doubts import Kind, Other, Past, doubts
from reports.figures import Number
from reports.report import Line

TODAY = date(2026, 6, 20)


def line(identity: int, *numbers: Number, day: int = 15, counts: bool = True) -> Line:
    at = datetime(2026, 6, day, 1, tzinfo=UTC)
    return Line(identity, at, at.date(), Said.WORKING, numbers=numbers, counts=counts)


def meetings(value: float, **more) -> Number:
    return Number("hội nghị", value, **more)


@pytest.mark.parametrize(
    ("before", "now", "kind", "meant"),
    [
        (meetings(15), meetings(150), Kind.TENFOLD, 15),
        (meetings(15), meetings(155), Kind.TENFOLD, None),
        (meetings(150), meetings(15), Kind.TENFOLD, 150),
        (meetings(15), meetings(149), None, None),
        (meetings(9), meetings(5), Kind.FALLS, None),
        (meetings(9), meetings(9), None, None),
        (meetings(9), meetings(0), Kind.FALLS, None),
        (meetings(0), meetings(40), None, None),
        (meetings(9), meetings(5, adds=True), None, None),
        (meetings(9), meetings(90, adds=True), Kind.TENFOLD, 9),
        (meetings(152), meetings(150, approximate=True), None, None),
        (meetings(152), meetings(120, approximate=True), Kind.FALLS, None),
        (Number("đúng hạn", 98, "%"), Number("đúng hạn", 9, "%"), None, None),
        (Number("kinh phí", 12_000_000, "đồng"), Number("kinh phí", 120_000_000, "đồng"), Kind.TENFOLD, 12_000_000),
        (Number("tin bài", 15), meetings(150), None, None),
    ],
)
def test_a_figure_is_held_against_the_last_of_its_indicator(before, now, kind, meant):
    found = list(doubts([now], Past([line(1, before)]), TODAY))
    assert [(doubt.kind, doubt.meant) for doubt in found] == ([(kind, meant)] if kind else [])


def test_a_corrected_line_is_no_past():
    past = [line(1, meetings(150), counts=False), line(2, meetings(15))]
    assert list(doubts([meetings(16)], Past(past), TODAY)) == []


@pytest.mark.parametrize(("value", "reached", "asks"), [(51, 3, True), (50, 3, False), (6, 3, False), (80, 60, False)])
def test_more_than_ten_times_the_target_is_asked_once(value, reached, asks):
    past = Past(
        [line(1, meetings(reached))] if reached < value / 10 or reached == 60 else [], (), (Aim("hội nghị", 5),)
    )
    assert (Kind.TARGET in [doubt.kind for doubt in doubts([meetings(value)], past, TODAY)]) is asks


@pytest.mark.parametrize(
    ("theirs", "day", "counts", "asks"),
    [
        (2, 15, True, True),
        (2, 5, True, False),
        (2, 6, True, True),
        (3, 15, True, False),
        (2, 15, False, False),
    ],
)
def test_what_the_other_duty_told_lately_may_be_the_same_event(theirs, day, counts, asks):
    other = Other("Phòng X", [line(1, meetings(theirs), day=day, counts=counts)])
    found = list(doubts([meetings(2)], Past([], [other]), TODAY))
    assert [doubt.kind for doubt in found] == ([Kind.SAME] if asks else [])


def test_one_question_covers_all_figures_of_one_event():
    people = Number("lượt người", 148)
    other = Other("Phòng X", [line(1, meetings(2), Number("lượt người", 150))])
    [doubt] = doubts([meetings(2), people], Past([], [other]), TODAY)
    assert (doubt.unit, doubt.day, doubt.numbers) == ("Phòng X", date(2026, 6, 15), (meetings(2), people))


values = st.integers(0, 10_000).map(float)


@given(first=values, second=values)
def test_a_total_within_bounds_that_does_not_fall_is_never_asked(first, second):
    low, high = sorted((first, second))
    found = list(doubts([meetings(high)], Past([line(1, meetings(low))]), TODAY))
    assert bool(found) is (low > 0 and high >= 10 * low)


@pytest.mark.parametrize(("theirs", "ours", "asks"), [(215, 215, True), (215, 214, False), (2, 2, False)])
def test_the_same_large_figure_of_two_leads_may_be_one_event(theirs, ours, asks):
    other = Other("Trung tâm X", [line(1, Number("lượt người", theirs))], both_lead=True)
    found = list(doubts([Number("lượt người", ours)], Past([], [other]), TODAY))
    assert [doubt.kind for doubt in found] == ([Kind.SAME] if asks else [])
