"""Labelled replies of our own, one file a phenomenon (tests/replies/*.jsonl; unnamed fields are empty)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from messages.understand import understand
from messages.understood import Status, Understood
from vietnamese.text import fold

TODAY = date(2026, 6, 10)  # a Wednesday
CASES = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "replies").glob("*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
]


def alike(typed: str | None, label: str | None) -> bool:
    """Words of the sender may be cut a little shorter or longer than the label."""
    if typed is None or label is None:
        return typed == label
    a, b = set(fold(typed).split()), set(fold(label).split())
    return len(a & b) * 2 >= len(a | b)


def check(read: Understood, label: dict[str, Any]) -> None:
    numbers = [(fold(f.indicator), f.value, f.unit) for f in read.figures]
    wanted = [(fold(n[0]), n[1], n[2] if len(n) > 2 else None) for n in label.get("numbers", [])]

    assert read.status.value == label["status"]
    assert read.percent == label.get("percent")
    assert sorted(numbers, key=str) == sorted(wanted, key=str)
    assert (read.new_deadline and read.new_deadline.isoformat()) == label.get("new_deadline")
    assert alike(read.blocker, label.get("blocker"))
    assert alike(read.task_ref, label.get("task_ref"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_reply_is_read_as_labelled(case: dict[str, Any]) -> None:
    read = understand(case["text"], TODAY)

    assert read.has_personal_data == case.get("has_personal_data", False)
    assert len(read.parts) == len(case.get("parts", []))
    for part, label in zip(read.parts, case.get("parts", []), strict=True):
        check(part, label)
    if not read.parts:
        check(read, case)


@pytest.mark.parametrize("case", [c for c in CASES if c["status"] != "done"], ids=lambda case: case["text"])
def test_without_accents_it_is_still_not_done(case: dict[str, Any]) -> None:
    assert understand(fold(case["text"]), TODAY).status is not Status.DONE
