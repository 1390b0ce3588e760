"""What a plan document says: tasks with their source spans and doubts. Absent is None or empty, never a guess."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from plans.roster import Roster


class Kind(StrEnum):
    ACTIVITY = "activity"
    DUTY = "duty"  # stands under Tổ chức thực hiện, Kinh phí or Chế độ báo cáo


@dataclass(frozen=True)
class Milestone:
    """One of several dates of a task, with the words that state it."""

    words: str
    due: dt.date | None = None


@dataclass(frozen=True)
class Why:
    """Where a field was read: its words, their place [start, end) in PlanDraft.text, and how sure the reader is.

    `sure` is 1.0 for what the document states in a label, a column or a fixed form, less for what was inferred from
    a sentence or from a heading above, and below 0.5 for what a person must check. `rule` is what people call the way
    it was found: "dòng chủ trì", "tiêu đề phía trên".
    """

    field: str  # the name of the TaskDraft field
    words: str
    source: tuple[int, int]
    sure: float
    rule: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A sentence of a section that holds work which is in no task, and why not, in Vietnamese."""

    text: str
    reason: str
    source: tuple[int, int]


@dataclass(frozen=True)
class TaskDraft:
    """One task in the document's own words. `source` is [start, end) in PlanDraft.text."""

    text: str
    label: str | None = None
    title: str | None = None
    kind: Kind = Kind.ACTIVITY
    leads: tuple[str, ...] = ()
    cooperators: tuple[str, ...] = ()
    timing: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    due: dt.date | None = None
    targets: tuple[str, ...] = ()
    output: str | None = None
    milestones: tuple[Milestone, ...] = ()
    repeats: int | None = None  # the number, from 1, of the body task that this row of an appendix repeats
    source: tuple[int, int] = (0, 0)
    why: tuple[Why, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanDraft:
    """The head of a plan, its tasks in document order, and the text that was read."""

    number: str | None = None
    date: dt.date | None = None
    issuer: str | None = None
    title: str | None = None
    theme: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    targets: tuple[str, ...] = ()
    tasks: tuple[TaskDraft, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    doubts: tuple[str, ...] = ()
    text: str = ""

    def source_of(self, task: TaskDraft) -> str:
        """The passage of the document that the task was read from."""
        return self.text[slice(*task.source)].strip()

    def lines_of(self, left: LeftOut) -> list[str]:
        """The lines of a passage that was left out; none for one sentence."""
        lines = [line for line in self.text[slice(*left.source)].split("\n") if line.strip()]
        return lines if len(lines) > 1 else []

    def as_json(self) -> dict[str, Any]:
        """The object that `dondoc read --json` prints; dates stay dates, the caller encodes them."""
        head = asdict(replace(self, tasks=()))
        doubts = head.pop("doubts")
        left_out = head.pop("left_out")
        del head["tasks"], head["text"]
        tasks = [asdict(task) for task in self.tasks]
        return {"plan": head, "tasks": tasks, "left_out": left_out, "doubts": doubts}


class UnreadableError(Exception):
    """The file cannot be read as a plan; the message is one Vietnamese line for the person who sent it."""


@dataclass(frozen=True)
class FormRead:
    """A document that is no plan but the office's own form of a report; `problems` tell why it cannot be used."""

    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class RosterRead:
    """A workbook that is no plan but the office's roster; `problem` tells why it cannot be taken in."""

    roster: Roster | None = None
    problem: str = ""


Reading = PlanDraft | UnreadableError | FormRead | RosterRead | None
"""What the reader made of a document that came with a message, if there was one."""


Tell = Callable[[int, int], None]
"""Called with a page's number and how many there are when a reader that takes its time begins with the page."""


def silent(_page: int, _pages: int) -> None:
    """Nobody waits for the reader."""
