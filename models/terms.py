"""An office's own terms for what it counts, and what a plan aims at: pure rules, without a database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from vietnamese.text import fold, squash

_NO_LETTERS = re.compile(r"[\W\d_]+")

_TELLING = 3  # words; fewer ("các xã") are part of the name of many a rate


class Term(Protocol):
    """What is counted under one name; `nouns` are all words that mean it."""

    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def nouns(self) -> list[str]: ...


T = TypeVar("T", bound=Term)


@dataclass(frozen=True)
class Aim:
    """What a plan wants reached of an indicator, in its own words; `unit` as in `Figure`."""

    indicator: str
    value: float
    unit: str | None = None
    words: str = ""

    def names(self, noun: str) -> bool:
        """Rates are named freely ("khai sinh đúng hạn", "trẻ em được khai sinh đúng hạn"): half of the words agree."""
        if self.unit != "%":
            return same_noun(noun, self.indicator)
        one, other = set(_bare(noun).split()), set(_bare(self.indicator).split())
        within = min(len(one), len(other)) >= _TELLING and (one <= other or other <= one)
        return bool(one and other) and (within or len(one & other) * 2 >= len(one | other))


def same_noun(one: str, other: str) -> bool:
    """Whether two nouns are the same but for accents, case and signs."""
    return _bare(one) == _bare(other)


def meant(noun: str, among: Iterable[T], words: str = "") -> T | None:
    """The office's term for a noun; `words`, the figure as typed ("3 hội thảo"), say it more exactly."""
    rows = list(among)
    for said in (_bare(words), _bare(noun)):
        for row in rows:
            if said and any(_bare(known) == said for known in row.nouns):
                return row
    return None


def in_office_terms(noun: str, unit: str | None, among: Iterable[Term], words: str = "") -> tuple[str, str | None]:
    """The name and unit that the office gives a figure; those it came with where the list has no such noun."""
    row = meant(noun, among, words)
    if row is None or (unit and row.unit and unit != row.unit):
        return noun, unit
    return row.name, row.unit or unit


def aim_of(noun: str, unit: str | None, aims: Iterable[Aim]) -> Aim | None:
    """What is aimed at for a figure; None where nothing is, or where the plan says several things."""
    fitting = [aim for aim in aims if aim.unit == unit and aim.names(noun)]
    return fitting[0] if len({aim.value for aim in fitting}) == 1 else None


def _bare(words: str) -> str:
    return squash(_NO_LETTERS.sub(" ", fold(words)))
