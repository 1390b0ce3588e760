"""Task tables: a header that names the columns, then one task a row with words of its own (rule 3)."""

import re
from dataclasses import replace

from plans.blocks import Row
from plans.cell_units import cell_list, cell_time, cell_units
from plans.columns import Column, Filled, columns_below, columns_of
from plans.draft import TaskDraft
from plans.fields import Scope, joined, quoted_targets, stated_timing, with_timing, without
from plans.filters import is_catch_all, is_pointer, is_running_order
from plans.outline import Node
from plans.prose import cooperators_of, subject_of
from plans.why import NOBODY, Clue, Found, Units, Way, explain, found_in
from vietnamese.dates import Timing
from vietnamese.text import squash

_COUNTER = re.compile(r"\(?(?:\d+|[A-ZĐ])\)?")  # columns are numbered below their names: "(1) | (2)"
SAME_AS_ABOVE = re.compile(r"(?:như trên|-? ?n/?t ?-?|″|[\"”]|''|,,|-? ?// ?-?|như dòng trên|nêu trên)\.?", re.I)


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
        if not tasks and (below := columns_below(node.row, top, columns)):
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
    others = any(
        cell.strip() for kind, cell in cells.items() if kind not in (Column.CONTENT, Column.SERIAL, Column.GROUP)
    )
    # A row with a unit or a time may say its work in one word: "Sơ kết".
    if len(content) < (3 if serial and others else 8) or is_catch_all(content) or _COUNTER.fullmatch(content):
        return False
    # The hours of a meeting's programme are no days for work.
    if is_running_order(squash(cells.get(Column.TIME, ""))) or is_pointer(content):
        return False
    # Without serial numbers only a filled cell, or one merged with that above, tells a task from a group's name.
    if Column.SERIAL not in columns:
        return others or (columns[Column.CONTENT] == max(columns.values()) and not content.isupper())
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
    text = re.sub(r"^[-–+•]\s+(?=\S)", "", text)
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
    words, clues = _time_words(row)
    day = next((each for each in (Column.TIME, Column.DAY) if each in row.cells), None)
    if last and day and (SAME_AS_ABOVE.fullmatch(squash(words)) or (not words and row.is_merged(day))):
        words, clues = last.timing or "", row.above(day, last, "timing")
    elif not words and (labelled := cell_time(row.words(Column.LEAD), *row.clues(Column.LEAD))):
        words, clues = labelled.value, (labelled.clue,)
    return Found(stated_timing(words, scope.year), clues)


def _time_words(row: Filled) -> tuple[str, tuple[Clue, ...]]:
    """The words of a row's time, in one column or from a first day to a last one."""
    start, end = squash(row.words(Column.START)), squash(row.words(Column.END))
    if start and end:
        return f"từ {start} đến {end}", (*row.clues(Column.START), *row.clues(Column.END))
    for column in (Column.TIME, Column.END, Column.START, Column.DAY):
        if words := row.words(column):
            is_month = column is Column.DAY and words.isdecimal() and int(words) <= 12
            return f"tháng {words}" if is_month else words, row.clues(column)
    return "", ()


def _units(row: Filled, last: TaskDraft | None) -> tuple[Units, Units]:
    # One column for both: the first name leads, unless the cell itself says "phối hợp".
    if both := row.words(Column.LEAD_AND_COOPERATOR):
        lead, others = cell_units(both, joint=False)
        clues = row.clues(Column.LEAD_AND_COOPERATOR)
        return joined(NOBODY, lead, *clues), joined(NOBODY, others, *clues)
    lead, others = cell_units(row.words(Column.LEAD))
    clues = row.clues(Column.LEAD)
    # Who does the work leads where nobody answers for it.
    doers, doing = cell_list(row.words(Column.DOER)), row.clues(Column.DOER)
    if not lead and not row.is_merged(Column.LEAD):
        lead, doers, clues = doers, [], doing
    leads, cooperators = joined(NOBODY, lead, *clues), joined(joined(NOBODY, others, *clues), doers, *doing)
    # Typists spare themselves the name: "Như trên", "nt", a ditto mark.
    if last and (SAME_AS_ABOVE.fullmatch(squash(row.words(Column.LEAD))) or row.is_merged(Column.LEAD)):
        leads = Found(last.leads, row.above(Column.LEAD, last, "leads"))
    if last and SAME_AS_ABOVE.fullmatch(squash(row.words(Column.COOPERATOR))):
        return leads, Found(last.cooperators, row.above(Column.COOPERATOR, last, "cooperators"))
    others = cell_list(row.words(Column.COOPERATOR))
    return leads, without(leads, joined(cooperators, others, *row.clues(Column.COOPERATOR)))
