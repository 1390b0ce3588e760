"""Task tables: a header that names the columns, then one task a row with words of its own (rule 3)."""

import re
from dataclasses import replace
from enum import Enum, auto

from plans.blocks import Row
from plans.draft import TaskDraft
from plans.fields import Scope, lead_value, stated_timing, with_timing
from plans.filters import is_catch_all
from plans.outline import Node
from plans.prose import cooperators_of, subject_of
from plans.targets import targets_in
from vietnamese.text import squash
from vietnamese.unit_lists import is_unit_head, split_units


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
_SAME_AS_ABOVE = re.compile(r"(?:như trên|nt|-nt-|″|\"|nêu trên)\.?", re.I)


def columns_of(row: Row) -> dict[Column, int] | None:
    """The columns of a header row; None for any other row."""
    found: dict[Column, int] = {}
    for at, cell in enumerate(row.cells):
        kind = _column(cell)
        if kind is not None and kind not in found:
            found[kind] = at
    said = {Column.LEAD, Column.TIME, Column.COOPERATOR, Column.LEAD_AND_COOPERATOR, Column.OUTPUT}
    return found if Column.CONTENT in found and (said & set(found)) else None


def _column(cell: str) -> Column | None:
    words = squash(re.sub(r"\([^()]*\)", "", cell)).casefold()
    return next((kind for kind, names in _COLUMNS if len(words) < 60 and re.match(names, words)), None)


def _columns_below(row: Row, header: Row, columns: dict[Column, int]) -> dict[Column, int]:
    """What a second header row adds: "Đơn vị thực hiện" above "Chủ trì" and "Phối hợp"; empty for any other row."""
    at = columns[Column.CONTENT]
    if at >= len(row.cells) or row.cells[at] not in ("", header.cells[at]):
        return {}
    found = {_column(cell): at for at, cell in enumerate(row.cells)}
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
            tasks[-1] = _joined(tasks[-1], cells, node)
        elif _is_task(cells, columns):
            tasks.append(_task(cells, node, scope, tasks))
    return tasks


def _is_task(cells: dict[Column, str], columns: dict[Column, int]) -> bool:
    content = squash(cells.get(Column.CONTENT, ""))
    serial = squash(cells.get(Column.SERIAL, ""))
    others = any(cell.strip() for kind, cell in cells.items() if kind not in (Column.CONTENT, Column.SERIAL))
    # A row with a unit or a time may say its work in one word: "Sơ kết".
    if len(content) < (3 if serial and others else 8) or is_catch_all(content) or content.isdecimal():
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


def _joined(task: TaskDraft, cells: dict[Column, str], node: Node) -> TaskDraft:
    text = f"{task.text} {squash(cells[Column.CONTENT])}"
    return replace(task, text=text, targets=targets_in(text), source=(task.source[0], node.end))


def _task(cells: dict[Column, str], node: Node, scope: Scope, before: list[TaskDraft]) -> TaskDraft:
    text = "\n".join(squash(line) for line in cells[Column.CONTENT].splitlines() if line.strip())
    leads, cooperators = _units(cells, before)
    sentence = squash(text)
    task = TaskDraft(
        text=text,
        label=squash(cells.get(Column.SERIAL, "")).strip(" .)") or None,
        kind=scope.kind,
        leads=tuple(leads or subject_of(sentence) or scope.leads),
        cooperators=tuple(cooperators or cooperators_of(sentence)),
        targets=targets_in(text),
        output=squash(cells.get(Column.OUTPUT, "")).strip(" .;") or None,
        source=(node.start, node.end),
    )
    words = cells.get(Column.TIME, "")
    if before and _SAME_AS_ABOVE.fullmatch(squash(words)):
        last = before[-1]
        words = last.timing or ""
    return with_timing(task, stated_timing(words, scope.year))


def _units(cells: dict[Column, str], before: list[TaskDraft]) -> tuple[list[str], list[str]]:
    last = before[-1] if before else None
    lead, others = cells.get(Column.LEAD, ""), cells.get(Column.COOPERATOR, "")
    both = cells.get(Column.LEAD_AND_COOPERATOR)
    # One column for both: the first name leads, unless the cell itself says "phối hợp".
    if both:
        return lead_value(_units_text(both), joint=False)
    leads, cooperators = lead_value(_units_text(lead))
    # Typists spare themselves the name: "Như trên", "nt", a ditto mark.
    if last and _SAME_AS_ABOVE.fullmatch(squash(lead)):
        leads = list(last.leads)
    if last and _SAME_AS_ABOVE.fullmatch(squash(others)):
        return leads, list(last.cooperators)
    return leads, [unit for unit in [*cooperators, *split_units(_units_text(others))] if unit not in leads]


def _units_text(cell: str) -> str:
    """Lines of a cell that begin a unit are entries of a list; others go on with the line before."""
    text = ""
    for line in map(str.strip, cell.splitlines()):
        words = re.sub(r"^[-–+•*]\s*", "", line)
        is_entry = (
            words != line
            or re.search(r"[;,.]$", text)
            or (words[:1].isupper() and " " in words and is_unit_head(words))
        )
        text += ("; " if is_entry and text else " ") + words
    return text.strip()
