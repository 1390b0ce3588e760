"""Rows of an appendix that repeat a task of the body: one task of both. Pure.

The reader only marks them (`TaskDraft.repeats`), so that `dondoc read` shows the document as it is written; `merged`
makes one task of both when the plan is taken in.
"""

from collections.abc import Sequence
from dataclasses import replace

from plans.compare import folded, paired
from plans.doubts import with_doubts
from plans.draft import PlanDraft, TaskDraft
from vietnamese.writing import day

REPEATED = 85.0  # of 100: more than for two versions of a plan, because here both stand in one
_TIME = ("timing", "start", "end", "due", "milestones")


def marked(body: Sequence[TaskDraft], rows: Sequence[TaskDraft]) -> list[TaskDraft]:
    """The rows, each that repeats a body task with its number (from 1) in `repeats`."""
    pairs = paired([*map(_untitled, body)], [*map(_untitled, rows)], REPEATED)
    of_row = {pair.new: pair.old + 1 for pair in pairs}
    return [replace(row, repeats=of_row.get(at)) for at, row in enumerate(rows)]


def _untitled(task: TaskDraft) -> TaskDraft:
    # A table names the work only; labels count anew, and a lead in common makes no two tasks one.
    return TaskDraft(text=task.text)


def merged(draft: PlanDraft, where: str = "phụ lục") -> PlanDraft:
    """The draft with every row that repeats a task made part of it."""
    tasks = list(draft.tasks)
    for row in draft.tasks:
        if row.repeats is not None:
            tasks[row.repeats - 1] = _filled(tasks[row.repeats - 1], row, where)
    return replace(draft, tasks=tuple(task for task in tasks if task.repeats is None))


def _filled(task: TaskDraft, row: TaskDraft, where: str) -> TaskDraft:
    """The task with what only the row states; where both state something else, the body's holds and a doubt says so."""
    taken = {name for name in ("leads", "cooperators", "targets", "output") if not getattr(task, name)}
    if not task.timing and not _days(task):
        taken |= set(_TIME)
    values = {name: getattr(row, name) for name in taken if getattr(row, name)}
    why = tuple(each for each in row.why if each.field in values)
    filled = with_doubts(replace(task, **values, why=(*task.why, *why)))
    return replace(filled, doubts=(*filled.doubts, *_disagreements(task, row, where)))


def _disagreements(task: TaskDraft, row: TaskDraft, where: str) -> list[str]:
    found = []
    for name, told in (("leads", "Chủ trì"), ("cooperators", "Phối hợp")):
        body, other = getattr(task, name), getattr(row, name)
        if body and other and {*map(folded, body)} != {*map(folded, other)}:
            found.append(f"{told} khác nhau: “{'; '.join(body)}”, còn {where} ghi “{'; '.join(other)}”")
    if _days(task) and _days(row) and _days(task) != _days(row):
        found.append(f"Thời gian khác nhau: {_told(task)}, còn {where} ghi {_told(row)}")
    return found


def _days(task: TaskDraft) -> tuple[object, ...]:
    days = (task.start, task.end or task.due)
    return days if any(days) else ()


def _told(task: TaskDraft) -> str:
    last = task.due or task.end or task.start
    return f"“{task.timing}”" if task.timing else day(last) if last else ""
