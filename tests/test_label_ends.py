"""Units of a label end with their sentence."""

from datetime import date

import pytest

from plans.fields import task_of_line
from plans.label_ends import ended
from plans.labels import Label, LabelKind


def test_what_follows_the_units_is_the_time():
    units = "Chủ trì: Đội Quản lý đô thị; phối hợp: Trường Mầm non Đầu Cầu"
    task = task_of_line(f"2. Sơn lại vạch kẻ sân. {units}. Xong trước ngày 9/7/2026.")
    assert task.cooperators == ("Trường Mầm non Đầu Cầu",)
    assert (task.due, task.timing) == (date(2026, 7, 9), "Xong trước ngày 9/7/2026")
    assert "Không nêu thời gian" not in task.doubts


@pytest.mark.parametrize(
    "value",
    [
        "UBND TP. Hà Giang",
        "ThS. Đào Thị Lan, Phòng Tổ chức",
        "Phòng Nội vụ. Phòng Tài chính. Văn phòng",
        "Trưởng phòng. Đào Văn Cư.",
        "P. Hành chính",
    ],
)
def test_a_full_stop_inside_names_ends_nothing(value):
    labels = [Label(LabelKind.LEAD, value)]
    assert ended(labels) == labels


def test_a_time_with_a_label_of_its_own_is_the_only_one():
    labels = [
        Label(LabelKind.LEAD, "Đội Thanh niên. Làm ngay trong tháng 7/2026"),
        Label(LabelKind.TIME, "quý III/2026"),
    ]
    assert ended(labels) == [Label(LabelKind.LEAD, "Đội Thanh niên"), labels[1]]
