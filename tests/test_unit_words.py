"""Names that communes, schools and party cells give to whom they hand work."""

import pytest

from plans.prose import units_of_heading
from vietnamese.unit_lists import split_units


@pytest.mark.parametrize(
    ("written", "units"),
    [
        ("Chi đoàn + Chi hội Người cao tuổi", ["Chi đoàn", "Chi hội Người cao tuổi"]),
        ("Thầy Nam, cô Thủy và bác Tư", ["Thầy Nam", "cô Thủy", "bác Tư"]),
        ("Phòng Y tế, Khoa Phòng chống HIV/AIDS", ["Phòng Y tế", "Khoa Phòng chống HIV/AIDS"]),
        ("Khoa Truyền nhiễm và HIV/AIDS", ["Khoa Truyền nhiễm và HIV/AIDS"]),
        ("Tổ cấp dưỡng, tổ lái xe", ["Tổ cấp dưỡng", "tổ lái xe"]),
        ("Trưởng các khoa, đội, tổ", ["Trưởng các khoa, đội, tổ"]),
        ("Các xóm, chi hội", ["Các xóm, chi hội"]),
        ("Trần Thu Hà, Chi uỷ viên; kế toán xã", ["Trần Thu Hà, Chi uỷ viên", "kế toán xã"]),
        ("Chi uỷ, Ban Giám hiệu", ["Chi uỷ", "Ban Giám hiệu"]),
    ],
)
def test_a_list_is_split_where_two_bodies_meet(written: str, units: list[str]) -> None:
    assert split_units(written) == units


@pytest.mark.parametrize(
    ("heading", "units"),
    [
        ("Phòng Kỹ thuật, Tổ trực bơm, Tổ kiểm tra đồng hồ", ["Phòng Kỹ thuật", "Tổ trực bơm", "Tổ kiểm tra đồng hồ"]),
        ("Các chi bộ được kiểm tra, giám sát", ["Các chi bộ được kiểm tra, giám sát"]),
        ("Đội Vận hành, Tổ kiểm tra rà soát hồ sơ khách hàng.", []),
    ],
)
def test_a_heading_of_several_names_names_them_all(heading: str, units: list[str]) -> None:
    assert units_of_heading(heading) == units


@pytest.mark.parametrize("heading", ["Các xóm", "Kiểm lâm địa bàn", "Tổ lái xe", "Chi uỷ", "Các chi hội", "Ấp đội"])
def test_a_heading_that_is_a_name_names_a_unit(heading: str) -> None:
    assert units_of_heading(heading) == [heading]


@pytest.mark.parametrize("heading", ["Tổ chức thi đấu", "Tổ quốc ghi công", "HIV và cộng đồng"])
def test_other_words_name_nobody(heading: str) -> None:
    assert units_of_heading(heading) == []
