"""Pictures count only once their sender says that no child can be recognised."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.shelf import PATIENCE
from chat import Chat
from conftest import HANH, LAN, MONDAY, STRANGER, join
from handlers.dispatch import dispatch
from handlers.records import load
from hearing import Desk, says
from messages.channel import Attachment, FileKind, Incoming
from models.assignment import Progress, Said
from models.database import Sessions
from models.evidence import Evidence
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Person, Role
from test_progress import DRAFT

PHOTO = Attachment(ref="p", name="anh.jpg", size=9, kind=FileKind.PHOTO, sha256="cd" * 32)
PAPER = Attachment(ref="d", name="bien ban.docx", size=9, sha256="ef" * 32)


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    return chat


def evidence(chat: Chat) -> list[tuple[str, bool]]:
    with chat.sessions() as session:
        return [(row.name, row.held) for row in session.exec(select(Evidence).order_by(col(Evidence.id)))]


def counted(chat: Chat) -> list[str]:
    with chat.sessions() as session:
        return [row.name for row in load(session, 1, chat.now).evidence]


def test_a_picture_is_asked_about_in_the_read_back_and_counts_nowhere_till_then(chat: Chat):
    [reply] = chat.say(LAN, "NV1 đạt 60%", attachments=(PHOTO, PAPER))
    assert "Đã ghi NV1" in reply.text
    assert "Ảnh có nhận ra được trẻ em nào không?" in reply.text
    assert [label for label, *_ in reply.choices] == ["Không nhận ra ai", "Có, bỏ ảnh"]
    assert evidence(chat) == [("anh.jpg", True), ("bien ban.docx", False)]
    assert counted(chat) == ["bien ban.docx"]


def test_a_picture_on_which_nobody_is_recognised_counts(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%", attachments=(PHOTO,))
    [reply] = chat.press(LAN, "Không nhận ra ai")
    assert "Đã lưu 1 ảnh làm minh chứng NV1" in reply.text
    assert counted(chat) == ["anh.jpg"]


def test_a_picture_of_a_child_is_gone_and_the_report_stays(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%", attachments=(PHOTO,))
    [reply] = chat.press(LAN, "Có, bỏ ảnh")
    assert "Đã bỏ 1 ảnh; báo cáo NV1 vẫn giữ" in reply.text
    assert evidence(chat) == []
    with chat.sessions() as session:
        assert [(line.said, line.percent) for line in session.exec(select(Progress))] == [(Said.WORKING, 60)]


@pytest.mark.parametrize(("digit", "left"), [("1", [("anh.jpg", False)]), ("2", [])])
def test_a_digit_answers_the_question(chat: Chat, digit: str, left: list[tuple[str, bool]]):
    chat.say(LAN, "NV1 đạt 60%", attachments=(PHOTO,))
    chat.say(LAN, digit)
    assert evidence(chat) == left


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        ("clear", "child", "đã được lưu làm minh chứng"),
        ("child", "clear", "đã bỏ, không còn lưu"),
    ],
)
def test_a_second_tap_changes_nothing_and_says_what_is_the_case(chat: Chat, first: str, then: str, words: str):
    chat.say(LAN, "NV1 đạt 60%", attachments=(PHOTO,))
    chat.say(LAN, "", button=f"ph:1:{first}")
    kept = evidence(chat)
    [reply] = chat.say(LAN, "", button=f"ph:1:{then}")
    assert words in reply.text
    assert evidence(chat) == kept


@pytest.mark.parametrize("button", ["ph:1:clear", "ph:1:child", "ph:99:clear", "ph::", "ph:1:maybe", "ph:²:clear"])
def test_nobody_answers_for_another(chat: Chat, button: str):
    chat.say(LAN, "NV1 đạt 60%", attachments=(PHOTO,))
    [reply] = chat.say(HANH, "", button=button)
    assert "không còn hiệu lực" in reply.text
    assert evidence(chat) == [("anh.jpg", True)]


def test_one_question_covers_all_that_came_with_a_message(chat: Chat):
    other = Attachment(ref="q", name="scan.bin", size=9, sha256="aa" * 32, picture=True)
    replies = chat.say(LAN, "NV1 đạt 60%, NV2 xong", attachments=(PHOTO, other))
    assert sum("2 ảnh này có nhận ra" in reply.text for reply in replies) == 1
    chat.press(LAN, "Không nhận ra ai")
    assert {held for _, held in evidence(chat)} == {False}


def test_a_picture_whose_task_was_asked_for_is_asked_about_then(chat: Chat):
    [question] = chat.say(LAN, "", attachments=(PHOTO,))
    assert "nhận ra" not in question.text
    [reply] = chat.say(LAN, "1")
    assert "nhận ra được trẻ em" in reply.text


def test_a_corrected_report_keeps_its_pictures_and_their_question(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%", attachments=(PHOTO,))
    chat.say(LAN, "nhầm, NV1 đạt 70%")
    chat.say(LAN, "", button="ph:1:clear")
    with chat.sessions() as session:
        [row] = session.exec(select(Evidence)).all()
    assert (row.held, row.progress_id) == (False, 2)


def test_a_file_by_its_content_or_name_is_a_picture():
    assert all(
        Attachment("r", name, 1).is_picture for name in ("a.JPG", "b.png", "c.HEIC", "d.webp", "e.jpeg", "f.tiff")
    )
    assert not any(Attachment("r", name, 1).is_picture for name in ("a.docx", "b.pdf", "jpg", "c.xlsx", ""))


@pytest.fixture
def desk(sessions: Sessions, office: Office, tmp_path: Path) -> Desk:
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    desk = Desk(sessions, tmp_path)
    desk.act = dispatch
    desk.channel.files |= {"p": b"\xff\xd8\xff a", "q": b"\xff\xd8\xff b", "d": b"PK"}
    return desk


def files(folder: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in folder.iterdir())


def pressed(number: int, data: str) -> Incoming:
    return Incoming("fake", str(number), LAN, "", MONDAY, button=data)


def test_the_file_of_a_dropped_picture_is_gone_at_once(desk: Desk, tmp_path: Path):
    desk.hear(says(101, LAN, Attachment("p", "a.jpg", 9), text="NV1 xong"))
    assert files(tmp_path) == [b"\xff\xd8\xff a"]
    desk.hear(pressed(102, "ph:1:child"))
    assert files(tmp_path) == []


def test_the_file_of_a_cleared_picture_stays(desk: Desk, tmp_path: Path):
    desk.hear(says(101, LAN, Attachment("p", "a.jpg", 9), text="NV1 xong"))
    desk.hear(pressed(102, "ph:1:clear"))
    assert files(tmp_path) == [b"\xff\xd8\xff a"]


def test_pictures_nobody_vouches_for_are_swept_after_a_week(desk: Desk, sessions: Sessions, tmp_path: Path):
    desk.hear(says(101, LAN, Attachment("p", "a.jpg", 9), text="NV1 xong"))
    shelf = desk.worker._intake.shelf
    asyncio.run(shelf.sweep(MONDAY + PATIENCE))
    with sessions() as session:
        assert len(session.exec(select(Evidence)).all()) == 1
    asyncio.run(shelf.sweep(MONDAY + PATIENCE + timedelta(minutes=1)))
    with sessions() as session:
        assert session.exec(select(Evidence)).all() == []
        assert len(session.exec(select(Progress)).all()) == 1


def test_a_picture_under_any_name_is_held_by_its_first_bytes(desk: Desk, sessions: Sessions):
    desk.hear(says(101, LAN, Attachment("p", "minh chung", 9), Attachment("d", "bien ban.docx", 9), text="NV1 xong"))
    with sessions() as session:
        assert [(row.name, row.held) for row in session.exec(select(Evidence))] == [
            ("minh chung", True),
            ("bien ban.docx", False),
        ]


def album(number: int, ref: str, text: str = "") -> Incoming:
    file = Attachment(ref, f"{ref}.jpg", 9, FileKind.PHOTO)
    return replace(says(number, LAN, file), text=text, album="g1", own_id=str(number))


def test_an_album_is_one_report_with_one_question(desk: Desk, sessions: Sessions):
    desk.hear(album(101, "p", "NV2 xong"), album(102, "q"))
    with sessions() as session:
        lines = session.exec(select(Progress)).all()
        assert [row.held for row in session.exec(select(Evidence))] == [True, True]
    assert [line.said for line in lines] == [Said.DONE]
    with sessions() as session:
        texts = [text for text in session.exec(select(OutboxMessage.text)) if "nhận ra được trẻ em" in text]
    assert len(texts) == 1
    assert "2 ảnh này" in texts[0]


def test_what_comes_late_of_an_album_belongs_to_its_report(desk: Desk, sessions: Sessions):
    desk.hear(album(101, "p", "NV2 xong"))
    desk.hear(album(102, "q"))
    with sessions() as session:
        rows = session.exec(select(Evidence)).all()
        lines = session.exec(select(Progress).order_by(col(Progress.id))).all()
    assert [line.assignment_id for line in lines] == [lines[0].assignment_id] * len(lines)
    assert [row.held for row in rows] == [True, True]


def test_a_strangers_picture_is_fetched_by_nobody(desk: Desk, tmp_path: Path):
    desk.hear(says(101, STRANGER, Attachment("p", "a.jpg", 9), text="NV1 xong"))
    assert files(tmp_path) == []


def test_the_head_is_not_told_of_a_picture_that_is_held(chat: Chat):
    with chat.sessions() as session:
        staff = Person(office_id=1, unit_id=2, name="Hà Thu", role=Role.STAFF)
        session.add(staff)
        session.flush()
        join(session, staff, "1003")
    chat.say("1003", "NV1 xong", attachments=(PHOTO,))
    assert "còn chờ người gửi" in chat.shown(LAN)[-1].text
    chat.press("1003", "Không nhận ra ai")
    chat.say("1003", "NV1 xong", attachments=(PAPER,))
    assert "Đã có 2 tệp minh chứng" in chat.shown(LAN)[-1].text


def test_a_question_releases_no_picture_that_it_did_not_count(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%", attachments=(PHOTO,))
    _, first = chat.button(LAN, "Không nhận ra ai")
    later = replace(PHOTO, name="anh2.jpg", sha256="ef" * 32)
    chat.say(LAN, "NV2 đạt 50%", attachments=(later,), sent_at=chat.now)  # of the same second
    chat.say(LAN, "", button=first)
    assert evidence(chat) == [("anh.jpg", False), ("anh2.jpg", True)]
