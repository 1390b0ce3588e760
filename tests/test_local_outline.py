"""Headings of communes and companies that carry no number."""

import pytest

from plans.blocks import paragraph
from plans.draft import Kind, TaskDraft
from plans.read import read_blocks


def _tasks(*lines: str) -> tuple[TaskDraft, ...]:
    return read_blocks([paragraph("KẾ HOẠCH"), paragraph("Thu thuế đất năm 2026"), *map(paragraph, lines)]).tasks


def test_a_named_stage_carries_its_paragraph_and_labels() -> None:
    first, second = _tasks(
        "II. CÁC BƯỚC THỰC HIỆN",
        "Bước 1. Lập bộ thuế",
        "Đối chiếu diện tích, loại đất của từng hộ.",
        "Thời gian: Từ 02/3 đến 20/3/2026. Phụ trách: Cán bộ địa chính.",
        "Bước 2: Phát thông báo nộp thuế",
        "Đưa thông báo tới tay từng hộ.",
        "Thời gian: trước 15/4/2026.",
    )
    assert (first.title, first.leads, str(first.end)) == ("Lập bộ thuế", ("Cán bộ địa chính",), "2026-03-20")
    assert (second.title, second.leads, str(second.due)) == ("Phát thông báo nộp thuế", (), "2026-04-15")


@pytest.mark.parametrize("above", ["Tổ trưởng các tổ thu", "Ban Giám hiệu: Chỉ đạo chung, duyệt hồ sơ."])
def test_a_unit_and_its_work_on_one_line_is_an_item(above: str) -> None:
    *_, opened, listed = _tasks(
        "III. TỔ CHỨC THỰC HIỆN",
        above,
        "Tổ bảo vệ: Trông giữ xe của người dân.",
        "Giáo viên chủ nhiệm",
        "- Phát thông báo về tận nhà.",
    )
    assert (opened.text, opened.leads) == ("Trông giữ xe của người dân.", ("Tổ bảo vệ",))
    assert (listed.text, listed.leads) == ("Phát thông báo về tận nhà.", ("Giáo viên chủ nhiệm",))


def test_the_duties_of_units_are_a_section_without_number() -> None:
    first, second = _tasks(
        "Nội dung thực hiện",
        "Rà soát",
        "- Rà soát các hộ còn nợ thuế.",
        "Trách nhiệm của các bộ phận",
        "Bộ phận một cửa",
        "- Hướng dẫn người dân kê khai.",
    )
    assert (first.kind, second.kind) == (Kind.ACTIVITY, Kind.DUTY)
    assert second.leads == ("Bộ phận một cửa",)


def test_a_starred_stage_gives_its_time_to_the_dashes_below() -> None:
    first, second = _tasks(
        "II. NỘI DUNG",
        "1. Thu nộp",
        "• Đợt 1: từ 02/3 đến 31/3/2026",
        "- Thu tại nhà văn hóa các xóm.",
        "• Đợt 2: Tháng 9/2026",
        "- Thu các hộ còn lại.",
    )
    assert [str(day) for day in (first.start, first.end, second.due)] == ["2026-03-02", "2026-03-31", "2026-09-30"]


@pytest.mark.parametrize(
    ("heading", "days"),
    [
        ("1. Trước vụ thu (từ 05/01 đến 28/02/2026)", ("2026-01-05", "2026-02-28", "None")),
        ("1. Chuẩn bị (hoàn thành trước 15/3/2026):", ("None", "None", "2026-03-15")),
        ("1. Thực hiện Công văn số 12/CV ngày 05/01/2026 (của Thuế tỉnh)", ("None", "None", "None")),
    ],
)
def test_the_time_in_a_headings_brackets_is_that_of_its_items(heading: str, days: tuple[str, str, str]) -> None:
    (task,) = _tasks("II. NỘI DUNG", heading, "- In thông báo gửi từng hộ.")
    assert (str(task.start), str(task.end), str(task.due)) == days


def test_each_group_with_a_number_is_no_unit() -> None:
    (task,) = _tasks("II. PHÂN CÔNG", "1. Các xóm", "- Mỗi xóm 1 đội kéo co, quét dọn đường làng.")
    assert task.leads == ("Các xóm",)


@pytest.mark.parametrize(
    ("closing", "leads"),
    [
        ("Trên đây là kế hoạch thu thuế, đề nghị các xóm báo cáo kết quả trước ngày 15/6/2026./.", [("các xóm",)]),
        ("Trên đây là kế hoạch thu thuế, đề nghị các xóm nghiêm túc triển khai thực hiện./.", []),
        ("Trên đây là Kế hoạch, yêu cầu các tổ thực hiện; nếu có vướng mắc, báo cáo về Phòng Kinh tế.", []),
    ],
)
def test_a_closing_paragraph_is_a_task_if_it_wants_a_report(closing: str, leads: list[tuple[str, ...]]) -> None:
    tasks = _tasks("II. NỘI DUNG", "1. In thông báo gửi từng hộ.", "III. KINH PHÍ", "Từ ngân sách xã.", closing)
    assert [task.leads for task in tasks[1:]] == leads
