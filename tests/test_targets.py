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
        ("kế hoạch 4 tọa đàm, đã xong cả 4", "tọa đàm", 4, 4),
        ("rà soát 200 văn bản xong 180 văn bản", "văn bản", 180, 200),
        ("được cấp 20tr đã dùng 14tr6", "kinh phí", 14_600_000, 20_000_000),
        ("xong chín phần mười số hồ sơ", "hồ sơ", 9, 10),
        ("có 31 văn bản cần rà, xong 22", "văn bản", 22, 31),
        ("được 18 hồ sơ trên tổng số 40 hồ sơ phải số hóa", "hồ sơ", 18, 40),
        ("dự toán 80 triệu, đã chi 35tr", "kinh phí", 35_000_000, 80_000_000),
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
        ("hợp nhất 7 tờ trình, kế hoạch năm vẫn làm", [7]),
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
        ("nay 60%, tuần trước 45%", 60),
        ("còn 2/7 tiêu chí", None),
        ("mới 15 16 phần trăm", 15),
        ("vượt 5% so với chỉ tiêu", None),
        ("60% công việc được giao", 60),
        ("80% nhiệm vụ được giao", 80),
        ("xếp hạng 5/34 toàn tỉnh", None),
        ("đợt 30/4 - 1/5 phát 600 tờ rơi", None),
        ("số nhà 5/18, đang làm", None),
    ],
)
def test_the_progress_of_the_task_is_told_from_other_figures(text: str, percent: int | None) -> None:
    assert understand(text, TODAY).percent == percent


@pytest.mark.parametrize("text", ["99,9%", "xong được non nửa", "hội nghị xong 2/3", "Đã xong 9 phần 10 số hồ sơ"])
def test_nearly_all_is_not_done(text: str) -> None:
    assert understand(text, TODAY).status.value == "in_progress"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("chưa tổ chức buổi nào", [0]),
        ("Các thôn chưa mở lớp nào", [0]),
        ("trong tháng chưa có hồ sơ nào gửi về", [0]),
        ("không sót hộ nào, xong hết", []),
        ("không thiếu báo cáo nào", []),
        ("khám cho 40 bé, không bé nào ốm", [40]),
        ("không có đơn vị nào khiếu nại", []),
        ("chưa lớp nào được mở", [0]),
        ("chưa giao xã nào", []),
    ],
)
def test_none_is_zero_only_where_nothing_was_reached(text: str, values: list[int]) -> None:
    assert [f.value for f in understand(text, TODAY).figures] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("50 em/lớp, tổng 4 lớp", [4]),
        ("mỗi buổi 40 người, 5 buổi", [5]),
        ("trung bình 30 lượt một ngày", []),
        ("một triệu rưỡi/suất, đã trao 6 suất", [6]),
        ("tăng 3 vụ so với cùng kỳ", []),
        ("tối đa 50 người", []),
        ("có 12 ý kiến, trong đó 10 đồng ý", [12]),
        ("góp ý 5 văn bản", [5]),
        ("đăng Zalo 14 tin", [14]),
        ("tặng 15 suất, mỗi suất gồm 1 thùng mì và 200k", [15]),
        ("nợ 2 triệu tiền in", []),
        ("xã Tân Lập 2 buổi, xã Hòa Bình 3 buổi, tổng 5 buổi", [5]),
        ("thu 250 phiếu / phát 300 phiếu", [250, 300]),
        ("1000+ lượt xem", [1000]),
        ("trăm hai mươi người dự", [120]),
        ("hụt 2 bài", []),
        ("10 – 15 người", [10]),
        ("phát tiếp 350 tờ gấp, cộng dồn 1.900 tờ", [1900]),
        ("chuyển khoản 1tr2 rồi", [1_200_000]),
        ("da thu 1.015 bai du thi", [1015]),
        ("thêm 1 lớp nữa nên tổng là 5", [5]),
        ("góp được hai triệu bảy cả thảy", [2_700_000]),
        ("thu hut 300 nguoi", [300]),
        ("tang 20 suat qua", [20]),
        ("doan vien tham gia 40 nguoi", [40]),
        ("ba con ung ho ba trieu ruoi", [3_500_000]),
        ("quy nhan 35tr tu doanh nghiep", [35_000_000]),
        ("lương 5 triệu", []),
        ("năm ngoái 12 vụ", []),
        ("5 don vi chua gop y", []),
        ("mã hồ sơ 000.12.34.H37", []),
        ("sửa lại: kinh phí 6tr thành 6tr5", [6_500_000]),
        ("đã ươm 20 nghìn cây giống", [20_000]),
        ("hỗ trợ 20 nghìn tiền xăng", [20_000]),
        ("hai nghìn không trăm năm mươi lượt người", [2050]),
        ("hotline 1900 6789 dán ở 30 trường", [30]),
        ("làm ở 6 thôn, phường 3 với phường 7 chưa", [6]),
        ("thu 2 ti 150 trieu tien phi", [2_150_000_000]),
        ("kế hoạch năm đã làm 7 hội nghị", [7]),
        ("năm nay làm được 7 hội nghị", [7]),
        ("kinh phí: 3.500.000", [3_500_000]),
        ("vận động được 2 tỷ 4 tiền ủng hộ", [2_400_000_000]),
        ("từ 300 đến 350 người", [300]),
        ("3 lớp 150 người", [3, 150]),
        ("băng rôn mới treo 12/20 cái", [12]),
        ("đã cấp 1k2 cuốn", [1200]),
        ("phat 2000 to cho 5 xa", [2000, 5]),
        ("đã tiêm 300 cháu, tức hai phần ba kế hoạch", [300]),
    ],
)
def test_a_rate_a_change_or_a_year_is_no_count(text: str, values: list[float]) -> None:
    assert [f.value for f in understand(text, TODAY).figures] == values


def test_the_noun_of_a_withdrawn_number_is_that_of_the_new_one() -> None:
    read = understand("42 chứ không phải 24 suất quà", TODAY)

    assert [(f.indicator, f.value) for f in read.figures] == [("suất quà", 42)]
    assert not read.ask


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("mới thu 40% số phiếu khảo sát", "phiếu khảo sát", 40),
        ("95% khai tử đúng hạn", "khai tử đúng hạn", 95),
        ("hòa giải thành đạt 85%", "hòa giải thành", 85),
        ("Trẻ dưới 6 tuổi được uống vitamin đạt 98%", "trẻ dưới 6 tuổi được uống vitamin", 98),
        ("tỷ lệ hộ nghèo giảm còn 3,2%", "hộ nghèo", 3.2),
        ("Trẻ từ 3 đến 5 tuổi đến lớp đạt 97%", "trẻ từ 3 đến 5 tuổi đến lớp", 97),
        ("100% lá đơn gửi về phường được giải quyết", "lá đơn gửi về phường được giải quyết", 100),
    ],
)
def test_a_rate_is_of_what_it_names(text: str, name: str, value: float) -> None:
    read = understand(text, TODAY)

    assert [(f.indicator, f.value, f.unit) for f in read.figures] == [(name, value, "%")]
    assert read.percent is None
