"""Figures that do not fit the ledger: what is asked, and what the answers record."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN, join
from messages.channel import Attachment
from models.assignment import Figure, Progress
from models.database import transactions
from models.evidence import Evidence
from models.people import Person
from plans.draft import PlanDraft, TaskDraft

MINH = "1003"
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


@pytest.mark.parametrize(
    "answer",
    ["60%", "15 người", "5 xã", "ngày 5", "dạ chưa", "có nhầm", "đúng là nhầm", "không cộng thêm", "đã xong", "đừng"],
)
def test_half_an_answer_to_a_doubt_writes_nothing_down(chat, answer):
    chat.say(LAN, "NV1 đang làm, 15 hội nghị")
    chat.say(LAN, "NV1 đang làm, 150 hội nghị")
    chat.say(LAN, answer)
    assert ("hội nghị", 150, True) not in stored(chat)
    assert [value for name, value, _ in stored(chat)[1:] if name == "hội nghị"] == []


@pytest.mark.parametrize("answer", ["không", "không phải ạ", "sai rồi em"])
def test_no_to_a_doubt_asks_again(chat, answer):
    chat.say(LAN, "NV1 đang làm, 15 hội nghị")
    chat.say(LAN, "NV1 đang làm, 150 hội nghị")
    [again] = chat.say(LAN, answer)
    assert "Số nào đúng?" in again.text


def test_a_digit_that_is_one_choice_and_the_value_of_another_asks_again(chat):
    chat.say(LAN, "NV1 đang làm, 3 hội nghị")
    chat.say(LAN, "NV1 đang làm, 30 hội nghị")
    [again] = chat.say(LAN, "3")
    assert "Số nào đúng?" in again.text
    assert len(stored(chat)) == 1


@pytest.mark.parametrize("answer", ["không cộng", "đừng cộng nhé", "cùng một việc ạ", "trùng rồi"])
def test_the_same_event_in_words_is_not_added(chat, answer):
    chat.say(LAN, "NV1 đang làm, 2 hội nghị")
    chat.say(MINH, "NV1 xong, 2 hội nghị")
    chat.say(MINH, answer)
    with chat.sessions() as session:
        assert [figure.counts for figure in session.exec(select(Figure).order_by(col(Figure.id)))] == [True, False]


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
