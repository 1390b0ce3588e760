"""Each price goes with the count of its own thing; where that cannot be told, the person is asked."""

import datetime as dt

import pytest

from messages.prices import total
from messages.understand import understand

TODAY = dt.date(2026, 6, 3)


@pytest.mark.parametrize(
    ("text", "costs"),
    [
        ("nv3 xong: 20 suất quà 300k/suất, 15 suất học bổng 1 triệu/suất, 30 cháu dự", [6_000_000, 15_000_000, None]),
        ("NV3 trao 20 suất quà 300k/suất, 15 suất học bổng", [6_000_000, None]),
        ("NV3 trao 20 suất quà, 15 suất học bổng 1 triệu/suất", [None, 15_000_000]),
        ("NV3 trao 15 suất học bổng và 5 suất quà, 1 triệu một suất học bổng, 200k một suất quà", [15e6, 1e6]),
        ("NV3: mỗi suất quà 300k, 20 suất quà; mỗi suất học bổng 1 triệu, 15 suất học bổng", [6e6, 15e6]),
        ("NV3 trao 20 suất quà, mỗi suất 300k, 15 suất học bổng, mỗi suất 1 triệu", [6e6, 15e6]),
    ],
)
def test_each_price_goes_with_its_own_count(text: str, costs: list[float | None]):
    said = understand(text, TODAY)
    assert [total(figure) for figure in said.figures] == costs
    assert not said.ask


@pytest.mark.parametrize(
    "text", ["NV3 trao 20 suất quà và 15 suất học bổng, mỗi suất 300k", "NV3 20 suất quà, 15 suất học bổng, 300k/suất"]
)
def test_one_price_behind_two_counts_is_asked_about(text: str):
    assert understand(text, TODAY).ask
