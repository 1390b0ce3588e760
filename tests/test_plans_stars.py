"""Starred headings above dashes, as schools and communes write the duties of units without numbers."""

from plans.read import read

PLAN = """KẾ HOẠCH
Tháng an toàn giao thông năm 2026
II. NỘI DUNG
- Phát động thi đua.
III. TỔ CHỨC THỰC HIỆN
* Ban giám hiệu:
- Chỉ đạo chung.
- Duyệt kinh phí.
* Đối với giáo viên chủ nhiệm
- Phổ biến kế hoạch đến phụ huynh.
* Các lớp khối 10, 11, 12
- Nộp bản cam kết về Đoàn trường.
* Các tổ chức đoàn thể trong nhà trường: Phối hợp tuyên truyền.
"""


def test_dashes_below_a_starred_unit_are_its_tasks() -> None:
    duties = [(task.text, task.leads) for task in read("sao.txt", PLAN.encode()).tasks if task.kind == "duty"]
    assert duties == [
        ("Chỉ đạo chung.", ("Ban giám hiệu",)),
        ("Duyệt kinh phí.", ("Ban giám hiệu",)),
        ("Phổ biến kế hoạch đến phụ huynh.", ("giáo viên chủ nhiệm",)),
        ("Nộp bản cam kết về Đoàn trường.", ("Các lớp khối 10, 11, 12",)),
        (
            "Các tổ chức đoàn thể trong nhà trường: Phối hợp tuyên truyền.",
            ("Các tổ chức đoàn thể trong nhà trường",),
        ),
    ]


def test_stars_alone_are_list_marks_like_dashes() -> None:
    plain = [task.text for task in read("sao.txt", PLAN.replace("- ", "* ").encode()).tasks]
    assert "Chỉ đạo chung." in plain
    assert "Phát động thi đua." in plain
