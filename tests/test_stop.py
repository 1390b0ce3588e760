"""T9: the stop play with few stops; DONDOC_TEST_STOPS=100 plays it whole."""

import os
from pathlib import Path

import pytest

from stop import LIMIT, play


@pytest.mark.chaos
def test_a_bot_that_is_told_to_stop_loses_nothing_and_doubles_nothing(tmp_path: Path):
    times = int(os.environ.get("DONDOC_TEST_STOPS", "3"))
    stops = play(tmp_path, times=times, updates=10 * times, seed=times)
    assert stops.books.faults == {}
    assert stops.books.twice == []
    assert set(stops.codes) == {0}
    assert max(stops.seconds) < LIMIT
