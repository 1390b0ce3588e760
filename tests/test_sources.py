"""Every figure of a report answers who said it, when, and in which words."""

import json

import pytest

from chat import Chat
from conftest import HANH, LAN
from conversation import CENTRE, FIRST, MINH, open_office
from models.assignment import Said, Status
from models.outbox import Snapshot
from reports import sources
from reports.summary import summarise
from sample_report import END, REPLIES, sample


def report(**more):
    return summarise(sample(**more), END)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hội nghị", [(2, "hội nghị")]),
        ("LƯỢT NGƯỜI", [(2, "lượt người")]),
        ("kinh phi", [(6, "kinh phí")]),
        ("6.000.000 đồng", [(6, "kinh phí")]),
        ("100%", [(5, "trẻ em được trợ giúp pháp lý")]),
        ("370", [(2, "lượt người")]),
        ("250", [(2, "lượt người")]),  # what one line said of it
        ("3", [(2, "hội nghị"), (4, "xã")]),
        ("3 xã", [(4, "xã")]),
        ("bánh kẹo", []),
        ("7", []),
        ("1.2.3", []),
    ],
)
def test_a_figure_is_found_by_its_words_or_value(words, expected):
    assert [(made.task.position, made.tally.indicator) for made in sources.figures(report(), words=words)] == expected


def test_a_sum_over_tasks_tells_the_tasks_figures():
    people = [("lượt người", count, None, False) for count in (420, 42)]
    replies = [(5, 5, 1, Said.WORKING, "", {}, people[:1]), (2, 4, 2, Said.WORKING, "", {}, people[1:])]
    found = sources.figures(summarise(sample(replies=replies), END), words="462")
    assert [(made.task.position, made.tally.value) for made in found] == [(2, 42), (5, 420)]


def test_the_ways_tell_what_of_each_share_is_in_the_sum():
    [made] = sources.figures(report(), 2, "hội nghị")
    assert [(way.share.unit, way.added) for way in made.ways] == [
        ("Phòng Phổ biến và Theo dõi thi hành pháp luật", 3),
        ("Phòng Nghiệp vụ I", None),
    ]
    assert sum(way.added or 0 for way in made.ways) == made.tally.value


def test_every_sum_of_a_report_is_made_of_its_ways():
    for made in sources.figures(report()):
        assert made.tally.value == sum(way.added or 0 for way in made.ways)
        told = {entry.line.id for entry in sources.entries(made.task, made.tally)}
        assert {line for way in made.ways for line in way.share.lines} <= told


def test_what_was_taken_back_is_told_with_who_took_it_back():
    replies = (*REPLIES, (1, 1, 9, Said.WITHDRAWN, "hủy", {"corrects": 1}, []))
    task = report(replies=replies).tasks[0]
    first = next(entry for entry in sources.entries(task) if entry.line.id == 1)
    assert (first.line.counts, first.withdrawn, first.by.words) == (False, True, "hủy")


def test_a_class_tells_its_parts():
    told = report()
    statuses, entries = sources.classes(told, "quá hạn")
    assert statuses == [Status.OVERDUE]
    assert len(entries) == told.counts[Status.OVERDUE]
    assert sources.classes(told, "hoàn thành")[0] == [Status.DONE_ON_TIME, Status.DONE_LATE]
    assert sources.classes(told, "bánh kẹo") is None


@pytest.fixture
def chat(sessions, office) -> Chat:
    chat = open_office(Chat(sessions))
    chat.say(LAN, "NV1 đạt 60%, 02 hội nghị, khoảng 180 lượt người")
    chat.say(LAN, "sửa NV1: 03 hội nghị")
    chat.say(MINH, "NV3 đạt 30%, 05 vụ việc")
    return chat


def test_a_figure_s_lines_are_told_word_by_word(chat: Chat):
    [told] = chat.say(HANH, "/nguon NV1 lượt người")
    assert "lượt người: khoảng 180" in told.text
    assert "Trần Thị Lan, Phòng Nghiệp vụ I, 08:0" in told.text
    assert '"NV1 đạt 60%, 02 hội nghị, khoảng 180 lượt người"' in told.text
    assert "Hiểu là: đang thực hiện; đạt 60%; 2 hội nghị" in " ".join(told.text.split())
    [told] = chat.say(HANH, "/nguon 180")
    assert "lượt người: khoảng 180" in told.text


def test_a_corrected_line_is_shown_as_corrected(chat: Chat):
    [told] = chat.say(HANH, "/nguon hội nghị")
    assert "<b>hội nghị: 3</b>" in told.text
    assert "đã được sửa ở dòng" in told.text


def test_nobody_sees_another_unit_s_lines(chat: Chat):
    assert "Không thấy số liệu" in chat.say(LAN, "/nguon vụ việc")[0].text
    assert "Không thấy số liệu" in chat.say(LAN, "/nguon NV3")[0].text
    everything = " ".join(message.text for message in chat.say(LAN, "/nguon"))
    assert CENTRE not in everything
    assert "vụ việc: 5" in chat.say(MINH, "/nguon NV3")[0].text


def test_the_kept_report_answers_as_it_was(chat: Chat):
    chat.say(HANH, "/baocao")
    chat.say(LAN, "sửa NV1: 04 hội nghị")
    chat.press(HANH, "Nguồn số liệu")
    then = chat.press(HANH, "NV1 hội nghị: 3")[0]
    assert "theo bản lưu số 1-" in then.text
    assert "hội nghị: 4" in chat.say(HANH, "/nguon hội nghị")[0].text
    assert "hội nghị: 3" in chat.say(HANH, "/nguon bản 1 NV1 hội nghị")[0].text
    assert "Không có bản lưu" in chat.say(LAN, "/nguon bản 1 NV1")[0].text
    assert "mã kiểm tra" in chat.say(HANH, "/nguon bản 1-abc NV1")[0].text


def test_a_long_journal_is_turned_page_by_page(chat: Chat):
    for number in range(61, 72):
        chat.say(LAN, f"NV2 đạt {number}%")
    [first] = chat.say(HANH, "/nguon NV2")
    assert ("đạt 61%" in first.text, "đạt 71%" in first.text) == (True, False)
    chat.press(HANH, "Tiếp")
    [last] = chat.press(HANH, "Tiếp")
    assert "đạt 71%" in last.text
    assert not [choice for choice in last.choices if "Tiếp" in choice[0]]
    assert all(len(str(choice[1]).encode()) <= 64 for choice in last.choices)


def test_a_class_and_what_is_none_are_answered(chat: Chat):
    told = chat.say(HANH, "/nguon đang thực hiện")[0].text
    assert "Đang thực hiện, trong hạn: 2" in told
    assert f"NV1, {FIRST}" in told
    assert "/nguon NV1 hội nghị" in chat.say(HANH, "/nguon bánh kẹo ngon")[0].text


def test_words_about_a_child_are_not_shown_from_an_old_report_either(chat: Chat, sessions):
    chat.say(HANH, "/baocao")
    with sessions() as session:
        row = session.get_one(Snapshot, 1)
        words = json.dumps(row.content, ensure_ascii=False)
        row.content = json.loads(words.replace("60%, 02", "60%, cháu Lò Văn Tài 9 tuổi, 02"))
        session.add(row)
    told = chat.say(HANH, "/nguon bản 1 NV1")[0].text
    assert "Lò Văn Tài" not in told
    assert "không in" in told
