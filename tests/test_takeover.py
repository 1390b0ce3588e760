"""A listener that is killed, and one that stands still and wakes up; python tests/takeover.py waits for the lease."""

from pathlib import Path

import pytest

from postgres import Cluster
from takeover import lapse, play


@pytest.mark.chaos
def test_another_listens_in_place_of_one_that_is_killed_and_of_one_that_stands_still(tmp_path: Path, cluster: Cluster):
    seen = play(tmp_path, cluster, stopped=0, meanwhile=lapse)
    assert seen["faults"] == {}
    assert seen["stopped"] == 0, "a conflict between the two must not stop a channel"
    assert len(seen["twice"]) <= len(seen["marked"]), "who gets a message twice sees that it is the same"
    assert seen["starts"] == 4
    assert seen["codes"] == [0, 0]
