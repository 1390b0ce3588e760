"""What pages look like, in paragraphs and rows."""

import pytest

from pdf_file import A4, BOLD, lines, pdf, rule, text, width
from plans.blocks import Block, Paragraph, Row
from plans.page_layout import blocks_of_pages
from plans.pdf import pages_of

LEFT, RIGHT = 85.0, 540.0
FULL = "Các phòng chuyên môn, đơn vị thuộc Sở phối hợp thực hiện việc này"  # fills the measure


def blocks(*pages: list[str], size: tuple[float, float] = A4) -> list[Block]:
    return blocks_of_pages(pages_of(pdf(*pages, size=size)))


def said(found: list[Block]) -> list[str]:
    return [block.text for block in found if isinstance(block, Paragraph)]


def rows(found: list[Block]) -> list[tuple[str, ...]]:
    return [block.cells for block in found if isinstance(block, Row)]


def centred(y: float, words: str, *, size: float = 14.0, font: int = BOLD, middle: float = 312.5) -> str:
    return text(middle - width(words, size) / 2, y, words, size=size, font=font)


def letterhead(shift: float = 0.0) -> list[str]:
    return [
        centred(70, "ỦY BAN NHÂN DÂN", size=12, middle=160, font=0),
        centred(70 + shift, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, middle=420),
        centred(86, "HUYỆN SÔNG TRẮNG", size=12, middle=160),
        centred(86 + shift, "Độc lập - Tự do - Hạnh phúc", size=13, middle=420),
        centred(110, "Số: 15/KH-UBND", size=13, middle=160, font=0),
        centred(110 + shift, "Sông Trắng, ngày 05 tháng 6 năm 2026", size=13, middle=420, font=0),
        centred(150, "KẾ HOẠCH"),
    ]


@pytest.mark.parametrize("shift", [0.0, 3.0, 6.0, 8.0, -5.0])
def test_a_letterhead_is_read_column_by_column(shift: float) -> None:
    assert said(blocks([*letterhead(shift), text(LEFT, 200, FULL)])) == [
        "ỦY BAN NHÂN DÂN",
        "HUYỆN SÔNG TRẮNG",
        "Số: 15/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sông Trắng, ngày 05 tháng 6 năm 2026",
        "KẾ HOẠCH",
        FULL,
    ]


def test_a_signature_is_read_after_the_addressees() -> None:
    page = [
        text(LEFT, 100, FULL),
        text(LEFT, 140, "Nơi nhận:", size=12, font=BOLD),
        centred(140, "TM. ỦY BAN NHÂN DÂN", middle=420),
        *lines(LEFT, 155, "- Như trên;", "- Các phòng;", "- Lưu: VT.", step=13, size=11),
        centred(158, "CHỦ TỊCH", middle=420),
        centred(230, "Lò Thị Mẫu", middle=420),
    ]
    assert said(blocks(page)) == [
        FULL,
        "Nơi nhận:",
        "- Như trên;",
        "- Các phòng;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lò Thị Mẫu",
    ]


def test_a_label_and_its_value_after_a_tab_stay_together() -> None:
    page = [
        *lines(LEFT, 100, FULL),
        text(LEFT, 118, "Chủ trì:"),
        text(330, 118, "Phòng Kỹ thuật"),
        text(LEFT, 136, "Thời gian:"),
        text(330, 136, "Tháng 6/2026"),
    ]
    assert said(blocks(page)) == [FULL, "Chủ trì: Phòng Kỹ thuật", "Thời gian: Tháng 6/2026"]


def test_an_indented_first_line_begins_a_paragraph_and_a_dash_at_the_margin_does_not() -> None:
    page = [
        text(LEFT + 36, 100, "Phòng Kinh tế, Phòng Văn hóa theo dõi việc phát triển kinh tế"),
        text(LEFT, 118, "- xã hội trên địa bàn, báo cáo lãnh đạo Ủy ban xem xét, cho ý kiến"),
        text(LEFT, 136, "2. Công tác này làm thường xuyên."),
        text(LEFT + 36, 154, "Phòng Tài chính bố trí kinh phí."),
        text(LEFT + 36, 172, "- Hạt Kiểm lâm kiểm tra rừng, phối hợp với các xã đang có"),
        text(LEFT, 190, "rừng tuần tra."),
    ]
    assert said(blocks(page)) == [
        "Phòng Kinh tế, Phòng Văn hóa theo dõi việc phát triển kinh tế - xã hội trên địa bàn, báo cáo lãnh đạo Ủy ban "
        "xem xét, cho ý kiến 2. Công tác này làm thường xuyên.",
        "Phòng Tài chính bố trí kinh phí.",
        "- Hạt Kiểm lâm kiểm tra rừng, phối hợp với các xã đang có rừng tuần tra.",
    ]


def test_a_hanging_item_goes_on_below_its_words() -> None:
    page = [
        text(LEFT, 100, "- Phòng Kinh tế chủ trì, phối hợp với các xã và các đơn vị rà soát"),
        text(LEFT + 14, 118, "Danh mục công trình, trình lãnh đạo Ủy ban nhân dân huyện xem xét."),
        text(LEFT, 136, "- Phòng Tài chính bố trí kinh phí."),
    ]
    assert said(blocks(page)) == [
        "- Phòng Kinh tế chủ trì, phối hợp với các xã và các đơn vị rà soát "
        "Danh mục công trình, trình lãnh đạo Ủy ban nhân dân huyện xem xét.",
        "- Phòng Tài chính bố trí kinh phí.",
    ]


def test_a_line_with_room_for_the_next_word_ends_its_paragraph() -> None:
    page = lines(LEFT, 100, FULL, "trong năm 2026", "Phòng Tài chính bố trí kinh phí", "Phòng Nội vụ theo dõi")
    assert said(blocks(page)) == [
        f"{FULL} trong năm 2026",
        "Phòng Tài chính bố trí kinh phí",
        "Phòng Nội vụ theo dõi",
    ]


def test_space_above_a_line_begins_a_paragraph() -> None:
    page = [*lines(LEFT, 100, FULL, FULL.lower(), "ra soát"), *lines(LEFT, 170, FULL, "Nội dung khác")]
    assert said(blocks(page))[1].startswith(FULL)


def test_a_title_over_two_centred_lines_is_one_paragraph_below_its_kind() -> None:
    page = [
        centred(100, "KẾ HOẠCH"),
        centred(118, "Tổ chức Tháng an toàn lao động"),
        centred(136, "năm 2026"),
        text(LEFT, 170, FULL),
    ]
    assert said(blocks(page)) == ["KẾ HOẠCH", "Tổ chức Tháng an toàn lao động năm 2026", FULL]


def test_a_bold_line_is_a_heading() -> None:
    found = blocks([text(LEFT, 100, "NHIỆM VỤ", font=BOLD), text(LEFT, 130, FULL)])
    assert [block.heading for block in found if isinstance(block, Paragraph)] == [True, False]


def test_a_paragraph_goes_on_over_the_page_without_its_frame() -> None:
    pages = [
        [
            centred(40, f"- {number} -", font=0),
            text(LEFT, 60, "Kế hoạch tháng 6", size=10),
            *lines(LEFT, 100, "trong năm." if number > 1 else "Mở đầu.", FULL),
            text(400, 810, "Bản gửi các phòng", size=10),
        ]
        for number in (1, 2, 3)
    ]
    assert said(blocks(*pages)) == ["Mở đầu.", f"{FULL} trong năm.", f"{FULL} trong năm.", FULL]


def test_footnotes_are_left_out() -> None:
    page = [
        *lines(LEFT, 100, FULL, "trong năm 2026."),
        rule(LEFT, 740, LEFT + 144, 740),
        text(LEFT, 755, "1 Theo Công văn số 12/SXD ngày 01/3/2026 của Sở.", size=10),
        text(LEFT, 768, "Giao Phòng Nội vụ chủ trì.", size=10),
    ]
    assert said(blocks(page, [text(LEFT, 100, "Trang sau.")])) == [f"{FULL} trong năm 2026.", "Trang sau."]


@pytest.mark.parametrize(
    ("above", "below", "both"),
    [
        ("Thực hiện Kế hoạch của tỉnh về việc này trong ngành số 148/KH-", "UBND.", "148/KH-UBND."),
        ("Giám đốc Bệnh viện giao cho lãnh đạo của từng Khoa/", "phòng.", "Khoa/phòng."),
        ("Các cơ quan rà soát và bố trí vốn cho phát triển kinh tế -", "xã hội.", "tế - xã hội."),
    ],
)
def test_a_word_that_is_broken_at_its_hyphen_is_whole_again(above: str, below: str, both: str) -> None:
    found = said(blocks([text(LEFT, 100, above), text(LEFT, 118, below)]))
    assert len(found) == 1
    assert found[0].endswith(both)


def test_pages_without_words_say_nothing() -> None:
    assert blocks([], [rule(85, 100, 200, 100)]) == []
