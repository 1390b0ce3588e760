"""Words on a page into lines, and what two columns say: letterheads and signatures are read column by column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plans.positions import Word

_MOTTO = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|ĐOÀN (?:TNCS|THANH NIÊN)")
_ADDRESSEES = re.compile(r"nơi nhận\b", re.I)
_BROKEN = re.compile(r"[^\W_][-/]$")
_SIGNER = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.\s?[A-ZĐỦ]{2}|(?:GIÁM ĐỐC|CHỦ TỊCH|BÍ THƯ|HIỆU TRƯỞNG|TRƯỞNG [A-ZĐ ]+)$")


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on one line, from left to right, and the box around them; `size` is their usual height."""

    words: tuple[Word, ...]
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


Sides = tuple[Line | None, Line | None]


def line_of(words: Sequence[Word]) -> Line:
    """The line of one or more words."""
    words = sorted(words, key=lambda word: word.left)
    return Line(
        tuple(words),
        words[0].left,
        min(word.top for word in words),
        max(word.right for word in words),
        max(word.bottom for word in words),
        sorted([word.bottom - word.top for word in words])[len(words) // 2],
    )


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The lines of a page or cell from top to bottom; words that stand a little higher or lower belong to them."""
    lines: list[list[Word]] = []
    middle = 0.0
    for word in sorted(words, key=lambda word: word.top + word.bottom):
        here = (word.top + word.bottom) / 2
        if lines and here - middle < 0.45 * max(word.bottom - word.top, lines[-1][0].bottom - lines[-1][0].top):
            lines[-1].append(word)
        else:
            lines.append([word])
            middle = here
    return [line_of(line) for line in lines]


def joined(text: str, line: str) -> str:
    """Words and those of the next line; what a hyphen or a slash inside a word ends goes on ("148/KH-" "UBND")."""
    return text + ("" if _BROKEN.search(text) and line[:1].isalnum() else " ") + line


def by_columns(lines: list[Line], width: float) -> list[tuple[list[Line], bool]]:
    """Runs of lines in reading order, and for each whether they stood in two columns: left, then right."""
    runs: list[tuple[list[Line], bool]] = []
    at = 0
    while at < len(lines):
        columns = _columns(lines, at, width)
        if columns:
            runs.append(([line for side in (0, 1) for pair in columns if (line := pair[side])], True))
        elif runs and not runs[-1][1]:
            runs[-1][0].append(lines[at])
        else:
            runs.append(([lines[at]], False))
        at += len(columns) or 1
    return runs


def _columns(lines: list[Line], start: int, width: float) -> list[Sides]:
    """The halves of the lines in two columns that begin at `start`; none if no columns do."""
    columns: list[Sides] = []
    inner, outer = 0.0, width  # between which the columns' edge must be
    for line in lines[start:]:
        sides = _sides(line, width)
        if not all(sides):
            halves = _at_edge(line, (inner + outer) / 2) if inner else (None, None)
            if not any(sides) and not all(halves):
                break
            sides = halves if inner else sides
        left, right = sides
        if left and right:
            inner, outer = max(inner, left.right), min(outer, right.left)
        columns.append(sides)
    named = next((at for at, side in enumerate(columns[:6]) if _opens_columns(*side)), None)
    if named is None or not any(left for left, _ in columns) or not any(right for _, right in columns):
        return []
    # One column may begin a line or two above the other, but nothing else of the page belongs to them.
    return columns if start == 0 or all(left is None for left, _ in columns[:named]) else []


def _opens_columns(left: Line | None, right: Line | None) -> bool:
    said = right.text if right else ""
    return bool(_MOTTO.match(said) or (left and (_ADDRESSEES.match(left.text) or _SIGNER.match(said))))


def _at_edge(line: Line, edge: float) -> Sides:
    """The same for a line of which the places alone do not show it: "DÂN" beside "NAM"."""
    left = [word for word in line.words if word.right <= edge]
    right = [word for word in line.words if word.left > edge]
    if left and right and len(left) + len(right) == len(line.words) and right[0].left - left[-1].right > line.size:
        return line_of(left), line_of(right)
    return (line, None) if line.middle < edge else (None, line)


def _sides(line: Line, width: float) -> Sides:
    """What of a line belongs to a left and to a right column; nothing to either where it runs across the page."""
    gaps = [(b.left - a.right, at) for at, (a, b) in enumerate(pairwise(line.words), 1)]
    for _, at in sorted((gap for gap in gaps if gap[0] > 0.5 * line.size), reverse=True)[:3]:
        left, right = line_of(line.words[:at]), line_of(line.words[at:])
        if left.middle < 0.43 * width and right.middle > 0.57 * width and _is_apart(line, at):
            return left, right
    if line.middle < 0.4 * width and line.right < 0.56 * width:
        return line, None
    if line.middle > 0.58 * width and line.left > 0.36 * width:
        return None, line
    return None, None


def _is_apart(line: Line, at: int) -> bool:
    """True if the gap before a word is wider than those between the line's other words, or a motto follows it."""
    gap = line.words[at].left - line.words[at - 1].right
    others = [b.left - a.right for number, (a, b) in enumerate(pairwise(line.words), 1) if number != at]
    return (
        gap > 1.2 * line.size or gap > 2 * max(others, default=0.0) or bool(_MOTTO.match(line_of(line.words[at:]).text))
    )
