"""List markers that open a paragraph: "I.", "1.", "2.1.", "a)", "-", "+", and how deep each kind stands."""

import re
from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """Depth of a paragraph in the outline; a smaller number encloses a larger one."""

    PART = 1  # Phần I, A.
    SECTION = 2  # I.
    NUMBER = 3  # 1.
    DECIMAL = 4  # 1.1.
    DEEP = 5  # 1.1.1.
    LETTER = 6  # a)
    OPENER = 7  # an unmarked sentence that opens a list
    DASH = 8
    PLUS = 9
    PLAIN = 10


@dataclass(frozen=True)
class Marker:
    """A marker as written without its punctuation, its level, and where the words after it begin."""

    name: str
    level: Level
    end: int

    @property
    def is_counted(self) -> bool:
        """True for numbers and letters, false for dashes."""
        return self.level < Level.OPENER


_ROMAN = r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})"
# A full stop and a blank make a marker of any number, also before an emoji, "[", "-" or "#".
_SIGNS_FIRST = r"\s+(?=\S.*[^\W\d_])"
_MARKERS = (
    (
        re.compile(r"((?:phần|chương|mục)\s+(?:thứ\s+\w+|[IVX]+|\d+|[A-HĐ](?=\s*[.:)]\s)))\b\s*[.:)\-–]?\s*", re.I),
        Level.PART,
    ),
    (re.compile(rf"({_ROMAN})\s*[.)/:\-–]\s*(?=\S)"), Level.SECTION),
    (re.compile(r"([A-HĐ])\s*[.)/]\s+(?=\S)"), Level.PART),
    (re.compile(r"(\d{1,2}\.\d{1,2}\.\d{1,2}(?:\.\d{1,2})*)\.?\)?\s+(?=\S)"), Level.DEEP),
    (
        re.compile(
            r"(\d{1,2}\.\d{1,2})(?:[.)]?\s*(?=[^\W\d_]|[“\"(\d]{1,4}[^\W\d_%]|100)"
            rf"(?!(?:triệu|tỷ|tỉ|nghìn|ha|km)\b)|[.)]{_SIGNS_FIRST}|\s?[-–]\s+(?=[^\W\d_]))"
        ),
        Level.DECIMAL,
    ),
    (
        re.compile(
            rf"(\d{{1,2}})\s*(?:[.)](?!\d+[./])(?:\s*(?=[^\W\d_]|[“\"(\[]|\s[“\"(\d])|{_SIGNS_FIRST})"
            r"|/\s*(?=[^\W\d_]{2}(?<![A-ZĐ]{2}))|/\s+(?=[A-ZĐ]{2,8}(?:[:,]|\s+[^\s\d–-])))"
            r"|(\d{1,2})\s*[\-–:]\s+(?=[^\W\d_])"
        ),
        Level.NUMBER,
    ),
    (re.compile(r"\((\d{1,2}|[a-zđ])\)\s*(?=\S)"), Level.LETTER),
    (re.compile(r"([a-zđ])\s?[.)/]\s*(?=\S)(?!\w\.)"), Level.LETTER),
    (re.compile(r"([+])\s*(?=\S)"), Level.PLUS),
    (re.compile(r"([-–—•▪●○◦§→*·➢➤►▶✓✔❖◆■□‣])\s*(?=[^\s\-–—_=*.])"), Level.DASH),
)


def marker_of(text: str) -> Marker | None:
    """The list marker that opens a paragraph, if any."""
    for pattern, level in _MARKERS:
        found = pattern.match(text)
        if found:
            return Marker(found[found.lastindex or 1], level, found.end())
    return None
