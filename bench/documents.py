"""Writing a report beside the usual libraries: one table of 200 tasks by 10 units, and our whole report of as much.

Our whole report holds much more than a table: a paragraph for each task, a row for each task and unit, the figures, the
assessment; so it stands beside what a library takes for its longest annex alone.
"""

import io
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import docx
import docxtpl
import openpyxl
import xlsxwriter

from models.assignment import Assignment, Duty, Figure, Progress, Said
from models.office import Office
from models.people import Person, Unit
from models.plan import Plan, Task
from models.reach import Reach
from reports import document, sheet
from reports.layout import LANDSCAPE
from reports.ooxml import Cell, section, table
from reports.package import package
from reports.report import Report, from_json, to_json
from reports.rows import Records
from reports.summary import summarise
from reports.worksheet import Table, draw, formats_of

TASKS, UNITS = 200, 10
AS_OF = datetime(2026, 6, 30, 10, tzinfo=UTC)
WIDTHS = (10.0, 50.0, *(18.0 for _ in range(UNITS)))

Rows = Sequence[Sequence[str]]


def rows(tasks: int = TASKS, units: int = UNITS) -> Rows:
    """The names of the columns, and below them a row a task."""
    return [
        ("TT", "Nhiệm vụ", *(f"Đơn vị {unit + 1}" for unit in range(units))),
        *(
            (
                str(task),
                f"Tổ chức hoạt động số {task} theo Kế hoạch & Hướng dẫn",
                *(f"{(task * 7 + unit * 13) % 101}% đạt" for unit in range(units)),
            )
            for task in range(1, tasks + 1)
        ),
    ]


def by_us(data: Rows) -> bytes:
    columns, *lines = data
    body = table(WIDTHS, columns, ([Cell(value) for value in line] for line in lines)) + section(LANDSCAPE)
    return package(body, "Báo cáo", "Sở", "2026-06-30T10:00:00Z")


def form(columns: Sequence[str]) -> bytes:
    """The same table as a form for docxtpl: one row that repeats itself."""
    made = docx.Document()
    drawn = made.add_table(rows=4, cols=len(columns), style="Table Grid")
    for place, name in enumerate(columns):
        drawn.cell(0, place).text = name
        drawn.cell(2, place).text = f"{{{{ row[{place}] }}}}"
    drawn.cell(1, 0).text, drawn.cell(3, 0).text = "{%tr for row in rows %}", "{%tr endfor %}"
    return saved(made.save)


def by_docxtpl(template: bytes, data: Rows) -> bytes:
    made = docxtpl.DocxTemplate(io.BytesIO(template))
    made.render({"rows": data[1:]}, autoescape=True)
    return saved(made.save)


def by_python_docx(data: Rows) -> bytes:
    """Row by row, the quicker of its two ways."""
    made = docx.Document()
    drawn = made.add_table(rows=len(data), cols=len(data[0]), style="Table Grid")
    for line, values in zip(drawn.rows, data, strict=True):
        for cell, value in zip(line.cells, values, strict=True):
            cell.text = value
    return saved(made.save)


def sheet_by_us(data: Rows) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    columns, *lines = data
    draw(book.add_worksheet("Bảng"), Table("Bảng", [(name, 12) for name in columns], lines), formats_of(book))
    book.close()
    return file.getvalue()


def sheets_by_openpyxl(sheets: Sequence[Sequence[Sequence[object]]]) -> bytes:
    book = openpyxl.Workbook()
    for number, lines in enumerate(sheets):
        page = book.create_sheet(str(number))
        for values in lines:
            page.append(list(values))
    return saved(book.save)


def cells_of(data: bytes) -> list[list[tuple[object, ...]]]:
    """The values of a workbook, sheet by sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [list(page.iter_rows(values_only=True)) for page in book.worksheets]


def saved(save: Callable[[io.BytesIO], None]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def records() -> Records:
    """A plan of 200 tasks, each led by one unit with nine others, and all have reported twice."""
    start = datetime(2026, 6, 1, 1, tzinfo=UTC)
    units = range(1, UNITS + 1)
    pairs = [(task, unit) for task in range(1, TASKS + 1) for unit in units]
    assignments = [
        Assignment(
            id=number,
            office_id=1,
            plan_id=1,
            task_id=task,
            unit_id=unit,
            duty=Duty.LEAD if task % UNITS + 1 == unit else Duty.COOPERATOR,
            due=date(2026, 6, 1 + task % 29),
        )
        for number, (task, unit) in enumerate(pairs, 1)
    ]
    journal = [
        Progress(
            id=2 * number + late,
            assignment_id=number,
            person_id=assignments[number - 1].unit_id,
            at=start + timedelta(days=3 + number % 20 + 5 * late),
            day=date(2026, 6, 4 + number % 20 + late),
            said=Said.DONE if late and number % 3 else Said.WORKING,
            words=f"Đã tổ chức {number % 7 + 1:02} hội nghị với {number % 90 + 10} lượt người tham dự",
        )
        for number in range(1, len(pairs) + 1)
        for late in (0, 1)
    ]
    figures = [
        Figure(progress_id=line.id or 0, indicator=indicator, value=float(value))
        for line in journal
        for indicator, value in (("hội nghị", line.assignment_id % 7 + 1), ("lượt người", line.assignment_id % 90 + 10))
    ]
    return Records(
        office=Office(id=1, name="Sở Tư pháp"),
        plan=Plan(id=1, office_id=1, sha256="0" * 64, file_name="ke-hoach.docx", added_at=start, approved_at=start),
        tasks=[Task(id=n, plan_id=1, position=n, text=f"Tổ chức hoạt động số {n}") for n in range(1, TASKS + 1)],
        units=[Unit(id=n, office_id=1, name=f"Phòng Nghiệp vụ {n}") for n in units],
        people=[Person(id=n, office_id=1, unit_id=n, name=f"Cán bộ {n}") for n in units],
        assignments=assignments,
        journal=journal,
        figures=figures,
        reach=Reach(AS_OF, {row.id or 0: start for row in assignments}, frozenset(units)),
    )


def measure(cpu: Callable[[Callable[[], object], int], float], row: Callable[..., None]) -> None:
    """Print each as CPU time, and ours as ratios to the others of this run."""
    data, found = rows(), records()
    template = form(data[0])
    peer = cpu(lambda: by_docxtpl(template, data), 5)
    row(f"docxtpl: a table of {TASKS} x {UNITS}", peer)
    row("python-docx, row by row: the same", cpu(lambda: by_python_docx(data), 3), peer)
    row("ours: the same", cpu(lambda: by_us(data), 5), peer)
    peer = cpu(lambda: sheets_by_openpyxl([data]), 5)
    row(f"openpyxl: a sheet of {TASKS} x {UNITS}", peer)
    row("ours: the same, with looks and filters", cpu(lambda: sheet_by_us(data), 5), peer)
    report = from_json(to_json(summarise(found, AS_OF)))
    row(
        f"a report of {TASKS} x {UNITS} and {len(found.journal)} lines: summed up",
        cpu(lambda: summarise(found, AS_OF), 3),
    )
    whole(report, cpu, row)


def whole(report: Report, cpu: Callable[[Callable[[], object], int], float], row: Callable[..., None]) -> None:
    """Our report with all its annexes, beside one table of its longest annex; the workbook beside its bare cells."""
    annex = rows(TASKS * UNITS, units=6)
    template = form(annex[0])
    peer = cpu(lambda: by_docxtpl(template, annex), 3)
    row(f"docxtpl: a table of {TASKS * UNITS:,} rows of 8", peer)
    row("ours: the whole document, whose annex I is as long", cpu(lambda: document.write(report), 3), peer)
    cells = cells_of(sheet.write(report))
    peer = cpu(lambda: sheets_by_openpyxl(cells), 3)
    row(f"openpyxl: {sum(len(line) for page in cells for line in page):,} bare cells", peer)
    row("ours: the workbook that holds them", cpu(lambda: sheet.write(report), 3), peer)
