"""The report as an official document: Nghị định 30/2020/NĐ-CP, annex I, drawn from a Report alone."""

from collections.abc import Iterable

from reports import outline, since
from reports.annexes import MISSING, annexes, references
from reports.layout import PORTRAIT, STYLES, balanced
from reports.letterhead import BLANK_CODE, addressed, kept_as, letterhead, signed, underline
from reports.ooxml import Cell, Column, cells, paragraph, ruled, section
from reports.package import package
from reports.report import Head, Report, TaskResult

_LONG_HEADING = 160  # characters, about two lines
CLASSES = (
    Column("Mức độ", 95.0),
    Column("Số lượt nhiệm vụ", 35.0, "cell_centred"),
    Column("Tỷ lệ", 35.0, "cell_centred"),
)


def write(report: Report) -> bytes:
    """A .docx; number, day and signature are left to be filled. The same report gives the same bytes."""
    body = [
        *_head(report.head),
        *_results(report),
        *_assessment(report),
        *_end(report.head),
        *annexes(report),
    ]
    title = outline.subject(report.head).replace("\n", " ")
    made = report.head.as_of.strftime("%Y-%m-%dT%H:%M:%SZ")
    return package("".join(body), title, report.head.office, made, kept_as(report.head))


def _head(head: Head) -> Iterable[str]:
    yield letterhead(head, f"BC-{head.code or BLANK_CODE}")
    lines = outline.subject(head).split("\n")
    subject = "\n".join(balanced(line, STYLES["subject"].size, PORTRAIT.text_width) for line in lines)
    yield paragraph("BÁO CÁO", "kind")
    yield paragraph(subject, "subject")
    yield underline(subject, "subject", PORTRAIT.text_width)
    yield from addressed(outline.addressees(head))
    yield paragraph(outline.opening(head), "body")


def _results(report: Report) -> Iterable[str]:
    yield paragraph("I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI", "part")
    yield from (paragraph(words, "body") for words in [*outline.direction(report), *since.told(report.changes)])
    yield paragraph("II. KẾT QUẢ THỰC HIỆN", "part")
    yield paragraph(references(report), "body")
    for task in report.tasks:
        yield from _task(task)


def _task(task: TaskResult) -> Iterable[str]:
    """Its heading has the task's own number, under which it was assigned and reported, though others were dropped."""
    # A task without a title has its whole text for a heading: long ones in bold would drown the results.
    style = "task" if len(task.heading) > _LONG_HEADING else "clause"
    yield paragraph(f"{task.position}. {task.heading.rstrip('.')}", style)
    yield paragraph(outline.assigned_to(task), "body", keep=True)
    told = [*outline.what_was_done(task), outline.results(task), outline.evidence(task)]
    yield from (paragraph(words, "body") for words in told if words)
    if remark := outline.notes(task):
        yield paragraph(remark, "note")


def _assessment(report: Report) -> Iterable[str]:
    yield paragraph("III. ĐÁNH GIÁ CHUNG", "part")
    yield paragraph("1. Mức độ hoàn thành", "clause")
    yield paragraph(outline.totals(report), "body", keep=True)
    *classes, total = outline.total_rows(report)
    rows = [cells(CLASSES, row) for row in classes]
    yield ruled(CLASSES, [*rows, [Cell(words, "column") for words in total]])
    yield paragraph("", "gap")
    yield from (paragraph(remark, "note") for remark in outline.remarks(report))
    yield from (paragraph(words, "body") for words in outline.rate_lines(report))
    if report.gaps:
        yield paragraph(MISSING, "body")
    for number, (heading, sentences) in enumerate(outline.assessment(report), 2):
        yield paragraph(f"{number}. {heading}", "clause")
        yield from (paragraph(words, "body") for words in outline.listed(sentences))
    yield paragraph("IV. ĐỀ XUẤT, KIẾN NGHỊ", "part")
    yield from (paragraph(words, "body") for words in outline.listed(outline.proposals(report)))


def _end(head: Head) -> Iterable[str]:
    yield from signed(head, outline.closing(head), outline.recipients(head))
    yield paragraph("", "rule", section=section(PORTRAIT))
