"""The console plays people of the fixture office against what `hear` collects."""

import asyncio
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from sqlmodel import select

from bot.console import ConsoleChannel
from bot.screen import styled
from conftest import MONDAY
from messages.channel import Attachment, DeliveryError, Document, FileKind, Incoming, Outgoing
from models.database import Sessions
from models.office import Office
from models.people import Address, Person, Role


def console(sessions: Sessions, lines: list[str], downloads: Path = Path()) -> ConsoleChannel:
    typed = iter(lines)

    def read() -> str:
        line = next(typed, None)
        if line is None:
            raise EOFError
        return line

    screen = Console(file=io.StringIO(), width=200)
    return ConsoleChannel(sessions, read, lambda: MONDAY, screen, downloads)


def play(channel: ConsoleChannel) -> tuple[list[Incoming], str]:
    """What reached the bot, and what stood on the screen."""
    heard: list[Incoming] = []

    async def hear(incoming: Incoming) -> None:
        heard.append(incoming)

    asyncio.run(channel.listen(hear))
    return heard, channel.screen.file.getvalue()


def person(sessions: Sessions, name: str) -> Person:
    with sessions() as session:
        return session.exec(select(Person).where(Person.name == name)).one()


def test_it_begins_as_the_clerk_and_lists_the_people(sessions: Sessions, office: Office):
    heard, screen = play(console(sessions, ["/trogiup"]))
    assert [(m.address, m.text) for m in heard] == [(str(person(sessions, "Đỗ Thị Hạnh").id), "/trogiup")]
    assert "Trần Thị Lan" in screen


def test_an_empty_office_gets_a_clerk_to_begin_with(sessions: Sessions):
    play(console(sessions, []))
    with sessions() as session:
        assert [p.role for p in session.exec(select(Person)).all()] == [Role.CLERK]


@pytest.mark.parametrize("wanted", ["Lan", "lan", "tran thi lan", "Trần Lan"])
def test_a_person_is_played_by_words_of_the_name(sessions: Sessions, office: Office, wanted: str):
    heard, _ = play(console(sessions, [f"/as {wanted}", "NV2 xong"]))
    assert heard[0].address == str(person(sessions, "Trần Thị Lan").id)


def test_a_person_is_played_by_number_and_gets_a_console_address_once(sessions: Sessions, office: Office):
    lan = person(sessions, "Trần Thị Lan")
    heard, _ = play(console(sessions, [f"/as {lan.id}", "/as Hạnh", f"/as {lan.id}", "ok"]))
    with sessions() as session:
        query = select(Address).where(Address.channel == "console", Address.person_id == lan.id)
        assert [a.address for a in session.exec(query).all()] == [heard[0].address]


def test_a_name_that_several_have_is_asked_about(sessions: Sessions, office: Office):
    heard, screen = play(console(sessions, ["/as Thị", "chào"]))
    assert "Đóng vai ai?" in screen
    assert heard[0].address == str(person(sessions, "Đỗ Thị Hạnh").id)


def test_a_stranger_has_no_address(sessions: Sessions, office: Office):
    heard, _ = play(console(sessions, ["/as khach", "chào"]))
    with sessions() as session:
        assert session.exec(select(Address).where(Address.address == heard[0].address)).first() is None


def test_words_after_a_file_are_its_caption(sessions: Sessions, office: Office, tmp_path: Path):
    (tmp_path / "ảnh lễ.jpg").write_bytes(b"jpeg")
    heard, _ = play(console(sessions, [f"/send {tmp_path / 'ảnh lễ.jpg'} NV5 đạt 60%"]))
    assert [(m.text, m.attachments[0].name) for m in heard] == [("NV5 đạt 60%", "ảnh lễ.jpg")]


def test_every_message_has_its_own_id(sessions: Sessions, office: Office):
    heard, _ = play(console(sessions, ["một", "một", "", "  ", "/quit", "hai"]))
    assert [m.text for m in heard] == ["một", "một"]
    assert len({m.id for m in heard}) == 2


def test_a_file_is_sent_and_can_be_fetched(sessions: Sessions, office: Office, tmp_path: Path):
    (tmp_path / "ảnh lễ.jpg").write_bytes(b"jpeg")
    channel = console(sessions, [f"/send {tmp_path / 'ảnh lễ.jpg'}", f"/send {tmp_path / 'thiếu.docx'}"])
    heard, screen = play(channel)
    assert [(f.name, f.size, f.kind) for m in heard for f in m.attachments] == [("ảnh lễ.jpg", 4, FileKind.PHOTO)]
    assert asyncio.run(channel.fetch(heard[0].attachments[0])) == b"jpeg"
    assert "Không có tệp" in screen


def test_a_file_that_it_did_not_send_is_refused(sessions: Sessions, office: Office):
    with pytest.raises(DeliveryError) as refused:
        asyncio.run(console(sessions, []).fetch(Attachment("/etc/hostname", "hostname", 1)))
    assert refused.value.refused


def test_a_message_is_shown_under_its_receivers_name(sessions: Sessions, office: Office, tmp_path: Path):
    channel = console(sessions, [], tmp_path / "out")
    document = Document("../báo cáo.docx", b"docx")
    lan = str(person(sessions, "Trần Thị Lan").id)
    ids = {asyncio.run(channel.send(lan, Outgoing("<b>NV2</b> [đến hạn] &amp; gấp", document=document))) for _ in "ab"}
    screen = channel.screen.file.getvalue()
    assert "→ Trần Thị Lan" in screen
    assert "NV2 [đến hạn] & gấp" in screen
    assert len(ids) == 2
    assert (tmp_path / "out" / "báo cáo.docx").read_bytes() == b"docx"


def test_brackets_and_entities_of_a_message_are_words():
    text = styled("<b>Đã ghi</b> &lt;b&gt; [red]NV2[/red] \\[x]")
    assert text.plain == "Đã ghi <b> [red]NV2[/red] \\[x]"
    assert [str(span.style) for span in text.spans] == ["bold"]


@pytest.mark.parametrize(
    ("message", "plain"),
    [
        ("<b>a</b>\\<b>x</b>", "a\\x"),
        ("<b>a\\</b> [/b] [/]", "a\\ [/b] [/]"),
        ("</b>a<b><i>b</i>", "ab"),
        ("&amp;#91;/b&amp;#93; :cat:", "&#91;/b&#93; :cat:"),
    ],
)
def test_no_message_can_break_the_screen(sessions: Sessions, office: Office, message: str, plain: str):
    channel = console(sessions, [])
    asyncio.run(channel.send("1", Outgoing(message)))
    assert styled(message).plain == plain
    assert plain in channel.screen.file.getvalue()


@pytest.mark.parametrize("name", ["Nguyễn [/b] A", "Nguyễn [bold]A", "Nguyễn :cat: A\\"])
def test_names_are_shown_as_they_are_written(sessions: Sessions, office: Office, name: str):
    with sessions() as session:
        lan = session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()
        lan.name = name
        session.add(lan)
        session.flush()
        number = str(lan.id)
    channel = console(sessions, ["/people", f"/as {number}", "/as Thị", f"/send {name}"])
    asyncio.run(channel.send(number, Outgoing("NV2")))
    _, screen = play(channel)
    assert f"→ {name}" in screen
    assert f"Đang đóng vai {name}." in screen
    assert f"Không có tệp {name}" in screen
    assert screen.count(name) >= 5


@pytest.mark.parametrize("typed", ["~nobody-of-this-name/a.docx", "/" + "x" * 300, "a\x00b", ""])
def test_a_file_that_cannot_be_named_does_not_end_the_console(sessions: Sessions, office: Office, typed: str):
    heard, screen = play(console(sessions, [f"/send {typed}", "NV2 xong"]))
    assert [m.text for m in heard] == ["NV2 xong"]
    assert "Không có tệp" in screen


def test_the_end_of_the_typing_is_told_and_no_failure(sessions: Sessions, office: Office):
    async def listen() -> bool:
        channel = console(sessions, ["/quit"])
        channel.ended = asyncio.Event()
        listening = asyncio.create_task(channel.listen(lambda _incoming: asyncio.sleep(0)))
        await channel.ended.wait()
        ended = listening.done()
        listening.cancel()
        return ended

    assert asyncio.run(listen()) is False


def test_a_script_piped_into_the_command_is_answered(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "bot", "console"],
        input="/trogiup\n/nhiemvu\n",
        env={**os.environ, "DONDOC_DATA_DIR": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=180,
    )
    assert "giúp theo dõi, đôn đốc" in done.stdout
    assert "không có nhiệm vụ nào" in done.stdout
