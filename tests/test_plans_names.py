"""A unit's name is read to its end, whatever its fields of work look like and whatever verb follows."""

import pytest

from plans.names import end_of_names
from plans.prose import cooperators_of, subject_of
from vietnamese.unit_lists import split_units

NAMES = [
    "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên",
    "Trung tâm Dịch vụ tổng hợp",
    "Trung tâm Phục vụ hành chính công phường",
    "Trung tâm Dịch vụ việc làm",
    "Trung tâm Công tác xã hội và Bảo trợ trẻ em",
    "Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch",
    "Chi nhánh Văn phòng Đăng ký đất đai",
    "Khoa Nội tổng hợp",
    "Khoa Kiểm soát nhiễm khuẩn",
    "Phòng Kế hoạch tổng hợp",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Phòng Cảnh sát giao thông",
    "Phòng Cảnh sát quản lý hành chính về trật tự xã hội",
    "Ban Quản lý các khu công nghiệp tỉnh",
    "Ban An toàn giao thông tỉnh",
    "Ban Đại diện cha mẹ học sinh",
    "Cục Quản lý khám, chữa bệnh",
    "Hội Chữ thập đỏ tỉnh",
    "Báo và phát thanh, truyền hình tỉnh",
    "Tổ công nghệ số cộng đồng",
    "Tổ Khoa học tự nhiên",
    "Bộ phận Tiếp nhận và Trả kết quả",
    "Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
    "Các cơ sở Đoàn trường học",
    "Hiệu trưởng các trường học",
    "Ủy ban nhân dân các xã, phường, đặc khu",
    "Đồng chí Nguyễn Văn An - Phó Chủ tịch UBND xã",
]
ACTS = [
    "chủ trì, phối hợp với các đơn vị liên quan tổ chức lễ phát động.",
    "xây dựng kế hoạch chi tiết trước ngày 15/6.",
    "rà soát danh sách, lập hồ sơ gửi về Sở.",
    "phân luồng trước cổng trường.",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("acts", ACTS)
def test_the_name_ends_where_the_verb_begins(name: str, acts: str) -> None:
    assert subject_of(f"{name} {acts}") == [name]


@pytest.mark.parametrize("name", NAMES)
def test_a_cooperator_ends_before_a_verb_that_nobody_listed(name: str) -> None:
    assert cooperators_of(f"Chủ trì, phối hợp với {name} kẻ vẽ khẩu hiệu tại các ngã tư.") == [name]


@pytest.mark.parametrize("text", ["Ban quản lý chợ đầu mối", "Tổ chức hội nghị", ""])
def test_the_end_of_an_unknown_name_is_not_guessed(text: str) -> None:
    assert end_of_names(text) is None


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Kẻ vạch đón trả học sinh trước cổng. Bảo vệ nhà trường thực hiện trước ngày 04/9.", ["Bảo vệ nhà trường"]),
        ("Nguồn thu sự nghiệp. Phòng Tài chính kế toán cân đối, bố trí.", ["Phòng Tài chính kế toán"]),
        ("Tổ chức hội thi vẽ tranh. Học sinh thực hiện bài vẽ tại lớp.", []),
    ],
)
def test_a_later_sentence_can_name_who_does_it(sentence: str, lead: list[str]) -> None:
    assert subject_of(sentence) == lead


@pytest.mark.parametrize(
    ("written", "units"),
    [
        ("Sở Nội vụ, Báo và Đài PT-TH tỉnh", ["Sở Nội vụ", "Báo và Đài PT-TH tỉnh"]),
        ("Trung tâm XTĐT, TM&DL tỉnh; BQL Khu kinh tế", ["Trung tâm XTĐT, TM&DL tỉnh", "BQL Khu kinh tế"]),
        ("TS. Mạc Văn Sáo, Phó Hiệu trưởng; Hiệp hội Cá cơm", ["TS. Mạc Văn Sáo, Phó Hiệu trưởng", "Hiệp hội Cá cơm"]),
        ("Sở KHCN, BHXH tỉnh, LĐLĐ tỉnh", ["Sở KHCN", "BHXH tỉnh", "LĐLĐ tỉnh"]),
        (
            "Đồng chí Lê Thị Bưởi, Phó Chủ tịch UBND xã, Phó Trưởng ban; đồng chí Hà Văn Nhãn, Trưởng Công an xã",
            ["Đồng chí Lê Thị Bưởi, Phó Chủ tịch UBND xã, Phó Trưởng ban", "đồng chí Hà Văn Nhãn, Trưởng Công an xã"],
        ),
    ],
)
def test_short_names_and_posts_stay_whole(written: str, units: list[str]) -> None:
    assert split_units(written) == units


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        (
            "Công tác tuyên truyền giao cho Đoàn trường và giáo viên chủ nhiệm thực hiện.",
            ["Đoàn trường", "giáo viên chủ nhiệm"],
        ),
        ("Về kinh phí: giao bộ phận Tài vụ dự trù trình Hiệu trưởng.", ["bộ phận Tài vụ"]),
        ("Bàn giao học sinh về sinh hoạt hè tại khu dân cư.", []),
        ("Duy trì giao ban Ban Chỉ đạo theo tuần.", []),
    ],
)
def test_who_gets_the_work_can_stand_behind_it(sentence: str, lead: list[str]) -> None:
    assert subject_of(sentence) == lead
