"""Photos and documents find the task they are evidence of; an album is asked about once."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN
from messages.captions import is_for_each, tasks_named
from messages.channel import Attachment, FileKind
from models.assignment import Assignment, Progress, Said
from models.evidence import Evidence, files_of
from models.plan import Task
from plans.draft import PlanDraft, TaskDraft

FIRST = "Phòng Nghiệp vụ I"
DRAFT = PlanDraft(
    title="Kế hoạch tháng 6",
    start=date(2026, 6, 1),
    end=date(2026, 6, 30),
    tasks=tuple(
        TaskDraft(text=text, leads=(FIRST,))
        for text in ("Tổ chức hội nghị tuyên truyền.", "Rà soát văn bản.", "Treo băng rôn.")
    ),
)


@pytest.fixture
def chat(sessions, office) -> Chat:
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    return chat


def file(number: int = 1) -> Attachment:
    """A document: what pictures need besides is not spoken of here."""
    return Attachment(ref=f"f{number}", name=f"tệp {number}.pdf", size=9, sha256=f"{number:02}" * 32)


def send(chat: Chat, *numbers: int, text: str = "", **more):
    return chat.say(LAN, text, attachments=tuple(file(number) for number in numbers or (1,)), **more)


def kept(chat: Chat) -> dict[int, list[str]]:
    """Task number -> the files that count, by name."""
    with chat.sessions() as session:
        rows = session.exec(select(Assignment, Task).where(Assignment.task_id == Task.id)).all()
        files = {task.position: [row.name for row in files_of(session, each.id or 0)] for each, task in rows}
    return {position: names for position, names in sorted(files.items()) if names}


@pytest.mark.parametrize(
    ("caption", "tasks"),
    [
        ("NV2", ["2"]),
        ("ảnh nv2", ["2"]),
        ("NV2, NV3", ["2", "3"]),
        ("minh chứng nhiệm vụ 1 và 3", ["1", "3"]),
        ("ảnh hội nghị 150 người", []),
        ("", []),
    ],
)
def test_a_caption_names_tasks(caption: str, tasks: list[str]):
    assert tasks_named(caption) == tasks


@pytest.mark.parametrize(
    ("caption", "each"),
    [
        ("ảnh chung NV2, NV3", True),
        ("cả hai NV2 và NV3", True),
        ("minh chung nv2 nv3", False),
        ("minh chứng NV2, NV3", False),
    ],
)
def test_files_may_belong_to_each_task_named(caption: str, each: bool):
    assert is_for_each(caption) is each


@pytest.mark.parametrize("caption", ["NV2", "ảnh NV2", "minh chứng nhiệm vụ 2"])
def test_the_caption_says_which_task(chat: Chat, caption: str):
    [answer] = send(chat, text=caption)
    assert "Đã ghi NV2" in answer.text
    assert kept(chat) == {2: ["tệp 1.pdf"]}


def test_a_caption_with_a_foreign_number_is_asked_about(chat: Chat):
    [answer] = send(chat, text="NV9")
    assert "không có NV9" in answer.text
    assert kept(chat) == {}


@pytest.mark.parametrize("with_buttons", [True, False])
def test_of_several_tasks_in_a_caption_one_is_asked_for(chat: Chat, with_buttons: bool):
    [answer] = send(chat, text="NV2, NV3")
    assert [str(label)[:3] for label, *_ in answer.choices] == ["NV2", "NV3", "Chu"]
    assert kept(chat) == {}
    _ = chat.press(LAN, "NV3") if with_buttons else chat.say(LAN, "2")
    assert kept(chat) == {3: ["tệp 1.pdf"]}


@pytest.mark.parametrize("with_buttons", [True, False])
def test_or_all_of_them_are_meant(chat: Chat, with_buttons: bool):
    send(chat, text="NV2, NV3")
    _ = chat.press(LAN, "Chung cho cả 2") if with_buttons else chat.say(LAN, "3")
    assert kept(chat) == {2: ["tệp 1.pdf"], 3: ["tệp 1.pdf"]}
    assert "không còn hiệu lực" in chat.press(LAN, "Chung cho cả 2")[0].text


def test_a_caption_may_say_that_it_is_for_each(chat: Chat):
    send(chat, text="ảnh chung của NV2 và NV3")
    assert list(kept(chat)) == [2, 3]


def test_an_answer_to_the_read_back_of_a_task_is_about_it(chat: Chat):
    [read_back] = chat.say(LAN, "NV3 đạt 40%")
    chat.say(LAN, "NV1 đạt 10%")
    send(chat, message_id=read_back.platform_id)
    assert list(kept(chat)) == [3]


def test_files_after_a_report_go_to_its_task_and_one_tap_takes_them_elsewhere(chat: Chat):
    chat.say(LAN, "NV3 xong")
    [answer] = send(chat, 1, 2)
    assert "Đã ghi NV3" in answer.text
    assert "2 tệp" in answer.text
    [question] = chat.press(LAN, "Của việc khác")
    assert [str(label)[:3] for label, *_ in question.choices] == ["NV1", "NV2"]
    [moved] = chat.press(LAN, "NV2")
    assert "từ NV3 sang NV2" in moved.text
    assert kept(chat) == {2: ["tệp 1.pdf", "tệp 2.pdf"]}
    assert "không còn ghi cho NV3" in chat.press(LAN, "NV1")[0].text
    assert list(kept(chat)) == [2]


def test_without_buttons_digits_take_them_elsewhere(chat: Chat):
    chat.say(LAN, "NV3 xong")
    send(chat)
    chat.say(LAN, "1")
    chat.say(LAN, "2")
    assert list(kept(chat)) == [2]


def test_a_report_of_more_than_a_moment_ago_says_nothing_of_files(chat: Chat):
    chat.say(LAN, "NV3 đạt 40%")
    chat.now += timedelta(minutes=10)
    [answer] = send(chat)
    assert "của nhiệm vụ nào" in answer.text


def test_a_message_about_two_tasks_leaves_it_open_which(chat: Chat):
    chat.say(LAN, "NV1 đạt 10%; NV3 đạt 40%")
    [answer] = send(chat)
    assert [str(label)[:3] for label, *_ in answer.choices] == ["NV1", "NV3"]


def test_a_receipt_is_no_report(chat: Chat):
    chat.say(LAN, "/nhiemvu")
    chat.press(LAN, "NV1")
    chat.press(LAN, "Đã nhận")
    [answer] = send(chat)
    assert "của nhiệm vụ nào" in answer.text


def test_the_only_open_task_is_meant(chat: Chat):
    chat.say(LAN, "NV1 xong")
    chat.say(LAN, "NV2 xong")
    chat.now += timedelta(minutes=10)
    send(chat)
    assert list(kept(chat)) == [3]


@pytest.mark.parametrize("with_buttons", [True, False])
def test_an_album_that_comes_in_pieces_is_asked_about_once(chat: Chat, with_buttons: bool):
    [question] = send(chat, 1, album="g1")
    assert "của nhiệm vụ nào" in question.text
    assert send(chat, 2, album="g1") == []
    assert send(chat, 3, album="g1") == []
    [answer] = chat.press(LAN, "NV2") if with_buttons else chat.say(LAN, "2")
    assert "3 tệp" in answer.text
    assert kept(chat) == {2: ["tệp 1.pdf", "tệp 2.pdf", "tệp 3.pdf"]}


def test_the_rest_of_an_album_follows_its_caption(chat: Chat):
    send(chat, 1, text="NV2 xong, 3 hội nghị", album="g1")
    chat.say(LAN, "NV3 đạt 10%")
    send(chat, 2, album="g1")
    assert kept(chat) == {2: ["tệp 1.pdf", "tệp 2.pdf"]}


def test_the_rest_of_an_album_follows_the_answer(chat: Chat):
    send(chat, 1, album="g1")
    chat.press(LAN, "NV2")
    chat.now += timedelta(minutes=10)
    send(chat, 2, album="g1")
    assert list(kept(chat)) == [2]


def test_a_file_sent_twice_for_a_task_is_kept_once(chat: Chat):
    send(chat, text="NV2")
    [answer] = send(chat, text="NV2")
    assert "đã có ở NV2" in answer.text
    [partly] = send(chat, 1, 2, 2, text="NV2")
    assert "1 tệp" in partly.text
    assert kept(chat) == {2: ["tệp 1.pdf", "tệp 2.pdf"]}
    send(chat, text="NV3")
    assert list(kept(chat)) == [2, 3]


def test_a_file_taken_back_may_be_sent_again(chat: Chat):
    send(chat, text="NV2")
    chat.say(LAN, "hủy")
    assert kept(chat) == {}
    send(chat, text="NV2")
    assert list(kept(chat)) == [2]


@pytest.mark.parametrize("data", ["em:999", "em:1", "em:x:2", "em:", "ew:all"])
def test_a_forged_button_moves_nothing(chat: Chat, data: str):
    chat.say(LAN, "NV1 đạt 10%")
    [answer] = chat._send(LAN, button=data)
    assert "không còn hiệu lực" in answer.text
    with chat.sessions() as session:
        assert [line.said for line in session.exec(select(Progress).order_by(col(Progress.id)))] == [Said.WORKING]


def test_nobody_moves_the_files_of_another(chat: Chat):
    chat.say(LAN, "NV3 xong")
    send(chat)
    _, data = chat.button(LAN, "Của việc khác")
    assert "không còn hiệu lực" in chat._send(HANH, button=data)[0].text


def test_photos_are_marked_as_such(chat: Chat):
    photo = Attachment(ref="p", name="ảnh.jpg", size=9, kind=FileKind.PHOTO, sha256="77" * 32)
    chat.say(LAN, "NV2", attachments=(photo,))
    with chat.sessions() as session:
        assert session.exec(select(Evidence)).one().photo


def test_a_photo_after_a_report_is_asked_about_once_and_can_still_go_elsewhere(chat: Chat):
    photo = Attachment(ref="p", name="ảnh.jpg", size=9, kind=FileKind.PHOTO, sha256="77" * 32)
    chat.say(LAN, "NV3 xong")
    [answer] = chat.say(LAN, "", attachments=(photo,))
    assert "Đã ghi NV3" in answer.text
    assert [label for label, *_ in answer.choices] == ["Không nhận ra ai", "Có, bỏ ảnh", "Của việc khác"]
    chat.say(LAN, "3")
    chat.press(LAN, "NV2")
    chat.press(LAN, "Không nhận ra ai")
    with chat.sessions() as session:
        assert not session.exec(select(Evidence)).one().held
    assert list(kept(chat)) == [2]
