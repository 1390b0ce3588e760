"""The columns of a task table: what a header names, and a row's cells by what they hold."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from plans.blocks import BETWEEN_CELLS, Row
from plans.draft import TaskDraft
from plans.outline import Node
from plans.why import Clue, Span, Way
from vietnamese.text import squash


class Column(Enum):
    """What a column of a task table holds."""

    SERIAL = auto()
    GROUP = auto()  # what a row belongs to, beside the work itself: "Nhóm nhiệm vụ"
    CONTENT = auto()
    LEAD_AND_COOPERATOR = auto()
    COOPERATOR = auto()
    LEAD = auto()
    DOER = auto()  # "Người thực hiện" beside "Người phụ trách"
    TIME = auto()
    START = auto()
    END = auto()
    DAY = auto()  # of a calendar: "Tháng", "Ngày"
    OUTPUT = auto()


_NAMES = (
    (Column.SERIAL, r"(?:s?tt|số tt|số thứ tự|số|#)\.?$"),
    (Column.GROUP, r"nhóm\b"),
    (Column.START, r"(?:(?:thời gian|thời điểm|ngày) )?bắt đầu$|từ(?: ngày)?$"),
    (Column.END, r"(?:(?:thời gian|thời điểm|ngày|hạn) )?kết thúc$|đến(?: ngày)?$"),
    (Column.DAY, r"(?:tháng|ngày|ngày,? tháng(?:,? năm)?|tháng,? năm)$"),
    (Column.TIME, r"thời (?:gian|hạn|điểm)|tiến độ|lộ trình|(?:hạn|ngày|thời gian) hoàn thành|hoàn thành|hạn "),
    (Column.OUTPUT, r"(?:dự kiến )?(?:sản phẩm|kết quả|đầu ra)"),
    (
        Column.LEAD_AND_COOPERATOR,
        r"(?:(?:cơ quan|đơn vị)[\w, ]* )?chủ trì\s*[,/;và-]+\s*(?:(?:cơ quan|đơn vị) )?phối hợp",
    ),
    (Column.COOPERATOR, r".*phối hợp"),
    (
        Column.LEAD,
        r".*chủ trì|(?:cơ quan|đơn vị|bộ phận|người|phòng|tổ chức|cá nhân)[\w, /]*(?:thực hiện|phụ trách|tham mưu"
        r"|chịu trách nhiệm)|phụ trách|đầu mối"
        r"|phân công|trách nhiệm|thực hiện$|đơn vị$|cơ quan$|giao$",
    ),
    (Column.CONTENT, r".*(?:nội dung|nhiệm vụ|công việc|hoạt động|tên )"),
)
_COLUMNS = tuple((kind, re.compile(names)) for kind, names in _NAMES)
_BELOW = (Column.LEAD, Column.COOPERATOR, Column.TIME, Column.START, Column.END)


@dataclass(frozen=True)
class Filled:
    """A row under a header: its cells by column, and where each stands in the plan's text."""

    cells: dict[Column, str]
    node: Node
    columns: dict[Column, int]

    def words(self, column: Column) -> str:
        """The cell's words; empty without such a column."""
        return self.cells.get(column, "")

    def place(self, column: Column) -> Span:
        """The cell's place in the plan's text, where a row is one line."""
        before = self.node.row.cells[: self.columns[column]] if self.node.row else ()
        start = self.node.start + sum(len(squash(cell)) + len(BETWEEN_CELLS) for cell in before)
        return start, start + len(squash(self.cells[column]))

    def clues(self, column: Column) -> tuple[Clue, ...]:
        """The cell as the reason of a value."""
        return (Clue(Way.COLUMN, self.place(column)),) if column in self.cells else ()

    def is_merged(self, column: Column) -> bool:
        """True for an empty cell left of the work itself: the cell above spans it."""
        return column in self.cells and not self.words(column) and self.columns[column] < self.columns[Column.CONTENT]

    def above(self, column: Column, last: TaskDraft, field: str) -> tuple[Clue, ...]:
        """A ditto mark, or a cell merged with the one above, and what it repeats."""
        mark = [self.place(column)] if self.words(column) else []
        said = [why.source for why in last.why if why.field == field]
        return tuple(Clue(Way.ABOVE, place) for place in (*mark, *said))


def columns_of(row: Row) -> dict[Column, int] | None:
    """The columns of a header row; None for any other row."""
    found: dict[Column, int] = {}
    for at, cell in enumerate(row.cells):
        kind = column_named(cell)
        if kind is Column.LEAD and kind in found and Column.DOER not in found:
            found |= _leading_and_doing(row, found[kind], at)
        elif kind is not None and kind not in found:
            found[kind] = at
    if Column.CONTENT not in found and Column.GROUP in found:
        found[Column.CONTENT] = found.pop(Column.GROUP)
    said = set(found) - {Column.SERIAL, Column.GROUP, Column.CONTENT}
    return found if Column.CONTENT in found and said else None


@lru_cache(maxsize=1024)
def _leading_and_doing(row: Row, first: int, second: int) -> dict[Column, int]:
    """Of "Người phụ trách" and "Người thực hiện" side by side, who does the work joins who answers for it."""
    doing = [at for at in (first, second) if re.search(r"thực hiện|tham gia", row.cells[at], re.I)]
    if len(doing) != 1:
        return {}
    return {Column.LEAD: first + second - doing[0], Column.DOER: doing[0]}


def column_named(cell: str) -> Column | None:
    """The column that a header's cell names."""
    words = squash(re.sub(r"\([^()]*\)", "", cell)).casefold()
    return next((kind for kind, names in _COLUMNS if names.match(words)), None) if len(words) < 60 else None


def columns_below(row: Row, header: Row, columns: dict[Column, int]) -> dict[Column, int]:
    """What a second header row adds: "Đơn vị thực hiện" above "Chủ trì" and "Phối hợp"; empty for any other row."""
    at = columns[Column.CONTENT]
    if at >= len(row.cells) or row.cells[at] not in ("", header.cells[at]):
        return {}
    found = {column_named(cell): at for at, cell in enumerate(row.cells)}
    return {kind: at for kind, at in found.items() if kind in _BELOW}
