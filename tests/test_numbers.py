"""Numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.250 lượt", [1250]),
        ("1,250 lượt", [1250]),
        ("2,5 triệu", [2_500_000]),
        ("12 tr 5", [12_500_000]),
        ("1 tr 250", [1_250_000]),
        ("1 tỷ 3", [1_300_000_000]),
        ("1 triệu 200 nghìn", [1_200_000]),
        ("2 triệu 3 hội nghị", [2_000_000, 3]),
        ("500 k/người, tổng 12 tr 5.", [500_000, 12_500_000]),
        ("3 k tờ", [3000]),
        ("45.000.000 đ", [45_000_000]),
        ("ba triệu rưỡi", [3_500_000]),
        ("hai phẩy năm triệu", [2_500_000]),
        ("mười lăm", [15]),
        ("hai mươi mốt", [21]),
        ("hai tư", [24]),
        ("một trăm linh năm", [105]),
        ("một trăm hai", [120]),
        ("một nghìn hai trăm năm mươi", [1250]),
        ("hai trăm rưỡi", [250]),
        ("3 chục", [30]),
        ("3 hội nghị, 150 người", [3, 150]),
        ("không có số nào", []),
        ("15 000 000 đồng", [15_000_000]),
        ("3 000 tờ rơi", [3000]),
        ("2 nghìn 5 lượt xem", [2500]),
        ("một ngàn hai lượt", [1200]),
        ("hơn trăm người", [100]),
        ("gần chục triệu", [10_000_000]),
        ("được trăm rưỡi người", [150]),
        ("hai ba hội nghị", [2]),
        ("ba bốn trăm người", [300]),
        ("năm sáu chục lượt", [50]),
        ("ba mươi bốn người", [34]),
        ("vài chục em, hàng trăm người", []),
        ("trạm y tế, tổ chức", []),
    ],
)
def test_a_number_has_its_value(text: str, values: list[float]) -> None:
    assert [n.value for n in find_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("muoi lam", [15]),
        ("sau muoi phan tram", [60]),
        ("sau hoi nghi", []),
        ("nam nay 3", [3]),
        ("ba trieu ruoi", [3_500_000]),
        ("hon tram nguoi", [100]),
        ("35 tr tu doanh nghiep", [35_000_000]),
        ("hai muoi tu nguoi", [24]),
        ("mot nghin khong tram nam muoi luot", [1050]),
        ("to chuc, ngan hang, tram xa", []),
    ],
)
def test_without_accents_a_doubtful_word_is_no_number(text: str, values: list[float]) -> None:
    assert [n.value for n in find_numbers(text, plain=True)] == values


@given(st.text(alphabet="0123456789., k/trỷ mườihailăm%", max_size=40))
def test_any_text_gives_numbers_inside_it(text: str) -> None:
    for number in find_numbers(text):
        assert 0 <= number.start < number.end <= len(text)


@given(st.integers(0, 10**9))
def test_a_plain_whole_number_is_itself(value: int) -> None:
    assert [n.value for n in find_numbers(f"được {value} người")] == [value]
