"""The crash plays with few kills; whole, with 20 kills on four processes: python tests/crash.py."""

from pathlib import Path

import pytest

from crash import MODES, Play, crash
from scheduler.deliver import WINDOW

pytestmark = pytest.mark.chaos


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return "" if request.param == "sqlite" else request.getfixturevalue("postgres")


@pytest.mark.parametrize("mode", MODES)
def test_killed_processes_lose_nothing_and_double_no_effect(tmp_path: Path, database: str, mode: str):
    play = Play(mode, processes=2, kills=2, updates=40, seed=3, database=database)
    books = crash(tmp_path, play)
    assert books.faults == {}
    assert len(books.twice) <= play.kills * WINDOW
