"""A report beside an earlier one: units, indicators, targets."""

import io
from dataclasses import replace

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN, MONDAY
from conversation import open_office
from models.office import Office
from models.outbox import Snapshot, SnapshotKind
from models.plan import Plan, PlanState
from reports import document, sheet
from reports.changes import DONE
from reports.compare import compare
from reports.difference import Amount, FigureBeside, Work
from reports.report import from_json, to_json
from reports.summary import summarise
from sample_report import END, REPLIES, UNITS, sample


def year(**more):
    return summarise(sample(**more), END)


def figure(found, name) -> FigureBeside:
    return next(each for each in found.figures if each.indicator == name)


def test_units_are_matched_by_name_and_counted_as_reports_count_them():
    fewer = year(replies=REPLIES[:3], units=("VĂN PHÒNG SỞ", *UNITS[1:]))
    found = {each.unit: each for each in compare(fewer, year()).units}
    assert found["Văn phòng Sở"].before == Work(assigned=2, done=1, in_time=1)
    assert (found["Phòng Nghiệp vụ II"].before, found["Phòng Nghiệp vụ II"].now) == (Work(1, 0, 0), Work(1, 1, 1))


def test_a_unit_of_one_side_stands_alone():
    renamed = year(units=("Văn phòng Sở", "Phòng Xây dựng pháp luật", *UNITS[2:]))
    found = {each.unit: each for each in compare(renamed, year()).units}
    assert found["Phòng Xây dựng pháp luật"].now is None
    assert found["Phòng Nghiệp vụ I"].before is None


def test_figures_are_told_with_difference_and_percent():
    before = year(replies=tuple(row for row in REPLIES if row[2] < 19))
    found = figure(compare(before, year()), "hội nghị")
    assert (found.before.value, found.now.value, found.difference, found.growth) == (2, 3, 1, 50)
    people = figure(compare(before, year()), "lượt người")
    assert (people.difference, people.approximate) == (120, True)


def test_a_rate_has_points_and_no_growth():
    rate = FigureBeside("khai sinh đúng hạn", "%", Amount(90, target=95), Amount(96, target=95))
    assert (rate.difference, rate.growth) == (6, None)


def test_what_one_report_lacks_has_no_difference():
    found = figure(compare(year(replies=REPLIES[:1]), year()), "suất quà")
    assert (found.before, found.difference, found.growth) == (None, None, None)
    assert FigureBeside("lớp", None, Amount(0), Amount(4)).growth is None


@settings(max_examples=15)
@given(st.sets(st.integers(0, len(REPLIES) - 1)))
def test_the_comparison_holds_what_both_reports_hold(kept):
    before = year(replies=tuple(REPLIES[at] for at in sorted(kept)))
    now = year()
    found = compare(before, now)
    for report, side in ((before, "before"), (now, "now")):
        works = [getattr(each, side) for each in found.units if getattr(each, side)]
        assert sum(work.assigned for work in works) == sum(report.counts.values())
        assert sum(work.done for work in works) == sum(report.counts[status] for status in DONE)
        names = {(tally.indicator, tally.measure) for task in report.tasks for tally in task.tallies}
        assert len([each for each in found.figures if getattr(each, side)]) == len(names)


def test_documents_hold_the_annex_and_the_sheet():
    before = year(replies=REPLIES[:3])
    told = replace(year(), comparison=compare(before, year()))
    told = from_json(to_json(told))
    file = docx.Document(io.BytesIO(document.write(told)))
    assert "SO SÁNH VỚI KẾ HOẠCH, BÁO CÁO TRƯỚC" in [paragraph.text for paragraph in file.paragraphs]
    rows = [[cell.text for cell in row.cells] for table in file.tables[-2:] for row in table.rows]
    assert ["hội nghị", "02", "03", "+01", "+50%", "", ""] in rows
    assert ["suất quà", "không có", "20", "", "", "", ""] in rows
    found = openpyxl.load_workbook(io.BytesIO(sheet.write(told)))["So sánh"].iter_rows(values_only=True)
    assert ("hội nghị", "kết quả", 2, 3, 1, 50, None) in found


def test_without_a_comparison_there_is_no_annex():
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO(document.write(year()))).paragraphs]
    assert "SO SÁNH VỚI KẾ HOẠCH, BÁO CÁO TRƯỚC" not in words


@pytest.fixture
def chat(sessions, office) -> Chat:
    chat = open_office(Chat(sessions))
    chat.say(LAN, "NV1 đạt 60%, 02 hội nghị")
    return chat


def compared(chat: Chat, words: str):
    told = chat.say(HANH, words)[0].text
    with chat.sessions() as session:
        row = session.exec(select(Snapshot).where(Snapshot.kind == SnapshotKind.REPORT)).all()[-1]
        return told, from_json(row.content)


def test_a_plan_is_compared_with_the_alike_one(chat: Chat):
    with chat.sessions() as session:
        for number, title in ((2, "Kế hoạch Tháng hành động vì trẻ em năm 2025"), (3, "Kế hoạch phòng, chống ma túy")):
            at = {"added_at": MONDAY, "approved_at": MONDAY}
            session.add(
                Plan(id=number, office_id=1, state=PlanState.CLOSED, sha256="", file_name="", title=title, **at)
            )
    told, report = compared(chat, "/sosanh")
    assert report.comparison.since.plan.endswith("năm 2025")
    assert "trước 0/0, nay 0/4" in told
    assert report.head.plan.endswith("vì trẻ em")
    assert compared(chat, "/sosanh kế hoạch 3")[1].comparison.since.plan.endswith("ma túy")


def test_the_report_before_is_what_a_single_plan_is_compared_with(chat: Chat):
    assert "Chưa có kế hoạch tương tự" in chat.say(HANH, "/sosanh")[0].text
    chat.say(HANH, "/baocao")
    chat.now = chat.now.replace(day=8)
    chat.say(LAN, "NV1 đạt 80%, 03 hội nghị")
    told, report = compared(chat, "/sosanh")
    assert "(bản lưu 1-" in told
    assert "hội nghị: trước 2, nay 3 (+50%)" in told
    assert report.comparison.since.snapshot.startswith("1-")
    told, _ = compared(chat, "/sosanh 1/6")
    assert "tính đến ngày 01/6/2026\n" in told
    told, _ = compared(chat, "/sosanh bản 1")
    assert "(bản lưu 1-" in told


def test_a_plan_named_beside_itself_is_compared_with_its_report_before(chat: Chat):
    assert "kế hoạch số 1" in chat.say(HANH, "/sosanh kế hoạch 1")[0].text
    chat.say(HANH, "/baocao")
    chat.now = chat.now.replace(day=8)
    assert "(bản lưu 1-" in compared(chat, "/sosanh kế hoạch 1")[0]


def test_a_comparison_is_drawn_in_the_layout_that_has_its_annex(chat: Chat):
    with chat.sessions() as session:
        session.exec(select(Office)).one().report_form = "ab" * 32
        session.commit()
    chat.say(HANH, "/baocao")
    chat.now = chat.now.replace(day=8)
    chat.say(HANH, "/sosanh")
    with chat.sessions() as session:
        forms = [row.form for row in session.exec(select(Snapshot).order_by(Snapshot.id)).all()]
    assert forms == ["ab" * 32, None]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tuần", "Cách viết"),
        ("abc", "Cách viết"),
        ("kế hoạch 9", "Không có kế hoạch số 9"),
        ("bản 9", "Không có bản lưu báo cáo số 9"),
        ("20/5", "chưa được phê duyệt"),
        ("30/12/2030", "Cách viết"),
    ],
)
def test_what_cannot_be_compared_is_said(chat: Chat, words, expected):
    [reply] = chat.say(HANH, f"/sosanh {words}")
    assert expected in reply.text
    assert reply.document is None


def test_a_head_compares_nothing(chat: Chat):
    assert chat.say(LAN, "/sosanh")[0].document is None
