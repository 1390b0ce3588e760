"""Labels as communes and health centres type them."""

import pytest

from plans.labels import Label, LabelKind, label_of, split_inline


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("- Đơn vị thực hiện Khoa Dược", LabelKind.DOER, "Khoa Dược"),
        ("- Người phụ trách Cô Hiền", LabelKind.LEAD, "Cô Hiền"),
        ("Phối hợp Các chi hội", LabelKind.COOPERATOR, "Các chi hội"),
        ("- Thời gian Tháng 5/2026", LabelKind.TIME, "Tháng 5/2026"),
        ("- Thời gian thực hiện từ 02/3 đến 15/3/2026", LabelKind.TIME, "từ 02/3 đến 15/3/2026"),
        ("- Đồng chí Chi ủy viên làm Tổ trưởng", LabelKind.LEAD, "Đồng chí Chi ủy viên"),
    ],
)
def test_a_label_may_lack_its_colon(line: str, kind: LabelKind, value: str) -> None:
    assert label_of(line) == Label(kind, value)


@pytest.mark.parametrize(
    "line",
    [
        "- Phối hợp Công an xã tuần tra chợ.",
        "- Người phụ trách thiết bị kiểm tra máy.",
        "2. Thời gian Tháng 5/2026",
        "- Thời gian Người dân chờ đợi còn dài",
        "- Việc này làm tổ trưởng",
    ],
)
def test_other_words_open_no_label(line: str) -> None:
    assert label_of(line) is None


def test_who_does_it_may_follow_the_sentence() -> None:
    words, labels = split_inline("Phát tin 2 lần/ngày. Thực hiện: Phòng Dân số.")
    assert (words, [(label.kind, label.value) for label in labels]) == (
        "Phát tin 2 lần/ngày.",
        [(LabelKind.DOER, "Phòng Dân số")],
    )
