"""The words of the calendar's picture, in both languages."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

from models.bundle import Why
from reports.calendar import ASSUMED, LOOKS, WEEKDAYS, Addressee, Calendar, Call
from vietnamese import english
from vietnamese.writing import day, day_month


class Words(NamedTuple):
    """`reasons`: the letter that stands in a cell and what it is short for."""

    reasons: Mapping[Why, tuple[str, str]]
    weekdays: tuple[str, ...]
    day: Callable[[dt.date], str]
    day_month: Callable[[dt.date], str]
    draft: str
    running: str
    made: str
    assumed: str
    not_reached: str
    other_units: str
    all_people: str
    by_person: str
    by_unit: str
    later: str

    def mark(self, call: Call) -> str:
        """The most pressing reason, and how many tasks where there are several: "Q3"."""
        letter, _ = self.reasons[call.matters[0].why]
        return f"{letter}{call.count}" if call.count > 1 else letter

    def label(self, person: Addressee) -> str:
        return person.name if person.reached else f"{person.name} ({self.not_reached})"

    def title(self, calendar: Calendar) -> str:
        return self.made.format(self.draft if calendar.is_draft else self.running, self.day(calendar.head.day))


VIETNAMESE = Words(
    reasons={why: (look.letter, look.words) for why, look in LOOKS.items()},
    weekdays=WEEKDAYS,
    day=day,
    day_month=day_month,
    draft="Lịch nhắc dự kiến, nếu phê duyệt bây giờ",
    running="Lịch nhắc còn lại",
    made="{}, lập ngày {}",
    assumed=ASSUMED,
    not_reached="chưa kết nối",
    other_units="{} đơn vị khác",
    all_people="Cộng (người)",
    by_person="{}; số: số nhiệm vụ trong tin nhắc; ô xám: ngày nghỉ.",
    by_unit="Số trong ô: số người của đơn vị được nhắc trong ngày; ô xám: ngày nghỉ.",
    later="Sau ngày {} còn {} lượt nhắc: xem tệp Excel.",
)
ENGLISH = Words(
    reasons={
        Why.OVERDUE: ("L", "late, overdue"),
        Why.DUE: ("D", "due"),
        Why.CONFIRM: ("C", "waiting for confirmation"),
        Why.SOON: ("S", "due soon"),
        Why.NEW: ("N", "newly given"),
        Why.START: ("B", "begins"),
        Why.WEEKLY: ("W", "weekly question"),
        Why.END: ("E", "question at the end"),
        Why.COOPERATE: ("P", "question on the unit's part"),
        Why.OPEN: ("A", "asked again"),
    },
    weekdays=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
    day=english.day,
    day_month=english.short_day,
    draft="Reminder schedule, if approved now",
    running="Reminders still to come",
    made="{}, made on {}",
    assumed="Made as if nobody answered; of tasks reported complete there are no more reminders.",
    not_reached="not reached yet",
    other_units="{} other units",
    all_people="Total (people)",
    by_person="{}; number: how many tasks a reminder has; grey: days off.",
    by_unit="Number: how many people of the unit are reminded that day; grey: days off.",
    later="After {} there are {} more reminders: see the Excel file.",
)
