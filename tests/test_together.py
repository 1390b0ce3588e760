"""Files and tables that are one plan."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from docx import Document

from plans.draft import PlanDraft, TaskDraft, UnreadableError
from plans.read import read
from plans.repeats import marked, merged
from plans.together import documents_of, put_together, read_together

BODY = """SỞ TƯ PHÁP
Số: 12/KH-STP
Vĩnh An, ngày 20 tháng 5 năm 2026
KẾ HOẠCH
Triển khai Tháng hành động vì trẻ em
II. NỘI DUNG
1. Tổ chức hội nghị tuyên truyền pháp luật về trẻ em tại các xã vùng cao của tỉnh.
- Phối hợp: Đoàn thanh niên.
2. Rà soát văn bản quy phạm pháp luật về bảo vệ, chăm sóc trẻ em trên địa bàn tỉnh.
- Chủ trì: Phòng Nghiệp vụ I.
- Thời gian: trước ngày 15/6/2026.
Nơi nhận:
- Lưu: VT.
"""
HEADER = ("STT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời gian")
ROWS = (
    ("1", "Tổ chức hội nghị tuyên truyền pháp luật về trẻ em tại các xã vùng cao", "Văn phòng Sở", "", "10/6"),
    ("2", "Rà soát văn bản quy phạm pháp luật về bảo vệ, chăm sóc trẻ em", "Phòng Nghiệp vụ II", "", "20/6"),
    ("3", "Treo băng rôn, khẩu hiệu tại trụ sở cơ quan", "Văn phòng Sở", "Công đoàn Sở", "01/6"),
)


def body() -> bytes:
    return _docx(BODY)


def _docx(text: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    document, file = Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    if rows:
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    document.save(file)
    return file.getvalue()


def appendix() -> bytes:
    return _docx("PHỤ LỤC\nDanh mục nhiệm vụ", (HEADER, *ROWS))


def sheet() -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (HEADER, *ROWS):
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def check_merged(draft: PlanDraft) -> None:
    first, second, third = draft.tasks
    assert (draft.number, draft.date) == ("12/KH-STP", date(2026, 5, 20))
    assert first.leads == ("Văn phòng Sở",)
    assert "Chưa rõ đơn vị chủ trì" not in first.doubts
    assert second.leads == ("Phòng Nghiệp vụ I",)
    assert second.due == date(2026, 6, 15)
    assert any("Phòng Nghiệp vụ I”, còn" in doubt and "Phòng Nghiệp vụ II" in doubt for doubt in second.doubts)
    assert any(doubt.startswith("Thời gian khác nhau") and "20/6" in doubt for doubt in second.doubts)
    assert third.leads == ("Văn phòng Sở",)
    assert "Treo băng rôn" in draft.source_of(third)


@pytest.mark.parametrize("turned", [False, True])
def test_a_body_and_its_appendix_are_one_plan(turned):
    files = [("kh.docx", body()), ("phu luc.docx", appendix())]
    draft = read_together(files[::-1] if turned else files)
    check_merged(draft)
    assert [task.due for task in draft.tasks] == [date(2026, 6, 10), date(2026, 6, 15), date(2026, 6, 1)]


def test_an_appendix_may_be_a_sheet():
    try:
        read("phu luc.xlsx", sheet())
    except UnreadableError as error:
        pytest.skip(f"sheets are not read here: {error}")
    check_merged(read_together([("kh.docx", body()), ("phu luc.xlsx", sheet())]))


def test_a_row_of_the_same_file_is_marked_by_the_reader_and_merged_when_taken_in():
    draft = read("kh.docx", _docx(BODY + "PHỤ LỤC", (HEADER, *ROWS)))
    assert [task.repeats for task in draft.tasks] == [None, None, 1, 2, None]
    check_merged(merged(draft))


def test_a_decision_lends_its_number_to_the_plan():
    decision = PlanDraft(number="88/QĐ-STP", date=date(2026, 5, 19), title="Ban hành Kế hoạch", text="QUYẾT ĐỊNH")
    plan = PlanDraft(title="Triển khai Tháng hành động", tasks=(TaskDraft(text="A.", source=(0, 2)),), text="A.")
    draft = put_together([("qd.docx", decision), ("kh.docx", plan)])
    assert (draft.number, draft.date, draft.title) == ("88/QĐ-STP", date(2026, 5, 19), "Triển khai Tháng hành động")
    assert [draft.source_of(task) for task in draft.tasks] == ["A."]


def test_one_file_alone_stays_as_it_is():
    assert read_together([("kh.docx", body())]) == read("kh.docx", body())


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_read():
    draft = read_together([("kh.docx", body()), ("hong.docx", b"PK\x03\x04")])
    assert len(draft.tasks) == 2
    assert any("hong.docx" in doubt for doubt in draft.doubts)


def test_none_readable_is_refused():
    with pytest.raises(UnreadableError):
        read_together([("a.docx", b"PK\x03\x04"), ("b.docx", b"PK\x03\x04")])


def test_two_rows_do_not_repeat_one_task():
    task = TaskDraft(text="Kiểm tra việc đăng ký khai sinh cho trẻ em tại các xã, phường của tỉnh.")
    assert [row.repeats for row in marked([task], [task, task])] == [1, None]


def test_what_the_body_states_is_not_replaced():
    task = TaskDraft(text="A.", leads=("X",), timing="tháng 6", end=date(2026, 6, 30), targets=("5",))
    row = replace(task, leads=("x",), timing="30/6", end=None, due=date(2026, 6, 30), targets=("6",), repeats=1)
    [whole] = merged(PlanDraft(tasks=(task, row))).tasks
    assert (whole.leads, whole.timing, whole.end, whole.targets) == (("X",), "tháng 6", date(2026, 6, 30), ("5",))
    assert not [doubt for doubt in whole.doubts if "khác nhau" in doubt]


def test_pictures_are_the_pages_of_one_document() -> None:
    assert documents_of([b"%PDF", b"\xff\xd8\xff", None, b"PK", b"\x89PNG"]) == [[0], [1, 4], [2], [3]]
