from datetime import date, timedelta

import pytest

from models.assignment import Said, Status
from reports.outline import untold
from reports.summary import summarise
from sample_report import END, START, sample


def part_of(report, task, unit):
    return next(part for part in report.tasks[task - 1].parts if part.unit == unit)


LED_BY_YOUTH = [("Tặng quà", "Tặng quà.", [8, 1], [], None, date(2026, 6, 10))]


def test_nobody_is_late_for_what_never_reached_them():
    report = summarise(sample(replies=(), tasks=LED_BY_YOUTH), END)
    assert (report.counts[Status.OVERDUE], report.counts[Status.NOT_STARTED]) == (1, 1)
    assert [part.unit for part in report.untold] == ["Đoàn thanh niên"]
    assert not any("Đoàn thanh niên" in told for told in report.assessment.difficulties if "Quá hạn" in told)
    assert "01 lượt nhiệm vụ của đơn vị chưa liên hệ được (Đoàn thanh niên)" in untold(report)
    assert untold(summarise(sample(tasks=LED_BY_YOUTH, replies=(), reached=frozenset({1, 8})), END)) == ""


@pytest.mark.parametrize(("left", "status"), [(9, Status.NOT_STARTED), (20, Status.OVERDUE)])
def test_who_could_be_reached_until_the_deadline_is_late(left, status):
    gone = {8: START + timedelta(days=left - 1)}
    part = part_of(summarise(sample(replies=(), tasks=LED_BY_YOUTH, left=gone), END), 1, "Đoàn thanh niên")
    assert part.status is status
    assert ("đã quá hạn 10/6/2026" in part.sentences[0]) is (status is Status.OVERDUE)


def test_who_answered_once_was_reached():
    replies = [(1, 8, 2, Said.RECEIVED, "đã nhận", {}, [])]
    report = summarise(sample(replies=replies, tasks=LED_BY_YOUTH), END)
    assert part_of(report, 1, "Đoàn thanh niên").status is Status.OVERDUE
    assert report.untold == ()
