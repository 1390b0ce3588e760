"""Plans as different offices write them, annotated before they were first read."""

import json
from pathlib import Path
from typing import Any

import pytest

from plans.draft import Kind, PlanDraft
from plans.read import read

OFFICES = Path(__file__).parent / "offices"
FILES = sorted(path.name for path in OFFICES.iterdir() if path.suffix != ".json")


def _expected(name: str) -> dict[str, Any]:
    return json.loads((OFFICES / name).with_suffix(".json").read_text("utf-8"))


def _draft(name: str) -> PlanDraft:
    return read(name, (OFFICES / name).read_bytes())


@pytest.mark.parametrize("name", FILES)
def test_the_tasks_are_those_that_were_annotated(name: str) -> None:
    starts = [task["starts"] for task in _expected(name)["tasks"]]
    read_words = [" ".join(task.text.split()) for task in _draft(name).tasks]
    assert [words[: len(start)] for words, start in zip(read_words, starts, strict=True)] == starts


@pytest.mark.parametrize("name", FILES)
def test_units_and_days_are_those_that_were_annotated(name: str) -> None:
    expected = [
        (
            task.get("leads", []),
            task.get("cooperators", []),
            [task.get(key) for key in ("start", "end", "due")],
            task.get("duty", False),
        )
        for task in _expected(name)["tasks"]
    ]
    assert expected == [
        (
            list(task.leads),
            list(task.cooperators),
            [day and day.isoformat() for day in (task.start, task.end, task.due)],
            task.kind is Kind.DUTY,
        )
        for task in _draft(name).tasks
    ]


@pytest.mark.parametrize("name", FILES)
def test_the_head_is_as_annotated(name: str) -> None:
    expected = _expected(name)["plan"]
    draft = _draft(name).as_json()["plan"]
    seen = {key: list(draft[key]) if key == "targets" else str(draft[key]) for key in expected}
    assert expected == seen
