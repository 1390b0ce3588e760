"""`dondoc read FILE`: what the reader found, as a table with the source words and the doubts beside each task."""

import datetime as dt
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from plans.draft import Kind, PlanDraft, TaskDraft
from vietnamese.text import shorten
from vietnamese.writing import day

ABSENT = Text("(không ghi)", style="dim")
LONGEST = 400  # characters of a task's words or of its source


def show_draft(draft: PlanDraft, console: Console | None = None) -> None:
    """Print the head of a plan, its tasks and all doubts."""
    console = console or Console()
    console.print(_head(draft))
    tasks = Table(title=f"{len(draft.tasks)} nhiệm vụ", show_lines=True, expand=True)
    for column, ratio in (("", 1), ("Nhiệm vụ", 6), ("Chủ trì; phối hợp", 3), ("Thời gian", 2), ("Trích văn bản", 4)):
        tasks.add_column(column, ratio=ratio, min_width=12 if column else 4)
    for position, task in enumerate(draft.tasks, 1):
        tasks.add_row(f"NV{position}", _task(task), _units(task), _time(task), _source(draft, task))
    console.print(tasks)
    console.print(_doubts(draft.doubts))


def _head(draft: PlanDraft) -> Table:
    head = Table.grid(padding=(0, 2))
    for name, value in (
        ("Số", draft.number),
        ("Ngày", draft.date and day(draft.date)),
        ("Cơ quan", draft.issuer),
        ("Tên kế hoạch", draft.title),
        ("Chủ đề", draft.theme),
        ("Thời gian", _span(draft.start, draft.end)),
        ("Chỉ tiêu", "\n".join(draft.targets)),
    ):
        head.add_row(Text(name, style="bold"), Text(value) if value else ABSENT)
    return head


def _task(task: TaskDraft) -> Text:
    # Words of the document go into Text as they are: in markup, square brackets would be read as styles.
    text = Text()
    if task.label:
        text.append(f"{task.label}. ", style="dim")
    if task.title:
        text.append(f"{task.title}\n", style="bold")
    text.append(shorten(task.text, LONGEST))
    for target in task.targets:
        text.append(f"\nChỉ tiêu: {target}", style="green")
    if task.output:
        text.append(f"\nSản phẩm: {task.output}", style="green")
    if task.kind is Kind.DUTY:
        text.append("\n(tổ chức thực hiện)", style="dim")
    return text + _doubts(task.doubts)


def _units(task: TaskDraft) -> Text:
    text = Text("; ".join(task.leads), style="bold") if task.leads else ABSENT.copy()
    return text.append("\n" + "; ".join(task.cooperators), style="") if task.cooperators else text


def _time(task: TaskDraft) -> Text:
    stated = Text(task.timing) if task.timing else ABSENT.copy()
    span = _span(task.start, task.end)
    if span:
        stated.append(f"\n{span}", style="cyan")
    for one in task.milestones:
        stated.append(f"\n{one.words}: {day(one.due) if one.due else '?'}", style="cyan")
    if task.due:
        stated.append(f"\nhạn {day(task.due)}", style="cyan")
    return stated


def _span(start: dt.date | None, end: dt.date | None) -> str:
    if start and end:
        return f"{day(start)} đến {day(end)}"
    return f"từ {day(start)}" if start else f"đến {day(end)}" if end else ""


def _source(draft: PlanDraft, task: TaskDraft) -> Text:
    return Text(shorten(draft.source_of(task), LONGEST), style="italic dim")


def _doubts(doubts: Iterable[str]) -> Text:
    return Text("".join(f"\n⚠ {doubt}" for doubt in doubts), style="yellow")
