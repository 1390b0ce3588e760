"""What waits for a head's confirmation is neither done nor overdue in a report, and every total still adds up."""

import io
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest

from models.assignment import Progress, Said, Status
from reports import sheet
from reports.annexes import remark, status_words
from reports.chart import draw
from reports.outline import rate_lines, total_rows, waiting
from reports.report import from_json, to_json
from reports.summary import summarise
from sample_report import END, REPLIES, START, sample

REVIEW, UNIT = 3, 2  # the plan's third task, due on 15 June, and its lead


def report(claimed_on: int, *later: Progress):
    """The sample, where its third task was claimed on that day of June instead of done on the 16th."""
    replies = [row for row in REPLIES if row[0] != REVIEW]
    records = sample(replies=replies)
    of = next(a.id for a in records.assignments if (a.task_id, a.unit_id) == (REVIEW, UNIT))
    at = START + timedelta(days=claimed_on - 1)
    claim = Progress(id=90, assignment_id=of, person_id=UNIT, at=at, day=at.date(), said=Said.CLAIMED, words="Đã xong")
    settled = [Progress(**{**line.model_dump(), "assignment_id": of}) for line in later]
    return summarise(replace(records, journal=[*records.journal, claim, *settled]), END)


def settles(said: Said, on: int) -> Progress:
    at = START + timedelta(days=on - 1)
    return Progress(id=91, assignment_id=0, at=at, day=at.date(), said=said, settles=90)


def part(found):
    return next(part for part in found.tasks[REVIEW - 1].parts if part.unit == "Phòng Nghiệp vụ I")


@pytest.mark.parametrize(
    ("claimed_on", "later", "status"),
    [
        (12, (), Status.WAITING),
        (18, (), Status.OVERDUE),
        (12, (settles(Said.DONE, 20),), Status.DONE_ON_TIME),
        (18, (settles(Said.DONE, 20),), Status.DONE_LATE),
        (12, (settles(Said.RETURNED, 20),), Status.OVERDUE),
    ],
)
def test_the_class_follows_the_day_of_the_claim(claimed_on, later, status):
    found = report(claimed_on, *later)
    assert part(found).status is status
    assert sum(found.counts.values()) == sum(row.duty == "lead" for task in found.tasks for row in task.parts)


def test_waiting_is_not_done_nor_overdue_in_any_rate():
    found = report(12)
    done = found.counts[Status.DONE_ON_TIME] + found.counts[Status.DONE_LATE]
    assert [rate.part for rate in found.rates[:2]] == [done, done]
    assert found.rates[0].whole == done + found.counts[Status.OVERDUE]
    assert found.rates[1].whole == sum(found.counts.values())
    assert len(rate_lines(found)) == 3


def test_it_is_told_in_words_wherever_it_is_counted():
    found = report(12)
    assert "Đã báo hoàn thành ngày 12/6/2026, chờ lãnh đạo đơn vị xác nhận." in part(found).sentences
    assert status_words(part(found)) == "Đã báo hoàn thành, chờ xác nhận"
    assert ("Đã báo hoàn thành, chờ xác nhận", "01") in [row[:2] for row in total_rows(found)]
    assert "01 lượt nhiệm vụ đã báo hoàn thành" in waiting(found)
    totals = {row[0]: row[1] for row in _rows(found, "Tổng hợp")}
    assert totals["Đã báo hoàn thành, chờ xác nhận"] == 1
    assert draw(found) != draw(report(18))


def test_a_late_claim_says_that_it_waits():
    assert remark(part(report(18))) == "báo hoàn thành ngày 18/6/2026, chờ xác nhận"


def test_an_office_without_claims_sees_no_such_class():
    found = summarise(sample(), END)
    assert waiting(found) == ""
    assert all("chờ xác nhận" not in row[0] for row in total_rows(found))


def test_a_snapshot_from_before_has_none_of_it():
    content = to_json(summarise(sample(), END))
    del content["counts"]["waiting"]
    assert from_json(content).counts[Status.WAITING] == 0


def test_the_journal_tells_who_claimed_and_what_became_of_it():
    found = _rows(report(12, settles(Said.RETURNED, 20)), "Nhật ký")
    assert [row[5] for row in found if row[0] in (90, 91)] == ["Báo hoàn thành", "Trả lại"]


def _rows(found, name: str):
    return list(openpyxl.load_workbook(io.BytesIO(sheet.write(found)))[name].iter_rows(min_row=2, values_only=True))
