"""The annexes: status per task and unit, figures, units of which something is missing, files sent along."""

from collections.abc import Iterable, Sequence

from models.assignment import Duty, Said, Status
from reports import beside
from reports.annex_figures import figures
from reports.annex_files import files, has_files
from reports.assess import open_request
from reports.layout import LANDSCAPE, PORTRAIT, Page
from reports.letterhead import BLANK_CODE
from reports.ooxml import Cell, Column, cells, paragraph, ruled, section, unparted
from reports.report import Gap, Part, Report, TaskResult
from reports.wording import DUTY, STATUS, count, numbers_of
from vietnamese.writing import day

STANDINGS = (
    Column("TT", 10.0, "cell_centred"),
    Column("Nhiệm vụ", 50.0),
    Column("Đơn vị", 46.0),
    Column("Vai trò", 20.0, "cell_centred"),
    Column("Thời hạn", 28.0, "cell_centred"),
    Column("Mức độ", 48.0),
    Column("Ngày báo cáo", 22.0, "cell_centred"),
    Column("Ghi chú", 28.0),
)
GAPS = (
    Column("TT", 12.0, "cell_centred"),
    Column("Đơn vị", 68.0),
    Column("Nhiệm vụ chưa có báo cáo", 40.0, "cell_centred"),
    Column("Tình trạng", 45.0),
)
MISSING = "Danh sách đơn vị chưa báo cáo, chưa liên hệ được tại Phụ lục III."
_NOBODY = "Chưa giao đơn vị thực hiện"
TITLES = (
    "Tình hình thực hiện theo nhiệm vụ và đơn vị",
    "Số liệu theo chỉ tiêu và đơn vị",
    "Đơn vị chưa báo cáo, chưa liên hệ được",
    "Danh mục tài liệu, hình ảnh minh chứng",
)
_ROMAN = ("I", "II", "III", "IV", "V")
_TOGETHER = 10  # rows of one task that surely fit on a page lying across


def annexes(report: Report) -> Iterable[str]:
    """Each on pages of its own, numbered in Roman; the first three are always there, so that I to III are the same in
    every report."""
    drawn = [
        (TITLES[0], LANDSCAPE, _status(report)),
        (TITLES[1], LANDSCAPE, figures(report)),
        (TITLES[2], PORTRAIT, _gaps(report)),
    ]
    if has_files(report):
        drawn.append((TITLES[3], PORTRAIT, files(report)))
    if report.comparison:
        drawn.append((beside.TITLE, PORTRAIT, beside.annex(report.comparison)))
    head = report.head
    of = sent_with(f"BC-{head.code or BLANK_CODE}", str(head.day.year), head.office)
    for place, (title, page, content) in enumerate(drawn):
        yield annex_heading(place, title, of)
        yield content
        yield _close(page, last=place == len(drawn) - 1)


def references(report: Report) -> str:
    """Where the annexes tell more, and what the tasks' numbers are."""
    told = ["tình hình từng nhiệm vụ, từng đơn vị tại Phụ lục I"]
    if any(task.tallies for task in report.tasks) or report.goals:
        told.append("số liệu tại Phụ lục II")
    if has_files(report):
        told.append("danh mục tài liệu, hình ảnh minh chứng tại Phụ lục IV")
    if report.comparison:
        told.append(f"so sánh với kỳ trước tại Phụ lục {'V' if has_files(report) else 'IV'}")
    return f"Kết quả cụ thể theo từng nhiệm vụ như sau ({'; '.join(told)}).{_numbering(report)}"


def _numbering(report: Report) -> str:
    """A task keeps the number under which it was assigned, reminded of and reported; so numbers may be missing."""
    there = {task.position for task in report.tasks} | set(report.efforts.unused)
    missing = [number for number in range(1, max(there, default=0)) if number not in there]
    if not missing:
        return ""
    if report.head.unit:
        return " Số thứ tự là số của nhiệm vụ trong Kế hoạch; chỉ nêu nhiệm vụ giao cho đơn vị."
    return f" Số thứ tự là số của nhiệm vụ trong Kế hoạch; nhiệm vụ số {numbers_of(missing)} không còn trong Kế hoạch."


def sent_with(sign: str, year: str, office: str) -> str:
    """Which document an annex goes with; its number and day are left to the clerk."""
    blank = "\u00a0" * 5
    return f"(Kèm theo Báo cáo số{blank}/{sign} ngày{blank}tháng{blank}năm {year} của {office})"


def annex_heading(place: int, title: str, of: str) -> str:
    return (
        paragraph(f"Phụ lục {_ROMAN[place]}", "annex")
        + paragraph(title.upper(), "annex_title")
        + paragraph(of, "annex_of")
        + paragraph("", "gap")
    )


def _close(page: Page, *, last: bool) -> str:
    """The last section ends with the body itself, the others in a paragraph."""
    return paragraph("", "rule") + section(page) if last else paragraph("", "rule", section=section(page))


def _status(report: Report) -> str:
    return ruled(STANDINGS, (row for task in report.tasks for row in _status_rows(task)))


def _status_rows(task: TaskResult) -> Iterable[Sequence[Cell]]:
    """Of a task with many units a few rows together, its number and name over each of these blocks anew."""
    rows = standings(task)
    blocks = -(-len(rows) // _TOGETHER)
    size = -(-len(rows) // max(blocks, 1)) or 1
    for start in range(0, len(rows), size):
        heading = task.heading.rstrip(".") + (" (tiếp)" if start else "")
        yield from unparted(_beside(f"{task.position}", heading, rows[start : start + size]))


def _beside(number: str, heading: str, rows: list[tuple[str, ...]]) -> Iterable[tuple[Cell, ...]]:
    for place, row in enumerate(rows):
        merge = ("continue" if place else "restart") if len(rows) > 1 else ""
        yield (
            Cell("" if place else number, "cell_centred", merge),
            Cell("" if place else heading, "cell", merge),
            *cells(STANDINGS[2:], row),
        )


def standings(task: TaskResult) -> list[tuple[str, ...]]:
    """What annex I says of each unit of a task: its name, part and deadline, how far it is, when it was heard of, and
    what else; of work that no unit was given, who leads it."""
    if not task.parts:  # one unit's own report may hold none of the leads, but a part
        when = day(task.due) if task.due else task.timing or ""
        return [("; ".join(task.leads) or "chưa giao", DUTY[Duty.LEAD], when, _NOBODY, "-", "")]
    return [
        (
            part.unit,
            DUTY[part.duty],
            _deadline(part) or task.timing or "",
            status_words(part) + (f" ({part.percent}%)" if part.percent is not None else ""),
            day(part.heard_on) if part.heard_on else "-",
            remark(part),
        )
        for part in task.parts
    ]


def _deadline(part: Part) -> str:
    if part.due is None:
        return ""
    moved = part.original_due is not None and part.original_due != part.due
    return f"{day(part.due)} (hạn gốc {day(part.original_due)})" if moved and part.original_due else day(part.due)


def status_words(part: Part) -> str:
    """The class; a cooperator owes no more than to confirm its part once, so its silence is no delay."""
    if part.duty is Duty.COOPERATOR and not part.reported and part.status is not Status.STOPPED:
        return "Chưa xác nhận phối hợp"
    return f"{STATUS[part.status]}{' (chưa liên hệ được)' if part.untold else ''}"


def remark(part: Part) -> str:
    """What the status alone does not say."""
    told = [part.blocker] if part.blocker else []
    if part.reason:
        told.append(f"lý do: {part.reason}")
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


def _gaps(report: Report) -> str:
    if told := none_missing(report):
        return paragraph(told, "body")
    return ruled(GAPS, (cells(GAPS, row) for row in gap_rows(report)))


def gap_rows(report: Report) -> list[tuple[str, ...]]:
    """What annex III says: number, unit, tasks without a report, and why it is listed."""
    return [
        (str(number), gap.unit, numbers_of(gap.tasks) or "-", gap_state(gap))
        for number, gap in enumerate(report.gaps, 1)
    ]


def none_missing(report: Report) -> str:
    """What annex III says where it lists no unit; empty where it does.

    A cooperator owes no report of each task, so some may be without one though nobody is missing.
    """
    if report.gaps:
        return ""
    without = [task.position for task in report.tasks if task.parts and not any(part.reported for part in task.parts)]
    who = "Đơn vị" if report.head.unit else "Tất cả các đơn vị được giao nhiệm vụ"
    if not without:
        return f"{who} đã báo cáo."
    return f"{who} đã báo cáo; chưa có báo cáo về nhiệm vụ {numbers_of(without)} (phối hợp hoặc chưa đến lượt nhắc)."


def gap_state(gap: Gap) -> str:
    """Why a unit is listed."""
    if not gap.reached:
        return "Chưa liên hệ được"
    if gap.silent:
        return "Chưa báo cáo"
    return f"Đã báo cáo {count(gap.assigned - len(gap.tasks))}/{count(gap.assigned)} nhiệm vụ được hỏi"
