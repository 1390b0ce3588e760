"""What people and modified clients may try: nothing crashes, nothing is written down that was not said."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN, MONDAY
from handlers.dispatch import REHEARD
from handlers.routes import BUTTONS, COMMANDS
from messages.channel import Attachment
from models.assignment import Assignment, Progress, Said
from models.inbox import InboxMessage
from models.outbox import Delivery, OutboxMessage, Priority
from models.people import Person, Role, Room
from models.plan import Plan, PlanState, Task
from plans.draft import PlanDraft, TaskDraft

DRAFT = PlanDraft(
    title="Kế hoạch tháng 6",
    start=date(2026, 6, 1),
    end=date(2026, 6, 30),
    tasks=(
        TaskDraft(text="Tổ chức hội nghị.", leads=("Phòng Nghiệp vụ I",), due=date(2026, 6, 15)),
        TaskDraft(text="Việc của văn phòng.", leads=("Văn phòng Sở",)),
    ),
)
NOISE = [
    "",
    "²",
    "٣",
    "-1",
    "0",
    "9" * 30,
    "x",
    ":",
    "1:²",
    "1:x:9",
    "1:approve:1",
    "1:lead:²:1",
    "1:lead:0:9",
    "ÿ" * 32,
]


@pytest.fixture
def drafted(sessions, office) -> Chat:
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", DRAFT)
    return chat


@pytest.fixture
def chat(drafted) -> Chat:
    drafted.press(HANH, "Phê duyệt")
    return drafted


def lines(chat: Chat) -> list[Progress]:
    with chat.sessions() as session:
        return list(session.exec(select(Progress).order_by(col(Progress.id))).all())


def tasks(chat: Chat) -> list[tuple[str, list[str]]]:
    with chat.sessions() as session:
        return [(task.text, task.leads) for task in session.exec(select(Task).order_by(col(Task.position)))]


@pytest.mark.parametrize("name", sorted({*BUTTONS, REHEARD}))
@pytest.mark.parametrize("who", [HANH, LAN])
def test_no_forged_button_crashes_or_changes_a_task(drafted, name, who):
    for noise in NOISE:
        assert drafted.say(who, "", button=f"{name}:{noise}", message_id="m1")
    assert tasks(drafted) == [(task.text, list(task.leads)) for task in DRAFT.tasks]
    assert lines(drafted) == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_no_argument_of_a_command_crashes(chat, name):
    for noise in NOISE:
        assert chat.say(HANH, f"/{name} {noise}")


@pytest.mark.parametrize("text", ["chào em, chúc mừng sinh nhật", "NV1 xong", "mai họp lúc 8h"])
def test_a_question_of_last_week_is_forgotten(chat, text):
    chat.say(LAN, "", button="a:1:blocked")
    chat.now += timedelta(days=7)
    chat.say(LAN, text)
    assert all(line.said is not Said.BLOCKED for line in lines(chat))


@pytest.mark.parametrize("text", ["NV1 xong", "NV2 chủ trì: Phòng Nghiệp vụ I", "bỏ NV2", ""])
def test_an_order_or_a_report_is_no_new_text_of_a_task(drafted, text):
    drafted.say(HANH, "", button="pe:1:text")
    drafted.say(HANH, text)
    assert tasks(drafted)[0][0] == "Tổ chức hội nghị."


def test_who_is_clerk_no_more_edits_no_more(drafted):
    drafted.say(HANH, "", button="pe:1:text")
    with drafted.sessions() as session:
        session.exec(select(Person).where(Person.role == Role.CLERK)).one().role = Role.STAFF
    drafted.say(HANH, "Nội dung khác hẳn")
    assert tasks(drafted)[0][0] == "Tổ chức hội nghị."


def test_a_plan_approved_meanwhile_takes_no_new_task(drafted):
    drafted.say(HANH, "", button="pn:1")
    with drafted.sessions() as session:
        session.get_one(Plan, 1).state = PlanState.ACTIVE
    drafted.say(HANH, "Việc mới toanh")
    assert len(tasks(drafted)) == 2


def test_a_digit_answers_only_what_was_sent(chat):
    with chat.sessions() as session:
        session.add(
            OutboxMessage(
                key="remind:tomorrow",
                channel="fake",
                address=LAN,
                text="",
                choices=[["Hoàn thành", "a:1:done", 0]],
                due_at=chat.now + timedelta(days=1),
            )
        )
    chat.say(LAN, "1")
    assert lines(chat) == []


def test_closing_a_plan_calls_its_reminders_back(chat):
    with chat.sessions() as session:
        session.add(
            OutboxMessage(
                key="remind:1",
                channel="fake",
                address=LAN,
                text="",
                priority=Priority.REMINDER,
                speaks_of=[1],
                due_at=chat.now + timedelta(days=1),
            )
        )
    chat.say(HANH, "", button="pz:1:yes")
    with chat.sessions() as session:
        row = session.exec(select(OutboxMessage).where(OutboxMessage.key == "remind:1")).one()
    assert row.status is Delivery.CANCELLED


def test_a_group_learns_nothing_of_another_unit(chat):
    with chat.sessions() as session:
        session.add(Room(office_id=1, unit_id=2, channel="fake", address="-5"))
        session.add(
            OutboxMessage(
                key="note",
                channel="fake",
                address="-5",
                text="",
                speaks_of=[1],
                status=Delivery.SENT,
                platform_id="g1",
                due_at=MONDAY,
            )
        )
    chat.say(HANH, "NV2 xong, BIMATVP")
    for text in ("sửa", "hủy"):
        chat.say("-5", text, sender=HANH, group=True, message_id="g1")
    for name in sorted({*BUTTONS, REHEARD}):
        chat.say("-5", "", sender=HANH, group=True, button=f"{name}:1", message_id="g1")
    shown = " ".join(message.text for message in chat.shown("-5"))
    assert "BIMATVP" not in shown
    assert "Việc của văn phòng" not in shown
    assert len(lines(chat)) == 1


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("/huy cháu Nguyễn Thị Hoa 7 tuổi, lớp 2A ở thôn Đông", None),
        ("NV1 xong", "cháu Nguyễn Thị Hoa 7 tuổi ở thôn Đông.docx"),
        ("thêm: Hỗ trợ cháu Nguyễn Thị Hoa 7 tuổi ở thôn Đông", None),
        ("/moi cháu Nguyễn Thị Hoa 7 tuổi ở thôn Đông", None),
    ],
)
def test_a_childs_details_are_kept_nowhere_however_they_come(chat, text, file):
    chat.say(HANH, "NV2 đạt 50%")
    files = (Attachment(ref="f", name=file, size=1, sha256="ab" * 32),) if file else ()
    chat.say(HANH, text, attachments=files)
    with chat.sessions() as session:
        kept = [*session.exec(select(InboxMessage.payload)), *session.exec(select(OutboxMessage.text))]
        kept += [line.words for line in session.exec(select(Progress))]
    assert "Hoa" not in str(kept)


def test_a_clock_that_runs_ahead_does_not_freeze_a_task(chat):
    chat.say(LAN, "NV1 đạt 50%", sent_at=chat.now + timedelta(days=4000))
    chat.say(LAN, "NV1 xong")
    with chat.sessions() as session:
        assert session.get_one(Assignment, 1).state is Said.DONE


@pytest.mark.parametrize("text", ["NV1 đạt 1000%", "NV1 đạt 99999999999999999999%", f"NV1 xong {'9' * 400} hội nghị"])
def test_what_no_work_can_be_is_asked_about(chat, text):
    chat.say(LAN, text)
    assert lines(chat) == []


def test_files_sent_before_the_asked_words_are_kept(chat):
    chat.say(LAN, "", button="a:1:more_time")
    photo = Attachment(ref="f", name="anh.jpg", size=1, sha256="ab" * 32)
    *_, again = chat.say(LAN, "", attachments=(photo,))
    assert "đến ngày nào" in again.text
    assert [line.said for line in lines(chat)] == [Said.EVIDENCE]


def test_no_day_of_the_past_is_asked_for(chat):
    chat.say(LAN, "", button="a:1:more_time")
    [again] = chat.say(LAN, "xin lùi đến 20/5/2026")
    assert "đến ngày nào" in again.text
    assert lines(chat) == []
