"""What holds of every report, whatever is reported, corrected, taken back, asked for and granted."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import docx
import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assignment import Assignment, Duty, Said
from models.evidence import Evidence
from models.item import Item, ItemKind
from models.terms import Aim
from reports import document, sheet
from reports.outline import assessment, direction, proposals, remarks, results, what_was_done
from reports.summary import summarise
from reports.totals import totals
from sample_report import END, START, sample
from vietnamese.writing import number

TASKS = (
    ("Tuyên truyền", "Tổ chức 05 hội nghị.", [1, 4], [2], "trước ngày 10/6/2026", date(2026, 6, 10)),
    ("Rà soát văn bản", "Rà soát văn bản.", [2], [3], "trước ngày 20/6/2026", date(2026, 6, 20)),
    ("Truyền thông", "Đăng tin, bài.", [1], [], "thường xuyên", None),
)
WORK = [(task, unit) for task, row in enumerate(TASKS, 1) for unit in (*row[2], *row[3])]
LEADS = sum(len(row[2]) for row in TASKS)
AIMS = {1: (Aim("hội nghị", 5),), None: (Aim("hội nghị", 8, words="08 hội nghị"), Aim("tỷ lệ đạt", 95, "%"))}
INDICATORS = (("hội nghị", None), ("lượt người", None), ("người", None), ("kinh phí", "đồng"), ("tỷ lệ đạt", "%"))
WORDS = ("", "Đã tổ chức 02 hội nghị, 150 lượt người.", "còn chờ kinh phí", "Đang in tài liệu", "xong rồi ạ")

figures = st.tuples(st.sampled_from(INDICATORS), st.integers(0, 90), st.booleans(), st.booleans())
lines = st.tuples(
    st.sampled_from(WORK),
    st.integers(1, 30),
    st.sampled_from(Said),
    st.sampled_from(WORDS),
    st.none() | st.integers(1, 6),
    st.lists(figures, max_size=2),
)
journals = st.lists(lines, max_size=7)
# What was raised, and a day or more later closed, of which assignment; a granted wish moves its deadline.
matters = st.tuples(
    st.integers(1, len(WORK)),
    st.sampled_from(ItemKind),
    st.integers(1, 30),
    st.none() | st.integers(0, 9),
    st.booleans(),
    st.integers(1, 30),
)
moments = st.integers(-1, 31)


def reply(position, drawn):
    (task, unit), day, said, words, corrects, numbers = drawn
    more = {"corrects": corrects} if corrects and corrects < position else {}
    if words == "còn chờ kinh phí":
        more["blocker"] = "chờ kinh phí"
    if said is Said.MORE_TIME:
        more["asked_due"] = date(2026, 6, 28)
    told = [(name, value, unit_of, about, adds) for (name, unit_of), value, about, adds in numbers]
    return task, unit, day, said, words, more, told


def item(position, drawn):
    assignment, kind, raised, after, granted, day = drawn
    at = START + timedelta(days=raised)
    return Item(
        id=position,
        office_id=1,
        kind=kind,
        assignment_id=assignment,
        raised_by=1,
        raised_at=at,
        words="chờ kinh phí",
        asked_due=date(2026, 6, day),
        closed_at=None if after is None else at + timedelta(days=after, hours=1),
        granted=granted if kind is ItemKind.MORE_TIME and after is not None else None,
    )


def records_of(journal, items=(), **changes):
    """The rows as they are in the end: more time that was granted stands in `due`."""
    replies = [reply(position, drawn) for position, drawn in enumerate(journal, 1)]
    evidence = [
        Evidence(id=n, progress_id=n, name=f"{n}.jpg", sha256="0" * 64, size=9) for n in range(1, len(replies) + 1)
    ]
    values = {"replies": replies, "tasks": TASKS, "evidence": evidence, "aims": AIMS, "items": items}
    records = sample(**{**values, **changes})
    return replace(records, assignments=[moved(row, items) for row in records.assignments])


def moved(row, items):
    granted = sorted((i.closed_at, i.asked_due) for i in items if i.granted and i.assignment_id == row.id)
    return Assignment(**{**row.model_dump(), "due": granted[-1][1]}) if granted and row.due else row


def report_of(journal, days=30):
    return summarise(records_of(journal), START + timedelta(days=days))


@settings(max_examples=40)
@given(journals, moments)
def test_classes_add_up_to_all_assignments_and_rates_lie_in_their_range(journal, days):
    report = report_of(journal, days)
    assert sum(report.counts.values()) == LEADS
    assert sum(report.classes.values()) == LEADS
    assert len(report.rates) == 3
    assert all(rate.value is None or 0 <= rate.value <= 100 for rate in report.rates)


def told_in_general(report):
    of_all = [words for _, texts in assessment(report) for words in texts]
    return [*direction(report), *remarks(report), *of_all, *proposals(report)]


def told_of(report):
    of_tasks = [words for task in report.tasks for words in (*what_was_done(task), results(task))]
    return told_in_general(report) + of_tasks


@settings(max_examples=40)
@given(journals, moments)
def test_every_paragraph_is_a_sentence_told_once(journal, days):
    report = report_of(journal, days)
    told = [words for words in told_of(report) if words]
    assert all(words.rstrip()[-1] in ".;:" and not words.removeprefix("- ")[0].islower() for words in told)
    general = told_in_general(report)
    assert len(set(general)) == len(general)
    assert not any(mark in words for words in told for mark in ("None", "  ", "..", ";.", "đã đã", " ;"))


@settings(max_examples=40)
@given(journals)
def test_a_total_is_the_sum_of_its_tasks_and_a_task_s_the_sum_of_what_counts(journal):
    report = report_of(journal)
    for total in totals(report.tasks):
        tallies = [t for task in report.tasks for t in task.tallies if t.indicator.casefold() == total.indicator]
        assert total.value == sum(tally.value for tally in tallies if tally.measure == total.measure)
        assert total.approximate == any(tally.approximate for tally in tallies)
    for tally in (tally for task in report.tasks for tally in task.tallies if tally.value is not None):
        leads = [share.value for share in tally.shares if share.duty is Duty.LEAD]
        assert tally.value == sum(leads or [share.value for share in tally.shares])


@settings(max_examples=8)
@given(st.lists(lines.filter(lambda drawn: drawn[5]), min_size=2, max_size=7))
def test_the_annex_s_sums_are_the_text_s(journal):
    report = report_of(journal)
    tables = docx.Document(io.BytesIO(document.write(report))).tables
    found: dict[str, float] = {}
    for table in tables:
        head = [cell.text for cell in table.rows[0].cells]
        if "Cộng" in head:
            found |= summed(table, head.index("Chỉ tiêu"), head.index("Cộng"))
    expected = {total.indicator: total.value for total in totals(report.tasks)}
    assert found == expected == in_workbook(report)
    text = " ".join(told_of(report))
    if len([total for total in totals(report.tasks) if total.value]) > 1:
        assert all(number(value) in text for value in found.values() if value)


def in_workbook(report):
    """The sheet's sums of each task, added by indicator."""
    head, *rows = openpyxl.load_workbook(io.BytesIO(sheet.write(report)))["Số liệu"].iter_rows(values_only=True)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    sums = {
        (row["Nhiệm vụ số"], row["Chỉ tiêu"]): row["Cộng của nhiệm vụ"] for row in told if row["Đơn vị tính"] != "%"
    }
    found: dict[str, float] = {}
    for (_, name), value in sums.items():
        found[name] = found.get(name, 0) + value
    return found


def summed(table, indicator, added):
    """The column Cộng by indicator; merged cells once, rates and what is not added left out."""
    found: dict[str, float] = {}
    seen = set()
    for row in table.rows[1:]:
        cell, words = row.cells[added]._tc, row.cells[added].text
        if cell not in seen and words not in ("", "không cộng") and "%" not in words:
            name = row.cells[indicator].text
            found[name] = found.get(name, 0) + float(re.sub(r"[^\d,]", "", words).replace(",", "."))
        seen.add(cell)
    return found


@settings(max_examples=60)
@given(journals, st.lists(matters, max_size=4), moments)
def test_a_report_as_of_a_day_is_the_one_made_on_that_day(journal, drawn, days):
    as_of = START + timedelta(days=days)
    items = [item(position, each) for position, each in enumerate(drawn, 1)]
    later = records_of(journal, items)
    known = [then(each, as_of) for each in items if each.raised_at <= as_of]
    made = records_of(journal, known)
    there = {line.id for line in made.journal if line.at <= as_of}
    made = replace(
        made,
        journal=[line for line in made.journal if line.id in there],
        figures=[row for row in made.figures if row.progress_id in there],
        evidence=[row for row in made.evidence if row.progress_id in there],
    )
    assert summarise(later, as_of) == summarise(made, as_of)


def then(each, as_of):
    """An item as it was at `as_of`."""
    closed = each.closed_at is not None and each.closed_at <= as_of
    return each if closed else Item(**{**each.model_dump(), "closed_at": None, "granted": None})


def test_the_last_moment_counts():
    assert summarise(records_of([]), END).head.as_of == END
