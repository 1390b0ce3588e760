"""The words behind /baocao."""

from datetime import date

import pytest

from handlers.asked import Asked, read_asked
from models.people import Unit

TODAY = date(2026, 6, 17)  # a Wednesday
UNITS = [
    Unit(id=1, office_id=1, name="Văn phòng Sở"),
    Unit(id=2, office_id=1, name="Phòng Nghiệp vụ I", aliases=["NV1"]),
    Unit(id=3, office_id=1, name="Phòng Nghiệp vụ II"),
    Unit(id=4, office_id=1, name="Đội Tuần tra"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Asked(TODAY)),
        ("14/6", Asked(date(2026, 6, 14))),
        ("đến hết ngày 14-6", Asked(date(2026, 6, 14))),
        ("tuần", Asked(TODAY, date(2026, 6, 14))),
        ("Tuần này", Asked(TODAY, date(2026, 6, 14))),
        ("tuan truoc", Asked(date(2026, 6, 14), date(2026, 6, 7))),
        ("tháng", Asked(TODAY, date(2026, 5, 31))),
        ("tháng trước", Asked(date(2026, 5, 31), date(2026, 4, 30))),
        ("tháng 5", Asked(date(2026, 5, 31), date(2026, 4, 30))),
        ("tháng 6/2026", Asked(TODAY, date(2026, 5, 31))),
        ("tháng 12", Asked(date(2025, 12, 31), date(2025, 11, 30))),
        ("pdf", Asked(TODAY, pdf=True)),
        ("14/6 PDF", Asked(date(2026, 6, 14), pdf=True)),
        ("bản 12", Asked(TODAY, kept=(12, None))),
        ("bản lưu số 12", Asked(TODAY, kept=(12, None))),
        ("12-3f9a1c", Asked(TODAY, kept=(12, "3f9a1c"))),
        ("bản 12-3F9A1C pdf", Asked(TODAY, kept=(12, "3f9a1c"), pdf=True)),
        ("bản 12-3f", Asked(TODAY, kept=(12, "3f"))),
        ("kế hoạch 3", Asked(TODAY, plan=3)),
        ("KH3 14/6", Asked(date(2026, 6, 14), plan=3)),
        ("phòng nghiệp vụ i", Asked(TODAY, unit=UNITS[1])),
        ("nv1 tuần", Asked(TODAY, date(2026, 6, 14), UNITS[1])),
        ("14/6 Văn phòng Sở", Asked(date(2026, 6, 14), unit=UNITS[0])),
        ("Đội Tuần tra", Asked(TODAY, unit=UNITS[3])),
    ],
)
def test_each_form_of_asking_is_understood(text, expected):
    assert read_asked(text, TODAY, UNITS) == expected


@pytest.mark.parametrize(
    "text", ["abc", "31/2", "tuần sau", "tháng 13", "0/0", "14/6 abc", "bản", "phòng nghiệp vụ", "pdf xyz", "12"]
)
def test_words_that_mean_nothing_here_are_not_guessed_at(text):
    assert read_asked(text, TODAY, UNITS) is None
