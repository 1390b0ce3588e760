"""The words of a scanned table, read in one go: its cells are laid out as lines of one column and put back after."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plans.picture import Gray
from plans.recogniser import COLUMN, Seen, begin, finish
from plans.ruled import Box
from plans.secrecy import is_blurred_stamp

_GAP = 30  # pixels of white between cells
_APART = 60  # the same between row numbers, which would be one word
_INK = 130
_OF_FRAME, _EDGE = 4, 6  # cells that the letters of a stamp may part it into; pixels that its border takes
_SPECK = 3  # dark pixels in a row or column that are still no letter


@dataclass(frozen=True, slots=True)
class _Put:
    """The inked part of a cell and where it stands in the column."""

    ink: Box
    left: int
    top: int

    def holds(self, word: Seen) -> bool:
        across, down = (word.left + word.right) // 2, (word.top + word.bottom) // 2
        return (
            self.left - _GAP // 2 <= across < self.left + self.ink.right - self.ink.left + _GAP // 2
            and self.top - _GAP // 2 <= down < self.top + self.ink.bottom - self.ink.top + _GAP // 2
        )

    def back(self, word: Seen) -> Seen:
        across, down = self.ink.left - self.left, self.ink.top - self.top
        box = (word.left + across, word.top + down, word.right + across, word.bottom + down)
        return Seen(word.text, *box, word.sure, word.line)


def read_cells(picture: Gray, cells: Sequence[Box], dpi: int) -> list[Seen]:
    """The words in these cells of the picture, in the cells' order."""
    inked = [ink for cell in cells if (ink := _inked(picture, cell))]
    if not inked:
        return []
    put = _laid_out(inked)
    width = max(each.left + each.ink.right - each.ink.left for each in put) + _GAP
    height = max(each.top + each.ink.bottom - each.ink.top for each in put) + _GAP
    column = np.full((height, width), 255, dtype=np.uint8)
    for each in put:
        part = picture[each.ink.top : each.ink.bottom, each.ink.left : each.ink.right]
        column[each.top : each.top + part.shape[0], each.left : each.left + part.shape[1]] = part
    words = finish(begin(column, COLUMN, dpi))
    return [each.back(word) for each in put for word in words if each.holds(word)]


def framed_words(picture: Gray, cells: Sequence[Box], dpi: int) -> tuple[str, ...]:
    """What a frame says that stands alone, as a stamp's does; its letters may have been taken for lines of a table."""
    if not 1 <= len(cells) <= _OF_FRAME:
        return ()
    left, top = min(cell.left for cell in cells) + _EDGE, min(cell.top for cell in cells) + _EDGE
    right, bottom = max(cell.right for cell in cells) - _EDGE, max(cell.bottom for cell in cells) - _EDGE
    if bottom - top < _EDGE or right - left < _EDGE or (bottom - top) * 6 > picture.shape[0]:
        return ()
    inside = np.pad(picture[top:bottom, left:right], _GAP, constant_values=255)
    said = " ".join(word.text for word in finish(begin(inside, COLUMN, dpi)))
    return ("MẬT",) if is_blurred_stamp(said) else (said,)


def _inked(picture: Gray, cell: Box) -> Box | None:
    """The part of a cell that has writing; None for an empty one."""
    ink = picture[cell.top : cell.bottom, cell.left : cell.right] < _INK
    rows, columns = (np.flatnonzero(ink.sum(axis=axis) >= _SPECK) for axis in (1, 0))
    if len(rows) < 4 or not len(columns):
        return None
    top, bottom = max(0, int(rows[0]) - 3), min(ink.shape[0], int(rows[-1]) + 4)
    left, right = max(0, int(columns[0]) - 4), min(ink.shape[1], int(columns[-1]) + 5)
    return Box(cell.left + left, cell.top + top, cell.left + right, cell.top + bottom)


def _laid_out(inked: Sequence[Box]) -> list[_Put]:
    """Wide cells below each other; the low and narrow ones, row numbers mostly, side by side.

    A number alone on a line is easily misread, one among others is not.
    """
    widest = max(box.right - box.left for box in inked)
    low = min(box.bottom - box.top for box in inked) * 1.6
    put: list[_Put] = []
    left, top, tall = _GAP, _GAP, 0
    small = [box for box in inked if box.right - box.left < widest / 5 and box.bottom - box.top <= low]
    for box in small:
        if left + box.right - box.left > widest + _GAP:
            left, top, tall = _GAP, top + tall + _GAP, 0
        put.append(_Put(box, left, top))
        left += box.right - box.left + _APART
        tall = max(tall, box.bottom - box.top)
    top += tall + _GAP if small else 0
    for box in inked:
        if box not in small:
            put.append(_Put(box, _GAP, top))
            top += box.bottom - box.top + _GAP
    return sorted(put, key=lambda each: inked.index(each.ink))
