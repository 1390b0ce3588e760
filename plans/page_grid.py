"""The grid of a ruled table: its lines joined, its columns and rows, and which cells are merged."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plans.positions import Rule

_NEAR = 3.0  # points within which lines are the same or touch
_MOST_LINES = 1_000  # a page of a drawing has more, a table never
Span = tuple[float, float, float]  # where a line is, and from where to where it runs


@dataclass(frozen=True)
class Grid:
    """A table's lines: `level` and `upright` as spans, and the places of its columns' and rows' borders."""

    level: tuple[Span, ...]
    upright: tuple[Span, ...]
    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column that a point is in; None outside."""
        row, column = bisect_right(self.rows, y) - 1, bisect_right(self.columns, x) - 1
        inside = 0 <= row < len(self.rows) - 1 and 0 <= column < len(self.columns) - 1
        return (row, column) if inside else None

    def areas(self) -> list[list[int]]:
        """For every row and column the number of the merged cell that it is part of."""
        height, width = len(self.rows) - 1, len(self.columns) - 1
        number = list(range(height * width))
        for row in range(height):
            for column in range(width):
                at = row * width + column
                if column + 1 < width and not self._is_parted(self.upright, self.columns[column + 1], self.rows, row):
                    _join(number, at, at + 1)
                if row + 1 < height and not self._is_parted(self.level, self.rows[row + 1], self.columns, column):
                    _join(number, at, at + width)
        return [[_root(number, row * width + column) for column in range(width)] for row in range(height)]

    @staticmethod
    def _is_parted(lines: Sequence[Span], place: float, across: Sequence[float], at: int) -> bool:
        middle = (across[at] + across[at + 1]) / 2
        return any(abs(x - place) <= _NEAR and start <= middle <= end for x, start, end in lines)


def grids_of(rules: Iterable[Rule]) -> list[Grid]:
    """The tables that a page's lines make: of two columns or more, with lines that touch; from top to bottom."""
    rules = list(rules)
    level = _spans([((r.top + r.bottom) / 2, r.left, r.right) for r in rules if r.is_level])
    upright = _spans([((r.left + r.right) / 2, r.top, r.bottom) for r in rules if not r.is_level])
    if not level or not upright or len(level) + len(upright) > _MOST_LINES:
        return []
    grids = [grid for lines, posts in _touching(level, upright) if (grid := _grid(lines, posts))]
    return sorted((grid for grid in grids if not _is_inside(grid, grids)), key=lambda grid: grid.rows[0])


def with_columns(grid: Grid, columns: Iterable[float]) -> Grid:
    """The grid with more columns: those of the page before, where a page shows only merged rows of a table."""
    return Grid(grid.level, grid.upright, _clusters([*grid.columns, *columns]), grid.rows)


def _spans(pieces: list[Span]) -> list[Span]:
    """Lines made of pieces, which most programs draw cell by cell; a border's two edges are one line."""
    spans: list[Span] = []
    places = _clusters(place for place, _, _ in pieces)
    nearest = {piece: min(places, key=lambda place: abs(place - piece[0])) for piece in set(pieces)}
    for place, start, end in sorted((nearest[piece], piece[1], piece[2]) for piece in set(pieces)):
        last = spans[-1] if spans else None
        if last and last[0] == place and start <= last[2] + _NEAR:
            spans[-1] = (place, last[1], max(last[2], end))
        else:
            spans.append((place, start, end))
    return spans


def _clusters(places: Iterable[float]) -> tuple[float, ...]:
    """Places without those that are the same but for the width of a line."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return tuple(kept)


def _touching(level: list[Span], upright: list[Span]) -> list[tuple[list[Span], list[Span]]]:
    """Groups of lines that touch each other."""
    number = list(range(len(level) + len(upright)))
    for a, (y, left, right) in enumerate(level):
        for b, (x, top, bottom) in enumerate(upright, len(level)):
            if left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR:
                _join(number, a, b)
    groups: dict[int, tuple[list[Span], list[Span]]] = {}
    for at, line in enumerate([*level, *upright]):
        groups.setdefault(_root(number, at), ([], []))[at >= len(level)].append(line)
    return list(groups.values())


def _grid(level: list[Span], upright: list[Span]) -> Grid | None:
    """The grid of lines that touch; a table may go without its outer borders."""
    if not level or not upright:
        return None
    ends = [min(line[1] for line in level), max(line[2] for line in level)]
    columns = _clusters([*(post[0] for post in upright), *ends])
    tips = [min(post[1] for post in upright), max(post[2] for post in upright)]
    rows = _clusters([*(line[0] for line in level), *tips])
    if len(columns) < 3 or len(rows) < 2:
        return None
    return Grid(tuple(level), tuple(upright), columns, rows)


def _is_inside(grid: Grid, others: list[Grid]) -> bool:
    """True for a table inside a cell of another one."""
    return any(
        other is not grid
        and other.rows[0] <= grid.rows[0]
        and grid.rows[-1] <= other.rows[-1]
        and other.columns[0] <= grid.columns[0]
        and grid.columns[-1] <= other.columns[-1]
        for other in others
    )


def _root(number: list[int], at: int) -> int:
    while number[at] != at:
        at = number[at]
    return at


def _join(number: list[int], a: int, b: int) -> None:
    a, b = sorted((_root(number, a), _root(number, b)))
    number[b] = a
