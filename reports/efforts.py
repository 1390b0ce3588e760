"""How the plan was followed: what amended it, what was taken out of it, and how the units were urged."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from reports.wording import count, numbers_of
from vietnamese.writing import day

_KINDS = {"KH": "Kế hoạch", "QĐ": "Quyết định", "TB": "Thông báo", "CTr": "Chương trình", "HD": "Hướng dẫn"}


@dataclass(frozen=True)
class Amendment:
    """A later version that was taken over on `day`; without a number it is the clerk's own change of a task."""

    day: dt.date
    number: str | None = None
    date: dt.date | None = None
    dropped: tuple[int, ...] = ()  # the numbers of the tasks that it took out

    @property
    def cited(self) -> str:
        """ "Kế hoạch số 20/KH-STP ngày 05/6/2026"; empty without a number."""
        if not self.number:
            return ""
        sign = self.number.partition("/")[2].partition("-")[0]
        dated = f" ngày {day(self.date)}" if self.date else ""
        return f"{_KINDS.get(sign, 'Văn bản')} số {self.number}{dated}"


@dataclass(frozen=True)
class Efforts:
    """Until the moment reported. `letters`: the days on which a công văn đôn đốc was drafted.

    `reminders` that arrived, to `reminded` units; `unused`: numbers of what was left out before the plan was given out.
    """

    reminders: int = 0
    reminded: int = 0
    letters: tuple[dt.date, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    unused: tuple[int, ...] = ()


def amended(efforts: Efforts) -> list[str]:
    """Which documents changed the plan, and which tasks it took out; each once. What was left out before
    the plan was given out never was a task, and its number is the program's own."""
    cited = [each.cited for each in efforts.amendments if each.cited]
    told = [f"Kế hoạch được điều chỉnh, bổ sung tại {'; '.join(cited)}."] if cited else []
    gone: dict[str, list[int]] = defaultdict(list)
    for each in efforts.amendments:
        gone[f"theo {each.cited}" if each.cited else f"theo điều chỉnh ngày {day(each.day)}"] += each.dropped
    listed = [f"nhiệm vụ {numbers_of(tasks)} {by}" for by, tasks in gone.items() if tasks]
    told += [f"Đã đưa ra khỏi Kế hoạch: {'; '.join(listed)}."] if listed else []
    return told


def urged(efforts: Efforts) -> str:
    """How the units were reminded and urged; empty where nobody was."""
    told = []
    if efforts.reminders:
        told.append(f"gửi {count(efforts.reminders)} lượt nhắc việc đến {count(efforts.reminded)} đơn vị")
    if efforts.letters:
        days = "; ".join(f"ngày {day(each)}" for each in efforts.letters)
        told.append(f"soạn {count(len(efforts.letters))} công văn đôn đốc ({days})")
    return ", ".join(told)
