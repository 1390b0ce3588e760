"""What a clerk should check about a task's time: days that do not exist, do not fit each other or the plan's own."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from plans.draft import Kind, TaskDraft
from vietnamese.dates import Timing, read_timing
from vietnamese.text import nfc, squash
from vietnamese.time_words import DATE, WEEKDAY
from vietnamese.writing import day

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_SHORT = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5} | {str(n): n - 2 for n in range(2, 8)}
_WITH_WEEKDAY = re.compile(
    rf"(?P<before>{WEEKDAY})[\s,(]*(?:ngày\s+)?(?P<day>{DATE})|(?P<day2>{DATE})\s*[,(]\s*(?P<after>{WEEKDAY})", re.I
)
_AFTERWARDS = re.compile(r"báo cáo|tổng kết|sơ kết|đánh giá|quyết toán|thanh toán|khen thưởng|lưu trữ", re.I)


@dataclass(frozen=True)
class Frame:
    """A plan's own days, against which a task's are held; None where it does not say."""

    signed: dt.date | None = None
    start: dt.date | None = None
    end: dt.date | None = None


def time_doubts(task: TaskDraft, frame: Frame) -> list[str]:
    """One line for each thing about the task's time that a person must look at."""
    last = task.due or task.end
    known = last or task.start or frame.signed
    timing = read_timing(task.timing or "", known.year if known else None)
    found = [f"Không có ngày “{words.strip()}”" for words in timing.impossible]
    found += _wrong_weekdays(task.timing or "", timing)
    if timing.vague and last:
        found.append(f"“{task.timing}” được hiểu là đến hết ngày {day(last)}")
    if last and frame.signed and last < frame.signed:
        found.append(f"Hạn {day(last)} trước ngày ký kế hoạch ({day(frame.signed)})")
    elif last and frame.end and last > frame.end and not _is_afterwards(task):
        found.append(f"Hạn {day(last)} sau khi kế hoạch kết thúc ({day(frame.end)})")
    return found


def _wrong_weekdays(words: str, timing: Timing) -> list[str]:
    """ "Thứ Hai, 16/6/2026" where that day is a Tuesday."""
    known = timing.due or timing.end or timing.start
    if known is None:
        return []
    found = []
    for match in _WITH_WEEKDAY.finditer(squash(nfc(words))):
        stated = (match["before"] or match["after"]).split()[-1].casefold()
        real = read_timing(match["day"] or match["day2"], known.year).due
        if real and real.weekday() != _SHORT.get(stated, 6):
            quoted = match[0] + ")" * (match[0].count("(") - match[0].count(")"))
            found.append(f"“{quoted}”: ngày {day(real)} là {_WEEKDAYS[real.weekday()]}")
    return found


def _is_afterwards(task: TaskDraft) -> bool:
    """Reports and money are due after a plan's end."""
    return task.kind is Kind.DUTY or _AFTERWARDS.search(f"{task.text} {task.timing}") is not None


def day_without_year(tasks: Iterable[TaskDraft]) -> dt.date | None:
    """A day of a task whose words state no year, where there is one."""
    for task in tasks:
        stated = task.due or task.end or task.start
        if stated and task.timing and not read_timing(task.timing, stated.year).has_year:
            return stated
    return None
