"""The report as a workbook: every row that the document sums up, down to the words of each reply."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from models.assignment import Said
from models.item import ItemKind
from reports import beside, since
from reports.aimed import share_reached
from reports.annexes import gap_state, remark, status_words
from reports.figures import Goal, Tally
from reports.outline import plan_reference, subject
from reports.report import Issue, Line, Part, Report, TaskResult
from reports.sheet_chart import NAME as CHART
from reports.sheet_chart import add_chart, classes
from reports.sheet_people import people
from reports.sheet_sources import sources
from reports.wording import DUTY, SAID, STATUS, count, figure, numbers_of, printable
from reports.worksheet import Table, Value, draw, formats_of

_PICTURE = re.compile(r"(?i)\.(?:jpe?g|png|gif|webp|hei[cf]|bmp|tiff?)$")


def write(report: Report) -> bytes:
    """An .xlsx; the same report gives the same bytes. Whatever a person wrote is text, never a formula or a link."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    # The format knows no time zone; UTC as it stands keeps the bytes the same on every machine.
    made = report.head.as_of.replace(tzinfo=None)
    title = printable(subject(report.head)).replace("\n", " ")
    book.set_properties({"title": title, "author": printable(report.head.office), "created": made})
    kept = report.head.snapshot
    formats, footer = formats_of(book), report.head.office + (f", bản lưu số {kept}" if kept else "")
    for table in _tables(report):
        draw(book.add_worksheet(table.name), table, formats, footer)
    add_chart(book, book.get_worksheet_by_name(CHART), report)
    book.close()
    return file.getvalue()


def _tables(report: Report) -> Iterable[Table]:
    yield _tasks(report)
    yield _totals(report)
    yield classes(report)
    yield _figures(report)
    if report.goals:
        yield _goals(report)
    yield _issues(report)
    yield _journal(report)
    yield _gaps(report)
    if report.reach:
        yield people(report)
    yield sources(report)
    if report.changes:
        yield since.sheet(report.changes)
    if report.comparison:
        yield beside.sheet(report.comparison)


def _tasks(report: Report) -> Table:
    columns = (
        *(("Nhiệm vụ số", 8), ("Nhiệm vụ", 42), ("Đơn vị", 26), ("Vai trò", 9), ("Thời gian theo kế hoạch", 18)),
        *(("Hạn", 11), ("Hạn gốc", 11), ("Mức độ", 22), ("Tiến độ %", 8), ("Vướng mắc, ghi chú", 32)),
        *(("Ngày hoàn thành", 11), ("Báo cáo gần nhất", 11), ("Số tệp kèm theo", 8), ("Kết quả", 52)),
    )
    return Table("Nhiệm vụ", columns, (_task_row(task, part) for task in report.tasks for part in task.parts))


def _task_row(task: TaskResult, part: Part) -> Sequence[Value]:
    return (
        *(task.position, task.heading, part.unit, DUTY[part.duty], task.timing),
        *(part.due, part.original_due, status_words(part), part.percent, remark(part)),
        *(part.done_on, part.heard_on, part.evidence, " ".join(part.sentences)),
    )


def _totals(report: Report) -> Table:
    head = report.head
    rows: list[Sequence[Value]] = [
        ("Kế hoạch", None, plan_reference(head)),
        ("Tính đến ngày", head.day, "mọi báo cáo đến hết thời điểm này"),
    ]
    if head.snapshot:
        rows.append(("Bản lưu số", head.snapshot, f"gõ /baocao {head.snapshot} để nhận lại đúng bản này"))
    rows += [
        (STATUS[status], found, "lượt nhiệm vụ (nhiệm vụ x đơn vị chủ trì)") for status, found in report.classes.items()
    ]
    rows.append(("Tổng số", sum(report.counts.values()), "bằng tổng các mức độ trên"))
    rows.append(
        ("Trong đó: chưa liên hệ được", len(report.untold), "nằm trong số chưa thực hiện, không tính là quá hạn")
    )
    for rate in report.rates:
        value = None if rate.value is None else round(rate.value, 2)
        rows.append((f"{rate.name} (%)", value, f"{rate.formula} = {rate.part}/{rate.whole}"))
    return Table("Tổng hợp", (("Nội dung", 48), ("Giá trị", 14), ("Cách tính", 90)), rows)


def _figures(report: Report) -> Table:
    columns = (
        *(
            ("Nhiệm vụ số", 8),
            ("Chỉ tiêu", 30),
            ("Đơn vị", 30),
            ("Vai trò", 10),
            ("Số báo cáo", 14),
            ("Đơn vị tính", 9),
        ),
        *(("Khoảng", 8), ("Chỉ tiêu tự báo", 10), ("Cộng của nhiệm vụ", 14), ("Cộng là khoảng", 8)),
        *(("Kế hoạch", 10), ("Đạt %", 8), ("Ghi chú", 50), ("Từ dòng nhật ký", 14)),
    )
    rows = (
        (
            *(task.position, tally.indicator, share.unit, DUTY[share.duty], share.value, tally.measure),
            *("khoảng" if share.approximate else None, share.target, tally.value),
            *("khoảng" if tally.approximate else None, tally.target, _share(tally)),
            *("; ".join(tally.notes), numbers_of(share.lines)),
        )
        for task in report.tasks
        for tally in task.tallies
        for share in tally.shares
    )
    return Table("Số liệu", columns, rows)


def _issues(report: Report) -> Table:
    columns = (
        *(("Loại", 11), ("Nhiệm vụ số", 8), ("Đơn vị", 30), ("Người nêu", 24), ("Ngày nêu", 12), ("Nội dung", 50)),
        *(("Tình trạng", 14), ("Số ngày chờ", 8), ("Người xử lý", 24), ("Trả lời", 60), ("Người trả lời", 24)),
        ("Ngày xong", 12),
    )
    return Table("Vướng mắc, câu hỏi", columns, (_issue_row(issue, report.head.day) for issue in report.issues))


def _issue_row(issue: Issue, today: date) -> Sequence[Value]:
    kind = "Vướng mắc" if issue.kind is ItemKind.BLOCKER else "Câu hỏi"
    state = "đang chờ" if issue.closed is None else "đã trả lời" if issue.answer else "không còn"
    return (
        *(kind, issue.task, issue.unit, issue.person, issue.raised, issue.text),
        *(state, ((issue.closed or today) - issue.raised).days, issue.owner, issue.answer, issue.answered_by),
        issue.closed,
    )


def _goals(report: Report) -> Table:
    columns = (
        *(("Chỉ tiêu của kế hoạch", 60), ("Kế hoạch", 12), ("Đơn vị tính", 9), ("Kết quả", 12), ("Khoảng", 8)),
        *(("Đạt %", 8), ("Ghi chú", 50)),
    )
    rows = (
        (
            *(goal.words, goal.target, goal.measure, goal.value, "khoảng" if goal.approximate else None),
            *(_share(goal), "; ".join(goal.notes)),
        )
        for goal in report.goals
    )
    return Table("Chỉ tiêu", columns, rows)


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 1)


def _journal(report: Report) -> Table:
    columns = (
        *(("Dòng", 8), ("Nhiệm vụ số", 8), ("Đơn vị", 30), ("Người báo cáo", 24), ("Thời điểm", 16)),
        *(("Nội dung", 14), ("Nguyên văn", 60), ("Tiến độ %", 9), ("Vướng mắc", 30), ("Xin gia hạn đến", 12)),
        *(("Số liệu hiểu được", 40), ("Tệp kèm theo", 30), ("Còn giá trị", 10)),
    )
    zone = ZoneInfo(report.head.zone)
    said = [(line, task, part) for task in report.tasks for part in task.parts for line in part.lines]
    ordered = sorted(said, key=lambda found: (found[0].at, found[0].id))
    return Table("Nhật ký", columns, (_line_row(line, task, part, zone) for line, task, part in ordered))


def _line_row(line: Line, task: TaskResult, part: Part, zone: ZoneInfo) -> Sequence[Value]:
    understood = "; ".join(
        figure(n.indicator, n.value, n.measure, approximate=n.approximate, adds=n.adds) for n in line.numbers
    )
    stands = "đã rút lại" if line.said is Said.WITHDRAWN else "có" if line.counts else "đã được sửa"
    return (
        *(line.id, task.position, part.unit, line.told_by, line.at.astimezone(zone).replace(tzinfo=None)),
        *(SAID[line.said], line.words, line.percent, line.blocker, line.asked_due),
        *(understood, _files(line.files), stands),
    )


def _files(names: Sequence[str]) -> str:
    """Pictures by their kind, for what a phone called them tells nobody anything; other files by name."""
    others = [name for name in names if not _PICTURE.search(name)]
    pictures = len(names) - len(others)
    return "; ".join([*([f"{count(pictures)} ảnh"] if pictures else []), *others])


def _gaps(report: Report) -> Table:
    columns = (("Đơn vị", 40), ("Nhiệm vụ chưa có báo cáo", 30), ("Số nhiệm vụ được giao", 12), ("Tình trạng", 40))
    rows = ((gap.unit, numbers_of(gap.tasks), gap.assigned, gap_state(gap)) for gap in report.gaps)
    return Table("Chưa báo cáo", columns, rows)


def _share(result: Tally | Goal) -> Value:
    return share_reached(result) if result.measure == "%" else _rounded(result.reached)
