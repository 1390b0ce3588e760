"""Figures whose noun stands in no list, and numbers that count nothing."""

from datetime import date

import pytest

from messages.understand import understand

TODAY = date(2026, 6, 10)


def figures(text: str) -> list[tuple[str, float]]:
    return [(f.indicator, f.value) for f in understand(text, TODAY).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chi đoàn kết nạp được 18 đoàn viên", [("đoàn viên", 18)]),
        ("ket nap 18 doan vien", [("đoàn viên", 18)]),
        ("đã trồng 1.200 cây sao đen tại khuôn viên", [("cây sao đen", 1200)]),
        ("lắp xong 9 bóng đèn chiếu sáng nông thôn", [("bóng đèn", 9)]),
        ("kiện toàn 14 tổ hòa giải ở cơ sở", [("tổ hòa giải", 14)]),
        ("trao 25 bộ quần áo, 40 thùng sữa", [("bộ quần áo", 25), ("thùng sữa", 40)]),
        ("thành lập 2 chi hội nghề nghiệp, 64 hội viên", [("chi hội", 2), ("hội viên", 64)]),
        ("tặng 6 chiếc xe lăn cho người khuyết tật", [("xe lăn", 6)]),
        ("cấp 85 thẻ căn cước và 12 sổ hộ nghèo", [("thẻ căn cước", 85), ("sổ hộ nghèo", 12)]),
        ("mới làm ở 4 chợ", [("chợ", 4)]),
        ("thu gom 2 tấn rác, lát 3 km đường", [("tấn rác", 2), ("km đường", 3)]),
        ("ket nap 7 dang vien", [("đảng viên", 7)]),
        ("cap 21 giay chung tu", [("giấy chứng tử", 21)]),
        ("cấp đổi 2.100 thẻ căn cước", [("thẻ căn cước", 2100)]),
        ("27 thí sinh đã đăng ký", [("thí sinh", 27)]),
        ("hội nghị có 52 hội viên dự", [("hội viên", 52)]),
        ("hai mươi hai cây cầu đã sửa", [("cây cầu", 22)]),
        ("tiêm cho 310 con bò, 45 con dê", [("con bò", 310), ("con dê", 45)]),
        ("đã đón 110 lươt ngươi", [("lượt người", 110)]),
    ],
)
def test_a_noun_of_no_list_is_read_as_typed(text: str, expected: list[tuple[str, float]]) -> None:
    assert figures(text) == expected
    assert not understand(text, TODAY).ask


@pytest.mark.parametrize(
    "text",
    [
        "có 2 máy chiếu bị hỏng, đang sửa",
        "em cùng 2 đồng chí đang làm",
        "đã họp 3 lần",
        "đã chạy được 40 km",
        "theo công văn 45 sở nội vụ, đang làm",
        "lớp 4B và 5C đang làm",
        "mới làm 1 ít",
        "được 1 nửa số thôn",
        "đang làm ở tầng 3 nhà B",
        "đang xử lý 2 vấn đề",
        "còn khoảng 30 nữa",
    ],
)
def test_a_number_that_counts_no_result_is_not_written(text: str) -> None:
    assert figures(text) == []


def test_a_noun_without_an_end_in_sight_is_asked_about() -> None:
    read = understand("đã cấp 30 suối reo mây trắng trời xanh nắng vàng đẹp", TODAY)

    assert (read.figures, read.ask) == ((), True)
