"""A day typed without its year behind "đã tổ chức" has passed."""

from datetime import date

import pytest

from messages.deadlines import days_in
from messages.understand import understand
from messages.understood import Status
from messages.wording import wording

JANUARY, DECEMBER = date(2027, 1, 5), date(2026, 12, 20)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("NV1 đã tổ chức ngày 28/12", JANUARY, "2026-12-28"),
        ("NV1 da to chuc ngay 28/12", JANUARY, "2026-12-28"),
        ("NV1 đã tổ chức ngày 28", JANUARY, "2026-12-28"),
        ("28/12 em đã nộp báo cáo NV1", JANUARY, "2026-12-28"),
        ("ngày 28/12 tổ chức rồi", JANUARY, "2026-12-28"),
        ("NV1 đã tổ chức hội nghị ngày 20/1", DECEMBER, "2026-01-20"),
        ("NV1 đã tổ chức hội nghị vào ngày 20 tháng 1", DECEMBER, "2026-01-20"),
    ],
)
def test_a_day_of_done_work_is_looked_for_in_the_past(text: str, today: date, day: str) -> None:
    assert [each.day.isoformat() for each in days_in(wording(text), today)] == [day]
    said = understand(text, today)
    assert (said.new_deadline, said.status in (Status.DONE, Status.IN_PROGRESS)) == (None, True)


@pytest.mark.parametrize(
    "text",
    [
        "NV1 đã gửi giấy mời hội nghị ngày 20/1",
        "NV1 đã chốt lịch tổ chức ngày 20/1",
        "NV1 đã tổ chức họp bàn để ngày 20/1 khai mạc",
        "NV1 đã làm xong phần 1, còn lại đến 20/1",
        "NV1 xin gia hạn đến 20/1",
        "NV1 đã tổ chức ngày 20/1/2027",
    ],
)
def test_other_days_of_january_stay_ahead(text: str) -> None:
    assert [each.day.isoformat() for each in days_in(wording(text), DECEMBER)] == ["2027-01-20"]
