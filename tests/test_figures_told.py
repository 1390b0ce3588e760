"""Figures kept and read back: totals of prices per head, and what the plan wants."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN
from messages.aims import aims
from messages.prices import total
from messages.understand import understand
from models.assignment import Figure
from models.terms import Aim, aim_of
from plans.draft import PlanDraft, TaskDraft

TODAY = date(2026, 6, 10)
DRAFT = PlanDraft(
    title="Kế hoạch tháng 6",
    targets=("Tỷ lệ trẻ em khai sinh đúng hạn đạt trên 95%", "Tổ chức 40 hội nghị"),
    tasks=(
        TaskDraft(text="Tổ chức ít nhất 05 hội nghị cho 300 lượt người.", leads=("Phòng Nghiệp vụ I",)),
        TaskDraft(text="Thăm, tặng quà trẻ em khó khăn.", leads=("Phòng Nghiệp vụ I",)),
    ),
)


@pytest.fixture
def chat(sessions, office) -> Chat:
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    return chat


def stored(chat: Chat) -> list[tuple[str, float, str | None, str]]:
    with chat.sessions() as session:
        rows = session.exec(select(Figure).order_by(col(Figure.id))).all()
    return [(row.indicator, row.value, row.unit, row.words) for row in rows]


@pytest.mark.parametrize(
    ("text", "indicator", "value", "cost"),
    [
        ("NV2 đã tặng 20 suất (300 nghìn đồng/suất)", "suất quà", 20, 6_000_000),
        ("NV2 tặng 20 suất quà, mỗi suất 300k", "suất quà", 20, 6_000_000),
        ("NV2 đã trao 20 suất x 300.000đ", "suất quà", 20, 6_000_000),
        ("NV2 đã trao 20 suất trị giá 300 nghìn/suất", "suất quà", 20, 6_000_000),
        ("da trao 20 suat qua, moi suat 300 nghin", "suất quà", 20, 6_000_000),
        ("đã tặng 20 phần quà, 500k một phần", "suất quà", 20, 10_000_000),
        ("NV2 tặng 30 xe đạp (1,5tr/chiếc)", "xe đạp", 30, 45_000_000),
        ("NV2 tặng 300.000đ/suất cho 20 suất", "suất quà", 20, 6_000_000),
        ("NV2 mở 2 lớp tập huấn, mỗi lớp 5 triệu", "lớp tập huấn", 2, 10_000_000),
        ("NV2 xong, 20 suất quà", "suất quà", 20, None),
        ("NV2 xong, 20 suất quà, hỗ trợ 500k/tháng", "suất quà", 20, None),
    ],
)
def test_a_price_per_head_is_no_result_and_makes_a_total(text, indicator, value, cost):
    [figure] = understand(text, TODAY).figures
    assert (figure.indicator, figure.value, total(figure)) == (indicator, value, cost)
    assert "price" not in figure.as_json()
    assert figure.words in text


@given(count=st.integers(2, 900), thousands=st.integers(10, 900), head=st.sampled_from(["suất", "cháu", "hộ"]))
def test_the_total_is_count_times_price(count, thousands, head):
    for price in (f"({thousands} nghìn đồng/{head})", f", mỗi {head} {thousands}k", f" x {thousands}.000đ"):
        [figure] = understand(f"NV2 đã trao cho {count} {head} {price}", TODAY).figures
        assert (figure.value, total(figure)) == (count, count * thousands * 1000)


def test_the_total_is_kept_as_cost_with_the_words_and_read_back(chat):
    [reply] = chat.say(LAN, "NV2 xong: tặng 20 suất (300 nghìn đồng/suất), 3 hội nghị")
    assert "hoàn thành; 20 suất quà (6.000.000 đồng), 3 hội nghị" in reply.text
    words = "20 suất (300 nghìn đồng/suất)"
    assert stored(chat) == [
        ("suất quà", 20, None, words),
        ("hội nghị", 3, None, "3 hội nghị"),
        ("kinh phí", 6_000_000, "đồng", words),
    ]


def test_several_prices_make_one_cost(chat):
    [reply] = chat.say(LAN, "NV2 đã trao 20 suất x 300.000đ, 10 suất học bổng x 1tr")
    assert "20 suất quà, 10 suất học bổng, 16.000.000 đồng (kinh phí)" in reply.text


def test_a_cost_that_is_told_is_the_whole_of_it(chat):
    chat.say(LAN, "NV2: 20 suất quà 300.000 đồng/suất, tổng 6 triệu")
    assert [row[:2] for row in stored(chat)] == [("suất quà", 20), ("kinh phí", 6_000_000)]


@pytest.mark.parametrize("correction", ["sửa: 25 suất quà", "nhầm, 25 chứ không phải 20"])
def test_a_corrected_count_takes_its_cost_along(chat, correction):
    chat.say(LAN, "NV2 xong: tặng 20 suất (300 nghìn đồng/suất)")
    [reply] = chat.say(LAN, correction)
    assert "25 suất quà (7.500.000 đồng)" in reply.text
    assert [row[:2] for row in stored(chat)[2:]] == [("suất quà", 25), ("kinh phí", 7_500_000)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Tổ chức ít nhất 05 hội nghị cho khoảng 500 lượt người tại 03 xã trước ngày 15/6/2026.",
            {"hội nghị": 5, "lượt người": 500, "xã": 3},
        ),
        ("Phấn đấu trên 95% trẻ em được khai sinh đúng hạn", {"trẻ em được khai sinh đúng hạn": 95}),
        ("Tỷ lệ khai sinh đúng hạn đạt trên 95 %; phát 1.000 tờ rơi", {"khai sinh đúng hạn": 95, "tờ rơi": 1000}),
        ("100% các khu công nghiệp được tư vấn, tăng 10% số vụ", {"khu công nghiệp được tư vấn": 100}),
        ("Mỗi xã tổ chức 02 hội nghị; đăng 10 tin, bài/tháng", {}),
        ("Theo Kế hoạch số 125/KH-UBND ngày 05/5/2026, từ 01/6 tổ chức truyền thông", {}),
        ("Thẩm định 02 văn bản, tổng kinh phí 6 triệu đồng", {"văn bản": 2, "kinh phí": 6_000_000}),
    ],
)
def test_a_plan_s_words_say_what_is_aimed_at(text, found):
    assert {aim.indicator: aim.value for aim in aims([text])} == found


def test_an_aim_that_the_plan_states_twice_differently_is_none():
    two = (Aim("hội nghị", 5), Aim("hội nghị", 7))
    assert aim_of("hội nghị", None, two) is None
    assert aim_of("Hoi nghi", None, two[:1]) == two[0]
    assert aim_of("khai sinh đúng hạn", "%", (Aim("trẻ em được khai sinh đúng hạn", 95, "%"),)) is not None
    assert aim_of("hội nghị", "%", two[:1]) is None
    assert aim_of("xã có cán bộ trẻ em", "%", (Aim("xã", 100, "%"),)) is None


def test_the_read_back_tells_what_the_plan_wants(chat):
    [first] = chat.say(LAN, "NV1 đang làm, 3 hội nghị, 150 lượt người")
    assert "đang thực hiện; 3/5 hội nghị theo kế hoạch, 150/300 lượt người theo kế hoạch" in first.text
    [more] = chat.say(LAN, "NV1 thêm 1 hội nghị")
    assert "thêm 1 hội nghị (tổng 4/5 theo kế hoạch)" in more.text
    [rate] = chat.say(LAN, "NV2: tỷ lệ khai sinh đúng hạn đạt 96%")
    assert "96% khai sinh đúng hạn (kế hoạch 95%)" in rate.text


def test_a_count_of_the_whole_plan_is_no_target_of_one_task(chat):
    [reply] = chat.say(LAN, "NV2 xong, 3 hội nghị")
    assert "3 hội nghị. " in reply.text
