"""Items in the report: what waits, how what is over was settled, and what is never printed."""

import datetime as dt

import pytest

from models.assignment import Said
from models.item import Item, ItemKind
from reports.outline import assessment, proposals
from reports.report import from_json, to_json
from reports.summary import summarise
from sample_report import END, sample

TASKS = [("Rà soát văn bản", "Rà soát văn bản.", [2, 3], [], None, dt.date(2026, 6, 15))]
STUCK = (1, 2, 10, Said.BLOCKED, "vướng do chờ kinh phí", {"blocker": "chờ kinh phí"}, [])
AT = END - dt.timedelta(days=3)


def item(**values) -> Item:
    first = {"id": 1, "office_id": 1, "kind": ItemKind.BLOCKER, "assignment_id": 1, "progress_id": 1, "raised_by": 1}
    return Item(**{**first, "raised_at": AT, "words": "chờ kinh phí", **values})


def report(*rows, said=(STUCK,), **changes):
    return summarise(sample(replies=list(said), tasks=TASKS, items=list(rows), **changes), END)


def difficulties(found):
    return assessment(found)[1][1]


def test_what_waits_is_a_difficulty_and_is_to_be_looked_into():
    found = report(item())
    assert any("Chờ kinh phí (nhiệm vụ 1" in told for told in difficulties(found))
    assert any("tháo gỡ vướng mắc" in told for told in proposals(found))


def test_what_was_settled_is_told_with_how_and_asked_for_no_more():
    found = report(item(answer="Sở Tài chính đã cấp kinh phí ngày 12/6", answered_by=1, closed_at=AT))
    assert found.blockers == ()
    told = [line for line in difficulties(found) if "Đã được giải quyết" in line]
    assert told[0].startswith("Đã được giải quyết: chờ kinh phí (nhiệm vụ 1, ")
    assert told[0].endswith(". Sở Tài chính đã cấp kinh phí ngày 12/6.")
    assert not any("tháo gỡ" in line for line in proposals(found))
    assert "Đang vướng mắc" not in " ".join(found.tasks[0].parts[0].sentences)


@pytest.mark.parametrize("answer", ["ok e cứ làm đi nhé", None, "da cap roi"])
def test_an_answer_in_the_tone_of_chat_is_not_signed(answer):
    found = report(item(answer=answer, answered_by=1, closed_at=AT))
    assert not any("Đã được giải quyết" in line for line in difficulties(found))


def test_what_was_settled_later_still_waits_at_the_day_of_the_report():
    found = report(item(answer="Đã cấp kinh phí", answered_by=1, closed_at=END + dt.timedelta(days=1)))
    assert [(issue.closed, issue.answer) for issue in found.issues] == [(None, None)]
    assert found.blockers


def test_an_obstacle_outlasts_a_report_that_nothing_was_done():
    later = (1, 2, 11, Said.NOT_STARTED, "chưa làm được", {}, [])
    assert report(item(), said=(STUCK, later)).blockers[0].text == "chờ kinh phí"


def test_an_obstacle_taken_back_was_none():
    line = (1, 2, 11, Said.WITHDRAWN, "hủy", {"corrects": 1}, [])
    assert report(item(closed_at=AT), said=(STUCK, line)).issues == ()


def test_words_about_a_child_are_never_printed():
    words = {"words": "cháu Bình ở thôn Đông chưa có nhà", "answer": "cháu Bình đã có nhà"}
    found = report(item(**words, closed_at=AT), withheld_items=frozenset({1}), withheld=frozenset({1}))
    assert "Bình" not in str(to_json(found))


def test_a_refused_wish_for_more_time_is_no_proposal():
    asks = (1, 2, 10, Said.WORKING, "60%, xin lùi đến 20/6", {"percent": 60, "asked_due": dt.date(2026, 6, 20)}, [])
    wish = {"kind": ItemKind.MORE_TIME, "words": "xin lùi đến 20/6", "asked_due": dt.date(2026, 6, 20)}
    assert report(item(**wish), said=(asks,)).requests[0].text == "đề nghị gia hạn đến ngày 20/6/2026"
    assert report(item(**wish, granted=False, closed_at=AT), said=(asks,)).requests == ()
    assert report(item(**wish), said=(asks,)).issues == ()


def test_issues_survive_the_snapshot():
    found = report(item(), item(id=2, kind=ItemKind.QUESTION, assignment_id=None, progress_id=None))
    assert from_json(to_json(found)).issues == found.issues
    assert [issue.task for issue in found.issues] == [1, None]
