"""Damaged documents are read or refused in one line, in bounded time and memory; tests/fuzz.py runs many more."""

from functools import cache

import pytest

from fuzz import damaged, outcome, samples

KINDS = ("docx", "xlsx", "html", "mht", "csv", "txt", "utf16", "tcvn3", "vni")


@cache
def _samples() -> dict[str, bytes]:
    return samples(programs=False)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_document_is_read_or_refused(kind: str, seed: int) -> None:
    assert outcome(kind, damaged(kind, _samples()[kind], seed)) in ("read", "refused")


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_document_is_read(kind: str) -> None:
    assert outcome(kind, _samples()[kind]) == "read"
