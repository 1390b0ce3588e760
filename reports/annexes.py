"""The annexes: status per task and unit, figures, and units of which something is missing."""

from collections.abc import Iterable

from models.assignment import Duty, Said, Status
from reports import beside
from reports.assess import open_request
from reports.figures import Goal, Tally
from reports.layout import LANDSCAPE, PORTRAIT, Page
from reports.ooxml import Cell, paragraph, section, table
from reports.report import Gap, Part, Report, TaskResult
from reports.wording import DUTY, STATUS, count, numbers_of, percent, quantity
from vietnamese.writing import day

_STATUS = (
    ("TT", 10.0),
    ("Nhiệm vụ", 52.0),
    ("Đơn vị", 46.0),
    ("Vai trò", 20.0),
    ("Thời hạn", 24.0),
    ("Mức độ", 49.0),
    ("Ngày báo cáo", 22.0),
    ("Ghi chú", 29.0),
)
_FIGURES = (
    ("NV", 8.0),
    ("Chỉ tiêu", 25.0),
    ("Đơn vị", 26.0),
    ("Số báo cáo", 24.0),  # wide enough for "120.000.000": a sum of money is never broken
    ("Cộng", 24.0),
    ("Kế hoạch", 22.0),
    ("Tỷ lệ đạt", 13.0),
    ("Ghi chú", 23.0),
)
_GOALS = (
    ("Chỉ tiêu của kế hoạch", 64.0),
    ("Kế hoạch", 22.0),
    ("Kết quả", 24.0),
    ("Tỷ lệ đạt", 15.0),
    ("Ghi chú", 40.0),
)
_GAPS = (("TT", 12.0), ("Đơn vị", 68.0), ("Nhiệm vụ chưa có báo cáo", 40.0), ("Tình trạng", 45.0))
_ROMAN = ("I", "II", "III", "IV", "V")


def annexes(report: Report) -> Iterable[str]:
    """Each on pages of its own, numbered in Roman."""
    drawn = [
        ("Tình hình thực hiện theo nhiệm vụ và đơn vị", LANDSCAPE, _status(report)),
        ("Số liệu theo chỉ tiêu và đơn vị", PORTRAIT, _figures(report)),
        ("Đơn vị chưa báo cáo, chưa liên hệ được", PORTRAIT, _gaps(report)),
    ]
    if report.comparison:
        drawn.append((beside.TITLE, PORTRAIT, beside.annex(report.comparison)))
    for number, (title, page, content) in enumerate(drawn):
        yield _heading(f"Phụ lục {_ROMAN[number]}", title, report)
        yield content
        yield _close(page, last=number == len(drawn) - 1)


def _heading(name: str, title: str, report: Report) -> str:
    head, blank = report.head, "\u00a0" * 5
    of = f"/BC-{head.code or '…………'} ngày{blank}tháng{blank}năm {head.day.year} của {head.office}"
    return (
        paragraph(name, "annex")
        + paragraph(title.upper(), "annex_title")
        + paragraph(f"(Kèm theo Báo cáo số{blank}{of})", "annex_of")
        + paragraph("", "gap")
    )


def _close(page: Page, *, last: bool) -> str:
    """The last section ends with the body itself, the others in a paragraph."""
    return paragraph("", "rule") + section(page) if last else paragraph("", "rule", section=section(page))


def _table(columns: tuple[tuple[str, float], ...], rows: Iterable[tuple[Cell, ...]]) -> str:
    return table([width for _, width in columns], [name for name, _ in columns], rows)


def _status(report: Report) -> str:
    return _table(_STATUS, (row for task in report.tasks for row in _status_rows(task)))


def _status_rows(task: TaskResult) -> Iterable[tuple[Cell, ...]]:
    for number, part in enumerate(task.parts):
        merge = ("continue" if number else "restart") if len(task.parts) > 1 else ""
        yield (
            Cell("" if number else str(task.position), "cell_centred", merge),
            Cell("" if number else task.heading, "cell", merge),
            Cell(part.unit),
            Cell(DUTY[part.duty], "cell_centred"),
            Cell(_deadline(part) or ("" if part.due else task.timing or ""), "cell_centred"),
            Cell(status_words(part) + (f" ({part.percent}%)" if part.percent is not None else "")),
            Cell(day(part.heard_on) if part.heard_on else "-", "cell_centred"),
            Cell(remark(part)),
        )


def _deadline(part: Part) -> str:
    if part.due is None:
        return ""
    moved = part.original_due is not None and part.original_due != part.due
    return f"{day(part.due)} (hạn gốc {day(part.original_due)})" if moved and part.original_due else day(part.due)


def status_words(part: Part) -> str:
    """The class; a cooperator owes no more than to confirm its part once, so its silence is no delay."""
    if part.duty is Duty.COOPERATOR and not part.reported:
        return "Chưa xác nhận phối hợp"
    return f"{STATUS[part.status]}{' (chưa liên hệ được)' if part.untold else ''}"


def remark(part: Part) -> str:
    """What the status alone does not say."""
    told = [part.blocker] if part.blocker else []
    if not part.reached and not (part.untold and part.duty is Duty.LEAD):
        told.append("chưa liên hệ được")
    if not part.asked and part.duty is Duty.LEAD:
        told.append("chưa đến lượt nhắc")
    if part.state is Said.RECEIVED:
        told.append("đã nhận")
    if part.state is Said.CLAIMED and part.done_on:
        waits = "" if part.status is Status.WAITING else ", chờ xác nhận"
        told.append(f"báo hoàn thành ngày {day(part.done_on)}{waits}")
    if request := open_request(part):
        told.append(request)
    if part.evidence:
        told.append(f"{count(part.evidence)} tệp kèm theo")
    return "; ".join(told)


def _figures(report: Report) -> str:
    rows = [row for task in report.tasks for tally in task.tallies for row in _figure_rows(task.position, tally)]
    goals = _table(_GOALS, map(_goal_row, report.goals)) if report.goals else ""
    if not rows:
        return paragraph("Chưa có số liệu được báo cáo.", "body") + goals
    return _table(_FIGURES, rows) + (paragraph("", "gap") + goals if goals else "")


def _figure_rows(position: int, tally: Tally) -> Iterable[tuple[Cell, ...]]:
    """A row for each unit; what all have in common, the sum and the target, stands beside the first."""
    added = "không cộng" if tally.value is None else quantity(tally.value, tally.measure, approximate=tally.approximate)
    target = quantity(tally.target, tally.measure) if tally.target is not None else ""
    for place, share in enumerate(tally.shares):
        merge = ("continue" if place else "restart") if len(tally.shares) > 1 else ""
        common = ("", "", "", "") if place else (added, target, _reached(tally), "; ".join(tally.notes))
        yield (
            Cell("" if place else str(position), "cell_centred", merge),
            Cell("" if place else tally.indicator, "cell", merge),
            Cell(f"{share.unit} ({DUTY[share.duty].lower()})"),
            Cell(quantity(share.value, tally.measure, approximate=share.approximate), "cell_centred"),
            *(Cell(text, "cell_centred", merge) for text in common[:3]),
            Cell(common[3], "cell", merge),
        )


def _goal_row(goal: Goal) -> tuple[Cell, ...]:
    value = "-" if goal.value is None else quantity(goal.value, goal.measure, approximate=goal.approximate)
    return (
        Cell(goal.words),
        Cell(quantity(goal.target, goal.measure), "cell_centred"),
        Cell(value, "cell_centred"),
        Cell(_reached(goal), "cell_centred"),
        Cell("; ".join(goal.notes)),
    )


def _reached(result: Tally | Goal) -> str:
    if result.reached is None:
        return ""
    return f"{'khoảng ' if result.approximate else ''}{percent(result.reached)}"


def _gaps(report: Report) -> str:
    if not report.gaps:
        return paragraph("Tất cả các đơn vị được giao nhiệm vụ đã báo cáo.", "body")
    return _table(
        _GAPS,
        (
            (
                Cell(str(number), "cell_centred"),
                Cell(gap.unit),
                Cell(numbers_of(gap.tasks) or "-", "cell_centred"),
                Cell(gap_state(gap)),
            )
            for number, gap in enumerate(report.gaps, 1)
        ),
    )


def gap_state(gap: Gap) -> str:
    """Why a unit is listed."""
    if not gap.reached:
        return "Chưa liên hệ được"
    if gap.silent:
        return "Chưa báo cáo"
    return f"Đã báo cáo {count(gap.assigned - len(gap.tasks))}/{count(gap.assigned)} nhiệm vụ"
