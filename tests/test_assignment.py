from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import MONDAY
from models.assignment import Progress, Said, Standing, Status, standing, status

DUE = date(2026, 6, 15)


def line(number: int, said: Said, day: int = 0, **more) -> Progress:
    at = MONDAY + timedelta(days=day)
    return Progress(id=number, assignment_id=1, at=at, day=at.date(), said=said, **more)


@pytest.mark.parametrize(
    ("journal", "today", "expected"),
    [
        ([], date(2026, 6, 1), Status.NOT_STARTED),
        ([], date(2026, 6, 15), Status.NOT_STARTED),
        ([], date(2026, 6, 16), Status.OVERDUE),
        ([line(1, Said.RECEIVED)], date(2026, 6, 2), Status.NOT_STARTED),
        ([line(1, Said.WORKING, percent=30)], date(2026, 6, 2), Status.ON_TRACK),
        ([line(1, Said.BLOCKED, blocker="chờ kinh phí")], date(2026, 6, 2), Status.ON_TRACK),
        ([line(1, Said.DONE, day=14)], date(2026, 6, 30), Status.DONE_ON_TIME),
        ([line(1, Said.DONE, day=15)], date(2026, 6, 30), Status.DONE_LATE),
        ([line(1, Said.DONE), line(2, Said.WITHDRAWN, day=1, corrects=1)], date(2026, 6, 16), Status.OVERDUE),
        ([line(1, Said.DONE), line(2, Said.WORKING, day=1)], date(2026, 6, 2), Status.ON_TRACK),
    ],
)
def test_the_status_follows_from_the_journal(journal, today, expected):
    assert status(standing(journal), DUE, today) == expected


@pytest.mark.parametrize("said", [None, Said.RECEIVED, Said.WORKING, Said.BLOCKED])
def test_without_a_deadline_nothing_is_overdue(said):
    assert status(Standing(state=said), None, date(2099, 1, 1)) is not Status.OVERDUE


def test_a_corrected_line_counts_no_more_and_stays_in_the_journal():
    journal = [line(1, Said.WORKING, percent=90), line(2, Said.WORKING, percent=9, corrects=1)]
    assert standing(journal).percent == 9
    assert len(journal) == 2


def test_evidence_alone_changes_no_state():
    assert standing([line(1, Said.WORKING, percent=40), line(2, Said.EVIDENCE, day=1)]).percent == 40


def test_a_late_receipt_takes_nothing_back():
    assert standing([line(1, Said.DONE), line(2, Said.RECEIVED, day=1)]).state is Said.DONE


lines = st.lists(st.tuples(st.sampled_from(Said), st.integers(0, 30), st.none() | st.integers(0, 100)), max_size=8)


@given(lines, st.integers(0, 30))
def test_a_standing_as_of_a_day_ignores_what_came_later(said, day):
    journal = [line(n, s, day=d, percent=p) for n, (s, d, p) in enumerate(said, 1)]
    until = MONDAY + timedelta(days=day)
    assert standing(journal, until) == standing([entry for entry in journal if entry.at <= until])
