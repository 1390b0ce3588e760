"""Ruled tables on pages, in rows."""

import pytest

from pdf_file import A4, grid, lines, pdf, rule, text
from plans.blocks import Block, Paragraph, Row
from plans.page_layout import blocks_of_pages
from plans.pdf import pages_of

LEFT = 85.0
FULL = "Các phòng chuyên môn, đơn vị thuộc Sở phối hợp thực hiện việc này"  # fills the measure


def blocks(*pages: list[str], size: tuple[float, float] = A4) -> list[Block]:
    return blocks_of_pages(pages_of(pdf(*pages, size=size)))


def rows(found: list[Block]) -> list[tuple[str, ...]]:
    return [block.cells for block in found if isinstance(block, Row)]


COLUMNS = (85.0, 120.0, 330.0, 440.0, 540.0)


def cells(y: float, *words: str, size: float = 12.0) -> list[str]:
    """One line of text in each cell of a row."""
    return [text(x + 6, y, cell, size=size) for x, cell in zip(COLUMNS, words, strict=False) if cell]


def cells_at(places: tuple[float, ...], y: float, *words: str) -> list[str]:
    return [text(x, y, cell, size=12) for x, cell in zip(places, words, strict=True) if cell]


HEADER = cells(114, "STT", "Nội dung", "Chủ trì", "Thời gian")


def test_a_ruled_table_gives_rows_and_the_words_around_it_stay_outside() -> None:
    page = [
        text(LEFT, 80, "Phụ lục"),
        *grid(COLUMNS, (100, 120, 160)),
        *HEADER,
        *cells(134, "1", "Tập huấn nghiệp vụ cho cán bộ xã", "Phòng Nội vụ", "Tháng 6"),
        *cells(150, "", "năm 2026"),
        text(LEFT, 200, FULL),
    ]
    assert blocks(page) == [
        Paragraph("Phụ lục"),
        Row(("STT", "Nội dung", "Chủ trì", "Thời gian")),
        Row(("1", "Tập huấn nghiệp vụ cho cán bộ xã năm 2026", "Phòng Nội vụ", "Tháng 6")),
        Paragraph(FULL),
    ]


def test_paragraphs_in_a_cell_stay_lines() -> None:
    page = [
        *grid(COLUMNS, (100, 120, 160)),
        *HEADER,
        *cells(134, "1", "- Mở lớp", "Phòng Nội vụ"),
        *cells(150, "", "- Báo cáo"),
    ]
    assert rows(blocks(page))[1] == ("1", "- Mở lớp\n- Báo cáo", "Phòng Nội vụ", "")


@pytest.mark.parametrize(
    ("above", "below", "cell"),
    [
        ("Phòng Y tế", "Thanh tra Sở", "Phòng Y tế\nThanh tra Sở"),
        ("Văn phòng", "UBND tỉnh", "Văn phòng UBND tỉnh"),
        ("Sở Y tế và", "Thanh tra Sở", "Sở Y tế và Thanh tra Sở"),
        ("Y tế, Hội", "LHPN xã", "Y tế, Hội LHPN xã"),
    ],
)
def test_units_below_each_other_in_a_narrow_cell_are_told_apart(above: str, below: str, cell: str) -> None:
    page = [
        *grid((85, 330, 420), (100, 120, 160)),
        *cells_at((91, 336), 114, "Nội dung", "Chủ trì"),
        *cells_at((91, 336), 134, "Mở lớp", above),
        *cells_at((91, 336), 150, "", below),
    ]
    assert rows(blocks(page))[1] == ("Mở lớp", cell)


def test_merged_cells_stand_as_in_a_word_file() -> None:
    across = [rule(COLUMNS[0], y, COLUMNS[-1], y) for y in (100, 120, 140, 180)]
    page = [
        *across,
        rule(COLUMNS[0], 160, COLUMNS[2], 160),
        rule(COLUMNS[3], 160, COLUMNS[4], 160),
        *(rule(x, 100, x, 180) for x in (COLUMNS[0], COLUMNS[-1])),
        *(rule(x, 100, x, 120) for x in COLUMNS[1:-1]),
        *(rule(x, 140, x, 180) for x in COLUMNS[1:-1]),
        *HEADER,
        *cells(134, "A. Công tác chuẩn bị"),
        *cells(154, "1", "Mở lớp", "Phòng Nội vụ", "Tháng 6"),
        *cells(174, "2", "Báo cáo", "", "Tháng 7"),
    ]
    assert rows(blocks(page))[1:] == [
        ("A. Công tác chuẩn bị", "", "", ""),
        ("1", "Mở lớp", "Phòng Nội vụ", "Tháng 6"),
        ("2", "Báo cáo", "Phòng Nội vụ", "Tháng 7"),
    ]


def test_a_table_over_two_pages_loses_its_second_header_and_joins_the_cut_row() -> None:
    first = [
        *grid(COLUMNS, (100, 120, 160)),
        *HEADER,
        *cells(134, "1", "Tập huấn nghiệp vụ cho cán bộ", "Phòng Nội vụ", "Tháng 6"),
    ]
    second = [
        *grid(COLUMNS, (100, 120, 140, 160)),
        *HEADER,
        *cells(134, "", "các xã, phường"),
        *cells(154, "2", "Báo cáo", "Văn phòng", "Tháng 7"),
    ]
    assert rows(blocks(first, second)) == [
        ("STT", "Nội dung", "Chủ trì", "Thời gian"),
        ("1", "Tập huấn nghiệp vụ cho cán bộ các xã, phường", "Phòng Nội vụ", "Tháng 6"),
        ("2", "Báo cáo", "Văn phòng", "Tháng 7"),
    ]


def test_a_cell_merged_over_the_page_break_speaks_for_its_rows_there_too() -> None:
    def page(top: float, *marks: str) -> list[str]:
        middle = rule(COLUMNS[0], top + 20, COLUMNS[2], top + 20)
        ends = [rule(COLUMNS[0], y, COLUMNS[-1], y) for y in (top, top + 40)]
        last = rule(COLUMNS[3], top + 20, COLUMNS[4], top + 20)
        return [middle, last, *ends, *(rule(x, top, x, top + 40) for x in COLUMNS), *marks]

    first = page(
        120,
        *grid(COLUMNS, (100, 120)),
        *HEADER,
        *cells(134, "1", "Mở lớp", "Phòng Nội vụ", "Tháng 6"),
        *cells(154, "2", "Rà soát hồ sơ", "", "Tháng 6"),
    )
    second = page(100, *cells(114, "3", "Báo cáo quý", "", "Tháng 7"), *cells(134, "4", "Báo cáo năm", "", "Tháng 8"))
    assert [cells[2] for cells in rows(blocks(first, second))[1:]] == ["Phòng Nội vụ"] * 4


def _merged(top: float, *marks: str) -> list[str]:
    """Two rows with a time for both."""
    ends = [rule(COLUMNS[0], y, COLUMNS[-1], y) for y in (top, top + 40)]
    middle = rule(COLUMNS[0], top + 20, COLUMNS[3], top + 20)
    return [middle, *ends, *(rule(x, top, x, top + 40) for x in COLUMNS), *marks]


@pytest.mark.parametrize(
    ("above", "below", "times"),
    [
        ("Trước ngày", "15/6/2026", ["Trước ngày 15/6/2026"] * 4),
        ("Quý II", "Quý III", ["Quý II"] * 2 + ["Quý III"] * 2),
        ("Tháng 6", "15/7/2026", ["Tháng 6"] * 2 + ["15/7/2026"] * 2),
        ("Hằng tháng", "và đột xuất", ["Hằng tháng và đột xuất"] * 4),
    ],
)
def test_the_words_of_a_merged_cell_may_run_over_the_break(above: str, below: str, times: list[str]) -> None:
    first = _merged(
        120,
        *grid(COLUMNS, (100, 120)),
        *HEADER,
        *cells(134, "1", "Mở lớp", "Phòng Nội vụ", above),
        *cells(154, "2", "Rà soát", "Thanh tra"),
    )
    second = _merged(
        100, *cells(114, "3", "Báo cáo quý", "Văn phòng", below), *cells(134, "4", "Báo cáo năm", "Văn phòng")
    )
    assert [cells[3] for cells in rows(blocks(first, second))[1:]] == times


def test_a_row_that_is_cut_gives_its_merged_cell_whole_to_the_rows_above() -> None:
    first = _merged(
        120,
        *grid(COLUMNS, (100, 120)),
        *HEADER,
        *cells(134, "1", "Mở lớp", "Phòng Nội vụ", "Trước ngày"),
        *cells(154, "2", "Rà soát", "Thanh tra"),
    )
    second = [*grid(COLUMNS, (100, 120, 140)), *cells(114, "", "hồ sơ", "", "15/6/2026"), *cells(134, "3", "Báo cáo")]
    assert [cells[1:] for cells in rows(blocks(first, second))[1:]] == [
        ("Mở lớp", "Phòng Nội vụ", "Trước ngày 15/6/2026"),
        ("Rà soát hồ sơ", "Thanh tra", "Trước ngày 15/6/2026"),
        ("Báo cáo", "", ""),
    ]


def test_a_frame_around_words_is_no_table() -> None:
    page = [*grid((85, 540), (90, 150)), *lines(95, 110, "Dự thảo", "Lần 2"), text(LEFT, 200, FULL)]
    assert rows(blocks(page)) == []


def test_a_landscape_table_is_read_like_any_other() -> None:
    found = blocks(
        [*grid((60, 300, 760), (100, 120)), text(70, 114, "Nội dung"), text(310, 114, "Chủ trì")], size=(842, 595)
    )
    assert rows(found) == [("Nội dung", "Chủ trì")]
