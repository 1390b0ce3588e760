"""Typed decisions, and words that say an obstacle is gone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.cleared import says_cleared
from messages.verdict import Verdict, verdict

TODAY = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("đồng ý", Verdict(granted=True)),
        ("Nhất trí em nhé", Verdict(granted=True)),
        ("ok", Verdict(granted=True)),
        ("đồng ý, đến thứ sáu tuần sau", Verdict(granted=True, day=date(2026, 6, 19))),
        ("cho lùi đến 18/6", Verdict(granted=True, day=date(2026, 6, 18))),
        ("không đồng ý", Verdict(granted=False)),
        ("khong dong y", Verdict(granted=False)),
        ("Không thể gia hạn vì tỉnh đã chốt", Verdict(granted=False)),
        ("vẫn giữ hạn cũ", Verdict(granted=False)),
        ("đồng ý không?", None),
        ("tỉnh không đồng ý thì sao", None),
        ("18/6 được không em?", None),
        ("em gửi lại số liệu", None),
        ("", None),
    ],
)
def test_a_typed_decision_is_read(text, found):
    assert verdict(text, TODAY) == found


@given(st.text(max_size=200))
def test_any_words_are_a_verdict_or_none(text):
    found = verdict(text, TODAY)
    assert found is None or isinstance(found, Verdict)
    assert says_cleared(text) in (True, False)


@pytest.mark.parametrize(
    "text",
    ["NV2 đã khắc phục", "đã khắc phục xong rồi ạ", "hết vướng rồi", "nv2 da giai quyet xong", "đã được tháo gỡ"],
)
def test_an_obstacle_is_said_to_be_gone(text):
    assert says_cleared(text)


@pytest.mark.parametrize(
    "text",
    [
        "chưa khắc phục được",
        "đang giải quyết",
        "khi nào khắc phục xong em báo",
        "đã giải quyết một phần",
        "đã khắc phục chưa?",
        "chưa hết vướng",
        "sẽ khắc phục xong trong tuần",
        "cảm ơn",
    ],
)
def test_an_obstacle_is_not_said_to_be_gone(text):
    assert not says_cleared(text)
