"""The reminders to come, as the workbook and the picture show them: persons by days, and why each is asked."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pydantic import TypeAdapter

from models.bundle import Ask, Bundle, Why
from reports.report import Head
from vietnamese.calendar import ONE_DAY

KIND = "calendar"
"""Under "kind" in a kept calendar; a kept report has none."""


@dataclass(frozen=True)
class Look:
    """How a reason stands on a grid. Grey printing loses the colour, so the letter says enough."""

    letter: str
    colour: str
    words: str


LOOKS = {
    Why.OVERDUE: Look("Q", "#F4B3AB", "quá hạn"),
    Why.DUE: Look("H", "#F9CB8F", "đến hạn"),
    Why.CONFIRM: Look("X", "#CFC0E8", "chờ xác nhận"),
    Why.SOON: Look("S", "#FBE9A6", "sắp đến hạn"),
    Why.NEW: Look("M", "#BCD6F3", "giao mới"),
    Why.START: Look("B", "#C9E8CF", "bắt đầu"),
    Why.WEEKLY: Look("T", "#DCEBF9", "hỏi hằng tuần"),
    Why.END: Look("K", "#B5DEDA", "hỏi cuối đợt"),
    Why.COOPERATE: Look("P", "#EADFC8", "hỏi phối hợp"),
    Why.OPEN: Look("G", "#F3D5E3", "hỏi thêm"),
}
OFF = "#D4D4D4"  # days off
WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
ASSUMED = "Lập với giả định chưa ai trả lời; việc đã báo xong thì thôi nhắc."


@dataclass(frozen=True)
class Matter:
    """Tasks of one bundle about which a person is asked for one reason and in one way."""

    why: Why
    tasks: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True)
class Call:
    """One bundle: what a person is asked at a moment where the office is, the most pressing first."""

    day: dt.date
    time: dt.time
    person: int
    matters: tuple[Matter, ...]

    @property
    def count(self) -> int:
        return sum(len(matter.tasks) for matter in self.matters)

    @property
    def mark(self) -> str:
        """The most pressing reason, and how many tasks where there are several: "Q3"."""
        letter = LOOKS[self.matters[0].why].letter
        return f"{letter}{self.count}" if self.count > 1 else letter


@dataclass(frozen=True)
class Addressee:
    """A person who is reminded; `reached`: there is a chat to write to."""

    id: int
    name: str
    unit: str
    reached: bool = True

    @property
    def label(self) -> str:
        return self.name if self.reached else f"{self.name} (chưa kết nối)"


@dataclass(frozen=True)
class Calendar:
    """`people` in the order of their units, `tasks` by number, `off` the days off from the first call to the last."""

    head: Head
    is_draft: bool
    people: tuple[Addressee, ...]
    calls: tuple[Call, ...]
    tasks: dict[int, str]
    off: tuple[dt.date, ...] = ()
    kind: str = KIND

    @property
    def title(self) -> str:
        return "Lịch nhắc dự kiến, nếu phê duyệt bây giờ" if self.is_draft else "Lịch nhắc còn lại"

    @property
    def days(self) -> list[dt.date]:
        """From the first call to the last, none left out."""
        days = [call.day for call in self.calls]
        return [min(days) + ONE_DAY * n for n in range((max(days) - min(days)).days + 1)] if days else []

    @property
    def used(self) -> list[Look]:
        """How the reasons stand on its grid, the most pressing first."""
        return [LOOKS[why] for why in self.reasons]

    @property
    def reasons(self) -> list[Why]:
        found = {call.matters[0].why for call in self.calls}
        return [why for why in LOOKS if why in found]


_ADAPTER = TypeAdapter(Calendar)


def to_json(calendar: Calendar) -> dict[str, Any]:
    """The calendar as JSON values, to be kept as a snapshot."""
    content: dict[str, Any] = _ADAPTER.dump_python(calendar, mode="json")
    return content


def from_json(content: dict[str, Any]) -> Calendar:
    """The calendar that `to_json` wrote; raises pydantic.ValidationError where it is none."""
    return _ADAPTER.validate_python(content)


def call_of(bundle: Bundle, zone: dt.tzinfo) -> Call:
    """A planned bundle where the office is."""
    local = bundle.at.astimezone(zone)
    grouped = groupby(bundle.ordered, key=lambda ask: (ask.why, _note(ask)))
    matters = [Matter(why, tuple(ask.followed.task.position for ask in asks), note) for (why, note), asks in grouped]
    return Call(local.date(), local.time(), bundle.person, tuple(matters))


def _note(ask: Ask) -> str:
    """Why another than usual hears of it, or in another way."""
    if ask.to.instead_of:
        return f"thay cho {ask.to.instead_of}"
    if ask.to.silent:
        return f"giao {ask.to.silent}, nhắc nhiều lần chưa trả lời"
    return "hỏi ngắn, vì đã nhắc nhiều lần" if ask.is_short else ""
