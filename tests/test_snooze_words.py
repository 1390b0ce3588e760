"""Which words put a reminder off, and which report."""

from datetime import date

import pytest

from messages.snooze_words import Later, asks_later

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
