"""Sheets are read as Excel shows them: merged words, hidden rows and columns, days, percentages."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from plan_in import COLUMNS
from plans.blocks import Paragraph, Row
from plans.draft import UnreadableError
from plans.files import blocks_of
from plans.read import read
from plans.sheets import Sheet, sheet_blocks, written
from plans.workbook import csv_blocks


def test_a_whole_workbook_is_read_as_it_is_shown() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet, more, hidden = (book.add_worksheet(name) for name in ("Bảng 1", "Bảng 2", "Nháp"))
    day, month = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "mmm-yy"})
    sheet.write_row(0, 0, ["KẾ HOẠCH"])
    sheet.write_row(1, 0, ["Phát triển trạm y tế năm 2026"])
    sheet.write_row(3, 0, [*COLUMNS, "Ghi chú"])
    sheet.write_row(4, 0, [1, "Mở lớp tập huấn cho y sĩ", "Trạm Y tế", "", None, "bỏ"])
    sheet.write_datetime(4, 4, dt.date(2026, 6, 5), day)
    sheet.write_row(5, 0, [2, "Khám sàng lọc cho người già", "Trạm Y tế"])
    sheet.write_datetime(5, 4, dt.date(2026, 7, 1), month)
    sheet.write_row(6, 0, [3, "Tổng kết đợt khám", "Trạm Y tế"])
    sheet.write_formula(6, 4, '="15/"&8&"/2026"', None, "15/8/2026")
    sheet.set_column(5, 5, None, None, {"hidden": True})
    more.write_row(0, 0, COLUMNS)
    more.write_row(1, 0, [4, "Sửa chữa nhà kho của trạm", "Đội Quản lý", "", "20/9/2026"])
    hidden.write_row(0, 0, COLUMNS)
    hidden.write_row(1, 0, [5, "Việc chưa duyệt của trạm", "Đội Quản lý", "", "20/9/2026"])
    hidden.hide()
    book.close()
    draft = read("a.xlsx", file.getvalue())
    assert draft.title == "Phát triển trạm y tế năm 2026"
    assert [(task.label, str(task.due)) for task in draft.tasks] == [
        ("1", "2026-06-05"),
        ("2", "2026-07-31"),
        ("3", "2026-08-15"),
        ("4", "2026-09-20"),
    ]
    assert "bỏ" not in str(blocks_of("a", file.getvalue()))


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (3.0, "General", "3"),
        (1.1, "General", "1.1"),
        (0.85, "0%", "85%"),
        (True, "General", "x"),
        ("#REF!", "General", ""),
        (None, "General", ""),
    ],
)
def test_a_cell_is_written_as_it_is_shown(value: object, style: str, shown: str) -> None:
    assert written(value, style) == shown


def test_a_sheet_keeps_merged_words_and_drops_hidden_rows() -> None:
    rows = [
        ["PHỤ LỤC", "", ""],
        ["TT", "Nội dung", "Đơn vị chủ trì"],
        ["1", "Mở lớp", "Phòng A"],
        ["2", "Ẩn", "Phòng B"],
        ["3", "Tổng kết", ""],
    ]
    sheet = Sheet(rows, merged=[(0, 0, 0, 2), (2, 2, 4, 2)], hidden=frozenset({3}))
    assert sheet_blocks(sheet) == [
        Paragraph("PHỤ LỤC"),
        Row(("TT", "Nội dung", "Đơn vị chủ trì")),
        Row(("1", "Mở lớp", "Phòng A")),
        Row(("3", "Tổng kết", "Phòng A")),
    ]


def test_a_plan_typed_into_a_sheet_is_text() -> None:
    assert csv_blocks("KẾ HOẠCH;\nI;NỘI DUNG\n1;Mở lớp\n-;Việc\n") == [
        Paragraph(text) for text in ("KẾ HOẠCH", "I. NỘI DUNG", "1. Mở lớp", "- Việc")
    ]


def _book(write: Callable[[Any], object]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    write(book.add_worksheet())
    book.close()
    return file.getvalue()


def test_a_far_cell_adds_nothing() -> None:
    near = [["KẾ HOẠCH"], [*COLUMNS], ["1", "Mở lớp", "Phòng A", "", "15/6/2026"]]

    def write(sheet: Any, far: bool) -> None:
        for at, cells in enumerate(near):
            sheet.write_row(at, 0, cells)
        if far:
            sheet.write(1_048_575, 16_383, "x")

    assert blocks_of("a.xlsx", _book(lambda s: write(s, True))) == blocks_of("a.xlsx", _book(lambda s: write(s, False)))


def test_a_sheet_merged_into_one_cell_is_refused() -> None:
    wide = io.BytesIO()
    small = zipfile.ZipFile(io.BytesIO(_book(lambda sheet: sheet.merge_range("A1:B2", "x"))))
    with zipfile.ZipFile(wide, "w") as archive:
        for name in small.namelist():
            archive.writestr(name, small.read(name).replace(b'"A1:B2"/></mergeCells', b'"A1:XFD1048576"/></mergeCells'))
    with pytest.raises(UnreadableError, match="gộp"):
        blocks_of("a.xlsx", wide.getvalue())
