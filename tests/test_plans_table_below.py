"""A task table right below an item: a list of further work, or what the item announces."""

import pytest

from plans.read import read
from word_file import docx, p, table

HEADER = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"]
ROWS = [[str(at), f"Tập huấn lớp {at} cho cán bộ xã", "Sở Y tế", "Sở Nội vụ", "15/6/2026"] for at in (1, 2)]


@pytest.mark.parametrize(
    ("above", "own"),
    [
        (["1. Mở lớp học bơi.", "- Chủ trì: Sở Y tế"], ["Mở lớp học bơi."]),
        (["1. Văn phòng Sở bố trí kinh phí, xe đưa đón."], ["Văn phòng Sở bố trí kinh phí, xe đưa đón."]),
        (["1. Nhiệm vụ cụ thể"], []),
        (["1. Phân công nhiệm vụ như sau:"], []),
    ],
)
def test_the_item_and_the_rows_are_both_read(above: list[str], own: list[str]) -> None:
    file = docx(*map(p, ["KẾ HOẠCH", "Thử năm 2026", "I. NHIỆM VỤ", *above]), table(HEADER, *ROWS))
    assert [task.text for task in read("a.docx", file).tasks] == [*own, *(row[1] for row in ROWS)]
