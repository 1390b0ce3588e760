"""Messages that are no Vietnamese sentence: other languages, links, code, a lone emoji."""

import re
import unicodedata
from enum import StrEnum

from vietnamese.text import clean, is_accented


class Odd(StrEnum):
    FOREIGN = "foreign"
    LINK = "link"
    CODE = "code"
    EMOJI = "emoji"
    MARKS = "marks"  # punctuation only


_LINK = re.compile(r"(?:https?://|www\.)\S+")
_CODE = re.compile(r"\s*(?:[{\[<].*[}\]>]|```.*)\s*", re.S)
_INSIDE = re.compile(r"[{}<>=;\"`]|\w\(")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# No reading of these is a Vietnamese word typed without accents, and nobody mixes two of them into Vietnamese.
_ENGLISH = re.compile(
    r"is|are|was|were|have|has|had|been|will|would|should|could|we|they|you|our|your|their|this|that|these|those|and|of|"
    r"with|from|please|already|yet|still|because|before|after|when|what|which|not|isn't|don't|can't|cannot|didn't|"
    r"haven't|i'm|it's|i've|finished|completed|waiting|tomorrow"
)
_AGREED = frozenset("👍👌✅☑✔❤♥🙏👏💯🆗🫡🤝💪🙆🙋")
_DRESS = frozenset("\ufe0f\u200d")  # the same emoji in colour, joined


def odd(text: str) -> Odd | None:
    """What a message is instead of a Vietnamese sentence; None for what must be read as one."""
    text = clean(text)
    letters = [letter for letter in text if letter.isalpha()]
    if not letters and not any(letter.isdigit() for letter in text):
        return Odd.EMOJI if _emoji(text) else Odd.MARKS
    if not re.search(r"\w", _LINK.sub("", text)):
        return Odd.LINK
    if _CODE.fullmatch(text) and len(_INSIDE.findall(text)) > 3:
        return Odd.CODE
    return Odd.FOREIGN if _is_foreign(text, letters) else None


def agrees(text: str) -> bool:
    """Whether a message is nothing but emoji that people send for "received": 👍, ✅, ❤."""
    signs = _emoji(clean(text))
    return bool(signs) and set(signs) <= _AGREED and not any(letter.isalnum() for letter in text)


def _emoji(text: str) -> list[str]:
    kinds = [(sign, unicodedata.category(sign)) for sign in text if sign not in _DRESS]
    return [sign for sign, kind in kinds if kind == "So"]  # skin tones are of another kind


def _is_foreign(text: str, letters: list[str]) -> bool:
    if sum(not unicodedata.name(letter, "").startswith("LATIN") for letter in letters) * 2 > len(letters):
        return True
    if is_accented(text):
        return False
    words = [word.casefold() for word in _WORD.findall(text.replace("’", "'"))]
    english = [word for word in words if _ENGLISH.fullmatch(word)]
    return len(set(english)) > 1 and len(english) * 5 >= len(words)
