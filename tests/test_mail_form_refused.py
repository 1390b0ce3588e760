"""The form behind the link of an e-mail: what it refuses, and what it shows to nobody else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from bot.intake import LARGEST
from bot.quota import WORDS
from bot.signed import FORM_LIFE, Links
from conversation import PLAN, lines
from mail_server import EIGHT, LAN_AT, LAN_NAME, LINKS, Mailroom, hidden, queue, reminded, told
from models.database import Sessions
from models.inbox import InboxMessage
from models.office import Office
from models.outbox import Delivery, OutboxMessage
from models.people import Address, Invite, Person, Role


@pytest.fixture
def room(sessions: Sessions, office: Office, tmp_path: Path) -> Iterator[Mailroom]:
    with reminded(sessions, tmp_path) as room:
        yield room


def test_a_flood_is_turned_away_with_a_word(room: Mailroom):
    for number in range(WORDS[0].burst):
        room.say(f"tin {number}")
    first, second = (room.write(room.path, room.open(room.path), "NV4 đạt 60%") for _ in range(2))
    assert "gửi nhanh quá" in told(first)
    assert "chưa được nhận" in told(second)
    assert lines(room.chat, 4) == []


@pytest.mark.parametrize(
    "file", [("a.png", b"<html><script>1</script>"), ("x.exe", b"MZ\x90\x00"), ("x.pdf", b"\x7fELF\x02")]
)
def test_a_file_that_is_not_what_it_is_called_is_no_evidence(room: Mailroom, file: tuple[str, bytes]):
    assert "chưa ghi gì" in told(room.write(room.path, room.open(room.path), "NV4 xong", file))
    assert lines(room.chat, 4) == []


@pytest.mark.parametrize("wrong", ["forged", "expired", "foreign", "other purpose", "left", "removed", "moved"])
def test_a_link_that_is_not_ones_own_any_more_opens_nothing(room: Mailroom, sessions: Sessions, wrong: str):
    """Rows 38, 44."""
    page = room.open(room.path)
    with sessions() as session:
        lan = session.exec(select(Person).where(Person.name == LAN_NAME)).one()
        address = session.exec(select(Address).where(Address.channel == "mail")).one()
        hanh = session.exec(select(Person).where(Person.name == "Đỗ Thị Hạnh")).one()
        if wrong == "left":
            lan.active = False
        elif wrong == "removed":
            session.delete(address)
        elif wrong == "moved":
            address.person_id = hanh.id or 0
        row = session.exec(select(OutboxMessage).where(OutboxMessage.address != LAN_AT)).first()
    if wrong == "expired":
        room.clock.forward(days=FORM_LIFE.days)
    other = {
        "forged": f"{room.path}x",
        "foreign": Links(b"o" * 48, LINKS.url).form_link(address.id or 0, 1, EIGHT).removeprefix(LINKS.url),
        "other purpose": room.path.replace("/tra-loi/", "/tep/"),
    }.get(wrong, room.path)
    seen = room.ask("GET", other)
    assert (seen.status_code, "không còn dùng được" in seen.text) == (404, True)
    assert LAN_NAME not in seen.text
    if wrong != "other purpose":
        assert room.ask("POST", other, data={**hidden(page, "enctype"), "text": "NV4 xong"}).status_code == 404
    assert lines(room.chat, 4) == []
    assert row is not None
    foreign = LINKS.form_link(address.id or 0, row.id or 0, room.clock.now).removeprefix(LINKS.url)
    assert room.ask("GET", foreign).status_code == 404


def test_a_button_of_somebody_elses_task_changes_nothing(room: Mailroom):
    """Row 16: the page's choices can be changed by whoever has the page."""
    page = room.open(room.path)
    for about in (hidden(page, "enctype")["about"], "1", "99999"):
        for data in ("a:4:done", "ok:1", "cf:1:ok", "x" * 300, "a:4:done\r\n"):
            fields = {**hidden(room.open(room.path), "class"), "about": about, "button": data}
            assert "button" in fields
            room.ask("POST", room.path, data=fields)
    assert lines(room.chat, 3, "Trung tâm Trợ giúp pháp lý") == []


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "NV4 xong"},
        {"text": "NV4 xong", "nonce": "1"},
        {"text": "NV4 xong", "nonce": "../" * 11},
        {"text": "NV4 xong", "nonce": "a" * 32, "about": "9" * 99},
    ],
)
def test_what_no_form_of_ours_sends_is_refused(room: Mailroom, fields: dict[str, str]):
    answer = room.ask("POST", room.path, data=fields)
    assert answer.status_code == 400
    assert lines(room.chat, 4) == []


def test_a_file_that_is_too_large_is_refused_in_words(room: Mailroom):
    page = room.open(room.path)
    big = {"file": ("a.jpg", b"\0" * (LARGEST + 100_000))}
    answer = room.ask("POST", room.path, data=hidden(page, "enctype"), files=big)
    assert answer.status_code == 400
    assert "lớn hơn 20 MB" in told(answer.text)


def test_words_that_look_like_html_are_words(room: Mailroom):
    page = room.write(room.path, room.open(room.path), "<script>alert(1)</script> NV4 đạt 60%")
    assert "<script>" not in page


def test_the_page_loads_nothing_and_is_kept_nowhere(room: Mailroom):
    answer = room.ask("GET", room.path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'self'" in policy
    [nonce] = re.findall(r"nonce-([\w-]+)'", policy)
    assert f'<style nonce="{nonce}">' in answer.text
    assert "<script" not in answer.text
    assert not re.findall(r"(?:src|href|@import)\s*=?\s*[\"'(]", answer.text)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_each_sees_only_work_of_the_own_unit(room: Mailroom, sessions: Sessions):
    """Row 44: the ids in a row do not open another unit's work."""
    row = queue(sessions, LAN_NAME, LAN_AT, key="x", speaks_of=[1, 2, 3, 4, 5], status=Delivery.SENT)
    with sessions() as session:
        address = session.exec(select(Address).where(Address.channel == "mail")).one()
    page = room.open(LINKS.form_link(address.id or 0, row, EIGHT).removeprefix(LINKS.url))
    seen = {task.text for task in PLAN.tasks if task.text in page}
    assert seen == {task.text for task in PLAN.tasks if "Phòng Nghiệp vụ I" in task.leads}


def test_who_chose_english_reads_english(room: Mailroom, sessions: Sessions):
    with sessions() as session:
        session.exec(select(Person).where(Person.name == LAN_NAME)).one().language = "en"
    assert '<html lang="en">' in room.open(room.path)
    assert "Open work" in room.open(room.path)


def test_a_token_stands_in_no_log_and_no_row(room: Mailroom, sessions: Sessions, caplog, capsys):
    room.write(room.path, room.open(room.path), "NV4 đạt 60%")
    token = room.path.rpartition("/")[2]
    with sessions() as session:
        rows = [*session.exec(select(OutboxMessage)).all(), *session.exec(select(InboxMessage)).all()]
    assert token not in str([row.model_dump() for row in rows])
    assert token not in caplog.text + "".join(capsys.readouterr())


def test_a_form_gone_back_to_and_written_anew_is_another_answer(room: Mailroom):
    page = room.open(room.path)
    room.write(room.path, page, "NV4 đạt 60%")
    assert "80%" in told(room.write(room.path, page, "NV4 đạt 80%"))
    assert [line.percent for line in lines(room.chat, 4)] == [60, 80]


@pytest.mark.parametrize("asked", ["/kenh thêm", "/moi", "/moi phiếu", "/caidat giờ nhắc 9h", "/nhatky"])
def test_a_link_gives_no_code_and_changes_nobody(room: Mailroom, sessions: Sessions, asked: str):
    with sessions() as session:
        session.exec(select(Person).where(Person.name == LAN_NAME)).one().role = Role.CLERK
    assert "không làm qua thư điện tử" in told(room.write(room.path, room.open(room.path), asked))
    with sessions() as session:
        assert session.exec(select(Invite)).all() == []


def test_what_has_no_answer_is_not_promised_one(room: Mailroom):
    assert "Đã nhận" in (page := room.write(room.path, room.open(room.path), "🙂"))
    assert "sẽ" not in page.partition("Đã nhận")[2].partition("</")[0]
