"""/chitieu: what an office counts, by its own names."""

from datetime import date

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN
from messages.listing import Change, Order, parse_listing
from messages.understand import understand
from models.assignment import Figure
from models.indicator import Indicator
from models.terms import in_office_terms
from test_progress import chat as chat  # noqa: PLC0414 - the plan with two tasks of Lan's unit


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("", Order(Change.SHOW)),
        ("hội nghị", Order(Change.SHOW, "hội nghị")),
        (
            "thêm tổ hòa giải: tổ hg, to hoa giai",
            Order(Change.ADD, "tổ hòa giải", synonyms=("tổ hg", "to hoa giai")),
        ),
        ("them chi tieu bình nước", Order(Change.ADD, "bình nước")),
        ("THÊM Tủ sách : tu sach;kệ sách.", Order(Change.ADD, "Tủ sách", synonyms=("tu sach", "kệ sách"))),
        ("thêm tiền ủng hộ Quỹ (đồng): ung ho", Order(Change.ADD, "tiền ủng hộ Quỹ", "đồng", ("ung ho",))),
        ("tổ hòa giải = tổ hg", Order(Change.SET, "tổ hòa giải", synonyms=("tổ hg",))),
        ("sua to hoa giai: a b", Order(Change.SET, "to hoa giai", synonyms=("a b",))),
        (
            "đổi tên hội nghị thành hội nghị, hội thảo",
            Order(Change.RENAME, "hội nghị", new_name="hội nghị, hội thảo"),
        ),
        ("doi hoan thanh so lieu thanh so lieu", Order(Change.RENAME, "hoan thanh so lieu", new_name="so lieu")),
        ("hội nghị -> cuộc họp", Order(Change.RENAME, "hội nghị", new_name="cuộc họp")),
        ("bỏ tổ hòa giải", Order(Change.REMOVE, "tổ hòa giải")),
        ("xóa", Order(Change.REMOVE)),
        ("xử lý hoàn thành", Order(Change.SHOW, "xử lý hoàn thành")),
    ],
)
def test_a_clerk_s_words_are_read_leniently(text, order):
    assert parse_listing(text) == order


OFFICE = [
    Indicator(office_id=1, name="hội nghị, hội thảo", synonyms=["hội nghị"]),
    Indicator(office_id=1, name="hội thảo khoa học", synonyms=["hội thảo"]),
    Indicator(office_id=1, name="tiền ủng hộ", unit="đồng", synonyms=["ung ho"]),
]


@pytest.mark.parametrize(
    ("noun", "unit", "words", "expected"),
    [
        ("hội nghị", None, "3 cuộc hội nghị", ("hội nghị, hội thảo", None)),
        ("hội nghị", None, "3 hội thảo", ("hội thảo khoa học", None)),
        ("Ủng hộ", None, "ủng hộ 5", ("tiền ủng hộ", "đồng")),
        ("ung ho", "%", "", ("ung ho", "%")),
        ("tin bài", None, "9 tin", ("tin bài", None)),
    ],
)
def test_a_figure_gets_the_office_s_name_and_unit(noun, unit, words, expected):
    assert in_office_terms(noun, unit, OFFICE, words) == expected


@pytest.mark.parametrize("text", ["NV2 xong, bình nước: 12", "nv2 xong, binh nuoc: 12"])
def test_what_the_office_counts_is_not_asked_about(text):
    nouns = ("bình nước",)
    assert understand(text, date(2026, 6, 10)).ask
    said = understand(text, date(2026, 6, 10), nouns)
    assert ([f.value for f in said.figures], said.ask) == ([12], False)


def stored(chat: Chat) -> list[tuple[str, float, str]]:
    with chat.sessions() as session:
        return [(f.indicator, f.value, f.words) for f in session.exec(select(Figure).order_by(col(Figure.id)))]


def test_a_synonym_of_the_office_is_kept_under_its_name_with_the_words_as_typed(chat):
    [answer] = chat.say(HANH, "/chitieu thêm tổ hòa giải: tổ hg, to hoa giai")
    assert "tổ hòa giải" in answer.text
    assert "to hoa giai" in answer.text
    [reply] = chat.say(LAN, "NV1 xong, đã lập 5 tổ HG")
    assert "5 tổ hòa giải" in reply.text
    assert stored(chat) == [("tổ hòa giải", 5, "5 tổ HG")]


def test_a_built_in_name_can_be_the_office_s_own(chat):
    chat.say(HANH, "/chitieu đổi tên tin bài thành tin, bài tuyên truyền")
    [reply] = chat.say(LAN, "NV1 đã đăng 9 tin bài")
    assert "9 tin, bài tuyên truyền" in reply.text
    [listed] = chat.say(HANH, "/chitieu")
    assert "tin, bài tuyên truyền: tin bài" in listed.text
    assert "hội nghị" in listed.text


def test_a_removed_indicator_means_nothing_and_can_come_back(chat):
    chat.say(HANH, "/chitieu thêm bình nước: bn")
    chat.say(HANH, "/chitieu bỏ binh nuoc")
    [question] = chat.say(LAN, "NV1 xong, bình nước: 12")
    assert "chưa ghi gì" in question.text
    chat.say(HANH, "/chitieu thêm bình nước: bn")
    chat.say(LAN, "NV1 xong, bình nước: 12")
    assert stored(chat) == [("bình nước", 12, "12")]


def test_adding_adds_synonyms_and_a_colon_alone_sets_them(chat):
    chat.say(HANH, "/chitieu thêm tổ hòa giải: tổ hg")
    [added] = chat.say(HANH, "/chitieu thêm tổ hòa giải: tổ hgcs")
    assert "tổ hg, tổ hgcs" in added.text
    [kept] = chat.say(HANH, "/chitieu tổ hòa giải: tổ hòa giải cơ sở")
    assert "hgcs" not in kept.text


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("/chitieu thêm", "thiếu tên chỉ tiêu"),
        ("/chitieu bỏ", "thiếu tên chỉ tiêu"),
        ("/chitieu bỏ hội nghị", '"hội nghị" là chỉ tiêu có sẵn'),
        ("/chitieu bỏ gì đó", 'không có chỉ tiêu "gì đó"'),
        ("/chitieu thêm tủ sách: kệ sách, 25", 'từ đồng nghĩa thứ 2 "25" không phải là từ'),
        ("/chitieu thêm tủ sách: tổ hg", 'từ đồng nghĩa thứ nhất "tổ hg" đã thuộc chỉ tiêu "tổ hòa giải"'),
        ("/chitieu đổi tên hội nghị thành Tổ hòa giải", 'tên "Tổ hòa giải" đã thuộc chỉ tiêu "tổ hòa giải"'),
        ("/chitieu thêm " + "dài " * 30, "dài quá 60 chữ"),
    ],
)
def test_one_line_says_what_is_wrong_and_where(chat, order, told):
    chat.say(HANH, "/chitieu thêm tổ hòa giải: tổ hg")
    [answer] = chat.say(HANH, order)
    assert told in answer.text
    assert "\n" not in answer.text
    with chat.sessions() as session:
        assert [row.name for row in session.exec(select(Indicator)).all()] == ["tổ hòa giải"]


def test_only_a_clerk_changes_what_is_counted(chat):
    [answer] = chat.say(LAN, "/chitieu thêm tổ hòa giải")
    assert "văn thư" in answer.text.lower() or "quyền" in answer.text.lower()
    with chat.sessions() as session:
        assert session.exec(select(Indicator)).all() == []
