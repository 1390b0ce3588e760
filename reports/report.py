"""What a summary says at a moment: figures and words, from which every document is drawn and nothing else."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import TypeAdapter

from models.assignment import Duty, Said, Status
from models.contacted import Contact
from models.item import ItemKind
from reports.difference import Changes, Comparison, Passed
from reports.efforts import Efforts
from reports.figures import Goal, Number, Tally
from reports.rates import Rate

Wish = Literal["open", "decided"]


@dataclass(frozen=True)
class Head:
    """Whose report it is, on which plan, and the moment up to which the journal was read.

    `plan` is what people call it, `plan_title` the title it states, if any.
    """

    office: str
    plan: str
    as_of: dt.datetime
    day: dt.date  # of `as_of`, where the office is
    zone: str
    parent: str | None = None
    place: str | None = None
    code: str | None = None
    report_to: str | None = None
    signer_title: str | None = None
    signer: str | None = None
    plan_title: str | None = None
    plan_number: str | None = None
    plan_date: dt.date | None = None
    plan_issuer: str | None = None
    theme: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    targets: tuple[str, ...] = ()
    unit: str | None = None  # the report of this unit's part only
    snapshot: str | None = None  # the id under which it is kept
    amended_by: tuple[str, ...] = ()  # the documents that changed the plan, as they are cited


@dataclass(frozen=True)
class Line:
    """One journal line, so that every figure answers who said it, when and in which words."""

    id: int
    at: dt.datetime
    day: dt.date
    said: Said
    person: str | None = None
    words: str = ""
    percent: int | None = None
    blocker: str | None = None
    asked_due: dt.date | None = None
    numbers: tuple[Number, ...] = ()
    files: tuple[str, ...] = ()
    counts: bool = True  # False: corrected or taken back later
    corrects: int | None = None
    wish: Wish | None = None  # of a line that asks to move the deadline
    settles: int | None = None  # the claim that a head's line confirms or returns
    entered_by: str | None = None  # who wrote down what the person said

    @property
    def told_by(self) -> str | None:
        """Who said it, and who wrote it down: "Lan, do Hạnh ghi"."""
        return f"{self.person or 'không rõ'}, do {self.entered_by} ghi" if self.entered_by else self.person


@dataclass(frozen=True)
class Part:
    """What one unit did for one task."""

    unit: str
    duty: Duty
    status: Status
    state: Said | None = None
    percent: int | None = None
    blocker: str | None = None
    due: dt.date | None = None
    original_due: dt.date | None = None
    done_on: dt.date | None = None
    heard_on: dt.date | None = None
    reported: bool = False  # said more than that it received the task
    reached: bool = True
    asked: bool = True  # False: its first reminder is still to come
    sentences: tuple[str, ...] = ()
    evidence: int = 0
    lines: tuple[Line, ...] = ()
    reason: str | None = None  # why it was stopped
    merged_into: str | None = None  # the unit that has the task now, where this one became part of it

    @property
    def untold(self) -> bool:
        """Not started, and no word of it ever arrived: counted as not started, told apart wherever listed."""
        return self.status is Status.NOT_STARTED and not self.reached and not self.lines


@dataclass(frozen=True)
class TaskResult:
    """One task in the plan's wording; `leads` and `cooperators` as the plan writes them."""

    position: int
    heading: str
    text: str
    label: str | None = None
    leads: tuple[str, ...] = ()
    cooperators: tuple[str, ...] = ()
    timing: str | None = None
    due: dt.date | None = None
    targets: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    tallies: tuple[Tally, ...] = ()
    former: tuple[Part, ...] = ()  # of units that have the task no more: a later plan or a merger took it


@dataclass(frozen=True)
class Gap:
    """A unit of which something is missing: the positions of its tasks without a report.

    With `reached` of those it was asked about; without, of those of which no word could be brought to it.
    """

    unit: str
    tasks: tuple[int, ...]
    assigned: int
    reached: bool = True

    @property
    def silent(self) -> bool:
        return len(self.tasks) == self.assigned


@dataclass(frozen=True)
class Matter:
    """What a unit meets or asks for in a task."""

    task: int
    unit: str
    text: str
    day: dt.date | None = None


@dataclass(frozen=True)
class Issue:
    """An obstacle or a question, and what came of it; `closed` is None while it waits."""

    kind: ItemKind
    unit: str
    text: str
    raised: dt.date
    task: int | None = None
    person: str | None = None
    owner: str | None = None
    answer: str | None = None
    answered_by: str | None = None
    closed: dt.date | None = None


@dataclass(frozen=True)
class Assessment:
    strengths: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    next: tuple[str, ...] = ()  # nhiệm vụ tiếp tục thực hiện


@dataclass(frozen=True)
class Report:
    """`counts` and `rates` are over lead assignments; `gaps` holds silent and unreached units too."""

    head: Head
    counts: dict[Status, int]
    tasks: tuple[TaskResult, ...] = ()
    rates: tuple[Rate, ...] = ()
    gaps: tuple[Gap, ...] = ()
    blockers: tuple[Matter, ...] = ()
    requests: tuple[Matter, ...] = ()
    assessment: Assessment = Assessment()
    goals: tuple[Goal, ...] = ()
    issues: tuple[Issue, ...] = ()
    changes: Changes | None = None  # since the report before it
    comparison: Comparison | None = None
    efforts: Efforts = field(default_factory=Efforts)
    reach: tuple[Contact, ...] = ()  # who was asked, and what came of it
    passed: tuple[Passed, ...] = ()  # units renamed, merged and divided since the plan was approved

    @property
    def classes(self) -> dict[Status, int]:
        """`counts` as a table shows them: nothing waits where an office lets no head confirm, and few plans
        have work that was stopped."""
        rare = (Status.WAITING, Status.STOPPED)
        return {status: count for status, count in self.counts.items() if count or status not in rare}

    @property
    def untold(self) -> tuple[Part, ...]:
        """The lead assignments in `counts` that are not started because no word of them arrived."""
        return tuple(part for task in self.tasks for part in task.parts if part.duty is Duty.LEAD and part.untold)

    @property
    def silent(self) -> tuple[Gap, ...]:
        """Units that could answer and did not."""
        return tuple(gap for gap in self.gaps if gap.silent and gap.reached)

    @property
    def unreached(self) -> tuple[Gap, ...]:
        """Units to which no word of some task ever came, or can any more."""
        return tuple(gap for gap in self.gaps if not gap.reached)


_ADAPTER = TypeAdapter(Report)


def to_json(report: Report) -> dict[str, Any]:
    """The report as JSON values, to be kept as a snapshot."""
    content: dict[str, Any] = _ADAPTER.dump_python(report, mode="json")
    return content


def from_json(content: dict[str, Any]) -> Report:
    """The report that `to_json` wrote; raises pydantic.ValidationError where it is none."""
    report = _ADAPTER.validate_python(content)
    # A snapshot made before a class was known has none of it.
    return replace(report, counts={status: report.counts.get(status, 0) for status in Status})
