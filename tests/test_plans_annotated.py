"""The five department plans beside the project, against their annotations, where they are at hand."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
DEPARTMENTS = [
    "lang-son-tu-phap-2026",
    "bac-giang-tu-phap-2024",
    "tu-phap-2021-summary",
    "bac-kan-tu-phap-2021-news",
    "lang-son-tai-nguyen-2020",
]
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


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_a_department_plan_is_read_as_annotated(name: str) -> None:
    command = [
        sys.executable,
        str(SHARED / "checks" / "score_plans.py"),
        "--only",
        name,
        "--",
        sys.executable,
        "-c",
        READ,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)
    line = done.stdout.splitlines()[-1]
    assert "tasks F1 1.000" in line
    assert "head 1.000" in line
    for field in ("leads", "cooperators", "dates", "duty"):
        assert f"{field} 1.000" in line or f"{field} 0.000" in line  # 0.000: neither side states any
