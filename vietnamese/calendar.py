"""Working days of Vietnamese offices: public holidays, Saturdays worked in exchange, and an office's own days."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from zoneinfo import ZoneInfo

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Notice:
    """A day that a yearly notice made a working day or a day off, and the notice."""

    day: dt.date
    working: bool
    basis: str


# What the holidays library (0.109) does not know; checked against the notices in facts/vietnamese-documents.md C7.
CORRECTIONS = (
    Notice(dt.date(2026, 1, 2), working=False, basis="Công văn 12729/VPCP-KGVX"),
    Notice(dt.date(2026, 1, 10), working=True, basis="Công văn 12729/VPCP-KGVX"),
)

ANNOUNCED_UNTIL = 2026
"""The last year whose notice was compared with the library; later years are the library's guess."""


@dataclass(frozen=True)
class WorkCalendar:
    """An office's working days and hours. `opens` and `closes` are local; moments in and out are aware, out in UTC.

    `overrides` maps a day to whether it is worked, and wins over every other source.
    """

    zone: ZoneInfo
    opens: dt.time
    closes: dt.time
    overrides: Mapping[dt.date, bool] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if not self.opens < self.closes:
            raise ValueError(f"an office that opens at {self.opens} and closes at {self.closes}")

    def is_working(self, day: dt.date) -> bool:
        if day in self.overrides:
            return self.overrides[day]
        off, worked = _year(day.year)
        return day in worked or (day.weekday() < 5 and day not in off)

    def is_announced(self, year: int) -> bool:
        """Whether the notice of that year is known here, or the office entered days of it itself."""
        return year <= ANNOUNCED_UNTIL or any(day.year == year for day in self.overrides)

    def add_working_days(self, day: dt.date, n: int) -> dt.date:
        """The n-th working day after `day`, before it where n is negative; `day` itself for 0."""
        step = ONE_DAY if n > 0 else -ONE_DAY
        for _ in range(abs(n)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def working_days_between(self, a: dt.date, b: dt.date) -> int:
        """How many working days from `a` to `b`, so that add_working_days(a, n) is n away; negative backwards."""
        if b < a:
            return -sum(self.is_working(b + ONE_DAY * n) for n in range((a - b).days))
        return sum(self.is_working(a + ONE_DAY * n) for n in range(1, (b - a).days + 1))

    def on_or_after(self, day: dt.date) -> dt.date:
        return day if self.is_working(day) else self.add_working_days(day, 1)

    def on_or_before(self, day: dt.date) -> dt.date:
        return day if self.is_working(day) else self.add_working_days(day, -1)

    def local_day(self, at: dt.datetime) -> dt.date:
        return at.astimezone(self.zone).date()

    def moment(self, day: dt.date, time: dt.time) -> dt.datetime:
        """That local time on that day."""
        return dt.datetime.combine(day, time, self.zone).astimezone(dt.UTC)

    def closing(self, day: dt.date) -> dt.datetime:
        return self.moment(day, self.closes)

    def within_hours(self, at: dt.datetime) -> bool:
        local = at.astimezone(self.zone)
        return self.is_working(local.date()) and self.opens <= local.time() < self.closes

    def next_working_moment(self, at: dt.datetime) -> dt.datetime:
        """`at` itself within working hours, else the next opening."""
        if self.within_hours(at):
            return at
        local = at.astimezone(self.zone)
        day = local.date() if local.time() < self.opens else local.date() + ONE_DAY
        return self.moment(self.on_or_after(day), self.opens)


@cache
def _year(year: int) -> tuple[frozenset[dt.date], frozenset[dt.date]]:
    """Days off and weekend days worked in a year."""
    import holidays  # 0.1 s; a command that asks for no working day does not pay for it

    known = holidays.country_holidays("VN", years=year)
    off, worked = set(known), set(known.weekend_workdays)
    for notice in CORRECTIONS:
        (worked if notice.working else off).add(notice.day)
        (off if notice.working else worked).discard(notice.day)
    return frozenset(off), frozenset(worked)


NATIONAL = WorkCalendar(ZoneInfo("Asia/Ho_Chi_Minh"), dt.time(7, 30), dt.time(17, 0))
"""The whole country's working days, for days that a document counts ("05 ngày làm việc kể từ ...")."""
