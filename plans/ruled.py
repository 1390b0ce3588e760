"""Ruled lines in a picture of a page, the cells they enclose, and the picture without them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from plans.picture import Gray

Mask = npt.NDArray[np.bool_]
_INK = 150
_FULL = 0.9  # of a stretch is dark where a line runs: noise makes holes
_NEAR = 6  # pixels between two ends that meet
_LOOSE = 24  # pixels that noise may add to a line's end
_MARGIN = 3  # pixels of a cell's edge that belong to its lines


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels, the right and bottom edges excluded."""

    left: int
    top: int
    right: int
    bottom: int


def lines_of(picture: Gray, dpi: int) -> tuple[list[Box], list[Box]]:
    """The level lines of at least half an inch and the upright ones of a fifth, each as a thin box."""
    ink = picture < _INK
    level = _lines(ink, dpi // 2)
    upright = [Box(line.top, line.left, line.bottom, line.right) for line in _lines(ink.T, dpi // 5)]
    # A capital's stem is an upright stretch too; a rule of a table meets a level line at both ends.
    upright = [line for line in upright if _meets(line, level)]
    return [_ended(line, upright) for line in level], upright


def _ended(level: Box, upright: Sequence[Box]) -> Box:
    """A line of a table that ends in its outer lines: grains beside them make it look a little longer."""
    crossing = [line.left for line in upright if line.top - _NEAR <= level.bottom and level.top <= line.bottom + _NEAR]
    left = min((x for x in crossing if abs(x - level.left) <= _LOOSE), default=level.left)
    right = max((x + 2 for x in crossing if abs(x - level.right) <= _LOOSE), default=level.right)
    return replace(level, left=left, right=right)


def _meets(upright: Box, level: Sequence[Box]) -> bool:
    ends = (upright.top, upright.bottom)
    return all(
        any(
            line.left - _NEAR <= upright.left <= line.right + _NEAR and abs(line.top - end) <= 2 * _NEAR
            for line in level
        )
        for end in ends
    )


def _lines(ink: Mask, length: int) -> list[Box]:
    """Level stretches of at least `length` pixels; a tilt of a few pixels and holes are let pass."""
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    sums = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.int32)
    np.cumsum(thick, axis=1, out=sums[:, 1:])
    if ink.shape[1] < length:
        return []
    dense = sums[:, length:] - sums[:, :-length] >= length * _FULL
    runs: list[Box] = []
    for y in np.nonzero(dense.any(axis=1))[0].tolist():
        edges = np.flatnonzero(np.diff(np.concatenate(([0], dense[y].view(np.int8), [0]))))
        for start, end in edges.reshape(-1, 2).tolist():
            dark = np.flatnonzero(thick[y, start : end + length - 1]).tolist()
            runs.append(Box(start + dark[0], y, start + dark[-1] + 1, y + 1))
    return [line for line in _joined(runs) if line.bottom - line.top <= max(8, length // 4)]


def _joined(runs: Sequence[Box]) -> list[Box]:
    """Stretches that touch are one line."""
    lines: list[Box] = []
    for run in runs:
        touching = [
            line
            for line in lines
            if run.top <= line.bottom + 1 and run.left <= line.right + _NEAR and line.left <= run.right + _NEAR
        ]
        lines = [line for line in lines if line not in touching]
        together = [run, *touching]
        lines.append(
            Box(
                min(line.left for line in together),
                min(line.top for line in together),
                max(line.right for line in together),
                max(line.bottom for line in together),
            )
        )
    return lines


def without(picture: Gray, lines: Sequence[Box]) -> Gray:
    """The picture with its lines painted over, since a recogniser takes them for letters."""
    bare = picture.copy()
    for line in lines:
        bare[max(0, line.top - 1) : line.bottom + 1, max(0, line.left - 1) : line.right + 1] = 255
    return bare


def cells_of(level: Sequence[Box], upright: Sequence[Box]) -> list[Box]:
    """The closed fields of the tables that these lines draw, row by row."""
    ys = _places([(line.top + line.bottom) // 2 for line in level])
    xs = _places([(line.left + line.right) // 2 for line in upright])
    if len(xs) < 2 or len(ys) < 2:
        return []
    return sorted(_fields(xs, ys, level, upright), key=lambda box: (box.top, box.left))


def _places(centres: Sequence[int]) -> list[int]:
    kept: list[int] = []
    for centre in sorted(centres):
        if not kept or centre - kept[-1] > 2 * _NEAR:
            kept.append(centre)
    return kept


def _fields(xs: list[int], ys: list[int], level: Sequence[Box], upright: Sequence[Box]) -> Iterator[Box]:
    """From each corner right to the next upright line there, and down to the next level line below."""
    for top in range(len(ys) - 1):
        for left in range(len(xs) - 1):
            if not (
                _level_at(level, xs[left], xs[left + 1], ys[top])
                and _upright_at(upright, xs[left], ys[top], ys[top + 1])
            ):
                continue
            right = next(
                (x for x in range(left + 1, len(xs)) if _upright_at(upright, xs[x], ys[top], ys[top + 1])), None
            )
            if right is None:
                continue
            bottom = next((y for y in range(top + 1, len(ys)) if _level_at(level, xs[left], xs[left + 1], ys[y])), None)
            if bottom is not None:
                yield Box(xs[left] + _MARGIN, ys[top] + _MARGIN, xs[right] - _MARGIN, ys[bottom] - _MARGIN)


def _level_at(level: Sequence[Box], left: int, right: int, y: int) -> bool:
    middle = (left + right) // 2
    return any(line.top - _NEAR <= y <= line.bottom + _NEAR and line.left <= middle <= line.right for line in level)


def _upright_at(upright: Sequence[Box], x: int, top: int, bottom: int) -> bool:
    middle = (top + bottom) // 2
    return any(line.left - _NEAR <= x <= line.right + _NEAR and line.top <= middle <= line.bottom for line in upright)
