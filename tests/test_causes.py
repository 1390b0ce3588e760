from datetime import date

import pytest

from models.assignment import Said
from reports.outline import assessment, proposals
from reports.summary import summarise
from sample_report import END, sample

REVIEW = [("Rà soát văn bản", "Rà soát văn bản.", [2, 3], [], None, date(2026, 6, 15))]
DONE_LATE = (1, 2, 16, Said.DONE, "NV1 xong", {}, [])
DONE_IN_TIME = (1, 2, 14, Said.DONE, "NV1 xong", {}, [])


def causes_of(*replies):
    return summarise(sample(replies=replies, tasks=REVIEW), END).assessment.causes


def working(words, blocker=None):
    return (1, 2, 10, Said.WORKING, words, {"blocker": blocker}, [])


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        (
            working("xin lùi đến 16/6 do các sở gửi danh mục chậm", "các sở gửi danh mục chậm"),
            "Các sở gửi danh mục chậm",
        ),
        (working("còn chờ kinh phí", "chờ kinh phí"), "Chờ kinh phí"),
        ((1, 2, 10, Said.NOT_STARTED, "chưa làm vì đang chờ văn bản mới", {}, []), "Đang chờ văn bản mới"),
        ((1, 2, 16, Said.DONE, "xong, chậm 01 ngày do mất điện toàn tỉnh", {}, []), "Mất điện toàn tỉnh"),
    ],
)
def test_a_cause_given_before_a_late_end_is_kept(said, cause):
    assert causes_of(said, DONE_LATE) == (f"{cause} (nhiệm vụ 1).",)


def test_what_still_holds_a_unit_up_is_told_once_among_the_obstacles_and_as_the_only_cause():
    said = (1, 2, 10, Said.MORE_TIME, "xin lùi đến 25/6 do chờ kinh phí", {"asked_due": date(2026, 6, 25)}, [])
    held = working("còn chờ kinh phí", "chờ kinh phí")
    report = summarise(sample(replies=[held, said], tasks=REVIEW), END)
    told = [text for _, texts in assessment(report) for text in texts] + list(proposals(report))
    assert [text for text in told if "hờ kinh phí" in text] == [
        "Chờ kinh phí (nhiệm vụ 1, Phòng Nghiệp vụ I).",
        "Chờ kinh phí (nhiệm vụ 1).",
    ]
    assert "Phòng Nghiệp vụ I đề nghị gia hạn đến ngày 25/6/2026 đối với nhiệm vụ 1." in told


def test_why_more_time_is_asked_for_is_told_once_among_the_causes():
    said = {"blocker": "chờ kinh phí", "asked_due": date(2026, 6, 25)}
    replies = [(1, 2, 10, Said.MORE_TIME, "xin lùi đến 25/6 do chờ kinh phí", said, [])]
    report = summarise(sample(replies=replies, tasks=REVIEW), END)
    told = [text for _, texts in assessment(report) for text in texts] + list(proposals(report))
    assert [text for text in told if "hờ kinh phí" in text] == ["Chờ kinh phí (nhiệm vụ 1)."]


def test_what_hindered_work_done_in_time_is_no_cause():
    assert causes_of(working("còn chờ kinh phí", "chờ kinh phí"), DONE_IN_TIME) == ()


@pytest.mark.parametrize("words", ["Hội nghị do Phó Giám đốc chủ trì", "NV1 xong", ""])
def test_no_cause_is_made_up(words):
    assert causes_of((1, 2, 16, Said.DONE, words, {}, [])) == ()


def test_more_time_granted_does_not_hide_why_the_plan_s_day_was_missed():
    records = sample(replies=[working("còn chờ kinh phí", "chờ kinh phí"), DONE_LATE], tasks=REVIEW)
    for row in records.assignments:
        row.due = date(2026, 6, 30)
    assert summarise(records, END).assessment.causes == ("Chờ kinh phí (nhiệm vụ 1).",)


def test_one_cause_of_several_units_is_told_once():
    other = (1, 3, 10, Said.BLOCKED, "vướng do Chờ kinh phí", {"blocker": "Chờ kinh phí"}, [])
    ended = (1, 3, 16, Said.DONE, "xong", {}, [])
    assert causes_of(working("còn chờ kinh phí", "chờ kinh phí"), other, DONE_LATE, ended) == (
        "Chờ kinh phí (nhiệm vụ 1).",
    )


def test_a_cause_that_was_corrected_or_tells_of_a_child_is_not_printed():
    said = working("còn chờ kinh phí", "chờ kinh phí")
    withdrawn = (1, 2, 11, Said.WITHDRAWN, "hủy", {"corrects": 1}, [])
    assert causes_of(said, withdrawn, DONE_LATE) == ()
    records = sample(replies=[said, DONE_LATE], tasks=REVIEW, withheld=frozenset({1}))
    assert summarise(records, END).assessment.causes == ()
