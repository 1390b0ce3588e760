"""No pattern reads the same words in two ways over and over, for such a pattern takes for ever on a long text."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

import messages
import vietnamese
from messages.scrub import seen
from messages.understand import understand
from messages.understood import Status
from vietnamese.phrases import Phrase

TODAY = date(2026, 6, 10)
MANY, MOST = 6, 20_000  # repeats that may be spared, and words written out of one repeated group


def _patterns(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Phrase):
        yield from (value.on(plain=False), value.on(plain=True))
    elif isinstance(value, dict):
        for each in value.values():
            yield from _patterns(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _patterns(each)


MODULES = [
    info.name
    for package in (messages, vietnamese)
    for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    if info.name != "vietnamese.prose_dates"  # reads plans only
]


def _of_module(name: str) -> dict[str, str]:
    """Each pattern with the name that it has there."""
    names = vars(importlib.import_module(name)).items()
    return {pattern.pattern: name for name, value in names for pattern in _patterns(value)}


def _repeated(tree: object) -> Iterator[object]:
    """What stands under each repeat that has no bound and may go back."""
    if isinstance(tree, parser.SubPattern | list):
        for each in tree:
            yield from _repeated(each)
    elif isinstance(tree, tuple):
        if len(tree) == 2 and tree[0] in (op.MAX_REPEAT, op.MIN_REPEAT) and tree[1][1] > MANY:
            yield tree[1][2]
        for each in tree:
            yield from _repeated(each)


def _spelled(tree: object) -> set[str]:
    """Words that a piece of a pattern fits, one letter for each class of letters."""
    words = {""}
    for kind, value in tree:
        words = {a + b for a, b in product(words, _piece(kind, value))}
        assert len(words) <= MOST
    return words


def _piece(kind: object, value: object) -> set[str]:
    if kind is op.LITERAL:
        return {chr(value)}
    if kind is op.BRANCH:
        return set().union(*map(_spelled, value[1]))
    if kind in (op.SUBPATTERN, op.ATOMIC_GROUP):
        return _spelled(value[-1] if kind is op.SUBPATTERN else value)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _times(*value)
    letters = {chr(c) for k, c in value if k is op.LITERAL} if kind is op.IN else set()
    if kind is op.IN and len(letters) < len(value):
        return {_class(value)}
    return letters or ({"x"} if kind in (op.ANY, op.NOT_LITERAL) else {""})  # looks around and edges take no letters


def _times(least: int, most: int, inner: object) -> set[str]:
    once = _spelled(inner)
    none, twice = {""} if least == 0 else once, {a + a for a in once} if most > 1 else set()
    return none | (once if most else set()) | twice


_LETTERS = {op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " ", op.CATEGORY_NOT_WORD: ",", op.CATEGORY_WORD: "x"}


def _class(members: list[tuple[object, object]]) -> str:
    if members[0][0] is op.NEGATE:
        return "x"
    found = [_LETTERS.get(value, "x") for kind, value in members if kind is op.CATEGORY]
    return found[0] if found else "1" if (op.RANGE, (48, 57)) in members else "x"


def _is_ambiguous(words: set[str]) -> bool:
    """Whether two rows of these words spell the same text (Sardinas and Patterson)."""
    words = words - {""}
    begun = {word[:end] for word in words for end in range(1, len(word))}
    left = {word[len(first) :] for word in words for first in _firsts(word, words) if first != word}
    tried: set[str] = set()
    while left:
        if left & words:
            return True
        tried |= left
        shorter = {rest[len(first) :] for rest in left for first in _firsts(rest, words)}
        longer = {word[len(rest) :] for rest in left & begun for word in words if word.startswith(rest)}
        left = (shorter | longer) - tried - {""}
    return False


def _firsts(text: str, words: set[str]) -> set[str]:
    return {text[:end] for end in range(1, len(text) + 1)} & words


@pytest.mark.parametrize("module", MODULES)
def test_a_repeated_group_reads_a_text_in_one_way_only(module: str):
    for pattern, name in _of_module(module).items():
        for inner in _repeated(parser.parse(pattern)):
            words = _spelled(inner)
            assert not _is_ambiguous(words), (name, sorted(words)[:40])


def test_the_test_looks_at_many_patterns():
    assert sum(len(_of_module(name)) for name in MODULES) > 800


LONG = [
    "tin nhắn",
    "cho em",
    "phòng em",
    "bên em",
    "nhận được",
    "NV",
    "1, ",
    "cháu Linh 7 tuổi, ",
    "phải là",
    "và",
    "ạ",
    ". ",
]


@pytest.mark.parametrize("word", LONG)
@pytest.mark.parametrize("end", ["", "x", " nhx", "§"])
def test_a_word_said_over_and_over_is_read_to_its_end(word: str, end: str):
    text = (f"{word} " * 300)[:1990] + end
    assert understand(text, TODAY).status is not Status.DONE
    assert bool(seen(text)) == ("cháu" in word)


def test_the_test_sees_two_ways():
    for pattern in (r"(?:(?:tin nhan|tin|nhan) *)+", r"(?:cho em |cho |em )*", r"(?:\d{1,2},?)*"):
        assert any(_is_ambiguous(_spelled(inner)) for inner in _repeated(parser.parse(pattern)))
