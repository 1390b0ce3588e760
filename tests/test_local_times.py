"""Times as communes and hamlets set them inside a sentence."""

import pytest

from vietnamese.prose_dates import find_timing


@pytest.mark.parametrize(
    ("sentence", "words", "due"),
    [
        ("Mở lớp cho 30 cán bộ xóm - ngày 12/5.", "ngày 12/5", "2026-05-12"),
        ("Giám sát việc thu quỹ của 02 xóm; tháng 8 năm 2026.", "tháng 8 năm 2026", "2026-08-31"),
        (
            "Ra mắt mô hình lúc 8 giờ 30 phút, ngày 02/4/2026 tại sân đình",
            "lúc 8 giờ 30 phút, ngày 02/4/2026",
            "2026-04-02",
        ),
        ("Lễ ra quân: 01 buổi, dự kiến 15/3/2026.", "dự kiến 15/3/2026", "2026-03-15"),
        ("Báo cáo số cây sống về Hội xã ngày 25/6/2026.", "ngày 25/6/2026", "2026-06-25"),
        ("Báo cáo số cây sống về Hội xã trước ngày 25/6/2026.", "trước ngày 25/6/2026", "2026-06-25"),
    ],
)
def test_a_day_is_found_behind_words_that_set_one(sentence: str, words: str, due: str) -> None:
    timing = find_timing(sentence, 2026)
    assert timing
    assert (timing.words, str(timing.due)) == (words, due)


@pytest.mark.parametrize(
    "sentence",
    ["Triển khai theo Báo cáo số 12/BC ngày 05/4/2026.", "Gửi bản sao Quyết định của Chủ tịch xã ngày 05/4/2026."],
)
def test_the_day_of_a_document_is_none(sentence: str) -> None:
    assert find_timing(sentence, 2026) is None
