"""II. Kết quả thực hiện: what units wrote, as an office writes it, with nothing told twice and nothing invented."""

from datetime import date, timedelta

import pytest

from models.assignment import Said
from models.terms import Aim
from reports.clauses import clause
from reports.outline import results, what_was_done
from reports.summary import summarise
from sample_report import END, sample

MEETINGS, PEOPLE = ("hội nghị", 2, None, False), ("lượt người", 180, None, False)
UNIT = "Trung tâm Trợ giúp pháp lý nhà nước"


def task_of(*replies, **changes):
    """Unit 5's own task after replies (said, words, more, figures), a day each."""
    rows = [(5, 5, n, *reply) for n, reply in enumerate(replies, 1)]
    return summarise(sample(replies=rows, **changes), END).tasks[4]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("02 hội nghị, 180 lượt người.", "tổ chức 02 hội nghị với 180 lượt người tham dự"),
        ("3 hội nghị và 150 đại biểu dự", "tổ chức 03 hội nghị với 150 đại biểu dự"),
        ("Đã cấp phát 2.000 tờ gấp.", "cấp phát 2.000 tờ gấp"),
        ("2.000 tờ rơi.", "cấp phát 2.000 tờ rơi"),
        ("45 suất quà, 10 suất học bổng.", "trao 45 suất quà, 10 suất học bổng"),
        ("14 tin, bài, 3.200 lượt xem.", "đăng 14 tin, bài; đạt 3.200 lượt xem"),
        ("Thêm 07 vụ việc, tư vấn cho 25 lượt người.", "thực hiện thêm 07 vụ việc, tư vấn cho 25 lượt người"),
        ("97% trẻ em đăng ký khai sinh đúng hạn.", "đạt 97% trẻ em đăng ký khai sinh đúng hạn"),
        ("Trẻ em đăng ký khai sinh đúng hạn: 97%.", "đạt 97% trẻ em đăng ký khai sinh đúng hạn"),
        ("02 hội nghị, kinh phí: 2.500.000 đồng.", "tổ chức 02 hội nghị, kinh phí 2.500.000 đồng"),
        ("Khoảng 350 học sinh tham dự.", "có khoảng 350 học sinh tham dự"),
        ("180 lượt người.", "đạt 180 lượt người"),
        ("Cả 6 hội nghị, 420 lượt người.", "tổ chức 06 hội nghị với 420 lượt người tham dự"),
        ("38 văn bản.", "rà soát 38 văn bản"),
        ("03 cuộc kiểm tra tại 05 xã.", "tiến hành 03 cuộc kiểm tra tại 05 xã"),
        ("Đã tổ chức 2 hội nghị cho học sinh lớp 4, xong.", "tổ chức 02 hội nghị cho học sinh lớp 4"),
        ("3 cháu được tặng quà.", "có 03 cháu được tặng quà"),
        ("Phối hợp tổ chức 01 hội nghị.", "phối hợp tổ chức 01 hội nghị"),
    ],
)
def test_figures_get_the_verb_that_offices_write(told, expected):
    assert clause(told, "Rà soát, hoàn thiện văn bản") == expected


@pytest.mark.parametrize(
    "told",
    [
        "Sở đã có công văn gửi các xã.",
        "Đang chuẩn bị hội nghị.",
        "Tổ chức hội nghị còn chậm.",
        "Kiểm tra của Sở Y tế cho thấy cần bổ sung hồ sơ.",
        "2 ngày 15, 16/6 tổ chức hội nghị tại xã Đông.",
        "5 xong, 3 chưa, 2 thì đang làm.",
        "7 xã nộp, còn 3 xã chưa nộp.",
        "0 vụ việc phát sinh.",
        "Cấp trên đã duyệt kế hoạch.",
        "Kinh phí: 6.000.000 đồng.",
    ],
)
def test_a_sentence_with_its_own_subject_or_of_what_is_to_come_stays_one(told):
    assert clause(told) is None


def test_a_unit_s_reports_become_one_sentence():
    task = task_of(
        (Said.WORKING, "02 hội nghị, 180 lượt người", {}, [MEETINGS, PEOPLE]),
        (Said.DONE, "Xong, đã cấp phát 2.000 tờ gấp", {}, [("tờ gấp", 2000, None, False)]),
    )
    assert what_was_done(task) == [
        f"- {UNIT} đã tổ chức 02 hội nghị với 180 lượt người tham dự; cấp phát 2.000 tờ gấp; hoàn thành ngày 02/6/2026."
    ]
    assert results(task) == ""


def test_what_goes_on_is_told_in_the_unit_s_own_words():
    working = (Said.WORKING, "Đang chuẩn bị hội nghị", {"percent": 30}, [])
    assert what_was_done(task_of(working)) == [f"- {UNIT} đang chuẩn bị hội nghị, đạt 30%."]


def test_an_obstacle_that_the_words_name_is_not_told_again():
    words = "Đã tổ chức 02 hội nghị, còn chờ báo cáo của các xã"
    task = task_of((Said.WORKING, words, {"blocker": "chờ báo cáo của các xã"}, [MEETINGS]))
    assert what_was_done(task)[0].count("chờ báo cáo của các xã") == 1


def test_a_percent_that_the_words_name_is_not_told_again():
    words = "Đã rà soát 12 văn bản, đạt 60%, khó khăn do thiếu người"
    task = task_of((Said.WORKING, words, {"percent": 60}, [("văn bản", 12, None, False)]))
    assert what_was_done(task)[0].count("60%") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("TT đã tổ chức 02 hội nghị", f"- {UNIT} đã tổ chức 02 hội nghị;"),
        ("TTTGPL đã tổ chức 02 hội nghị", f"- {UNIT} đã tổ chức 02 hội nghị;"),
        ("UBND đã tổ chức 02 hội nghị", f"- {UNIT} đang thực hiện. UBND đã tổ chức 02 hội nghị."),
    ],
)
def test_a_unit_is_named_once(words, told):
    assert what_was_done(task_of((Said.WORKING, words, {}, [MEETINGS])))[0].startswith(told)


def test_a_figure_without_fit_words_is_told_once_and_a_target_is_stood_against():
    task = task_of(
        (Said.DONE, "xong 2 hn r ạ", {}, [MEETINGS, PEOPLE]),
        aims={5: (Aim("hội nghị", 5), Aim("trẻ em được trợ giúp", 100, "%"))},
    )
    told = " ".join([*what_was_done(task), results(task)])
    assert "02/05 hội nghị theo kế hoạch (đạt 40%)" in results(task)
    assert told.count("180 lượt người") == 1


def test_a_rate_is_judged_and_not_divided():
    rate = ("trẻ em được trợ giúp", 96, "%", False)
    task = task_of((Said.WORKING, "", {}, [rate]), aims={5: (Aim("trẻ em được trợ giúp", 100, "%"),)})
    assert "96% (chỉ tiêu 100%, chưa đạt)" in results(task)


def test_many_units_are_summed_up_before_they_are_listed():
    everyone = [("Gửi báo cáo", "Gửi báo cáo.", [1, 2, 3, 4, 5, 6], [], None, date(2026, 6, 20))]
    replies = [(1, unit, 10 + unit, Said.DONE, "xong", {}, []) for unit in (1, 2, 3, 4)]
    lines = what_was_done(summarise(sample(replies=replies, tasks=everyone), END).tasks[0])
    assert lines[0] == "Đã có 04/06 đơn vị chủ trì hoàn thành; 02 đơn vị quá hạn, chưa hoàn thành."
    assert lines[1].startswith("- 04 đơn vị đã hoàn thành đúng hạn: Văn phòng Sở (ngày 11/6/2026); Phòng Nghiệp vụ I")
    assert len(lines) == 3


def test_a_unit_that_asked_for_more_time_is_not_called_silent():
    why = {"asked_due": date(2026, 6, 30), "blocker": "chưa có hội trường"}
    task = task_of((Said.MORE_TIME, "xin lùi sang 30/6", why, []))
    wish = "đã đề nghị gia hạn đến ngày 30/6/2026 (lý do: chưa có hội trường), chưa báo cáo kết quả."
    assert what_was_done(task) == [f"- {UNIT} {wish}"]


def test_nobody_s_work_is_called_done_that_is_not():
    late = END + timedelta(days=1)
    task = summarise(sample(replies=[]), late).tasks[2]
    assert what_was_done(task) == ["- Phòng Nghiệp vụ I chưa có báo cáo, đã quá hạn 15/6/2026."]
