"""Ruled tables on pages into rows: merged cells, rows that a page break cut, headers that every page repeats."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from plans.blocks import Row, row
from plans.page_grid import Grid, with_columns
from plans.page_lines import Line, joined, lines_of
from plans.page_paragraphs import opens
from plans.positions import Word
from vietnamese.text import squash
from vietnamese.unit_lists import is_unit_head

_PADDING = 5.4  # points, Word's own
_SERIAL = re.compile(r"(?:s?tt|số tt|số thứ tự)\.?", re.I)
_LINKS = re.compile(r"(?:[,–-]|\b(?:và|với|của|thuộc|các|cùng|cho|tại|về|do))$", re.I)
_AWAITS_DAY = re.compile(r"\b(?:ngày|tháng|quý|năm|từ|đến|trước|sau|trong)$", re.I)
_OPEN_END = re.compile(r"[^.;:!?…/]$")


@dataclass(frozen=True)
class Table:
    """A table on one page: its grid and the words inside."""

    grid: Grid
    words: tuple[Word, ...]


def tables_on(grids: list[Grid], words: Sequence[Word]) -> tuple[list[Table], list[Word]]:
    """The tables with their words, and the words beside them."""
    inside: dict[int, list[Word]] = defaultdict(list)
    rest: list[Word] = []
    for word in words:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        at = next((at for at, grid in enumerate(grids) if grid.place(x, y)), None)
        (rest if at is None else inside[at]).append(word)
    return [Table(grid, tuple(inside[at])) for at, grid in enumerate(grids) if inside[at]], rest


def goes_on(above: Table, below: Table) -> bool:
    """True if a table at the head of a page has the columns of the one that ends the page before."""
    few, many = sorted((_columns(above), _columns(below)), key=len)
    return all(any(abs(x - other) < 6 for other in many) for x in few)


def _columns(table: Table) -> list[float]:
    return [x - table.grid.columns[0] for x in table.grid.columns]


def rows_of(parts: list[Table]) -> list[Row]:
    """The rows of a table that stands on one page or goes on over several."""
    most = max(parts, key=lambda part: len(part.grid.columns))
    rows: list[list[str]] = []
    tails: list[int] = []
    for part in parts:
        shift = part.grid.columns[0] - most.grid.columns[0]
        grid = with_columns(part.grid, [x + shift for x in most.grid.columns])
        cells, areas = _cells(replace(part, grid=grid))
        tails = _continue(rows, tails, cells, areas) if rows else _tails(areas)
        rows += cells
    return [row(cells) for cells in rows if any(cells)]


def _cells(table: Table) -> tuple[list[list[str]], list[list[int]]]:
    """The text of every cell, and the merged cell that each is part of.

    As in a .docx, a cell merged over columns stands in the first, one merged over rows in each of them.
    """
    areas = table.grid.areas()
    words: dict[int, list[Word]] = defaultdict(list)
    for word in table.words:
        place = table.grid.place((word.left + word.right) / 2, (word.top + word.bottom) / 2)
        if place:
            words[areas[place[0]][place[1]]].append(word)
    width: dict[int, float] = {}
    columns = table.grid.columns
    for line in areas:
        for area in set(line):
            width[area] = sum(columns[at + 1] - columns[at] for at, other in enumerate(line) if other == area)
    text = {area: _cell_text(lines_of(inside), width[area]) for area, inside in words.items()}
    cells = [
        [text.get(area, "") if at == 0 or line[at - 1] != area else "" for at, area in enumerate(line)]
        for line in areas
    ]
    return cells, areas


def _cell_text(lines: list[Line], width: float) -> str:
    """A cell's words; a line of it ends where the next word would have fitted."""
    text = lines[0].text
    for above, line in pairwise(lines):
        last = text.rpartition("\n")[2]
        goes_on = _is_full(above, line, width - 2 * _PADDING) and not opens(line.text, last)
        text = joined(text, line.text) if goes_on else f"{text}\n{line.text}"
    return text


def _is_full(above: Line, line: Line, width: float) -> bool:
    """True if the next word did not fit; another unit below a rather short line is a line of its own.

    Not where the units stand behind commas: "Công an xã, Hội / LHPN xã" is parted by the width alone.
    """
    room = width - (above.right - above.left)
    is_open = _LINKS.search(above.text) or re.search(r"[,;] ", above.text)
    is_listed = room > 0.12 * width and len(above.words) > 2 and not is_open
    if is_listed and line.text[0].isupper() and is_unit_head(line.text):
        return False
    return room < line.words[0].right - line.words[0].left + 0.5 * line.size


def _continue(rows: list[list[str]], tails: list[int], more: list[list[str]], areas: list[list[int]]) -> list[int]:
    """Make whole what a page break cut: `more` loses its repeated header and the end of the row before.

    `tails` is for every column how many of the last rows are one merged cell; so is what is returned.
    """
    header = 0
    while header < min(3, len(more) - 1, len(rows)) and _same(rows[header], more[header]):
        header += 1
    del more[:header], areas[:header]
    heights = [sum(line[column] == area for line in areas) for column, area in enumerate(areas[0])]
    rest = list(more[0])
    # A cell merged over the break has its words on the first page.
    for column, height in enumerate(heights):
        if height > 1 and not rest[column]:
            _fill([more[:height]], column, rows[-1][column])
    is_cut = _is_cut(rows, more[0])
    for column, height in enumerate(heights):
        above, below = rows[-1][column], rest[column]
        if is_cut:
            _fill([rows[-tails[column] :], more[:height]], column, _rejoined(above, below))
        elif below and max(height, tails[column]) > 1 and _runs_on(above, below):
            _fill([rows[-tails[column] :], more[:height]], column, joined(above, below))
    if is_cut:
        del more[0], areas[0]
    return _tails(areas) if areas else tails


def _fill(parts: Sequence[list[list[str]]], column: int, text: str) -> None:
    for part in parts:
        for cells in part:
            cells[column] = text


def _tails(areas: list[list[int]]) -> list[int]:
    return [sum(line[column] == area for line in areas) for column, area in enumerate(areas[-1])]


def _runs_on(above: str, below: str) -> bool:
    """True if the words of a merged cell go on over the break, and no other cell begins."""
    return below[0].islower() or bool(_LINKS.search(above) or _AWAITS_DAY.search(above))


def _same(a: list[str], b: list[str]) -> bool:
    return any(a) and [squash(cell).casefold() for cell in a] == [squash(cell).casefold() for cell in b]


def _is_cut(rows: list[list[str]], rest: list[str]) -> bool:
    """True if the first row of a page is the end of the row before: nothing in its first cell, or half a sentence."""
    last = rows[-1]
    if rest[0].strip():
        return False
    if _SERIAL.fullmatch(squash(rows[0][0])):
        return bool(last[0].strip())
    return any(below and below[0].islower() for below in rest) or (len(rest) > 1 and not rest[1] and any(rest))


def _rejoined(above: str, below: str) -> str:
    if not above or not below:
        return above or below
    return joined(above, below) if _OPEN_END.search(above) and not opens(below, above) else f"{above}\n{below}"
