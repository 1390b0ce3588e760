"""Scanned pages and photos of pages as words and rules on pages; what cannot be read well is named, not guessed."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from plans.draft import Tell, UnreadableError, silent
from plans.mend import mended
from plans.missed import missed_lines
from plans.picture import Gray, cleaned, is_blank, lies_on_its_side
from plans.positions import Page, Rule, Word
from plans.programs import Started
from plans.recogniser import PAGE, Seen, begin, check, finish
from plans.ruled import Box, cells_of, lines_of, without
from plans.scan_cells import framed_words, read_cells

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
    picture: Gray  # turned, without its ruled lines
    dpi: int
    turns: int  # quarter turns, counter-clockwise
    lines: tuple[list[Box], list[Box]]
    cells: list[Box]
    child: Started
    ruled: Gray  # the same with them


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


def _look(sheet: Sheet, picture: Gray, dpi: int, turns: int | None = None) -> _Look:
    """The recogniser at work on a picture after so many quarter turns, or as its lines seem to lie."""
    level, upright = lines_of(picture, dpi)
    bare = without(picture, [*level, *upright])
    if turns is None:
        # Judged by the letters alone: a table's upright lines would look like lines of text that run up the page.
        turns = int(lies_on_its_side(bare))
    if turns:
        picture = np.rot90(picture, turns)
        level, upright = lines_of(picture, dpi)
        bare = without(picture, [*level, *upright])
    cells = cells_of(level, upright)
    # The words of a table are read cell by cell: as part of the page its columns would run into each other.
    around = without(bare, cells)
    return _Look(sheet, bare, dpi, turns, (level, upright), cells, begin(around, PAGE, dpi), picture)


def _result(look: _Look) -> tuple[Page, bool]:
    words = _words(look)
    sure = _mean(words)
    if look.dpi == DPI and words and sure < _DIM and _height(words) * 72 / DPI < _SMALL:
        again = _look(look.sheet, cleaned(look.sheet.draw(FINE_DPI)), FINE_DPI, look.turns)
        finer = _words(again)
        look, words = (again, finer) if _mean(finer) > sure else (look, words)
    if _mean(words) < _CLEAR:
        look, words = _turned(look) or (look, words)
    clear = _mean(words) >= _CLEAR
    return _page(look, words if clear else []), clear


def _turned(look: _Look) -> tuple[_Look, list[Seen]] | None:
    """An unclear page the way up that makes it clear; first upside down."""
    for more in (2, 3, 1):
        picture = cleaned(look.sheet.draw(look.dpi))
        again = _look(look.sheet, picture, look.dpi, (look.turns + more) % 4)
        words = _words(again)
        if _mean(words) >= _CLEAR:
            return again, words
    return None


def _words(look: _Look) -> list[Seen]:
    words = mended(finish(look.child), look.picture)
    words += _passed_over(look, words)
    return words + mended(read_cells(look.picture, look.cells, look.dpi), look.picture) if look.cells else words


def _passed_over(look: _Look, words: Sequence[Seen]) -> list[Seen]:
    """The words of lines that a first look at the page left out, where a second one reads them clearly."""
    lines = missed_lines(without(look.picture, look.cells), words)
    found = read_cells(look.picture, lines, look.dpi) if lines else []
    clear = [line for line in lines if _mean([word for word in found if _within(word, line)]) >= _CLEAR]
    return mended([word for word in found if any(_within(word, line) for line in clear)], look.picture)


def _within(word: Seen, box: Box) -> bool:
    return box.left <= word.left < box.right and box.top <= (word.top + word.bottom) // 2 < box.bottom


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
    return Page(
        look.sheet.number,
        width * scale,
        height * scale,
        placed,
        rules if words else (),
        framed_words(look.ruled, look.cells, look.dpi),
    )
