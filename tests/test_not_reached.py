from datetime import UTC, date, datetime, timedelta

import pytest

from models.assignment import Said, Status
from reports.annexes import remark
from reports.outline import untold
from reports.summary import summarise
from sample_report import END, START, sample

CHATS = {1, 8}
BEFORE, AFTER = datetime(2026, 6, 9, 3, 0, tzinfo=UTC), datetime(2026, 6, 11, 3, 0, tzinfo=UTC)  # the deadline


def part_of(report, task, unit):
    return next(part for part in report.tasks[task - 1].parts if part.unit == unit)


LED_BY_YOUTH = [("Tặng quà", "Tặng quà.", [8, 1], [], None, date(2026, 6, 10))]


def test_nobody_is_late_for_what_never_reached_them():
    report = summarise(sample(replies=(), tasks=LED_BY_YOUTH), END)
    assert (report.counts[Status.OVERDUE], report.counts[Status.NOT_STARTED]) == (1, 1)
    assert [part.unit for part in report.untold] == ["Đoàn thanh niên"]
    assert not any("Đoàn thanh niên" in told for told in report.assessment.difficulties if "Quá hạn" in told)
    assert "01 lượt nhiệm vụ của đơn vị chưa liên hệ được (Đoàn thanh niên)" in untold(report)
    assert untold(summarise(sample(tasks=LED_BY_YOUTH, replies=(), reach={"chats": {1, 8}}), END)) == ""


@pytest.mark.parametrize(("left", "status"), [(9, Status.NOT_STARTED), (20, Status.OVERDUE)])
def test_who_could_be_reached_until_the_deadline_is_late(left, status):
    gone = {8: START + timedelta(days=left - 1)}
    part = part_of(summarise(sample(replies=(), tasks=LED_BY_YOUTH, reach={"left": gone}), END), 1, "Đoàn thanh niên")
    assert part.status is status
    assert ("đã quá hạn 10/6/2026" in part.sentences[0]) is (status is Status.OVERDUE)


def test_who_answered_once_was_reached():
    replies = [(1, 8, 2, Said.RECEIVED, "đã nhận", {}, [])]
    report = summarise(sample(replies=replies, tasks=LED_BY_YOUTH), END)
    assert part_of(report, 1, "Đoàn thanh niên").status is Status.OVERDUE
    assert report.untold == ()


@pytest.mark.parametrize(
    ("until", "told", "asked", "untold"),
    [
        (BEFORE, (), False, False),  # its first reminder is still to come
        (BEFORE, (1, 2), True, False),
        (AFTER, (), True, True),  # it should have come, and never did
        (AFTER, (1, 2), True, False),
    ],
)
def test_nothing_is_missing_before_it_was_asked_for(until, told, asked, untold):
    reach = {"until": until, "told": dict.fromkeys(told, START), "chats": CHATS}
    report = summarise(sample(replies=(), evidence=[], tasks=LED_BY_YOUTH, reach=reach), until)
    part = part_of(report, 1, "Đoàn thanh niên")
    assert (part.asked, part.untold) == (asked, untold)
    assert (part.status is Status.OVERDUE) is (until is AFTER and not untold)
    assert ("chưa đến lượt nhắc" in remark(part)) is not asked
    assert [gap.unit for gap in report.silent] == (["Đoàn thanh niên", "Văn phòng Sở"] if told else [])
    assert bool(report.unreached) is untold


def test_a_unit_may_owe_one_task_and_know_nothing_of_another():
    tasks = [*LED_BY_YOUTH, ("Họp", "Họp.", [8], [], None, date(2026, 6, 12))]
    reach = {"told": {1: START, 2: START}, "chats": CHATS}
    report = summarise(sample(replies=(), evidence=[], tasks=tasks, reach=reach), END)
    rows = [(gap.tasks, gap.reached) for gap in report.gaps if gap.unit == "Đoàn thanh niên"]
    assert rows == [((1,), True), ((2,), False)]
