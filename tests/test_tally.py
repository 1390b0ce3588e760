import pytest

from models.assignment import Said
from models.terms import Aim
from reports.summary import summarise
from reports.tally import DONE_SHORT
from sample_report import END, UNITS, sample


def tally_of(report, task, indicator):
    return next(tally for tally in report.tasks[task - 1].tallies if tally.indicator == indicator)


@pytest.fixture
def report():
    return summarise(sample(), END)


def test_what_a_later_reply_adds_is_added_and_stays_approximate(report):
    people = tally_of(report, 2, "lượt người")
    assert (people.value, people.approximate) == (370, True)
    assert people.shares[0].lines == (3, 4)


CHECK = "lấy số mới nhất, cần đối chiếu"


@pytest.mark.parametrize(
    ("figures", "value", "lines", "note"),
    [
        ([[9], [14]], 14, (2,), ""),
        ([[9], ["+5"]], 14, (1, 2), ""),
        ([[9], ["+5"], [12]], 12, (3,), f"đã báo 14 ngày 02/6, nay 12; {CHECK}"),
        ([[9], [5]], 5, (2,), f"đã báo 09 ngày 01/6, nay 05; {CHECK}"),
        ([[9], [5], [11]], 11, (3,), ""),
        ([["+5"]], 5, (1,), ""),
        ([[2], ["+3"], ["+3"]], 8, (1, 2, 3), "báo thêm nhiều lần cùng một số; đã cộng, cần đối chiếu"),
        ([[38, 3]], 38, (1,), "nêu 38 và 03 trong một báo cáo ngày 01/6; lấy 38, cần đối chiếu"),
        ([[14, "+5"]], 14, (1,), "nêu 14 và 05 trong một báo cáo ngày 01/6; lấy 14, cần đối chiếu"),
        ([[38, 3], [40]], 40, (2,), ""),
        ([[9], [9]], 9, (2,), ""),
    ],
)
def test_the_latest_total_of_a_unit_stands(figures, value, lines, note):
    replies = [
        (5, 5, n, Said.WORKING, "", {}, [("tin bài", int(v), None, False, str(v) != str(int(v))) for v in said])
        for n, said in enumerate(figures, 1)
    ]
    tally = tally_of(summarise(sample(replies=replies), END), 5, "tin bài")
    assert (tally.value, tally.shares[0].lines) == (value, lines)
    assert "; ".join(tally.notes) == (f"{UNITS[4]} {note}" if note else "")


def test_a_correction_stands_where_the_corrected_figure_stood():
    numbers = [[("tin bài", value, None, False)] for value in (9, 14, 8)]
    replies = [(5, 5, n, Said.WORKING, "", {}, said) for n, said in enumerate(numbers, 1)]
    replies[2] = (5, 5, 3, Said.WORKING, "", {"corrects": 1}, numbers[2])
    tally = tally_of(summarise(sample(replies=replies), END), 5, "tin bài")
    assert (tally.value, tally.notes) == (14, ())


@pytest.mark.parametrize(
    ("said", "count", "noted"), [(Said.DONE, 2, True), (Said.DONE, 5, False), (Said.WORKING, 2, False)]
)
def test_done_with_a_figure_below_its_target_is_to_be_checked(said, count, noted):
    replies = [(5, 5, 1, said, "", {}, [("xã", count, None, False)])]
    tally = tally_of(summarise(sample(replies=replies, aims={5: (Aim("xã", 5),)}), END), 5, "xã")
    assert (DONE_SHORT in tally.notes) is noted


def test_a_rate_may_fall():
    replies = [(5, 5, n, Said.WORKING, "", {}, [("đúng hạn", rate, "%", False)]) for n, rate in ((1, 98), (2, 96))]
    tally = tally_of(summarise(sample(replies=replies), END), 5, "đúng hạn")
    assert (tally.value, tally.notes) == (96, ())


def test_a_cooperator_s_figure_of_the_same_event_is_told_and_not_added(report):
    meetings = tally_of(report, 2, "hội nghị")
    assert meetings.value == 3
    assert "không cộng, cần đối chiếu" in meetings.notes[0]


def test_a_corrected_figure_counts_no_more():
    replies = [
        (5, 5, 9, Said.WORKING, "Tham gia 15 vụ việc.", {}, [("vụ việc", 15, None, False)]),
        (5, 5, 10, Said.WORKING, "Đính chính: 05 vụ việc.", {"corrects": 1}, [("vụ việc", 5, None, False)]),
    ]
    report = summarise(sample(replies=replies), END)
    assert tally_of(report, 5, "vụ việc").value == 5
    assert len(report.tasks[4].parts[0].lines) == 2


def test_a_count_against_its_target_is_where_it_stands_and_rates_are_never_added():
    rate = ("trẻ em được trợ giúp pháp lý", 100, "%", False)
    replies = [
        (4, 2, 9, Said.WORKING, "", {}, [rate, ("xã", 1, None, False)]),
        (4, 2, 10, Said.WORKING, "", {}, [("xã", 3, None, False)]),
        (4, 3, 10, Said.WORKING, "", {}, [(rate[0], 96, "%", False)]),
    ]
    records = sample(replies=replies)
    for figure in records.figures:
        figure.target = 5.0 if figure.indicator == "xã" else None
    report = summarise(records, END)
    assert (tally_of(report, 4, "xã").value, tally_of(report, 4, "xã").target) == (3, 5)
    assert tally_of(report, 4, rate[0]).value is None
    assert "không cộng" in tally_of(report, 4, rate[0]).notes[0]
