"""T5, in short: python tests/cuts.py plays longer cuts."""

import json
import subprocess
import sys

import pytest

import network
from postgres import MISSING, binaries
from running_bot import ROOT
from scheduler.deliver import WINDOW

pytestmark = pytest.mark.chaos


def test_while_the_listener_is_cut_off_the_other_node_goes_on_and_nothing_is_lost():
    if why := network.missing() or ("" if binaries() else MISSING):
        pytest.skip(why)
    command = [
        "unshare",
        "--net",
        "--uts",
        sys.executable,
        "tests/cuts.py",
        "--seconds",
        "12",
        "--cuts",
        "database,telegram",
    ]
    played = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert played.returncode == 0, played.stderr
    seen = json.loads(played.stdout)
    assert seen["settled"]
    assert seen["faults"] == {}
    assert seen["alarms"] == []
    assert all(cut["sent"] > 0 for cut in seen["cuts"])
    assert seen["twice"] <= WINDOW * len(seen["cuts"])
