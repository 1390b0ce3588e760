from datetime import date

import pytest

from models.assignment import Said
from reports.summary import summarise
from sample_report import END, sample

MEETINGS, LEAFLETS = ("hội nghị", 2, None, False), ("tờ gấp", 500, None, False)


def people(value):
    return ("lượt người", value, None, False)


def told(*replies):
    """What is printed after the state of unit 5's own task; replies are (said, words, more, figures), a day each."""
    rows = [(5, 5, n, *reply) for n, reply in enumerate(replies, 1)]
    _, *results = summarise(sample(replies=rows), END).tasks[4].parts[0].sentences
    return results


FIRST = (Said.WORKING, "Đã tổ chức 02 hội nghị, 150 lượt người.", {}, [MEETINGS, people(150)])


@pytest.mark.parametrize(
    ("correction", "printed"),
    [
        (("Sửa: 180 lượt người chứ không phải 150.", {}, [MEETINGS, people(180)]), "02 hội nghị, 180 lượt người."),
        (("sửa: đạt 40%", {"percent": 40}, [MEETINGS, people(150)]), "Đã tổ chức 02 hội nghị, 150 lượt người."),
        (
            ("Đã tập huấn cho 180 lượt người", {}, [MEETINGS, people(180)]),
            "Đã tập huấn cho 180 lượt người. 02 hội nghị.",
        ),
    ],
)
def test_a_correction_keeps_what_still_holds_and_is_not_printed_itself(correction, printed):
    words, more, figures = correction
    assert told(FIRST, (Said.WORKING, words, {"corrects": 1, **more}, figures)) == [printed]


def test_a_correction_of_a_correction_finds_the_first_words_again():
    back = [
        (Said.WORKING, "sửa: 180 lượt người", {"corrects": 1}, [MEETINGS, people(180)]),
        (Said.WORKING, "sửa lại: 150 lượt người", {"corrects": 2}, [MEETINGS, people(150)]),
    ]
    assert told(FIRST, *back) == ["Đã tổ chức 02 hội nghị, 150 lượt người."]


def test_words_that_say_done_are_gone_when_the_correction_takes_done_back():
    done = (Said.DONE, "Đã bàn giao toàn bộ 500 tờ gấp.", {}, [LEAFLETS])
    assert told(done, (Said.WORKING, "sửa: chưa xong", {"corrects": 1}, [LEAFLETS])) == ["500 tờ gấp."]


def test_a_report_taken_back_leaves_no_words():
    assert told(FIRST, (Said.WITHDRAWN, "hủy", {"corrects": 1}, [])) == []


def test_a_total_out_of_date_is_printed_no_more_but_its_other_figures_are():
    later = (Said.WORKING, "Đã tổ chức 03 hội nghị.", {}, [("hội nghị", 3, None, False)])
    earlier = (Said.WORKING, "Đã tổ chức 02 hội nghị, phát 500 tờ gấp.", {}, [MEETINGS, LEAFLETS])
    assert told(earlier, later) == ["500 tờ gấp.", "Đã tổ chức 03 hội nghị."]


def test_what_is_added_is_told_beside_what_it_is_added_to():
    added = (Said.WORKING, "Tổ chức thêm 01 hội nghị.", {}, [("hội nghị", 1, None, False, True)])
    assert told(FIRST, added) == ["Đã tổ chức 02 hội nghị, 150 lượt người.", "Tổ chức thêm 01 hội nghị."]


def test_a_corrected_addition_is_told_as_one():
    added = (Said.WORKING, "thêm 01 hội nghị", {}, [("hội nghị", 1, None, False, True)])
    meant = (Said.WORKING, "sửa: thêm 02", {"corrects": 2}, [("hội nghị", 3, None, False, True)])
    assert told(FIRST, added, meant)[1:] == ["Thêm 03 hội nghị."]


def test_an_obstacle_already_told_is_not_told_twice():
    blocker = {"percent": 90, "blocker": "chờ báo cáo của các xã"}
    assert told((Said.WORKING, "NV5 đạt 90%, còn chờ báo cáo của các xã", blocker, [])) == []
    words = "Đã tư vấn tại 02 xã, còn chờ báo cáo của các xã."
    assert told((Said.WORKING, words, blocker, [])) == [words]


def test_a_correction_that_only_moves_the_day_keeps_the_words():
    moved = (Said.WORKING, "sửa: 20/6 xong", {"corrects": 1, "asked_due": date(2026, 6, 20)}, [MEETINGS, people(150)])
    assert told(FIRST, moved) == ["Đã tổ chức 02 hội nghị, 150 lượt người."]


def test_words_with_a_figure_that_was_answered_otherwise_give_way_to_the_figures():
    asked = (Said.WORKING, "Đã tổ chức 2 hội nghị, 3200 lượt người dự.", {}, [MEETINGS, people(320)])
    assert told(asked) == ["02 hội nghị, 320 lượt người."]


def test_a_figure_that_was_dropped_when_asked_about_is_not_printed():
    dropped = (Said.WORKING, "Đã tổ chức 3 hội nghị, 1500 lượt người.", {}, [("hội nghị", 3, None, False)])
    assert told(FIRST, dropped) == ["150 lượt người.", "03 hội nghị."]


def test_what_a_later_report_says_again_is_printed_once():
    more = (Said.WORKING, "Đã tổ chức 02 hội nghị, 150 lượt người, 500 tờ gấp.", {}, [MEETINGS, people(150), LEAFLETS])
    assert told(FIRST, more) == ["Đã tổ chức 02 hội nghị, 150 lượt người, 500 tờ gấp."]


@pytest.mark.parametrize("words", ["phương đi hôm qua", "Mới 45 hồ sơ thôi", "Thêm 3 vụ", "chiều nay làm nốt"])
def test_the_tone_of_chat_is_never_printed(words):
    assert told((Said.WORKING, words, {}, [("hồ sơ", 45, None, False)]))[:1] in ([], ["45 hồ sơ."])
