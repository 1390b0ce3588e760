"""What the text of a pattern tells of every match: with what it opens, and letters that it cannot do without.

It reads the forms of regular expressions that phrases are written in. Of others nothing is told, so that by what is
told a search may be spared, but no match lost.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

DIGIT, BLANK = "0", " "  # stand for every digit, and every blank
START = "^"  # of the text
LONGEST = 8  # letters of an opening; more tell no words apart
_SURE = 3  # sets of letters asked for; more tell little
_WAYS = 16  # alternatives asked for one by one; of more a search is as quick
_MOST = 400  # openings of one pattern
_WORDS = r"[^\W\d_](?:[^\W\d_]| (?=[^\W\d_]))*"
_TOKEN = re.compile(
    rf"\(\?:{_WORDS}(?:\|{_WORDS})*\)|{_WORDS}(?![?*+{{])|\\u[0-9a-f]{{4}}|\\x[0-9a-f]{{2}}|\\.|\[\^?(?:\\.|[^\\\]])+\]|"
    r"\(\?P=\w+\)|\(\?(?:P<\w+>|<[=!]|[:=!>])|[?*+][?+]?|\{\d*,?\d*\}[?+]?|.",
    re.DOTALL,
)
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_EDGES = ("$", r"\b")
_BLANKS = (r"\s", r"\n", "\n", " ")
_COMMON = {"": 9.0, DIGIT: 1.0, ",": 1.0, ".": 1.0, ":": 0.5}  # weights
_ONCE = ("?", "??", "?+", "{0,1}", "{,1}")
_MEMBER = re.compile(r"\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\.|[^\\]")
_NUMBERS = re.compile(r"\[(?:\d-\d|\d|\\d)+\]")

Opening = tuple[str, bool]  # letters, and whether the word may go on behind them
_NOTHING = frozenset({("", True)})
_ANYTHING = frozenset({("", False)})


@dataclass(frozen=True, slots=True)
class Traits:
    """What every match of a pattern has.

    `starts`: with what it begins, letters, DIGIT, BLANK, a sign, or START; empty where it may be anything or nothing.
    `needs`: letters or signs, one of which is in it; where none is sure "", which is in every text.
    `ways`: for each alternative several such sets; empty where that tells no more.
    """

    starts: frozenset[str]
    needs: frozenset[str]
    ways: tuple[tuple[frozenset[str], ...], ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """`opens`: with what a piece of a pattern may begin; `needs`: as of Traits, None where unsure."""

    opens: frozenset[Opening]
    needs: frozenset[str] | None

    @property
    def starts(self) -> frozenset[str]:
        begun = frozenset(letters for letters, _ in self.opens)
        return frozenset() if "" in begun else begun

    @property
    def all_needs(self) -> frozenset[str] | None:
        """With the letters that it starts with, where those are fewer."""
        starts = self.starts
        return self.needs if not starts or starts & {START, BLANK} else _rarer(self.needs, starts)


_LOOKED = _Piece(_NOTHING, None)


def traits(pattern: str) -> Traits:
    tokens = _TOKEN.findall(pattern)
    found: list[_Piece] = []
    ways: list[tuple[frozenset[str], ...]] = []
    at = 0
    while at <= len(tokens):
        needs: list[frozenset[str]] = []
        one, at = _sequence(tokens, at, needs)
        found.append(one)
        needs += [one.starts] if one.starts and not one.starts & {START, BLANK} else []
        ways.append(tuple(sorted(needs, key=_weight)[:_SURE]))
        at += 1
    whole = _either(found)
    return Traits(whole.starts, whole.all_needs or frozenset(("",)), _told(ways))


def _told(ways: list[tuple[frozenset[str], ...]]) -> tuple[tuple[frozenset[str], ...], ...]:
    """Alternatives that need one thing only as one; none at all where they tell no more than all together."""
    several = {way for way in ways if len(way) > 1}
    alone = frozenset[str]().union(*(way[0] for way in ways if len(way) == 1))
    if () in ways or not 0 < len(several) <= _WAYS:
        return ()
    return (*([(alone,)] if alone else []), *several)


def _branches(tokens: list[str], at: int) -> tuple[_Piece, int]:
    """The alternatives from a place to the end of their group, and the place behind it."""
    found = []
    while True:
        one, at = _sequence(tokens, at)
        found.append(one)
        if at >= len(tokens) or tokens[at] == ")":
            return _either(found), at + 1
        at += 1


def _either(found: list[_Piece]) -> _Piece:
    needs = [one.needs for one in found if one.needs is not None]
    return _Piece(
        frozenset().union(*(one.opens for one in found)),
        frozenset().union(*needs) if len(needs) == len(found) else None,
    )


def _sequence(tokens: list[str], at: int, each: list[frozenset[str]] | None = None) -> tuple[_Piece, int]:
    """What stands side by side; all that it needs is added to `each`."""
    opens, needs = _NOTHING, None
    begins = True  # so far it may be that nothing was said, or that a word goes on
    while at < len(tokens) and (token := tokens[at]) not in ("|", ")"):
        if token[0] == "(" and token[-1] != ")":
            one, at = _branches(tokens, at + 1)
            one = _Piece(_NOTHING, one.needs if "=" in token else None) if token in _LOOKS else one
        else:
            one, at = _read(token), at + 1
        if at < len(tokens) and tokens[at][0] in "?*+{":
            one, at = _repeated(one, tokens[at]), at + 1
        if begins:
            opens = one.opens if opens is _NOTHING else _joined(opens, one.opens)
            begins = opens is _NOTHING or any(goes_on for _, goes_on in opens)
        needs = _rarer(needs, one.needs)
        if each is not None and one.needs is not None:
            each.append(one.needs)
    return _Piece(opens, needs), at


@lru_cache(maxsize=1024)
def _read(written: str) -> _Piece:
    if written in _EDGES:
        return _LOOKED
    if written == START:
        return _Piece(frozenset({(START, False)}), None)
    if written[:3] == "(?:":
        return _either([_read(words) for words in written[3:-1].split("|")])
    if written[0].isalpha():
        words = written.split(" ")
        first, goes_on = words[0][:LONGEST], len(words) == 1 and len(written) < LONGEST
        return _Piece(frozenset({(first, goes_on)}), frozenset({max(words, key=len)[:LONGEST]}))
    signs = _signs(written)
    if not signs:
        return _Piece(_ANYTHING, None)
    return _Piece(frozenset((sign, sign.isalpha()) for sign in signs), None if BLANK in signs else signs)


def _signs(written: str) -> frozenset[str]:
    """What one piece of a pattern stands for; empty where that is too much to tell."""
    if _NUMBERS.fullmatch(written):
        return frozenset(DIGIT)
    members = _MEMBER.findall(written[1:-1] if written[0] == "[" else written)
    if written[0] == "(" or written == "." or members[0] == "^" or "-" in members[1:-1]:
        return frozenset()
    signs = [_sign(member) for member in members]
    return frozenset() if "" in signs else frozenset(signs)


def _sign(member: str) -> str:
    """One letter or sign of a pattern; "" for a class of many."""
    if member in _BLANKS:
        return BLANK
    if member == r"\d" or member.isdigit():
        return DIGIT
    if member[:2] in (r"\u", r"\x"):
        return chr(int(member[2:], 16))
    return "" if member == "_" or (len(member) > 1 and member[1].isalnum()) else member[-1]


def _repeated(one: _Piece, times: str) -> _Piece:
    """The same said over: behind it may stand the same again, and where it may be left out it is not needed."""
    again = one.opens if times in _ONCE else frozenset((letters, on and not letters) for letters, on in one.opens)
    may_lack = times[0] in "?*" or times[:2] in ("{0", "{,")
    return _Piece(again | _NOTHING, None) if may_lack else _Piece(again, one.needs)


def _joined(opens: frozenset[Opening], more: frozenset[Opening]) -> frozenset[Opening]:
    unended = [letters for letters, goes_on in opens if goes_on]
    if not unended:
        return opens
    ended = {opening for opening in opens if not opening[1]}
    if len(unended) * len(more) > _MOST:
        return frozenset(ended | {(letters, False) for letters in unended})
    return frozenset(ended | {_longer(letters, opening) for letters in unended for opening in more})


def _longer(letters: str, behind: Opening) -> Opening:
    more, goes_on = behind
    if letters and not more.isalpha():
        return letters, goes_on and not more
    return (letters + more)[:LONGEST], goes_on and len(letters + more) < LONGEST


def _rarer(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """Of two sets of letters the one that fewer texts hold."""
    if one is None or other is None:
        return one or other
    return min(one, other, key=_weight)


@lru_cache(maxsize=1024)
def _weight(letters: frozenset[str]) -> float:
    return sum(_COMMON.get(each, 0.4 ** len(each) if each.isalpha() else 0.1) for each in letters)
