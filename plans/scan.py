"""Scanned pages and photos of pages as words and rules on pages; what cannot be read well is named, not guessed."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from PIL import Image

from plans.draft import Tell, UnreadableError, silent
from plans.mend import mended
from plans.picture import Gray, cleaned, is_blank, lies_on_its_side
from plans.positions import Page, Rule, Word
from plans.programs import Started
from plans.recogniser import PAGE, Seen, begin, check, finish
from plans.ruled import Box, cells_of, lines_of, without
from plans.scan_cells import read_cells

DPI, FINE_DPI = 200, 300
AT_ONCE = 2  # recognisers side by side
MOST_PAGES = 60
_CLEAR = 0.72  # mean confidence below which a page is not read but named
_DIM = 0.85  # below this another look may be worth its time
_SMALL = 4.2  # points; the height of an x or of a word without long letters in 9 point type

Draw = Callable[[int], Image.Image]


@dataclass(frozen=True)
class Sheet:
    """A page that is a picture: its number in the document, and how to get the picture at so many dots per inch."""

    number: int
    draw: Draw


@dataclass(frozen=True)
class _Look:
    """A page with the recogniser at work on it."""

    sheet: Sheet
    picture: Gray
    dpi: int
    lines: tuple[list[Box], list[Box]]
    cells: list[Box]
    child: Started


def read_sheets(sheets: Sequence[Sheet], tell: Tell = silent, of: int = 0) -> tuple[list[Page], list[int]]:
    """The pages with their words, and the numbers of those that cannot be read well, which have none.

    `of` is how many pages the whole document has. A blank page is read well. Raises UnreadableError where the
    recogniser is not installed or where there are too many pages.
    """
    if len(sheets) > MOST_PAGES:
        raise UnreadableError(f"Bản quét có {len(sheets)} trang, quá nhiều để đọc ảnh; hãy chỉ gửi các trang kế hoạch.")
    pages = list(_read(sheets, tell, of or len(sheets)))
    return [page for page, _ in pages], [page.number for page, clear in pages if not clear]


def _read(sheets: Sequence[Sheet], tell: Tell, of: int) -> Iterator[tuple[Page, bool]]:
    """Pages with whether they are clear; the next picture is cleaned while the recogniser reads the last."""
    looks: deque[_Look] = deque()
    checked = False
    for sheet in sheets:
        tell(sheet.number, of)
        picture = cleaned(sheet.draw(DPI))
        if is_blank(picture):
            yield Page(sheet.number, 0.0, 0.0, ()), True
            continue
        if not checked:
            check()
            checked = True
        looks.append(_look(sheet, picture, DPI))
        if len(looks) == AT_ONCE:
            yield _result(looks.popleft())
    while looks:
        yield _result(looks.popleft())


def _look(sheet: Sheet, picture: Gray, dpi: int) -> _Look:
    if lies_on_its_side(picture):
        picture = np.rot90(picture)
    level, upright = lines_of(picture, dpi)
    cells = cells_of(level, upright)
    bare = without(picture, [*level, *upright])
    # The words of a table are read cell by cell: as part of the page its columns would run into each other.
    around = without(bare, cells)
    return _Look(sheet, bare, dpi, (level, upright), cells, begin(around, PAGE, dpi))


def _result(look: _Look) -> tuple[Page, bool]:
    words = _words(look)
    sure = _mean(words)
    if look.dpi == DPI and words and sure < _DIM and _height(words) * 72 / DPI < _SMALL:
        again = _look(look.sheet, cleaned(look.sheet.draw(FINE_DPI)), FINE_DPI)
        finer = _words(again)
        look, words = (again, finer) if _mean(finer) > sure else (look, words)
    if _mean(words) < _CLEAR:
        upside_down = replace(look, picture=np.rot90(look.picture, 2), cells=[])
        turned = finish(begin(upside_down.picture, PAGE, look.dpi))
        if _mean(turned) >= _CLEAR:
            look, words = _look(look.sheet, np.rot90(look.picture, 2), look.dpi), turned
            words = _words(look)
    clear = _mean(words) >= _CLEAR
    return _page(look, words if clear else []), clear


def _words(look: _Look) -> list[Seen]:
    words = mended(finish(look.child), look.picture)
    return words + mended(read_cells(look.picture, look.cells, look.dpi), look.picture) if look.cells else words


def _mean(words: Sequence[Seen]) -> float:
    """How sure the recogniser is, weighed by length: a speck read as a dot says little about the page."""
    letters = sum(len(word.text) for word in words)
    return sum(word.sure * len(word.text) for word in words) / letters if letters else 0.0


def _height(words: Sequence[Seen]) -> float:
    return float(np.median([word.bottom - word.top for word in words]))


def _page(look: _Look, words: Sequence[Seen]) -> Page:
    scale = 72 / look.dpi
    rules = tuple(
        Rule(line.left * scale, line.top * scale, line.right * scale, line.bottom * scale)
        for lines in look.lines
        for line in lines
    )
    placed = tuple(
        Word(w.text, w.left * scale, w.top * scale, w.right * scale, w.bottom * scale, sure=w.sure) for w in words
    )
    height, width = look.picture.shape
    return Page(look.sheet.number, width * scale, height * scale, placed, rules if words else ())


def _levelled(words: Sequence[Seen]) -> list[Seen]:
    """The words with the height of their line: what a recogniser gives is the height of their ink, small for "ra"."""
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
    usual = _height(words) if words else 0.0
    level = []
    for line in lines:
        height, bottom = _height(line), int(np.median([word.bottom for word in line]))
        if 0.65 * usual < height < 1.2 * usual or len(line) == 1:
            height = max(usual, height)
        level += [replace(word, top=bottom - round(height), bottom=bottom) for word in line]
    return level
