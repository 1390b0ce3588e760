"""Where an office's open work stands at a moment, for those who look after it; `models.survey` loads it."""

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from models.assignment import Said
from models.bundle import Followed
from models.item import Item
from models.office import Office
from models.plan import Plan
from models.privacy import DataRequest
from models.trouble import Trouble
from models.unreached import NotReached
from vietnamese.calendar import WorkCalendar


@dataclass(frozen=True)
class Open:
    """One unit's open work as lead.

    `late`: working days past the deadline, or past the day on which the unit first heard of the task if that came
    later; 0 where nobody was ever reached. `asked_today`: the ids of those whom today's reminder asks about it.
    """

    followed: Followed
    unit: str
    late: int = 0
    told: bool = True
    asked_today: tuple[int, ...] = ()
    delegate: str | None = None
    wish: dt.date | None = None  # the day asked for in an open wish for more time

    @property
    def id(self) -> int:
        return self.followed.assignment.id or 0

    @property
    def ref(self) -> str:
        return f"NV{self.followed.task.position}"

    @property
    def name(self) -> str:
        return self.followed.task.name

    def is_overdue(self, days: int) -> bool:
        """For so many working days, and not only waiting for the own head's word."""
        return self.late >= max(days, 1) and not self.claimed

    @property
    def claimed(self) -> bool:
        return self.followed.assignment.state is Said.CLAIMED


@dataclass(frozen=True)
class Matter:
    """An obstacle, question or wish that is open. `days`: working days since it was raised."""

    item: Item
    unit: str
    ref: str = ""
    days: int = 0


@dataclass(frozen=True)
class Counts:
    """The Government's four classes over a plan's leads; apart from them, what nobody could be told of."""

    plan: Plan
    on_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0
    untold: int = 0
    stopped: int = 0

    @property
    def all(self) -> int:
        return self.on_time + self.late + self.open + self.overdue + self.untold + self.stopped


@dataclass(frozen=True)
class Asked:
    """An open request about personal data. `days` until the day that the law sets next; negative once it is over."""

    request: DataRequest
    person: str
    days: int


@dataclass(frozen=True)
class Overview:
    office: Office
    calendar: WorkCalendar
    today: dt.date
    work: tuple[Open, ...] = ()
    matters: tuple[Matter, ...] = ()
    unreached: tuple[NotReached, ...] = ()
    drafts: tuple[Plan, ...] = ()
    counts: tuple[Counts, ...] = ()
    asked: tuple[Asked, ...] = ()
    cleared: int = 0  # rows that the nightly runs removed in the last seven days
    trouble: Trouble = field(default_factory=Trouble)

    @property
    def zone(self) -> ZoneInfo:
        return self.office.zone
