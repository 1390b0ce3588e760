"""One field of a task as a clerk states it in words."""

import re
from collections.abc import Callable
from dataclasses import replace

from handlers.assign import match_name, typed_names, units_of
from handlers.talk import Talk
from messages.edit import Edit, Field
from models.plan import Task
from plans.doubts import with_doubts
from plans.draft import TaskDraft
from plans.fields import task_of_line
from plans.milestones import as_stored, milestones_of
from vietnamese.dates import read_timing
from vietnamese.text import fold, is_accented, squash
from vietnamese.units import collective
from vietnamese.writing import day

_BY = re.compile(r"[,;.]? (?:xong|hạn(?: chót)?)(?: trước)?(?: ngày)?:? (?=\d)", re.I)  # as people type it in a chat


def set_field(talk: Talk, task: Task, edit: Edit) -> None:
    """Change the row alone; what follows from it is the caller's."""
    _SET[edit.field](task, edit.value, talk)


def new_task(talk: Talk, words: str) -> TaskDraft:
    """A task that the clerk adds, with the units and the day that its words state."""
    text = squash(words)
    read = task_of_line(_BY.sub(", hoàn thành trước ngày ", text), talk.today.year)
    return with_doubts(replace(read, text=text, label=None))


def _set_time(task: Task, value: str, talk: Talk) -> None:
    timing = read_timing(value, talk.today.year)
    task.timing, task.start, task.end, task.due = squash(value), timing.start, timing.end, timing.due
    task.milestones = as_stored(milestones_of(timing))
    if timing.due and not is_accented(value):  # "truoc ngay 18/12" would stand in the report as it was typed
        task.timing = f"trước ngày {day(timing.due)}"


def _set_leads(task: Task, value: str, talk: Talk) -> None:
    task.leads = _names(talk, value)


def _set_cooperators(task: Task, value: str, talk: Talk) -> None:
    task.cooperators = [] if fold(value).strip() in ("-", "khong", "khong co") else _names(talk, value)


def _names(talk: Talk, value: str) -> list[str]:
    """The units of a typed list, each by its name in the office where it is surely known ("cong doan so")."""
    units = units_of(talk.session, talk.office.id or 0)
    found = [(name, match_name(name, units)) for name in typed_names(value, units)]
    return [meant[0].name if len(meant) == 1 and not collective(name) else name for name, meant in found]


def _set_text(task: Task, value: str, _talk: Talk) -> None:
    task.text, task.targets = squash(value), []


def _drop(task: Task, _value: str, _talk: Talk) -> None:
    task.dropped = True


def _restore(task: Task, _value: str, _talk: Talk) -> None:
    task.dropped = False


_SET: dict[Field, Callable[[Task, str, Talk], None]] = {
    Field.LEADS: _set_leads,
    Field.COOPERATORS: _set_cooperators,
    Field.TIME: _set_time,
    Field.TEXT: _set_text,
    Field.DROP: _drop,
    Field.RESTORE: _restore,
}
