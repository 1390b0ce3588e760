"""Task tables: a header that names the columns, then one task a row with words of its own (rule 3)."""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto

from plans.blocks import BETWEEN_CELLS, Row
from plans.cell_units import cell_list, cell_time, cell_units
from plans.draft import TaskDraft
from plans.fields import Scope, joined, quoted_targets, stated_timing, with_timing, without
from plans.filters import is_catch_all, is_pointer, is_running_order
from plans.outline import Node
from plans.prose import cooperators_of, subject_of
from plans.why import NOBODY, Clue, Found, Span, Units, Way, explain, found_in
from vietnamese.dates import Timing
from vietnamese.text import squash


class Column(Enum):
    """What a column of a task table holds."""

    SERIAL = auto()
    CONTENT = auto()
    LEAD_AND_COOPERATOR = auto()
    COOPERATOR = auto()
    LEAD = auto()
    TIME = auto()
    OUTPUT = auto()


_COLUMNS = (
    (Column.SERIAL, r"(?:s?tt|số tt|số thứ tự|số|#)\.?$"),
    (Column.TIME, r"thời (?:gian|hạn|điểm)|tiến độ|lộ trình|(?:hạn|ngày|thời gian) hoàn thành|hoàn thành|hạn "),
    (Column.OUTPUT, r"(?:dự kiến )?(?:sản phẩm|kết quả|đầu ra)"),
    (
        Column.LEAD_AND_COOPERATOR,
        r"(?:(?:cơ quan|đơn vị)[\w, ]* )?chủ trì\s*[,/;và-]+\s*(?:(?:cơ quan|đơn vị) )?phối hợp",
    ),
    (Column.COOPERATOR, r".*phối hợp"),
    (
        Column.LEAD,
        r".*chủ trì|(?:cơ quan|đơn vị|bộ phận|người|phòng|tổ chức|cá nhân)[\w, /]*(?:thực hiện|phụ trách|tham mưu)"
        r"|phụ trách|đầu mối"
        r"|phân công|trách nhiệm|thực hiện$|đơn vị$|cơ quan$|giao$",
    ),
    (Column.CONTENT, r".*(?:nội dung|nhiệm vụ|công việc|hoạt động|tên )"),
)
_COUNTER = re.compile(r"\(?(?:\d+|[A-ZĐ])\)?")  # columns are numbered below their names: "(1) | (2)"
_SAME_AS_ABOVE = re.compile(r"(?:như trên|nt|-nt-|″|\"|nêu trên)\.?", re.I)


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

    def above(self, column: Column, last: TaskDraft, field: str) -> tuple[Clue, ...]:
        """A ditto mark and what it repeats from the row above."""
        said = (why.source for why in last.why if why.field == field)
        return tuple(Clue(Way.ABOVE, place) for place in (self.place(column), *said))


def columns_of(row: Row) -> dict[Column, int] | None:
    """The columns of a header row; None for any other row."""
    found: dict[Column, int] = {}
    for at, cell in enumerate(row.cells):
        kind = column_named(cell)
        if kind is not None and kind not in found:
            found[kind] = at
    said = {Column.LEAD, Column.TIME, Column.COOPERATOR, Column.LEAD_AND_COOPERATOR, Column.OUTPUT}
    return found if Column.CONTENT in found and (said & set(found)) else None


def column_named(cell: str) -> Column | None:
    """The column that a header's cell names."""
    words = squash(re.sub(r"\([^()]*\)", "", cell)).casefold()
    return next((kind for kind, names in _COLUMNS if len(words) < 60 and re.match(names, words)), None)


def _columns_below(row: Row, header: Row, columns: dict[Column, int]) -> dict[Column, int]:
    """What a second header row adds: "Đơn vị thực hiện" above "Chủ trì" and "Phối hợp"; empty for any other row."""
    at = columns[Column.CONTENT]
    if at >= len(row.cells) or row.cells[at] not in ("", header.cells[at]):
        return {}
    found = {column_named(cell): at for at, cell in enumerate(row.cells)}
    return {kind: at for kind, at in found.items() if kind in (Column.LEAD, Column.COOPERATOR, Column.TIME)}


def table_tasks(rows: list[Node], scope: Scope) -> list[TaskDraft]:
    """The tasks of a run of table rows; rows before a header and rows that only name a group give none."""
    tasks: list[TaskDraft] = []
    columns: dict[Column, int] | None = None
    top = Row(())
    for node in rows:
        if node.row is None:
            continue
        header = columns_of(node.row)
        if header or columns is None:
            columns = {**(columns or {}), **(header or {})} or None
            top = node.row
            continue
        if not tasks and (below := _columns_below(node.row, top, columns)):
            columns |= below
            continue
        cells = {kind: node.row.cells[at] for kind, at in columns.items() if at < len(node.row.cells)}
        if tasks and _is_rest_of(cells, columns):
            tasks[-1] = _joined(tasks[-1], cells, node, scope)
        elif _is_task(cells, columns):
            tasks.append(_task(Filled(cells, node, columns), scope, tasks[-1] if tasks else None))
    return tasks


def _is_task(cells: dict[Column, str], columns: dict[Column, int]) -> bool:
    content = squash(cells.get(Column.CONTENT, ""))
    serial = squash(cells.get(Column.SERIAL, ""))
    others = any(cell.strip() for kind, cell in cells.items() if kind not in (Column.CONTENT, Column.SERIAL))
    # A row with a unit or a time may say its work in one word: "Sơ kết".
    if len(content) < (3 if serial and others else 8) or is_catch_all(content) or _COUNTER.fullmatch(content):
        return False
    # The hours of a meeting's programme are no days for work.
    if is_running_order(squash(cells.get(Column.TIME, ""))) or is_pointer(content):
        return False
    # Without serial numbers only a filled cell tells a task from the name of a group.
    if Column.SERIAL not in columns:
        return others
    return others or bool(re.fullmatch(r"\d+(?:\.\d+)*[.)]?|[a-zđ][.)]?|-", serial))


def _is_rest_of(cells: dict[Column, str], columns: dict[Column, int]) -> bool:
    """True for the second half of a row that a page break cut."""
    content = squash(cells.get(Column.CONTENT, ""))
    serial = cells.get(Column.SERIAL, "").strip()
    return Column.SERIAL in columns and not serial and content[:1].islower()


def _joined(task: TaskDraft, cells: dict[Column, str], node: Node, scope: Scope) -> TaskDraft:
    text = f"{task.text} {squash(cells[Column.CONTENT])}"
    source = (task.source[0], node.end)
    targets = quoted_targets(text, source)
    why = [why for why in task.why if why.field != "targets"]
    why += explain(scope.text, targets=targets)
    return replace(task, text=text, targets=targets.value, source=source, why=tuple(why))


def _task(row: Filled, scope: Scope, last: TaskDraft | None) -> TaskDraft:
    text = "\n".join(squash(line) for line in row.cells[Column.CONTENT].splitlines() if line.strip())
    sentence = squash(text)
    place = row.place(Column.CONTENT)
    said = subject_of(sentence), cooperators_of(sentence)
    leads, cooperators = _units(row, last)
    leads = leads or found_in(tuple(said[0]), Way.SUBJECT, place, *said[0]) or scope.leads
    cooperators = cooperators or found_in(tuple(said[1]), Way.WITH, place, *said[1])
    timing, targets = _timing(row, scope, last), quoted_targets(text, place)
    output = Found(squash(row.words(Column.OUTPUT)).strip(" .;") or None, row.clues(Column.OUTPUT))
    fields = {"leads": leads, "cooperators": cooperators, "timing": timing, "output": output, "targets": targets}
    task = TaskDraft(
        text=text,
        label=squash(row.words(Column.SERIAL)).strip(" .)") or None,
        kind=scope.kind.value,
        leads=leads.value,
        cooperators=cooperators.value,
        targets=targets.value,
        output=output.value,
        source=(row.node.start, row.node.end),
        why=explain(scope.text, kind=scope.kind, **fields),
    )
    return with_timing(task, timing.value)


def _timing(row: Filled, scope: Scope, last: TaskDraft | None) -> Found[Timing | None]:
    words, clues = row.words(Column.TIME), row.clues(Column.TIME)
    if last and _SAME_AS_ABOVE.fullmatch(squash(words)):
        words, clues = last.timing or "", row.above(Column.TIME, last, "timing")
    elif not words and (labelled := cell_time(row.words(Column.LEAD), *row.clues(Column.LEAD))):
        words, clues = labelled.value, (labelled.clue,)
    return Found(stated_timing(words, scope.year), clues)


def _units(row: Filled, last: TaskDraft | None) -> tuple[Units, Units]:
    # One column for both: the first name leads, unless the cell itself says "phối hợp".
    if both := row.words(Column.LEAD_AND_COOPERATOR):
        lead, others = cell_units(both, joint=False)
        clues = row.clues(Column.LEAD_AND_COOPERATOR)
        return joined(NOBODY, lead, *clues), joined(NOBODY, others, *clues)
    lead, others = cell_units(row.words(Column.LEAD))
    clues = row.clues(Column.LEAD)
    leads, cooperators = joined(NOBODY, lead, *clues), joined(NOBODY, others, *clues)
    # Typists spare themselves the name: "Như trên", "nt", a ditto mark.
    if last and _SAME_AS_ABOVE.fullmatch(squash(row.words(Column.LEAD))):
        leads = Found(last.leads, row.above(Column.LEAD, last, "leads"))
    if last and _SAME_AS_ABOVE.fullmatch(squash(row.words(Column.COOPERATOR))):
        return leads, Found(last.cooperators, row.above(Column.COOPERATOR, last, "cooperators"))
    others = cell_list(row.words(Column.COOPERATOR))
    return leads, without(leads, joined(cooperators, others, *row.clues(Column.COOPERATOR)))
