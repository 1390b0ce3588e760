"""The crash play with few kills; DONDOC_TEST_KILLS=20 plays it whole (about 25 seconds a run on two cores)."""

import os
from pathlib import Path

from crash import play


def test_a_killed_bot_loses_nothing_and_doubles_no_effect(tmp_path: Path):
    kills = int(os.environ.get("DONDOC_TEST_KILLS", "4"))
    books = play(tmp_path, kills=kills, updates=10 * kills, seed=kills)
    assert {name: found for name, found in vars(books).items() if found and name != "twice"} == {}
    assert len(books.twice) <= kills * 32
