"""Lists of units are split where two bodies meet; written names find the office's units or are asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.units import Group, collective, group_of, match_unit, normal_name, split_units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Văn phòng, Phòng Nội dung", ["Văn phòng", "Phòng Nội dung"]),
        ("Phòng Truyền thông, giáo dục cộng đồng.", ["Phòng Truyền thông, giáo dục cộng đồng"]),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"]),
        ("Phòng Văn hóa - Xã hội và Trung tâm Thể thao", ["Phòng Văn hóa - Xã hội", "Trung tâm Thể thao"]),
        ("các phòng, đơn vị thuộc Sở và các tổ chức đoàn thể", ["các phòng, đơn vị thuộc Sở", "các tổ chức đoàn thể"]),
        ("Các sở, Ban, ngành, đơn vị, UBND cấp xã", ["Các sở, Ban, ngành, đơn vị", "UBND cấp xã"]),
        ("UBND các xã, phường, thị trấn; Công an tỉnh", ["UBND các xã, phường, thị trấn", "Công an tỉnh"]),
        ("Trưởng các phòng, thủ trưởng các đơn vị", ["Trưởng các phòng", "thủ trưởng các đơn vị"]),
        ("Thủ trưởng các sở, ban, ngành, đoàn thể", ["Thủ trưởng các sở, ban, ngành, đoàn thể"]),
        ("Giám đốc, Thủ trưởng các đơn vị", ["Giám đốc, Thủ trưởng các đơn vị"]),
        (
            "các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
            ["các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"],
        ),
        ("Văn phòng HĐND và UBND xã, Công an xã", ["Văn phòng HĐND và UBND xã", "Công an xã"]),
        ("Sở Y tế Sở Nội vụ; Tỉnh đoàn", ["Sở Y tế", "Sở Nội vụ", "Tỉnh đoàn"]),
        ("Các Sở: Y tế, Nội vụ", ["Sở Y tế", "Sở Nội vụ"]),
        ("Phó Chủ tịch, phụ trách văn hóa và xã hội", ["Phó Chủ tịch, phụ trách văn hóa và xã hội"]),
        ("VP, P. NV II, TTTGPL", ["VP", "P. NV II", "TTTGPL"]),
        ("Sở Y tế (thường trực, tổng hợp), Sở Nội vụ", ["Sở Y tế (thường trực, tổng hợp)", "Sở Nội vụ"]),
        ("Phòng A;\nPhòng B", ["Phòng A", "Phòng B"]),
        ("Tổng phụ trách Đội, giáo viên Mĩ thuật", ["Tổng phụ trách Đội", "giáo viên Mĩ thuật"]),
        ("Hiệu trưởng, giáo viên chủ nhiệm", ["Hiệu trưởng", "giáo viên chủ nhiệm"]),
        ("cán bộ, giáo viên, nhân viên", ["cán bộ, giáo viên, nhân viên"]),
        ("Phòng Công chức, viên chức", ["Phòng Công chức, viên chức"]),
        ("thôn Đồi, thôn Bến", ["thôn Đồi", "thôn Bến"]),
        ("tổ chức, cá nhân có liên quan", ["tổ chức, cá nhân có liên quan"]),
        ("", []),
    ],
)
def test_a_list_is_split_only_where_two_bodies_meet(text: str, units: list[str]) -> None:
    assert split_units(text) == units


@given(st.text(max_size=200))
def test_splitting_never_fails_and_never_gives_an_empty_name(text: str) -> None:
    assert all(unit.strip() for unit in split_units(text))


UNITS = {
    1: ["Văn phòng Sở", "VP"],
    2: ["Phòng Nghiệp vụ I"],
    3: ["Phòng Nghiệp vụ II"],
    4: ["Trung tâm Trợ giúp cộng đồng"],
    5: ["Phòng Phổ biến và Theo dõi thi hành pháp luật"],
    6: ["Công đoàn Sở"],
}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Phòng nghiệp vụ II", 3),
        ("P. NV II", 3),
        ("PNV2", 3),
        ("Phòng Nghiêp vụ ll", 3),
        ("phong nghiep vu 1", 2),
        ("VP", 1),
        ("Văn phòng", 1),
        ("TTTGCĐ", 4),
        ("PB&TDTHPL", 5),
        ("Phòng Phổ biến và TDTHPL", 5),
        ("Công đoàn cơ quan Sở", 6),
    ],
)
def test_a_written_name_finds_its_unit(written: str, key: int) -> None:
    assert match_unit(written, UNITS).sure == key


def test_an_unclear_name_is_asked_about() -> None:
    found = match_unit("Phòng Nghiệp vụ", UNITS)
    assert set(found.keys) == {2, 3}
    assert found.sure is None


@pytest.mark.parametrize("written", ["Kho bạc Nhà nước", "", "Phòng Nghiệp vụ III"])
def test_a_strange_name_finds_nothing(written: str) -> None:
    assert match_unit(written, UNITS).sure is None


@given(st.text(max_size=60))
def test_matching_never_fails(written: str) -> None:
    assert set(match_unit(written, UNITS).keys) <= set(UNITS)


def test_every_unit_is_found_by_its_own_name() -> None:
    assert {match_unit(names[0], UNITS).sure for names in UNITS.values()} == set(UNITS)


def test_abbreviations_and_roman_numerals_are_written_out() -> None:
    assert normal_name("P. NV II") == "phong nghiep vu 2"


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("Các phòng, đơn vị thuộc Sở", {Group.PHONG, Group.DON_VI}),
        ("các phòng, đơn vị sự nghiệp trực thuộc", {Group.PHONG, Group.DON_VI}),
        ("các phòng", {Group.PHONG}),
        ("Trưởng các phòng", {Group.PHONG}),
        ("thủ trưởng các đơn vị sự nghiệp trực thuộc", {Group.DON_VI}),
        ("các tổ chức đoàn thể", {Group.DOAN_THE}),
        ("UBND các xã, phường", {Group.DIA_PHUONG}),
        ("các cơ quan, đơn vị, địa phương", {Group.PHONG, Group.DON_VI, Group.DIA_PHUONG}),
        ("Các đơn vị thuộc Sở", {Group.PHONG, Group.DON_VI}),
        ("Phòng Nghiệp vụ II", set()),
        ("Văn phòng", set()),
        ("Ủy ban nhân dân tỉnh", set()),
    ],
)
def test_a_collective_name_says_which_groups_it_means(name: str, groups: set[Group]) -> None:
    assert collective(name) == groups


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Văn phòng Sở", Group.PHONG),
        ("Phòng Kế hoạch", Group.PHONG),
        ("Trung tâm Dịch vụ", Group.DON_VI),
        ("Chi cục Dân số", Group.DON_VI),
        ("Công đoàn Sở", Group.DOAN_THE),
        ("Đoàn Thanh niên", Group.DOAN_THE),
        ("Hội Cựu chiến binh", Group.DOAN_THE),
        ("Hội đồng tư vấn", Group.DON_VI),
        ("UBND xã Hoa Ban", Group.DIA_PHUONG),
        ("Phường Bến Mới", Group.DIA_PHUONG),
    ],
)
def test_a_unit_belongs_to_a_group_by_its_name(name: str, group: Group) -> None:
    assert group_of(name) == group
