"""The form behind the link of an e-mail: a whole conversation without a login, and nothing for anybody else."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import select

from chat import Chat
from conversation import lines, state
from mail_server import EIGHT, LAN_NAME, Mailroom, hidden, office_by_mail, text_of, told
from models.assignment import Said
from models.database import Sessions
from models.evidence import Evidence
from models.inbox import InboxMessage
from models.office import Office
from models.outbox import Delivery, OutboxMessage


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    return office_by_mail(sessions)


@pytest.fixture
def room(chat: Chat, sessions: Sessions, tmp_path: Path) -> Iterator[Mailroom]:
    with closing(Mailroom(sessions, tmp_path, EIGHT)) as room:
        yield room


@pytest.fixture
def path(room: Mailroom) -> str:
    return room.remind()


def test_an_answer_is_recorded_and_shown_and_not_mailed_again(room: Mailroom, path: str, chat: Chat):
    page = room.open(path)
    assert "Treo băng rôn, khẩu hiệu." in page
    assert LAN_NAME in page
    answered = room.write(path, page, "NV4 đạt 60%")
    assert "Đã ghi" in told(answered)
    assert "60%" in told(answered)
    assert state(chat, 4) == (Said.WORKING, 60)
    assert room.send() == []
    with room.desk.sessions() as session:
        statuses = {row.status for row in session.exec(select(OutboxMessage).where(OutboxMessage.channel == "mail"))}
    assert statuses == {Delivery.SENT}


def test_a_choice_of_the_mail_is_a_button_of_the_page(room: Mailroom, path: str, chat: Chat):
    card = room.choose(path, room.open(path), "NV4")
    assert "Treo băng rôn" in told(card)
    done = room.choose(path, card, "Hoàn thành")
    assert "hoàn thành" in told(done)
    assert state(chat, 4)[0] is Said.DONE


def test_of_work_that_is_done_nothing_is_offered_any_more(room: Mailroom, path: str):
    for task in ("NV1", "NV2", "NV4"):
        room.write(path, room.open(path), f"{task} xong")
    page = room.open(path)
    assert "đã xong hoặc không còn" in told(page)
    assert "<button name" not in page


def test_a_question_is_asked_back_and_answered_on_the_page(room: Mailroom, path: str, chat: Chat):
    asked = room.choose(path, room.choose(path, room.open(path), "NV4"), "Xin gia hạn")
    assert state(chat, 4)[0] is not Said.MORE_TIME
    answered = room.choose(path, asked, "12/6")
    assert lines(chat, 4)[-1].said is Said.MORE_TIME
    assert "12/6" in told(answered)


def test_a_question_is_still_asked_when_the_page_is_opened_again(room: Mailroom, path: str, chat: Chat):
    asked = room.choose(path, room.choose(path, room.open(path), "NV4"), "Xin gia hạn")
    again = room.open(path)
    assert told(again) == told(asked)
    room.write(path, again, "đến 12/6 do chờ kinh phí")
    assert lines(chat, 4)[-1].said is Said.MORE_TIME
    assert "gia hạn đến ngày nào" not in room.open(path)


def test_a_number_of_the_mail_may_be_typed(room: Mailroom, path: str):
    assert "Treo băng rôn" in told(room.write(path, room.open(path), "3"))


def test_what_is_sent_twice_is_recorded_once_and_answered_alike(room: Mailroom, path: str, chat: Chat):
    page = room.open(path)
    first, again = (room.write(path, page, "NV4 đạt 60%") for _ in range(2))
    assert told(first) == told(again)
    assert len(lines(chat, 4)) == 1


def test_looking_at_the_form_changes_nothing(room: Mailroom, path: str, sessions: Sessions):
    answers = [room.ask(method, path) for method in ("HEAD", "GET", "GET")]
    assert [answer.status_code for answer in answers] == [200] * 3
    with sessions() as session:
        assert session.exec(select(InboxMessage).where(InboxMessage.channel == "mail")).all() == []


def test_a_file_is_kept_as_one_from_a_chat_is(room: Mailroom, path: str, sessions: Sessions, tmp_path: Path):
    page = room.open(path)
    room.write(path, page, "NV4 xong", ("..\\băng rôn.pdf", b"%PDF-1.4 banner"))
    with sessions() as session:
        kept = session.exec(select(Evidence)).one()
    assert (tmp_path / kept.sha256).read_bytes() == b"%PDF-1.4 banner"


def test_a_picture_waits_for_the_word_that_no_child_is_in_it(room: Mailroom, path: str, sessions: Sessions):
    asked = room.write(path, room.open(path), "NV4 xong", ("banner.jpg", b"\xff\xd8\xff jpeg"))
    assert "trẻ em" in told(asked)
    assert "<button name" in asked


def test_a_file_that_nothing_refers_to_is_gone_when_its_message_is_done(room: Mailroom, path: str, tmp_path: Path):
    room.write(path, room.open(path), "/nhiemvu", ("a.pdf", b"%PDF-1.4 nothing"))
    assert list(tmp_path.iterdir()) == []


def test_an_answer_that_is_not_handled_at_once_comes_by_mail(chat: Chat, sessions: Sessions, tmp_path: Path):
    with closing(Mailroom(sessions, tmp_path, EIGHT, wait=0.1)) as room:
        path = room.remind()
        room.handles = False
        assert "Đã nhận, sẽ xử lý" in told(room.write(path, room.open(path), "NV4 đạt 60%"))
        room.runner.run(room.worker.settle())
        [answer] = room.send()
    assert "60%" in text_of(answer)
    assert state(chat, 4) == (Said.WORKING, 60)


def test_nothing_is_taken_while_nobody_listens(room: Mailroom, path: str):
    page = room.open(path)
    room.listening.cancel()
    answer = room.ask("POST", path, data={**hidden(page, "enctype"), "text": "NV4 xong"})
    assert answer.status_code == 503
    assert "tạm ngừng nhận" in told(answer.text)


def test_an_empty_form_asks_for_something(room: Mailroom, path: str, sessions: Sessions):
    assert "Chưa có nội dung" in told(room.write(path, room.open(path), "  "))
    with sessions() as session:
        assert session.exec(select(InboxMessage).where(InboxMessage.channel == "mail")).all() == []
