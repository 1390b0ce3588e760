"""What is no plain report: each gets one fitting, short answer, and nothing is written down of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN, MONDAY
from messages.channel import Attachment, Content, FileKind
from messages.odd import Odd, agrees, odd
from models.assignment import Assignment, Progress, Said
from models.database import Sessions
from models.office import Office
from models.outbox import Delivery, OutboxMessage, Priority
from models.people import Room
from test_progress import DRAFT


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    return chat


def journal(chat: Chat) -> list[tuple[Said, str]]:
    with chat.sessions() as session:
        return [(line.said, line.words) for line in session.exec(select(Progress).order_by(col(Progress.id)))]


def remind(chat: Chat, *speaks_of: int) -> str:
    """A reminder in Lan's chat; its platform id."""
    with chat.sessions() as session:
        row = OutboxMessage(
            key="remind:1", channel="fake", address=LAN, text="Chào chị, xin nhắc việc", due_at=chat.now
        )
        row.priority, row.speaks_of, row.status = Priority.REMINDER, list(speaks_of), Delivery.SENT
        row.platform_id, row.sent_at = "r1", chat.now
        session.add(row)
    return "r1"


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (Content.VOICE, "Tôi chưa nghe được; gõ một dòng như: NV2 đạt 60%"),
        (Content.VIDEO, "không lưu video"),
        (Content.PLACE, "không lưu vị trí"),
        (Content.CONTACT, "không lưu danh thiếp"),
        (Content.POLL, "không đọc bình chọn"),
        (Content.OTHER, "chỉ đọc chữ, ảnh và tệp"),
    ],
)
def test_what_cannot_be_read_gets_one_line(chat: Chat, other: Content, words: str):
    [reply] = chat.say(LAN, "", other=other)
    assert words in reply.text
    assert "\n" not in reply.text
    assert journal(chat) == []


def test_a_voice_in_answer_to_a_reminder_is_told_of_its_task(chat: Chat):
    [reply] = chat.say(LAN, "", other=Content.VOICE, message_id=remind(chat, 1))
    assert "NV1 đạt 60%" in reply.text


def test_words_beside_a_video_are_heard_too(chat: Chat):
    recorded, hint = chat.say(LAN, "NV2 xong", other=Content.VIDEO)
    assert "Đã ghi NV2" in recorded.text
    assert "không lưu video" in hint.text


@pytest.mark.parametrize("sign", ["👍", "✅", "❤️", "👍🏽", "🙏", "👌👌", "✔️ "])
@pytest.mark.parametrize("other", [None, Content.STICKER])
def test_a_thumb_in_answer_to_a_reminder_is_received_and_never_done(chat: Chat, sign: str, other: Content | None):
    [reply] = chat.say(LAN, sign, other=other, message_id=remind(chat, 1))
    assert "Đã ghi NV1: đã nhận" in reply.text
    assert [said for said, _ in journal(chat)] == [Said.RECEIVED]


def test_a_thumb_right_after_a_reminder_needs_no_quote(chat: Chat):
    remind(chat, 1, 2)
    assert "NV1, NV2" in chat.say(LAN, "👍")[0].text
    assert [said for said, _ in journal(chat)] == [Said.RECEIVED] * 2


def test_a_thumb_takes_no_report_back(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%")
    chat.say(LAN, "👍", message_id=remind(chat, 1))
    with chat.sessions() as session:
        assert (session.get_one(Assignment, 1).state, session.get_one(Assignment, 1).percent) == (Said.WORKING, 60)


@pytest.mark.parametrize("text", ["👍", "😂", "🎉🎉", "✅"])
def test_an_emoji_to_nothing_gets_no_answer(chat: Chat, text: str):
    assert chat.say(LAN, text) == []
    assert journal(chat) == []


def test_a_sticker_that_agrees_to_nothing_gets_no_answer(chat: Chat):
    assert chat.say(LAN, "😂", other=Content.STICKER, message_id=remind(chat, 1)) == []
    assert chat.say(LAN, "", other=Content.STICKER) == []


FOREIGN = [
    "Task 2 is not done yet, we are waiting for the budget",
    "We have finished the conference",
    "Hello, what should I do with this?",
    "任务二已经完成",
    "Задача выполнена",
    "งานเสร็จแล้ว",
]
VIETNAMESE = [
    "xong r",
    "nv2 xong r, 3 hn 150 ng",
    "da hoan thanh",
    "ok done nv2",
    "bao cao nham, 12 chu k phai 21",
    "not viec nay la xong",
    "task 2 done",
    "report nv2 da gui",
    "em gui link drive",
    "chua lam dc do cho kp",
    "NV2 đã xong, see file report of the team with this",
    "ok",
    "1",
    "60%",
    "anh oi cho em hoi",
    "we",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_another_language_gets_one_line_in_two(chat: Chat, text: str):
    [reply] = chat.say(LAN, text)
    assert "Tôi chỉ hiểu tiếng Việt" in reply.text
    assert "I understand Vietnamese only" in reply.text
    assert journal(chat) == []


@pytest.mark.parametrize("text", VIETNAMESE)
def test_short_vietnamese_without_accents_is_not_another_language(text: str):
    assert odd(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://drive.google.com/file/abc", Odd.LINK),
        ("www.a.vn, https://b.vn", Odd.LINK),
        ('{"task": "NV2", "status": "done"}', Odd.CODE),
        ("<a href='x'>xong</a>", Odd.CODE),
        ("```\nnv2 xong\n```", Odd.CODE),
        ("...", Odd.MARKS),
        ("?!", Odd.MARKS),
        ("\u200f\u200b", Odd.MARKS),
        ("🎉", Odd.EMOJI),
        ("[NV2] xong (3 hội nghị)", None),
        ("NV2 xong https://a.vn/b", None),
        ("(NV2 xong)", None),
    ],
)
def test_what_a_message_is_instead_of_a_sentence(text: str, kind: Odd | None):
    assert odd(text) is kind


@pytest.mark.parametrize("text", ["👍 xong", "xong", "", "...", "👎", "❌"])
def test_only_a_lone_sign_agrees(text: str):
    assert not agrees(text)


@pytest.mark.parametrize("text", ["https://a.vn/nv2-xong", '{"task": "NV2", "status": "xong"}', "...", "\u202e\u200b"])
def test_junk_is_answered_and_not_recorded(chat: Chat, text: str):
    [reply] = chat.say(LAN, text)
    assert reply.text
    assert journal(chat) == []


def test_marks_that_reorder_words_change_nothing(chat: Chat):
    chat.say(LAN, "\u202eNV\u200b2 x\u200dong\u200f")
    assert [said for said, _ in journal(chat)] == [Said.DONE]


def test_of_far_too_many_words_nothing_half_is_read(chat: Chat):
    [reply] = chat.say(LAN, "NV1 xong. " + "Đã họp với các xã về kế hoạch. " * 80 + "NV2 chưa làm.")
    assert "2.000 chữ cái nên tôi chưa đọc" in reply.text
    assert journal(chat) == []


FROM_OTHERS = {"forwarded": True}


def test_forwarded_words_count_once_their_sender_says_so(chat: Chat):
    [question] = chat.say(LAN, "NV2 xong, 3 hội nghị", **FROM_OTHERS)
    assert "Ghi tin chuyển tiếp này như báo cáo của đồng chí?" in question.text
    assert journal(chat) == []
    asked_at = chat.now
    [reply] = chat.press(LAN, "Ghi")
    assert "Đã ghi NV2" in reply.text
    with chat.sessions() as session:
        assert session.exec(select(Progress)).one().at == asked_at


@pytest.mark.parametrize(("answer", "lines"), [("1", 1), ("2", 0)])
def test_a_digit_says_whether_forwarded_words_count(chat: Chat, answer: str, lines: int):
    chat.say(LAN, "NV2 xong", **FROM_OTHERS)
    chat.say(LAN, answer)
    assert len(journal(chat)) == lines


def test_a_second_tap_on_forwarded_words_records_nothing_twice(chat: Chat):
    chat.say(LAN, "NV2 xong", **FROM_OTHERS)
    message, data = chat.button(LAN, "Ghi")
    chat.press(LAN, "Ghi")
    [reply] = chat.say(LAN, "", button=data, message_id=message.platform_id)
    assert "không ghi thêm gì" in reply.text
    assert len(journal(chat)) == 1


def test_an_offer_of_another_person_is_nobodys_to_take(chat: Chat):
    chat.say(LAN, "NV2 xong", **FROM_OTHERS)
    _, data = chat.button(LAN, "Ghi")
    [reply] = chat.say(HANH, "", button=data)
    assert "không ghi thêm gì" in reply.text
    assert journal(chat) == []


@pytest.mark.parametrize("text", ["hủy", "/nhiemvu", "1", "Chúc mừng sinh nhật cả phòng"])
def test_nobody_elses_command_is_obeyed(chat: Chat, text: str):
    chat.say(LAN, "NV2 đạt 60%")
    [reply] = chat.say(LAN, text, **FROM_OTHERS)
    assert "Tin chuyển tiếp này không có báo cáo" in reply.text
    assert len(journal(chat)) == 1


def test_a_forwarded_picture_without_words_is_evidence(chat: Chat):
    chat.say(LAN, "NV1 xong")
    photo = Attachment("p", "a.jpg", 9, FileKind.PHOTO, sha256="cd" * 32)
    chat.say(LAN, "", attachments=(photo,), forwarded=True)
    assert journal(chat)[-1][0] is Said.EVIDENCE


def test_forwarded_words_may_be_the_answer_that_was_waited_for(chat: Chat):
    chat.say(LAN, "", button="a:1:blocked")
    chat.say(LAN, "Sở Tài chính chưa cấp kinh phí", **FROM_OTHERS)
    chat.press(LAN, "Ghi")
    assert journal(chat) == [(Said.BLOCKED, "Sở Tài chính chưa cấp kinh phí")]


def test_words_typed_in_place_of_a_tap_answer_the_question_before(chat: Chat):
    chat.say(LAN, "", button="a:1:blocked")
    chat.say(LAN, "chờ kinh phí, cháu Sùng Thị Xoan lớp 3A chưa có quà")
    chat.say(LAN, "chờ kinh phí tặng quà cho 01 cháu")
    assert journal(chat) == [(Said.BLOCKED, "chờ kinh phí tặng quà cho 01 cháu")]


def test_dropped_words_leave_the_question_before_them_open(chat: Chat):
    chat.say(LAN, "", button="a:1:blocked")
    chat.say(LAN, "Sở Tài chính chưa cấp kinh phí", **FROM_OTHERS)
    chat.press(LAN, "Bỏ")
    chat.say(LAN, "chờ mẫu biểu")
    assert journal(chat) == [(Said.BLOCKED, "chờ mẫu biểu")]


@pytest.mark.parametrize("more", [{"other": Content.VOICE}, {"forwarded": True, "text": "NV1 xong"}, {"text": "👍"}])
def test_a_group_that_did_not_speak_to_the_bot_gets_no_answer(chat: Chat, more: dict):
    with chat.sessions() as session:
        session.add(Room(office_id=1, unit_id=2, channel="fake", address="-5"))
    assert chat.say(LAN, more.pop("text", ""), address="-5", sender=LAN, group=True, **more) == []
    assert journal(chat) == []


def test_every_kind_of_input_is_answered_by_one_short_message(chat: Chat):
    for other in Content:
        assert sum(len(reply.text) for reply in chat.say(LAN, "", other=other)) < 200
    assert chat.now > MONDAY


def test_a_link_may_be_the_clerks_answer(chat: Chat):
    chat.say(LAN, "NV1 nộp báo cáo theo mẫu nào ạ?")
    chat.press(HANH, "Trả lời")
    chat.say(HANH, "https://stp.example.vn/mau-bao-cao")
    assert any("mau-bao-cao" in message.text for message in chat.shown(LAN))


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_is_of_some_kind_or_none(text: str):
    assert odd(text) is None or isinstance(odd(text), Odd)
    assert not (agrees(text) and any(letter.isalpha() for letter in text))


@given(st.sampled_from(VIETNAMESE), st.sampled_from(["", "\u200b", "\u202e", "\u200f", "\ufeff"]))
@settings(max_examples=40, deadline=None)
def test_hidden_marks_make_no_other_language(text: str, mark: str):
    assert odd(mark.join(text)) is odd(text)
