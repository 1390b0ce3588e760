"""What was to be reached, told before, behind or beside what was reached."""

from datetime import date

import pytest

from messages.understand import understand
from vietnamese.text import fold

TODAY = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("text", "indicator", "value", "target"),
    [
        ("Kế hoạch 8 hội nghị, đã làm 5 hội nghị", "hội nghị", 5, 8),
        ("chỉ tiêu 60 học sinh, đã đăng ký 41 học sinh", "học sinh", 41, 60),
        ("Mục tiêu 2.000 lượt người, đến nay đạt 1.350", "lượt người", 1350, 2000),
        ("mới 7 trong 12 buổi", "buổi truyền thông", 7, 12),
        ("được 9 hồ sơ trên tổng số 25 hồ sơ", "hồ sơ", 9, 25),
        ("hội nghị họp xong 3/3", "hội nghị", 3, 3),
        ("20 tin bài, chỉ tiêu 26", "tin bài", 20, 26),
        ("tiến độ: 30/50 hồ sơ", "hồ sơ", 30, 50),
        ("trồng 150/400 cây xanh", "cây xanh", 150, 400),
    ],
)
def test_a_target_goes_with_its_result(text: str, indicator: str, value: int, target: int) -> None:
    for typed in (text, fold(text)):
        [figure] = understand(typed, TODAY).figures
        assert (figure.indicator, figure.value, figure.target) == (indicator, value, target)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Dự kiến mở 3 lớp tập huấn, 90 người, bắt đầu từ ngày 22/6", []),
        ("vượt chỉ tiêu: 35 tin bài", [35]),
        ("đã bàn giao 12 công trình", [12]),
        ("xong 6 lớp rồi nhưng chưa thanh toán", [6]),
        ("đã làm ở 5/7 thôn, 2 thôn nữa mai làm", [5]),
        ("đã cấp 1.540 hồ sơ, còn 60 nữa", [1540]),
        ("da dang ky 38 nguoi", [38]),
        ("tổng số 45 người", [45]),
        ("kinh phí là 4tr2 k phải 2tr4", [4_200_000]),
        ("hợp nhất 7 tờ trình, kế hoạch năm vẫn làm", []),
    ],
)
def test_only_what_was_reached_is_a_result(text: str, values: list[int]) -> None:
    assert [f.value for f in understand(text, TODAY).figures] == values


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("tiến độ 3/4", 75),
        ("tiến độ đạt 7 phần 10", 70),
        ("/tiendo nv5 40", 40),
        ("tiến độ chung được tầm 60 ạ", 60),
        ("tăng lên 75% so với 50% tuần trước", 75),
        ("hôm qua 40%, nay 55%", 55),
        ("60%-70%", 60),
        ("99,9%", 99),
        ("đạt 85% chỉ tiêu giao", 85),
        ("xong được non nửa", 50),
        ("tiến độ: 5 hội nghị", None),
        ("90% cử tri đi bầu", None),
        ("tăng 15% vụ việc so với năm ngoái", None),
    ],
)
def test_the_progress_of_the_task_is_told_from_other_figures(text: str, percent: int | None) -> None:
    assert understand(text, TODAY).percent == percent


@pytest.mark.parametrize("text", ["99,9%", "xong được non nửa", "hội nghị xong 2/3"])
def test_nearly_all_is_not_done(text: str) -> None:
    assert understand(text, TODAY).status.value == "in_progress"
