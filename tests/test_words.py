"""Patterns made of word lists match what the plain list of alternatives matches, the same one first."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.words import any_of, listed, one_of

WORDS = st.lists(st.text("abđ ", min_size=1, max_size=5), min_size=1, max_size=8)


@given(WORDS, st.text("abđ ", max_size=12))
def test_shared_letters_change_no_match(words: list[str], text: str) -> None:
    plain = re.compile("|".join(words))
    shared = re.compile(one_of(words))
    assert [found.span() for found in shared.finditer(text)] == [found.span() for found in plain.finditer(text)]


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("xã", True),
        ("xã hội", True),
        ("ban", True),
        ("ba", True),
        ("b", False),
        ("stt", True),
        ("tt", True),
        ("c", True),
    ],
)
def test_patterns_stand_among_words(text: str, matched: bool) -> None:
    pattern = any_of("xã(?: hội)?, ban, ba, s?tt", "a|c")
    assert (re.fullmatch(pattern, text) is not None) is matched


def test_a_list_may_run_over_lines() -> None:
    assert listed("sở, phòng\nban, đơn vị") == ("sở", "phòng ban", "đơn vị")
