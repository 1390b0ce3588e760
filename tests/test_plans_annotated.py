"""The annotated plans beside the project, scored by the scorer that lies there, where both are at hand."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
DEPARTMENTS = [
    "lang-son-tu-phap-2026",
    "bac-giang-tu-phap-2024",
    "tu-phap-2021-summary",
    "bac-kan-tu-phap-2021-news",
    "lang-son-tai-nguyen-2020",
]
LEAST = {"tasks F1": 0.94, "with-lead recall": 0.97, "leads": 0.93, "cooperators": 0.92, "dates": 0.92, "duty": 0.96}
READ = """
import json, pathlib, sys
from plans.read import read
file = pathlib.Path(sys.argv[1])
print(json.dumps(read(file.name, file.read_bytes()).as_json(), default=str))
"""

pytestmark = pytest.mark.skipif(
    not (SHARED / "plans" / "gold").is_dir() or importlib.util.find_spec("yaml") is None,
    reason="the annotated plans lie beside the project, not in it",
)


@pytest.fixture(scope="module")
def scores() -> dict[str, str]:
    """The scorer's line of each plan, and of all of them under ALL."""
    command = [sys.executable, str(SHARED / "checks" / "score_plans.py"), "--", sys.executable, "-c", READ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return {line.split()[0]: line for line in done.stdout.splitlines() if line.strip()}


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_a_department_plan_is_read_as_annotated(scores: dict[str, str], name: str) -> None:
    line = scores[name]
    assert "F1 1.00" in line
    for field in ("lead", "with", "dates", "duty", "head"):
        right, stated = re.search(rf" {field} (\d+)/(\d+)", line).groups()
        assert right == stated, f"{field} in {line}"


@pytest.mark.parametrize("field", LEAST)
def test_all_plans_together_reach_the_aim(scores: dict[str, str], field: str) -> None:
    assert float(re.search(rf"{field} (\d\.\d+)", scores["ALL"])[1]) >= LEAST[field]
