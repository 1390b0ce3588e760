"""Figures that do not fit the ledger: what is asked, and what the answers record."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN, join
from messages.channel import Attachment
from models.assignment import Evidence, Figure, Progress, Said
from models.database import transactions
from models.people import Person
from models.terms import Aim
from plans.draft import PlanDraft, TaskDraft
from reports.doubts import Kind, Other, Past, doubts
from reports.figures import Number
from reports.report import Line

MINH = "1003"
TODAY = date(2026, 6, 20)
DRAFT = PlanDraft(
    title="Kế hoạch tháng 6",
    tasks=(
        TaskDraft(
            text="Tuyên truyền tại cơ sở.",
            leads=("Phòng Nghiệp vụ I",),
            cooperators=("Trung tâm Trợ giúp pháp lý",),
        ),
        TaskDraft(text="Tổ chức ít nhất 05 hội nghị.", leads=("Phòng Nghiệp vụ I",)),
    ),
)


def line(identity: int, *numbers: Number, day: int = 15, counts: bool = True) -> Line:
    at = datetime(2026, 6, day, 1, tzinfo=UTC)
    return Line(identity, at, at.date(), Said.WORKING, numbers=numbers, counts=counts)


def meetings(value: float, **more) -> Number:
    return Number("hội nghị", value, **more)


@pytest.mark.parametrize(
    ("before", "now", "kind", "meant"),
    [
        (meetings(15), meetings(150), Kind.TENFOLD, 15),
        (meetings(15), meetings(155), Kind.TENFOLD, None),
        (meetings(150), meetings(15), Kind.TENFOLD, 150),
        (meetings(15), meetings(149), None, None),
        (meetings(9), meetings(5), Kind.FALLS, None),
        (meetings(9), meetings(9), None, None),
        (meetings(9), meetings(0), Kind.FALLS, None),
        (meetings(0), meetings(40), None, None),
        (meetings(9), meetings(5, adds=True), None, None),
        (meetings(9), meetings(90, adds=True), Kind.TENFOLD, 9),
        (meetings(152), meetings(150, approximate=True), None, None),
        (meetings(152), meetings(120, approximate=True), Kind.FALLS, None),
        (Number("đúng hạn", 98, "%"), Number("đúng hạn", 9, "%"), None, None),
        (Number("kinh phí", 12_000_000, "đồng"), Number("kinh phí", 120_000_000, "đồng"), Kind.TENFOLD, 12_000_000),
        (Number("tin bài", 15), meetings(150), None, None),
    ],
)
def test_a_figure_is_held_against_the_last_of_its_indicator(before, now, kind, meant):
    found = list(doubts([now], Past([line(1, before)]), TODAY))
    assert [(doubt.kind, doubt.meant) for doubt in found] == ([(kind, meant)] if kind else [])


def test_a_corrected_line_is_no_past():
    past = [line(1, meetings(150), counts=False), line(2, meetings(15))]
    assert list(doubts([meetings(16)], Past(past), TODAY)) == []


@pytest.mark.parametrize(("value", "reached", "asks"), [(51, 3, True), (50, 3, False), (6, 3, False), (80, 60, False)])
def test_more_than_ten_times_the_target_is_asked_once(value, reached, asks):
    past = Past(
        [line(1, meetings(reached))] if reached < value / 10 or reached == 60 else [], (), (Aim("hội nghị", 5),)
    )
    assert (Kind.TARGET in [doubt.kind for doubt in doubts([meetings(value)], past, TODAY)]) is asks


@pytest.mark.parametrize(
    ("theirs", "day", "counts", "asks"),
    [
        (2, 15, True, True),
        (2, 5, True, False),
        (2, 6, True, True),
        (3, 15, True, False),
        (2, 15, False, False),
    ],
)
def test_what_the_other_duty_told_lately_may_be_the_same_event(theirs, day, counts, asks):
    other = Other("Phòng X", [line(1, meetings(theirs), day=day, counts=counts)])
    found = list(doubts([meetings(2)], Past([], [other]), TODAY))
    assert [doubt.kind for doubt in found] == ([Kind.SAME] if asks else [])


def test_one_question_covers_all_figures_of_one_event():
    people = Number("lượt người", 148)
    other = Other("Phòng X", [line(1, meetings(2), Number("lượt người", 150))])
    [doubt] = doubts([meetings(2), people], Past([], [other]), TODAY)
    assert (doubt.unit, doubt.day, doubt.numbers) == ("Phòng X", date(2026, 6, 15), (meetings(2), people))


values = st.integers(0, 10_000).map(float)


@given(first=values, second=values)
def test_a_total_within_bounds_that_does_not_fall_is_never_asked(first, second):
    low, high = sorted((first, second))
    found = list(doubts([meetings(high)], Past([line(1, meetings(low))]), TODAY))
    assert bool(found) is (low > 0 and high >= 10 * low)


@pytest.fixture
def chat(sessions, office) -> Chat:
    with sessions() as session:
        minh = session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one()
        join(session, minh, MINH)
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    return chat


def stored(chat: Chat) -> list[tuple[str, float, bool]]:
    with chat.sessions() as session:
        rows = session.exec(select(Figure).order_by(col(Figure.id))).all()
    return [(row.indicator, row.value, row.adds) for row in rows]


def labels(reply) -> list[str]:
    return [str(choice[0]) for choice in reply.choices]


def test_ten_times_the_last_figure_is_asked_and_recorded_once_as_of_when_it_was_said(chat):
    chat.say(LAN, "NV1 đang làm, 15 hội nghị")
    [question] = chat.say(LAN, "NV1 đang làm, 150 hội nghị")
    asked_at = chat.now
    assert "lần trước 15 hội nghị, nay 150" in question.text
    assert labels(question) == ["Đúng 150", "Là 15", "Cộng thêm, thành 165"]
    assert stored(chat) == [("hội nghị", 15, False)]
    chat.now += timedelta(hours=3)
    [reply] = chat.press(LAN, "Là 15")
    assert "Đã ghi NV1: đang thực hiện; 15 hội nghị" in reply.text
    assert stored(chat) == [("hội nghị", 15, False), ("hội nghị", 15, False)]
    with chat.sessions() as session:
        last = session.exec(select(Progress).order_by(col(Progress.id).desc())).first()
        assert (last.at, last.words) == (asked_at, "NV1 đang làm, 150 hội nghị")
    [late] = chat.press(LAN, "Đúng 150")
    assert "Đã ghi" not in late.text
    assert len(stored(chat)) == 2


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("1", (150, False)),
        ("2", (15, False)),
        ("3", (150, True)),
        ("đúng", (150, False)),
        ("dung roi a", (150, False)),
        ("cộng thêm", (150, True)),
        ("là 120", (120, False)),
        ("15", (15, False)),
        ("150", (150, False)),
    ],
)
def test_a_doubt_is_answered_by_digit_or_in_words(chat, answer, kept):
    chat.say(LAN, "NV1 đang làm, 15 hội nghị")
    chat.say(LAN, "NV1 đang làm, 150 hội nghị")
    [reply] = chat.say(LAN, answer)
    assert "Đã ghi NV1" in reply.text
    assert stored(chat)[1:] == [("hội nghị", *kept)]


def test_falling_totals_are_one_question(chat):
    chat.say(LAN, "NV1 đã làm 2 hội nghị, 150 lượt người")
    [question] = chat.say(LAN, "NV1 đã làm 1 hội nghị, 80 lượt người")
    assert "lần trước 2 hội nghị, 150 lượt người, nay 1 hội nghị, 80 lượt người" in question.text
    [reply] = chat.press(LAN, "Cộng thêm")
    assert "thêm 1 hội nghị, thêm 80 lượt người" in reply.text
    assert stored(chat)[2:] == [("hội nghị", 1, True), ("lượt người", 80, True)]


def test_a_total_may_stay_as_it_was(chat):
    chat.say(LAN, "NV1 đã đăng 9 tin bài")
    chat.say(LAN, "NV1 xong, 5 tin bài")
    [reply] = chat.press(LAN, "Vẫn là 9")
    assert "hoàn thành" in reply.text or "chờ" in reply.text
    assert stored(chat) == [("tin bài", 9, False)]


def test_one_doubt_after_another_is_asked_and_a_cost_goes_with_its_figure(chat):
    chat.say(LAN, "NV1 đã làm 15 hội nghị, 20 suất (300 nghìn đồng/suất)")
    [first] = chat.say(LAN, "NV1 đã làm 150 hội nghị, 200 suất (300 nghìn đồng/suất)")
    assert "15 hội nghị" in first.text
    [second] = chat.press(LAN, "Là 15")
    assert "20 suất quà" in second.text
    assert len(stored(chat)) == 3
    [reply] = chat.press(LAN, "Là 20")
    assert "15 hội nghị, 20 suất quà (6.000.000 đồng)" in reply.text
    assert stored(chat)[3:] == [("hội nghị", 15, False), ("suất quà", 20, False), ("kinh phí", 6_000_000, False)]


def test_ten_times_the_target_is_asked_before_anything_is_known(chat):
    [question] = chat.say(LAN, "NV2 đang làm, 60 hội nghị")
    assert "kế hoạch giao 5 hội nghị, nay báo 60 hội nghị" in question.text
    assert labels(question) == ["Đúng 60", "Là 6", "Bỏ số này"]
    [reply] = chat.press(LAN, "Đúng 60")
    assert "60/5 hội nghị" in reply.text
    [again] = chat.say(LAN, "NV2 đang làm, 61 hội nghị")
    assert "Đã ghi NV2" in again.text


def test_the_same_event_of_lead_and_cooperator_is_asked_and_counted_once(chat):
    chat.say(LAN, "NV1 đang làm, 2 hội nghị, 150 lượt người")
    [question] = chat.say(MINH, "NV1 xong, 2 hội nghị")
    assert "Phòng Nghiệp vụ I đã báo 2 hội nghị của NV1 ngày 01/6. Có phải cùng sự kiện?" in question.text
    assert labels(question) == ["Cùng một việc, không cộng", "Việc khác, cộng"]
    [reply] = chat.press(MINH, "Cùng một việc")
    assert "2 hội nghị (cùng sự kiện đã báo, không cộng)" in reply.text
    with chat.sessions() as session:
        assert [f.counts for f in session.exec(select(Figure).order_by(col(Figure.id)))] == [True, True, False]


@pytest.mark.parametrize("answer", ["2", "việc khác", "khong phai a", "cộng"])
def test_another_event_is_added(chat, answer):
    chat.say(LAN, "NV1 đang làm, 2 hội nghị")
    chat.say(MINH, "NV1 xong, 2 hội nghị")
    [reply] = chat.say(MINH, answer)
    assert "2 hội nghị. " in reply.text
    with chat.sessions() as session:
        assert [(f.counts, f.apart) for f in session.exec(select(Figure).order_by(col(Figure.id)))] == [
            (True, False),
            (True, True),
        ]


def test_a_question_survives_a_restart_and_keeps_the_files(chat, engine):
    chat.say(LAN, "NV1 đang làm, 15 hội nghị")
    photo = Attachment(ref="f1", name="anh.jpg", size=10, sha256="cd" * 32)
    chat.say(LAN, "NV1 đang làm, 150 hội nghị", attachments=(photo,))
    chat.sessions = transactions(engine)
    chat.press(LAN, "Đúng 150")
    assert stored(chat)[1:] == [("hội nghị", 150, False)]
    with chat.sessions() as session:
        assert [evidence.name for evidence in session.exec(select(Evidence)).all()] == ["anh.jpg"]


def test_an_old_question_s_button_does_not_answer_a_new_one(chat):
    chat.say(LAN, "NV1 đang làm, 15 hội nghị")
    [old] = chat.say(LAN, "NV1 đang làm, 150 hội nghị")
    chat.say(LAN, "NV1 đang làm, 180 hội nghị")
    [reply] = chat.say(LAN, "", button=str(old.choices[0][1]), message_id=old.platform_id)
    assert "Đã ghi" not in reply.text
    assert len(stored(chat)) == 1


def test_nothing_is_recorded_when_the_person_gives_up(chat):
    chat.say(LAN, "NV1 đang làm, 15 hội nghị")
    chat.say(LAN, "NV1 đang làm, 150 hội nghị")
    [reply] = chat.say(LAN, "thôi")
    assert "Đã ghi" not in reply.text
    assert len(stored(chat)) == 1


def test_nobody_answers_for_another_unit(chat):
    chat.say(LAN, "NV1 đang làm, 15 hội nghị")
    [question] = chat.say(LAN, "NV1 đang làm, 150 hội nghị")
    chat.say(MINH, "", button=str(question.choices[0][1]))
    assert len(stored(chat)) == 1


def test_of_several_tasks_only_the_doubtful_one_waits(chat):
    chat.say(LAN, "NV1 đang làm, 15 hội nghị")
    replies = chat.say(LAN, "NV1 đã làm 150 hội nghị, NV2 đạt 40%")
    assert any("Đã ghi NV2" in reply.text for reply in replies)
    assert any("lần trước 15" in reply.text for reply in replies)
    chat.press(LAN, "Đúng 150")
    assert stored(chat)[1:] == [("hội nghị", 150, False)]
