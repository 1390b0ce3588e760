"""Lines into paragraphs, by where they begin and end on the page and only then by their words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from statistics import median

from plans.blocks import Paragraph, paragraph
from plans.labels import label_of
from plans.markers import marker_of
from plans.page_lines import Line, joined
from plans.text import is_torn

_ENDS = re.compile(r"[.;:!?…]['\"”)\]]?$")
_LABEL = re.compile(r"[^\W\d_a-zà-ỹđ][^.;:,]{3,28}:(?=\s|$)")  # also one that nobody knows, or with a slip
_STANDS_ALONE = re.compile(r"(?:\S+\s*){1,3}")  # "KẾ HOẠCH", "Phụ lục II", "Phần I"
_RIGHT_MARGIN = 57.0  # points, the decree's 20 mm
_LINES_OF_TEXT = 10
_WIDER = 1.25  # times the usual distance of lines: space between paragraphs


@dataclass(frozen=True, slots=True)
class Margins:
    """The left and right edges of a page's text, and whether all but last lines end at the right one."""

    left: float
    right: float
    justified: bool = False


@dataclass(frozen=True, slots=True)
class Set:
    """A line of body text as it is set: its indent and the room to its right, in points; `step` from the line above.

    `step` is None at the head of a page or column.
    """

    line: Line
    text: str
    indent: float
    room: float
    step: float | None
    justified: bool

    @property
    def even(self) -> bool:
        """True for equal room on both sides."""
        return abs(self.indent - self.room) < 1.5 * self.line.size

    @property
    def centred(self) -> bool:
        return self.even and min(self.indent, self.room) > 1.5 * self.line.size


def margins_of(pages: Sequence[Sequence[Line]], width: float) -> Margins:
    """The edges of the text on pages `width` points wide; between short lines nothing shows the right one."""
    lines = [line for page in pages for line in page]
    if not lines:
        return Margins(0.0, width)
    lefts = sorted(line.left for line in lines)
    # On a page of text a line that alone begins further left is no measure for the others.
    is_text = len(lefts) >= _LINES_OF_TEXT
    left = next((a for a, b in pairwise(lefts) if b - a < 4), lefts[0]) if is_text else lefts[0]
    right = max(line.right for line in lines)
    wrapped = [(a, b.words[0]) for page in pages for a, b in pairwise(page) if _is_wrapped(a, b)]
    if not wrapped:
        return Margins(left, max(right, width - _RIGHT_MARGIN))
    flush = sum(right - a.right < 2 for a, _ in wrapped)
    if flush > 1:
        return Margins(left, right, justified=flush > 0.8 * len(wrapped))
    # No wrapped line had room for the word that follows it.
    room = min(a.right + word.right - word.left for a, word in wrapped)
    return Margins(left, max(right, room - 0.5 * wrapped[0][0].size))


def _is_wrapped(a: Line, b: Line) -> bool:
    """True if the words alone show that the sentence of `a` goes on in `b`."""
    goes_on = b.words[0].text[0].islower() and marker_of(b.text) is None and not _ENDS.search(a.words[-1].text)
    return goes_on and 0 < b.bottom - a.bottom < 2.4 * a.size and len(a.words) > 3


def set_lines(lines: Sequence[Line], margins: Margins) -> list[Set]:
    """A page's lines with their places between its margins."""
    result: list[Set] = []
    above: Line | None = None
    for line in lines:
        indent, room = line.left - margins.left, margins.right - line.right
        step = line.bottom - above.bottom if above else None
        result.append(Set(line, line.text, indent, room, step, margins.justified))
        above = line
    return result


def paragraphs_of(lines: Sequence[Set]) -> list[Paragraph]:
    """The paragraphs of body lines, also of those that go on over a page."""
    usual = _usual_step(lines)
    indents = _indents_first_lines(lines)
    groups: list[list[Set]] = []
    for line in lines:
        if groups and not _begins(line, groups[-1], usual, indents=indents):
            groups[-1].append(line)
        else:
            groups.append([line])
    result: list[Paragraph] = []
    for group in groups:
        text = reduce(joined, (line.text for line in group))
        if result and is_torn(result[-1].text, text):
            result[-1] = Paragraph(joined(result[-1].text, text), result[-1].heading)
        else:
            result.append(paragraph(text, heading=_is_heading(group, text)))
    return result


def _is_heading(group: list[Set], text: str) -> bool:
    return len(text) < 120 and not re.search(r"[.:;,]$", text) and all(line.line.bold for line in group)


def _usual_step(lines: Sequence[Set]) -> float:
    """The distance between lines of one paragraph, as far as full lines tell."""
    steps = [b.step / b.line.size for a, b in pairwise(lines) if b.step and b.step > 0 and _is_full(a, b)]
    return median(steps) if steps else 2.0


def _indents_first_lines(lines: Sequence[Set]) -> bool:
    """True if what follows a full line mostly stands further left: first lines are indented."""
    follows = [b.indent - a.indent for a, b in pairwise(lines) if _is_full(a, b) and not a.centred]
    return sum(shift < -4 for shift in follows) > sum(shift > 4 for shift in follows)


def _is_full(a: Set, b: Set) -> bool:
    """True if the first word of `b` would not have fitted on `a`."""
    first = b.line.words[0]
    room = a.room + a.indent if a.centred else a.room
    # Justified lines end at the margin; only where sentences go on is a shorter one believed to be full.
    if a.justified and not a.centred and not b.text[0].islower():
        return room < 0.4 * a.line.size
    return room < first.right - first.left + 0.5 * a.line.size


def _begins(line: Set, group: list[Set], usual: float, *, indents: bool) -> bool:
    """True if a line begins a paragraph and does not go on with that of the lines before it."""
    last, size = group[-1], line.line.size
    apart = line.step is not None and line.step > usual * _WIDER * max(size, last.line.size)
    if line.centred and (last.centred or (last.even and last.line.bold and line.line.bold)):
        return apart or not _is_one_title(last, line)
    if apart or not _is_full(last, line) or (line.centred and not last.centred):
        return True
    text = last.text
    # Between ragged lines a full one tells less.
    if not line.justified and text.endswith(";") and line.text[0].isupper():
        return True
    if len(group) > 1:
        shift = line.indent - last.indent
        stands_out = abs(group[0].indent - last.indent) > 0.4 * size
        if abs(shift) > 0.5 * size:
            return True
        return not stands_out and opens(line.text, text)
    return _begins_second(line, last, text, indents=indents)


def _begins_second(line: Set, first: Set, text: str, *, indents: bool) -> bool:
    """The same for the second line after one that may be all of its paragraph."""
    shift, size = line.indent - first.indent, line.line.size
    if shift < -0.5 * size:
        # Below an indented first line the text goes on at the margin, even with a dash.
        return line.indent > 0.5 * size or (_is_whole(text, line.text) and opens(line.text, text))
    if shift > 0.5 * size:
        hangs = len(first.line.words) > 1 and abs(first.line.words[1].left - line.line.left) < 0.4 * size
        return opens(line.text, text) or (not hangs and _is_whole(text, line.text))
    return opens(line.text, text) or (indents and first.indent > 0.8 * size and _is_whole(text, line.text))


def _is_whole(text: str, following: str) -> bool:
    return bool(_ENDS.search(text)) and not following[:1].islower()


def _is_one_title(above: Set, line: Set) -> bool:
    if _STANDS_ALONE.fullmatch(above.text) or line.text.startswith("(") or opens(line.text, above.text):
        return False
    # "giai đoạn" / "2026 - 2030": a line without letters is in any case.
    alike = above.text.isupper() == line.text.isupper() or not re.search(r"[^\W\d]", line.text)
    return alike and above.line.bold == line.line.bold


def opens(line: str, text: str) -> bool:
    """True if the words of a line begin something new; "- xã hội" may go on with "kinh tế", "IV/2026" with "quý"."""
    ended = bool(_ENDS.search(text))
    marker = marker_of(line)
    if marker:
        follows = line[marker.end : marker.end + 1]
        return ended or not (follows.islower() or (follows.isdigit() and marker.is_counted))
    return (label_of(line) is not None or bool(_LABEL.match(line))) and (ended or not line[0].islower())
