"""Who is away when, and who stands in, as people type it."""

from datetime import date

import pytest

from messages.away_words import Away, away_said, read_away

WEDNESDAY = date(2026, 6, 3)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10/6-14/6 Minh thay", Away(day("06-10"), day("06-14"), stand_in="Minh")),
        ("10/6 - 14/6", Away(day("06-10"), day("06-14"))),
        ("10-14/6 anh Minh thay", Away(day("06-10"), day("06-14"), stand_in="Minh")),
        ("từ 10 đến 14/6, thay: Vũ Văn Minh", Away(day("06-10"), day("06-14"), stand_in="Vũ Văn Minh")),
        ("từ ngày 10/6 đến hết ngày 14/6", Away(day("06-10"), day("06-14"))),
        ("tu 10 den 14/6 Minh thay", Away(day("06-10"), day("06-14"), stand_in="Minh")),
        ("mai", Away(day("06-04"), day("06-04"))),
        ("hôm nay", Away(WEDNESDAY, WEDNESDAY)),
        ("đến 14/6", Away(WEDNESDAY, day("06-14"))),
        ("đến hết thứ sáu", Away(WEDNESDAY, day("06-05"))),
        ("từ mai đến thứ 6", Away(day("06-04"), day("06-05"))),
        ("3 ngày", Away(WEDNESDAY, day("06-05"))),
        ("3 ngày từ 10/6", Away(day("06-10"), day("06-12"))),
        ("tuần sau", Away(day("06-08"), day("06-12"))),
        ("tuần này Minh thay", Away(WEDNESDAY, day("06-05"), stand_in="Minh")),
        ("Lan 10/6-14/6 Minh thay", Away(day("06-10"), day("06-14"), "Lan", "Minh")),
        ("Trần Thị Lan từ 10/6 đến 14/6", Away(day("06-10"), day("06-14"), "Trần Thị Lan")),
        ("chị Lan tuần sau, nhờ anh Minh", Away(day("06-08"), day("06-12"), "Lan", "Minh")),
        ("từ mai", Away(day("06-04"), None)),
        ("từ 10/6 anh Minh thay", Away(day("06-10"), None, stand_in="Minh")),
        ("Lan từ thứ sáu, chưa biết đến khi nào", Away(day("06-05"), None, "Lan")),
        ("chưa rõ ngày về", Away(WEDNESDAY, None)),
        ("28/12-3/1", Away(day("12-28"), date(2027, 1, 3))),
    ],
)
def test_days_and_names_are_read(text: str, expected: Away):
    assert read_away(text, WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("text", "today", "first", "last"),
    [
        ("5/1-9/1", date(2026, 12, 20), date(2027, 1, 5), date(2027, 1, 9)),
        ("28/12-3/1/2027", date(2026, 12, 20), date(2026, 12, 28), date(2027, 1, 3)),
        ("28/12-5/1", date(2027, 1, 2), date(2026, 12, 28), date(2027, 1, 5)),
        ("28/12-29/2", date(2027, 12, 20), date(2027, 12, 28), date(2028, 2, 29)),
        ("5/1", date(2026, 12, 20), date(2027, 1, 5), date(2027, 1, 5)),
        ("đến 5/1", date(2026, 12, 20), date(2026, 12, 20), date(2027, 1, 5)),
    ],
)
def test_around_the_new_year_the_nearest_days_are_meant(text: str, today: date, first: date, last: date):
    assert read_away(text, today) == Away(first, last)


def test_a_day_that_the_next_year_lacks_is_none():
    assert read_away("1/12-29/2", date(2028, 6, 1)) is None


@pytest.mark.parametrize(
    "text", ["", "Minh", "Minh thay", "40/6-50/6", "31/2-3/3", "1/5-2/5", "14/6-10/6/2026", "xyz", "đến 14/6/2062"]
)
def test_what_names_no_days_to_come_is_none(text: str):
    assert read_away(text, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("em nghỉ phép từ 10 đến 14/6, anh Minh thay em", Away(day("06-10"), day("06-14"), stand_in="Minh")),
        ("em nghỉ ốm chưa biết đến khi nào", Away(WEDNESDAY, None)),
        ("mai em nghỉ ốm, chưa biết bao giờ đi làm lại", Away(day("06-04"), None)),
        ("Dạ mai em nghỉ ốm ạ", Away(day("06-04"), day("06-04"))),
        ("tuần sau em đi công tác, nhờ chị Hạnh", Away(day("06-08"), day("06-12"), stand_in="Hạnh")),
        ("Tôi đi tập huấn từ 10/6 đến 12/6", Away(day("06-10"), day("06-12"))),
        ("em xin nghỉ phép 3 ngày từ 10/6", Away(day("06-10"), day("06-12"))),
    ],
)
def test_sentences_tell_of_an_absence(text: str, expected: Away):
    assert away_said(text, WEDNESDAY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "NV2 chưa làm do anh A nghỉ phép đến 14/6",
        "em nghỉ phép đến 14/6 nên xin gia hạn NV2",
        "đã tập huấn 3 lớp từ 10/6 đến 12/6",
        "10/6 tổ chức tập huấn",
        "anh Minh nghỉ phép từ 10 đến 14/6",
        "em đi công tác suốt",
        "đạt 60%",
        "em đi công tác xã, 10/6 xong",
        "học sinh nghỉ hè từ 1/6",
    ],
)
def test_reports_and_news_of_others_do_not(text: str):
    assert away_said(text, WEDNESDAY) is None
