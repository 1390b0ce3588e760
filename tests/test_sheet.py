import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from models.assignment import Said
from reports import sheet
from reports.report import from_json, to_json
from reports.summary import summarise
from sample_report import END, REPLIES, sample


def opened(report):
    return openpyxl.load_workbook(io.BytesIO(sheet.write(report)))


def rows(book, name):
    return [[cell.value for cell in row] for row in book[name].iter_rows(min_row=2)]


@pytest.fixture(scope="module")
def report():
    return summarise(sample(), END)


@pytest.fixture(scope="module")
def book(report):
    return opened(report)


def test_each_table_has_its_sheet_with_frozen_header_and_filter(book):
    assert book.sheetnames == [
        *("Nhiệm vụ", "Tổng hợp", "Biểu đồ", "Số liệu", "Vướng mắc, câu hỏi", "Nhật ký", "Chưa báo cáo"),
        "Nguồn số liệu",
    ]
    for name in book.sheetnames:
        assert book[name].freeze_panes == "A2"
        assert book[name].auto_filter.ref
        assert book[name].column_dimensions["A"].width > 5


def test_every_assignment_has_a_row_with_its_status(report, book):
    found = [(row[0], row[2], row[7]) for row in rows(book, "Nhiệm vụ")]
    assert len(found) == sum(len(task.parts) for task in report.tasks)
    assert (3, "Phòng Nghiệp vụ I", "Hoàn thành quá hạn") in found


def test_days_and_numbers_are_values_to_count_with(book):
    first = rows(book, "Nhiệm vụ")[0]
    assert first[5] == datetime(2026, 6, 5)  # noqa: DTZ001 - a cell knows no time zone
    values = {(row[0], row[1]): row[4] for row in rows(book, "Số liệu")}
    assert values[6, "kinh phí"] == 6_000_000


def test_every_reply_stands_in_the_journal_in_its_own_words(book):
    assert [row[6] for row in rows(book, "Nhật ký")].count("xong nhé") == 1
    assert len(rows(book, "Nhật ký")) == len(REPLIES)


def test_each_figure_names_the_lines_it_was_read_from(book):
    source = next(row for row in rows(book, "Số liệu") if row[1] == "lượt người")
    said = {row[0]: row[6] for row in rows(book, "Nhật ký")}
    assert [said[int(number)] for number in source[13].split(", ")] == [REPLIES[2][4], REPLIES[3][4]]


def test_the_classes_add_up_to_the_sum_below_them(report, book):
    found = {row[0]: row[1] for row in rows(book, "Tổng hợp")}
    classes = [value for name, value in found.items() if name.startswith(("Hoàn thành", "Đang", "Quá hạn", "Chưa"))]
    assert sum(classes) == found["Tổng số"] == sum(report.counts.values())


@pytest.mark.parametrize(
    "payload", ['=HYPERLINK("https://x","y")', "=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "1/6"]
)
def test_a_reply_is_never_a_formula(payload):
    replies = [(5, 5, 9, Said.BLOCKED, payload, {"blocker": payload}, [(payload, 1, None, False)])]
    book = opened(summarise(sample(replies=replies), END))
    cells = [cell for name in book.sheetnames for row in book[name].iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert [cell.data_type for cell in cells if cell.value == payload].count("s") >= 3


def test_control_characters_and_endless_words_do_not_break_the_file():
    replies = [(5, 5, 9, Said.WORKING, "\x00\x0b\ufffe\ud800\u202eĐã phát " + "tờ rơi " * 9000, {}, [])]
    words = rows(opened(summarise(sample(replies=replies), END)), "Nhật ký")[0][6]
    assert words.startswith("Đã phát tờ rơi")
    assert len(words) <= 32_767


def test_the_same_report_gives_the_same_bytes_without_today_s_date(report):
    data = sheet.write(report)
    assert data == sheet.write(from_json(to_json(report)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"2026-06-30T10:00:00Z" in archive.read("docProps/core.xml")


def test_an_as_of_day_is_told(book):
    assert rows(book, "Tổng hợp")[1][1].date() == date(2026, 6, 30)


def test_the_journal_tells_an_addition_from_a_total(book):
    assert "thêm 01 hội nghị; thêm 120 lượt người" in {row[10] for row in rows(book, "Nhật ký")}


def test_the_log_shows_pictures_by_their_kind():
    assert sheet._files(("u_file_9.jpg", "IMG_2.PNG", "biên bản.docx")) == "02 ảnh; biên bản.docx"
    assert sheet._files(()) == ""
