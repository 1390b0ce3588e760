"""What looks like work and is none, and cells and lines that hold labels, in layouts that offices use."""

import pytest

from plans.draft import Kind, PlanDraft
from plans.markers import marker_of
from plans.read import read
from plans.sections import Section, opens_skipped, section_of

HEAD = "Số: 7/KH-VPT\n\nĐồng Xanh, ngày 02 tháng 3 năm 2026\n\nKẾ HOẠCH\n\nThử một mẫu văn bản\n\n"


def _plan(*lines: str) -> PlanDraft:
    return read("a.txt", (HEAD + "\n\n".join(lines)).encode())


def _texts(draft: PlanDraft) -> list[str]:
    return [" ".join(task.text.split()) for task in draft.tasks]


@pytest.mark.parametrize(
    "heading",
    [
        "NỘI DUNG HỘI NGHỊ",
        "Dự kiến chương trình hội nghị tổng kết",
        "Chương trình làm việc",
        "Nội dung buổi tọa đàm",
        "KỊCH BẢN LỄ PHÁT ĐỘNG",
        "THỜI GIAN, HÌNH THỨC VÀ THÀNH PHẦN THAM DỰ",
        "NHỮNG THUẬN LỢI, KHÓ KHĂN",
        "Thành phần, số lượng đại biểu",
        "THỂ LỆ CUỘC THI",
        "Các tiêu chí đánh giá",
        "YÊU CẦU ĐỐI VỚI CÁC ĐƠN VỊ",
    ],
)
def test_running_orders_and_accounts_of_how_things_stand_are_no_work(heading: str) -> None:
    assert section_of(heading) is Section.SKIP


@pytest.mark.parametrize(
    "heading",
    [
        "Nội dung tuyên truyền",
        "Chương trình công tác tháng 6",
        "NỘI DUNG, HÌNH THỨC",
        "Đối tượng, hình thức tuyên truyền",
        "Phương hướng, nhiệm vụ",
    ],
)
def test_content_that_is_no_meetings_stays_work(heading: str) -> None:
    assert section_of(heading) is not Section.SKIP


def test_an_item_that_tells_how_an_event_is_held_orders_nothing() -> None:
    assert opens_skipped("Hình thức: Hội nghị họp trực tuyến với các điểm cầu")
    assert opens_skipped("Thời gian, địa điểm, nội dung:")
    assert opens_skipped("Thành phần dự lễ viếng: Thường trực Đảng ủy, các đoàn thể")
    assert not opens_skipped("Thời gian, nội dung:")
    assert not opens_skipped("Hình thức: Treo băng rôn, phát tờ rơi")


def test_hours_without_a_day_are_a_programme() -> None:
    draft = _plan(
        "I. NỘI DUNG",
        "1. Tổ chức hội trại hè",
        "- Dựng trại ở sân nhà văn hóa.",
        "Chương trình như sau:",
        "+ Đúng 7 giờ 00 phút các đội tập trung.",
        "+ 8h30 - 9h15: Thi kéo co.",
        "2. 8 giờ 00 ngày 12/6/2026: họp mặt các chi đội.",
        "3. 19h30 thứ Bảy, 13/6: đốt lửa trại.",
    )
    assert _texts(draft) == [
        "Dựng trại ở sân nhà văn hóa.",
        "8 giờ 00 ngày 12/6/2026: họp mặt các chi đội.",
        "19h30 thứ Bảy, 13/6: đốt lửa trại.",
    ]


def test_rows_with_hours_are_the_programme_of_a_meeting() -> None:
    draft = _plan(
        "I. NỘI DUNG",
        "| Thời gian | Nội dung | Thực hiện |\n"
        "| 7h30 - 8h00 | Đón khách, văn nghệ chào mừng | Tổ nữ công |\n"
        "| 8h00 | Khai mạc, giới thiệu đại biểu | Văn phòng |\n"
        "| Trước ngày 10/4/2026 | In tài liệu, gửi giấy mời | Văn phòng |",
    )
    assert _texts(draft) == ["In tài liệu, gửi giấy mời"]


@pytest.mark.parametrize(
    "words",
    [
        "Nhiệm vụ cụ thể tại Phụ lục kèm theo.",
        "(Chi tiết theo Phụ lục II đính kèm)",
        "Thực hiện các nhiệm vụ theo phụ lục ban hành kèm theo Kế hoạch này.",
        "Nội dung, tiến độ, phân công cụ thể tại Biểu số 2",
    ],
)
def test_words_that_only_point_at_an_appendix_are_no_task(words: str) -> None:
    assert _texts(_plan("I. NHIỆM VỤ", "1. Mở lớp bơi cho trẻ em.", f"2. {words}")) == ["Mở lớp bơi cho trẻ em."]


def test_an_order_that_mentions_an_appendix_stays_a_task() -> None:
    assert len(_plan("I. NHIỆM VỤ", "1. Văn phòng lập danh sách theo Phụ lục I kèm theo.").tasks) == 1


def test_the_heading_of_general_work_names_no_unit() -> None:
    first, second = _plan("I- NHIỆM VỤ CHUNG", "1. Rà soát hộ nghèo.", "2. Vận động quỹ.").tasks
    assert first.leads == second.leads == ()


def test_labels_in_a_cell_part_who_leads_from_who_joins() -> None:
    draft = _plan(
        "I. NHIỆM VỤ",
        "| TT | Nội dung | Phân công nhiệm vụ | Sản phẩm |\n"
        "| 1 | Lập bản đồ ngập | Chủ trì: Sở Xây dựng. Phối hợp: Sở Tài chính, UBND các xã | Bản đồ |\n"
        "| 2 | Nạo vét kênh | Thực hiện: UBND các xã; thời gian: trước ngày 30/4/2026 | Báo cáo |\n"
        "| 3 | Trồng lại cây | Sở Xây dựng (phối hợp: Sở Tài chính) | |",
    )
    assert [(task.leads, task.cooperators) for task in draft.tasks] == [
        (("Sở Xây dựng",), ("Sở Tài chính", "UBND các xã")),
        (("UBND các xã",), ()),
        (("Sở Xây dựng",), ("Sở Tài chính",)),
    ]
    assert [task.timing for task in draft.tasks] == [None, "trước ngày 30/4/2026", None]


@pytest.mark.parametrize(
    ("line", "name"), [("3/ GVCN: họp phụ huynh", "3"), ("3/ UBND xã lập sổ", "3"), ("12/KH-UBND", None)]
)
def test_a_slash_behind_a_number_marks_an_item_also_before_capitals(line: str, name: str | None) -> None:
    marker = marker_of(line)
    assert (marker and marker.name) == name


def test_short_words_in_capitals_stay_with_their_wrapped_line() -> None:
    head = _plan(
        "IV. KINH\nPHÍ", "1. Sở Tài chính bố trí kinh phí.", "V. TỔ CHỨC", "1. UBND\ncác xã", "- Lập tổ tự quản."
    )
    assert [task.leads for task in head.tasks] == [("Sở Tài chính",), ("UBND các xã",)]
    assert head.tasks[0].kind is Kind.DUTY


def test_a_cell_may_shorten_its_labels_and_a_row_may_state_two_days() -> None:
    (task,) = _plan(
        "I. NHIỆM VỤ",
        "| TT | Nhiệm vụ | Đơn vị chủ trì, phối hợp | Bắt đầu | Kết thúc |\n"
        "| 1 | Lắp loa thông minh | CT: Phòng Kinh tế; PH: Các thôn | 02/2027 | 15/4/2027 |",
    ).tasks
    assert (task.leads, task.cooperators) == (("Phòng Kinh tế",), ("Các thôn",))
    assert (str(task.start), str(task.end)) == ("2027-02-01", "2027-04-15")


def test_an_empty_cell_left_of_the_work_repeats_the_cell_above() -> None:
    draft = _plan(
        "I. LỊCH",
        "| Tháng | Đơn vị | Nội dung công việc |\n"
        "| 4 | Tổ Toán | Thi giải toán nhanh |\n"
        "| | | Chấm bài, công bố điểm |",
    )
    assert [(task.leads, str(task.due)) for task in draft.tasks] == [(("Tổ Toán",), "2026-04-30")] * 2


@pytest.mark.parametrize("bullet", "➢✓❖►■")
def test_an_ornament_marks_an_item_like_a_dash(bullet: str) -> None:
    draft = _plan(
        "I. VIỆC", "1. Phun thuốc muỗi", f"{bullet} Chủ trì: Trạm Y tế xã.", f"{bullet} Thời gian: Quý II/2026."
    )
    assert [(task.leads, str(task.due)) for task in draft.tasks] == [(("Trạm Y tế xã",), "2026-06-30")]


def test_a_long_list_of_units_heads_its_paragraph() -> None:
    (task,) = _plan(
        "V. TỔ CHỨC THỰC HIỆN",
        "2. Các phòng chuyên môn; Trung tâm Phục vụ hành chính công; Ban Quản lý chợ",
        "Dọn vệ sinh trụ sở vào chiều thứ Sáu.",
    ).tasks
    assert task.leads == ("Các phòng chuyên môn", "Trung tâm Phục vụ hành chính công", "Ban Quản lý chợ")


def test_a_group_column_stands_beside_the_work_and_page_numbers_are_dropped() -> None:
    draft = _plan(
        "I. VIỆC",
        "| Nhóm nhiệm vụ | Nhiệm vụ | Bộ phận chịu trách nhiệm |\n| Khảo sát | Đo đạc ao hồ | Tổ Đo đạc |",
        "II. VIỆC KHÁC",
        "1. Văn phòng tổng hợp số liệu của các\n- 2 -\nphòng trước khi gửi đi.\nTrang 3/5",
    )
    assert [(text, task.leads) for text, task in zip(_texts(draft), draft.tasks, strict=True)] == [
        ("Đo đạc ao hồ", ("Tổ Đo đạc",)),
        ("Văn phòng tổng hợp số liệu của các phòng trước khi gửi đi.", ("Văn phòng",)),
    ]
