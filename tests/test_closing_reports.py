"""The paragraph that closes a plan is a task where it adds a report by a day."""

import pytest

from plans.blocks import paragraph
from plans.read import read_blocks

BODY = """KẾ HOẠCH
Dọn vệ sinh chợ năm 2026
I. NỘI DUNG
1. Quét vôi cổng chợ.
II. TỔ CHỨC THỰC HIỆN
1. Ban Quản lý chợ thu gom rác hằng ngày.
"""
ORDER = "Trên đây là Kế hoạch dọn vệ sinh chợ, yêu cầu các tổ nghiêm túc thực hiện"


def tasks(closing: str):
    return read_blocks([paragraph(line) for line in (BODY + closing).splitlines()]).tasks


@pytest.mark.parametrize(
    "report",
    ["; định kỳ ngày 5 hằng tháng báo cáo về Phòng Kinh tế.", ". Trước ngày 9/9/2026 báo cáo kết quả về Ban Quản lý."],
)
def test_a_report_by_a_day_is_a_task(report):
    assert tasks(ORDER + report)[-1].text.startswith("Trên đây là")


def test_a_mere_order_is_none():
    assert len(tasks(f"{ORDER}.")) == 2
