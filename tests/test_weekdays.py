"""The days of a week's calendar."""

from datetime import date

import pytest

from plans.blocks import paragraph
from plans.read import read_blocks

HEAD = "KẾ HOẠCH\nTuần lễ sách năm 2026\nI. NỘI DUNG\n"


@pytest.mark.parametrize(
    "body",
    [
        "1. Thứ 2 (7/9):\n- Thư viện mở quầy đọc ngoài sân.\n2. Thứ 3 8/9:\n- Đoàn trường nhận sách tặng.",
        "1. Thứ hai, 7/9: Thư viện mở quầy đọc ngoài sân.\n2. Thứ ba, ngày 8/9/2026: Đoàn trường nhận sách tặng.",
    ],
)
def test_a_weekday_with_its_date_is_the_time_of_what_it_heads(body):
    tasks = read_blocks([paragraph(line) for line in (HEAD + body).splitlines()]).tasks
    assert [task.due for task in tasks] == [date(2026, 9, 7), date(2026, 9, 8)]
