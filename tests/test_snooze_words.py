"""Which words put a reminder off, and which report."""

from datetime import date

import pytest

from messages.snooze_words import Later, asks_later, later_aside

WEDNESDAY = date(2026, 6, 3)
TOMORROW, FRIDAY = date(2026, 6, 4), date(2026, 6, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mai nhắc lại", TOMORROW),
        ("Mai nhắc lại nhé!", TOMORROW),
        ("mai nhac lai em nhe", TOMORROW),
        ("Dạ mai nhắc em ạ", TOMORROW),
        ("sáng mai nhắc lại giúp em", TOMORROW),
        ("nhắc em sau 2 ngày", FRIDAY),
        ("nhắc lại sau 2 ngày nhé bot", FRIDAY),
        ("2 ngày nữa nhắc lại", FRIDAY),
        ("để thứ 5 nhắc", TOMORROW),
        ("để thứ 6 nhắc lại cho em", FRIDAY),
        ("thứ sáu nhắc em với", FRIDAY),
        ("nhắc lại vào ngày 5/6", FRIDAY),
        ("để mai hẵng nhắc", TOMORROW),
        ("hoãn nhắc đến thứ 6", FRIDAY),
        ("em đang họp, mai nhắc lại nhé", TOMORROW),
        ("hôm nay em bận quá, mai nhắc em nhé", TOMORROW),
        ("chiều nay nhắc lại", None),
        ("nhắc lại sau", None),
        ("nhắc lại sau nhé", None),
        ("để sau nhắc", None),
        ("lát nhắc lại", None),
        ("chiều nhắc lại em", None),
        ("khoan nhắc", None),
        ("em đang bận, nhắc sau nhé", None),
    ],
)
def test_words_put_a_reminder_off(text: str, day: date | None):
    assert asks_later(text, WEDNESDAY) == Later(day)


@pytest.mark.parametrize(
    ("text", "refs"),
    [("NV2 mai nhắc lại", ("2",)), ("mai nhắc lại NV2 nhé", ("2",)), ("NV2, NV3 mai nhắc lại", ("2", "3"))],
)
def test_tasks_may_be_named(text: str, refs: tuple[str, ...]):
    assert asks_later(text, WEDNESDAY) == Later(TOMORROW, refs)


@pytest.mark.parametrize(
    "text",
    [
        "NV2 đạt 60%, mai nhắc lại",
        "xong rồi, không phải nhắc lại nữa",
        "đã nhắc lại các xã",
        "em đã nhắc lại rồi",
        "da nhac lai",
        "mai nhắc lại phòng Tài chính nộp báo cáo",
        "chưa làm được, mai nhắc lại",
        "nhắc lại",
        "hoãn hội nghị đến mai",
        "hội nghị hoãn sang thứ 6",
        "xin gia hạn đến mai",
        "NV2 nhắc nhở 3 xã, mai xong",
        "mai em nộp",
        "đã nhận",
        "",
        "mai nhắc lại " * 30,
    ],
)
def test_other_words_do_not(text: str):
    assert asks_later(text, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("text", "refs", "rest"),
    [
        ("NV1 mai nhắc lại, xin gia hạn đến 20/6", ("1",), "NV1 xin gia hạn đến 20/6"),
        ("NV1, NV2 mai nhắc lại, NV3 xong", ("1", "2"), "NV3 xong"),
        ("NV1 đạt 40%, mai nhắc lại", (), "NV1 đạt 40%"),
        ("NV3 xong và mai nhắc lại NV1", ("1",), "NV3 xong"),
        ("NV1: 1,5 triệu\nmai nhắc lại NV2\nNV3 xong", ("2",), "NV1: 1,5 triệu\nNV3 xong"),
    ],
)
def test_a_longer_message_may_put_off_beside_its_report(text: str, refs: tuple[str, ...], rest: str):
    aside = later_aside(text, WEDNESDAY)
    assert aside is not None
    assert (aside.later, aside.rest) == (Later(TOMORROW, refs), rest)


@pytest.mark.parametrize(
    "text", ["mai nhắc lại", "em đang họp, mai nhắc lại nhé", "NV1 xong, đã nhắc các đơn vị", "NV1 xong"]
)
def test_what_only_puts_off_or_only_reports_is_not_divided(text: str):
    assert later_aside(text, WEDNESDAY) is None
