"""Which lines belong together: headings, label lines, aims and orders, in plans that leave marks out or vary them."""

from datetime import date

import pytest

from plans.draft import PlanDraft
from plans.labels import LabelKind, label_of
from plans.read import read
from plans.sections import opens_aims
from plans.targets import aims_at_number

HEAD = "Số: 7/KH-VPT\n\nĐồng Xanh, ngày 02 tháng 3 năm 2026\n\nKẾ HOẠCH\n\nThử một mẫu văn bản\n\n"


def _plan(*lines: str, head: str = HEAD) -> PlanDraft:
    return read("a.txt", (head + "\n\n".join(lines)).encode())


def _texts(draft: PlanDraft) -> list[str]:
    return [" ".join(task.text.split()) for task in draft.tasks]


@pytest.mark.parametrize(
    "label",
    [
        "c) Thời gian trình Hội đồng nhân dân: Quý III",
        "- Thời hạn gửi hồ sơ về Sở: 15/9/2026",
        "Thời gian ban hành: tháng 5",
        "Thời gian kiểm tra: tuần đầu tháng 6",
    ],
)
def test_a_time_label_may_say_what_is_to_be_done_by_then(label: str) -> None:
    found = label_of(label)
    assert found is not None
    assert found.kind is LabelKind.TIME


def test_a_lettered_time_belongs_to_the_item_before_it() -> None:
    first, second = _plan(
        "I. HOẠT ĐỘNG",
        "1. Kiểm tra chợ đêm",
        "a) Đội Quản lý thị trường lập tổ kiểm tra.",
        "b) Thời gian kiểm tra: từ ngày 05/4/2026 đến ngày 20/4/2026.",
        "c) UBND các phường nhắc nhở hộ kinh doanh.",
    ).tasks
    assert (first.start, first.end) == (date(2026, 4, 5), date(2026, 4, 20))
    assert (second.start, second.due) == (None, None)


def test_lettered_labels_speak_for_the_lettered_items_above_them() -> None:
    draft = _plan(
        "I. NỘI DUNG",
        "1. Sổ tay",
        "a) Biên soạn sổ tay phòng cháy.",
        "b) In sổ tay.",
        "c) Đơn vị chủ trì: Phòng Tư vấn.",
        "d) Hình thức khen thưởng: Giấy khen.",
        "đ) Thời gian thực hiện: Quý II/2026.",
    )
    assert _texts(draft) == ["Biên soạn sổ tay phòng cháy.", "In sổ tay."]
    assert {task.leads for task in draft.tasks} == {("Phòng Tư vấn",)}
    assert {task.due for task in draft.tasks} == {date(2026, 6, 30)}


def test_a_short_line_between_a_list_and_labels_heads_the_labels() -> None:
    draft = _plan(
        "Nội dung thực hiện",
        "- Dọn vệ sinh ngõ xóm.",
        "- Treo cờ, hoa.",
        "Ngày hội tại nhà văn hóa",
        "Thời gian: ngày 18/11/2026. Địa điểm: nhà văn hóa.",
    )
    assert _texts(draft) == ["Dọn vệ sinh ngõ xóm.", "Treo cờ, hoa.", "Ngày hội tại nhà văn hóa"]
    assert [task.due for task in draft.tasks] == [None, None, date(2026, 11, 18)]


def test_a_unit_below_its_heading_orders_and_is_no_object_of_its_order() -> None:
    draft = _plan("V. TỔ CHỨC THỰC HIỆN", "1. Ban Quản lý chợ", "Chỉ đạo các tổ ngành hàng ký cam kết.")
    assert draft.tasks[0].leads == ("Ban Quản lý chợ",)


def test_a_money_section_gives_work_to_the_unit_of_a_later_sentence() -> None:
    (task,) = _plan(
        "IV. KINH PHÍ", "Nguồn thu sự nghiệp của trường. Phòng Tài vụ cân đối, bố trí kinh phí thực hiện."
    ).tasks
    assert task.leads == ("Phòng Tài vụ",)


def test_money_given_to_a_unit_is_no_work_of_that_unit() -> None:
    draft = _plan("IV. KINH PHÍ", "- Cấp tỉnh: Từ nguồn ngân sách giao Chi cục Thủy lợi năm 2026.")
    assert draft.tasks == ()


@pytest.mark.parametrize(
    ("sentence", "opens"),
    [
        ("Theo đó, mục đích, yêu cầu được nêu như sau:", True),
        ("Mục tiêu cụ thể của đợt cao điểm gồm:", True),
        ("Theo đó, yêu cầu các phòng thực hiện:", False),
        ("Mục tiêu và các nhiệm vụ như sau:", False),
    ],
)
def test_a_sentence_that_opens_aims_is_told_from_one_that_opens_work(sentence: str, opens: bool) -> None:
    assert opens_aims(sentence) is opens


def test_news_with_aims_and_one_order_gives_the_order_alone() -> None:
    news = (
        "Tháng Thanh niên ở Đồng Xanh\n\n"
        "Ngày 05 tháng 3 năm 2026, Ủy ban nhân dân xã ban hành Kế hoạch số 31/KH-UBND về Tháng Thanh niên.\n\n"
        "Theo đó, mục đích, yêu cầu được xác định:\n\n1. Nâng cao ý thức của thanh niên.\n\n2. Làm việc thiết thực.\n\n"
        "Các thôn báo cáo kết quả về Văn phòng trước ngày 30/3/2026 theo yêu cầu của Ủy ban nhân dân xã."
        " Đề nghị Đoàn xã theo dõi."
    )
    draft = read("a.txt", news.encode())
    assert [task.leads for task in draft.tasks] == [("Các thôn",)]
    assert (draft.number, draft.date, draft.issuer) == ("31/KH-UBND", date(2026, 3, 5), "Ủy ban nhân dân xã")


def test_the_day_above_the_signature_dates_a_plan_without_a_letterhead() -> None:
    draft = _plan(
        "II. NHIỆM VỤ",
        "Các tổ báo cáo vào giao ban tuần.",
        "Bến Mới, ngày 09 tháng 8 năm 2026",
        "TRƯỞNG PHÒNG",
        head="TRƯỜNG CAO ĐẲNG BẾN MỚI\n\nKẾ HOẠCH CÔNG TÁC QUÝ III\n\n",
    )
    assert draft.date == date(2026, 8, 9)
    assert _texts(draft) == ["Các tổ báo cáo vào giao ban tuần."]


@pytest.mark.parametrize(
    ("aim", "is_one"), [("Điểm hài lòng đạt từ 4,2 trở lên", True), ("Trẻ từ 4,5 tuổi trở lên", False)]
)
def test_a_mark_with_a_comma_is_an_aim(aim: str, is_one: bool) -> None:
    assert aims_at_number(aim) is is_one


def test_rows_behind_a_line_between_pages_stand_under_the_same_header() -> None:
    draft = _plan(
        "I. NHIỆM VỤ",
        "| TT | Công việc | Chủ trì | Thời gian |\n| 1 | Lát vỉa hè | Phòng Kinh tế | Quý II |",
        "Trang 2",
        "| 2 | Trồng cây bóng mát | Công ty Cây xanh | Quý III |",
    )
    assert [task.leads for task in draft.tasks] == [("Phòng Kinh tế",), ("Công ty Cây xanh",)]


def test_units_below_an_empty_label_are_shared_by_all_items_above() -> None:
    draft = _plan("I. VIỆC CHÍNH", "1. Cụm chợ", "1.1. Kẻ vạch.", "1.2. Lắp đèn.", "- Chủ trì:", "Ban Quản lý chợ")
    assert {task.leads for task in draft.tasks} == {("Ban Quản lý chợ",)}


def test_an_indented_line_behind_a_full_stop_begins_a_paragraph() -> None:
    lines = [
        "     1. Văn phòng tổng hợp số liệu của các phòng, gửi bản in",
        "cho lãnh đạo xem trước.",
        "     2. Phòng Kỹ thuật kiểm tra máy bơm ở các trạm, ghi sổ theo",
        "mẫu đã phát.",
        "     II. TỔ CHỨC THỰC HIỆN",
        "     Phòng Kỹ thuật trực ca đêm trong suốt mùa mưa năm nay.",
        "     Đội xe bố trí lái xe trực ban ngày, bảo đảm đủ nhiên liệu",
        "cho các chuyến đi.",
    ]
    assert [task.leads for task in _plan("I. NỘI DUNG", "\n".join(lines)).tasks] == [
        ("Văn phòng",),
        ("Phòng Kỹ thuật",),
        ("Phòng Kỹ thuật",),
        ("Đội xe",),
    ]


def test_a_line_that_cannot_end_a_sentence_goes_on() -> None:
    (task,) = _plan("I. NỘI DUNG", "1. Văn phòng in sổ trực, xong trước ngày 10 tháng\n5 năm 2026.").tasks
    assert task.due == date(2026, 5, 10)


def test_lines_without_number_head_the_dashes_below_them() -> None:
    draft = _plan(
        "NỘI DUNG VÀ PHÂN CÔNG",
        "Trước ngày hội",
        "- Dựng rạp.",
        "Trong ngày hội",
        "Thời gian: 8 giờ 00 ngày 14/6/2026",
        "Lực lượng tham gia: dân quân, tổ liên gia.",
        "Sau ngày hội",
        "- Dọn rạp.",
        head=HEAD + "Ban Chỉ huy xây dựng kế hoạch như sau:\n\n",
    )
    assert _texts(draft) == ["Dựng rạp.", "Trong ngày hội", "Dọn rạp."]
    assert [task.cooperators for task in draft.tasks] == [()] * 3
