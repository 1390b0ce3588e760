"""The parts together: the inbox's order, tries and files; then the whole bot against a Bot API on loopback."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import typer
from sqlmodel import select

from bot.app import assemble, may_be_alive, run, telegram_of
from bot.context import now
from bot.intake import LARGEST, Intake, keep
from bot.settings import Settings
from bot.worker import Worker
from bot_api import BotApi
from conftest import HANH, LAN, MONDAY, STRANGER
from fakes import Clock, FakeChannel
from handlers.dispatch import Reading
from messages.channel import Attachment, FileKind, Incoming
from models.database import Sessions
from models.inbox import TRIES, InboxMessage, take
from models.office import Office
from plans.draft import PlanDraft, UnreadableError

Handled = list[tuple[Incoming, Reading]]


class Desk:
    """A worker over a fake channel; `handle` runs in its thread for every message, before it is marked handled."""

    def __init__(self, sessions: Sessions, files: Path) -> None:
        self.channel, self.done = FakeChannel(), Handled()
        self.handle: Callable[[Incoming], None] = lambda _incoming: None
        intake = Intake(sessions, {"fake": self.channel}, files, pause=0)
        self.worker = Worker(intake, self.dispatch, Clock(MONDAY), lambda: None)

    def dispatch(self, sessions: Sessions, incoming: Incoming, at: datetime, reading: Reading) -> None:
        with sessions() as session:
            self.handle(incoming)
            if take(session, incoming.channel, incoming.id, incoming.address, at):
                self.done.append((incoming, reading))

    def hear(self, *incoming: Incoming) -> Handled:
        async def play() -> None:
            await asyncio.gather(*(self.worker.hear(each) for each in incoming))
            await self.worker.settle()

        asyncio.run(play())
        return self.done


@pytest.fixture
def desk(sessions: Sessions, tmp_path: Path) -> Desk:
    return Desk(sessions, tmp_path)


def says(number: int, who: str = LAN, *files: Attachment, text: str = "") -> Incoming:
    return Incoming("fake", str(number), who, text or f"tin {number}", MONDAY, attachments=files)


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
            raise ValueError("tin hỏng")

    desk.handle = fail
    done = desk.hear(says(1), says(2))
    assert [incoming.id for incoming, _ in done] == ["2"]
    with sessions() as session:
        row = session.exec(select(InboxMessage).where(InboxMessage.external_id == "1")).one()
    assert (row.attempts, row.handled_at, row.error) == (TRIES, None, "ValueError('tin hỏng')")


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


DOCX = Attachment("D", "../../KH 12.docx", 100)


def test_a_clerks_document_is_kept_under_its_hash_and_read(desk: Desk, office: Office, tmp_path: Path):
    data = b"PK\x03\x04 but no zip archive"
    desk.channel.files["D"] = data
    [(incoming, reading)] = desk.hear(says(1, HANH, DOCX))
    name = hashlib.sha256(data).hexdigest()
    assert incoming.attachments == (replace(DOCX, sha256=name, size=len(data)),)
    assert (tmp_path / name).read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert isinstance(reading, UnreadableError)


def test_a_clerks_plan_is_read(desk: Desk, office: Office):
    text = "KẾ HOẠCH\nTháng hành động\n\nII. NỘI DUNG\n1. Tổ chức lễ phát động. Đơn vị chủ trì: Văn phòng Sở."
    desk.channel.files["D"] = text.encode()
    [(_, reading)] = desk.hear(says(1, HANH, replace(DOCX, name="KH 12.txt")))
    assert isinstance(reading, PlanDraft)


def test_a_heads_document_is_kept_as_evidence_and_not_read(desk: Desk, office: Office):
    desk.channel.files["D"] = b"minh chung"
    [(incoming, reading)] = desk.hear(says(1, LAN, DOCX))
    assert incoming.attachments[0].sha256
    assert reading is None


def test_a_strangers_file_is_not_fetched(desk: Desk, office: Office, tmp_path: Path):
    desk.channel.files["D"] = b"x"
    assert desk.hear(says(1, STRANGER, DOCX)) == [(says(1, STRANGER, DOCX), None)]
    assert list(tmp_path.iterdir()) == []


def test_a_file_over_20_mb_is_not_fetched_and_the_clerk_is_told(desk: Desk, office: Office):
    large = replace(DOCX, size=LARGEST + 1)
    desk.channel.files["D"] = b"x"
    [(incoming, reading)] = desk.hear(says(1, HANH, large))
    assert incoming.attachments == (large,)
    assert "20 MB" in str(reading)


def test_a_file_that_cannot_be_had_is_said(desk: Desk, office: Office):
    [(_, reading)] = desk.hear(says(1, HANH, DOCX))
    assert "gửi lại" in str(reading)


def test_what_is_no_file_is_left_alone(desk: Desk, office: Office):
    voice = Attachment("", "Voice", 0, FileKind.OTHER)
    assert desk.hear(says(1, HANH, voice)) == [(says(1, HANH, voice), None)]


def test_the_same_file_is_kept_once(tmp_path: Path):
    assert keep(tmp_path, b"x") == keep(tmp_path, b"x")
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("worker", ["another-host/1/a", "no number/x/a", "1"])
def test_a_worker_that_cannot_be_looked_up_may_be_alive(worker: str):
    assert may_be_alive(worker)


# The whole bot.


def settings(api: BotApi, files: Path, **values: Any) -> Settings:
    return Settings(
        _env_file=None,
        telegram_token="7001:not-a-real-token-0123456789",
        telegram_api=f"{api.url}/bot",
        telegram_file_api=f"{api.url}/file/bot",
        data_dir=files,
        **values,
    )


def live(config: Settings, sessions: Sessions, until: Callable[[], bool]) -> None:
    """Run the bot until something is so; fails after 20 seconds."""

    async def play() -> None:
        telegram = telegram_of(config, None, now)
        assert telegram
        stop = asyncio.Event()
        running = asyncio.create_task(assemble(config, sessions, {"telegram": telegram}, now).run(stop))
        try:
            async with asyncio.timeout(20):
                while not (until() or running.done()):
                    await asyncio.sleep(0.02)
        finally:
            stop.set()
            await asyncio.wait([running])
            await telegram.close()
        await running

    asyncio.run(play())


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


@pytest.mark.parametrize(
    ("status", "words"), [(401, "Unauthorized"), (409, "Conflict: terminated by other getUpdates")]
)
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
            telegram_webhook_secret="s3cret", telegram_webhook_listen=api.url.removeprefix("http://"),
        )  # fmt: skip
        asyncio.run(run(config, sessions))
    assert ended.value.exit_code == 2
    assert "DONDOC_TELEGRAM_WEBHOOK_LISTEN" in capsys.readouterr().err


def test_a_proxy_of_no_known_kind_is_one_line(sessions: Sessions, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with BotApi() as api, pytest.raises(typer.Exit):
        asyncio.run(run(settings(api, tmp_path, telegram_proxy="gopher://x"), sessions))
    assert "DONDOC_TELEGRAM_PROXY" in capsys.readouterr().err
