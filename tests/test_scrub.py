"""What is left of a message once all that tells of one child is cut: enough to record, and no word of the child."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.children import Kind, has_child_data
from messages.scrub import scrubbed, seen, seen_in_name
from messages.understand import LIMIT, understand
from messages.understood import Status
from messages.wording import wording
from test_children import ONE_CHILD
from vietnamese.text import fold

TODAY = date(2026, 6, 10)

LEFT = [
    ("NV2 xong, 20 suất quà, cháu Sùng Thị Xoan lớp 3A đã nhận", "NV2 xong, 20 suất quà, […]"),
    ("nv2 xong r, 3 hn, be trang lop 2a da nhan hoc bong. trang rat vui", "nv2 xong r, 3 hn, […]."),
    (
        "NV2 đạt 60%, đã thăm em Lò Thị Mẩy, 9 tuổi, ở thôn Nà Lốc, mẹ là chị Lò Thị Mua 0912345678",
        "NV2 đạt 60%, đã thăm […]",
    ),
    (
        "Cháu Sùng Thị Xoan, bị bệnh tim, nhà nghèo. NV3 chưa làm do chờ kinh phí",
        "[…], NV3 chưa làm do chờ kinh phí",
    ),
    ("NV1 xong\nNV2 đạt 50%, cháu Giàng A Páo, bản Khoang\nNV3 chưa", "NV1 xong\nNV2 đạt 50%, […], NV3 chưa"),
    ("1 xong, 2 60% (cháu Xoan lớp 3A), 4 chưa", "1 xong, 2 60% […], 4 chưa"),
    ("NV2 XONG, ĐÃ TRAO QUÀ CHO CHÁU SÙNG THỊ XOAN", "NV2 XONG, ĐÃ TRAO QUÀ CHO […]"),
    ("số định danh của cháu 020314005678, NV2 xong", "[…], NV2 xong"),
    ("NV2 đã cấp 12,5 triệu đồng, 3/5 hội nghị, cháu Xoan 8 tuổi", "NV2 đã cấp 12,5 triệu đồng, 3/5 hội nghị, […]"),
    ("nhầm, 12 chứ không phải 21, cháu Xoan lớp 3A", "nhầm, 12 chứ không phải 21, […]"),
    ("NV2 xong. Mã số BHYT của cháu: 4012345678", "NV2 xong. […]"),
    ("NV2 xong, cccd cua chau 0203 1400 5678", "NV2 xong, […]"),
    ("Đã trao quà cho 3 cháu: Sùng Thị Xoan, Vi Thị Ngọc, Nông Đức Anh.", "Đã trao quà cho 3 cháu […]"),
    ("NV2 xong cho xoan, cháu xoan 7 tuổi ở bản Khoang", "NV2 xong cho […]"),
    ("Dạ em chào chị, NV2 xong ạ, cháu Xoan lớp 3A rất vui. Xoan cảm ơn", "[…], NV2 xong ạ, […]."),
]


@pytest.mark.parametrize(("text", "left"), LEFT)
def test_the_clauses_that_tell_of_the_child_are_cut(text: str, left: str):
    found = scrubbed(text, TODAY)
    assert found is not None
    assert found.text == left


NOTHING = [
    "cháu Sùng Thị Xoan đã được trao quà",
    "NV2 xong, trừ cháu Xoan lớp 3A chưa nhận",  # what is left would be done
    "NV2 hoàn thành hồ sơ cho cháu Xoan thì chưa",
    "NV1 vướng do mẹ cháu Xoan không đồng ý",
    "Dạ em chào chị, cháu Xoan lớp 3A rất vui",
    "Cháu Xoan 7 tuổi ở thôn Nà Lốc, mẹ là chị Mua 0356111222, đã nhận quà",
    "NV2 xong, 20 suất quà",  # no child at all
    "NV2 xong. " * 300 + "cháu Xoan lớp 3A",
    "",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_offered_where_too_little_or_too_much_would_be_left(text: str):
    assert scrubbed(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("cháu Sùng Thị Xoan được tặng quà", {Kind.NAME}),
        ("bé trai 6 tuổi ở thôn Nà Lốc", {Kind.AGE, Kind.HOME}),
        ("em lan lop 5c bo hoc", {Kind.NAME, Kind.SCHOOL}),
        ("con anh Dũng được hỗ trợ", {Kind.PARENT}),
        ("đã gọi mẹ của bé, số 0345 678 901", {Kind.TELEPHONE}),
        ("số định danh của cháu 020314005678", {Kind.IDENTITY}),
        ("Thẻ BHYT của bé TE1202012345678", {Kind.IDENTITY}),
        ("NV2 xong, 15 cháu được nhận quà", set()),
    ],
)
def test_the_kinds_of_words_are_told(text: str, kinds: set[Kind]):
    assert kinds <= set(seen(text))
    assert bool(kinds) == bool(seen(text))


REPORTS = ["NV2 xong", "NV1 đạt 60%", "đã tổ chức 3 hội nghị, 150 lượt người", "nv3 chua lam do cho kinh phi"]
NAMES = ["Sùng Thị Xoan", "Giàng A Páo", "Lò Văn Thoong", "Nông Gia Khiêm", "Tẩn Mùi Chạn"]
TOLD = [
    "cháu {} lớp 3A đã nhận quà",
    "trao xe đạp cho em {}, 9 tuổi, thôn Nà Lốc",
    "{} (2014) bị xâm hại",
    "thăm bé {} con anh Vinh",
    "hồ sơ của cháu {}: số định danh 020314005678",
    "chau {} 7 tuoi o ban Khoang bi om",
]
JOINS = [", ", ". ", "; ", "\n", " - ", " và ", " "]


@given(
    st.lists(st.sampled_from(REPORTS), min_size=1, max_size=2),
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(TOLD), min_size=1, max_size=2),
    st.sampled_from(JOINS),
    st.booleans(),
    st.randoms(use_true_random=False),
)
@settings(max_examples=150, deadline=None)
def test_no_word_of_a_name_is_left_anywhere(reports, name, told, join, bare, random):
    clauses = [*reports, *(each.format(name) for each in told), f"{name.split()[-1]} rất vui"]
    random.shuffle(clauses)
    text = join.join(clauses)
    text = fold(text) if bare else text
    found = scrubbed(text, TODAY)
    if found is None:
        return
    assert not has_child_data(wording(found.text))
    left = fold(found.text).split()
    assert not {word for word in fold(name).split() if len(word) > 1 and word not in ("thi", "van", "gia")} & set(left)
    if understand(found.text, TODAY).status is Status.DONE:
        assert "xong" in fold(text)


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_taken(text: str):
    found = scrubbed(text, TODAY)
    assert found is None or len(found.text) <= LIMIT


@pytest.mark.parametrize("text", ONE_CHILD)
def test_what_is_left_of_any_message_tells_of_nobody(text: str):
    found = scrubbed(f"NV2 đạt 60%, {text}. NV3 chưa làm.", TODAY)
    assert found is None or not has_child_data(wording(found.text))


DETAILS = ["{} 7 tuổi", "{}, 9 tuổi", "{} - 3 tuổi", "{} lớp 3A2", "{} con chị Dở", "{} bố là ông Dính", "{} sn 2015"]
UNLISTED = ["Linh", "khánh ngọc", "Khánh Ngọc", "Mẩy", "Páo", "Y Nhớ", "Tún", "dính", "H'Brêu"]
GIVEN = ["đã tặng quà cho {}", "thăm {}", "5 suất quà: {}, Chứ", "hỗ trợ {}", "đã thăm {}. {} rất vui"]


@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.parametrize("detail", DETAILS)
def test_a_name_beside_a_detail_goes_with_it_whatever_its_letters(given: str, detail: str):
    for name in UNLISTED:
        found = scrubbed(f"NV2 xong, {given.replace('{}', detail, 1).format(*[name] * 2)}", TODAY)
        left = fold(found.text).split() if found else []
        assert not {*fold(name).split(), "chu"} & set(left), found


@pytest.mark.parametrize("file_number", ["khởi tố vụ án số 12/KTVA ngày 3/5/2026", "bản án số 7/2026"])
def test_the_number_of_a_case_goes_too(file_number: str):
    found = scrubbed(f"NV1 xong, cháu Linh 7 tuổi, đã {file_number}", TODAY)
    assert found is None or not any(letter.isdigit() for letter in found.text[3:])


@pytest.mark.parametrize(
    "text",
    ["NV2 cháu Xoan 7 tuổi chưa có giấy khai sinh", "NV4 cháu Linh chưa đồng ý", "nv1 ngày 2/6 cháu Linh bị bỏng",
     "mục 3 cháu Linh bị bỏng", "nhiệm vụ số 5 cháu Linh lớp 3A"],
)  # fmt: skip
def test_the_number_of_a_task_or_day_counts_no_children(text: str):
    assert seen(text)


@pytest.mark.parametrize(
    "text",
    ["đã hỗ trợ Linh sn 2015", "đã hỗ trợ A Phủ sinh năm 2014", "trẻ bị đuối nước là Quàng Văn Ín",
     "đứa nhỏ tên Tí bị bỏng", "thiếu nhi tiêu biểu Nguyễn Khánh Vy", "trao học bổng cho Lê Gia Huy",
     "cho xoan lớp 3a trường tiểu học Yên Hạ", "1 cháu là xoan được nhận quà",
     "2 suất cho Tún và Dính, học sinh lớp 5"],
)  # fmt: skip
def test_a_child_by_a_name_of_no_list_is_seen(text: str):
    assert seen(text)


@pytest.mark.parametrize(
    "text",
    ["trao học bổng cho học sinh nghèo lớp 5", "trao quà cho các em lớp 5", "hỗ trợ trẻ sinh năm 2015",
     "tập huấn cho giáo viên chủ nhiệm lớp 5A", "trao học bổng cho con cán bộ"],
)  # fmt: skip
def test_a_group_with_a_class_or_birth_year_is_no_child(text: str):
    assert not seen(text)


@pytest.mark.parametrize(
    "name",
    ["be_Xoan_7tuoi.jpg", "chau-xoan.pdf", "ChauXoan7tuoi.docx", "IMG_Xoan_lop3A.jpg", "khai sinh Xoan.pdf",
     "ho_so_xam_hai_Nguyen_Thi_Xoan.pdf", "Nguyen Thi Xoan.jpg"],
)  # fmt: skip
def test_a_child_is_seen_in_the_name_of_a_file(name: str):
    assert seen_in_name(name)


@pytest.mark.parametrize(
    "name",
    ["IMG_20260602_101500.jpg", "bien ban.docx", "danh_sach_tre_em.xlsx", "KH-12-UBND.pdf", "bao_cao_NV2_thang6.docx",
     "anh.jpg", "hoc sinh ngheo.pdf", "Screenshot_2026-06-02-10-15.png", "khai_sinh_cho_tre_em.pdf"],
)  # fmt: skip
def test_other_names_of_files_tell_of_nobody(name: str):
    assert not seen_in_name(name)
