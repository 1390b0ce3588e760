"""A task that is stopped by a decision: what the clerk says, who is told, what the report says, and how it goes on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from messages.stop_words import Stop, parse_resume, parse_stop
from models.assignment import Assignment, Said, Status, journal_of
from plans.draft import PlanDraft, TaskDraft
from reports import outline
from reports.annexes import remark, status_words
from reports.report import from_json, to_json
from reports.summary import summarise
from sample_report import END, REPLIES, sample
from scheduler.remind import remind

PLAN = PlanDraft(
    number="12/KH-STP",
    title="Triển khai Tháng hành động vì trẻ em năm 2026",
    tasks=(
        TaskDraft(text="Tổ chức 02 hội nghị.", leads=("Phòng Nghiệp vụ I", "Văn phòng Sở"), due=date(2026, 6, 15)),
        TaskDraft(text="Viết tin, bài.", leads=("Phòng Nghiệp vụ I",), due=date(2026, 6, 20)),
    ),
)
WHY = "Ủy ban nhân dân tỉnh chuyển sang năm 2027"


@pytest.fixture
def chat(sessions, office) -> Chat:
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", PLAN)
    chat.press(HANH, "Phê duyệt")
    return chat


def states(chat: Chat) -> list[Said | None]:
    with chat.sessions() as session:
        return [each.state for each in session.exec(select(Assignment).order_by(Assignment.id))]


@pytest.mark.parametrize(
    ("words", "order"),
    [
        (f"dừng NV5, lý do: {WHY}", Stop(5, "", WHY)),
        (f"NV5 không thực hiện, lý do {WHY}", Stop(5, "", WHY)),
        (f"Dừng nhiệm vụ 5 Phòng A do {WHY}.", Stop(5, "Phòng A", WHY)),
        ("dung NV5 ly do: het kinh phi", Stop(5, "", "het kinh phi")),
        ("dừng NV5: tỉnh đã có văn bản", Stop(5, "", "tỉnh đã có văn bản")),
        ("Tạm dừng NV5", Stop(5)),
        ("NV5 dừng", Stop(5)),
        ("NV5 không thực hiện được do thiếu người", None),
        ("NV5 dừng ở bước hai", None),
        ("đúng NV5 do em làm", None),
        ("dùng NV5 làm mẫu", None),
    ],
)
def test_an_order_to_stop_is_told_from_other_words(words, order):
    assert parse_stop(words) == order


def test_only_the_bare_words_resume():
    assert [parse_resume(words) for words in ("tiếp tục NV5", "Tiếp tục thực hiện NV5.", "tiếp tục NV5 vào mai")] == [
        5,
        5,
        None,
    ]


def test_a_stop_is_written_down_told_once_and_reminded_of_no_more(chat):
    [reply] = chat.say(HANH, f"dừng NV1, lý do: {WHY}")
    assert f"Lý do: {WHY}" in reply.text
    assert states(chat) == [Said.STOPPED, Said.STOPPED, None]
    assert sum("dừng, không thực hiện" in message.text for message in chat.shown(LAN)) == 1
    with chat.sessions() as session:
        stopped = session.exec(select(Assignment).where(Assignment.state == Said.STOPPED)).all()
        assert [(each.remind_at, each.blocker) for each in stopped] == [(None, None)] * 2
        [line] = journal_of(session, stopped[0].id or 0)
        assert (line.said, line.words, line.blocker) == (Said.STOPPED, f"dừng NV1, lý do: {WHY}", WHY)
    for days in range(1, 30):
        remind(chat.sessions, chat.now + timedelta(days=days))
    asked = [message.text for message in chat.shown(LAN) if message.key.startswith("remind")]
    assert asked
    assert not any("NV1" in text for text in asked[1:])


def test_without_a_reason_one_is_asked_for(chat):
    [asked] = chat.say(HANH, "dừng NV1 Văn phòng Sở")
    assert "vì lý do gì" in asked.text
    assert states(chat) == [None, None, None]
    chat.say(HANH, WHY)
    assert sorted(map(str, states(chat))) == ["None", "None", "stopped"]


@pytest.mark.parametrize("words", ["hủy", "tiếp tục NV1"])
def test_a_stop_is_taken_back_and_leaves_what_was(chat, words):
    chat.say(LAN, "NV1 đạt 40%")
    before = states(chat)
    chat.say(HANH, f"dừng NV1 do {WHY}")
    [reply] = chat.say(HANH, words)
    assert "Tiếp tục" in reply.text
    assert states(chat) == before
    with chat.sessions() as session:
        assert all(each.remind_at for each in session.exec(select(Assignment)))


@pytest.mark.parametrize(
    ("words", "after"), [("NV1 đang làm, đạt 60%", Said.WORKING), ("NV1 xin gia hạn đến 30/6", Said.STOPPED)]
)
def test_only_a_report_of_work_resumes_it(chat, words, after):
    chat.say(HANH, f"dừng NV1 do {WHY}")
    chat.say(LAN, words)
    assert after in states(chat)[:2]
    assert states(chat).count(Said.STOPPED) == (1 if after is Said.WORKING else 2)


def test_only_a_clerk_stops(chat):
    chat.say(LAN, f"dừng NV1, lý do: {WHY}")
    assert Said.STOPPED not in states(chat)


STOP = (3, 2, 12, Said.STOPPED, "dừng NV3", {"blocker": WHY}, [])
HELD = [reply for reply in REPLIES if reply[:2] != (3, 2)]


def test_the_report_has_the_class_its_reason_and_rates_over_all():
    report = summarise(sample(replies=[*HELD, STOP]), END)
    plain = summarise(sample(replies=HELD), END)
    assert report.counts[Status.STOPPED] == 1
    assert sum(report.counts.values()) == sum(plain.counts.values())
    assert report.counts[Status.OVERDUE] == plain.counts[Status.OVERDUE] - 1
    assert [rate.whole for rate in report.rates[1:]] == [rate.whole for rate in plain.rates[1:]]
    assert any(row[0] == "Dừng, không thực hiện (có lý do)" and row[1] == "01" for row in outline.total_rows(report))
    [note] = [words for words in outline.remarks(report) if "dừng theo quyết định" in words]
    assert WHY in note
    [part] = [part for part in report.tasks[2].parts if part.status is Status.STOPPED]
    assert part.sentences == (f"Đã dừng thực hiện từ ngày 12/6/2026; lý do: {WHY}.",)
    assert (status_words(part), remark(part)) == ("Dừng, không thực hiện (có lý do)", f"lý do: {WHY}")
    assert not any(3 in gap.tasks and gap.unit == part.unit for gap in report.gaps)
    assert not any("nhiệm vụ 3" in words for words in report.assessment.next)
    assert from_json(to_json(report)) == report


def test_a_report_without_it_does_not_name_it():
    report = summarise(sample(), END)
    assert Status.STOPPED not in report.classes
    old = to_json(report)
    del old["counts"]["stopped"]
    assert from_json(old) == report
    assert replace(report, counts=report.counts | {Status.STOPPED: 1}).classes[Status.STOPPED] == 1
