"""Where a report's figures come from: who said it, when, in which words, and how the figure was made. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.assignment import Duty, Said, Status
from reports.figures import Share, Tally
from reports.report import Line, Part, Report, TaskResult
from reports.running import key_of
from reports.tally import contributions
from reports.totals import totals
from reports.wording import STATUS
from vietnamese.text import fold, squash

_VALUE = re.compile(r"(\d[\d.,]*)(?: ?(%))?(?: |$)")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


@dataclass(frozen=True)
class Way:
    """What one unit reported, and what of it is in the sum; None: nothing is."""

    share: Share
    added: float | None


@dataclass(frozen=True)
class Made:
    """A figure of a task and how it was made; `index`: which of the task's."""

    task: TaskResult
    index: int
    tally: Tally
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Entry:
    """A journal line with whose it is; `by` is the line that corrected it or took it back."""

    task: int
    unit: str
    duty: Duty
    status: Status
    line: Line | None = None
    by: Line | None = None

    @property
    def withdrawn(self) -> bool:
        return self.by is not None and self.by.said is Said.WITHDRAWN


def figures(report: Report, task: int | None = None, words: str = "") -> list[Made]:
    """The figures that words mean, by their indicator, a value ("180") or both; all of the task or report for none."""
    value, names = _read(words)
    every = [made for result in report.tasks if task in (None, result.position) for made in _made(result)]
    named = [made for made in every if _is_named(made.tally, names)]
    found = [made for made in named if value is None or _holds(made, value)]
    return found or ([] if task else _of_total(report, named, value))


def _of_total(report: Report, named: Sequence[Made], value: float | None) -> list[Made]:
    """The tasks' figures that a sum over tasks is made of."""
    summed = [total for total in totals(report.tasks) if total.value == value]
    keys = set(map(key_of, summed))
    return [made for made in named if made.tally.value is not None and key_of(made.tally) in keys]


def _made(task: TaskResult) -> Iterable[Made]:
    for index, tally in enumerate(task.tallies):
        added = [*contributions(tally.shares)] if tally.value is not None else []
        ways = (Way(share, next((value for each, value in added if each is share), None)) for share in tally.shares)
        yield Made(task, index, tally, tuple(ways))


def _read(words: str) -> tuple[float | None, list[str]]:
    """The value and the words of what was typed: "180", "1.250 lượt người", "hội nghị"."""
    folded = squash(fold(words))
    found = _VALUE.match(folded)
    if found is None:
        return None, folded.split()
    written = found[1].rstrip(".,")
    plain = written.replace(".", "") if _THOUSANDS.fullmatch(written) else written
    try:
        value = float(plain.replace(",", "."))
    except ValueError:
        return None, folded.split()
    return value, [*folded[found.end() :].split(), *(["%"] if found[2] else [])]


def _is_named(tally: Tally, names: Sequence[str]) -> bool:
    known = fold(f"{tally.indicator} {tally.measure or ''}").split()
    return all(name in known for name in names)


def _holds(made: Made, value: float) -> bool:
    """Whether it is the sum, a unit's share, the target, or what one line said."""
    tally = made.tally
    lines = (entry.line for entry in entries(made.task, tally) if entry.line)
    said = (number.value for line in lines for number in line.numbers if key_of(number) == key_of(tally))
    return value in {tally.value, tally.target, *(share.value for share in tally.shares), *said}


def entries(task: TaskResult, tally: Tally | None = None) -> list[Entry]:
    """The journal of a task, or of one of its figures, oldest first, with what was corrected or taken back."""
    found = [entry for part in (*task.parts, *task.former) for entry in _entries(task.position, part, tally)]
    return sorted(found, key=lambda entry: (entry.line.at, entry.line.id) if entry.line else ())


def _entries(position: int, part: Part, tally: Tally | None) -> Iterable[Entry]:
    by = {line.corrects: line for line in part.lines if line.corrects is not None}
    for line in part.lines:
        if tally is None or any(key_of(number) == key_of(tally) for number in line.numbers):
            corrected = None if line.counts else by.get(line.id)
            yield Entry(position, part.unit, part.duty, part.status, line, corrected)


def classes(report: Report, words: str) -> tuple[list[Status], list[Entry]] | None:
    """The classes that words mean ("quá hạn"), and of each lead counted in them the last line that stands."""
    wanted = squash(fold(words))
    names = {status: fold(name) for status, name in STATUS.items()}
    found = [status for status, name in names.items() if wanted and name.startswith(wanted)]
    found = found or [status for status, name in names.items() if wanted and wanted in name]
    if not found:
        return None
    counted = [(task.position, part) for task in report.tasks for part in task.parts if part.duty is Duty.LEAD]
    return found, [_last(position, part) for position, part in counted if part.status in found]


def _last(position: int, part: Part) -> Entry:
    line = max((line for line in part.lines if line.counts), key=lambda line: (line.at, line.id), default=None)
    return Entry(position, part.unit, part.duty, part.status, line)
