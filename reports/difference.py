"""What differs between two reports, as it is kept in the later one."""

import datetime as dt
from dataclasses import dataclass

from models.assignment import Duty, Status


@dataclass(frozen=True)
class Origin:
    """The report compared with; `snapshot` is the id of the one that was kept."""

    plan: str
    day: dt.date  # of `as_of`, where the office is
    as_of: dt.datetime
    snapshot: str | None = None


@dataclass(frozen=True)
class Move:
    """A unit's part of a task that went from one class to another; None: it was not in the earlier report."""

    task: int
    unit: str
    duty: Duty
    before: Status | None
    now: Status


@dataclass(frozen=True)
class Shift:
    """A figure of a task before and now; `corrected`: a report that it was made of was corrected or taken back."""

    task: int
    indicator: str
    measure: str | None
    before: float | None
    now: float | None
    approximate: bool = False
    corrected: bool = False


@dataclass(frozen=True)
class Named:
    """Something of a task in words; `unit` where it is one unit's."""

    task: int
    text: str
    unit: str | None = None


@dataclass(frozen=True)
class Passed:
    """Since a moment one unit goes on under another's name: renamed, with all its tasks; or some `tasks` moved on."""

    at: dt.datetime
    before: str
    now: str
    tasks: tuple[int, ...] = ()

    def name_now(self, unit: str, task: int | None = None) -> str:
        """A unit of an earlier report as it is called after this."""
        concerned = not self.tasks or task is None or task in self.tasks
        return self.now if unit == self.before and concerned else unit


@dataclass(frozen=True)
class Changes:
    """What came since an earlier report of the same work. `done`, `late` and `moves` share no part."""

    since: Origin
    done: tuple[Move, ...] = ()
    late: tuple[Move, ...] = ()
    moves: tuple[Move, ...] = ()
    reported: tuple[str, ...] = ()  # units that had said nothing before
    figures: tuple[Shift, ...] = ()
    met: tuple[Named, ...] = ()  # obstacles
    solved: tuple[Named, ...] = ()
    added: tuple[Named, ...] = ()  # tasks
    dropped: tuple[Named, ...] = ()
    passed: tuple[Passed, ...] = ()  # units renamed, merged and divided

    @property
    def is_nothing(self) -> bool:
        every = (self.done, self.late, self.moves, self.reported, self.figures, self.met, self.solved)
        return not any((*every, self.added, self.dropped, self.passed))


@dataclass(frozen=True)
class Work:
    """What a unit leads: how much was assigned, done, and of that in time."""

    assigned: int
    done: int
    in_time: int


@dataclass(frozen=True)
class UnitBeside:
    """A unit in both reports; None where the report does not have it."""

    unit: str
    before: Work | None
    now: Work | None


@dataclass(frozen=True)
class Amount:
    """A figure of a whole report. `value` is None where it must not be added."""

    value: float | None
    approximate: bool = False
    target: float | None = None


@dataclass(frozen=True)
class FigureBeside:
    """An indicator in both reports; None where the report does not have it."""

    indicator: str
    measure: str | None
    before: Amount | None
    now: Amount | None

    @property
    def difference(self) -> float | None:
        if self.before is None or self.now is None or self.before.value is None or self.now.value is None:
            return None
        return round(self.now.value - self.before.value, 6)

    @property
    def growth(self) -> float | None:
        """The difference in percent of the earlier value; of rates there is none, their difference is in points."""
        if self.measure == "%" or self.difference is None or not (self.before and self.before.value):
            return None
        return 100 * self.difference / self.before.value

    @property
    def approximate(self) -> bool:
        return any(amount is not None and amount.approximate for amount in (self.before, self.now))


@dataclass(frozen=True)
class Comparison:
    """An earlier plan's or day's report beside this one."""

    since: Origin
    units: tuple[UnitBeside, ...] = ()
    figures: tuple[FigureBeside, ...] = ()
