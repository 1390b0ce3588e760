"""A plan whose work stands in an appendix that the file does not hold."""

import pytest

from plans.blocks import Row, paragraph
from plans.read import read_blocks

MISSING = "Văn bản dẫn phụ lục kèm theo nhưng tệp này không có phụ lục; hãy gửi cả phụ lục"
BODY = """KẾ HOẠCH
Sửa chữa cầu treo năm 2026
I. NHIỆM VỤ
{}
II. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế bố trí kinh phí trước ngày 30/6/2026."""
POINTER = "Các nhiệm vụ cụ thể và thời gian hoàn thành tại Phụ lục kèm theo Kế hoạch này."
TABLE = [Row(("TT", "Nội dung", "Chủ trì")), Row(("1", "Thay ván mặt cầu thôn Đông", "Đội Thủy lợi"))]


def blocks(words: str):
    return [paragraph(line) for line in BODY.format(words).splitlines()]


def test_the_missing_appendix_is_a_doubt():
    assert MISSING in read_blocks(blocks(POINTER)).doubts


@pytest.mark.parametrize("title", ["PHỤ LỤC", "Phụ lục I"])
def test_an_appendix_in_the_file_is_none(title):
    assert MISSING not in read_blocks([*blocks(POINTER), paragraph("Nơi nhận:"), paragraph(title), *TABLE]).doubts


def test_a_plan_that_speaks_of_no_appendix_lacks_none():
    assert MISSING not in read_blocks(blocks("1. Đội Thủy lợi thay ván mặt cầu.")).doubts
