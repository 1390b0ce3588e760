"""A text as phrases are looked for in it: only those that its letters let in."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from vietnamese.openings import DIGIT, LONGEST
from vietnamese.phrases import Phrase, Reading

_TOKEN = re.compile(r"\w+|[^\w\s]")
HIDDEN = "·"
Row = TypeVar("Row")
Span = tuple[int, int]


@dataclass(eq=False)  # frozen ones take thrice the time to make, and each message makes a hundred
class Heard:
    """`letters`: all pieces of its words, and its signs; of a stretch perhaps those of the text around it too.

    Nothing of it is ever changed.
    """

    text: str
    plain: bool
    letters: Set[str]

    def find(self, phrase: Phrase, start: int = 0) -> re.Match[str] | None:
        reading = phrase.plain if self.plain else phrase.accented
        return reading.pattern.search(self.text, start) if reading.may_be_in(self.letters) else None

    def all(self, phrase: Phrase) -> Iterable[re.Match[str]]:
        reading = phrase.plain if self.plain else phrase.accented
        return reading.pattern.finditer(self.text) if reading.may_be_in(self.letters) else ()

    def lets_in(self, phrase: Phrase) -> bool:
        """False where none of the letters stand in the text, one of which is in every match."""
        return (phrase.plain if self.plain else phrase.accented).may_be_in(self.letters)

    def has(self, phrase: Phrase) -> bool:
        return self.find(phrase) is not None


class Table(Generic[Row]):
    """Phrases in the order in which they are read, each with what it tells."""

    def __init__(self, *rows: tuple[Row, Phrase]) -> None:
        self._rows = [(1 << at, row) for at, row in enumerate(rows)]

    def let_in(self, heard: Heard) -> list[tuple[Row, Phrase]]:
        """The rows of which something may be found, also when words of the text are hidden meanwhile."""
        needing = self._plain if heard.plain else self._accented
        some = needing.get(HIDDEN, 0)
        for letters in needing.keys() & heard.letters:
            some |= needing[letters]
        return [row for bit, row in self._rows if bit & some]

    @cached_property
    def _accented(self) -> dict[str, int]:
        return self._needing([(bit, phrase.accented) for bit, (_, phrase) in self._rows])

    @cached_property
    def _plain(self) -> dict[str, int]:
        return self._needing([(bit, phrase.plain) for bit, (_, phrase) in self._rows])

    def _needing(self, readings: list[tuple[int, Reading]]) -> dict[str, int]:
        """Which rows some letters let in, each row as one bit."""
        found: dict[str, int] = {}
        for bit, reading in readings:
            for letters in reading.needs:
                found[letters] = found.get(letters, 0) | bit
        return found


def blanked(text: str, spans: Iterable[Span], mark: str) -> str:
    """The text with a mark in place of each letter of these spans."""
    for start, end in spans:
        text = text[:start] + mark * (end - start) + text[end:]
    return text


@lru_cache(maxsize=8)
def letters_of(text: str) -> Set[str]:
    return frozenset(("",)).union(*map(_pieces, set(_TOKEN.findall(text))))


@lru_cache(maxsize=1024)
def _pieces(word: str) -> frozenset[str]:
    found = {word[at : at + size] for at in range(len(word)) for size in range(1, LONGEST + 1)}
    return frozenset(found | {DIGIT} if any(map(str.isdigit, word)) else found)
