"""`dondoc read FILE`: each task with its fields, the words they were read from and how sure, then what was left out."""

import datetime as dt
from collections.abc import Iterable, Iterator

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from plans.draft import Kind, LeftOut, PlanDraft, TaskDraft, Why
from vietnamese.text import shorten, squash
from vietnamese.writing import day

ABSENT = Text("(không ghi)", style="dim")
LONGEST = 400  # characters of a task's words
LONGEST_WORDS = 160  # characters of the words that a field was read from
SURE = ((0.9, "chắc chắn", "green"), (0.5, "suy ra", "cyan"), (0, "cần xem", "yellow"))


def show_draft(draft: PlanDraft, console: Console | None = None) -> None:
    """Print the head of a plan, its tasks, what is in no task, and all doubts."""
    console = console or Console()
    console.print(_head(draft))
    console.rule(f"{len(draft.tasks)} nhiệm vụ")
    for position, task in enumerate(draft.tasks, 1):
        for line in _task(position, task):
            console.print(line)
        console.print()
    if draft.left_out:
        console.rule(f"{len(draft.left_out)} câu, phần không đưa vào nhiệm vụ")
        console.print(_left_out(draft.left_out))
    for doubt in draft.doubts:
        console.print(Text(f"⚠ {doubt}", style="yellow"))


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


def _task(position: int, task: TaskDraft) -> Iterator[RenderableType]:
    # Words of the document go into Text as they are: in markup, square brackets would be read as styles.
    name = Text(f"NV{position}", style="bold")
    name.append(f" mục {task.label}" if task.label else "", style="dim")
    name.append(f" {shorten(task.title, LONGEST)}" if task.title else "")
    name.append(" (tổ chức thực hiện)" if task.kind is Kind.DUTY else "", style="dim")
    yield name
    yield Padding(Text(shorten(task.text, LONGEST)), (0, 0, 0, 2))
    fields = Table.grid(padding=(0, 2, 0, 0), expand=True)
    fields.add_column(width=9)
    fields.add_column(ratio=5)
    fields.add_column(width=9)
    fields.add_column(ratio=5)
    for title, field, value in _fields(task):
        found = [why for why in task.why if why.field == field]
        fields.add_row(Text(title, style="dim"), value or ABSENT, _sureness(found), _origin(found, value))
    yield Padding(fields, (0, 0, 0, 2))
    if task.doubts:
        yield Padding(Text(f"⚠ {'; '.join(task.doubts)}", style="yellow"), (0, 0, 0, 2))


def _fields(task: TaskDraft) -> Iterator[tuple[str, str, Text]]:
    """Lead and time always, the others where they are stated."""
    yield "Chủ trì", "leads", Text("; ".join(task.leads))
    if task.cooperators:
        yield "Phối hợp", "cooperators", Text("; ".join(task.cooperators))
    yield "Thời gian", "timing", _time(task)
    if task.targets:
        yield "Chỉ tiêu", "targets", Text("\n".join(f"• {target}" for target in task.targets))
    if task.output:
        yield "Sản phẩm", "output", Text(task.output)


def _time(task: TaskDraft) -> Text:
    stated = Text(task.timing or "")
    for days in (_span(task.start, task.end), f"hạn {day(task.due)}" if task.due else ""):
        stated.append(f"\n{days}" if days else "", style="cyan")
    for stop in task.milestones:
        stated.append(f"\n• {stop.words}" + (f": {day(stop.due)}" if stop.due else ""))
    return stated


def _span(start: dt.date | None, end: dt.date | None) -> str:
    if start and end:
        return f"{day(start)} đến {day(end)}"
    return f"từ {day(start)}" if start else f"đến {day(end)}" if end else ""


def _sureness(found: list[Why]) -> Text:
    sure = min((why.sure for why in found), default=0)
    return next(Text(word, style=style) for least, word, style in SURE if sure >= least)


def _origin(found: list[Why], value: Text) -> Text:
    """The rules and their words, which are not said again where they are the value itself."""
    said: dict[str, None] = {}
    for why in found:
        is_value = squash(why.words) in squash(value.plain)
        said[why.rule if is_value else f"{why.rule} “{shorten(why.words, LONGEST_WORDS)}”"] = None
    return Text("\n".join(said), style="italic dim")


def _left_out(found: Iterable[LeftOut]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(ratio=3)
    table.add_column(ratio=2)
    for each in found:
        table.add_row(Text(shorten(each.text, LONGEST_WORDS)), Text(each.reason, style="italic dim"))
    return table
