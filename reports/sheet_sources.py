"""Nguồn số liệu: what each figure of the report was made of, down to who said it, when, and in which words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from models.assignment import Duty, Said, Status
from reports.figures import Share, Tally
from reports.report import Line, Part, Report, TaskResult
from reports.running import corrected
from reports.tally import contributions
from reports.wording import DUTY, STATUS
from reports.worksheet import Table, Value

_COLUMNS = (
    *(("Số liệu trong báo cáo", 26), ("Giá trị", 13), ("Đơn vị tính", 8), ("Khoảng", 8), ("Cách tính", 36)),
    *(("Nhiệm vụ số", 8), ("Đơn vị", 26), ("Vai trò", 9), ("Đơn vị báo", 12), ("Tính vào tổng", 12)),
    *(("Dòng nhật ký", 8), ("Người báo cáo", 20), ("Thời điểm", 15), ("Nguyên văn", 54)),
)
_NOBODY: Sequence[Value] = (None, None, None, None)
_WHOLE: Sequence[Value] = (None, None, None, None, None, *_NOBODY)  # a figure that only other figures make


def sources(report: Report) -> Table:
    """One row for every journal line behind a figure; a figure that nobody's words are behind has one row too."""
    return Table("Nguồn số liệu", _COLUMNS, _rows(report))


def _rows(report: Report) -> Iterable[Sequence[Value]]:
    zone = ZoneInfo(report.head.zone)
    for status in report.classes:
        yield from _class(report, status, zone)
    for rate in report.rates:
        value = None if rate.value is None else round(rate.value, 2)
        yield (rate.name, value, "%", None, f"{rate.formula} = {rate.part}/{rate.whole}", *_WHOLE)
    for goal in report.goals:
        how = "; ".join((*goal.notes, "từ các dòng cùng chỉ tiêu dưới đây"))
        yield (goal.words, goal.value, goal.measure, "khoảng" if goal.approximate else None, how, *_WHOLE)
    for task in report.tasks:
        lines = {line.id: line for part in (*task.parts, *task.former) for line in part.lines}
        for tally in task.tallies:
            yield from _tally(task, tally, lines, zone)


def _class(report: Report, status: Status, zone: ZoneInfo) -> Iterable[Sequence[Value]]:
    how = "đếm lượt nhiệm vụ của đơn vị chủ trì"
    found = [(task, part) for task in report.tasks for part in task.parts if _is(part, status)]
    if not found:
        yield (STATUS[status], 0, None, None, how, *_WHOLE)
    for task, part in found:
        line, lines = last_word(part), {each.id: each for each in part.lines}
        why = how if line else f"{how}; {'chưa liên hệ được' if part.untold else 'chưa có báo cáo'}"
        of = (task.position, part.unit, DUTY[part.duty], None, 1)
        yield (STATUS[status], report.counts[status], None, None, why, *of, *_said(line, lines, zone))


def _is(part: Part, status: Status) -> bool:
    return part.duty is Duty.LEAD and part.status is status


def last_word(part: Part) -> Line | None:
    """The line by which a unit stands where it does; files and wishes for more time change nothing."""
    telling = [line for line in part.lines if line.counts and line.said not in (Said.WITHDRAWN, Said.EVIDENCE)]
    stated = [line for line in telling if line.said is not Said.MORE_TIME]
    return next(reversed(stated or telling), None)


def _tally(task: TaskResult, tally: Tally, lines: Mapping[int, Line], zone: ZoneInfo) -> Iterable[Sequence[Value]]:
    adds = [] if tally.value is None else contributions(tally.shares)
    for share in tally.shares:
        added = next((value for each, value in adds if each is share), None)
        about = "khoảng" if tally.approximate else None
        head = (tally.indicator, tally.value, tally.measure, about, _how(tally, share, added))
        of = (task.position, share.unit, DUTY[share.duty], share.value, added)
        for place, identity in enumerate(share.lines):
            # Of several lines the first one has the amounts, so that a column adds up.
            yield (*head, *(of if not place else (*of[:3], None, None)), *_said(lines.get(identity), lines, zone))


def _how(tally: Tally, share: Share, added: float | None) -> str:
    if tally.value is None:
        how = "không cộng, mỗi đơn vị một số"
    elif added is None:
        how = "không tính vào tổng"
    else:
        alone = "số của đơn vị" if len(tally.shares) == 1 else "cộng"
        how = alone if added == share.value else "cộng phần không trùng: cùng sự kiện tính một lần"
    made = " (từ nhiều lần báo, cộng dồn)" if len(share.lines) > 1 else ""
    return "; ".join((how + made, *tally.notes))


def _said(line: Line | None, lines: Mapping[int, Line], zone: ZoneInfo) -> Sequence[Value]:
    return _NOBODY if line is None else (line.id, line.told_by, _local(line, zone), _verbatim(line, lines, zone))


def _verbatim(line: Line, lines: Mapping[int, Line], zone: ZoneInfo) -> str:
    """The line's words, and those of what it corrects or confirms: a correction often names one figure only."""
    told = [line.words or "(không kèm lời)"]
    before = [*corrected(line, lines)]
    claim = lines.get(line.settles or 0)
    if claim and claim not in before:
        before.append(claim)
    for old in before:
        what = "xác nhận" if old.id == line.settles else "sửa"
        told.append(
            f"({what} dòng {old.id}, {old.told_by or 'không rõ'}, {_local(old, zone):%d/%m %H:%M}: {old.words})"
        )
    return "\n".join(told)


def _local(line: Line, zone: ZoneInfo) -> datetime:
    """Where the office is; cells know no time zone."""
    return line.at.astimezone(zone).replace(tzinfo=None)
