"""Word lists as data, and the patterns made of them."""

import re
from collections.abc import Iterable
from itertools import groupby

_OPENS_PLAINLY = re.compile(r"[^\W\d_](?![?*+{])[^|]*", re.S)
_SHARED = 3  # letters


def listed(words: str) -> tuple[str, ...]:
    """The entries of a list that commas part and that may run over several lines."""
    return tuple(entry.strip() for entry in " ".join(words.split()).split(",") if entry.strip())


def any_of(words: str, *patterns: str) -> str:
    """A pattern for one entry of a list, or for one of the patterns that a plain list cannot say."""
    return one_of([*listed(words), *patterns])


def one_of(patterns: Iterable[str], shared: int = _SHARED) -> str:
    """A pattern for the first of the patterns that matches.

    What opens with the same letters is tried once for all, which makes long lists several times faster; the order
    of patterns that could match at one place stays.
    """
    alternatives: list[str] = []
    for is_plain, run in groupby(patterns, lambda pattern: bool(shared and _OPENS_PLAINLY.fullmatch(pattern))):
        if not is_plain:
            alternatives += run
            continue
        of_letter: dict[str, list[str]] = {}
        for pattern in run:
            of_letter.setdefault(pattern[0], []).append(pattern[1:])
        for letter, rests in of_letter.items():
            alternatives.append(letter + (rests[0] if len(rests) == 1 else one_of(rests, shared - 1)))
    return f"(?:{'|'.join(alternatives)})"
