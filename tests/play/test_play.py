"""The play as a test, where Node and the emulator are at hand."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from emulator import Emulator
from review import play_reviews

from play import EMULATOR, Stage, play


@pytest.fixture
def emulator() -> Emulator:
    source = Path(os.environ.get("DONDOC_EMULATOR", EMULATOR))
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("Node is not installed")
    if not (source / "serve_compat.js").is_file():
        pytest.skip(f"no emulator in {source}")
    try:
        return Emulator(source)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"the emulator's packages cannot be installed: {error}")


@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_the_main_job_can_be_played_on_telegram(emulator: Emulator, tmp_path: Path, mode: str):
    told: list[str] = []
    with emulator:
        play(Stage(emulator, tmp_path, mode), told.append)
    assert told[-1].endswith(".xlsx")


def test_what_is_not_doubtful_costs_the_clerk_no_tap(emulator: Emulator, tmp_path: Path):
    with emulator:
        reviews = play_reviews(Stage(emulator, tmp_path, "polling"), lambda _line: None)
    # Looking at the doubtful tasks takes one tap more, to come back to the plan.
    assert [review.taps for review in reviews] == [
        1 + review.unknown + (review.doubtful and review.doubtful + 1) for review in reviews
    ]
    assert [review.doubtful + review.unknown for review in reviews[:2]] == [0, 0]
