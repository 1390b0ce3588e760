"""The form behind the link of an e-mail: a whole conversation without a login, and nothing for anybody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from conversation import lines, state
from mail_server import LAN_NAME, Mailroom, hidden, reminded, text_of, told
from models.assignment import Said
from models.database import Sessions
from models.evidence import Evidence
from models.inbox import InboxMessage
from models.office import Office
from models.outbox import Delivery, OutboxMessage


@pytest.fixture
def room(sessions: Sessions, office: Office, tmp_path: Path) -> Iterator[Mailroom]:
    with reminded(sessions, tmp_path) as room:
        yield room


def test_an_answer_is_recorded_and_shown_and_not_mailed_again(room: Mailroom):
    page = room.open(room.path)
    assert "Treo băng rôn, khẩu hiệu." in page
    assert LAN_NAME in page
    answered = room.write(room.path, page, "NV4 đạt 60%")
    assert "Đã ghi" in told(answered)
    assert "60%" in told(answered)
    assert state(room.chat, 4) == (Said.WORKING, 60)
    assert room.send() == []
    with room.desk.sessions() as session:
        statuses = {row.status for row in session.exec(select(OutboxMessage).where(OutboxMessage.channel == "mail"))}
    assert statuses == {Delivery.SENT}


def test_a_choice_of_the_mail_is_a_button_of_the_page(room: Mailroom):
    card = room.choose(room.path, room.open(room.path), "NV4")
    assert "Treo băng rôn" in told(card)
    done = room.choose(room.path, card, "Hoàn thành")
    assert "hoàn thành" in told(done)
    assert state(room.chat, 4)[0] is Said.DONE


def test_of_work_that_is_done_nothing_is_offered_any_more(room: Mailroom):
    for task in ("NV1", "NV2", "NV4"):
        room.write(room.path, room.open(room.path), f"{task} xong")
    page = room.open(room.path)
    assert "đã xong hoặc không còn" in told(page)
    assert "<button name" not in page


def test_a_question_is_asked_back_and_answered_on_the_page(room: Mailroom):
    asked = room.choose(room.path, room.choose(room.path, room.open(room.path), "NV4"), "Xin gia hạn")
    assert state(room.chat, 4)[0] is not Said.MORE_TIME
    answered = room.choose(room.path, asked, "12/6")
    assert lines(room.chat, 4)[-1].said is Said.MORE_TIME
    assert "12/6" in told(answered)


def test_a_question_is_still_asked_when_the_page_is_opened_again(room: Mailroom):
    asked = room.choose(room.path, room.choose(room.path, room.open(room.path), "NV4"), "Xin gia hạn")
    again = room.open(room.path)
    assert told(again) == told(asked)
    room.write(room.path, again, "đến 12/6 do chờ kinh phí")
    assert lines(room.chat, 4)[-1].said is Said.MORE_TIME
    assert "gia hạn đến ngày nào" not in room.open(room.path)


def test_a_number_of_the_mail_may_be_typed(room: Mailroom):
    assert "Treo băng rôn" in told(room.write(room.path, room.open(room.path), "3"))


def test_what_is_sent_twice_is_recorded_once_and_answered_alike(room: Mailroom):
    page = room.open(room.path)
    first, again = (room.write(room.path, page, "NV4 đạt 60%") for _ in range(2))
    assert told(first) == told(again)
    assert len(lines(room.chat, 4)) == 1


def test_looking_at_the_form_changes_nothing(room: Mailroom, sessions: Sessions):
    answers = [room.ask(method, room.path) for method in ("HEAD", "GET", "GET")]
    assert [answer.status_code for answer in answers] == [200] * 3
    with sessions() as session:
        assert session.exec(select(InboxMessage).where(InboxMessage.channel == "mail")).all() == []


def test_a_file_is_kept_as_one_from_a_chat_is(room: Mailroom, sessions: Sessions, tmp_path: Path):
    page = room.open(room.path)
    room.write(room.path, page, "NV4 xong", ("..\\băng rôn.pdf", b"%PDF-1.4 banner"))
    with sessions() as session:
        kept = session.exec(select(Evidence)).one()
    assert (tmp_path / kept.sha256).read_bytes() == b"%PDF-1.4 banner"


def test_a_picture_waits_for_the_word_that_no_child_is_in_it(room: Mailroom, sessions: Sessions):
    asked = room.write(room.path, room.open(room.path), "NV4 xong", ("banner.jpg", b"\xff\xd8\xff jpeg"))
    assert "trẻ em" in told(asked)
    assert "<button name" in asked


def test_a_file_that_nothing_refers_to_is_gone_when_its_message_is_done(room: Mailroom, tmp_path: Path):
    room.write(room.path, room.open(room.path), "/nhiemvu", ("a.pdf", b"%PDF-1.4 nothing"))
    assert list(tmp_path.iterdir()) == []


def test_an_answer_that_is_not_handled_at_once_comes_by_mail(sessions: Sessions, office: Office, tmp_path: Path):
    with reminded(sessions, tmp_path, wait=0.1) as room:
        room.handles = False
        assert "Đã nhận, sẽ xử lý" in told(room.write(room.path, room.open(room.path), "NV4 đạt 60%"))
        room.runner.run(room.worker.settle())
        [answer] = room.send()
    assert "60%" in text_of(answer)
    assert state(room.chat, 4) == (Said.WORKING, 60)


def test_nothing_is_taken_while_nobody_listens(room: Mailroom):
    page = room.open(room.path)
    room.listening.cancel()
    answer = room.ask("POST", room.path, data={**hidden(page, "enctype"), "text": "NV4 xong"})
    assert answer.status_code == 503
    assert "tạm ngừng nhận" in told(answer.text)


def test_an_empty_form_asks_for_something(room: Mailroom, sessions: Sessions):
    assert "Chưa có nội dung" in told(room.write(room.path, room.open(room.path), "  "))
    with sessions() as session:
        assert session.exec(select(InboxMessage).where(InboxMessage.channel == "mail")).all() == []
