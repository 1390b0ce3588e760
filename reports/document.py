"""The report as an official document: Nghị định 30/2020/NĐ-CP, annex I, drawn from a Report alone."""

import re
from collections.abc import Iterable

from reports import outline
from reports.annexes import annexes
from reports.layout import HEAD_COLUMNS, PORTRAIT, SIGNATURE_COLUMNS, STYLES, UNDERLINE, balanced, text_width
from reports.ooxml import Cell, grid, paragraph, rule, section, table
from reports.package import package
from reports.report import Head, Report, TaskResult
from vietnamese.text import nfc

_BLANK = "\u00a0" * 6  # left for the clerk's pen; Word would fold ordinary blanks at a line's end
_LONG_HEADING = 160  # characters, about two lines
_TOTALS = (95.0, 35.0, 35.0)


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
    return package("".join(body), title, report.head.office, report.head.as_of.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _head(head: Head) -> Iterable[str]:
    left, right = HEAD_COLUMNS
    parent = [_capitals(_short(head.parent), "parent", left)] if head.parent else []
    office = balanced(head.office.upper(), STYLES["office"].size, left)
    issuer = "".join([*parent, paragraph(office, "office"), _underline(office, "office", left)])
    motto = "Độc lập - Tự do - Hạnh phúc"
    nation = paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "nation") + paragraph(motto, "motto")
    nation += rule(text_width(motto, STYLES["motto"].size), right)
    year = f"tháng{_BLANK}năm {head.day.year}"
    written = f"{head.place or '…………'}, ngày{_BLANK}{year}"
    sign = f"Số:{_BLANK}{_BLANK}/BC-{head.code or '…………'}"
    yield grid(HEAD_COLUMNS, [(issuer, nation), (paragraph(sign, "number"), paragraph(written, "place_date"))])
    lines = outline.subject(head).split("\n")
    subject = "\n".join(balanced(line, STYLES["subject"].size, PORTRAIT.text_width) for line in lines)
    yield paragraph("BÁO CÁO", "kind")
    yield paragraph(subject, "subject")
    yield _underline(subject, "subject", PORTRAIT.text_width)
    yield from _addressees(outline.addressees(head))
    yield paragraph(outline.opening(head), "body")


def _capitals(words: str, style: str, width: float) -> str:
    return paragraph(balanced(words.upper(), STYLES[style].size, width), style)


def _short(parent: str) -> str:
    """The superior body with its common words shortened, as the decree allows: UBND TỈNH ..."""
    return re.sub(r"^(?:ủy|uỷ) ban nhân dân\b", "UBND", nfc(parent), flags=re.I)


def _underline(words: str, style: str, width: float) -> str:
    """The line below a text, a third to a half of its longest line."""
    longest = max(text_width(line, STYLES[style].size) for line in words.split("\n"))
    return rule(min(longest, width) * UNDERLINE, width)


def _addressees(names: list[str]) -> Iterable[str]:
    if len(names) == 1:
        yield paragraph(f"Kính gửi: {names[0]}", "addressee")
    elif names:
        yield paragraph("Kính gửi:", "addressees")
        ends = [";"] * (len(names) - 1) + ["."]
        yield from (paragraph(f"- {name}{end}", "addressed") for name, end in zip(names, ends, strict=True))
    if len(names) != 1:
        yield paragraph("", "gap")


def _results(report: Report) -> Iterable[str]:
    yield paragraph("I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI", "part")
    yield from (paragraph(words, "body") for words in outline.direction(report))
    yield paragraph("II. KẾT QUẢ THỰC HIỆN", "part")
    for task in report.tasks:
        yield from _task(task)


def _task(task: TaskResult) -> Iterable[str]:
    # A task without a title has its whole text for a heading: long ones in bold would drown the results.
    style = "task" if len(task.heading) > _LONG_HEADING else "clause"
    yield paragraph(f"{task.position}. {task.heading.rstrip('.')}", style)
    yield paragraph(outline.assigned_to(task), "note", keep=True)
    told = [*outline.what_was_done(task), outline.results(task), outline.evidence(task)]
    yield from (paragraph(words, "body") for words in told if words)
    if remark := outline.notes(task):
        yield paragraph(remark, "note")


def _assessment(report: Report) -> Iterable[str]:
    yield paragraph("III. ĐÁNH GIÁ CHUNG", "part")
    yield paragraph("1. Mức độ hoàn thành", "clause")
    yield paragraph(outline.totals(report), "body", keep=True)
    *classes, total = outline.total_rows(report)
    rows = [(Cell(name), Cell(found, "cell_centred"), Cell(share, "cell_centred")) for name, found, share in classes]
    rows.append((Cell(total[0], "column"), Cell(total[1], "column"), Cell(total[2], "column")))
    yield table(_TOTALS, ("Mức độ", "Số lượt nhiệm vụ", "Tỷ lệ"), rows)
    yield paragraph("", "gap")
    remarks = filter(None, (outline.waiting(report), outline.untold(report)))
    yield from (paragraph(remark, "note") for remark in remarks)
    yield from (paragraph(words, "body") for words in outline.rate_lines(report))
    for number, (heading, sentences) in enumerate(outline.assessment(report), 2):
        yield paragraph(f"{number}. {heading}", "clause")
        yield from _listed(sentences)
    yield paragraph("IV. ĐỀ XUẤT, KIẾN NGHỊ", "part")
    yield from _listed(outline.proposals(report))


def _listed(sentences: Iterable[str]) -> Iterable[str]:
    told = list(sentences)
    return (paragraph(f"- {words}" if len(told) > 1 else words, "body") for words in told)


def _end(head: Head) -> Iterable[str]:
    # Kept with the last sentence: a signature never stands alone on a page.
    yield paragraph(outline.closing(head), "body", keep=True)
    names = ["Như trên"] if head.report_to else []
    names += ["Lưu: VT"] if head.unit else ["Lãnh đạo cơ quan", "Lưu: VT"]
    ends = [";"] * (len(names) - 1) + ["."]
    recipients = paragraph("Nơi nhận:", "recipients")
    recipients += "".join(paragraph(f"- {name}{end}", "recipient") for name, end in zip(names, ends, strict=True))
    signer = paragraph((head.signer_title or "[CHỨC VỤ NGƯỜI KÝ]").upper(), "signer_title")
    signer += paragraph(head.signer or "[Họ và tên]", "signer")
    yield grid(SIGNATURE_COLUMNS, [(recipients, signer)], together=True)
    yield paragraph("", "rule", section=section(PORTRAIT))
