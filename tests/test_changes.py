"""What the next report says about the one before it."""

import io
from dataclasses import replace
from datetime import timedelta

import docx
import openpyxl

from models.assignment import Duty, Progress, Said, Status
from reports import document, sheet, since
from reports.changes import changes
from reports.difference import Changes, Move, Named, Shift
from reports.report import from_json, to_json
from reports.summary import summarise
from sample_report import END, REPLIES, START, TASKS, sample

DAY_11 = START + timedelta(days=10)


def between(before=DAY_11, now=END, **more):
    records = sample(**more)
    return changes(summarise(records, before), summarise(records, now))


def test_newly_done_and_newly_late_are_told_apart():
    found = between()
    assert Move(3, "Phòng Nghiệp vụ II", Duty.LEAD, Status.NOT_STARTED, Status.DONE_ON_TIME) not in found.done
    assert Move(4, "Phòng Nghiệp vụ II", Duty.LEAD, Status.NOT_STARTED, Status.DONE_ON_TIME) in found.done
    assert Move(3, "Phòng Nghiệp vụ I", Duty.LEAD, Status.NOT_STARTED, Status.DONE_LATE) in found.done
    assert [(move.task, move.unit) for move in found.late] == [(4, "Phòng Nghiệp vụ I"), (7, "Văn phòng Sở")]


def test_a_part_is_in_one_list_only():
    found = between()
    every = [(move.task, move.unit, move.duty) for move in (*found.done, *found.late, *found.moves)]
    assert len(every) == len(set(every))


def test_figures_are_told_with_their_value_before():
    found = between()
    assert Shift(2, "hội nghị", None, 2, 3, corrected=False) in found.figures
    assert Shift(2, "lượt người", None, 250, 370, approximate=True) in found.figures
    assert Shift(3, "văn bản", None, None, 12) in found.figures
    assert not [shift for shift in found.figures if shift.task == 1]


def test_a_corrected_figure_is_marked():
    records = sample()
    first = summarise(records, DAY_11)
    records.journal.append(
        Progress(id=99, assignment_id=1, person_id=1, at=END, day=END.date(), said=Said.WITHDRAWN, corrects=1)
    )
    [gone] = [shift for shift in changes(first, summarise(records, END)).figures if shift.task == 1]
    assert (gone.before, gone.now, gone.corrected) == (4, None, True)


def test_units_that_report_for_the_first_time_are_named():
    assert between().reported == ("Phòng Nghiệp vụ II",)
    assert between(before=START - timedelta(days=1), now=DAY_11).reported[0] == "Văn phòng Sở"


def test_obstacles_come_and_go():
    met = Named(4, "xã chưa gửi hồ sơ", "Phòng Nghiệp vụ I")
    assert between(before=START, now=DAY_11).met == (met,)
    found = between(replies=(*REPLIES, (4, 2, 25, Said.WORKING, "Xã đã gửi hồ sơ.", {"percent": 50}, [])))
    assert (found.met, found.solved) == ((), (met,))


def test_tasks_added_and_taken_out_are_named():
    records, fewer = sample(), sample(tasks=TASKS[:-1], replies=REPLIES[:-1])
    found = changes(summarise(fewer, END), summarise(records, END))
    assert [(each.task, each.text) for each in found.added] == [(7, "Tổng hợp, báo cáo kết quả thực hiện")]
    back = changes(summarise(records, END), summarise(fewer, END))
    assert [each.task for each in back.dropped] == [7]


def test_nothing_changed_is_said():
    found = between(before=END, now=END)
    assert found.is_nothing
    assert since.told(found) == ["So với tình hình tính đến ngày 30/6/2026, chưa có thay đổi."]


def test_a_first_report_tells_no_changes():
    assert since.told(None) == []
    assert summarise(sample(), END).changes is None


def test_a_long_list_is_cut_in_the_text_and_whole_in_the_workbook():
    found = between()
    long = replace(found, done=found.done * 5)
    told = next(line for line in since.told(long) if "hoàn thành thêm" in line.lower())
    assert told.count("nhiệm vụ ") < len(long.done)
    assert "nữa (bảng tính kèm theo, trang Thay đổi)" in told
    assert sum(row[0] == "Mới hoàn thành" for row in since.sheet(long).rows) == len(long.done)


def test_documents_are_drawn_with_the_changes():
    report = replace(summarise(sample(), END), changes=between())
    kept = from_json(to_json(report))
    assert kept == report
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO(document.write(kept))).paragraphs]
    whole = "(toàn bộ thay đổi: bảng số liệu kèm theo, trang Thay đổi):"
    opening = words.index(f"So với tình hình tính đến ngày 11/6/2026 {whole}")
    assert opening < words.index("II. KẾT QUẢ THỰC HIỆN")
    assert any("hoàn thành thêm" in text.lower() for text in words[opening:])
    rows = openpyxl.load_workbook(io.BytesIO(sheet.write(kept)))["Thay đổi"].iter_rows(values_only=True)
    assert ("Số liệu", 2, None, "hội nghị", 2, 3, None) in rows


def test_the_text_tells_corrected_figures_and_leaves_those_that_grew_to_the_workbook():
    shift = between().figures[0]
    grown, corrected = replace(shift, corrected=False), replace(shift, corrected=True)
    bare = Changes(between().since, figures=(grown,))
    assert since.told(bare) == ["So với tình hình tính đến ngày 11/6/2026, chưa có thay đổi đáng kể."]
    assert since.told(replace(bare, figures=(corrected,)))[1:] == [
        f"- Đính chính 01 số liệu: nhiệm vụ 2, {shift.indicator}: từ 02 thành 03."
    ]
