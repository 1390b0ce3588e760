"""Lines of a page that the recogniser passed over: ink that stands in no word it found."""

from collections.abc import Iterator, Sequence

import numpy as np

from plans.picture import Gray
from plans.recogniser import Seen
from plans.ruled import Box, without

_INK = 130
_MARGIN = 7  # pixels around a word for its tone marks and tails
_GAP = 3  # white rows within a line of letters
_MOST = 12


def missed_lines(picture: Gray, words: Sequence[Seen]) -> list[Box]:
    """Where whole lines were not read, from the top; stamps and signatures are mostly too high for a line."""
    if not words:
        return []
    usual = float(np.median([word.bottom - word.top for word in words]))
    read = [Box(w.left - _MARGIN, w.top - _MARGIN, w.right + _MARGIN, w.bottom + _MARGIN) for w in words]
    ink = without(picture, read) < _INK
    lines = (_inked(ink, top, bottom) for top, bottom in _runs(ink.sum(axis=1) >= usual / 2))
    found = [line for line in lines if usual / 2 < line.bottom - line.top < 2.5 * usual and _is_wide(ink, line, usual)]
    return [Box(line.left - 4, line.top - 8, line.right + 4, line.bottom + 6) for line in found[:_MOST]]


def _runs(inked: np.ndarray) -> Iterator[tuple[int, int]]:
    """The stretches of inked rows; a few white ones inside are no end."""
    rows = np.flatnonzero(inked)
    if len(rows):
        for part in np.split(rows, np.flatnonzero(np.diff(rows) > _GAP) + 1):
            yield int(part[0]), int(part[-1]) + 1


def _inked(ink: np.ndarray, top: int, bottom: int) -> Box:
    columns = np.flatnonzero(ink[top:bottom].any(axis=0))
    return Box(int(columns[0]), top, int(columns[-1]) + 1, bottom)


def _is_wide(ink: np.ndarray, line: Box, usual: float) -> bool:
    """True for some letters at least, not for a dash or a speck."""
    part = ink[line.top : line.bottom, line.left : line.right]
    return int(part.any(axis=0).sum()) > 4 * usual
