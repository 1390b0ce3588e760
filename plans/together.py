"""Several files as one plan: photos of its pages, a body and its appendix, a decision and its plan. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from plans.doubts import plan_doubts, with_doubts
from plans.draft import PlanDraft, TaskDraft, UnreadableError
from plans.fields import stated_timing, with_timing
from plans.files import is_picture
from plans.head import Head
from plans.read import read_document
from plans.repeats import marked, merged

_HEAD = ("number", "date", "issuer", "title", "theme", "start", "end")

File = tuple[str, bytes]


def documents_of(files: Sequence[bytes | None]) -> list[list[int]]:
    """Which files, by their places, are one document: all pictures are its pages, any other file is one alone."""
    pictures = [at for at, data in enumerate(files) if data and is_picture(data)]
    return sorted([*([pictures] if pictures else []), *([at] for at in range(len(files)) if at not in pictures)])


def read_together(files: Sequence[File], reader: Callable[..., PlanDraft] = read_document) -> PlanDraft:
    """The one plan that files sent together are; a file that cannot be read is named in a doubt.

    `reader` takes a document's name and the bytes of its file, or of the pictures that are its pages.
    Raises UnreadableError where none can be read.
    """
    drafts: list[tuple[str, PlanDraft]] = []
    refused: list[tuple[str, UnreadableError]] = []
    for document in documents_of([data for _, data in files]):
        name = files[document[0]][0]
        try:
            drafts.append((name, reader(name, *(files[at][1] for at in document))))
        except UnreadableError as error:
            refused.append((name, error))
    return put_together(drafts, refused)


def put_together(
    drafts: Sequence[tuple[str, PlanDraft]], refused: Sequence[tuple[str, UnreadableError]] = ()
) -> PlanDraft:
    """The plan of what was read; raises the first refusal where nothing was."""
    if not drafts:
        raise refused[0][1]
    draft = joined(drafts)
    return replace(draft, doubts=(*draft.doubts, *(f"Không đọc được tệp {name}: {error}" for name, error in refused)))


def joined(drafts: Sequence[tuple[str, PlanDraft]]) -> PlanDraft:
    """Named drafts as one: the head of the one that has a head, its tasks first, then what the others add."""
    _, main = max(drafts, key=lambda named: _headship(named[1]))
    whole = merged(main)
    for name, other in drafts:
        if other is not main:
            whole = _with(whole, merged(other), name)
    return whole


def _headship(draft: PlanDraft) -> tuple[int, int, int]:
    """A plan has a title; of two that have one (a decision and its plan), the one with the work."""
    return bool(draft.title) and bool(draft.tasks), bool(draft.title) + bool(draft.number), len(draft.tasks)


def _with(main: PlanDraft, other: PlanDraft, name: str) -> PlanDraft:
    other = _dated(_moved(other, len(main.text) + 1), _year(main))
    rows = [replace(task, repeats=None) for task in other.tasks if not _is_caption(task, other, len(main.text) + 1)]
    head = {field: getattr(main, field) or getattr(other, field) for field in _HEAD}
    draft = replace(
        main,
        **head,
        targets=(*main.targets, *(target for target in other.targets if target not in main.targets)),
        tasks=(*main.tasks, *marked(main.tasks, rows)),
        left_out=(*main.left_out, *other.left_out),
        text=f"{main.text}\n{other.text}",
    )
    draft = merged(draft, f"tệp {name}")
    blank = Head(
        is_blank_number="Số của kế hoạch để trống" in main.doubts, is_blank_date="Ngày ký để trống" in main.doubts
    )
    return replace(draft, doubts=plan_doubts(draft, blank))


def _is_caption(task: TaskDraft, draft: PlanDraft, start: int) -> bool:
    """ "Danh mục nhiệm vụ" above an appendix's table stands where a plan has its work, and is none."""
    first_row = draft.text.find(" | ")
    bare = not (task.leads or task.cooperators or task.timing)
    return bare and not task.label and task.source[1] - start <= first_row


def _moved(draft: PlanDraft, by: int) -> PlanDraft:
    """The draft with its places counted in the joined text."""

    def at(source: tuple[int, int]) -> tuple[int, int]:
        return source[0] + by, source[1] + by

    tasks = (
        replace(task, source=at(task.source), why=tuple(replace(why, source=at(why.source)) for why in task.why))
        for task in draft.tasks
    )
    left_out = tuple(replace(each, source=at(each.source)) for each in draft.left_out)
    return replace(draft, tasks=tuple(tasks), left_out=left_out)


def _year(draft: PlanDraft) -> int | None:
    years = re.findall(r"\b20\d\d\b", draft.title or "")
    return draft.date.year if draft.date else int(years[-1]) if years else None


def _dated(draft: PlanDraft, year: int | None) -> PlanDraft:
    """An appendix alone does not say of which year its "15/6" is; the plan does."""
    if year is None or _year(draft) is not None:
        return draft
    return replace(draft, tasks=tuple(_timed(task, year) for task in draft.tasks))


def _timed(task: TaskDraft, year: int) -> TaskDraft:
    if task.timing is None or task.start or task.end or task.due:
        return task
    return with_doubts(with_timing(task, stated_timing(task.timing, year)))
