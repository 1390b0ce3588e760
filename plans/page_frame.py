"""What stands around a page's text: page numbers, running headers and footers, footnotes, stamps of signing."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from plans.page_lines import Line
from plans.positions import Page, Rule
from vietnamese.text import fold

_NUMBER = re.compile(r"\W*(?:trang\s*)?\d{1,3}(?:\s*(?:/|trên)\s*\d{1,3})?\W*", re.I)
_NOTE = re.compile(r"(?:\(?\d{1,2}\)?|\[\d{1,2}\]|\*{1,3})\s*\S")
_STAMP = re.compile(r"(?:người ký|ký bởi|thời gian ký|ngày ký|email|cơ quan|chức vụ|signature)\b[^:]*:", re.I)
_TOP, _BOTTOM = 0.11, 0.9  # shares of a page's height


def without_frames(pages: Sequence[tuple[Page, list[Line]]]) -> list[list[Line]]:
    """The lines of each page's text; footnotes are left out like the headers, for they never are work."""
    running = _running([(page, line) for page, lines in pages for line in _at_edges(page, lines)], len(pages))
    usual = median(sizes) if (sizes := [line.size for _, lines in pages for line in lines]) else 0.0
    result = []
    for page, lines in pages:
        edges = _at_edges(page, lines)
        kept = [
            line
            for line in lines
            if not (line in edges and (_key(line) in running or _is_number(line, lines)))
            and not (line.size < 0.85 * usual and _STAMP.match(line.text))
        ]
        result.append(_without_notes(kept, page.rules, page.width, usual))
    return result


def _at_edges(page: Page, lines: list[Line]) -> list[Line]:
    high = [line for line in lines[:3] if line.bottom < _TOP * page.height]
    return high + [line for line in lines[-3:] if line.top > _BOTTOM * page.height]


def _is_number(line: Line, lines: list[Line]) -> bool:
    return line in (lines[0], lines[-1]) and bool(_NUMBER.fullmatch(line.text))


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", fold(line.text))


def _running(edges: list[tuple[Page, Line]], pages: int) -> set[str]:
    """What stands at the edge of most pages."""
    counts = Counter(_key(line) for _, line in edges)
    return {key for key, count in counts.items() if count >= max(3, pages / 2)}


def _without_notes(lines: list[Line], rules: Sequence[Rule], width: float, usual: float) -> list[Line]:
    """The lines above the footnotes: small type down to the page's end, below a short line or a note's number."""
    start = len(lines)
    while start and lines[start - 1].size < 0.9 * usual:
        start -= 1
    for at in range(start, len(lines)):
        drawn = any(_is_note_rule(rule, lines, at, width) for rule in rules)
        if drawn or (_NOTE.match(lines[at].text) and lines[at].size < 0.8 * usual):
            return lines[:at]
    return lines


def _is_note_rule(rule: Rule, lines: list[Line], at: int, width: float) -> bool:
    above = lines[at - 1].bottom - 3 if at else 0.0
    is_short = 0.1 * width < rule.right - rule.left < 0.45 * width
    return rule.is_level and is_short and above <= rule.top <= lines[at].top + 4 and rule.left < 0.25 * width
