"""What a reply says, as far as it was understood."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    DONE = "done"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    BLOCKED = "blocked"
    QUESTION = "question"
    UNCLEAR = "unclear"
    CORRECTION = "correction"


class Wish(StrEnum):
    """A command said in free words, or the bare acknowledgement of a reminder."""

    EDIT = "edit"  # sửa
    UNDO = "undo"  # hoàn tác, rút lại
    CANCEL = "cancel"  # hủy, thôi
    TASKS = "tasks"  # nhiệm vụ của tôi
    HELP = "help"  # trợ giúp
    RECEIVED = "received"  # đã nhận, ok, vâng


@dataclass(frozen=True)
class Figure:
    """A result: `indicator` in the office's form, `unit` None for counts, "%" or "đồng"; `words` as typed.

    `adds`: to what was reported before ("thêm 2 hội nghị"); otherwise `value` is the total so far.
    `price`: đồng for each, where said with it ("20 suất x 300.000đ"); `about`: that price is approximate.
    """

    indicator: str
    value: int | float
    unit: str | None = None
    target: int | float | None = None
    approximate: bool = False
    words: str = ""
    adds: bool = False
    price: int | float | None = None
    about: bool = False

    def as_json(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"indicator": self.indicator, "value": self.value, "unit": self.unit}
        return shown if self.target is None else shown | {"target": self.target}


@dataclass(frozen=True)
class Understood:
    """One reply. Where `parts` is not empty they alone count; `ask`: ask the person before recording anything.

    `more_time`: it asks to move the date to `new_deadline`, where one is named; otherwise that day is a promise.
    `words` are a part's own, as typed; empty where the whole message is meant.
    `bare_value` is a corrected number that does not say of what ("12 chứ không phải 21");
    `replaces` is the one it withdraws; `corrected_to` is the state that a correction states, if any.
    """

    status: Status = Status.UNCLEAR
    percent: int | None = None
    figures: tuple[Figure, ...] = ()
    blocker: str | None = None
    new_deadline: date | None = None
    task_ref: str | None = None
    has_personal_data: bool = False
    parts: tuple["Understood", ...] = ()
    ask: bool = False
    wants: Wish | None = None
    bare_value: int | float | None = None
    replaces: int | float | None = None
    more_time: bool = False
    words: str = ""
    corrected_to: Status | None = None

    def as_json(self) -> dict[str, Any]:
        """The record of `dondoc understand`, with the parts' records inside."""
        return self._fields() | {
            "has_personal_data": self.has_personal_data,
            "parts": [part._fields() for part in self.parts],
            "ask": self.ask,
        }

    def _fields(self) -> dict[str, Any]:
        return {
            "status": self.status.value,
            "percent": self.percent,
            "numbers": [figure.as_json() for figure in self.figures],
            "blocker": self.blocker,
            "new_deadline": self.new_deadline.isoformat() if self.new_deadline else None,
            "task_ref": self.task_ref,
        }
