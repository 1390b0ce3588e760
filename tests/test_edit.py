import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.edit import Edit, Field, parse_edit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NV3 chủ trì: Phòng Nghiệp vụ I", Edit(Field.LEADS, 3, "Phòng Nghiệp vụ I")),
        ("nv 3 đơn vị phối hợp: VP; Công đoàn", Edit(Field.COOPERATORS, 3, "VP; Công đoàn")),
        ("sửa nv12 thời hạn: 15/6/2026", Edit(Field.TIME, 12, "15/6/2026")),
        ("Nhiệm vụ 2 nội dung: Tổ chức 02 hội nghị", Edit(Field.TEXT, 2, "Tổ chức 02 hội nghị")),
        ("bỏ NV5", Edit(Field.DROP, 5)),
        ("Khôi phục nhiệm vụ 5.", Edit(Field.RESTORE, 5)),
        ("thêm nhiệm vụ: Treo băng rôn", Edit(Field.ADD, value="Treo băng rôn")),
        ("Phê duyệt", Edit(Field.APPROVE)),
        ("NV4 hạn 15/6", Edit(Field.TIME, 4, "15/6")),
        ("NV10 hạn mới 26/6/2026", Edit(Field.TIME, 10, "26/6/2026")),
        ("nv10 han moi: 26/6", Edit(Field.TIME, 10, "26/6")),
        ("gia hạn NV10 đến 26/6", Edit(Field.TIME, 10, "26/6")),
        ("gia hạn cho nv 10 đến ngày 26/6/2026.", Edit(Field.TIME, 10, "ngày 26/6/2026")),
        ("xin gia hạn NV10 đến 26/6", None),
        ("NV10 xin gia hạn đến 26/6", None),
        ("NV4 hạn 15/6 không kịp", None),
        ("hạn nv12 là bao giờ", None),
        ("NV3 xong", None),
        ("chưa phê duyệt", None),
        ("NV3: đạt 60%", None),
        ("thêm 2 hội nghị", None),
    ],
)
def test_an_order_to_change_is_told_from_everything_else(text, expected):
    assert parse_edit(text) == expected


@given(st.text())
def test_no_text_breaks_it(text):
    assert parse_edit(text) is None or isinstance(parse_edit(text), Edit)
