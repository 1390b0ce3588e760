"""Units in office prose end where the verb begins, also where their names are made of verbs."""

import pytest

from plans.prose import cooperators_of, named_last, subject_of, units_of_heading

NAMES = [
    "Sở Giáo dục và Đào tạo",
    "Trung tâm Trợ giúp pháp lý nhà nước",
    "Ban Quản lý dự án đầu tư xây dựng",
    "Phòng Kiểm tra, giám sát",
    "Phòng Thanh tra, kiểm tra",
    "Phòng Xây dựng và kiểm tra văn bản",
    "Cục Quản lý, giám sát bảo hiểm",
    "Viện Nghiên cứu lập pháp",
    "Trung tâm Hỗ trợ phát triển doanh nghiệp",
    "Phòng Quản lý khám, chữa bệnh",
    "Phòng Tổ chức cán bộ và đào tạo",
    "Tổ công tác triển khai Đề án 06",
    "Hội đồng phối hợp phổ biến, giáo dục pháp luật tỉnh",
    "Quỹ Bảo trợ trẻ em",
    "Văn phòng HĐND và UBND xã",
    "Bộ Chỉ huy Quân sự tỉnh",
    "Các cơ quan thông tấn, báo chí",
    "các phòng, đơn vị sự nghiệp trực thuộc",
    "Chủ tịch UBND các xã, phường",
    "Phòng Quản lý Thu và Phát triển người tham gia",
    "Phòng Quản lý Lao động và Doanh nghiệp",
    "Cục Quản lý lao động ngoài nước",
    "Ban Công nghệ bảo quản",
    "Nhà xuất bản",
    "Các nhóm chuyên trách",
    "Các tổ chức tín dụng",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_whole_before_its_verb(name: str) -> None:
    assert subject_of(f"{name} chủ trì, hướng dẫn việc này.") == [name]
    assert subject_of(f"Giao {name} xây dựng kế hoạch.") == [name]
    assert cooperators_of(f"Chủ trì, phối hợp với {name} tổ chức thực hiện.") == [name]
    assert units_of_heading(f"{name}:") == [name]


@pytest.mark.parametrize(
    "heading",
    ["Công tác tuyên truyền", "Tổ chức hội nghị", "Phòng ngừa tai nạn", "Các hoạt động hè", "Hội thi vẽ tranh", ""],
)
def test_a_heading_of_work_is_no_unit(heading: str) -> None:
    assert units_of_heading(heading) == []


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("Tổ chức lễ ra quân. Công an tỉnh chủ trì thực hiện.", ["Công an tỉnh"]),
        ("Kiểm tra: Giao Thanh tra Bộ chủ trì.", ["Thanh tra Bộ"]),
        ("Súc rửa đường ống (Phòng Vận hành thực hiện).", ["Phòng Vận hành"]),
        ("Trên cơ sở đề xuất của Sở Y tế, tổng hợp, tham mưu.", []),
        ("Tổng vệ sinh đường làng. Các thôn chủ động huy động nhân dân.", ["Các thôn"]),
        ("Trồng cây, giao Đoàn Thanh niên xã phụ trách.", ["Đoàn Thanh niên xã"]),
        ("Phổ biến quy định mới. Các đơn vị được thông báo.", []),
        (
            "Kiểm tra tại 02 Chi cục: Chi cục Sông Bé, Chi cục Đồi Cỏ. Việc này do Vụ A và Vụ B đồng chủ trì.",
            ["Vụ A", "Vụ B"],
        ),
    ],
)
def test_a_later_or_bracketed_subject(sentence: str, leads: list[str]) -> None:
    assert subject_of(sentence) == leads


def test_several_cooperators_up_to_the_verb() -> None:
    sentence = "Phối hợp với Sở Y tế, các sở, ngành liên quan và UBND các xã, phường rà soát số liệu."
    assert cooperators_of(sentence) == ["Sở Y tế", "các sở, ngành liên quan", "UBND các xã, phường"]


@pytest.mark.parametrize("end", [".", "", " thực hiện.", "; xong trước ngày 5/6."])
def test_a_unit_that_joins_behind_the_lead_is_a_cooperator(end: str) -> None:
    assert cooperators_of(f"Giao Đoàn xã phụ trách, Hội Nông dân xã phối hợp{end}") == ["Hội Nông dân xã"]
    assert cooperators_of(f"Ban Tổ chức tham mưu; Văn phòng phối hợp dựng rạp{end}") == ["Văn phòng"]


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("Dựng kịch bản, mua 20 bình cứu hỏa (Công an phường).", ["Công an phường"]),
        ("Mời già làng nói chuyện (Thầy Lò Văn Bun - Phó Hiệu trưởng).", ["Thầy Lò Văn Bun - Phó Hiệu trưởng"]),
        (
            'Bàn giao nhà "Mái ấm" (Ban Chính sách, Ban Tài chính; xong trước 25/5).',
            ["Ban Chính sách", "Ban Tài chính"],
        ),
        ("Gửi số liệu về Sở Y tế (Phòng Nghiệp vụ).", []),
        ("Họp với lãnh đạo Ủy ban nhân dân (UBND).", []),
        ("Trồng cây ven đường (mỗi bên 50 cây).", []),
    ],
)
def test_units_in_a_last_bracket_are_those_who_do_it(sentence: str, units: list[str]) -> None:
    assert named_last(sentence) == units


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("Ngoài ra, UBND tỉnh yêu cầu các sở, ngành gửi báo cáo trước ngày 02/7.", ["các sở, ngành"]),
        ("Đề nghị Công đoàn khu; đề nghị Hội Nông dân xã vận động.", ["Công đoàn khu", "Hội Nông dân xã"]),
        ("Vụ Biên chế và Vụ Viên chức đồng chủ trì soạn nghị định.", ["Vụ Biên chế", "Vụ Viên chức"]),
        ("Kiểm tra 03 bến đò; đồng chí Lê Văn Đá làm Tổ trưởng.", ["đồng chí Lê Văn Đá"]),
    ],
)
def test_whoever_is_told_to_act_is_the_subject(sentence: str, units: list[str]) -> None:
    assert subject_of(sentence) == units
