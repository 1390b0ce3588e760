"""Targets against what was reached, and events that two units tell: sums that reconcile."""

import io

import docx
import openpyxl
import pytest

from handlers.figures import goals_for
from models.assignment import Said
from models.indicator import Indicator
from models.plan import Plan
from models.terms import Aim
from reports import document, sheet
from reports.aimed import share_reached, wanted
from reports.report import from_json, to_json
from reports.summary import summarise
from sample_report import END, UNITS, sample

LEAD, HELPER = 4, 2  # of task 2: Phòng Phổ biến leads, Phòng Nghiệp vụ I cooperates


def said(unit: int, day: int, *numbers, **more) -> tuple:
    return (2, unit, day, Said.WORKING, "", more, list(numbers))


def records(*replies, shared=(), apart=(), **more):
    """`shared` and `apart`: of which figures, counted from one, so much is known."""
    found = sample(replies=list(replies), **more)
    for figure in found.figures:
        figure.counts, figure.apart = figure.id not in shared, figure.id in apart
    return found


def meetings(value: float, *, about: bool = False, adds: bool = False) -> tuple:
    return ("hội nghị", value, None, about, adds)


def first_tally(report):
    return report.tasks[1].tallies[0]


@pytest.mark.parametrize(
    ("replies", "shared", "apart", "value", "note"),
    [
        ([said(LEAD, 5, meetings(3)), said(HELPER, 6, meetings(2))], (), (), 3, "không cộng, cần đối chiếu"),
        ([said(LEAD, 5, meetings(2)), said(HELPER, 6, meetings(2))], (2,), (), 2, "tính một lần"),
        ([said(HELPER, 5, meetings(2)), said(LEAD, 6, meetings(2))], (2,), (), 2, "tính một lần"),
        ([said(LEAD, 5, meetings(2)), said(HELPER, 6, meetings(2))], (), (2,), 4, "có cộng sự kiện khác"),
        ([said(HELPER, 5, meetings(2)), said(LEAD, 6, meetings(2))], (), (2,), 4, "có cộng sự kiện khác"),
        (
            [said(LEAD, 5, meetings(2)), said(HELPER, 6, meetings(2)), said(HELPER, 9, meetings(1, adds=True))],
            (2,),
            (3,),
            3,
            "tính một lần",
        ),
        ([said(HELPER, 6, meetings(2))], (1,), (), 2, ""),
    ],
)
def test_an_event_that_lead_and_cooperator_tell_counts_once(replies, shared, apart, value, note):
    tally = first_tally(summarise(records(*replies, shared=shared, apart=apart), END))
    assert tally.value == value
    assert note in "; ".join(tally.notes)
    assert bool(tally.notes) is bool(note)


AIMS = {2: (Aim("hội nghị", 5),), None: (Aim("hội nghị", 10, words="Tổ chức 10 hội nghị"),)}


def test_a_sum_stands_beside_its_target_and_stays_approximate():
    report = summarise(records(said(LEAD, 5, meetings(3, about=True)), aims=AIMS), END)
    tally = first_tally(report)
    assert (tally.target, tally.reached, tally.approximate) == (5, 60, True)
    file = docx.Document(io.BytesIO(document.write(report)))
    heads = [[cell.text for cell in table.rows[0].cells] for table in file.tables]
    at = next(number for number, head in enumerate(heads) if "Cộng" in head)
    figures, goals = file.tables[at : at + 2]
    assert [cell.text for cell in figures.rows[1].cells][3:7] == ["khoảng 03", "khoảng 03", "05", "khoảng 60%"]
    assert [cell.text for cell in goals.rows[1].cells][:4] == ["Tổ chức 10 hội nghị", "10", "khoảng 03", "khoảng 30%"]
    text = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "khoảng 03/05 hội nghị theo kế hoạch (đạt khoảng 60%)" in text


def test_the_plan_s_count_adds_up_over_its_tasks_and_rates_are_not_added():
    rate = ("khai sinh đúng hạn", 96, "%", False)
    other = (5, 5, 7, Said.WORKING, "", {}, [meetings(4), ("khai sinh đúng hạn", 90, "%", False)])
    aims = {None: (*AIMS[None], Aim("trẻ em khai sinh đúng hạn", 95, "%"), Aim("tin bài", 30))}
    report = summarise(records(said(LEAD, 5, meetings(3), rate), other, aims=aims), END)
    count, birth, news = report.goals
    tallied = [t.value for task in report.tasks for t in task.tallies if t.indicator == "hội nghị"]
    assert (count.value, count.reached, count.notes) == (sum(tallied), 70, ("cộng từ 2 nhiệm vụ",))
    assert (birth.value, birth.notes) == (None, ("các nhiệm vụ báo tỷ lệ khác nhau",))
    assert (news.value, news.reached, news.notes) == (None, None, ("chưa có số liệu",))


def test_the_workbook_has_the_targets_too():
    report = summarise(records(said(LEAD, 5, meetings(3)), aims=AIMS), END)
    book = openpyxl.load_workbook(io.BytesIO(sheet.write(report)))
    head, row = list(book["Số liệu"].iter_rows(values_only=True))[:2]
    told = dict(zip(head, row, strict=True))
    assert (told["Cộng của nhiệm vụ"], told["Kế hoạch"], told["Đạt %"]) == (3, 5, 60)
    assert next(book["Chỉ tiêu"].iter_rows(min_row=2, values_only=True))[:6] == (
        *("Tổ chức 10 hội nghị", 10, None, 3),
        *(None, 30),
    )


def test_figures_are_told_in_the_office_s_present_terms():
    terms = [Indicator(office_id=1, name="hội nghị, hội thảo", synonyms=["hội nghị"])]
    report = summarise(records(said(LEAD, 5, meetings(3)), terms=terms), END)
    assert first_tally(report).indicator == "hội nghị, hội thảo"


def test_a_report_with_goals_is_the_same_from_its_snapshot():
    report = summarise(records(said(LEAD, 5, meetings(3)), said(HELPER, 6, meetings(2)), apart=(2,), aims=AIMS), END)
    assert from_json(to_json(report)) == report
    assert first_tally(report).shares[1].unit == UNITS[HELPER - 1]


def test_a_target_is_told_without_its_label():
    [aim] = goals_for(Plan(office_id=1, targets=["Chỉ tiêu: trên 95% hồ sơ đúng hạn"]), [])
    assert aim.words == "trên 95% hồ sơ đúng hạn"


def test_a_rate_is_judged_by_the_plan_s_own_threshold():
    aims = {None: (Aim("hồ sơ đúng hạn", 95, "%", "Trên 95% hồ sơ được giải quyết đúng hạn"),)}
    report = summarise(records(said(LEAD, 5, ("hồ sơ đúng hạn", 97, "%", False)), aims=aims), END)
    assert (wanted(95, "%", [report.goals[0].words]), share_reached(report.goals[0])) == ("trên 95%", "đạt")
    tables = docx.Document(io.BytesIO(document.write(report))).tables
    [goals] = [table for table in tables if "Chỉ tiêu của kế hoạch" in table.rows[0].cells[0].text]
    assert [cell.text for cell in goals.rows[1].cells][1:4] == ["trên 95%", "97%", "đạt"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["đạt từ 95% trở lên"], "từ 95% trở lên"),
        (["đạt 95%"], "95%"),
        (["trên 95%", "ít nhất 95%"], "95%"),
        ([], "95%"),
    ],
)
def test_a_threshold_is_told_as_the_plan_bounds_it(texts, expected):
    assert wanted(95, "%", texts) == expected
