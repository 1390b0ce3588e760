"""The sheets of the sources, of the people reached and of the chart, each against the report and its document."""

import io
import re
import zipfile
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime

import docx
import openpyxl
import pytest

from models.assignment import Said, Status
from models.contacted import Contact
from reports import document, sheet
from reports.report import from_json, to_json
from reports.summary import summarise
from reports.wording import STATUS, count
from sample_report import END, REPLIES, START, sample

SOURCES, CHART, PEOPLE, TOTALS = "Nguồn số liệu", "Biểu đồ", "Người được liên hệ", "Tổng hợp"
TWO_PAGES = ("Nhiệm vụ", "Số liệu", "Vướng mắc, câu hỏi", "Nhật ký", SOURCES)  # across: they would be too small on one
CONTACTS = (
    Contact("Văn phòng Sở", "Nguyễn Văn 1", START, START, END, 4, 3),
    Contact("Phòng Nghiệp vụ I", "Nguyễn Văn 2", START, START, END, 4, 0),
    Contact("Phòng Nghiệp vụ II", "Nguyễn Văn 3", START, START, END, 1, 1, lost=END),
    Contact("Công đoàn Sở", "Nguyễn Văn 7", START),
    Contact("Đoàn thanh niên", "Nguyễn Văn 8"),
)


@pytest.fixture(scope="module")
def report():
    made = summarise(sample(contacts=CONTACTS), END)
    return replace(made, head=replace(made.head, snapshot="17-3f9a1c"))


@pytest.fixture(scope="module")
def written(report):
    return sheet.write(report)


@pytest.fixture(scope="module")
def book(written):
    return openpyxl.load_workbook(io.BytesIO(written))


def rows(book, name):
    names, *found = ([cell.value for cell in row] for row in book[name].iter_rows())
    return [dict(zip(names, row, strict=True)) for row in found]


def test_every_class_and_sum_of_a_figure_has_its_parts_in_the_sources(report, book):
    added = defaultdict(float)
    for row in rows(book, SOURCES):
        added[
            row["Nhiệm vụ số"] if row["Số liệu trong báo cáo"] not in STATUS.values() else None,
            row["Số liệu trong báo cáo"],
        ] += row["Tính vào tổng"] or 0
    assert {status: added[None, STATUS[status]] for status in report.classes} == report.classes
    tallies = {(task.position, tally.indicator): tally.value for task in report.tasks for tally in task.tallies}
    assert len(tallies) == 9
    assert {key: added[key] for key in tallies} == tallies


def test_each_figure_tells_who_said_it_when_and_in_which_words(book):
    [about, more] = [row for row in rows(book, SOURCES) if row["Số liệu trong báo cáo"] == "lượt người"]
    assert (about["Giá trị"], about["Khoảng"], about["Tính vào tổng"], more["Tính vào tổng"]) == (
        370,
        "khoảng",
        370,
        None,
    )
    assert [row["Nguyên văn"] for row in (about, more)] == [REPLIES[2][4], REPLIES[3][4]]
    assert about["Người báo cáo"] == "Nguyễn Văn 4"
    assert about["Thời điểm"] == datetime(2026, 6, 8, 8, 0)  # noqa: DTZ001 - a cell knows no time zone
    assert about["Dòng nhật ký"] == 3


def test_a_class_names_the_line_by_which_a_unit_stands_there_or_that_there_is_none(book):
    overdue = {
        row["Đơn vị"]: row for row in rows(book, SOURCES) if row["Số liệu trong báo cáo"] == STATUS[Status.OVERDUE]
    }
    assert overdue["Phòng Nghiệp vụ I"]["Nguyên văn"] == "Chưa kiểm tra được do xã chưa gửi hồ sơ"
    silent = summarise(sample(replies=()), END)
    told = [
        row["Cách tính"]
        for row in rows(openpyxl.load_workbook(io.BytesIO(sheet.write(silent))), SOURCES)
        if row["Đơn vị"]
    ]
    assert len(told) == sum(silent.counts.values())
    assert all("chưa có báo cáo" in how for how in told)


def test_what_is_counted_once_or_not_at_all_says_so():
    tasks = [("Việc", "Việc.", [1, 2], [3], None, None)]
    figures = [(1, 1, 9, 5), (1, 2, 9, 5), (1, 3, 9, 5)]
    replies = [(t, u, d, Said.WORKING, "Có", {}, [("hội nghị", v, None, False)]) for t, u, d, v in figures]
    replies += [(1, u, 10, Said.WORKING, "Có", {}, [("đúng hạn", 90 + u, "%", False)]) for u in (1, 2)]
    rec = sample(tasks=tasks, replies=replies)
    for row in rec.figures[:2]:
        row.counts = False
    book = openpyxl.load_workbook(io.BytesIO(sheet.write(summarise(rec, END))))
    found = [
        (r["Đơn vị"], r["Tính vào tổng"], r["Cách tính"].partition(";")[0])
        for r in rows(book, SOURCES)
        if r["Đơn vị báo"]
    ]
    assert [each[1] for each in found] == [5, 0, None, None, None]
    assert found[1][2].startswith("cộng phần không trùng")
    assert found[2][2] == "không tính vào tổng"
    assert found[3][2] == "không cộng, mỗi đơn vị một số"


def test_the_sums_of_the_sheets_are_those_of_the_document(report, book):
    written = docx.Document(io.BytesIO(document.write(report)))
    cells = [[cell.text for cell in row.cells] for table in written.tables for row in table.rows]
    totals = {row["Nội dung"]: row["Giá trị"] for row in rows(book, TOTALS)}
    for name in [*(STATUS[status] for status in report.classes), "Tổng số"]:
        assert [name, count(totals[name])] in [row[:2] for row in cells]
    for row in rows(book, "Số liệu"):
        if row["Đơn vị tính"] is None:
            of = [words for words in cells if row["Chỉ tiêu"] in words]
            assert [words for words in of if {count(row["Số báo cáo"])} & {word for w in words for word in w.split()}]


def test_the_chart_s_table_adds_up_to_the_totals(report, book):
    found = rows(book, CHART)
    assert [sum(row[STATUS[status]] for row in found) for status in report.classes] == list(report.classes.values())
    assert sum(row["Tổng số"] for row in found) == sum(report.counts.values())


def test_the_chart_is_the_spreadsheet_s_own_with_words_and_hatches(report, written):
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
    assert len(re.findall("<c:ser>", drawn)) == len(report.classes)
    assert [name for name in (STATUS[status] for status in report.classes) if name not in drawn] == []
    assert drawn.count("<a:pattFill") == 3
    assert "<a:t>Mức độ thực hiện" in drawn


def test_people_are_told_by_what_came_of_asking_them(book):
    assert [row["Tình trạng"] for row in rows(book, PEOPLE)] == [
        "Đã trả lời",
        "Đã nhận tin, chưa trả lời",
        "Không còn nhận được tin",
        "Đã tham gia, chưa có tin",
        "Chưa tham gia",
    ]
    assert rows(book, PEOPLE)[0]["Tin gần nhất đến nơi"] == datetime(2026, 6, 30, 17, 0)  # noqa: DTZ001


def test_the_id_of_the_report_stands_on_the_totals_and_below_each_page(book):
    assert {row["Nội dung"]: row["Giá trị"] for row in rows(book, TOTALS)}["Bản lưu số"] == "17-3f9a1c"
    assert {sheet.oddFooter.left.text for sheet in book} == {"Sở Tư pháp, bản lưu số 17-3f9a1c"}


def test_nothing_is_hidden_and_every_sheet_prints_with_its_heads_on_every_page(book):
    for each in book:
        assert each.sheet_state == "visible"
        assert not [key for key, row in each.row_dimensions.items() if row.hidden]
        assert not [key for key, column in each.column_dimensions.items() if column.hidden]
        assert (each.page_setup.paperSize, each.page_setup.orientation) == (9, "landscape")
        assert (each.page_setup.fitToHeight, each.print_title_rows) == (0, "$1:$1")
        across = 2 if each.title in TWO_PAGES else 1
        assert (each.page_setup.fitToWidth or 1, each.print_title_cols) == (across, "$A:$A" if across > 1 else None)


def test_a_report_kept_with_its_people_is_drawn_the_same_again(report, written):
    assert sheet.write(from_json(to_json(report))) == written


def test_an_office_with_a_code_sign_in_its_name_prints_it():
    made = summarise(sample(), datetime(2026, 6, 30, 10, tzinfo=UTC))
    named = replace(made, head=replace(made.head, office="Văn hóa &Page"))
    with zipfile.ZipFile(io.BytesIO(sheet.write(named))) as archive:
        assert b"&amp;LV\xc4\x83n h\xc3\xb3a &amp;&amp;Page&amp;R" in archive.read("xl/worksheets/sheet1.xml")


def test_a_correction_and_a_confirmation_show_the_words_that_they_are_about():
    replies = [
        (2, 4, 8, Said.WORKING, "Đã tổ chức 02 hội nghị, 150 lượt người.", {}, []),
        (2, 4, 9, Said.CLAIMED, "sửa: 180 lượt người", {"corrects": 1}, [("hội nghị", 2, None, False)]),
        (2, 4, 10, Said.DONE, "", {"settles": 2}, []),
    ]
    book = openpyxl.load_workbook(io.BytesIO(sheet.write(summarise(sample(replies=replies), END))))
    told = {row["Dòng nhật ký"]: row["Nguyên văn"] for row in rows(book, SOURCES)}
    first = "(sửa dòng 1, Nguyễn Văn 4, 08/06 08:00: Đã tổ chức 02 hội nghị, 150 lượt người.)"
    assert told[2] == f"sửa: 180 lượt người\n{first}"
    assert told[3] == "(không kèm lời)\n(xác nhận dòng 2, Nguyễn Văn 4, 09/06 08:00: sửa: 180 lượt người)"
