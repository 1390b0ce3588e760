from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import MONDAY
from models.assignment import Progress, Said, Status
from models.standing import Standing, standing, status

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
        ([line(1, Said.CLAIMED, day=14)], date(2026, 6, 30), Status.WAITING),
        ([line(1, Said.CLAIMED, day=15)], date(2026, 6, 30), Status.OVERDUE),
        (
            [line(1, Said.CLAIMED, day=14), line(2, Said.DONE, day=20, settles=1)],
            date(2026, 6, 30),
            Status.DONE_ON_TIME,
        ),
        ([line(1, Said.CLAIMED, day=15), line(2, Said.DONE, day=16, settles=1)], date(2026, 6, 30), Status.DONE_LATE),
        ([line(1, Said.CLAIMED), line(2, Said.RETURNED, day=1, settles=1)], date(2026, 6, 2), Status.ON_TRACK),
        ([line(1, Said.CLAIMED), line(2, Said.RETURNED, day=1, settles=1)], date(2026, 6, 16), Status.OVERDUE),
        ([line(1, Said.CLAIMED), line(2, Said.WITHDRAWN, corrects=1)], date(2026, 6, 2), Status.NOT_STARTED),
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


CLAIM = [line(1, Said.WORKING, percent=60), line(2, Said.CLAIMED, day=1, percent=100)]


def test_what_is_added_to_a_claim_keeps_it_waiting_since_its_first_day():
    now = standing([*CLAIM, line(3, Said.CLAIMED, day=2), line(4, Said.EVIDENCE, day=2)])
    assert (now.state, now.done_on, now.claims) == (Said.CLAIMED, CLAIM[1].day, (2, 3))


def test_a_returned_claim_is_worked_on_from_where_it_was():
    now = standing([*CLAIM, line(3, Said.RETURNED, day=2, settles=2)])
    assert (now.state, now.percent, now.done_on, now.claims) == (Said.WORKING, 60, None, ())


@pytest.mark.parametrize("settled", [Said.DONE, Said.RETURNED])
def test_what_a_head_said_of_a_claim_lapses_with_it(settled):
    journal = [*CLAIM, line(3, settled, day=2, settles=2), line(4, Said.WITHDRAWN, day=3, corrects=2)]
    assert (standing(journal).state, standing(journal).percent) == (Said.WORKING, 60)


def test_a_confirmation_taken_back_leaves_the_claim_waiting():
    now = standing([*CLAIM, line(3, Said.DONE, day=2, settles=2), line(4, Said.WITHDRAWN, day=2, corrects=3)])
    assert (now.state, now.claims) == (Said.CLAIMED, (2,))


@pytest.mark.parametrize("said", [Said.DONE, Said.CLAIMED])
def test_a_corrected_figure_moves_no_day(said):
    journal = [line(1, said, day=14), line(2, said, day=20, corrects=1), line(3, said, day=21, corrects=2)]
    assert standing(journal).done_on == DUE


def test_to_say_again_that_it_is_done_moves_no_day():
    assert standing([line(1, Said.DONE, day=14), line(2, Said.DONE, day=20)]).done_on == DUE


lines = st.lists(st.tuples(st.sampled_from(Said), st.integers(0, 30), st.none() | st.integers(0, 100)), max_size=8)


@given(lines, st.integers(0, 30))
def test_a_standing_as_of_a_day_ignores_what_came_later(said, day):
    journal = [line(n, s, day=d, percent=p) for n, (s, d, p) in enumerate(said, 1)]
    until = MONDAY + timedelta(days=day)
    assert standing(journal, until) == standing([entry for entry in journal if entry.at <= until])
