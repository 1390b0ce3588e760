"""Progress in: what a head or a staff member answers, and what is written down of it."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN, STRANGER
from messages.channel import Attachment, FileKind
from models.assignment import Assignment, Figure, Progress, Said
from models.evidence import Evidence
from models.inbox import InboxMessage
from models.outbox import Delivery, OutboxMessage, Priority
from plans.draft import PlanDraft, TaskDraft

DRAFT = PlanDraft(
    title="Kế hoạch tháng 6",
    start=date(2026, 6, 1),
    end=date(2026, 6, 30),
    tasks=(
        TaskDraft(text="Tổ chức hội nghị tuyên truyền.", leads=("Phòng Nghiệp vụ I",), due=date(2026, 6, 15)),
        TaskDraft(label="1", text="Rà soát văn bản.", leads=("Phòng Nghiệp vụ I",), timing="thường xuyên"),
        TaskDraft(text="Trợ giúp pháp lý.", leads=("Trung tâm Trợ giúp pháp lý",)),
    ),
)


@pytest.fixture
def chat(sessions, office) -> Chat:
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    return chat


def journal(chat: Chat) -> list[Progress]:
    with chat.sessions() as session:
        return list(session.exec(select(Progress).order_by(col(Progress.id))).all())


def assignment(chat: Chat, number: int = 1) -> Assignment:
    with chat.sessions() as session:
        return session.get_one(Assignment, number)


def figures(chat: Chat) -> list[tuple[str, float]]:
    with chat.sessions() as session:
        return [(f.indicator, f.value) for f in session.exec(select(Figure).order_by(col(Figure.id)))]


@pytest.mark.parametrize(
    ("text", "number", "said", "percent", "blocker"),
    [
        ("NV1 xong", 1, Said.DONE, None, None),
        ("nv2 da xong a", 2, Said.DONE, None, None),
        ("NV1 đạt 60%", 1, Said.WORKING, 60, None),
        ("NV2 chưa làm được do chờ kinh phí", 2, Said.BLOCKED, None, "chờ kinh phí"),
        ("nv1 dang lam", 1, Said.WORKING, None, None),
        ("NV1 chưa thực hiện", 1, Said.NOT_STARTED, None, None),
    ],
)
def test_a_plain_report_is_written_down_and_read_back(chat, text, number, said, percent, blocker):
    [reply] = chat.say(LAN, text)
    [line] = journal(chat)
    assert (line.assignment_id, line.said, line.percent, line.blocker) == (number, said, percent, blocker)
    assert line.words == text
    assert f"Đã ghi NV{number}" in reply.text


def test_not_done_is_never_done(chat):
    for text in ("NV1 chưa xong", "NV1 chưa hoàn thành", "nv1 chua xong", "NV1 gần xong", "NV1 sắp hoàn thành"):
        chat.say(LAN, text)
    assert assignment(chat).state is not Said.DONE
    assert all(line.said is not Said.DONE for line in journal(chat))


def test_figures_are_kept_with_the_report(chat):
    chat.say(LAN, "NV1 đã xong, 3 hội nghị, 150 lượt người")
    assert figures(chat) == [("hội nghị", 3), ("lượt người", 150)]


def test_what_is_added_is_kept_and_read_back_so(chat):
    chat.say(LAN, "NV1 đã có 9 tin bài")
    [reply] = chat.say(LAN, "NV1 thêm 05 tin, bài")
    assert "thêm 5 tin bài" in reply.text
    with chat.sessions() as session:
        assert [f.adds for f in session.exec(select(Figure).order_by(col(Figure.id)))] == [False, True]


def test_several_tasks_in_one_message(chat):
    replies = chat.say(LAN, "NV1 xong, NV2 đạt 40%")
    assert len(replies) == 2
    assert (assignment(chat, 1).state, assignment(chat, 2).percent) == (Said.DONE, 40)
    assert [line.words for line in journal(chat)] == ["NV1 xong", "NV2 đạt 40%"]


def test_an_answer_to_a_message_about_one_task_needs_no_number(chat):
    [card] = chat.say(LAN, "", button="t:2")
    chat.say(LAN, "đạt 30%", message_id=card.platform_id)
    assert assignment(chat, 2).percent == 30


def test_without_a_task_the_bot_asks_and_records_nothing_before(chat):
    [question] = chat.say(LAN, "xong rồi")
    assert "nhiệm vụ nào" in question.text
    assert journal(chat) == []
    chat.say(LAN, "2")
    assert assignment(chat, 2).state is Said.DONE
    assert journal(chat)[0].words == "xong rồi"


def test_with_one_open_task_no_question_is_needed(chat):
    chat.say(LAN, "NV1 xong")
    chat.say(LAN, "đạt 70%")
    assert assignment(chat, 2).percent == 70


@pytest.mark.parametrize(
    ("button", "said", "percent"),
    [
        ("received", Said.RECEIVED, None),
        ("working", Said.WORKING, None),
        ("done", Said.DONE, None),
        ("50", Said.WORKING, 50),
    ],
)
def test_a_button_is_a_report(chat, button, said, percent):
    chat.say(LAN, "", button=f"a:1:{button}")
    assert (assignment(chat).state, assignment(chat).percent) == (said, percent)


def test_an_obstacle_is_asked_for(chat):
    [question] = chat.say(LAN, "", button="a:1:blocked")
    assert "vướng gì" in question.text
    chat.say(LAN, "chờ Sở Tài chính cấp kinh phí")
    assert assignment(chat).state is Said.BLOCKED
    assert "kinh phí" in (assignment(chat).blocker or "")


def test_more_time_asks_for_a_date_and_keeps_the_deadline(chat):
    chat.say(LAN, "", button="a:1:more_time")
    [again] = chat.say(LAN, "vài hôm nữa")
    assert "đến ngày nào" in again.text
    chat.say(LAN, "xin lùi đến 20/6")
    [line] = journal(chat)
    assert (line.said, line.asked_due) == (Said.MORE_TIME, date(2026, 6, 20))
    assert assignment(chat).due == date(2026, 6, 15)
    assert "xin gia hạn NV1" in chat.shown(HANH)[-1].text


@pytest.mark.parametrize(
    ("text", "said", "until"),
    [
        ("xin lùi NV1 đến 20/6", Said.MORE_TIME, "đến 20/6/2026; hạn hiện tại 15/6"),
        ("NV1 đang làm, xin thêm thời gian", Said.MORE_TIME, "; hạn hiện tại 15/6"),
        ("NV1 đạt 60%, xin gia hạn đến 20/6", Said.WORKING, "đến 20/6"),
        ("NV1 đã làm 3 hội nghị, xin lùi đến 20/6", Said.WORKING, "đến 20/6"),
        ("NV1 chưa làm, xin lùi đến 20/6", Said.NOT_STARTED, "đến 20/6"),
    ],
)
def test_a_wish_for_more_time_in_a_sentence_reaches_the_clerk(chat, text, said, until):
    chat.say(LAN, text)
    [line] = journal(chat)
    assert line.said is said
    note = chat.shown(HANH)[-1].text
    assert "xin gia hạn NV1" in note
    assert until in note
    assert text in note


def test_a_wish_for_more_time_is_read_back_with_its_day(chat):
    [reply] = chat.say(LAN, "NV1 xin lùi đến 20/6 vì trùng lịch thi")
    assert "xin gia hạn đến 20/6/2026; vướng: trùng lịch thi" in reply.text


def test_a_task_may_be_named_as_received(chat):
    chat.say(LAN, "em đã nhận NV2 rồi ạ")
    assert (assignment(chat, 1).state, assignment(chat, 2).state) == (None, Said.RECEIVED)


def test_a_promised_day_asks_the_clerk_for_nothing(chat):
    chat.say(LAN, "NV1 20/6 xong")
    [line] = journal(chat)
    assert (line.said, line.asked_due) == (Said.WORKING, date(2026, 6, 20))
    assert not [message for message in chat.shown(HANH) if "xin gia hạn" in message.text]


def test_each_wish_for_more_time_of_one_message_reaches_the_clerk(chat):
    chat.say(LAN, "NV1 xin lùi đến 20/6, NV2 xin lùi đến 22/6")
    assert [line.words for line in journal(chat)] == ["NV1 xin lùi đến 20/6", "NV2 xin lùi đến 22/6"]
    assert ["xin gia hạn NV1" in chat.shown(HANH)[-2].text, "xin gia hạn NV2" in chat.shown(HANH)[-1].text] == [
        True
    ] * 2


def test_a_wish_for_more_time_is_told_once_its_task_is_known(chat):
    chat.say(LAN, "xin lùi đến 20/6")
    assert "xin gia hạn" not in chat.shown(HANH)[-1].text
    chat.say(LAN, "1")
    assert "xin gia hạn NV1" in chat.shown(HANH)[-1].text


def test_a_correction_counts_instead_and_keeps_history(chat):
    chat.say(LAN, "NV1 xong, 3 hội nghị, 150 lượt người")
    [reply] = chat.say(LAN, "nhầm, 120 lượt người chứ không phải 150")
    assert "Đã sửa NV1" in reply.text
    first, second = journal(chat)
    assert second.corrects == first.id
    assert second.said is Said.DONE
    assert figures(chat)[2:] == [("hội nghị", 3), ("lượt người", 120)]


def test_sua_reads_the_last_report_out_and_waits(chat):
    chat.say(LAN, "NV1 đạt 80%")
    [question] = chat.say(LAN, "sửa")
    assert "80%" in question.text
    chat.say(LAN, "mới đạt 50%")
    assert assignment(chat).percent == 50


def test_huy_takes_the_last_report_back(chat):
    chat.say(LAN, "NV1 xong")
    chat.say(LAN, "hủy")
    assert assignment(chat).state is None
    assert len(journal(chat)) == 2
    assert "chưa có báo cáo nào" in chat.say(LAN, "hoàn tác")[0].text


def test_a_question_reaches_the_clerk_and_is_no_report(chat):
    [reply] = chat.say(LAN, "NV1 gửi kết quả cho ai ạ?")
    assert "chuyển câu hỏi" in reply.text
    assert "gửi kết quả cho ai" in chat.shown(HANH)[-1].text
    assert journal(chat) == []


@pytest.mark.parametrize("text", ["cảm ơn", "ok", "😀", "để em xem", "abc xyz"])
def test_noise_is_not_written_down(chat, text):
    chat.say(LAN, text)
    assert journal(chat) == []


def test_a_photo_with_a_report_is_its_evidence(chat):
    photo = Attachment(ref="p", name="anh.jpg", size=9, kind=FileKind.PHOTO, sha256="cd" * 32)
    chat.say(LAN, "NV1 đạt 60%", attachments=(photo,))
    with chat.sessions() as session:
        [evidence] = session.exec(select(Evidence)).all()
    assert (evidence.sha256, evidence.photo, evidence.progress_id) == ("cd" * 32, True, journal(chat)[0].id)


def test_a_photo_alone_waits_until_its_task_is_known(chat):
    photo = Attachment(ref="p", name="anh.jpg", size=9, kind=FileKind.PHOTO, sha256="cd" * 32)
    [question] = chat.say(LAN, "", attachments=(photo,))
    assert "nhiệm vụ nào" in question.text
    chat.press(LAN, "NV2")
    [line] = journal(chat)
    assert (line.said, line.assignment_id) == (Said.EVIDENCE, 2)


@pytest.mark.parametrize(
    "data", ["a:3:done", "a:99:done", "a:x:done", "a:1:", "a:1:1000", "w:3", "s:1:done", "t:3", "a"]
)
def test_a_foreign_or_broken_button_changes_nothing(chat, data):
    [reply] = chat.say(LAN, "", button=data)
    assert "không còn hiệu lực" in reply.text
    assert journal(chat) == []


def test_another_units_task_is_not_reported_on(chat):
    chat.say(LAN, "NV3 xong")
    assert journal(chat) == []


def test_a_message_that_comes_twice_counts_once(chat):
    chat.say(LAN, "NV1 đạt 60%")
    chat.count -= 1
    assert chat.say(LAN, "NV1 đạt 60%") == chat.say(LAN, "", button="t:1")[:0] or len(journal(chat)) == 1
    assert len(journal(chat)) == 1


def test_a_stranger_learns_nothing(chat):
    replies = (
        chat.say(STRANGER, "/nhiemvu") + chat.say(STRANGER, "NV1 xong") + chat.say(STRANGER, "", button="a:1:done")
    )
    assert journal(chat) == []
    for reply in replies:
        for secret in ("Nghiệp vụ", "Lan", "Hạnh", "hội nghị", "Kế hoạch tháng 6"):
            assert secret not in reply.text


def test_a_command_ends_the_waiting(chat):
    chat.say(LAN, "", button="a:1:blocked")
    chat.say(LAN, "/nhiemvu")
    chat.say(LAN, "NV1 xong")
    assert assignment(chat).state is Said.DONE


@pytest.mark.parametrize("command", ["/kehoach", "/moi", "/nhac", "/lichnhac", "/danhba"])
def test_a_head_may_not_use_the_clerks_commands(chat, command):
    assert "ngoài quyền" in chat.say(LAN, command)[0].text


def test_an_unknown_command_gets_one_line(chat):
    [reply] = chat.say(LAN, "/xyz_cháu_Xoan_7_tuổi")
    assert "không biết lệnh này" in reply.text
    assert "Xoan" not in reply.text


def test_a_childs_details_are_noticed_and_kept_nowhere(chat):
    [reply] = chat.say(LAN, "NV1 xong, đã tặng quà cháu Nguyễn Văn Bình 9 tuổi ở thôn Đông")
    assert "trẻ em cụ thể" in reply.text
    assert journal(chat) == []
    with chat.sessions() as session:
        kept = str(session.exec(select(InboxMessage.payload)).all()) + str(
            session.exec(select(OutboxMessage.text)).all()
        )
    assert "Bình" not in kept


def test_an_answer_calls_back_the_reminder_that_was_not_sent_yet(chat):
    with chat.sessions() as session:
        for number, about in enumerate([[1], [1, 2], [2]]):
            session.add(
                OutboxMessage(
                    key=f"remind:{number}",
                    office_id=1,
                    channel="fake",
                    address="x",
                    priority=Priority.REMINDER,
                    text="",
                    speaks_of=about,
                    due_at=chat.now + timedelta(days=1),
                )
            )
    chat.say(LAN, "NV1 xong")
    with chat.sessions() as session:
        reminders = select(OutboxMessage).where(col(OutboxMessage.key).startswith("remind:"))
        rows = session.exec(reminders.order_by(col(OutboxMessage.id)))
        assert [row.status for row in rows] == [Delivery.CANCELLED, Delivery.QUEUED, Delivery.QUEUED]


def test_a_corrected_addition_stays_an_addition(chat):
    chat.say(LAN, "NV1 đang làm, thêm 05 tin bài")
    chat.say(LAN, "sửa: 06 tin bài chứ không phải 05")
    with chat.sessions() as session:
        rows = session.exec(select(Figure).order_by(col(Figure.id)))
        assert [(f.value, f.adds) for f in rows] == [(5, True), (6, True)]


def test_the_clerk_grants_more_time_in_one_tap_and_the_plan_s_date_stays(chat):
    chat.say(LAN, "NV1 xin lùi đến 20/6 do xã gửi số liệu chậm")
    [reply] = chat.press(HANH, "Đồng ý đến 20/6/2026")
    assert "gia hạn NV1" in reply.text
    assert (assignment(chat).due, assignment(chat).original_due) == (date(2026, 6, 20), date(2026, 6, 15))
    assert "đồng ý gia hạn đến 20/6/2026" in chat.shown(LAN)[-1].text


def test_the_clerk_refuses_more_time(chat):
    chat.say(LAN, "NV1 xin lùi đến 20/6")
    chat.press(HANH, "Không đồng ý")
    assert assignment(chat).due == date(2026, 6, 15)
    assert "giữ nguyên thời hạn" in chat.shown(LAN)[-1].text


def test_the_answer_to_a_question_comes_back(chat):
    chat.say(LAN, "NV1 báo cáo theo mẫu nào ạ?")
    chat.press(HANH, "Trả lời")
    chat.say(HANH, "Theo mẫu số 2 kèm kế hoạch")
    assert "Theo mẫu số 2 kèm kế hoạch" in chat.shown(LAN)[-1].text


@pytest.mark.parametrize("data", ["g:1:20260620:2", "q:1", "g:1:no:2"])
def test_a_head_decides_nothing_for_the_clerk(chat, data):
    assert "không còn hiệu lực" in chat.say(LAN, "", button=data)[0].text
    assert assignment(chat).due == date(2026, 6, 15)


def test_a_number_that_is_not_theirs_is_said(chat):
    [reply] = chat.say(LAN, "NV7 xong")
    assert "không có NV7" in reply.text
    assert journal(chat) == []


def test_more_time_that_ends_before_the_deadline_is_asked_about(chat):
    [reply] = chat.say(LAN, "NV1 xin thêm 3 ngày")
    assert "đến ngày nào" in reply.text
    assert journal(chat) == []


def test_a_report_on_the_wrong_task_moves_to_the_right_one(chat):
    chat.say(LAN, "NV1 xong")
    chat.say(LAN, "nhầm, không phải NV1 mà là NV2 xong")
    assert (assignment(chat, 1).state, assignment(chat, 2).state) == (None, Said.DONE)


def test_the_last_report_on_the_named_task_is_corrected(chat):
    chat.say(LAN, "NV1 xong, 3 hội nghị")
    chat.say(LAN, "NV2 đạt 40%")
    chat.say(LAN, "sửa NV1: 5 hội nghị chứ không phải 3")
    assert figures(chat) == [("hội nghị", 3), ("hội nghị", 5)]
    assert assignment(chat, 2).percent == 40


def test_a_correction_that_is_not_sure_changes_nothing(chat):
    chat.say(LAN, "NV1 đạt 50%")
    [question] = chat.say(LAN, "12 chứ không phải 21")
    assert "nhắn lại cho đúng" in question.text
    assert len(journal(chat)) == 1


def test_of_several_unsure_parts_one_is_asked_about_at_a_time(chat):
    first, later = chat.say(LAN, "NV1 đạt 150%; NV2 đạt 140%")
    assert "NV1" in first.text
    assert "gửi lại riêng phần này" in later.text
    chat.press(LAN, "Đang làm")
    assert [(line.assignment_id, line.words) for line in journal(chat)] == [(1, "NV1 đạt 150%")]


def test_figures_left_out_are_said_to_be(chat):
    chat.say(LAN, "NV1 đạt 150%")
    _, note = chat.press(LAN, "Đang làm")
    assert "Số liệu trong câu đó chưa ghi" in note.text


def test_words_find_the_task_they_name(chat):
    assert "Đã ghi NV2" in chat.say(LAN, "phần rà soát văn bản đạt 40%")[0].text
    assert "Đã ghi NV1" in chat.say(LAN, "đã tổ chức 2 hội nghị, 90 lượt người")[0].text


def test_words_that_name_no_task_of_theirs_are_asked_about(chat):
    [asked] = chat.say(LAN, "phần in tờ rơi xong")
    assert "Anh/chị báo cáo nhiệm vụ nào?" in asked.text
    assert journal(chat) == []


def test_a_button_pressed_twice_counts_once(chat):
    chat.say(LAN, "/nhiemvu")
    chat.press(LAN, "NV2")
    once, again = chat.press(LAN, "50%"), chat.press(LAN, "50%")
    assert once[0].text == again[0].text
    assert [line.percent for line in journal(chat)] == [50]
    chat.press(LAN, "75%")
    chat.press(LAN, "50%")
    assert [line.percent for line in journal(chat)] == [50, 75, 50]


def test_a_button_from_before_the_last_report_asks_first(chat):
    chat.say(LAN, "/nhiemvu")
    chat.press(LAN, "NV2")
    message, data = chat.button(LAN, "50%")
    chat.now += timedelta(days=3)
    chat.say(LAN, "NV2 đạt 80%")
    [stale] = chat.say(LAN, "", button=data, message_id=message.platform_id)
    assert "đã có báo cáo mới" in stale.text
    assert "80%" in stale.text
    assert [line.percent for line in journal(chat)] == [80]
    chat.press(LAN, "50%")
    assert [line.percent for line in journal(chat)] == [80, 50]


def test_a_button_of_a_closed_plan_says_so_and_offers_nothing(chat):
    chat.say(LAN, "/nhiemvu")
    message, data = chat.button(LAN, "NV2")
    chat.press(LAN, "NV2")
    message, data = chat.button(LAN, "50%")
    chat.say(HANH, "/kehoach")
    chat.press(HANH, "Kế hoạch tháng 6")
    chat.press(HANH, "Kết thúc")
    chat.press(HANH, "Kết thúc")
    [gone] = chat.say(LAN, "", button=data, message_id=message.platform_id)
    assert "đã kết thúc" in gone.text
    assert gone.choices == []
    assert journal(chat) == []
