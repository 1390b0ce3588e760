"""The parts together: the inbox's order, tries and files; then the whole bot against a Bot API on loopback."""

import asyncio
import os
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import typer
from sqlmodel import select
from structlog.testing import capture_logs

from bot.app import run
from bot.shelf import keep
from bot.turn import may_be_alive
from bot_api import BotApi
from conftest import HANH, LAN
from hearing import Desk, says
from live_bot import live, settings
from messages.channel import Attachment, Incoming
from models.database import Sessions, open_engine, transactions
from models.inbox import TRIES, InboxMessage
from models.office import Office
from models.outbox import OutboxMessage
from models.schema import upgrade


@pytest.fixture
def desk(sessions: Sessions, tmp_path: Path) -> Desk:
    return Desk(sessions, tmp_path)


def test_each_message_is_handled_once_however_often_it_comes(desk: Desk):
    done = desk.hear(says(1), says(1), says(2))
    assert [incoming.id for incoming, _ in done] == ["1", "2"]
    assert len(desk.hear(says(2))) == 2


def test_one_chat_is_handled_in_order(desk: Desk):
    done = desk.hear(*(says(number, LAN if number % 2 else HANH) for number in range(40)))
    for chat in (LAN, HANH):
        numbers = [int(incoming.id) for incoming, _ in done if incoming.address == chat]
        assert numbers == sorted(numbers)
        assert len(numbers) == 20


def test_a_message_that_cannot_be_handled_is_parked_and_the_next_goes_on(desk: Desk, sessions: Sessions):
    def fail(incoming: Incoming) -> None:
        if incoming.id == "1":
            raise ValueError(incoming.text)

    desk.handle = fail
    done = desk.hear(says(1), says(2))
    assert [incoming.id for incoming, _ in done] == ["2"]
    with sessions() as session:
        row = session.exec(select(InboxMessage).where(InboxMessage.external_id == "1")).one()
        [apology] = session.exec(select(OutboxMessage)).all()
    assert (row.attempts, row.handled_at) == (TRIES, None)
    assert apology.address == LAN


def test_neither_the_log_nor_the_error_of_a_parked_message_holds_its_words(desk: Desk, sessions: Sessions):
    def fail(incoming: Incoming) -> None:
        raise ValueError(f"{incoming.text} is wrong")

    desk.handle = fail
    with capture_logs() as log:
        desk.hear(says(1, text="cháu ở thôn Bản Lầu"))
    with sessions() as session:
        error = session.exec(select(InboxMessage.error)).one() or ""
    assert re.fullmatch(r"ValueError at tests/test_app.py:\d+ < .+", error)
    assert log[-1]["event"] == "message parked"
    assert "Bản Lầu" not in str(log)


def test_of_a_parked_message_no_words_are_kept(desk: Desk, sessions: Sessions):
    def fail(_incoming: Incoming) -> None:
        raise ValueError

    desk.handle = fail
    desk.hear(says(1, LAN, Attachment("D", "cháu Xoan.docx", 9), text="cháu ở thôn Bản Lầu"))
    with sessions() as session:
        [payload] = session.exec(select(InboxMessage.payload)).all()
    assert (payload["text"], payload["attachments"], payload["address"]) == ("", [], LAN)


def test_a_group_gets_no_apology(desk: Desk, sessions: Sessions):
    def fail(_incoming: Incoming) -> None:
        raise ValueError

    desk.handle = fail
    desk.hear(replace(says(1, "-5"), group=True, sender=LAN))
    with sessions() as session:
        assert session.exec(select(OutboxMessage)).all() == []


def test_characters_that_no_database_takes_are_left_out(desk: Desk):
    file = Attachment("D", "a\x00\u202e.docx", 1)
    [(incoming, _)] = desk.hear(says(1, LAN, file, text="NV1\x00 xong \ud800\nnhé"))
    assert (incoming.text, incoming.attachments[0].name) == ("NV1 xong \nnhé", "a.docx")


def test_a_file_that_a_crash_left_is_gone_when_the_bot_starts(desk: Desk, tmp_path: Path):
    lost = tmp_path / keep(tmp_path, b"lost")
    os.utime(lost, (0, 0))

    async def play() -> None:
        running = asyncio.create_task(desk.worker.run())
        async with asyncio.timeout(60):
            while lost.exists():
                await asyncio.sleep(0.02)
        await desk.worker.stop()
        await running

    asyncio.run(play())
    assert not lost.exists()


def test_words_leave_the_files_of_the_database_once_nobody_speaks(tmp_path: Path):
    engine = open_engine(f"sqlite:///{tmp_path}/a.db")
    upgrade(engine)
    desk = Desk(transactions(engine), tmp_path / "files")

    async def play() -> None:
        running = asyncio.create_task(desk.worker.run())
        await desk.worker.hear(says(1, text="Ban Lau " * 1000))
        async with asyncio.timeout(60):
            while not desk.done or any(b"Ban Lau" in path.read_bytes() for path in tmp_path.glob("a.db*")):
                await asyncio.sleep(0.1)
        await desk.worker.stop()
        await running

    asyncio.run(play())
    assert [incoming.id for incoming, _ in desk.done] == ["1"]


def test_what_an_earlier_run_left_is_handled_first(desk: Desk, sessions: Sessions, tmp_path: Path):
    asyncio.run(Desk(sessions, tmp_path).worker.hear(says(1)))
    assert [incoming.id for incoming, _ in desk.hear(says(2))] == ["1", "2"]


def test_a_message_that_could_not_be_stored_is_not_confirmed(desk: Desk):
    async def play() -> list[object]:
        bad = replace(says(1), sent_at=datetime(2026, 6, 1))  # noqa: DTZ001
        bad = replace(bad, channel=None)  # type: ignore[arg-type]
        return await asyncio.gather(desk.worker.hear(bad), desk.worker.hear(says(2)), return_exceptions=True)

    failure, success = asyncio.run(play())
    assert isinstance(failure, Exception)
    assert success is None
    assert [incoming.id for incoming, _ in desk.hear()] == ["2"]


@pytest.mark.parametrize("worker", ["another-host/1/a", "no number/x/a", "1"])
def test_a_worker_that_cannot_be_looked_up_may_be_alive(worker: str):
    assert may_be_alive(worker)


# The whole bot.


def test_a_stranger_is_answered_and_the_update_confirmed(sessions: Sessions, office: Office, tmp_path: Path):
    with BotApi() as api:
        api.say(6666, "xin chào")
        live(settings(api, tmp_path), sessions, lambda: bool(api.texts(6666)) and not api.unconfirmed)
    assert len(api.texts(6666)) == 1
    assert "Sở Tư pháp" not in api.texts(6666)[0]


def test_a_press_is_acknowledged_and_answered(sessions: Sessions, office: Office, tmp_path: Path):
    with BotApi() as api:
        api.press(6666, "a:1:done", 5)
        live(settings(api, tmp_path), sessions, lambda: bool(api.texts(6666)) and "answerCallbackQuery" in api.calls)
    assert len(api.texts(6666)) == 1


@pytest.mark.parametrize(("status", "words"), [(401, "Unauthorized"), (404, "Not Found")])
def test_a_refused_token_ends_the_bot(sessions: Sessions, tmp_path: Path, status: int, words: str):
    with BotApi() as api:
        api.fault = lambda method, _: (status, {"description": words}) if method == "getUpdates" else None
        with pytest.raises(typer.Exit) as ended:
            live(settings(api, tmp_path), sessions, lambda: False)
    assert ended.value.exit_code == 1
    assert api.calls.count("getUpdates") == 1


def test_a_platform_that_is_down_is_asked_again(sessions: Sessions, office: Office, tmp_path: Path):
    answers = iter([(502, {"description": "Bad Gateway"}), "before"])
    with BotApi() as api:
        api.fault = lambda method, _: next(answers, None) if method == "getUpdates" else None  # type: ignore[arg-type,return-value]
        api.say(6666, "xin chào")
        live(settings(api, tmp_path), sessions, lambda: bool(api.texts(6666)))
    assert len(api.texts(6666)) == 1


def test_a_webhook_port_that_is_taken_is_one_line(
    sessions: Sessions, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with BotApi() as api, pytest.raises(typer.Exit) as ended:
        config = settings(
            api, tmp_path, telegram_mode="webhook", telegram_webhook_url="https://bot.test/telegram",
            telegram_webhook_secret="s3cret", public_listen=api.url.removeprefix("http://"),
        )  # fmt: skip
        asyncio.run(run(config, sessions))
    assert ended.value.exit_code == 2
    assert "DONDOC_PUBLIC_LISTEN" in capsys.readouterr().err
