"""A message as the rules read it: lower case, shorthand written out, each word still tied to what was typed."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from messages.shorthand import BARE, expand, is_task_number, term
from vietnamese.heard import HIDDEN, Heard, Span, blanked, letters_of
from vietnamese.phrases import awaits, reading
from vietnamese.telex import is_syllable, telex, vni
from vietnamese.text import clean, fold, is_accented, squash

__all__ = ["HIDDEN", "NEAR", "Span", "Wording", "read_nouns", "wording"]

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|\n|[^\S\n]+|.")
_CHUNK = re.compile(r"\S+|\s+")
_TONE_OLD = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe",
             "oẽ": "õe", "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"}  # fmt: skip
_OLD_TONE = re.compile(rf"(?<!q)({'|'.join(_TONE_OLD)})$")
_EDGE = " ,;:.!?…\"'()[]-–\n·"
REACH = 120  # characters; longer than any clause that a rule reads as one
_RUN_ON = re.compile(r"(?i)(?:đã|đang|chưa|không|xong|vẫn|sẽ)(?=[^\W\d_]{2})")  # "đãhoàn thành"
_MUCH = 240  # characters left out of a stretch, for which its letters are gathered anew
NEAR = 50  # for words right beside a number


@dataclass(eq=False)
class Wording(Heard):
    """`text` is what rules match, `origin[i]` the span in `raw` behind character i; `plain`: typed without accents.

    `nouns` are what the reader's office counts besides the built-in indicators.
    """

    raw: str
    origin: tuple[Span, ...]
    nouns: tuple[str, ...] = ()

    def typed(self, start: int, end: int) -> str:
        """The words as the person typed them, without punctuation at the edges."""
        spans = self.origin[start:end]
        return self.raw[spans[0][0] : spans[-1][1]].strip(_EDGE) if spans else ""

    def cut(self, start: int, end: int) -> "Wording":
        if len(self.text) > end - start + _MUCH:
            return self.apart(start, end)
        return Wording(self.text[start:end], self.plain, self.letters, self.raw, self.origin[start:end], self.nouns)

    def apart(self, start: int, end: int) -> "Wording":
        """A stretch that many rules will read: letters of its own keep most of them out."""
        text = self.text[start:end]
        return Wording(text, self.plain, letters_of(text), self.raw, self.origin[start:end], self.nouns)

    def before(self, at: int, reach: int = REACH) -> "Wording":
        """The words shortly before a place; no rule looks back further, or long messages would take long."""
        start = max(0, at - reach)
        return self.cut(self.text.find(" ", start, at) if start else 0, at)

    def after(self, at: int) -> "Wording":
        """The words shortly behind a place."""
        return self.cut(at, at + REACH)

    def hide(self, spans: Iterable[Span], mark: str = HIDDEN) -> "Wording":
        """The same text with these spans blanked, so that no later rule reads them again."""
        hidden = list(spans)
        if not hidden:
            return self
        letters = self.letters if mark in self.letters else self.letters | {mark}
        return Wording(blanked(self.text, hidden, mark), self.plain, letters, self.raw, self.origin, self.nouns)


def wording(message: str) -> Wording:
    """Normalise a message; pure and total: any text gives a Wording."""
    raw = clean(message)
    tokens = _tokens(raw)
    words = [(w, s) for w, s in tokens if not w.isspace() or w == "\n"]
    full, plain = _written_out([w for w, _ in words])
    text, origin = "", []
    for (word, span), before, shown in zip(words, [None, *words], full, strict=False):
        if before and (before[1][1] < span[0] or _glued(before[0], word)) and not text.endswith("\n"):
            text += " "
            origin.append((span[0], span[0]))
        text += shown
        origin.extend([span] * len(shown))
    return Wording(text, plain, letters_of(text), raw, tuple(origin))


@lru_cache(maxsize=64)
def read_nouns(nouns: tuple[str, ...]) -> tuple[str, ...]:
    """Nouns as typed and as the rules read them, for shorthand is written out before any rule sees it."""
    read = {form for noun in nouns for form in (_lower_all(noun), wording(noun).text)}
    return tuple(sorted(form for form in read if any(map(str.isalpha, form))))


def _lower_all(noun: str) -> str:
    return "".join(map(_lower, squash(clean(noun))))


def _tokens(raw: str) -> list[tuple[str, Span]]:
    """Words, numbers and marks with their places; "NV2đã" is three tokens, VNI keystrokes are one."""
    tokens: list[tuple[str, Span]] = []
    loose = sum(_vni(word.strip(".,;!?")) is not None for word in raw.split()) > 1
    for match in _CHUNK.finditer(raw):
        at = match.start()
        tokens += [(word, (at + start, at + end)) for word, start, end in _tokens_of(match.group(), loose=loose)]
    return tokens


def _vni(word: str, *, loose: bool = False) -> str | None:
    return vni(word, loose=loose) if any(map(str.isdigit, word)) else None


@lru_cache(maxsize=4096)
def _tokens_of(chunk: str, *, loose: bool) -> tuple[tuple[str, int, int], ...]:
    """The tokens of what stands between two blanks."""
    if decoded := _vni(chunk.strip(".,;!?"), loose=loose):
        return ((decoded, 0, len(chunk)),)
    return tuple((chunk[start:end], start, end) for token in _TOKEN.finditer(chunk) for start, end in _apart(token))


def _apart(token: re.Match[str]) -> list[Span]:
    """A word in two where its blank was left out: "đãhoàn", "chưaxong"."""
    run_on = _RUN_ON.match(token.group())
    at = token.start() + run_on.end() if run_on else token.end()
    if at == token.end() or is_syllable(fold(token.group())) or not is_syllable(fold(token.string[at : token.end()])):
        return [token.span()]
    return [(token.start(), at), (at, token.end())]


def _glued(before: str, word: str) -> bool:
    """Letters and digits typed together ("3hn", "NV2đã", "12tr5") are read apart."""
    if before[-1].isalpha() and word[0].isalpha():
        return True  # parted by `_apart`
    return (before[-1].isalpha() and word[0].isdigit()) or (before[-1].isdigit() and word[0].isalpha())


def _written_out(words: list[str]) -> tuple[list[str], bool]:
    """Each token's full words, and whether the message was typed without accents."""
    lower = [_typed_well(w) for w in words]
    plain = not _has_accents(lower)
    full = [
        word
        if _is_initial(typed, words[i - 1] if i else "", after)
        else expand(word, "" if word == "k" and is_task_number(lower, i) else before, after)
        for i, (typed, before, word, after) in enumerate(
            zip(words, ["", *lower], lower, [*lower[1:], ""], strict=False)
        )
    ]
    for i in range(len(full) - 1):
        if full[i].isalpha() and full[i + 1].isalpha() and (meant := term(full[i], full[i + 1])):
            full[i], full[i + 1] = meant.split()
    if not plain:
        return [BARE.get(w, w) for w in full], plain
    return _read_bare(full), plain


def _read_bare(full: list[str]) -> list[str]:
    """Folded words, the ambiguous ones told apart by their neighbours."""
    words = [w for token in full for w in (fold(token).split(" ") if token.strip() else [token])]
    read = iter(
        "chờ" if word == "cho" and awaits(words, at) else reading(word, words[at - 1] if at else "", after)
        for at, (word, after) in enumerate(zip(words, [*words[1:], ""], strict=True))
    )
    return [" ".join(next(read) for _ in (token.split(" ") if token.strip() else [token])) for token in full]


def _is_initial(word: str, before: str, after: str) -> bool:
    """The K of "Trần Minh K." or "em K. lớp 9" is no shorthand."""
    named = before[:1].isupper() and before[1:].islower()
    return len(word) == 1 and word.isupper() and (named or (after == "." and fold(before) in ("em", "chau", "be")))


@lru_cache(maxsize=4096)
def _typed_well(word: str) -> str:
    """A word in lower case, its tone where it belongs, without the keystrokes of an input method that was off."""
    word = _new_tone(_lower(word))
    return telex(word) or word


def _lower(word: str) -> str:
    """Lower case, letter by letter, so that no letter becomes two."""
    if len(word) == 1 and unicodedata.category(word) in ("So", "Sk", "Cn", "Mn"):
        return "."  # an emoji ends a clause and says nothing
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in word)


def _new_tone(word: str) -> str:
    """hoà -> hòa, thuỷ -> thủy, for comparing; "quý" stays."""
    return _OLD_TONE.sub(lambda m: _TONE_OLD[m.group()], word)


def _has_accents(words: list[str]) -> bool:
    """Whether the writer used accents: one "ạ" or one name in a bare sentence does not count."""
    letters = [w for w in words if w.isalpha()]
    return sum(is_accented(w) for w in letters) * 5 > len(letters)
